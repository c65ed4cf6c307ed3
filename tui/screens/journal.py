"""Nhật ký: every act and every refusal, filtered, read to the last byte, and checked against its own chain."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.widget import Widget

from core.codec import route_from_json
from core.errors import VptuError
from core.office.sessions import ZONE
from core.records.chain import hash_of
from core.text import number, tidy
from tui.cli.render import ACT_VI
from tui.history import acts_of
from tui.screens.journal_words import (
    COLUMNS,
    Refusals,
    Terms,
    Told,
    count_refusals,
    entry_page,
    entry_row,
    refusal_view,
    refusals_page,
)
from tui.screens.pages import BLANK, Lines, hint, item, title, words
from tui.screens.split import SplitScreen
from tui.views import brief, by_post
from tui.widgets.inputs import VietInput
from tui.widgets.paper import Line, tinted
from tui.widgets.picker import Option, Picker
from tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from datetime import datetime

    from core.law.regulation import Law
    from core.records.journal import Verification
    from core.records.reader import Reader
    from core.records.rows import JournalRow
    from tui.session import Session
    from tui.widgets.ruling import RulingView

PAGE = 100
MOST_REFUSALS = 5_000
"""Refusals counted at most, the newest."""
REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are listed; empty fields ask for nothing."""

    actor: str = ""
    act: str = ""
    text: str = ""

    @property
    def everything(self) -> bool:
        return self == Wanted()


class Entries:
    """Entries as a list's source, newest first: by number where all are wanted, else page after page by key."""

    def __init__(self, reader: Reader, wanted: Wanted, terms: Terms, now: datetime) -> None:
        self._reader, self._wanted, self._terms, self._now = reader, wanted, terms, now
        self._head = reader.head()
        self._anchors: dict[int, int] = {0: self._head + 1}
        """By place in the list: the number below which its page is looked for."""

    def count(self) -> int | None:
        return self._head if self._wanted.everything else None

    def index_of(self, row_id: str) -> int | None:
        """The place of an entry; unknown (None) where not all entries are listed."""
        return self._head - int(row_id) if self._wanted.everything else None

    def window(self, start: int, size: int) -> Sequence[Row]:
        if self._wanted.everything:
            found = self._reader.journal_page(before=self._head - start + 1, limit=size).entries
        else:
            found = tuple(self._searched(start, size))
        return [entry_row(entry, self._terms, self._now) for entry in found]

    def _searched(self, start: int, size: int) -> Sequence[JournalRow]:
        place = max(place for place in self._anchors if place <= start)
        while place < start:
            passed = self._page(place, start - place)
            if not passed:
                return ()
            place += len(passed)
        return self._page(start, size)

    def _page(self, place: int, size: int) -> list[JournalRow]:
        """As many as asked for, however many scans that takes; fewer at the end of the journal."""
        found: list[JournalRow] = []
        before: int | None = self._anchors[place]
        while before is not None and len(found) < size:
            page = self._reader.journal_page(
                actor=self._wanted.actor or None, act=self._wanted.act or None, text=self._wanted.text,
                before=before, limit=size - len(found),
            )  # fmt: skip
            found += page.entries
            before = page.next_before
        self._anchors[place + len(found)] = before if before is not None else 0
        return found


def as_recorded(typed: str) -> str:
    """Typed text as it stands in the records: tidied, quotes and backslashes escaped. Raises UsageError."""
    return json.dumps(tidy(typed, limit=200, what="Chữ cần tìm"), ensure_ascii=False)[1:-1]


class JournalScreen(SplitScreen):
    """`JournalScreen()`."""

    SCOPE = "journal"
    TITLE = "Nhật ký"
    AUTO_FOCUS: ClassVar[str | None] = "#entries"
    DEFAULT_CSS = """
    JournalScreen #filters { height: 1; padding: 0 1; }
    JournalScreen #filters Picker { width: 3fr; margin-right: 1; }
    JournalScreen #filters VietInput { width: 4fr; }
    JournalScreen.-wide #listing { width: 13fr; }
    JournalScreen.-wide #reading { width: 9fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.wanted = Wanted()
        self.terms: Terms | None = None
        empty = ("Không có mục nào như vậy.", "Bỏ bớt điều kiện lọc: Ctrl+P, gõ «bỏ lọc».")
        self.entries = Rows(COLUMNS, slow=True, empty=empty, id="entries")
        self.said = Line(id="said")

    def listing(self) -> Iterable[Widget]:
        acts = [Option("", "mọi thao tác"), *(Option(act, word) for act, word in ACT_VI.items())]
        yield Horizontal(
            Picker([Option("", "mọi người")], "", id="actor"),
            Picker(acts, "", id="act"),
            VietInput(placeholder="chữ đúng như đã ghi", draft=False, max_length=200, id="words"),
            id="filters",
        )
        yield self.entries
        yield self.said

    def start_of_list(self) -> Widget:
        return self.entries

    def on_mount(self) -> None:
        self.refresh_data()

    def refresh_data(self) -> None:
        self.run_worker(self._load(), exclusive=True, group="load")

    async def _load(self) -> None:
        self.terms = await asyncio.to_thread(terms_of, self.session)
        people = by_post(self.terms.office.establishment.people.values())
        options = [Option("", "mọi người"), *(Option(p.id, p.name, p.title) for p in people)]
        self.query_one("#actor", Picker).offer(options)
        self._list()

    def _list(self) -> None:
        """List anew by the present filter."""
        if self.terms is None:
            return
        now, reader = self.session.clock(), self.session.house.desk.reader
        self.entries.show(Entries(reader, self.wanted, self.terms, now))
        self._say()

    def _say(self) -> None:
        head = number(self.session.house.desk.reader.head())
        only = "bị từ chối" if self.wanted.act == REFUSED else ""
        told = f"Chỉ những lần {only}, trong {head} mục" if only else f"{head} mục"
        self.said.say(tinted(f"{told}, mới nhất ở trên", "muted"))

    # Filters

    def _filter(self, wanted: Wanted) -> None:
        if wanted != self.wanted:
            self.wanted = wanted
            self._list()

    def on_picker_changed(self, event: Picker.Changed) -> None:
        value = event.value or ""
        self._filter(replace(self.wanted, **{"actor" if event.control.id == "actor" else "act": value}))

    def on_input_changed(self, event: VietInput.Changed) -> None:
        if event.input.id != "words":
            return
        try:
            text = as_recorded(event.value)
        except VptuError as error:
            self.said.say(tinted(str(error), "warn"))
            return
        self._filter(replace(self.wanted, text=text))

    def on_input_submitted(self, event: VietInput.Submitted) -> None:
        self.entries.focus()

    def do_refused(self) -> None:
        """Refusals only, or everything again."""
        act = "" if self.wanted.act == REFUSED else REFUSED
        self.query_one("#act", Picker).choose(act)
        self._filter(replace(self.wanted, act=act))

    def do_clear(self) -> None:
        for picker in self.query(Picker):
            picker.choose("")
        self.query_one("#words", VietInput).value = ""
        self._filter(Wanted())

    # One entry

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        if event.control is not self.entries or self.terms is None:
            return
        entry = self._entry()
        if entry is None:
            self.read(partial(hint, "Chọn một mục để xem đầy đủ."))
        else:
            self.read(partial(entry_page, entry, self._digest(entry.seq), self.terms))

    def _entry(self) -> JournalRow | None:
        row = self.entries.row
        return self.session.house.desk.reader.entry(int(row.id)) if row is not None else None

    def _digest(self, seq: int) -> str:
        with self.session.house.desk.reader.use() as connection:
            found = hash_of(connection, seq)
        return found.hex() if found else ""

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        if event.control is self.entries:
            self.show_reading()

    def why(self) -> RulingView | None:
        """The refusal under the cursor, as far as it was put on record."""
        entry = self._entry()
        return refusal_view(entry, self.terms) if entry is not None and self.terms is not None else None

    async def do_open(self) -> None:
        """The matter an entry is about."""
        from tui.screens.matter import MatterScreen

        entry = self._entry()
        kind, _, which = entry.subject.partition(":") if entry is not None else ("", "", "")
        if kind == "matter" and which.isdigit():
            await self.vptu.open(MatterScreen(int(which)))
        else:
            self.notify("Mục này không thuộc về việc nào.")

    # The chain

    def do_verify(self) -> None:
        self.run_worker(self._verify(), exclusive=True, group="verify")

    async def _verify(self) -> None:
        """Check the whole chain in a thread; the line below the list says how far it is."""
        from core.records.journal import verify

        store = self.session.house.store
        total = store.reader.head()
        self._checked(0, total)
        told = partial(self.app.call_from_thread, lambda done: self._checked(done, total))
        found = await asyncio.to_thread(verify, store, mirror=True, progress=told)
        sentence = verdict(found)
        self.said.say(tinted(sentence, "good" if found.sound else "bad", "bold"))
        self.read(partial(verification_page, found))
        if not found.sound:
            self.show_reading()
            self.notify(sentence, severity="error")

    def _checked(self, done: int, total: int) -> None:
        self.said.say(tinted(f"Đang kiểm tra: {number(done)} trên {number(total)} mục…", "accent"))

    # What stops people most

    def do_most(self) -> None:
        self.run_worker(self._most(), exclusive=True, group="most")

    async def _most(self) -> None:
        self.said.say(tinted("Đang đếm các lần bị từ chối…", "accent"))
        law = self.session.house.desk.law(self.session.clock())
        found = await asyncio.to_thread(lambda: refusals(self.session.house.desk.reader, law))
        self._say()
        self.read(partial(refusals_page, found, law))
        self.show_reading()


def terms_of(session: Session) -> Terms:
    """The words for entries, with the office and law of now."""
    house, at = session.house, session.clock()
    procedures, law = house.registry.rules().procedures, house.desk.law(at)
    today = at.astimezone(ZONE).date()

    @lru_cache(maxsize=512)
    def told(matter: int) -> Told | None:
        record = house.desk.reader.matter(matter)
        if record is None:
            return None
        steps = {step.id: step.title for step in route_from_json(record.route)}
        procedure = procedures.get(record.row.kind)
        facts = house.desk.read_facts(record.row.kind, record.facts)
        return Told(record.row.kind, brief(record.row.title, today), steps, acts_of(procedure, facts, law))

    return Terms(house.desk.office(at), law, procedures, told)


def refusals(reader: Reader, law: Law) -> Refusals:
    """The newest refusals, counted."""
    found: list[JournalRow] = []
    before: int | None = None
    while len(found) < MOST_REFUSALS:
        page = reader.journal_page(act=REFUSED, before=before, limit=500)
        found += page.entries
        before = page.next_before
        if before is None:
            break
    return count_refusals(found, law)


# What the check found


def verdict(found: Verification) -> str:
    """The result in a sentence."""
    if found.sound:
        return f"Nhật ký nguyên vẹn: {number(found.entries)} mục, mã băm mục cuối {found.head.hex()[:12]}."
    return f"Nhật ký KHÔNG nguyên vẹn: {number(len(found.faults))} chỗ sai trong {number(found.entries)} mục."


def verification_page(found: Verification, room: int) -> Lines:
    """What was checked, every fault, and what to do now."""
    tone = "good" if found.sound else "bad"
    lines = [*title("Kiểm tra nhật ký", room), BLANK, *words(verdict(found), room, tone, "bold")]
    if found.sound:
        lines += [BLANK, *words(f"Mã băm mục cuối: {found.head.hex()}", room, "muted")]
        return lines + hint(
            "Chuỗi nguyên vẹn chưa nói rằng phần cuối không bị cắt: định kỳ in tờ niêm phong bằng «vptu journal seal», "
            "cất nơi khác, rồi đối chiếu bằng «vptu journal verify --against TỆP».", room,
        )  # fmt: skip
    lines.append(BLANK)
    for fault in found.faults[:50]:
        lines += item("✘", f"mục số {number(fault.seq)}: {fault.what}", room, "bad")
    if len(found.faults) > 50:
        lines += item("…", f"và {number(len(found.faults) - 50)} chỗ khác", room)
    return lines + hint(
        "Ngừng ghi vào kho này, giữ nguyên tệp để tra xét, rồi khôi phục từ bản sao lưu gần nhất.", room
    )
