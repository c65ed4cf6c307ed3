"""Điều 18 for pycasbin: a table of rules, role links for the posts, one matcher over the attributes of a request.

Of its enforcers `FastEnforcer` is used: it looks only at the rows of the asked act, group and way. The plain
`Enforcer` goes through the whole table for each request and is several times slower.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import Any

from core.office.office import Establishment

from .offices import ARCHIVE, CLERICAL, SECRETARY
from .questions import STEPS, Attributes

MODEL = """
[request_definition]
r = act, group, way, by, applicant, half_days, own_half_days, kind, done, acting, in_charge, away, named, late, \
 begun, phoned, running

[policy_definition]
p = act, group, way, least, below, named, after, who, own

[role_definition]
g = _, _

[policy_effect]
e = some(where (p.eft == allow))

[matchers]
m = r.half_days >= p.least && r.half_days < p.below && p.after in r.done && r.act not in r.done && r.running \
 && r.named in p.named && (p.own || r.by != r.applicant) \
 && (p.who == "applicant" && r.by == r.applicant || g(r.by, p.who) || p.who == "head" && r.by == r.acting \
 || p.who == "in_charge" && (r.by == r.in_charge \
 || r.in_charge in r.away && g(r.by, "deputies") && r.by not in r.away)) \
 && (r.act != "open" || r.own_half_days > 0 && (r.way != "phone" || r.kind in ("om", "gia_dinh")) \
 && (not r.late || r.phoned)) && (r.act != "start" || r.begun)
"""
KEYS = "r.act == p.act && r.group == p.group && r.way == p.way"
"""What `FastEnforcer` looks rows up by, and the plain one compares row by row."""
ALWAYS, YES, NO = (True, False), (True,), (False,)
FOREVER = 10_000
Row = tuple[object, ...]


def rows() -> Iterator[Row]:
    """The table: for each act, group and way, from how many half-days, after which step, and who.

    An act that such a request never needs gets a row that never applies: without one, `FastEnforcer` compares with "".
    """
    for group in ("staff", "direct", "deputy", "acting", "head"):
        for way in ("plain", "form", "phone"):
            found = list(_rows(group, way))
            yield from found
            known = {row[0] for row in found}
            yield from (
                (act, group, way, FOREVER, 0, NO, "never", "nobody", False) for act in STEPS if act not in known
            )


def _rows(group: str, way: str) -> Iterator[Row]:
    phone = ("recorders",) if way == "phone" else ()
    asked = "opened" if way == "plain" else way

    def row(
        act: str, after: str, who: str, least: int = 1, below: int = FOREVER, named: Any = ALWAYS, own: bool = False
    ) -> Row:
        return (act, group, way, least, below, named, after, who, own)

    yield row("open", "opened", "applicant", own=True)
    yield row("open", "opened", "leaders", own=True)
    yield row("open", "opened", "head", own=True)
    if way != "plain":
        yield row(way, "opened", "applicant", own=True)
        for who in ("clerical",) if way == "form" else ("leaders", "head"):
            yield row(way, "opened", who, own=True)
    last: list[tuple[str, int, int, Any]]
    if group == "staff":
        for who in ("in_charge", *phone):
            yield row("consent:deputy", asked, who)
        for who in ("head", *phone):
            yield row("consent:head", "consent:deputy", who, 2)
        last = [("consent:deputy", 1, 2, ALWAYS), ("consent:head", 2, FOREVER, ALWAYS)]
    elif group == "direct":
        for who in ("head", *phone):
            yield row("consent:head", asked, who)
        last = [("consent:head", 1, FOREVER, ALWAYS)]
    elif group == "head":
        for who in ("secretary", "recorders"):
            yield row("consent:standing_deputy_secretary", asked, who)
        for who in ("deputies", "applicant"):
            yield row("inform:deputies", "consent:standing_deputy_secretary", who, own=True)
        for who in ("head_in_person", "recorders"):
            yield row("name", "consent:standing_deputy_secretary", who, own=True)
        last = [("name", 1, FOREVER, ALWAYS)]
    else:
        for who in ("head", *phone) if group == "deputy" else ("head_in_person", "secretary", "recorders"):
            yield row("consent:head", asked, who)
        yield row("report:head", "consent:head", "head", 4)
        for who in ("secretary", "head", "clerical"):
            yield row("consent:standing", "report:head", who, 4)
        named = YES if group == "deputy" else ALWAYS
        for who in ("head_in_person", "recorders"):
            yield row("name", "consent:head", who, 1, 4, named, own=True)
            yield row("name", "consent:standing", who, 4, FOREVER, named, own=True)
        last = [("name", 1, FOREVER, named)]
        if group == "deputy":
            last += [("consent:head", 1, 4, NO), ("consent:standing", 4, FOREVER, NO)]
    yield row("start", "opened", "applicant", 0, 1, own=True)
    for after, least, below, named in last:
        yield row("start", after, "applicant", least, below, named, own=True)
        if way == "form":
            yield row("file", after, "archive", least, below, named, own=True)
        elif way == "phone":
            for who in ("applicant", "clerical"):
                yield row("late_form", after, who, least, below, named, own=True)
    if way == "phone":
        yield row("file", "late_form", "archive", own=True)


def links(office: Establishment) -> Iterator[tuple[str, str]]:
    """Who holds which role, without detours: a link that goes through another role costs a search."""
    clerks = office.members[CLERICAL]
    yield from ((str(office.head), role) for role in ("head", "head_in_person"))
    yield from ((p, role) for p in office.deputies for role in ("deputies", "leaders", "recorders"))
    yield from ((p, role) for p in clerks for role in ("clerical", "leaders", "recorders"))
    yield from ((p, "archive") for p in office.members[ARCHIVE])
    yield SECRETARY, "secretary"


def enforcer(office: Establishment, *, fast: bool = True) -> Any:
    from casbin import Enforcer
    from casbin.fast_enforcer import FastEnforcer
    from casbin.model import FastModel, Model

    logging.getLogger("casbin").setLevel(logging.CRITICAL)
    model = FastModel([0, 1, 2]) if fast else Model()
    model.load_model_from_text(MODEL if fast else MODEL.replace("m = ", f"m = {KEYS} && "))
    made = FastEnforcer(model, cache_key_order=[0, 1, 2]) if fast else Enforcer(model)
    made.add_policies([tuple(row) for row in rows()])
    made.add_grouping_policies([list(link) for link in links(office)])
    return made


def singly(made: Any, requests: Sequence[tuple[object, ...]]) -> list[bool]:
    return [made.enforce(*request) for request in requests]


def requests(asked: Sequence[Attributes]) -> list[tuple[object, ...]]:
    return [
        (
            a.act, a.group, a.way, a.by, a.applicant, a.half_days, a.own_half_days, a.kind, a.done, a.acting,
            a.in_charge, a.away, a.named, a.late, a.begun, a.phoned, a.running,
        )
        for a in asked
    ]  # fmt: skip
