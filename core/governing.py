"""Acts on the office itself: delegations, the applied configuration, parameters and readings, the official text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from core.acts import Acts, first_answer
from core.case import MAX_NOTE
from core.errors import Refused, UsageError
from core.law.delegation import judge_delegation, judge_ending
from core.law.ruling import Capacity, Gate, Ground, Ruling, Standing, Verdict
from core.office.office import Delegation, Office
from core.text import capital, tidy

if TYPE_CHECKING:
    from core.desk import Desk
    from core.law.regulation import Law
    from core.office.config import OfficeConfig
    from core.records.store import Store


class Governing:
    """Bound to one store."""

    def __init__(self, store: Store, desk: Desk) -> None:
        self._acts = Acts(store)
        self._desk = desk

    def delegate(self, wanted: Delegation, *, by: str, at: datetime, act_id: str = "") -> int:
        """Issue a delegation (4.5/3, A45). Returns its number. Raises Refused with the ruling."""
        from core.records import saving

        wanted = replace(wanted, basis=tidy(wanted.basis, limit=MAX_NOTE, what="Căn cứ"))
        with self._acts.begin(act_id) as (session, token):
            if token.seen is not None:
                return first_answer(self._desk, token.seen).number
            office = self._desk.office(at)
            ruling = judge_delegation(wanted, by, office=office, law=self._desk.law(at))
            if ruling.standing is not None:
                number = saving.add_delegation(session, wanted, by, at)
                said = {
                    "giver": wanted.giver, "taker": wanted.taker, "scope": sorted(wanted.scope),
                    "from": wanted.start.isoformat(), "until": wanted.end.isoformat(), "basis": wanted.basis,
                    "ruling": ["4.5/3"], "capacity": str(ruling.standing.capacity),
                }  # fmt: skip
                self._acts.journal(session, "delegate", f"delegation:{number}", by, at, token.id, said)
                return number
            self._acts.refuse(session, ruling, "delegation:0", at, token.id)
        raise Refused(ruling)

    def end_delegation(self, number: int, *, by: str, at: datetime, note: str = "", act_id: str = "") -> None:
        """End a delegation early; to change one, end it and issue another."""
        from core.records import saving

        note = tidy(note, limit=MAX_NOTE, what="Lý do", multiline=True)
        with self._acts.begin(act_id) as (session, token):
            if token.seen is not None:
                first_answer(self._desk, token.seen)
                return
            office = self._desk.office(at)
            found = next((d for d in office.delegations if d.id == number), None)
            if found is None or not (found.in_force(at) or found.start > at):
                raise UsageError(f"Không có ủy quyền số {number} đang hoặc sắp có hiệu lực.")
            ruling = judge_ending(found, by, office=office, law=self._desk.law(at))
            if ruling.allows:
                saving.end_delegation(session, number, by, at)
                self._acts.journal(session, "end-delegation", f"delegation:{number}", by, at, token.id, {"note": note})
                return
            self._acts.refuse(session, ruling, f"delegation:{number}", at, token.id)
        raise Refused(ruling)

    def apply_office(
        self, config: OfficeConfig, text: str, *, by: str, at: datetime, effective_from: date, changes: tuple[str, ...]
    ) -> int:
        """Put a checked configuration in force: a new version; what was in force before stays answerable."""
        from core.records import saving

        with self._acts.begin() as (session, token):
            ruling = self._may_govern(by, at) if self._desk.has_office() else None
            if ruling is None or ruling.allows:
                version = saving.add_office_version(session, config, text, by, at, effective_from)
                said = {"version": version, "from": effective_from.isoformat(), "changes": list(changes)}
                self._acts.journal(session, "apply-office", f"office:{version}", by, at, token.id, said)
                return version
            self._acts.refuse(session, ruling, "office:0", at, token.id)
        raise Refused(ruling)

    def set_parameter(
        self, key: str, value: object, *, since: date, reason: str, by: str, at: datetime, act_id: str = ""
    ) -> None:
        """Choose another value for a parameter or reading from a day on. Past decisions keep the value of their day."""
        from core.records import saving

        reason = tidy(reason, limit=MAX_NOTE, what="Lý do", multiline=True)
        law = self._desk.law(at)
        checked = self._desk.regulation().parameter(key).check(value)
        _leaves_a_regulation(key, checked, law)
        with self._acts.begin(act_id) as (session, token):
            if token.seen is not None:
                first_answer(self._desk, token.seen)
                return
            ruling = self._may_govern(by, at)
            if ruling.allows:
                saving.add_setting(session, key, checked, since, reason, by, at)
                said: Mapping[str, object] = {
                    "key": key, "value": _plain(checked), "before": _plain(law.values.get(key)),
                    "since": since.isoformat(), "reason": reason,
                }  # fmt: skip
                self._acts.journal(session, "set-parameter", f"parameter:{key}", by, at, token.id, said)
                return
            self._acts.refuse(session, ruling, f"parameter:{key}", at, token.id)
        raise Refused(ruling)

    def import_official_text(self, texts: Mapping[str, str], sha256: str, *, by: str, at: datetime) -> int:
        """Keep the office's official words by clause, beside the summaries. Returns how many clauses."""
        from core.records import saving

        with self._acts.begin() as (session, token):
            ruling = self._may_govern(by, at)
            if ruling.allows:
                saving.replace_official_text(session, texts, sha256, by, at)
                said = {"clauses": len(texts), "sha256": sha256}
                self._acts.journal(session, "import-regulation", "regulation:text", by, at, token.id, said)
                return len(texts)
            self._acts.refuse(session, ruling, "regulation:text", at, token.id)
        raise Refused(ruling)

    def _may_govern(self, by: str, at: datetime) -> Ruling:
        return may_govern(by, self._desk.office(at), self._desk.law(at))


def _plain(value: object) -> object:
    """As the journal keeps it."""
    return value.isoformat() if isinstance(value, date) else value


def _leaves_a_regulation(key: str, value: object, law: Law) -> None:
    """Raises UsageError for a first day still to come: until then nothing could be judged, not even its correction."""
    if key == law.header.effective_from_setting and isinstance(value, date) and value > law.on:
        raise UsageError(
            f"Ngày {value:%d/%m/%Y} còn ở phía trước: từ nay đến hôm đó Văn phòng không có quy chế nào có hiệu lực; "
            "hãy chọn ngày không muộn hơn hôm nay."
        )


def may_govern(by: str, office: Office, law: Law) -> Ruling:
    """Who changes assignments, parameters and readings: the Head (3.2/1), or an administrator for him, on record."""
    head = office.establishment.head
    admins = tuple(p.id for p in office.establishment.people.values() if p.admin)
    who = tuple(Standing(p, Capacity.OWN if p == head else Capacity.RECORDED, ("3.2/1",)) for p in (head, *admins) if p)
    standing = next((s for s in who if s.person == by), None)
    grounds = (Ground("3.2/1", law.says("3.2/1")),)
    if standing is not None:
        return Ruling(Verdict.PERMITTED, by, "govern", "Được: thay đổi cấu hình.", None, None, standing, grounds, who)
    names = ", ".join(office.name(s.person) for s in who)
    return Ruling(
        Verdict.REFUSED, by, "govern",
        f"{capital(office.name(by))} không được thay đổi phân công, tham số và cách hiểu.",
        None, Gate.STANDING, None, grounds, who, (f"Đề nghị: {names}.",),
    )  # fmt: skip
