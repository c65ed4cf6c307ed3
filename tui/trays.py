"""Bàn việc as sections of rows: what waits, what to look out for, what one may write down, what one sent, what is new.

Built from the light tray alone, so that the first frame has its rows; the reason of every row's place is in the core.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from textual.content import Content

from core.codec import instant, step_titles
from core.law.holders import holders_of
from core.law.route import covering
from core.law.ruling import Capacity
from core.office.coverage import coming_gaps
from core.office.office import Rank
from core.office.sessions import ZONE, day_of
from tui import views
from tui.widgets.paper import folded, tinted
from tui.widgets.rows import Cell, Column, Row
from tui.widgets.sections import HEADING, TITLE

if TYPE_CHECKING:
    from core.desk import Tray, Waiting
    from core.extension.failures import Failure
    from core.office.office import Office
    from core.records.reader import Reader
    from core.records.rows import MatterRow, NoticeRow

EXCEPTIONS: Final = 6
"""More of what is overdue elsewhere is summed up in one line."""
COLUMNS: Final = (
    Column("Số", width=5, align="right"),
    Column("Việc", share=3, least=24),
    Column("Bước", share=2, least=16, hide_below=104),
    Column("Hạn", width=15),
)
SIGN: Final = "sign"
"""The verb of a signature."""
URGENT: Final = ("", "khẩn", "thượng khẩn", "hỏa tốc")
SIGNING: Final = (
    Column("Số", width=5, align="right"),
    Column("Khẩn", width=11),
    Column("Văn bản", share=1, least=24),
    Column("Hạn", width=15, hide_below=60),
)
"""The columns of Khay ký."""


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the desk and what it stands for."""

    row: Row
    group: str
    """mine · late · gap · plugin · record · sent · notice"""
    matter: int | None
    step: str = ""
    """The step it waits for, where the row is about one."""
    title: str = ""
    line: str = ""
    """What the strip under the list says while the row is chosen."""


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    items: tuple[Item, ...]
    empty: tuple[str, ...] = ()
    """What stands there where there is nothing, line by line; without it an empty section is not shown."""


def sections(tray: Tray, reader: Reader, hint: str = "", broken: Sequence[Failure] = ()) -> tuple[Section, ...]:
    """The desk of one person. Leaders see first what must not wait: what is late elsewhere and what nobody covers.

    `hint` says how one begins, to somebody who has nothing here at all.
    """
    maker = _Maker(tray.office, reader)
    waited = {waiting.matter for waiting in tray.mine}
    nothing = ("Không có việc nào đang chờ đồng chí.", *((hint,) if hint and not tray.sent else ()))
    return (
        Section("Cần lưu ý", (*_exceptions(tray, maker), *map(maker.broken, broken[:EXCEPTIONS]))),
        Section("Chờ đồng chí", tuple(map(maker.waiting, tray.mine)), nothing),
        Section("Ghi nhận hộ (kèm bằng chứng)", tuple(maker.waiting(w, "record") for w in tray.to_record)),
        Section("Đồng chí đã gửi", tuple(maker.sent(row) for row in tray.sent if row.id not in waited)),
        Section("Thông báo mới", tuple(map(maker.notice, tray.notices))),
    )


def to_sign(tray: Tray, reader: Reader) -> tuple[Item, ...]:
    """What waits for a person's signature – by his post, for whom he stands in, by delegation – urgent ones first."""
    maker = _Maker(tray.office, reader)
    return tuple(maker.to_sign(waiting) for waiting in tray.mine if waiting.verb == SIGN)


def rows(found: Sequence[Section]) -> list[Row]:
    """All sections as one list, each under its heading."""
    shown = [section for section in found if section.items or section.empty]
    return [row for n, section in enumerate(shown) for row in _rows(section, n)]


def _rows(section: Section, place: int) -> Iterator[Row]:
    if place:
        yield Row(f"{HEADING}{place}+", ("",))
    count = f" · {len(section.items)}" if section.items else ""
    yield Row(f"{HEADING}{place}", (section.title + count,), TITLE)
    for n, line in enumerate(() if section.items else section.empty):
        yield Row(f"{HEADING}{place}-{n}", (f"  {line}",), "muted")
    for item in section.items:
        yield item.row


def _exceptions(tray: Tray, maker: _Maker) -> Iterator[Item]:
    if tray.office.rank_of(tray.person) not in (Rank.HEAD, Rank.DEPUTY):
        return
    for waiting in tray.late[:EXCEPTIONS]:
        yield maker.waiting(waiting, "late")
    if len(tray.late) > EXCEPTIONS:
        text = f"và {len(tray.late) - EXCEPTIONS} việc quá hạn khác trong danh sách việc"
        yield Item(Row("late+", ("", Cell(text, "muted"), "", "")), "late", None, line=text)
    for matter, says in coming_gaps(tray.office):
        yield maker.gap(matter, says)


@dataclass(frozen=True, slots=True)
class _Maker:
    office: Office
    reader: Reader

    @property
    def today(self) -> date:
        return self.office.at.astimezone(ZONE).date()

    def waiting(self, waiting: Waiting, group: str = "mine") -> Item:
        what = self._step_title(waiting)
        standing = waiting.standing
        who = views.capacity_text(standing, self.office) if standing.capacity != Capacity.RECORDED else ""
        if group == "late":
            who = f"đang ở {views.whom(standing.person, self.office)}"
        length = views.length_text(waiting.span, self.office)
        title = views.brief(waiting.title, self.today) + (f" ({length})" if length else "")
        tone = "bad" if waiting.due and waiting.due < self.today else ""
        step = " · ".join(part for part in (views.capital(what), who.partition(" (")[0]) if part)
        since = f"chờ từ {views.stamp(waiting.since, self.office.at)}"
        asked = f"Ghi nhận: {what}" if group == "record" else views.capital(what)
        return Item(
            Row(
                f"{group}:{waiting.matter}:{waiting.step}",
                (
                    str(waiting.matter),
                    Cell(title, "strong" if tone else ""),
                    Cell(step, "muted"),
                    views.due_cell(waiting.due, self.today),
                ),
            ),
            group, waiting.matter, waiting.step, title,
            " · ".join(part for part in (asked, who, since) if part),
        )  # fmt: skip

    def _step_title(self, waiting: Waiting) -> str:
        if waiting.step == "complete":
            return "hoàn chỉnh, trình lại"
        record = self.reader.matter(waiting.matter)
        return step_titles(record.route).get(waiting.step, "") if record else ""

    def to_sign(self, waiting: Waiting) -> Item:
        item = self.waiting(waiting)
        grade = URGENT[max(0, min(waiting.urgent, len(URGENT) - 1))]
        urgent = Cell(grade, "bad" if waiting.urgent > 1 else "warn")
        title = views.brief(waiting.title, self.today)
        cells = (str(waiting.matter), urgent, title, views.due_cell(waiting.due, self.today))
        return replace(item, row=replace(item.row, cells=cells), title=title)

    def gap(self, matter: int, says: str) -> Item:
        text = views.brief(says, self.today)
        cells = (str(matter) if matter else "", Cell(text, "warn"), "", Cell("cần giải quyết", "warn"))
        return Item(Row(f"gap:{matter}:{says}", cells), "gap", matter or None, title=text, line=views.capital(text))

    def sent(self, row: MatterRow) -> Item:
        word, tone = views.STATUS.get(row.status, (row.status, ""))
        short = {"open": "đang chờ", "returned": "bị trả lại", "in_effect": "đủ thủ tục"}.get(row.status, word)
        where = views.capital(row.waiting_for)
        cells = (str(row.id), views.brief(row.title, self.today), Cell(where, "muted"), Cell(short, tone))
        title = views.brief(row.title, self.today)
        return Item(Row(f"sent:{row.id}", cells), "sent", row.id, title=title, line=f"Đang ở: {where}" if where else "")

    def broken(self, failure: Failure) -> Item:
        text = f"Plugin «{failure.plugin}» đang hỏng: {failure.error}"
        cells = ("", Cell(text, "bad"), "", Cell("xem Quản trị", "bad"))
        line = f"{failure.sentence} Xem Quản trị: plugin."
        return Item(Row(f"plugin:{failure.plugin}", cells), "plugin", None, title=text, line=line)

    def notice(self, row: NoticeRow) -> Item:
        text = views.brief(row.text, self.today)
        when = views.stamp(instant(row.at), self.office.at)
        cells = (str(row.matter_id or ""), text, "", Cell(when, "muted"))
        return Item(Row(f"notice:{row.id}", cells), "notice", row.matter_id, title=text, line=text)


# Who is where today


@dataclass(frozen=True, slots=True)
class Today:
    """Who is away, who acts for whom, who is on duty: each as short phrases."""

    away: tuple[str, ...]
    acting: tuple[str, ...]
    missing: tuple[str, ...]
    """Nobody acts where somebody should."""
    duty: tuple[str, ...]


def today(tray: Tray) -> Today:
    office = tray.office
    on = office.at.astimezone(ZONE).date()
    return Today(
        tuple(f"{views.bare(a.person, office)} đến hết {_last(a.span.end, on)}" for a in tray.away),
        tuple(_acting(office)),
        tuple(_missing(office)),
        tuple(_duties(tray, on)),
    )


def _last(end: int, on: date) -> str:
    last = end - 1
    return views.day_text(day_of(last), on) if last % 2 else views.session_text(last, on)


def _acting(office: Office) -> Iterator[str]:
    head = office.establishment.head
    if office.acting_head is not None:
        acted = views.Acted(Capacity.ACTING, head)
        yield f"{views.bare(office.acting_head, office)} {views.capacity_text(acted, office)}"
    for deputy in office.establishment.deputies:
        units = office.establishment.units_by_deputy.get(deputy, ()) if deputy in office.away else ()
        for standing in next((holders_of(covering(u), office)[:1] for u in units), ()):
            yield f"{views.bare(standing.person, office)} {views.capacity_text(standing, office)}"


def _missing(office: Office) -> Iterator[str]:
    head = office.establishment.head
    if head in office.away and office.acting_head is None:
        yield "chưa có ai thay Chánh Văn phòng"


def _duties(tray: Tray, on: date) -> Iterator[str]:
    by_day: dict[date, list[str]] = {}
    draft = set()
    for duty in tray.duties:
        who = views.bare(duty.person, tray.office)
        by_day.setdefault(duty.day, []).append(f"{who} (lãnh đạo)" if duty.role == "leader" else who)
        if not duty.settled:
            draft.add(duty.day)
    for day, people in by_day.items():
        note = " – chưa chốt" if day in draft else ""
        yield f"{'hôm nay' if day == on else views.day_text(day, on)}: {', '.join(people)}{note}"


def strip_lines(found: Today) -> tuple[Content, Content]:
    """The two lines of a narrow window."""
    away = [tinted(phrase) for phrase in found.away] or [tinted("không ai", "muted")]
    away += [tinted(phrase, "accent") for phrase in found.acting] + [tinted(p, "bad") for p in found.missing]
    duty = [tinted(phrase) for phrase in found.duty] or [tinted("chưa có lịch", "muted")]
    return _labelled("Vắng", away), _labelled("Trực", duty)


def _labelled(label: str, phrases: Sequence[Content]) -> Content:
    return Content.assemble(tinted(f"{label}  ", "muted"), Content(" · ").join(phrases))


def today_lines(found: Today, room: int) -> list[Content]:
    """The same as a block beside the list."""
    lines = [tinted("Vắng hôm nay", "primary", "bold")]
    lines += _phrases(found.away, room) or [tinted("  Không ai vắng.", "muted")]
    lines += [*_phrases(found.acting, room, "→", "accent"), *_phrases(found.missing, room, "!", "bad")]
    lines += [Content(""), tinted("Trực sắp tới", "primary", "bold")]
    return lines + (_phrases(found.duty, room) or [tinted("  Chưa có lịch trực.", "muted")])


def _phrases(phrases: Sequence[str], room: int, sign: str = "·", tone: str = "muted") -> list[Content]:
    lines = []
    for phrase in phrases:
        first, *more = folded(phrase, room - 4)
        lines += [Content.assemble("  ", tinted(sign, tone), f" {first}"), *(Content("    " + line) for line in more)]
    return lines
