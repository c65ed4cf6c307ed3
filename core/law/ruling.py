"""The judge's answer, in values: verdict, the clauses that decide, the capacity, who else may, what unblocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from core.law.route import Step


class Verdict(StrEnum):
    PERMITTED = "permitted"
    REFUSED = "refused"
    SILENT = "silent"
    """No norm speaks: the program records and does not invent a rule."""
    UNDETERMINED = "undetermined"
    """A plugin that answers for the article is broken: fail closed, say so."""


class Gate(StrEnum):
    """The four gates, in the order in which they are passed."""

    ORDER = "order"
    CHECKS = "checks"
    BARS = "bars"
    STANDING = "standing"


class Capacity(StrEnum):
    OWN = "own"
    ACTING = "acting"
    DELEGATED = "delegated"
    RECORDED = "recorded"
    """Writes down, with evidence, what somebody outside the program decided."""


CAPACITY_VI: Mapping[Capacity, str] = {
    Capacity.OWN: "theo chức trách",
    Capacity.ACTING: "thay mặt khi vắng",
    Capacity.DELEGATED: "theo ủy quyền",
    Capacity.RECORDED: "ghi nhận ý kiến",
}
VERDICT_VI: Mapping[Verdict, str] = {
    Verdict.PERMITTED: "ĐƯỢC",
    Verdict.REFUSED: "KHÔNG ĐƯỢC",
    Verdict.SILENT: "QUY CHẾ KHÔNG QUY ĐỊNH",
    Verdict.UNDETERMINED: "CHƯA XÁC ĐỊNH ĐƯỢC",
}


class Standing(NamedTuple):
    """How a person comes to hold a step, and by which norms."""

    person: str
    capacity: Capacity
    cites: tuple[str, ...]
    behalf: str | None = None
    """The person or body acted for."""
    readings: tuple[str, ...] = ()
    note: str = ""
    """Why this standing exists now, in Vietnamese: «đồng chí Phó 1 đang vắng»."""


class Ground(NamedTuple):
    """One norm that speaks to the question; `decisive` if the verdict would differ without it."""

    norm: str
    says: str
    decisive: bool = True


class Objection(NamedTuple):
    """Why a check or a bar says no, by which norms, and what would lift it."""

    cites: tuple[str, ...]
    says: str
    unblock: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody is about to put on record when taking a step."""

    outcome: str = "done"
    """`done`, `declined` or `returned`."""
    note: str = ""
    evidence: Mapping[str, str] = field(default_factory=dict)
    payload: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ruling:
    verdict: Verdict
    by: str
    verb: str
    sentence: str
    """One Vietnamese sentence for the person who asked."""
    step: Step | None = None
    gate: Gate | None = None
    """The gate that refused."""
    standing: Standing | None = None
    because: tuple[Ground, ...] = ()
    who_may: tuple[Standing, ...] = ()
    unblock: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    """Does not refuse, but whoever decides should know: a gap the act would open."""

    @property
    def allows(self) -> bool:
        """May the act be recorded? Permitted, or no norm speaks."""
        return self.verdict in (Verdict.PERMITTED, Verdict.SILENT)
