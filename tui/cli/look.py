"""Lists: the desk, matters, what is due, who is away, how many days of leave are left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core import duties
from core.codec import instant
from core.errors import UsageError
from core.law.facts import read_session
from core.law.ruling import Capacity
from core.office.sessions import HALVES, Span, day_of, label, session
from core.records.search import MatterFilter
from core.text import fold, safe
from tui.cli.identity import known_person
from tui.cli.render import STATUS_VI, Json, Terms, when
from tui.cli.words import nearest

if TYPE_CHECKING:
    from core.desk import AwayNow, Tray, Waiting
    from core.duties import Owed
    from core.office.office import Absence, Duty, Office
    from core.records.rows import MatterRow, NoticeRow
    from tui.cli.context import Context

LIMIT, MOST = 50, 1000
ROLE_VI = {"leader": "trực lãnh đạo", "staff": "trực chuyên môn"}


def desk(context: Context) -> int:
    """Bàn việc of whoever asks."""
    house = context.house
    tray = house.desk.tray(context.me, context.now)
    terms = Terms(house.desk.law(context.now), tray.office)
    if context.json:
        context.page.data(_desk_json(tray, context))
    else:
        _print_desk(context, tray, terms)
    return 0


def _desk_json(tray: Tray, context: Context) -> Json:
    return {
        "person": tray.person,
        "at": context.now.isoformat(),
        "mine": [waiting_json(w) for w in tray.mine],
        "to_record": [waiting_json(w) for w in tray.to_record],
        "sent": [matter_json(row) for row in tray.sent],
        "notices": [_notice_json(row) for row in tray.notices],
        "away": [away_json(a) for a in tray.away],
        "acting_head": tray.office.acting_head,
        "duties": [_duty_json(d) for d in tray.duties],
        "journal": tray.head,
        "late": [waiting_json(w) for w in tray.late],
    }


def waiting_json(waiting: Waiting) -> Json:
    return {
        "matter": waiting.matter, "step": waiting.step, "verb": waiting.verb, "kind": waiting.kind,
        "title": waiting.title, "since": waiting.since.isoformat(), "due": waiting.due and waiting.due.isoformat(),
        "capacity": str(waiting.standing.capacity), "behalf": waiting.standing.behalf, "opened_by": waiting.opened_by,
        "urgent": waiting.urgent,
    }  # fmt: skip


def matter_json(row: MatterRow) -> Json:
    return {
        "id": row.id, "kind": row.kind, "title": row.title, "status": row.status, "subject": row.subject,
        "unit": row.unit, "responsible": row.responsible, "opened_by": row.opened_by, "opened_at": row.opened_at,
        "from": session_json(row.starts), "until": session_json(row.ends - 1 if row.ends is not None else None),
        "step": row.step, "waiting_for": row.waiting_for, "changed_at": row.changed_at, "extends": row.extends,
    }  # fmt: skip


def session_json(number: int | None) -> str | None:
    return None if number is None else f"{day_of(number).isoformat()} {HALVES[number % 2]}"


def _notice_json(row: NoticeRow) -> Json:
    return {"id": row.id, "matter": row.matter_id, "text": row.text, "at": row.at}


def away_json(away: AwayNow | Absence) -> Json:
    return {
        "person": away.person, "kind": away.kind, "from": session_json(away.span.start),
        "until": session_json(away.span.end - 1), "matter": getattr(away, "matter", None),
    }  # fmt: skip


def _duty_json(duty: Duty) -> Json:
    return {
        "day": duty.day.isoformat(),
        "person": duty.person,
        "role": duty.role,
        "matter": duty.matter,
        "settled": duty.settled,
    }


def _print_desk(context: Context, tray: Tray, terms: Terms) -> None:
    page = context.page
    page.line(f"Bàn việc của {terms.person(tray.person)} – {when(context.now)}", tone="bold")
    _print_waiting(context, f"Chờ đồng chí ({len(tray.mine)})", tray.mine, "Không có việc nào đang chờ.")
    if tray.to_record:
        _print_waiting(context, f"Ghi nhận được ý kiến thay ({len(tray.to_record)})", tray.to_record, "")
    if tray.late:
        page.heading(f"Quá hạn ở người khác ({len(tray.late)})")
        page.table(("Số", "Việc", "Bước", "Ai", "Hạn"), [_late_row(w, terms) for w in tray.late], indent=2)
    page.heading(f"Đã gửi, đang theo dõi ({len(tray.sent)})")
    rows = [(str(r.id), r.title, r.waiting_for or STATUS_VI.get(r.status, r.status)) for r in tray.sent]
    if rows:
        page.table(("Số", "Việc", "Đang ở đâu"), rows, indent=2)
    else:
        page.item('Chưa gửi việc nào. Xin nghỉ: vptu open leave "from=sáng 11/10/2024" until=11/10/2024')
    if tray.notices:
        page.heading(f"Thông báo chưa xem ({len(tray.notices)})")
        for notice in tray.notices:
            page.item(f"{notice.text} ({when(instant(notice.at))})")
    page.heading("Ai vắng lúc này")
    _print_away(context, tray.away, tray.office, terms)
    if tray.duties:
        page.heading("Trực sắp tới")
        rows = [(f"{d.day:%d/%m/%Y}", terms.person(d.person), ROLE_VI.get(d.role, d.role)) for d in tray.duties]
        page.table((), rows, indent=2)


def _late_row(waiting: Waiting, terms: Terms) -> tuple[str, ...]:
    due = f"{waiting.due:%d/%m/%Y}" if waiting.due else ""
    return str(waiting.matter), waiting.title, waiting.step, terms.person(waiting.standing.person), due


def _print_waiting(context: Context, title: str, waiting: Iterable[Waiting], empty: str) -> None:
    page = context.page
    page.heading(title)
    rows = [(str(w.matter), w.title, w.step, _as_what(w), f"{w.due:%d/%m/%Y}" if w.due else "") for w in waiting]
    if rows:
        page.table(("Số", "Việc", "Bước", "Tư cách", "Hạn"), rows, indent=2)
    elif empty:
        page.item(empty)


def _as_what(waiting: Waiting) -> str:
    from core.law.ruling import CAPACITY_VI

    return "" if waiting.standing.capacity is Capacity.OWN else CAPACITY_VI[waiting.standing.capacity]


def _print_away(context: Context, away: Iterable[AwayNow | Absence], office: Office, terms: Terms) -> None:
    page = context.page
    rows = [(terms.person(a.person), f"{label(a.span.start)} – {label(a.span.end - 1)}") for a in away]
    if rows:
        page.table((), rows, indent=2)
    else:
        page.item("Không ai vắng.")
    head = office.establishment.head
    if head in office.away:
        acting = office.acting_head
        page.item(
            f"{terms.person(acting)} thay Chánh Văn phòng (Điều 5)." if acting
            else "Chánh Văn phòng vắng mà chưa có Phó thường trực: cần cử (Điều 5).", "!", tone="warn",
        )  # fmt: skip


# matters


def matters(context: Context) -> int:
    words, reader = context.words, context.house.desk.reader
    limit = min(words.number("--limit", LIMIT), MOST)
    before = words.number("--before", 0) or None
    wanted = MatterFilter(
        statuses=tuple(_status(s) for s in words.many("--status")), kind=words.maybe("--kind"),
        subject=_subject(context), text=words.maybe("--search") or "",
    )  # fmt: skip
    rows = reader.matters(wanted, limit=limit, before=before)
    following = rows[-1].id if len(rows) == limit and reader.matters(wanted, limit=1, before=rows[-1].id) else None
    if context.json:
        context.page.data({"matters": [matter_json(r) for r in rows], "next_before": following})
        return 0
    if not rows:
        context.page.line(
            "Không có việc nào như vậy." if wanted != MatterFilter() else "Chưa có việc nào. Mở việc: vptu open LOẠI …"
        )
        return 0
    shown = [(str(r.id), r.title, STATUS_VI.get(r.status, r.status), r.waiting_for) for r in rows]
    context.page.table(("Số", "Việc", "Tình trạng", "Đang chờ"), shown)
    if following:
        context.page.line(f"Còn nữa: thêm --before {following}", tone="faint")
    return 0


def _status(text: str) -> str:
    """By its code or its Vietnamese name, without accents if need be."""
    by_name = {fold(name): code for code, name in STATUS_VI.items()}
    found = text if text in STATUS_VI else by_name.get(fold(text))
    if found is None:
        raise UsageError(
            f"--status: không có tình trạng «{safe(text)[:60]}»{nearest(text, STATUS_VI)}; "
            f"chọn: {', '.join(STATUS_VI)}."
        )
    return found


def _subject(context: Context) -> str | None:
    person = context.words.maybe("--subject")
    return person and known_person(context.house.desk.establishment(context.today), person, "--subject")


# due


def due(context: Context) -> int:
    """Recurring duties of the office and steps with a date that wait for whoever asks."""
    house, words = context.house, context.words
    days, whose, year = words.number("--days", 60), words.maybe("--of") or "all", words.number("--year", 0)
    if days > 800:
        raise UsageError("--days: nhìn trước nhiều nhất 800 ngày.")
    if whose not in duties.WHOSE:
        raise UsageError(f"--of: chọn một trong: {', '.join(duties.WHOSE)}.")
    if year and not 2000 <= year <= 2100:
        raise UsageError("--year: từ 2000 đến 2100.")
    start = date(year, 1, 1) if year else context.today - timedelta(30)
    until = date(year, 12, 31) if year else context.today + timedelta(days)
    office, law = house.desk.office(context.now), house.desk.law(context.now)
    owed = duties.of(duties.owed(house.desk, start, until, at=context.now), whose, context.me, office)
    tray = house.desk.tray(context.me, context.now)
    steps = sorted((w for w in tray.mine if w.due), key=lambda w: (w.due or date.max, w.matter))
    if context.json:
        context.page.data({"duties": [_due_json(o) for o in owed], "steps": [waiting_json(w) for w in steps]})
        return 0
    _print_due(context, owed, Terms(law, office))
    if year:
        _print_year(context, owed, year, office)
    else:
        _print_waiting(context, "Việc có hạn đang chờ đồng chí", steps, "Không có.")
    return 0


def _due_json(owed: Owed) -> Json:
    due, state = owed
    return {
        "key": due.key, "owner": due.owner, "title": due.title, "on": due.on.isoformat(), "cites": list(due.cites),
        "kind": due.kind or None, "met": due.met, "met_on": due.met_on.isoformat() if due.met_on else None,
        "channel": due.channel, "state": state.word, "days": state.days, "late": state.tone == "bad",
    }  # fmt: skip


def _print_due(context: Context, found: Iterable[Owed], terms: Terms) -> None:
    page = context.page
    page.line("Nghĩa vụ của Văn phòng", tone="bold")
    rows = [
        (f"{o.due.on:%d/%m/%Y}", o.due.title, duties.owner(o.due, terms.office), duties.said(o.state),
         terms.cites(o.due.cites))
        for o in found
    ]  # fmt: skip
    if rows:
        page.table(("Hạn", "Việc", "Ai", "", "Căn cứ"), rows, indent=2)
    else:
        page.item("Không có nghĩa vụ nào đến hạn trong khoảng này.")


def _print_year(context: Context, found: tuple[Owed, ...], year: int, office: Office) -> None:
    """Twelve months of each owner, as the screen shows them."""
    page = context.page
    page.line(f"Mười hai tháng năm {year}", tone="bold")
    names = {duties.token(o.due): duties.owner(o.due, office) for o in found}
    page.table((), [(names[who], " ".join(marks)) for who, marks in duties.strips(found, year).items()], indent=2)


# away, balance


def away(context: Context) -> int:
    """Everybody away on a day or a half-day, and who acts for the Head."""
    span = _half_days(context)
    desk_ = context.house.desk
    office = desk_.office(context.now, around=span)
    found = sorted(
        (a for rows in office.absences.values() for a in rows if a.settled and a.span.overlaps(span)),
        key=lambda a: (a.span.start, a.person),
    )
    acting = {n: office.acting_in(n) for n in range(span.start, span.end)}
    if context.json:
        context.page.data(
            {"from": session_json(span.start), "until": session_json(span.end - 1),
             "away": [away_json(a) for a in found],
             "acting_head": {session_json(n): who for n, who in acting.items() if who}}
        )  # fmt: skip
        return 0
    terms = Terms(desk_.law(context.now), office)
    name = label(span.start) if span.end - span.start == 1 else f"{day_of(span.start):%d/%m/%Y}"
    context.page.line(f"Vắng {name}", tone="bold")
    rows = [
        (terms.person(a.person), f"{label(a.span.start)} – {label(a.span.end - 1)}", f"việc số {a.matter}")
        for a in found
    ]
    if rows:
        context.page.table((), rows, indent=2)
    else:
        context.page.item("Không ai vắng.")
    for n, who in acting.items():
        head = office.establishment.head
        if head and office.is_away(head, n):
            says = (
                f"{terms.person(who)} thay Chánh Văn phòng (Điều 5)"
                if who
                else "chưa có Phó thường trực, cần cử (Điều 5)"
            )
            context.page.item(f"{label(n)}: {says}", "!")
    return 0


def _half_days(context: Context) -> Span:
    """A half-day where one is named, else both of the day."""
    text = context.words.maybe("--on")
    if text is None:
        today = session(context.today)
        return Span(today, today + 2)
    try:
        first, last = read_session(text, half=0), read_session(text, half=1)
    except ValueError as error:
        raise UsageError(f"--on: {error}.") from None
    assert isinstance(first, int) and isinstance(last, int)
    return Span(first, last + 1)


def balance(context: Context) -> int:
    """Yearly leave of one person in one year. Outside the regulation: shown, never a bar."""
    from plugins.leave.balance import balance as balance_of

    desk_ = context.house.desk
    person = known_person(desk_.establishment(context.today), context.words.maybe("NGƯỜI") or context.me, "NGƯỜI")
    year = context.words.number("--year", context.today.year)
    if not 2000 <= year <= 2100:
        raise UsageError(f"--year: năm {year} nằm ngoài khoảng 2000–2100.")
    whole = Span(session(date(year, 1, 1)), session(date(year + 1, 1, 1)))
    office = desk_.office(context.now, person=person, around=whole)
    law = desk_.law(context.now)
    found = balance_of(person, year, office, law)
    if context.json:
        context.page.data(
            {"person": person, "year": year, "entitled": found.entitled, "used": found.used, "left": found.left}
        )
        return 0
    context.page.line(f"{Terms(law, office).person(person)} – phép năm {year}", tone="bold")
    shown = (("Được hưởng", found.entitled), ("Đã dùng, đã xin", found.used), ("Còn lại", found.left))
    context.page.pairs([(name, f"{days:g} ngày".replace(".", ",")) for name, days in shown])
    context.page.line("Ngoài quy chế: chỉ để biết, không chặn việc xin nghỉ.", indent=2, tone="faint")
    return 0
