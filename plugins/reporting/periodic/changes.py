"""Acts on a whole report: take it back, draft it anew, let a yearly one stand for the month's too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from core.law import usual
from core.law.procedure import Change
from core.law.regulation import Law
from core.law.route import HEAD, covering, deputy_of, task
from core.law.ruling import Objection
from core.office.office import Office

from .procedure import Outcome, norm, owners

if TYPE_CHECKING:
    from .facts import Report

Asked = Mapping[str, object]


def withdraw(facts: Report, law: Law, asked: Asked) -> Change:
    """As long as it has not arrived, whoever made it takes it back."""
    first, *others = owners(facts, law)
    step = task("withdraw", "rút", first, norm(facts), id="withdraw", others=tuple(others))
    return Change(step, frozenset({"open"}))


def redraft(facts: Report, law: Law, asked: Asked) -> Change:
    """A later issue, before it has arrived: the figures so far stay beside the new ones, and what changed is seen."""
    first, *others = owners(facts, law)
    step = task("redraft", "soạn lại", first, norm(facts), id="redraft", others=tuple(others))
    return Change(step, frozenset({"open"}), _anew)


def _anew(facts: Report, asked: object, office: Office, law: Law) -> Outcome:
    if facts.unit is None and facts.figures is None:
        unblock = ("Soạn bản đầu ở bước «draft».",)
        return facts, (Objection((norm(facts),), "Báo cáo này chưa có bản nào để soạn lại.", unblock),)
    return facts.model_copy(update={"issue": facts.issue + 1, "submitted": None}), ()


def merge(facts: Report, law: Law, asked: Asked) -> Change:
    """11.2-3 with 11.2-1 (A25): 17 December stays, unless the deputy in charge says on record that one will do."""
    in_charge = (deputy_of(facts.unit), covering(facts.unit), HEAD) if facts.unit else (HEAD,)
    step = task(
        "merge", "cho gộp báo cáo tháng 12", in_charge[0], "11.2-3", "11.2-1",
        id="merge", others=in_charge[1:], readings=("A25",),
    )  # fmt: skip
    return Change(step, frozenset({"open", "in_effect", "closed"}), _merged)


def _merged(facts: Report, asked: object, office: Office, law: Law) -> Outcome:
    from .facts import Merged

    if facts.type != "nam":
        says = "Chỉ báo cáo tổng kết năm cần cho gộp với báo cáo tháng 12."
        return facts, (Objection(("11.2-3",), says, ("Báo cáo này giữ như đang có.",), ("A25",)),)
    return facts.model_copy(update={"merged": Merged(on=usual.today(office))}), ()
