"""What stands on the screen of one matter: its head, and everything that is on paper about it."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from core.text import number, width
from tui import views
from tui.dossier import Dossier, Filed
from tui.widgets.facts import facts_lines
from tui.widgets.paper import Paper, badge, beside, folded, tinted
from tui.widgets.sheets import sheet_lines

HASH = 12
"""Digits of a file's hash that are shown."""


class OfMatter(Paper):
    """Says something about one matter."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__()
        self.dossier = dossier

    def show(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.refresh(layout=True)


class Head(OfMatter):
    """What the matter is, how it stands, and what is in the way."""

    DEFAULT_CSS = "Head { padding: 0 1; }"

    def laid_out(self, room: int) -> list[Content]:
        dossier = self.dossier
        word, tone = views.STATUS.get(dossier.row.status, (dossier.row.status, ""))
        first, *more = folded(dossier.title, room - len(word) - 3)
        lines = [
            beside(tinted(first, "strong", "bold"), badge(word, tone), room),
            *(tinted(m, "strong", "bold") for m in more),
        ]
        for warning in dossier.warnings:
            lines += [tinted(line, "warn") for line in folded(f"! {views.brief(warning, dossier.today)}", room)]
        return lines


class Papers(OfMatter):
    """Facts, sheets, files, register numbers, linked matters, history."""

    DEFAULT_CSS = "Papers { padding: 0 1; }"

    def __init__(self, dossier: Dossier, *, files: bool) -> None:
        super().__init__(dossier)
        self.files = files

    def laid_out(self, room: int) -> list[Content]:
        dossier = self.dossier
        return [
            *_headed("Nội dung", facts_lines(dossier.facts, room)),
            *(line for sheet in dossier.sheets for line in (*sheet_lines(sheet, room), Content(""))),
            *_headed("Hồ sơ", list(self._files(room))),
            *_headed("Liên quan · Ctrl+F mở", self._links(room)),
            *_headed("Lịch sử", self._history(room)),
        ]

    def _links(self, room: int) -> list[Content]:
        return [tinted(line) for link in self.dossier.links for line in folded(views.capital(link.says), room)]

    def _files(self, room: int) -> Iterator[Content]:
        dossier = self.dossier
        for book in dossier.books:
            yield tinted(book)
        for filed in dossier.papers:
            yield from self._file(filed, room)
        if not dossier.files:
            yield tinted("Chưa có tệp đính kèm.", "muted")
        if not self.files:
            for line in folded(f"Thêm tệp từ máy chủ: vptu attach {dossier.row.id} TỆP", room):
                yield tinted(line, "faint")

    def _file(self, filed: Filed, room: int) -> Iterator[Content]:
        file = filed.row
        about = f"{number(file.size)} byte · {views.bare(file.by, self.dossier.office)} · {file.sha256[:HASH]}…"
        if filed.says:
            yield Content.assemble(tinted(filed.says, "accent"))
        yield from (tinted(line, "", "bold") for line in folded(file.name, room))
        yield from (tinted(f"  {line}", "muted") for line in folded(about, room - 2))

    def _history(self, room: int) -> list[Content]:
        lines = []
        for told in self.dossier.history:
            what = folded(f"{told.who} {told.what}", room - width(told.when) - 2)
            lines.append(
                Content.assemble(tinted(f"{told.when}  ", "muted"), tinted(what[0], "bad" if told.refused else ""))
            )
            lines += [tinted(f"  {line}", "bad" if told.refused else "") for line in what[1:]]
            lines += [tinted(f"  {line}", "muted", "italic") for line in folded(told.said, room - 2) if told.said]
        return lines


def _headed(title: str, lines: list[Content]) -> list[Content]:
    return [tinted(title, "primary", "bold"), *lines, Content("")] if lines else []
