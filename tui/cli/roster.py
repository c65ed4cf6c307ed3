"""The duty roster of holidays (Điều 18): list, look at, propose, draw up, fill, change, close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import UsageError
from core.law.facts import read_facts
from core.law.ruling import Act
from core.records.search import MatterFilter
from tui.cli.ask import procedure_of
from tui.cli.facts import check_names
from tui.cli.look import LIMIT, MOST, matter_json
from tui.cli.render import STATUS_VI, Json, Terms, print_list
from tui.cli.words import evidence
from tui.cli.write import act_id, change, told

if TYPE_CHECKING:
    from core.law.regulation import Law
    from core.office.office import Office
    from plugins.roster.board import BoardRow, Place
    from plugins.roster.facts import Roster
    from tui.cli.context import Context

KIND, MATTER, PAIRS = "roster", "VIỆC", "TÊN=GIÁ_TRỊ"


def listed(context: Context) -> int:
    from plugins.roster.days import next_occasion

    reader = context.house.desk.reader
    rows = reader.matters(MatterFilter(kind=KIND), limit=min(context.words.number("--limit", LIMIT), MOST))
    coming = next_occasion(context.today, context.house.desk.office(context.now))
    if context.json:
        occasion = coming and {"name": coming.name, "from": coming.first.isoformat(), "until": coming.last.isoformat()}
        context.page.data({"rosters": [matter_json(r) for r in rows], "next_without": occasion})
        return 0
    page = context.page
    if rows:
        page.table(
            ("Số", "Lịch trực", "Tình trạng", "Đang chờ"),
            [(str(r.id), r.title, STATUS_VI.get(r.status, r.status), r.waiting_for) for r in rows],
        )
        page.line()
    else:
        page.line("Chưa có lịch trực nào.")
    if coming:
        page.line(f"Dịp nghỉ sắp tới chưa có lịch: {coming.name}, {coming.first:%d/%m/%Y} – {coming.last:%d/%m/%Y}.")
        page.line("Lập lịch: vptu roster draw --fill", indent=2)
    return 0


def show(context: Context) -> int:
    desk = context.house.desk
    matter = desk.matter(context.words.number(MATTER))
    _require_roster(matter.kind, matter.id)
    facts: Roster = matter.facts
    office, law = desk.office(context.now, around=facts.span), desk.law_of(matter.id, context.now)
    _print_board(context, facts, office, law, {"matter": matter.id, "status": matter.status})
    return 0


def _require_roster(kind: str, number: int) -> None:
    if kind != KIND:
        raise UsageError(f"Việc số {number} không phải lịch trực; xem các lịch trực bằng «vptu roster list».")


def _print_board(context: Context, facts: Roster, office: Office, law: Law, more: Json) -> None:
    from plugins.roster.board import board

    rows = board(facts, office, law)
    if context.json:
        context.page.data({**more, "rows": [_row_json(r) for r in rows]})
        return
    page, terms = context.page, Terms(law, office)
    page.line(procedure_of(context.registry.rules(), KIND).heading(facts, office), tone="bold")
    page.table(
        ("Ngày", "Trực lãnh đạo", "Trực chuyên môn"),
        [(_day(r), _people(r, "leader", terms), _people(r, "staff", terms)) for r in rows], indent=2,
    )  # fmt: skip


def _day(row: BoardRow) -> str:
    return f"{row.weekday} {row.day:%d/%m/%Y}" + (f"\n{row.holiday}" if row.holiday else "")


def _people(row: BoardRow, role: str, terms: Terms) -> str:
    lines = [_place(p) for key, places in row.people.items() if key == role for p in places]
    missing = next((n for key, n in row.missing.items() if key == role), 0)
    if missing:
        lines.append(f"THIẾU {missing}")
    return "\n".join(lines)


def _place(place: Place) -> str:
    asked = f" – đang xin nghỉ, việc số {place.pending}" if place.pending else ""
    return f"{place.name} ({place.person}){f' – {place.trouble}' if place.trouble else ''}{asked}"


def _row_json(row: BoardRow) -> Json:
    return {
        "day": row.day.isoformat(),
        "holiday": row.holiday or None,
        "people": {
            role: [{"person": p.person, "trouble": p.trouble or None, "pending": p.pending} for p in places]
            for role, places in row.people.items()
        },
        "missing": dict(row.missing.items()),
        "free": {role: list(people) for role, people in row.free.items()},
    }


# Drawing one up


def _wanted(context: Context) -> dict[str, object]:
    """What was typed; without dates, those of the next days off that have no roster."""
    raw = context.words.pairs(PAIRS)
    check_names(procedure_of(context.registry.rules(), KIND), raw)
    if "from" in raw or "until" in raw:
        return raw
    from plugins.roster.days import next_occasion

    coming = next_occasion(context.today, context.house.desk.office(context.now))
    if coming is None:
        raise UsageError("Không còn dịp nghỉ nào chưa có lịch trực; ghi rõ from=… until=…")
    return {"from": coming.first.isoformat(), "until": coming.last.isoformat(), **raw}


def _proposed(context: Context, raw: dict[str, object]) -> tuple[Roster, tuple[str, ...], Office, Law]:
    from plugins.roster.proposal import earlier_duties
    from plugins.roster.proposal import propose as share_out

    desk = context.house.desk
    facts: Roster = read_facts(procedure_of(context.registry.rules(), KIND).facts, raw, kind=KIND)
    office, law = desk.office(context.now, around=facts.span), desk.law(context.now)
    found = share_out(facts, office, law, earlier_duties(office))
    return facts.with_rows(found.rows), found.says, office, law


def propose(context: Context) -> int:
    """The fair rotation, shown and not written."""
    facts, uncovered, office, law = _proposed(context, _wanted(context))
    _print_board(
        context,
        facts,
        office,
        law,
        {"from": facts.start.isoformat(), "until": facts.until.isoformat(), "uncovered": list(uncovered)},
    )
    if not context.json:
        print_list(context.page, "Chưa xếp được", uncovered, "!")
        context.page.line()
        context.page.line("Chưa ghi gì. Lập lịch như trên: vptu roster draw --fill", tone="faint")
    return 0


def draw(context: Context) -> int:
    raw = _wanted(context)
    if context.words.flag("--fill"):
        facts = _proposed(context, raw)[0]
        raw = {**raw, "rows": [row.model_dump() for row in facts.rows]}
    receipt = context.house.work.open(KIND, raw, by=context.me, at=context.now, act_id=act_id(context))
    return told(context, receipt, "Đã mở lịch trực")


# Acts on a roster


def assign(context: Context) -> int:
    return _change(context, "assign", "Đã xếp")


def fill(context: Context) -> int:
    return _change(context, "fill", "Đã xếp luân phiên")


def swap(context: Context) -> int:
    return _change(context, "swap", "Đã đổi ca")


def _change(context: Context, verb: str, said: str) -> int:
    number = context.words.number(MATTER)
    _require_roster(context.house.desk.matter(number).kind, number)
    asked = context.words.pairs(PAIRS) if verb != "fill" else {}
    return change(context, verb, asked, said)


def submit(context: Context) -> int:
    return _step(context, "draw", "Đã trình lịch trực")


def close(context: Context) -> int:
    return _step(context, "consent", "Đã chốt lịch trực")


def _step(context: Context, verb: str, said: str) -> int:
    words, number = context.words, context.words.number(MATTER)
    _require_roster(context.house.desk.matter(number).kind, number)
    act = Act("done", words.maybe("--note") or "", evidence(words.maybe("--evidence")), {})
    receipt = context.house.work.take(number, verb, by=context.me, at=context.now, act=act, act_id=act_id(context))
    return told(context, receipt, said)
