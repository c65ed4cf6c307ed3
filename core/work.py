"""The only writer of matters: open, take, return, withdraw, attach. Gather, decide, apply – one transaction per act.

Every act is judged first; a refusal is put on record and raised with its ruling. Nothing is half done: step, matter,
waiting list, records of who is away, notices, number and journal entry are committed together or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from core.acts import Acts, first_answer
from core.case import (
    MAX_NOTE,
    Case,
    carried,
    find_step,
    handed_in,
    heard_before,
    late_by,
    leading,
    read_asked,
    require_part,
    sayable,
    tidied,
    told,
    warnings_of,
)
from core.drafts import Drafts
from core.errors import Conflict, Refused, UsageError, VptuError
from core.extension.hookspecs import Event, Notice, Opens
from core.figures import figures
from core.law.authority import judge, judge_change, judge_opening, object_to, refuse_filing
from core.law.facts import read_facts
from core.law.procedure import compile_route
from core.law.route import Done, Matter, Step
from core.law.ruling import Act, Ruling, Verdict
from core.office.coverage import with_records
from core.outcome import advanced, described, entered
from core.text import tidy

if TYPE_CHECKING:
    from sqlmodel import Session

    from core.desk import Desk
    from core.extension.registry import Registry
    from core.records.store import Store

ACT_BY_OUTCOME: Mapping[str, str] = {"done": "take", "declined": "decline", "returned": "return"}


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an act left behind. `repeated` when the same act had been recorded before."""

    matter: int
    ruling: Ruling
    seq: int
    status: str = ""
    number: int | None = None
    warnings: tuple[str, ...] = ()
    repeated: bool = False


class Work(Drafts):
    """Bound to one store; `registry` says what the rules are, `desk` reads."""

    def __init__(self, store: Store, desk: Desk, registry: Callable[[], Registry]) -> None:
        super().__init__(Acts(store), registry)
        self._desk = desk

    # -- a matter from its opening ------------------------------------------------------------------------------

    def open(
        self,
        kind: str,
        raw: Mapping[str, object],
        *,
        by: str,
        at: datetime,
        act_id: str = "",
        extends: int | None = None,
    ) -> Receipt:
        """Open a matter with what was typed. Steps that opening already does are taken in the same act.

        Raises UsageError for unknown or wrong facts, Refused with the ruling where the regulation forbids it.
        """
        with self._acts.begin(act_id) as (session, token):
            if token.seen is not None:
                return self._again(token.seen)
            case, ruling = self._prepared(kind, raw, by, at)
            if ruling.allows:
                return self._opened(session, case, ruling, token.id, extends)
            self._acts.refuse(session, ruling, f"kind:{kind}", at, token.id)
        raise Refused(ruling)

    def _prepared(self, kind: str, raw: Mapping[str, object], by: str, at: datetime) -> tuple[Case, Ruling]:
        """A matter that is to be opened, and the ruling on that. Raises UsageError for unknown or wrong facts."""
        rules = self._registry().rules()
        procedure, law = rules.procedure(kind), self._desk.law(at)
        facts = read_facts(procedure.facts, raw, kind=kind)
        if lacking := procedure.lacking(facts):
            raise UsageError(lacking)
        subject = procedure.subject(facts)
        office = self._desk.office(at, person=subject, around=procedure.span(facts))
        route = compile_route(procedure, facts, office, law, rules)
        ruling = judge_opening(procedure, facts, by, office=office, law=law, rules=rules)
        unit, responsible = leading(procedure, facts, subject or by, office)
        matter = Matter(0, kind, facts, route, subject, {}, "open", by, at, unit, responsible)
        return Case(procedure, office, law, matter, at), ruling

    def _opened(
        self, session: Session, case: Case, ruling: Ruling, act_id: str, extends: int | None = None, *,
        follows: bool = False,
    ) -> Receipt:  # fmt: skip
        from core.records import saving

        heading = case.procedure.heading(case.matter.facts, case.office)
        number = saving.insert_matter(session, case.matter, heading, case.law.version, extends, case.procedure)
        case = replace(case, matter=replace(case.matter, id=number))
        return self._apply(session, case, handed_in(case, ruling), ruling, "open", "", act_id, follows=follows)

    def _follow(self, session: Session, wanted: Opens, ruling: Ruling, at: datetime, act_id: str) -> Notice | None:
        """Open what follows from an act; where that cannot be, whoever acted is told why. Nothing follows from it."""
        if wanted.kind not in self._registry().rules().procedures:
            return None  # the area that would answer for it is switched off
        try:
            case, opening = self._prepared(wanted.kind, wanted.facts, ruling.by, at)
        except VptuError as error:
            return Notice(ruling.by, f"Chưa mở được {wanted.says}: {error}")
        if not opening.allows:
            return Notice(ruling.by, f"Chưa mở được {wanted.says}: {opening.sentence}")
        self._opened(session, case, opening, act_id, follows=True)
        return None

    # -- one step --------------------------------------------------------------------------------------------------

    def take(
        self,
        matter_id: int,
        step_id: str,
        *,
        by: str,
        at: datetime,
        act: Act | None = None,
        act_id: str = "",
        seen: int | None = None,
    ) -> Receipt:
        """Take a step – do it, decline it, or return the matter – as `act` says.

        `step_id` is a step of the route, its verb, or `start` for the act that only a matter in effect allows.
        Raises Refused with the ruling, also when somebody else was first; Conflict where the matter is no longer the
        version the person has `seen`.
        """
        act = tidied(act or Act())
        rules = self._registry().rules()
        with self._acts.begin(act_id) as (session, token):
            if token.seen is not None:
                return self._again(token.seen)
            case = self._case(matter_id, at, seen)
            step = find_step(case.matter, step_id, by, case)
            act, said = carried(case.procedure, step, act)
            ruling = judge(case.matter, step, by, office=case.office, law=case.law, rules=rules, act=act)
            ruling = sayable(case, ruling, act.note, *act.evidence.values())
            if ruling.allows:
                case, ruling = self._said(case, step, ruling, act, said)
            if ruling.allows:
                return self._taken(session, case, step, ruling, act, token.id)
            self._acts.refuse(session, ruling, f"matter:{matter_id}", at, token.id)
        raise Refused(ruling)

    def _said(self, case: Case, step: Step, ruling: Ruling, act: Act, said: object) -> tuple[Case, Ruling]:
        """What taking the step says of the matter: its facts, and while it is being decided its route."""
        apply, freeze = case.procedure.applies.get(step.verb), case.procedure.snapshot.get(step.verb)
        if act.outcome != "done" or (apply is None and freeze is None):
            return case, ruling
        facts = case.matter.facts
        if apply is not None:
            facts, objections = apply(facts, said, ruling.by, case.office, case.law)
            if objections:
                return case, object_to(ruling, objections[0], office=case.office, law=case.law)
        period = case.procedure.period(facts) if freeze is not None else None
        if freeze is not None and period is not None:
            facts = freeze(facts, figures(self._desk, self._registry(), period, at=case.at), case.at)
        return self._changed(case, facts), ruling

    def _taken(self, session: Session, case: Case, step: Step, ruling: Ruling, act: Act, act_id: str) -> Receipt:
        assert ruling.standing is not None
        standing = ruling.standing
        late = late_by(case, step)
        payload = {**act.payload, **({"late_by": late} if late else {})}
        done = Done(
            step.id, ruling.by, standing.capacity, case.at, act.outcome, standing.behalf, act.note,
            dict(act.evidence), payload, late,
        )  # fmt: skip
        return self._apply(session, case, (done,), ruling, ACT_BY_OUTCOME[act.outcome], step.id, act_id)

    # -- a matter as a whole ---------------------------------------------------------------------------------------

    def change(
        self,
        matter_id: int,
        verb: str,
        asked: Mapping[str, object],
        *,
        by: str,
        at: datetime,
        note: str = "",
        act_id: str = "",
        seen: int | None = None,
    ) -> Receipt:
        """Withdraw, shorten, complete – whatever the procedure allows on the whole matter.

        Raises UsageError where the procedure knows no such act, Refused with the ruling, Conflict as `take` does.
        """
        from core.records import numbers

        note = tidy(note, limit=MAX_NOTE, what="Lý do", multiline=True)
        rules = self._registry().rules()
        with self._acts.begin(act_id) as (session, token):
            if token.seen is not None:
                return self._again(token.seen)
            case = self._case(matter_id, at, seen)
            make = case.procedure.changes.get(verb)
            if make is None:
                known = ", ".join(case.procedure.changes) or "không có"
                raise UsageError(f"«{case.procedure.title}» không có thao tác «{verb}»; các thao tác: {known}.")
            change = make(case.matter.facts, case.law, asked)
            ruling = judge_change(case.matter, change, by, office=case.office, law=case.law, rules=rules)
            ruling = sayable(case, ruling, note)
            facts = case.matter.facts
            if ruling.allows and change.apply is not None:
                facts, objections = change.apply(facts, read_asked(case.procedure, verb, asked), case.office, case.law)
                if objections:
                    ruling = object_to(ruling, objections[0], office=case.office, law=case.law)
            if ruling.allows:
                again = case.matter.status == "returned" and change.corrects
                given_up = verb == "withdraw" or change.gives_up
                if change.gives_up:
                    numbers.void_all(session, matter_id, reason=note or str(asked.get("reason", "")), by=by, at=at)
                case = self._changed(case, facts, again=again, given_up=given_up)
                taken = handed_in(case, ruling) if again and case.matter.status == "open" else ()
                return self._apply(
                    session, case, taken, ruling, verb, verb, token.id, note=note, asked=asked, anew=again
                )
            self._acts.refuse(session, ruling, f"matter:{matter_id}", at, token.id)
        raise Refused(ruling)

    def _changed(self, case: Case, facts: Any, *, again: bool = False, given_up: bool = False) -> Case:
        """The matter with its new facts: a fresh route while it is still being decided, the old one once it was."""
        unit, responsible = case.matter.unit, case.matter.responsible
        if case.procedure.leads is not None:
            unit, responsible = case.procedure.leads(facts, case.office)
        matter = replace(case.matter, facts=facts, unit=unit, responsible=responsible)
        if given_up:
            return replace(case, matter=replace(matter, status="withdrawn"))
        if matter.status in ("open", "returned"):
            office = with_records(case.office, matter.id, ())  # what it said so far must not count beside what it says
            route = compile_route(case.procedure, facts, office, case.law, self._registry().rules())
            if again:
                heard = heard_before(matter, case.procedure.keeps)
                matter = replace(matter, route=route, done=heard, status="open", round=matter.round + 1)
            else:
                matter = replace(matter, route=route, done={k: d for k, d in matter.done.items() if k in route})
        return replace(case, matter=matter)

    def extend(
        self, matter_id: int, asked: Mapping[str, object], *, by: str, at: datetime, act_id: str = ""
    ) -> Receipt:
        """Ask for more: a matter of its own for the added part; what was approved stays as it is."""
        case = self._case(matter_id, at)
        if case.procedure.extension is None:
            raise UsageError(f"«{case.procedure.title}» không gia hạn được; mở việc mới.")
        if case.matter.status in ("declined", "withdrawn"):
            raise UsageError(f"Việc số {matter_id} đã khép lại, không gia hạn được; mở việc mới.")
        raw = case.procedure.extension(case.matter.facts, asked, case.office)
        return self.open(case.matter.kind, raw, by=by, at=at, act_id=act_id, extends=matter_id)

    # -- everything else an act needs ------------------------------------------------------------------------------

    def attach(
        self, matter_id: int, name: str, data: bytes, *, by: str, at: datetime, act_id: str = "", part: str = ""
    ) -> int:
        """Put a file into a matter's dossier, as a version of one of its parts. Returns its id; units: bytes.

        Raises UsageError over the size limit or for a file that is not what its name says, Refused where the matter
        takes no more files.
        """
        from core.records import attachments

        law = self._desk.law(at)
        with self._acts.begin(act_id) as (session, token):
            if token.seen is not None:
                sha256 = first_answer(self._desk, token.seen).said["sha256"]
                return next(a.id for a in self._desk.reader.attachments(matter_id) if a.sha256 == sha256)
            matter = self._desk.matter(matter_id)
            procedure = self._registry().rules().procedure(matter.kind)
            office = self._desk.office(at)
            if office.person(by) is None:
                raise UsageError(f"Không có ai mang mã «{by}» trong Văn phòng.")
            require_part(procedure, part)
            objection = procedure.receives(matter, part, by, office, law) or procedure.worded(matter.facts, name)
            if objection is None:
                found = attachments.add(
                    session, matter_id, name, data, limit=law.whole("attachment.max_bytes"), by=by, at=at, part=part
                )
                said = {
                    "file": found.name,
                    "sha256": found.sha256,
                    "size": found.size,
                    "kind": matter.kind,
                    "part": part,
                }
                self._acts.journal(session, "attach", f"matter:{matter_id}", by, at, token.id, said)
                return int(found.id)
            ruling = refuse_filing(objection, by, law=law)
            self._acts.refuse(session, ruling, f"matter:{matter_id}", at, token.id)
        raise Refused(ruling)

    def _apply(
        self, session: Session, case: Case, taken: tuple[Done, ...], ruling: Ruling, act: str, step: str, act_id: str,
        note: str = "", asked: Mapping[str, object] | None = None, anew: bool = False, follows: bool = False,
    ) -> Receipt:  # fmt: skip
        """Write what was decided: the steps taken, what the program does by itself, and all that follows.

        `anew`: the matter was put up again, and what was heard before is on record for this round too. `follows`: it
        comes of another act, and opens nothing in turn.
        """
        from core.records import saving

        case, number = entered(session, case, taken)
        matter, notices = advanced(replace(case.matter, done={**case.matter.done, **{d.step: d for d in taken}}), case)
        before = case.matter
        deeds = tuple(d for s, d in matter.done.items() if before.done.get(s) is not d or act == "open" or anew)
        said = {
            "ruling": [g.norm for g in ruling.because if g.decisive],
            "capacity": str(ruling.standing.capacity) if ruling.standing else "",
            "behalf": ruling.standing.behalf if ruling.standing else None,
            "readings": list(ruling.readings),
            "status": matter.status,
            "step": step,
            "deeds": [saving.deed_data(d) for d in deeds],
            "note": note,
            "number": number,
            **({"asked": {k: str(v) for k, v in asked.items()}} if asked else {}),
            **({"facts": saving.facts_data(matter.facts)} if act != "take" else {}),
        }
        seq = self._acts.journal(session, act, f"matter:{matter.id}", ruling.by, case.at, act_id, said)
        saving.save_matter(session, matter, case.procedure, case.office, case.law, case.at, ruling.by, seq, deeds)
        described(session, replace(case, matter=matter))
        heading = case.procedure.heading(matter.facts, case.office)
        event = Event(
            act, matter.kind, matter.id, step, ruling.by, matter.subject, heading, matter.facts,
            matter.status in ("in_effect", "closed") and before.status not in ("in_effect", "closed"),
        )  # fmt: skip
        after = self._registry().follow_ups(event)
        opens = () if follows else tuple(entry for entry in after if isinstance(entry, Opens))
        unable = [self._follow(session, o, ruling, case.at, f"{act_id}-{n}") for n, o in enumerate(opens, 1)]
        tell = (*notices, *told(event, matter, taken, case), *(e for e in (*after, *unable) if isinstance(e, Notice)))
        saving.add_notices(session, matter.id, tell, case.at)
        return Receipt(matter.id, ruling, seq, matter.status, number, warnings_of(replace(case, matter=matter)))

    def _case(self, matter_id: int, at: datetime, seen: int | None = None) -> Case:
        matter = self._desk.matter(matter_id)
        if seen is not None and seen != matter.version:
            raise Conflict(self._desk.changed(matter_id))
        procedure = self._registry().rules().procedure(matter.kind)
        office = self._desk.office(at, person=matter.subject, around=procedure.span(matter.facts))
        return Case(procedure, office, self._desk.law_of(matter_id, at), matter, at)

    def _again(self, seq: int) -> Receipt:
        """The same act a second time: nothing is written, the first answer stands. Raises Refused where it was that."""
        entry, first = self._desk.entry(seq), first_answer(self._desk, seq)
        ruling = Ruling(Verdict.PERMITTED, entry.actor, entry.act, "Việc này đã được ghi trước đó.")
        return Receipt(first.number, ruling, seq, first.said.get("status", ""), first.said.get("number"), repeated=True)
