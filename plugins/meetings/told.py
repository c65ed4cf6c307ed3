"""What follows from a meeting: who is told it moved, and what its conclusions become in other areas.

Other areas are known by the names of their kinds only; where one is switched off, the conclusions stand with the
meeting and nothing is opened.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.extension.hookspecs import Event, Notice, Opens
from core.office.sessions import day_of, label

from .meeting.facts import Meeting
from .meeting.kinds import UNDER_4_4, kind_of

OF = {
    "secretary": "secretary", "standing_deputy_secretary": "standing_deputy_secretary",
    "deputy_secretary": "deputy_secretary",
}  # fmt: skip
"""Whose conclusions a notice states, by who chaired (4.4-1/5, A22)."""
TELLS = {"postpone": "Hoãn", "cancel": "Hủy", "assign": "Phân công dự", "stand_in": "Dự thay"}


def told(event: Event) -> Iterator[Notice | Opens]:
    facts = event.facts
    if not isinstance(facts, Meeting):
        return
    if event.act == "take" and event.step == "call":
        yield from _all(facts, event, f"Mời họp: {event.heading}.")
    elif event.act in TELLS and (facts.called or event.act in ("assign", "stand_in")):
        yield from _changed(facts, event)
    elif event.step == "conclude" and facts.concluded:
        yield from concluded(facts, event)


def _changed(facts: Meeting, event: Event) -> Iterator[Notice]:
    match event.act:
        case "postpone":
            moved = facts.moved[-1]
            text = f"Hoãn từ {label(moved.was)}: {event.heading}. Lý do: {moved.why}"
            yield from _all(facts, event, text)
        case "cancel":
            yield from _all(facts, event, f"Không họp nữa: {event.heading}. Lý do: {facts.cancelled}")
        case "assign":
            for deputy in facts.assigned:
                yield Notice(deputy, f"Được phân công dự: {event.heading}.", ("4.4-1/2", "4.3-5"))
        case "stand_in":
            found = facts.stand_ins[-1]
            yield from _some((found.who,), event, f"Dự thay: {event.heading}. Lý do: {found.why}", facts)


def _all(facts: Meeting, event: Event, text: str) -> Iterator[Notice]:
    """Those of the Office who were asked to come; a unit or a body gets its letter, not a notice."""
    yield from _some((facts.chair, *facts.assigned, facts.recorder, *facts.invited), event, text, facts)


def _some(people: tuple[str, ...], event: Event, text: str, facts: Meeting) -> Iterator[Notice]:
    norm = kind_of(facts.type).norms[:1]
    yield from (Notice(p, text, norm) for p in dict.fromkeys(people) if _is_id(p) and p != event.by)


def _is_id(word: str) -> bool:
    """An id, not plain words: a notice to nobody known stays unread, one to «Đảng ủy Phường 1» would be nonsense."""
    return bool(word) and word.replace("_", "").isalnum() and word.isascii()


def concluded(facts: Meeting, event: Event) -> Iterator[Opens]:
    """1.3/2: each conclusion with a unit and a person becomes a task; what is important goes to the Head (4.4-1/4)."""
    for n, found in enumerate(facts.conclusions, 1):
        if found.unit and found.due is not None:
            task = {
                "title": found.says, "unit": found.unit, "responsible": found.person, "due": found.due.isoformat(),
                "source": "conclusion", "source_text": f"{event.heading} (việc số {event.matter})",
                **({"giver": facts.chair} if facts.chair else {}),
            }  # fmt: skip
            yield Opens("task", task, f"việc theo kết luận {n}")
    if facts.type in UNDER_4_4:
        yield from _handed_over(facts, event)


def _handed_over(facts: Meeting, event: Event) -> Iterator[Opens]:
    deputy = event.by if event.by in facts.assigned else next(iter(facts.assigned), "")
    if facts.important and deputy and facts.held is not None:
        report = {
            "which": "ket_luan", "person": deputy, "about": facts.important, "meeting": event.heading,
            "held": day_of(facts.held.on).isoformat(), "matter": event.matter,
        }  # fmt: skip
        yield Opens("event_report", report, "báo cáo Chánh Văn phòng kết luận quan trọng, việc gấp")
    if facts.notice:
        notice = {
            "title": f"Kết luận tại {event.heading}", "type": "thong_bao_ket_luan",
            "of": OF.get(facts.chair, "standing"),
            **({"field": facts.fields[0]} if facts.fields else {}), "responsible": facts.recorder,
            "no_consult_reason": "Thông báo kết luận của cuộc họp",
        }  # fmt: skip
        yield Opens("document", notice, "thông báo kết luận")
