"""The way of an incoming document in clause order: 3.13/1 assignment, 4.3-4 handling, 6.1-2 summary, 1.3/2 one of each.

A16: the Head – or the standing deputy who acts for him – assigns every document first; the deputy of the field handles
what the specialist then puts up. Nobody else may, and nobody pushes it on (20.2).
"""

from __future__ import annotations

from collections.abc import Iterator

from core.law.procedure import Parts
from core.law.regulation import Law
from core.law.route import (
    HEAD,
    LEADERSHIP,
    STANDING_BOARD,
    Holder,
    Step,
    covering_field,
    deputy_of_field,
    follower_of_area,
    follower_of_field,
    inform,
    person,
    task,
    unit,
)
from core.law.usual import clerical
from core.office.office import Office

from .facts import Incoming
from .names import id_of

BOOK = "van_ban_den"
"""The book of arrivals."""


def incoming_route(document: Incoming, office: Office, law: Law) -> Parts:
    """Văn thư đăng ký → phân xử lý → tóm tắt → xử lý → trả lời, giao việc hoặc lưu."""
    yield registering(law)
    if document.secret:
        return  # 13/1: what follows goes by the paper book
    yield assigning()
    yield from summarising(document, office)
    yield handling(document, office)
    yield from carrying_out(document, law)
    yield filing(law)


def registering(law: Law) -> Step:
    """The management of what arrives begins with its number (3.13/1); the Clerical unit gives it (A09)."""
    return task(
        "register", "đăng ký văn bản đến", clerical(law), "3.13/1", id="register", readings=("A09",), register=BOOK
    )  # fmt: skip


def assigning() -> Step:
    """3.13/1: every document goes through the Head for the first assignment (A16), to one unit and one person."""
    return task(
        "assign", "phân xử lý", HEAD, "3.13/1", "1.3/2", id="assign", readings=("A16", "A46")
    )  # fmt: skip


def summarising(document: Incoming, office: Office) -> Iterator[Step]:
    """6.1-2: who follows that ward or that field studies it and sums it up for the leadership and the Standing Board.

    What nobody follows is summed up by the person responsible, for the leadership; the step appears with his name.
    """
    followers = _followers(document, office)
    readers: tuple[Holder, ...] = ()
    if followers:
        who, title, readers = followers, "nghiên cứu, tóm tắt", (STANDING_BOARD,)
    elif document.responsible:
        who = (person(document.responsible),)
        title = "tóm tắt (chưa phân công ai theo dõi, người chịu trách nhiệm chính làm)"
    else:
        return
    yield task("summarise", title, who[0], "6.1-2", id="summarise", others=who[1:])
    yield inform(LEADERSHIP, "6.1-2", id="inform", title="được báo cáo tóm tắt", others=readers, giver=who[0])


def _followers(document: Incoming, office: Office) -> tuple[Holder, ...]:
    """The ward first: what a ward sends belongs to whoever follows it, whatever field it touches."""
    establishment = office.establishment
    area, field = area_id(document, office), field_id(document, office)
    of_area = (follower_of_area(area),) if establishment.followers_of_area.get(area) else ()
    of_field = (follower_of_field(field),) if establishment.followers_of_field.get(field) else ()
    return of_area + of_field


def handling(document: Incoming, office: Office) -> Step:
    """4.3-4/1: the deputy of the field handles what was put up; the Head, where there is no such deputy (3.6/1).

    A field of its own makes a step of its own: what another deputy handled does not count for a new one (20.2/1).
    """
    field = field_id(document, office)
    if field and field in office.establishment.deputy_of_field:
        return task(
            "handle", "xử lý", deputy_of_field(field), "4.3-4/1",
            id=f"handle:{field}", others=(covering_field(field),), readings=("A16",), checks=("incoming.answered",),
            answers=True,
        )  # fmt: skip
    cites, reading = (("3.6/1", "3.13/1"), "A15") if field else (("3.13/1",), "A16")
    return task("handle", "trực tiếp xử lý", HEAD, *cites, id=f"handle:{field or 'head'}", readings=(reading,))


def carrying_out(document: Incoming, law: Law) -> Iterator[Step]:
    """What the handling asked for: a reply – where it conveys a Secretary's opinion, 4.3-4/2 – or a task, 4.3-4/1.

    The one person responsible reports it (1.3/2); to file it nothing more has to be done.
    """
    who = person(document.responsible)
    if document.outcome == "reply":
        norm = "4.3-4/2" if document.conveys else "4.3-4/1"
        title = "soạn và trình thông báo ý kiến" if document.conveys else "soạn và trình văn bản trả lời"
        yield task(
            "reply", title, who, norm, "1.3/2",
            id="reply", recorders=(clerical(law),), checks=("incoming.replied",),
        )  # fmt: skip
    elif document.outcome == "task":
        yield task(
            "result", "thực hiện, báo cáo kết quả", who, "1.3/2", "4.3-4/1", id="result", checks=("incoming.shown",)
        )  # fmt: skip


def filing(law: Law) -> Step:
    """The management of what arrived ends in the Archives (3.13/1, A09)."""
    archive = law.text("org.unit_clerical" if law.flag("org.clerical_is_archive") else "org.unit_archive")
    return task("file", "lưu hồ sơ", unit(archive), "3.13/1", id="file", after=True, readings=("A09",))


def field_id(document: Incoming, office: Office) -> str:
    return id_of(document.field, office.establishment.fields)


def area_id(document: Incoming, office: Office) -> str:
    return id_of(document.area, office.establishment.areas)
