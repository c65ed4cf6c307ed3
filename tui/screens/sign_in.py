"""The sample office asks who one wants to be. A real office never does: there the account says it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Center, Vertical
from textual.widgets import Static

from core.office.sessions import ZONE
from tui.finding import Entry, best
from tui.screens.base import BaseScreen
from tui.views import by_post
from tui.widgets.finder import Finder
from tui.widgets.paper import badge
from tui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from textual.widget import Widget

NOTICE: Final = (
    "Đây là văn phòng mẫu để tập dùng: tên người là tên vai, việc ghi ở đây không có giá trị. Đồng chí muốn vào vai ai?"
)
COUNTED: Final = 30
"""For a larger office it is not said who has work waiting."""


class SignInScreen(BaseScreen):
    SCOPE = "sign_in"
    TITLE: ClassVar[str] = "Đồng chí là ai?"
    DEFAULT_CSS = """
    SignInScreen Center { height: 1fr; align: center middle; }
    SignInScreen .box { width: 76; max-height: 100%; padding: 0 2; }
    SignInScreen .notice { margin: 1 0; }
    SignInScreen Finder Rows { max-height: 12; }
    """

    def body(self) -> Iterable[Widget]:
        columns = (
            Column("", share=3, least=18),
            Column("", share=4, hide_below=52),
            Column("", width=10, align="right"),
        )
        rows = self._people()
        finder = Finder(columns, lambda typed: best(typed, rows), placeholder="gõ tên, có dấu hay không dấu")
        box = Vertical(Static(badge("VĂN PHÒNG MẪU", "warn")), Static(NOTICE, classes="notice"), finder, classes="box")
        box.border_subtitle = "↑ ↓ chọn · Enter vào"
        yield Center(box)

    def _people(self) -> Sequence[tuple[Entry, Row]]:
        session = self.session
        now = session.clock()
        establishment = session.house.desk.establishment(now.astimezone(ZONE).date())
        people = by_post(establishment.people.values())
        counts = {p.id: len(session.house.desk.tray(p.id, now).mine) for p in people} if len(people) <= COUNTED else {}
        units = establishment.units
        found = []
        for person in people:
            unit = units.get(person.unit or "")
            belongs = unit.name.removeprefix("Bộ phận ") if unit else ""
            about = " · ".join(part for part in (person.title, belongs) if part and part != person.name)
            waits = f"{counts[person.id]} việc chờ" if counts.get(person.id) else ""
            row = Row(person.id, (person.name, Cell(about, "muted"), Cell(waits, "accent")))
            found.append((Entry.of(person.name, about), row))
        return found

    def on_finder_chosen(self, event: Finder.Chosen) -> None:
        event.stop()
        become = self.session.become
        if become is not None:  # later, by the app: this screen cannot wait for its own end
            self.app.call_later(self.vptu.become, *become(event.row.id))
