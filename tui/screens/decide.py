"""One act on one matter, put before the person with its ruling: read it, add what it needs, Enter.

The same dialog from the desk and from the matter. What may be done was judged before it opens, and is judged again,
with what was typed, when it is recorded.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Final
from uuid import uuid4

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from core.errors import Conflict, Refused, UsageError, VptuError
from core.inquiry import Choice
from core.law.ruling import VERDICT_VI, Act, Capacity
from core.office.sessions import ZONE
from core.text import number
from tui import views
from tui.dossier import Dossier
from tui.screens.base import BaseScreen, Dialog
from tui.widgets.buttons import Action, ActionBar
from tui.widgets.entries import DayEntry, Entry, MomentEntry, PickEntry, TextEntry, ToggleEntry
from tui.widgets.facts import FactsPanel
from tui.widgets.paper import Line, Paper, badge, beside, folded, tinted
from tui.widgets.picker import Option
from tui.widgets.ruling import TONE

if TYPE_CHECKING:
    from core.law.procedure import Procedure
    from core.work import Receipt
    from tui.app import VptuApp
    from tui.session import Session
    from tui.widgets.form import Form

NOTE: Final = 2000
"""Characters of a reason or an opinion."""
PAPER, PHONE = "paper", "phone"
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


class Summary(Paper):
    """What is about to be recorded, in what capacity, by which clauses, and what to look out for."""

    def __init__(self, dossier: Dossier, choice: Choice) -> None:
        super().__init__()
        self.dossier, self.choice = dossier, choice

    def laid_out(self, room: int) -> list[Content]:
        return summary_lines(self.dossier, self.choice, room)


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


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a dialog: the receipt, or that the matter was no longer what the person had seen."""

    receipt: Receipt | None
    choice: Choice


class Decide(Dialog[Done]):
    """`Decide(session, dossier, choice)`; the answer is None when it was closed."""

    DEFAULT_CSS = """
    Decide { align: center middle; }
    Decide .title { text-style: bold; padding: 0 1; margin-bottom: 1; }
    Decide Summary { padding: 0 1; }
    Decide .about { height: auto; margin-top: 1; padding: 0 1; }
    Decide .fields { height: auto; margin-top: 1; }
    Decide .fields.-none { display: none; }
    Decide .said { display: none; color: $tone-bad; padding: 0 1; height: auto; }
    Decide .said.-shown { display: block; }
    Decide ActionBar { margin-top: 1; }
    """
    UNREAD: ClassVar[float] = 0.3
    """Seconds in which nobody has read anything."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+y", "explain", show=False),
        Binding("pageup", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(1)", show=False),
    ]

    def __init__(self, session: Session, dossier: Dossier, choice: Choice) -> None:
        super().__init__()
        self.session, self.dossier, self.choice = session, dossier, choice
        self.act_id = uuid4().hex
        """One for each thing that is tried: sent twice, it is recorded once."""
        self.busy = False
        self.touched = 0.0
        """When the dialog came up, or Enter was last pressed."""
        self.entries = tuple(self.fields())

    # What it looks like

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = f"Việc số {self.dossier.row.id}"
            box.border_subtitle = "F2 vì sao · Esc thôi"
            yield Static(self.dossier.title, classes="title", markup=False)
            yield Summary(self.dossier, self.choice)
            yield VerticalScroll(*self.about(), classes="about", can_focus=False)
            inputs = tuple(self.inputs())
            yield VerticalScroll(*inputs, classes="fields" if inputs else "fields -none", can_focus=False)
            yield Static("", classes="said", markup=False)
            yield ActionBar((Action("yes", label_of(self.choice)), Action("no", "Thôi")))

    def about(self) -> Iterable[Widget]:
        """What the matter says, under the ruling."""
        yield FactsPanel(self.dossier.facts)

    def fields(self) -> Iterator[Entry]:
        """What the act must or may carry."""
        yield from ()

    def inputs(self) -> Iterable[Widget]:
        """The fields as they are laid out."""
        return self.entries

    def on_mount(self) -> None:
        self.touched = monotonic()
        first = self.begin_with()
        if first is not None:
            first.call_after_refresh(first.start)
        else:
            self.query_one(ActionBar).focus()

    @property
    def asked(self) -> Sequence[Entry]:
        """The lines of the form, shown or not."""
        return self.entries

    def on_resize(self, event: events.Resize) -> None:
        """The buttons stay in sight: fields and facts share the lines that are left, and scroll."""
        box = self.query_one(".box")
        box.styles.max_height = event.size.height
        summary = len(summary_lines(self.dossier, self.choice, min(event.size.width * 94 // 100, 72) - 8))
        left = event.size.height - summary - 9  # the border, title, error line, buttons and the lines between
        fields = min(sum(entry.display for entry in self.asked), max(4, left - 3))
        self.query_one(".fields").styles.max_height = max(1, fields)
        self.query_one(".about").styles.max_height = max(2, left - fields)

    def begin_with(self) -> Entry | None:
        """The field that must be filled in; without one, Enter confirms at once."""
        return next((entry for entry in self.entries if entry.needed and entry.value is None), None)

    def action_explain(self) -> None:
        self.vptu.show_why(self.dossier.ruling(self.choice))

    def action_scroll(self, way: int) -> None:
        about = self.query_one(".about", VerticalScroll)
        (about.scroll_page_down if way > 0 else about.scroll_page_up)(animate=False)

    @property
    def vptu(self) -> VptuApp:
        from tui.app import VptuApp

        assert isinstance(self.app, VptuApp)
        return self.app

    # What it does

    def perform(self) -> Callable[[], Receipt]:
        """The act with everything typed, to be done in a thread. Raises UsageError for what is missing."""
        raise NotImplementedError

    def on_action_bar_taken(self, event: ActionBar.Taken) -> None:
        event.stop()
        if event.action.id == "no":
            self.dismiss(None)
        elif not self.busy and self._was_read():
            try:
                act = self.perform()
            except UsageError as error:
                self.say(str(error))
                return
            self.busy = True
            self.say("Đang ghi…", tone="muted")
            self.run_worker(self._record(act), exclusive=True)

    def _was_read(self) -> bool:
        """An Enter that came before the ruling could be seen – typed ahead, or a key held down – confirms nothing."""
        now, before = monotonic(), self.touched
        self.touched = now
        return now - before >= self.UNREAD

    async def _record(self, act: Callable[[], Receipt]) -> None:
        try:
            receipt = await asyncio.to_thread(act)
        except Refused as refused:
            self._again("Chưa ghi được: xem lý do.")
            self.vptu.show_why(views.ruling(refused.ruling, self.dossier.office, self.dossier.law))
        except Conflict as conflict:
            self.vptu.notify(str(conflict), title="Đã có thay đổi", severity="warning", timeout=12)
            self.dismiss(Done(None, self.choice))
        except UsageError as error:
            self._again(str(error))
        except VptuError as error:  # the store did not answer: the same act may be sent again
            self.say(str(error))
        except Exception:
            self.say("")
            raise
        else:
            self.dismiss(Done(receipt, self.choice))
        finally:
            self.busy = False

    def _again(self, why: str) -> None:
        self.act_id = uuid4().hex
        self.say(why)

    def say(self, text: str, *, tone: str = "bad") -> None:
        """One line above the buttons; "" takes it away."""
        line = self.query_one(".said", Static)
        line.update(tinted(text, tone))
        line.set_class(bool(text), "-shown")

    def on_entry_changed(self, event: Entry.Changed) -> None:
        event.stop()
        self.say("")

    def entry(self, name: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.fact == name), None)

    def text(self, name: str) -> str:
        """What was typed or chosen in a field, "" where there is none."""
        found = self.entry(name)
        return str(found.value or "") if found is not None and found.display else ""

    @property
    def seen(self) -> int:
        return self.dossier.row.version

    def today(self) -> date:
        return self.session.clock().astimezone(ZONE).date()


class TakeStep(Decide):
    """A step: done, declined or returned; with evidence where somebody else's answer is written down."""

    def fields(self) -> Iterator[Entry]:
        step = self.choice.step
        if self.choice.verb == "take" and "deputy" in step.needs:
            yield PickEntry("deputy", "Cử đồng chí", tuple(self._deputies()), self._usual(), needed=True)
        if is_recording(self.choice):
            yield from self._evidence()
        if self.choice.verb in ("decline", "return"):
            why = "Lý do trả lại" if self.choice.verb == "return" else "Lý do không đồng ý"
            yield TextEntry("note", why, needed=True, limit=NOTE)
        elif step.answers or step.note_required:
            yield TextEntry("note", "Ý kiến", needed=step.note_required, limit=NOTE)

    def _deputies(self) -> Iterator[Option]:
        office, procedure = self.dossier.office, self.dossier.procedure
        span = procedure.span(self.dossier.matter.facts) if procedure else None
        for deputy in office.establishment.deputies:
            away = [a for a in office.absences_of(deputy) if span and a.settled and a.span.overlaps(span)]
            when = ", ".join(views.span_text(a.span, self.dossier.today) for a in away)
            own = "người xin nghỉ" if deputy == self.dossier.matter.subject else ""
            yield Option(deputy, f"{views.bare(deputy, office)} – {own or (f'vắng {when}' if when else 'có mặt')}")

    def _usual(self) -> str | None:
        """The deputy the office names by default (A52), where it is not his own absence."""
        usual = self.dossier.office.establishment.default_standing_deputy
        return usual if usual != self.dossier.matter.subject else None

    def _evidence(self) -> Iterator[Entry]:
        calendar = self.dossier.office.calendar
        yield ToggleEntry("how", "Căn cứ ghi nhận", ((PAPER, "văn bản"), (PHONE, "điện thoại")), PAPER)
        yield TextEntry("so", "Số văn bản", needed=True, limit=100)
        yield DayEntry("ngay", "Ngày văn bản", self.today, calendar, needed=True)
        yield TextEntry("goi", "Ai gọi", needed=True, limit=200)
        yield MomentEntry("luc", "Gọi lúc", self.session.clock, needed=True)

    def on_mount(self) -> None:
        self._choose_shown()
        super().on_mount()

    def on_entry_changed(self, event: Entry.Changed) -> None:
        super().on_entry_changed(event)
        if event.entry.fact == "how":
            self._choose_shown()

    def _choose_shown(self) -> None:
        how = self.text("how")
        for entry in self.entries:
            if entry.fact in ("so", "ngay", "goi", "luc"):
                entry.display = (how == PAPER) == (entry.fact in ("so", "ngay"))

    def perform(self) -> Callable[[], Receipt]:
        act = Act(self.choice.outcome, self.text("note"), self._given_evidence(), self._payload())
        if act.outcome != "done" and not act.note.strip():
            raise UsageError("Đồng chí ghi lý do: người xin cần biết để hoàn chỉnh hoặc sắp xếp lại.")
        work, matter, step, seen = self.session.house.work, self.dossier.row.id, self.choice.step.id, self.seen
        me, now, act_id = self.session.person, self.session.clock(), self.act_id
        return lambda: work.take(matter, step, by=me, at=now, act=act, act_id=act_id, seen=seen)

    def _payload(self) -> dict[str, object]:
        if self.entry("deputy") is None:
            return {}
        if not self.text("deputy"):
            raise UsageError("Đồng chí chọn một đồng chí Phó để cử làm thường trực.")
        return {"deputy": self.text("deputy")}

    def _given_evidence(self) -> dict[str, str]:
        if self.entry("how") is None:
            return {}
        if self.text("how") == PAPER:
            day = self.entry("ngay")
            if not self.text("so") or not isinstance(day, DayEntry) or day.day is None:
                raise UsageError("Đồng chí ghi số và ngày của văn bản có ý kiến ấy.")
            return {"so": self.text("so"), "ngay": f"{day.day:%d/%m/%Y}"}
        moment = self.entry("luc")
        if not self.text("goi") or not isinstance(moment, MomentEntry) or moment.moment is None:
            raise UsageError("Đồng chí ghi ai gọi điện và gọi lúc nào.")
        return {"goi": self.text("goi"), "luc": moment.moment.isoformat()}


class ChangeMatter(Decide):
    """An act on the whole matter: withdraw, shorten, extend."""

    def fields(self) -> Iterator[Entry]:
        if self.choice.verb in ("shorten", "extend"):
            title = "Nghỉ đến hết" if self.choice.verb == "shorten" else "Xin thêm đến hết"
            calendar = self.dossier.office.calendar
            yield DayEntry("until", title, self.today, calendar, half=1, needed=True)
        if self.choice.verb in ("withdraw", "shorten"):
            yield TextEntry("note", "Lý do", limit=NOTE)

    def perform(self) -> Callable[[], Receipt]:
        work, matter, verb = self.session.house.work, self.dossier.row.id, self.choice.verb
        me, now, act_id, seen = self.session.person, self.session.clock(), self.act_id, self.seen
        asked, note = self._asked(), self.text("note")
        if verb == "extend":
            return lambda: work.extend(matter, asked, by=me, at=now, act_id=act_id)
        return lambda: work.change(matter, verb, asked, by=me, at=now, note=note, act_id=act_id, seen=seen)

    def _asked(self) -> dict[str, object]:
        until = self.entry("until")
        if until is None:
            return {}
        if not isinstance(until, DayEntry) or until.session is None:
            raise UsageError("Đồng chí ghi ngày, ví dụ 21/03 hoặc mai, rồi chọn buổi.")
        return {"until": until.session}


class Complete(Decide):
    """After a return: the request again, with what was said against it in view."""

    form: Form | None = None

    def inputs(self) -> Iterable[Widget]:
        from tui.widgets.form import Form, Setting, entries_of

        procedure = self.dossier.procedure
        if procedure is None:
            return ()
        held = self._held(procedure)
        setting = Setting(self.dossier.office, self.session.clock, self.session.person, held)
        entries = [entry for entry in entries_of(procedure, setting) if entry.fact != "person"]
        for entry in entries:
            value = held.get(entry.fact)
            if isinstance(entry, TextEntry) and isinstance(value, str):
                entry.restore(value)
        self.form = Form(entries, procedure)
        return (self.form,)

    def _held(self, procedure: Procedure) -> dict[str, object]:
        """The facts that were said, by the names they are asked by."""
        facts = self.dossier.matter.facts
        fields = procedure.facts.model_fields.items()
        return {(field.alias or name): getattr(facts, name) for name, field in fields if name in facts.model_fields_set}

    @property
    def asked(self) -> Sequence[Entry]:
        return self.form.entries if self.form else ()

    def begin_with(self) -> Entry | None:
        return next(iter(self.asked), None)

    def about(self) -> Iterable[Widget]:
        said = [d for d in self.dossier.matter.done.values() if d.outcome == "returned"]
        for done in said:
            yield Line(tinted(f"{views.capital(self.dossier.office.name(done.by))} đề nghị:", "muted"))
            yield Static(f"“{done.note}”", markup=False)

    def perform(self) -> Callable[[], Receipt]:
        asked = self.form.raw if self.form else {}
        work, matter, seen = self.session.house.work, self.dossier.row.id, self.seen
        me, now, act_id = self.session.person, self.session.clock(), self.act_id
        return lambda: work.change(matter, "complete", asked, by=me, at=now, act_id=act_id, seen=seen)


def dialog(session: Session, dossier: Dossier, choice: Choice) -> Decide:
    """The dialog for a choice."""
    if choice.verb in ("take", "decline", "return", "start"):
        return TakeStep(session, dossier, choice)
    return (Complete if choice.verb == "complete" else ChangeMatter)(session, dossier, choice)


def decide(screen: BaseScreen, dossier: Dossier, choice: Choice | None) -> None:
    """Open the dialog, or say why the act is not allowed; when it is recorded, say what comes next."""
    app = screen.vptu
    if choice is None:
        app.notify("Việc này hiện không có bước nào như vậy.")
        return
    if not choice.ruling.allows:
        app.show_why(dossier.ruling(choice))
        return

    def recorded(done: Done | None) -> None:
        if done is None:
            return
        if done.receipt is not None:
            app.notify(outcome(screen.session, done), title=f"Việc số {done.receipt.matter}")
        screen.refresh_data()

    app.push_screen(dialog(screen.session, dossier, choice), recorded)


def outcome(session: Session, done: Done) -> str:
    """What was recorded, what comes next and who holds it."""
    receipt, choice = done.receipt, done.choice
    assert receipt is not None
    said = SAID.get(choice.verb, f"Đã ghi: {choice.step.title}")
    desk, at = session.house.desk, session.clock()
    matter = desk.matter(receipt.matter)
    office = desk.office(at, person=matter.subject or None)
    book = f" Số lưu: {number(receipt.number)}." if receipt.number is not None else ""
    new = f" (việc mới số {receipt.matter})" if choice.verb == "extend" else ""
    return f"{said}{new}.{book} {views.next_text(matter, office)}".strip()
