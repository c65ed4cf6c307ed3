"""What may be done with a matter, in words: the button, the ruling in a few lines, what is said when it is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from textual.content import Content

from core.inquiry import Choice
from core.law.ruling import VERDICT_VI, Capacity
from tui import views
from tui.widgets.paper import badge, beside, folded, tinted
from tui.widgets.ruling import TONE

if TYPE_CHECKING:
    from tui.dossier import Dossier

LABELS: Final[Mapping[str, str]] = {"decline": "Không đồng ý", "return": "Trả lại", "extend": "Gia hạn"}
"""By what is done with a step, whatever the step is called."""
SHORT: Final[Mapping[str, str]] = {"hoàn chỉnh, trình lại": "Trình lại"}
"""By the title of an act, where its first words would not say enough."""
SAID: Final[Mapping[str, str]] = {
    "decline": "Đã ghi: không đồng ý",
    "return": "Đã trả lại để hoàn chỉnh",
    "extend": "Đã gửi đề nghị xin thêm",
}
DONE: Final[Mapping[str, str]] = {
    "rút": "Đã rút",
    "rút ngắn": "Đã rút ngắn",
    "hoàn chỉnh, trình lại": "Đã trình lại",
}
"""By the title of an act on a whole matter."""


def said_of(choice: Choice) -> str:
    """What is said when it is on record: «Đã ghi: đồng ý»."""
    if choice.verb in SAID and not is_named(choice):
        return SAID[choice.verb]
    return DONE.get(choice.step.title, f"Đã ghi: {choice.step.title}")


def is_named(choice: Choice) -> bool:
    """Is it an act of the procedure's own that only shares its name with one every matter has?"""
    return choice.id == choice.verb == choice.step.id


def is_recording(choice: Choice) -> bool:
    """Would the person only write down what somebody else answered?"""
    standing = choice.ruling.standing
    return standing is not None and standing.capacity is Capacity.RECORDED


def label_of(choice: Choice) -> str:
    """The word on the button: «Đồng ý», «Nhận và lưu đơn», «Ghi nhận: đồng ý»."""
    if choice.verb in LABELS and not is_named(choice):
        return LABELS[choice.verb]
    title = SHORT.get(choice.step.title) or choice.step.title.partition(",")[0].partition(" (")[0]
    if is_recording(choice):
        return f"Ghi nhận: {title}"
    return "Cử Phó thường trực" if "deputy" in choice.step.needs else views.capital(title)


def summary_lines(dossier: Dossier, choice: Choice, room: int) -> list[Content]:
    """The ruling in a few lines; the whole of it is on F2."""
    ruling, office, law = choice.ruling, dossier.office, dossier.law
    standing = ruling.standing
    capacity = views.capacity_text(standing, office, law, step=choice.step) if standing else ""
    head = badge(VERDICT_VI[ruling.verdict], TONE[ruling.verdict])
    what = label_of(choice) if choice.verb in LABELS else views.capital(choice.step.title)
    lines = [beside(tinted(what, "strong", "bold"), head, room)]
    lines += [tinted(line, "accent") for line in folded(capacity, room) if capacity]
    cites = views.clauses_text(ruling, law)
    lines += [tinted(line, "muted") for line in folded(f"Căn cứ: {cites}", room) if cites]
    for warning in ruling.warnings:
        first, *more = folded(views.brief(warning, dossier.today), room - 2)
        lines += [tinted(f"! {first}", "warn"), *(tinted(f"  {line}", "warn") for line in more)]
    return lines
