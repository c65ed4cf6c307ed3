"""From «the deputy in charge of unit X» to people: the relations a step may name, always enumerable.

Acting power (Điều 5) and written delegations (4.5/3) enter here and nowhere else. Neither can be passed on, because
both start from a person's own post only; and what somebody does for himself – his form, his leave – is no power.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from core.law.route import (
    DEPUTIES,
    HEAD,
    HEAD_IN_PERSON,
    LEADERSHIP,
    Holder,
    Step,
    covering,
    covering_field,
    deputy_of,
    deputy_of_field,
    follower_of_area,
    follower_of_field,
)
from core.law.ruling import Capacity, Standing
from core.office.office import Delegation, Office

Relation = Callable[[Office, str], tuple[Standing, ...]]


def _own(*people: str | None) -> tuple[Standing, ...]:
    return tuple(Standing(p, Capacity.OWN, ()) for p in people if p is not None)


def _post(office: Office, post: str) -> tuple[Standing, ...]:
    """The Head – with the standing deputy while he acts (5/2) – or all deputies."""
    establishment = office.establishment
    if post == "deputies":
        return _own(*establishment.deputies)
    head = establishment.head
    if post == "leadership":
        return _own(head, *establishment.deputies)
    acting = office.acting_head
    if acting is None or post == "head_in_person":
        return _own(head)
    note = f"{office.name(head)} đang vắng"
    return (Standing(acting, Capacity.ACTING, ("5/2",), head, ("A06",), note), *_own(head))


def _deputy_of(office: Office, unit: str) -> tuple[Standing, ...]:
    return _own(office.establishment.deputy_of_unit.get(unit))


def _covering(office: Office, unit: str) -> tuple[Standing, ...]:
    """The standing deputy first, then the others who are there (A05)."""
    establishment = office.establishment
    deputy = establishment.deputy_of_unit.get(unit)
    if deputy is None or deputy not in office.away:
        return ()
    others = sorted(establishment.deputies, key=lambda d: d != office.acting_head)
    note = f"{office.name(deputy)} đang vắng"
    return tuple(
        Standing(d, Capacity.ACTING, ("18.3/1",), deputy, ("A05",), note)
        for d in others
        if d != deputy and d not in office.away
    )


def _deputy_of_field(office: Office, field: str) -> tuple[Standing, ...]:
    return _own(office.establishment.deputy_of_field.get(field))


def _covering_field(office: Office, field: str) -> tuple[Standing, ...]:
    """The Head – or who acts for him – while nobody else of the leadership is there for the field (3.1)."""
    deputy = office.establishment.deputy_of_field.get(field)
    if deputy is not None and deputy not in office.away:
        return ()
    why = f"{office.name(deputy)} đang vắng" if deputy else "lĩnh vực do Chánh Văn phòng trực tiếp phụ trách"
    return tuple(s._replace(note=s.note or why) for s in _post(office, "head") if s.person != deputy)


def _follower_of_field(office: Office, field: str) -> tuple[Standing, ...]:
    return _own(*office.establishment.followers_of_field.get(field, ()))


def _follower_of_area(office: Office, area: str) -> tuple[Standing, ...]:
    return _own(*office.establishment.followers_of_area.get(area, ()))


def _person(office: Office, person: str) -> tuple[Standing, ...]:
    return _own(person if person in office.establishment.people else None)


def _unit(office: Office, unit: str) -> tuple[Standing, ...]:
    return _own(*office.establishment.members.get(unit, ()))


def _body(office: Office, body: str) -> tuple[Standing, ...]:
    """A body answers through its spokesperson; a post outside the Office through the person who holds it."""
    found = office.establishment.bodies.get(body)
    if found is not None:
        return _own(found.spokesperson)
    return _person(office, body)


RELATIONS: Mapping[str, Relation] = {
    "post": _post,
    "deputy_of": _deputy_of,
    "covering": _covering,
    "deputy_of_field": _deputy_of_field,
    "covering_field": _covering_field,
    "follower_of_field": _follower_of_field,
    "follower_of_area": _follower_of_area,
    "person": _person,
    "unit": _unit,
    "body": _body,
}


def holders_of(holder: Holder, office: Office) -> tuple[Standing, ...]:
    """Everybody who holds a relation at this instant, by own post or by acting. Remembered per office snapshot."""
    found = office.memo.get(holder)
    if found is None:
        found = office.memo[holder] = RELATIONS[holder.relation](office, holder.of)
    answer: tuple[Standing, ...] = found
    return answer


def standings(step: Step, kind: str, office: Office) -> tuple[Standing, ...]:
    """Everybody who holds the step now, each once, in his strongest capacity: own, acting, delegated, recorded."""
    key = (id(step), kind)
    found = office.memo.get(key)
    if found is None:
        found = office.memo[key] = (
            _standings(step, kind, office),
            step,
        )  # the step is kept so that its id stays its own
    answer: tuple[Standing, ...] = found[0]
    return answer


def _standings(step: Step, kind: str, office: Office) -> tuple[Standing, ...]:
    held = [s for holder in step.holders for s in holders_of(holder, office)]
    if step.giver is not None:
        held += holders_of(step.giver, office)
    if office.delegations:
        powers = [s for holder in step.holders if is_power(holder) for s in holders_of(holder, office)]
        powers += holders_of(step.mandate, office) if step.mandate is not None else ()
        own = {s.person for s in powers if s.capacity is Capacity.OWN}
        words = (step.verb, *step.scopes)
        held += [delegated(d) for d in delegations_in_force(office) if d.giver in own and d.covers(kind, *words)]
    answers = next((s.person for s in held if s.capacity is Capacity.OWN), step.holders[0].of)
    for recorder in step.recorders:
        held += [
            Standing(s.person, Capacity.RECORDED, step.cites[:1], answers, ("A07",), "kèm bằng chứng")
            for s in holders_of(recorder, office)
        ]
    first: dict[str, Standing] = {}
    for standing in held:
        first.setdefault(standing.person, standing)
    return tuple(first.values())


def clauses_of(capacity: Capacity, behalf: str | None, office: Office) -> tuple[str, ...]:
    """The norms by which one acts for another: Điều 5 for the Head, 18.3 for a deputy, 4.5 where it was delegated."""
    match capacity:
        case Capacity.ACTING:
            return ("5/2",) if behalf == office.establishment.head else ("18.3/1",)
        case Capacity.DELEGATED:
            return ("4.5/3",)
        case _:
            return ()


def is_power(holder: Holder) -> bool:
    """May it be delegated? Not what somebody does in person: what he does for himself, what only the Head may do."""
    return holder.relation != "person" and holder != HEAD_IN_PERSON


def delegations_in_force(office: Office) -> Iterator[Delegation]:
    """Those of this instant whose taker still is a deputy; the giver must hold what he gave when it is used."""
    takers = office.establishment.deputies
    return (d for d in office.delegations if d.in_force(office.at) and d.taker in takers)


def delegated(delegation: Delegation) -> Standing:
    note = f"theo {delegation.basis}"
    return Standing(delegation.taker, Capacity.DELEGATED, ("4.5/3",), delegation.giver, ("A45",), note)


HOLDER_VI: Mapping[str, str] = {
    "post:head": "Chánh Văn phòng",
    "post:head_in_person": "Chánh Văn phòng",
    "post:deputies": "các Phó Chánh Văn phòng",
    "post:leadership": "lãnh đạo Văn phòng",
    "body:standing_deputy_secretary": "Phó Bí thư Thường trực",
    "body:standing": "Thường trực Thành ủy",
}


def label(holder: Holder, office: Office) -> str:
    """A holder as a person reads it: «Phó Chánh Văn phòng phụ trách Bộ phận Tổng hợp»."""
    known = HOLDER_VI.get(str(holder))
    if known:
        return known
    establishment = office.establishment
    match holder.relation:
        case "deputy_of" | "covering":
            unit = establishment.units.get(holder.of)
            who = "Phó Chánh Văn phòng phụ trách" if holder.relation == "deputy_of" else "Phó Chánh Văn phòng khác thay"
            return f"{who} {unit.name if unit else holder.of}"
        case "deputy_of_field" | "covering_field":
            who = "Phó Chánh Văn phòng phụ trách" if holder.relation == "deputy_of_field" else "Chánh Văn phòng thay ở"
            return f"{who} lĩnh vực {establishment.fields.get(holder.of, holder.of)}"
        case "follower_of_field":
            return f"chuyên viên theo dõi lĩnh vực {establishment.fields.get(holder.of, holder.of)}"
        case "follower_of_area":
            return f"chuyên viên theo dõi {establishment.areas.get(holder.of, holder.of)}"
        case "unit":
            unit = establishment.units.get(holder.of)
            return unit.name if unit else holder.of
        case "body":
            body = establishment.bodies.get(holder.of)
            return body.name if body else office.name(holder.of)
        case _:
            return office.name(holder.of)


def tokens_of(person: str, office: Office) -> dict[str, Standing]:
    """Every relation a person holds at this instant, as tokens of waiting rows, with the standing that gives it.

    What was delegated to him is not among them: whether a delegation covers a step is asked per kind and verb.
    """
    establishment = office.establishment
    held = [Holder("person", person), HEAD, HEAD_IN_PERSON, DEPUTIES, LEADERSHIP]
    held += [Holder("unit", u) for u, members in establishment.members.items() if person in members]
    held += [Holder("body", b.id) for b in establishment.bodies.values() if b.spokesperson == person]
    held += [Holder("body", person)]
    for field in establishment.fields:
        held += (deputy_of_field(field), covering_field(field), follower_of_field(field))
    held += [follower_of_area(area) for area in establishment.areas]
    if person in establishment.deputies:
        held += [h for unit in establishment.deputy_of_unit for h in (deputy_of(unit), covering(unit))]
    return {str(h): standing for h in held for standing in holders_of(h, office) if standing.person == person}


def powers_of(person: str, office: Office) -> tuple[str, ...]:
    """The tokens a person holds by his own post and may delegate."""
    own = (token for token, standing in tokens_of(person, office).items() if standing.capacity is Capacity.OWN)
    return tuple(token for token in own if is_power(Holder(*token.split(":", 1))))
