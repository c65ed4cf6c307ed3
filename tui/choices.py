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

LABELS: Final[Mapping[str, str]] = {
    "decline": "Không đồng ý",
    "return": "Trả lại",
    "withdraw": "Rút",
    "shorten": "Rút ngắn",
    "extend": "Gia hạn",
    "complete": "Trình lại",
    "start": "Bắt đầu nghỉ",
}
SAID: Final[Mapping[str, str]] = {
    "decline": "Đã ghi: không đồng ý",
    "return": "Đã trả lại để hoàn chỉnh",
    "withdraw": "Đã rút",
    "shorten": "Đã rút ngắn",
    "extend": "Đã gửi đề nghị xin thêm",
    "complete": "Đã trình lại",
    "start": "Đã ghi: bắt đầu nghỉ",
}


def is_recording(choice: Choice) -> bool:
    """Would the person only write down what somebody else answered?"""
    standing = choice.ruling.standing
    return standing is not None and standing.capacity is Capacity.RECORDED


def label_of(choice: Choice) -> str:
    """The word on the button: «Đồng ý», «Nhận và lưu đơn», «Ghi nhận: đồng ý»."""
    if choice.verb in LABELS:
        return LABELS[choice.verb]
    title = choice.step.title.partition(",")[0]
    if is_recording(choice):
        return f"Ghi nhận: {title}"
    return "Cử Phó thường trực" if "deputy" in choice.step.needs else views.capital(title)


def summary_lines(dossier: Dossier, choice: Choice, room: int) -> list[Content]:
    """The ruling in a few lines; the whole of it is on F2."""
    ruling, office, law = choice.ruling, dossier.office, dossier.law
    standing = ruling.standing
    capacity = views.capacity_text(standing, office, law, step=choice.step) if standing else ""
    head = badge(VERDICT_VI[ruling.verdict], TONE[ruling.verdict])
    what = LABELS.get(choice.verb) or views.capital(choice.step.title)
    lines = [beside(tinted(what, "strong", "bold"), head, room)]
    lines += [tinted(line, "accent") for line in folded(capacity, room) if capacity]
    cites = views.clauses_text(ruling, law)
    lines += [tinted(line, "muted") for line in folded(f"Căn cứ: {cites}", room) if cites]
    for warning in ruling.warnings:
        first, *more = folded(views.brief(warning, dossier.today), room - 2)
        lines += [tinted(f"! {first}", "warn"), *(tinted(f"  {line}", "warn") for line in more)]
    return lines
