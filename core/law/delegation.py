"""A written delegation (Điều 4, khoản 5; A45): from whom, to whom, for what, from when to when, on what ground.

It ends by itself, cannot be passed on, and is changed only by ending it and issuing it anew.
"""

from __future__ import annotations

import re

from core.law.regulation import Law
from core.law.route import HEAD_IN_PERSON, Step
from core.law.ruling import Capacity, Gate, Ground, Ruling, Standing, Verdict
from core.office.office import Delegation, Office
from core.text import capital

_SCOPE = re.compile(r"\*|[\w-]+:(\*|[\w-]+)")
_HOW_TO_WRITE = "Viết loại việc và bước, ví dụ leave:consent; leave:* là mọi bước của việc nghỉ; * là mọi việc."
STEP = Step("delegate", "delegate", "ủy quyền", (HEAD_IN_PERSON,), ("4.5/3",), ("A45",))


def judge_delegation(wanted: Delegation, by: str, *, office: Office, law: Law) -> Ruling:
    """May `by` issue this delegation? The giver is the Head himself or a body's spokesperson, the taker a deputy."""
    for says, unblock in _faults(wanted, by, office, law):
        return _ruling(Verdict.REFUSED, by, says, law, office, (unblock,))
    capacity = Capacity.OWN if by == wanted.giver else Capacity.RECORDED
    return _ruling(Verdict.PERMITTED, by, "Được: ủy quyền.", law, office, (), capacity)


def _faults(wanted: Delegation, by: str, office: Office, law: Law) -> list[tuple[str, str]]:
    establishment = office.establishment
    givers = {establishment.head} | {b.spokesperson for b in establishment.bodies.values()}
    clerks = establishment.members.get(law.text("org.unit_clerical"), ())
    found = []
    if wanted.giver not in givers:
        says = f"{office.name(wanted.giver)} không có quyền của mình để ủy quyền; quyền được giao không giao tiếp."
        found.append((capital(says), "Đề nghị Chánh Văn phòng trực tiếp ủy quyền."))
    if by != wanted.giver and by not in clerks:
        found.append(("Chỉ chính người ủy quyền, hoặc Văn thư khi có văn bản, được ghi nhận ủy quyền.",
                      f"Chờ {office.name(wanted.giver)} thực hiện."))  # fmt: skip
    if wanted.taker not in establishment.deputies or wanted.taker == wanted.giver:
        names = ", ".join(office.name(d) for d in establishment.deputies)
        found.append(("Chỉ ủy quyền cho đồng chí Phó Chánh Văn phòng.", f"Chọn một trong: {names}."))
    if not wanted.scope:
        found.append(("Ủy quyền phải có phạm vi.", "Ghi phạm vi, ví dụ leave:consent."))
    for unclear in sorted(entry for entry in wanted.scope if not _SCOPE.fullmatch(entry)):
        found.append((f"Phạm vi «{unclear[:60]}» không rõ.", _HOW_TO_WRITE))
    if wanted.end <= wanted.start:
        found.append(("Thời hạn ủy quyền phải kết thúc sau khi bắt đầu.", "Sửa từ ngày – đến ngày."))
    elif wanted.end <= office.at:
        found.append(("Thời hạn ủy quyền đã qua.", "Ghi thời hạn từ nay trở đi."))
    if not wanted.basis.strip():
        found.append(("Ủy quyền phải nêu căn cứ (văn bản, ngày).", "Ghi căn cứ rồi gửi lại."))
    return found


def _ruling(
    verdict: Verdict, by: str, says: str, law: Law, office: Office, unblock: tuple[str, ...],
    capacity: Capacity = Capacity.OWN,
) -> Ruling:  # fmt: skip
    head = office.establishment.head
    who = (Standing(head, Capacity.OWN, ("4.5/3",)),) if head else ()
    permitted = verdict is Verdict.PERMITTED
    return Ruling(
        verdict, by, "delegate", says, STEP, None if permitted else Gate.CHECKS,
        Standing(by, capacity, ("4.5/3",)) if permitted else None,
        (Ground("4.5/3", law.says("4.5/3")),), who, unblock, ("A45",),
    )  # fmt: skip


def judge_ending(delegation: Delegation, by: str, *, office: Office, law: Law) -> Ruling:
    """The giver ends what he gave; so does the Head."""
    if by in (delegation.giver, office.establishment.head):
        return _ruling(Verdict.PERMITTED, by, "Được: chấm dứt ủy quyền.", law, office, ())
    return _ruling(
        Verdict.REFUSED, by, f"Chỉ {office.name(delegation.giver)} chấm dứt được ủy quyền này.", law, office,
        (f"Chờ {office.name(delegation.giver)} thực hiện.",),
    )  # fmt: skip
