"""Help and reference of the commands, both made from the table."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from core.errors import UsageError
from tui.cli.declare import GLOBAL, Option, Verb
from tui.cli.page import Page
from tui.cli.parser import usage
from tui.cli.table import FAMILIES, GROUPS, VERBS
from tui.cli.words import nearest

ABOUT = "vptu – công việc hằng ngày của Văn phòng Thành ủy theo Quy chế làm việc."
CODES = "Mã thoát: 0 xong · 2 gõ sai · 3 quy chế không cho · 4 kho dữ liệu hoặc cấu hình."


def help_text(name: str) -> str:
    """Of everything, of a family (`journal`), or of one command. Raises UsageError for a name that is none."""
    page = Page(room=80)
    if not name:
        _overview(page, VERBS)
    elif name in FAMILIES:
        _overview(page, (n for n in VERBS if n.startswith(f"{name} ")))
    elif name in VERBS:
        _one(page, VERBS[name])
    else:
        raise UsageError(f"Không có lệnh «{name[:60]}»{nearest(name, VERBS)}; xem «vptu --help».")
    return page.text


def _overview(page: Page, names: Iterable[str]) -> None:
    wanted = set(names)
    page.line(ABOUT)
    page.line("Cách dùng: vptu [LỆNH …]; không ghi lệnh thì mở chương trình, không có màn hình thì in Bàn việc.")
    for group, verbs in GROUPS.items():
        rows = [(v.name, v.help) for v in verbs if v.name in wanted]
        if rows:
            page.heading(group)
            page.table((), rows, indent=2)
    page.heading("Dùng được với mọi lệnh")
    page.table((), [(o.shown.strip("[]"), o.help) for o in GLOBAL], indent=2)
    page.line()
    page.line(f"{CODES} Xem thêm: vptu LỆNH --help.")


def _one(page: Page, verb: Verb) -> None:
    page.line(verb.help if verb.help.endswith("…") else f"{verb.help}.")
    page.line(f"Cách dùng: {usage(verb)}{' [TÙY CHỌN …]' if verb.options else ''}")
    if verb.words:
        page.heading("Các chữ phải ghi")
        page.table((), [(w.shown, w.help) for w in verb.words], indent=2)
    page.heading("Tùy chọn")
    page.table((), [(o.shown.replace("[", "").replace("]", ""), o.help) for o in (*verb.options, *GLOBAL)], indent=2)


def markdown() -> str:
    """The reference part of docs/cli.md."""
    return "\n".join(_markdown()) + "\n"


def _markdown() -> Iterator[str]:
    yield "Dùng được với mọi lệnh, trước hoặc sau tên lệnh:\n"
    yield from _options(GLOBAL)
    for group, verbs in GROUPS.items():
        yield f"\n### {group}"
        for verb in verbs:
            yield f"\n#### `{usage(verb)}`\n"
            yield f"{verb.help}.\n"
            yield from (f"- `{w.name}`: {w.help}" for w in verb.words)
            yield from _options(verb.options)


def _options(options: Iterable[Option]) -> Iterator[str]:
    for option in options:
        value = f" {option.takes}" if option.takes else ""
        many = " (ghi được nhiều lần)" if option.many else ""
        yield f"- `{option.flag}{value}`: {option.help}{many}"


if __name__ == "__main__":
    sys.stdout.write(markdown())
