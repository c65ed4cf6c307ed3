"""How such a matter is called, and who has received it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.law import usual
from core.law.regulation import Law
from core.law.route import Matter
from core.law.sheet import Sheet, SheetRow
from core.office.office import Office

from .. import common
from ..lateness import State
from .procedure import recipients

if TYPE_CHECKING:
    from .facts import WardGuidance

TITLES = {
    "thong_tin": "Thông tin cho phường, xã",
    "nghiep_vu": "Hướng dẫn phường, xã",
    "trao_doi": "Trao đổi với phường, xã",
}


def state(facts: WardGuidance) -> State:
    """How many of the wards that were sent it have it."""
    if facts.sent is None:
        return State("chưa gửi", "")
    total, missing = len(facts.sent.wards), len(facts.missing)
    return State(f"đã nhận {total - missing}/{total} nơi", "warn" if missing else "good")


def sheets(matter: Matter, office: Office, law: Law) -> Iterator[Sheet]:
    """A row for each ward: sent, received, or still without a receipt."""
    facts: WardGuidance = matter.facts
    columns = ("Nơi nhận", "Ngày gửi", "Văn bản", "Ngày nhận", "Tình trạng")
    if facts.sent is None:
        rows = tuple(SheetRow((common.ward_name(a, office), "", "", "", "sẽ gửi")) for a in recipients(facts, office))
        yield Sheet("Nơi nhận", columns, rows)
        return
    sent, got = facts.sent, {r.ward: r.on for r in facts.receipts}
    rows = tuple(
        SheetRow(
            (common.ward_name(area, office), usual.dmy(sent.on), sent.document,
             usual.dmy(got[area]) if area in got else "", "đã nhận" if area in got else "chưa nhận"),
            "good" if area in got else "warn",
        )
        for area in sent.wards
    )  # fmt: skip
    yield Sheet("Nơi nhận", columns, rows, state(facts).says)


def heading(facts: WardGuidance, office: Office) -> str:
    return f"{TITLES[facts.content]}: {usual.brief(facts.about)}"


def leads(facts: WardGuidance, office: Office) -> tuple[str | None, str | None]:
    return usual.unit_of(facts.responsible, office), facts.responsible
