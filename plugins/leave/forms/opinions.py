"""What each level said to a request, in what capacity and by which clause, as the form prints it (Điều 18, 5, 4.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, NamedTuple

from core.law.holders import label
from core.law.regulation import Law
from core.law.route import HEAD, HEAD_IN_PERSON, Done, Matter, Route, Step
from core.law.ruling import Capacity
from core.office.office import Office
from core.printing.view import Shown
from core.printing.wording import moment, signature_name
from core.text import capital

ACTING, COVERING, DELEGATION = "5/2", "18.3/1", "4.5/3"
"""The norms from which somebody decides for another."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """One level's answer; `person`, `capacity` and `at` are empty while it is waited for."""

    level: Annotated[str, Shown("cap", "Cấp cho ý kiến")]
    act: Annotated[str, Shown("viec", "Việc phải làm ở cấp ấy: đồng ý, báo cáo …")]
    person: Annotated[str, Shown("nguoi", "Người cho ý kiến, hoặc người ghi nhận")]
    capacity: Annotated[str, Shown("tu_cach", "Tư cách khi không phải theo chức trách của mình, kèm điều khoản")]
    at: Annotated[str, Shown("luc", "Giờ và ngày cho ý kiến")]
    text: Annotated[str, Shown("noi_dung", "Nội dung ý kiến; «Chưa có ý kiến» khi còn chờ")]


class Signature(NamedTuple):
    """The block under which the decision is signed: authority in bold, title below it, name."""

    authority: str
    title: str
    name: str


def decisions(route: Route) -> tuple[Step, ...]:
    """The steps in which a level gives its opinion or takes it further up."""
    return tuple(step for step in route if step.decides)


def addressed(route: Route) -> tuple[Step, ...]:
    """The consents that the form itself asks for; what a leader puts further up is no longer the applicant's to ask."""
    asked = []
    for step in route:
        if step.verb == "report":
            break
        if step.verb == "consent":
            asked.append(step)
    return tuple(asked)


def opinion(step: Step, matter: Matter, office: Office, law: Law) -> Opinion:
    level = capital(label(step.holders[0], office))
    done = matter.done.get(step.id)
    if done is None:
        waiting = "Chưa có ý kiến" if matter.status in ("open", "returned", "in_effect") else "Không có ý kiến"
        return Opinion(level, step.title, "", "", "", waiting)
    capacity = _capacity(step, done, office, law)
    said = evidence(done.evidence, office)
    capacity = f"{capacity} ({said})" if capacity and said else capacity or said
    return Opinion(level, step.title, office.name(done.by), capacity, moment(done.at), _text(step, done))


def _capacity(step: Step, done: Done, office: Office, law: Law) -> str:
    """«thay Chánh Văn phòng (Điều 5)»; "" for what somebody does by his own post."""
    match done.capacity:
        case Capacity.ACTING if _is_heads(step):
            return f"thay {label(HEAD, office)} ({law.cite(ACTING)})"
        case Capacity.ACTING:
            return f"thay {office.name(done.behalf)} đang vắng ({law.cite(COVERING)})"
        case Capacity.DELEGATED:
            return f"theo ủy quyền của {office.name(done.behalf)} ({law.cite(DELEGATION)})"
        case Capacity.RECORDED:
            return f"ghi nhận ý kiến của {label(step.holders[0], office)}"
        case _:
            return ""


def _is_heads(step: Step) -> bool:
    return step.holders[0] in (HEAD, HEAD_IN_PERSON)


def evidence(given: Mapping[str, str], office: Office) -> str:
    """«văn bản số 12-CV/TU, ngày 05/3/2024» or «qua điện thoại với đồng chí Phó 1, 07 giờ 10, ngày 06/5/2024»."""
    parts = []
    if given.get("so"):
        day = f", ngày {given['ngay']}" if given.get("ngay") else ""
        parts.append(f"văn bản số {given['so']}{day}")
    if given.get("goi"):
        when = f", {_when(given['luc'])}" if given.get("luc") else ""
        parts.append(f"qua điện thoại với {office.name(given['goi'])}{when}")
    return "; ".join(parts)


def _when(text: str) -> str:
    """A stored instant as the form writes it; what somebody typed stays as it is."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment(at) if at.tzinfo else text


def _text(step: Step, done: Done) -> str:
    match done.outcome:
        case "declined":
            first = "Không đồng ý"
        case "returned":
            first = "Trả lại để hoàn chỉnh"
        case _:
            first = capital(step.title)
    note = capital(done.note.strip())
    return f"{first}. {note}{'' if note[-1] in '.!?…' else '.'}" if note else f"{first}."


def signature(step: Step, matter: Matter, office: Office) -> Signature:
    """K/T where a deputy decides for the Head; no name before the answer, nor where somebody else wrote it down."""
    done = matter.done.get(step.id)
    if done is None or done.outcome == "returned" or done.capacity == Capacity.RECORDED:
        return Signature(_title(step, office).upper(), "", "")
    person = office.person(done.by)
    title = (person.title if person else done.by).upper()
    name = signature_name(person.name if person else done.by)
    if done.capacity in (Capacity.ACTING, Capacity.DELEGATED) and _is_heads(step):
        return Signature(f"K/T {label(HEAD, office).upper()}", title, name)
    return Signature(title, "", name)


def _title(step: Step, office: Office) -> str:
    """The post that decides, without the unit it is in charge of."""
    holder = step.holders[0]
    if holder.relation in ("deputy_of", "covering") or str(holder) == "post:deputies":
        return "Phó Chánh Văn phòng"
    person = office.person(holder.of) if holder.relation == "person" else None
    return person.title if person else label(holder, office)
