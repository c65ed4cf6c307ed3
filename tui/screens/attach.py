"""Files between a matter and a disk of the person's own: put one with the matter, or take a copy out.

Only where the account on this machine is the person's (`Session.files`): over a shared account neither is offered.
"""

from __future__ import annotations

import asyncio
import stat
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from core.errors import UsageError, VptuError
from core.text import number, safe
from tui.screens.base import Dialog
from tui.widgets.buttons import Action, ActionBar
from tui.widgets.entries import FormInput
from tui.widgets.paper import Line, tinted
from tui.widgets.picker import Option, Picker

if TYPE_CHECKING:
    from tui.dossier import Dossier
    from tui.session import Session


class FileDialog(Dialog[str]):
    """A path, and what lies there; answers with what was done, in words."""

    DEFAULT_CSS = """
    FileDialog { align: center middle; }
    FileDialog .box { padding: 0 2; }
    FileDialog Static { margin-top: 1; }
    FileDialog #said { padding: 0; }
    FileDialog Picker { margin-top: 1; }
    FileDialog .which { padding: 0; margin: 1 0 -1 0; }
    FileDialog ActionBar { margin-top: 1; padding: 0; }
    """
    ask, hint, yes = "", "", ""

    def __init__(self, session: Session, dossier: Dossier) -> None:
        super().__init__()
        self.session, self.dossier = session, dossier
        self.limit = dossier.law.whole("attachment.max_bytes")
        self.busy = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = f"{self.yes} · việc số {self.dossier.row.id}"
            box.border_subtitle = "Esc thôi"
            yield from self.before()
            yield Static(self.ask.format(number(self.limit)), markup=False)
            yield FormInput(self.hint, max_length=1000)
            yield Line(id="said")
            yield ActionBar((Action("yes", self.yes), Action("no", "Thôi")))

    def before(self) -> Iterable[Widget]:
        """What stands above the path."""
        return ()

    def on_mount(self) -> None:
        self.query_one(FormInput).focus()

    def say(self, text: str, tone: str) -> None:
        self.query_one("#said", Line).say(tinted(text, tone))

    def on_action_bar_taken(self, event: ActionBar.Taken) -> None:
        event.stop()
        if event.action.id == "no":
            self.dismiss(None)
        elif not self.busy:
            self.busy = True
            self.run_worker(self._do(_path(self.query_one(FormInput).value)), exclusive=True)

    async def _do(self, path: Path) -> None:
        try:
            said = await asyncio.to_thread(self.carry, path)
        except VptuError as error:
            self.say(str(error), "bad")
        else:
            self.dismiss(said)
        finally:
            self.busy = False

    def carry(self, path: Path) -> str:
        """In a thread: what the dialog is for. Raises VptuError with what is wrong."""
        raise NotImplementedError


class Attach(FileDialog):
    """Put a file with the matter."""

    ask = "Đường dẫn tới tệp trên máy này (nhiều nhất {} byte):"
    hint, yes = "~/don-xin-nghi.pdf", "Đính kèm tệp"

    def __init__(self, session: Session, dossier: Dossier) -> None:
        super().__init__(session, dossier)
        self.act_id = uuid4().hex
        """Sent twice, it is recorded once."""

    def before(self) -> Iterable[Widget]:
        """Which part of the dossier it is, where the dossier has parts; versions are counted for each."""
        procedure = self.dossier.procedure
        if procedure is not None and procedure.parts:
            filed = Counter(held.part for held in self.dossier.matter.attachments)
            options = [Option(part, title, f"sẽ là bản {filed[part] + 1}") for part, title in procedure.parts.items()]
            empty = next((part for part in procedure.parts if not filed[part]), next(iter(procedure.parts)))
            yield Line(tinted("Phần nào của hồ sơ:", "muted"), classes="which")
            yield Picker(options, empty)

    @property
    def part(self) -> str:
        return next((picker.value or "" for picker in self.query(Picker)), "")

    def on_picker_changed(self, event: Picker.Changed) -> None:
        event.stop()

    def on_input_changed(self, event: Input.Changed) -> None:
        """What lies there, before it is taken."""
        event.stop()
        if not isinstance(event.input, FormInput):
            return
        try:
            self.say(f"{number(self.measured(_path(event.value)))} byte" if event.value.strip() else "", "good")
        except UsageError as error:
            self.say(str(error), "muted")

    def measured(self, path: Path) -> int:
        """The size of an ordinary file in bytes. Raises UsageError naming it."""
        try:
            about = path.stat()
        except (OSError, ValueError) as error:
            raise UsageError(f"Chưa có tệp nào ở «{safe(str(path))}» ({_why(error)}).") from None
        if not stat.S_ISREG(about.st_mode):
            raise UsageError(f"«{safe(str(path))}» không phải tệp thường: đồng chí chọn một tệp.")
        if about.st_size > self.limit:
            raise UsageError(f"Tệp nặng {number(about.st_size)} byte, quá giới hạn {number(self.limit)} byte.")
        return about.st_size

    def carry(self, path: Path) -> str:
        """Read one byte over the limit at most, and hand it over."""
        self.measured(path)
        try:
            with path.open("rb") as file:
                data = file.read(self.limit + 1)
        except OSError as error:
            raise UsageError(f"Không đọc được tệp «{safe(str(path))}» ({_why(error)}).") from None
        session, matter = self.session, self.dossier.row.id
        session.house.work.attach(
            matter, path.name, data, by=session.person, at=session.clock(), act_id=self.act_id, part=self.part
        )
        title = f" ({self.dossier.procedure.parts[self.part]})" if self.part and self.dossier.procedure else ""
        return f"Đã đính kèm «{safe(path.name)}»{title}, {number(len(data))} byte, vào việc số {matter}."


class TakeOut(FileDialog):
    """Write a copy of a file of the matter to the disk, over nothing that is there."""

    ask = "Ghi ra đường dẫn nào trên máy này?"
    hint, yes = "~/", "Lấy tệp ra"

    def before(self) -> Iterable[Widget]:
        files = self.dossier.papers
        about = [(f.row, " · ".join(part for part in (f.says, f"{number(f.row.size)} byte") if part)) for f in files]
        yield Picker([Option(str(row.id), row.name, says) for row, says in about], str(files[0].row.id))

    def on_mount(self) -> None:
        super().on_mount()
        self._propose()

    def on_picker_changed(self, event: Picker.Changed) -> None:
        event.stop()
        self._propose()

    def _propose(self) -> None:
        name = next(f.name for f in self.dossier.files if str(f.id) == self.query_one(Picker).value)
        self.query_one(FormInput).value = f"~/{name}"

    def carry(self, path: Path) -> str:
        """The file as it was put in: its hash is checked on the way out."""
        from core.records import attachments
        from tui.cli.files import write

        content = attachments.get(self.session.house.store, int(self.query_one(Picker).value or 0))
        target = path / content.row.name if path.is_dir() else path
        write(target, content.data, force=False)
        return f"Đã ghi «{safe(str(target))}», {number(len(content.data))} byte, khớp mã băm lúc nộp."


def _path(typed: str) -> Path:
    try:
        return Path(typed.strip()).expanduser()
    except RuntimeError:  # ~somebody who is nobody
        return Path(typed.strip())


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or "đường dẫn không hợp lệ"
