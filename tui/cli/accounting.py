"""What the program does about every norm: enforced by a rule, carried by data, not executable, or not built yet.

Computed from what the plugins say of their areas; no list of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import UsageError
from core.text import safe
from tui.cli.render import Json
from tui.cli.words import nearest

if TYPE_CHECKING:
    from core.extension.hookspecs import Area
    from core.law.provisions import Norm
    from tui.cli.context import Context

STATE_VI = {
    "enforced": "có quy tắc thực hiện", "carried": "có tham số, nghĩa vụ hoặc sổ giữ",
    "not_executable": "chương trình không thực hiện được", "undetermined": "plugin đang hỏng",
    "not_built": "mảng việc chưa làm", "conflict": "hai plugin cùng nhận",
}  # fmt: skip


AREA_VI = {
    "leave": "nghỉ phép, vắng mặt", "duty-roster": "lịch trực", "documents": "văn bản",
    "internal-coordination": "phối hợp trong Văn phòng", "org": "tổ chức, phân công", "meetings": "hội họp",
    "reporting": "báo cáo", "external-relations": "quan hệ với bên ngoài", "disclosure": "công khai",
    "compliance": "chấp hành quy chế", "planning": "chương trình, kế hoạch",
    "party-committee-relations": "quan hệ với cấp ủy", "finance-assets": "tài chính, tài sản",
    "personnel": "cán bộ", "evaluation": "đánh giá", "complaints": "khiếu nại, tố cáo", "travel": "công tác, đi lại",
    "training": "học tập, bồi dưỡng", "confidentiality": "bảo mật",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Account:
    norm: Norm
    state: str
    """A key of STATE_VI."""
    by: str
    """The rule, the carrier, the reason, or the area that is to come."""


def account(norms: Mapping[str, Norm], areas: Iterable[Area], broken: Mapping[str, str]) -> tuple[Account, ...]:
    """One for every norm, in the order of the regulation."""
    claims: dict[str, list[tuple[str, str]]] = {}
    for area in areas:
        for state, said in (
            ("enforced", area.enforced),
            ("carried", area.carried),
            ("not_executable", area.not_executable),
        ):
            for norm, by in said.items():
                claims.setdefault(norm, []).append((state, by))
    return tuple(_account(norm, claims.get(norm.id, []), broken) for norm in norms.values())


def _account(norm: Norm, claims: list[tuple[str, str]], broken: Mapping[str, str]) -> Account:
    why = broken.get(norm.id.partition(".")[0].partition("/")[0])
    if why and claims:
        return Account(norm, "undetermined", why)
    if len(claims) > 1:
        return Account(norm, "conflict", "; ".join(by for _, by in claims))
    return Account(norm, *claims[0]) if claims else Account(norm, "not_built", norm.area)


def accounts(context: Context) -> tuple[Account, ...]:
    registry = context.registry
    norms = context.premises.law(context.now).norms
    return account(norms, registry.areas(), registry.rules().broken)


def status(context: Context) -> int:
    """Every norm with what answers for it; areas that are still to come are summed up unless --all or --area."""
    found = accounts(context)
    area = context.words.maybe("--area")
    known = dict.fromkeys(a.norm.area for a in found)
    if area is not None and area not in known:
        raise UsageError(
            f"--area: không có mảng việc «{safe(area)[:60]}»{nearest(area, known)}; có: {', '.join(known)}."
        )
    shown = [a for a in found if area in (None, a.norm.area)]
    counts = Counter(a.state for a in shown)
    if context.json:
        context.page.data({"norms": [_json(a) for a in shown], "counts": {state: counts[state] for state in STATE_VI}})
        return 0
    _print(context, shown, counts, everything=area is not None or context.words.flag("--all"))
    return 0


def _json(found: Account) -> Json:
    norm = found.norm
    return {
        "id": norm.id, "clause": norm.clause, "cite": norm.cite, "summary": norm.summary, "area": norm.area,
        "status": found.state, "by": found.by,
    }  # fmt: skip


def _print(context: Context, shown: list[Account], counts: Counter[str], *, everything: bool) -> None:
    page = context.page
    page.line(f"{len(shown)} quy định", tone="bold")
    page.pairs([(STATE_VI[state], str(counts[state])) for state in STATE_VI if counts[state]])
    for state in STATE_VI:
        rows = [a for a in shown if a.state == state]
        if not rows or (state == "not_built" and not everything):
            continue
        page.heading(f"{STATE_VI[state][:1].upper()}{STATE_VI[state][1:]}")
        for one in rows:
            page.item(f"{one.norm.id} ({one.norm.cite}): {one.norm.summary} – {AREA_VI.get(one.by, one.by)}")
    if counts["not_built"] and not everything:
        areas = Counter(a.norm.area for a in shown if a.state == "not_built")
        page.heading("Mảng việc chưa làm")
        page.table((), [(area, AREA_VI.get(area, ""), f"{n} quy định") for area, n in areas.items()], indent=2)
        page.line("Xem từng quy định: thêm --all hoặc --area MẢNG", tone="faint")
