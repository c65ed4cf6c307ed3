"""How an act's outcome becomes rows: the matter, its deeds, who it waits for, who is away, who acts, who is told.

Called inside one transaction by core.work and core.governing; decides nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, update
from sqlmodel import Session, select

from core.codec import facts_to_json, route_to_json
from core.errors import UsageError
from core.extension.hookspecs import Notice as NoticeValue
from core.law.holders import label
from core.law.procedure import Procedure, completes
from core.law.regulation import Law
from core.law.route import Done, Holder, Step
from core.law.route import Matter as MatterValue
from core.office.office import Absence as AbsenceValue
from core.office.office import Delegation as DelegationValue
from core.office.office import Designation as DesignationValue
from core.office.office import Duty as DutyValue
from core.office.office import Office
from core.records.instants import to_text
from core.records.tables import (
    Absence,
    Deed,
    Delegation,
    Designation,
    Draft,
    Duty,
    Matter,
    Met,
    Notice,
    OfficeVersion,
    OfficialText,
    Setting,
    Tie,
    Waiting,
)
from core.text import words_key

if TYPE_CHECKING:
    from core.office.config import OfficeConfig

RECORDER = "rec:"
"""Prefix of a waiting row's holder who may write the answer down, rather than give it."""
MANDATE = "man:"
"""Prefix of one whose written mandate lets somebody else take the step."""


def to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def facts_data(facts: Any) -> Mapping[str, object]:
    """The facts as the journal keeps them."""
    data: Mapping[str, object] = json.loads(facts_to_json(facts))
    return data


def deed_data(done: Done) -> Mapping[str, object]:
    """A deed as the journal keeps it."""
    return {
        "step": done.step,
        "by": done.by,
        "capacity": str(done.capacity),
        "behalf": done.behalf,
        "outcome": done.outcome,
        "note": done.note,
        "evidence": dict(done.evidence),
        "payload": dict(done.payload),
    }


def insert_matter(
    session: Session, matter: MatterValue, title: str, law_version: str, extends: int | None, procedure: Procedure
) -> int:
    """A new matter's row, so that it has a number; `save_matter` fills in the rest."""
    assert matter.opened_at is not None
    span = procedure.span(matter.facts)
    row = Matter(
        kind=matter.kind,
        title=title,
        title_key=words_key(title),
        subject=matter.subject or None,
        unit=matter.unit,
        responsible=matter.responsible,
        opened_by=matter.opened_by,
        opened_at=to_text(matter.opened_at),
        status="open",
        facts=facts_to_json(matter.facts),
        route=route_to_json(matter.route),
        law_version=law_version,
        extends=extends,
        starts=span.start if span else None,
        ends=span.end if span else None,
        version=0,
        changed_at=to_text(matter.opened_at),
        changed_by=matter.opened_by,
        step=None,
        waiting_for="",
        round=matter.round,
    )
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


def save_matter(
    session: Session,
    matter: MatterValue,
    procedure: Procedure,
    office: Office,
    law: Law,
    at: datetime,
    by: str,
    seq: int,
    deeds: Iterable[Done],
) -> None:
    """The matter as it now stands, with everything derived from it."""
    open_steps = matter.open_steps if matter.status in ("open", "in_effect") else ()
    title = procedure.heading(matter.facts, office)
    span = procedure.span(matter.facts)
    session.execute(
        update(Matter)
        .where(Matter.id == matter.id)  # type: ignore[arg-type]
        .values(
            title=title,
            title_key=words_key(title),
            facts=facts_to_json(matter.facts),
            route=route_to_json(matter.route),
            status=matter.status,
            starts=span.start if span else None,
            ends=span.end if span else None,
            version=Matter.version + 1,
            changed_at=to_text(at),
            changed_by=by,
            round=matter.round,
            unit=matter.unit,
            responsible=matter.responsible,
            due=_day(procedure.deadline(matter.facts)),
            urgent=procedure.urgency(matter.facts),
            step=open_steps[0].id if open_steps else None,
            waiting_for=_waiting_for(matter, open_steps, procedure, office, law),
        )
    )
    session.add_all(_deed(done, matter, at, seq) for done in deeds)
    since = dict(
        session.execute(
            select(Waiting.step, func.min(Waiting.since)).where(Waiting.matter_id == matter.id).group_by(Waiting.step)
        ).all()
    )
    _replace(session, Waiting, matter.id, _waiting(matter, open_steps, procedure, office, law, at, since))
    _replace_records(session, matter, procedure)
    _replace_links(session, matter, procedure, office, law)


def _replace_links(
    session: Session, matter: MatterValue, procedure: Procedure, office: Office, law: Law
) -> None:  # fmt: skip
    """Other matters it belongs with, and the recurring duties it meets. Raises UsageError for no such matter."""
    ties = {(tie.matter, tie.says): tie for tie in procedure.links(matter.facts)}
    for tie in ties.values():
        if session.get(Matter, tie.matter) is None:
            raise UsageError(f"Không có việc số {tie.matter}: kiểm tra lại số việc («{tie.says}»).")
    rows = (Tie(matter_id=matter.id, target=tie.matter, says=tie.says) for tie in ties.values())
    _replace(session, Tie, matter.id, rows)
    met = {found.key: found for found in procedure.fulfils(matter, office, law)} if matter.status != "withdrawn" else {}
    _replace(session, Met, matter.id, (Met(matter_id=matter.id, key=m.key, day=m.on.isoformat()) for m in met.values()))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _deed(done: Done, matter: MatterValue, at: datetime, seq: int) -> Deed:
    step = matter.route.step(done.step)
    return Deed(
        matter_id=matter.id,
        step=done.step,
        verb=step.verb if step else done.step,
        by=done.by,
        capacity=str(done.capacity),
        behalf=done.behalf,
        at=to_text(done.at),
        outcome=done.outcome,
        note=done.note,
        evidence=to_json(dict(done.evidence)),
        payload=to_json(dict(done.payload)),
        round=matter.round,
        journal_seq=seq,
    )


def _waiting_for(
    matter: MatterValue, steps: tuple[Step, ...], procedure: Procedure, office: Office, law: Law
) -> str:  # fmt: skip
    if matter.status == "returned":
        return f"{label(_completing(matter, procedure, law), office)}: hoàn chỉnh"
    return "; ".join(f"{label(s.holders[0], office)}: {s.title}" for s in steps if not matter.opens(s))


def _waiting(
    matter: MatterValue, steps: tuple[Step, ...], procedure: Procedure, office: Office, law: Law, at: datetime,
    waited: Mapping[str, str],
) -> Iterable[Waiting]:  # fmt: skip
    """One row for each open step and holder. A step that waited already goes on waiting since then."""
    if matter.status == "returned":
        yield Waiting(
            matter_id=matter.id,
            step="complete",
            holder=str(_completing(matter, procedure, law)),
            verb="complete",
            subject=None,
            since=to_text(at),
            due=None,
        )
    urgent = procedure.urgency(matter.facts)
    for step in steps:
        due = procedure.due(matter, step, office, law) or step.lapses
        tokens = [str(h) for h in step.holders] + [RECORDER + str(h) for h in step.recorders]
        tokens += [MANDATE + str(step.mandate)] if step.mandate is not None else []
        for token in dict.fromkeys(tokens):
            yield Waiting(
                matter_id=matter.id,
                step=step.id,
                holder=token,
                verb=step.verb,
                subject=matter.subject or None if step.decides else None,  # he may not take it: not shown to him
                since=waited.get(step.id, to_text(at)),
                due=_day(due),
                opens=_day(matter.opens(step)),
                urgent=urgent,
                scopes=" ".join(step.scopes),
            )


def _completing(matter: MatterValue, procedure: Procedure, law: Law) -> Holder:
    return completes(procedure, matter.facts, law) or Holder("person", matter.owner)


def _replace(session: Session, table: type[Any], matter_id: int, rows: Iterable[Any]) -> None:
    session.execute(delete(table).where(table.matter_id == matter_id))
    session.add_all(rows)


def _replace_records(session: Session, matter: MatterValue, procedure: Procedure) -> None:
    found = tuple(procedure.records(matter))
    _replace(
        session,
        Absence,
        matter.id,
        (
            Absence(
                matter_id=matter.id,
                person=r.person,
                start=r.span.start,
                end=r.span.end,
                kind=r.kind,
                leave=r.leave,
                settled=r.settled,
            )
            for r in found
            if isinstance(r, AbsenceValue)
        ),
    )
    _replace(
        session,
        Designation,
        matter.id,
        (
            Designation(matter_id=matter.id, deputy=r.deputy, start=r.span.start, end=r.span.end, by=r.by)
            for r in found
            if isinstance(r, DesignationValue)
        ),
    )
    _replace(
        session,
        Duty,
        matter.id,
        (
            Duty(matter_id=matter.id, day=r.day.isoformat(), person=r.person, role=r.role, settled=r.settled)
            for r in found
            if isinstance(r, DutyValue)
        ),
    )


def add_notices(session: Session, matter_id: int | None, notices: Iterable[NoticeValue], at: datetime) -> None:
    session.add_all(
        Notice(person=n.person, matter_id=matter_id, text=n.text, cites=to_json(list(n.cites)), at=to_text(at))
        for n in dict.fromkeys(notices)
    )


def mark_seen(session: Session, person: str, up_to: int, at: datetime) -> None:
    """Everything a person was told up to a notice counts as read."""
    session.execute(
        update(Notice)
        .where(Notice.person == person, Notice.id <= up_to, Notice.seen_at.is_(None))  # type: ignore[arg-type,operator,union-attr]
        .values(seen_at=to_text(at))
    )


def add_delegation(session: Session, wanted: DelegationValue, by: str, at: datetime) -> int:
    row = Delegation(
        giver=wanted.giver,
        taker=wanted.taker,
        scope=to_json(sorted(wanted.scope)),
        start=to_text(wanted.start),
        end=to_text(wanted.end),
        basis=wanted.basis,
        by=by,
        at=to_text(at),
    )
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


def end_delegation(session: Session, number: int, by: str, at: datetime) -> None:
    session.execute(
        update(Delegation).where(Delegation.id == number).values(ended_at=to_text(at), ended_by=by)  # type: ignore[arg-type]
    )


def add_office_version(
    session: Session, config: OfficeConfig, text: str, by: str, at: datetime, effective_from: date
) -> int:
    """The next version of the office; the number is one more than the last."""
    from core.office.export import to_json as to_stored

    last = session.exec(select(func.max(OfficeVersion.version))).one()
    version = (last or 0) + 1
    session.add(
        OfficeVersion(
            version=version,
            toml=text,
            json_=to_stored(config),
            effective_from=effective_from.isoformat(),
            applied_at=to_text(at),
            by=by,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
        )
    )
    session.flush()
    return version


def add_setting(session: Session, key: str, value: object, since: date, reason: str, by: str, at: datetime) -> None:
    session.add(Setting(key=key, value=to_json(value), since=since.isoformat(), by=by, at=to_text(at), reason=reason))


def replace_official_text(session: Session, texts: Mapping[str, str], sha256: str, by: str, at: datetime) -> None:
    session.execute(delete(OfficialText))
    session.add_all(
        OfficialText(clause=clause, text=text, imported_at=to_text(at), by=by, sha256=sha256)
        for clause, text in texts.items()
    )


def save_draft(session: Session, person: str, kind: str, content: str, at: datetime) -> None:
    """What a person was writing, one for each kind of matter; it is nobody's act and enters no journal."""
    session.merge(Draft(person=person, kind=kind, content=content, at=to_text(at)))


def drop_draft(session: Session, person: str, kind: str) -> None:
    session.execute(delete(Draft).where(Draft.person == person, Draft.kind == kind))  # type: ignore[arg-type]
