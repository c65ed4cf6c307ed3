"""The acts on a matter, each with what it carries: a step and its answers, a change of the whole, a correction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from textual.widget import Widget
from textual.widgets import Static

from core.errors import UsageError
from core.inquiry import Choice
from core.law.ruling import Act
from tui import views
from tui.choices import is_named, is_recording
from tui.dossier import Dossier
from tui.screens.decide import Decide
from tui.widgets.entries import DayEntry, Entry, MomentEntry, PickEntry, TextEntry, ToggleEntry
from tui.widgets.paper import Line, tinted
from tui.widgets.picker import Option

if TYPE_CHECKING:
    from pydantic import BaseModel

    from core.law.procedure import Procedure
    from core.work import Receipt
    from tui.session import Session

NOTE: Final = 2000
"""Characters of a reason or an opinion."""
PAPER, PHONE = "paper", "phone"
UNTIL: Final = ("shorten", "extend")
"""Acts that say until when, and nothing else."""


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
        elif step.note_required or (self.model is not None and (step.answers or not _words_in(self.model))):
            from tui.widgets.long_entry import LongEntry

            yield LongEntry("note", "Nội dung ý kiến", needed=step.note_required, limit=NOTE)
        elif step.answers:
            yield TextEntry("note", "Ý kiến", limit=NOTE)

    @property
    def model(self) -> type[BaseModel] | None:
        procedure = self.dossier.procedure
        return procedure.asks.get(self.choice.step.verb) if procedure and self.choice.verb == "take" else None

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
        if self.choice.step.note_required and not act.note.strip():
            raise UsageError("Đồng chí ghi nội dung ý kiến: bước này lưu nguyên văn.")
        if act.outcome != "done" and not act.note.strip():
            raise UsageError("Đồng chí ghi lý do: người xin cần biết để hoàn chỉnh hoặc sắp xếp lại.")
        work, matter, step, seen = self.session.house.work, self.dossier.row.id, self.choice.step.id, self.seen
        me, now, act_id = self.session.person, self.session.clock(), self.act_id
        return lambda: work.take(matter, step, by=me, at=now, act=act, act_id=act_id, seen=seen)

    def known(self) -> dict[str, object]:
        """What the form begins with: what the matter says already under the same names."""
        facts = self.dossier.matter.facts
        said: frozenset[str] = getattr(facts, "model_fields_set", frozenset())
        return {name: getattr(facts, name) for name in (self.model.model_fields if self.model else ()) if name in said}

    def _payload(self) -> dict[str, object]:
        if self.entry("deputy") is None:
            return self.carried()
        if not self.text("deputy"):
            raise UsageError("Đồng chí chọn một đồng chí Phó để cử làm thường trực.")
        return {**self.carried(), "deputy": self.text("deputy")}

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
    """An act on the whole matter: withdraw, shorten, extend, and whatever else a procedure declares."""

    @property
    def model(self) -> type[BaseModel] | None:
        procedure = self.dossier.procedure
        return procedure.asks.get(self.choice.verb) if procedure else None

    @property
    def extends(self) -> bool:
        """Is more asked for, as a matter of its own?"""
        return self.choice.verb == "extend" and not is_named(self.choice)

    def fields(self) -> Iterator[Entry]:
        verb, asked = self.choice.verb, self.model is not None
        if verb in UNTIL and not asked:
            title = "Nghỉ đến hết" if verb == "shorten" else "Xin thêm đến hết"
            calendar = self.dossier.office.calendar
            yield DayEntry("until", title, self.today, calendar, half=1, needed=True)
        needed = self.choice.step.note_required
        if needed or (not asked and not self.extends):
            yield TextEntry("note", "Lý do", needed=needed, limit=NOTE)

    def perform(self) -> Callable[[], Receipt]:
        work, matter, verb = self.session.house.work, self.dossier.row.id, self.choice.verb
        me, now, act_id, seen = self.session.person, self.session.clock(), self.act_id, self.seen
        asked, note = {**self.carried(), **self._until()}, self.text("note")
        if self.extends:
            return lambda: work.extend(matter, asked, by=me, at=now, act_id=act_id)
        return lambda: work.change(matter, verb, asked, by=me, at=now, note=note, act_id=act_id, seen=seen)

    def _until(self) -> dict[str, object]:
        until = self.entry("until")
        if until is None:
            return {}
        if not isinstance(until, DayEntry) or until.session is None:
            raise UsageError("Đồng chí ghi ngày, ví dụ 21/03 hoặc mai, rồi chọn buổi.")
        return {"until": until.session}


class Correct(Decide):
    """The facts of the matter put right: while it is open, or after a return with what was said of them in view."""

    before: Mapping[str, object]
    """What the form held when it opened."""

    def asking(self) -> Iterable[Widget]:
        yield from super().asking()
        self.before = self.form.raw if self.form else {}

    def asks_for(self, entry: Entry) -> bool:
        return self._by_act or entry.fact != "person"  # a request does not change hands

    @property
    def model(self) -> type[BaseModel] | None:
        procedure = self.dossier.procedure
        return procedure.asks.get(self.choice.verb, procedure.facts) if procedure else None

    @property
    def _by_act(self) -> bool:
        """Has the act a form of its own, instead of the facts?"""
        procedure = self.dossier.procedure
        return procedure is not None and self.choice.verb in procedure.asks

    def known(self) -> dict[str, object]:
        procedure = self.dossier.procedure
        return {} if procedure is None or self._by_act else self._held(procedure)

    def _held(self, procedure: Procedure) -> dict[str, object]:
        """The facts that were said, by the names they are asked by."""
        facts = self.dossier.matter.facts
        fields = procedure.facts.model_fields.items()
        return {(field.alias or name): getattr(facts, name) for name, field in fields if name in facts.model_fields_set}

    def _changed(self) -> dict[str, object]:
        """What differs from what was said before; a field that was emptied has its default again."""
        now = self.carried()
        if self._by_act or self.form is None:
            return now
        from core.law.facts import names_of

        fields = names_of(self.form.model)
        emptied = {name: fields[name].get_default() for name in self.before if name not in now}
        return {**emptied, **{name: value for name, value in now.items() if self.before.get(name) != value}}

    def begin_with(self) -> Entry | None:
        return next((entry for entry in self.asked if entry.display), None)

    def about(self) -> Iterable[Widget]:
        said = [d for d in self.dossier.matter.done.values() if d.outcome == "returned"]
        for done in said:
            yield Line(tinted(f"{views.capital(self.dossier.office.name(done.by))} đề nghị:", "muted"))
            yield Static(f"“{done.note}”", markup=False)

    def perform(self) -> Callable[[], Receipt]:
        asked, verb = self._changed(), self.choice.verb
        work, matter, seen = self.session.house.work, self.dossier.row.id, self.seen
        me, now, act_id = self.session.person, self.session.clock(), self.act_id
        return lambda: work.change(matter, verb, asked, by=me, at=now, act_id=act_id, seen=seen)


def _asks_for_facts(dossier: Dossier, choice: Choice) -> bool:
    """Does an act without a form of its own do nothing unless some facts are said anew?"""
    procedure, verb = dossier.procedure, choice.verb
    make = procedure.changes.get(verb) if procedure else None
    if procedure is None or make is None or verb in procedure.asks or verb in UNTIL:
        return False
    change = make(dossier.matter.facts, dossier.law, {})
    if change.apply is None or change.corrects:
        return change.corrects
    try:
        change.apply(dossier.matter.facts, {}, dossier.office, dossier.law)
    except UsageError:
        return True
    except Exception:  # a plugin's: the act itself will say so
        return False
    return False


def _words_in(model: type[BaseModel]) -> bool:
    """Does a form ask for words of its own, so that a note beside it would be asked for twice?"""
    from core.law.facts import asking
    from tui.cli.facts import fact_type

    fields = model.model_fields.values()
    return any(fact_type(f) == "text" and not (asking(f).people or asking(f).of) for f in fields)


def dialog(session: Session, dossier: Dossier, choice: Choice) -> Decide:
    """The dialog for a choice."""
    if choice.verb in ("take", "decline", "return", "start"):
        return TakeStep(session, dossier, choice)
    corrects = choice.verb == "complete" or _asks_for_facts(dossier, choice)
    return (Correct if corrects else ChangeMatter)(session, dossier, choice)
