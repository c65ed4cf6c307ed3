"""Vietnamese arrives as it was typed: Telex over a bad line, decomposed letters, paste. The streams are real ones."""

from __future__ import annotations

import json
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual import events

from core.errors import UsageError
from core.text import tidy
from tests.support.keys import burst, keys_of
from tests.support.pty import Terminal
from tests.support.typing_app import book, session
from tui.app import VptuApp
from tui.widgets.inputs import LINE_LIMIT, VietInput, VietTextArea, joined, typed
from tui.widgets.picker import Picker

LEFT, RIGHT, HOME, DEL = "\x1b[D", "\x1b[C", "\x1b[H", "\x1b[3~"
NFD = unicodedata.normalize("NFD", "Phó Chánh Văn phòng Đỗ Ủy")

STREAMS: dict[str, tuple[str, str]] = {
    "telex o": ("Pho\x7fó", "Phó"),
    "telex with 0x08": ("Pho\x08ó", "Phó"),
    "telex word": ("Chanh\x7f\x7f\x7fánh", "Chánh"),
    "telex word with 0x08": ("Chanh\x08\x08\x08ánh", "Chánh"),
    "vni": ("Van\x7f\x7făn pho\x7f\x7fhòng", "Văn phòng"),
    "two words": ("Van\x7f\x7făn phong\x7f\x7f\x7fòng", "Văn phòng"),
    "telex d": ("d\x7fđe\x7fê\x7fế", "đế"),
    "left left": (f"abc{LEFT}{LEFT}X", "aXbc"),
    "left as application keys": ("abc\x1bOD\x1bODX", "aXbc"),
    "home": (f"bc{HOME}a", "abc"),
    "home as vt": ("bc\x1b[1~a", "abc"),
    "home as application key": ("bc\x1bOHa", "abc"),
    "home as ctrl+a": ("bc\x01a", "abc"),
    "end as ctrl+e": ("ac\x01b\x05d", "bacd"),
    "delete": (f"axbc{HOME}{RIGHT}{DEL}", "abc"),
    "escape then backspace": ("mot hai\x1b\x7fba", "mot ba"),
    "ctrl+w": ("mot hai\x17ba", "mot ba"),
    "ctrl+u": ("sai\x15đúng", "đúng"),
    "decomposed": (NFD, "Phó Chánh Văn phòng Đỗ Ủy"),
    "mark alone after its letter": ("Pho\u0301", "Phó"),
    "two marks alone": ("Va\u0306n u\u031b\u0309", "Văn ử"),
    "backspace eats a whole letter": ("Pho\u0301\x7f", "Ph"),
}
"""For VietInput and VietTextArea alike: what is sent, what must stand there."""

FORMS: dict[str, tuple[str, dict[str, Any]]] = {
    "type on through tab": ("Pho\x7fó\tVan\x7f\x7făn", {"a": "Phó", "b": "Văn"}),
    "and back": ("a\tb\x1b[Zc", {"a": "ac", "b": "b"}),
    "paste": ("\x1b[200~Phó 1\r\nPhó\u200b 2\u202e\x1b[201~", {"a": "Phó 1 Phó 2"}),
    "paste between letters": (f"ac{LEFT}\x1b[200~b\x1b[201~d", {"a": "abdc"}),
    "paste too long": ("\x1b[200~" + "á" * 100_000 + "\x1b[201~", {"a": "", "notices": 1}),
    "pick by letters": ("\t\t\tchuyen vien b\r", {"p": "Chuyên viên B"}),
    "pick with telex": ("\t\t\tPho\x7fó 2\t", {"p": "Phó 2"}),
    "pick with the arrow": ("\t\t\tphó\x1b[B\r", {"p": "Phó 2"}),
    "pick nothing": ("\t\t\txyz\t", {"p": None}),
    "find and take at once": ("\t\t\t\tdo uy\r", {"taken": "Đỗ Ủy", "f": "do uy", "rows": 1}),
    "find with telex and walk": ("\t\t\t\tchuyên\x7f\x7fên\x1b[B\r", {"taken": "Chuyên viên B", "rows": 2}),
}


def area_stream(stream: str) -> str:
    return f"\t\t{stream}"


class Typist:
    """Sends streams to the app with all fields and reads what they hold."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.terminal = Terminal(["-m", "tests.support.typing_app", str(out)])
        assert self.terminal.wait_for("SẴN SÀNG"), self.terminal.display()
        self.terminal.read_quiet(0.15)
        self.read = 0

    def after(self, stream: str, *, split: int = 0) -> dict[str, Any]:
        data = stream.encode()
        if split:
            self.terminal.send_split(data, split)
        elif len(data) > 4000:
            for start in range(0, len(data), 4000):  # what the kernel takes at once
                self.terminal.send(data[start : start + 4000])
                self.terminal.read(0)
        else:
            self.terminal.send(data)
        self.terminal.read_quiet(0.02 if len(data) < 4000 else 0.4)
        self.terminal.send(b"\x14")
        return self._line()

    def _line(self) -> dict[str, Any]:
        end = time.monotonic() + 5
        while time.monotonic() < end:
            self.terminal.read(0.01)
            lines = self.out.read_text().splitlines() if self.out.exists() else []
            if len(lines) > self.read:
                self.read += 1
                held: dict[str, Any] = json.loads(lines[self.read - 1])
                return held
        raise AssertionError("\n".join(self.terminal.display()))


@pytest.fixture(scope="module")
def typist(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typist]:
    typist = Typist(tmp_path_factory.mktemp("typing") / "typed.jsonl")
    yield typist
    typist.terminal.close()


@pytest.mark.parametrize("split", [0, 1], ids=["one write", "byte by byte"])
def test_streams_through_a_terminal(typist: Typist, split: int) -> None:
    wrong = {}
    for name, (stream, expected) in STREAMS.items():
        line, area = typist.after(stream, split=split), typist.after(area_stream(stream), split=split)
        if line["a"] != expected or area["t"] != expected:
            wrong[name] = (line["a"], area["t"], expected)
    assert not wrong


@pytest.mark.parametrize("split", [0, 3], ids=["one write", "three bytes at a time"])
def test_forms_through_a_terminal(typist: Typist, split: int) -> None:
    wrong = {}
    for name, (stream, expected) in FORMS.items():
        if split and len(stream) > 4000:
            continue
        held = typist.after(stream, split=split)
        if {key: held[key] for key in expected} != expected:
            wrong[name] = held
    assert not wrong


# Without a terminal: the same parser, then the same fields


def test_the_parser_keeps_the_order_and_knows_both_backspaces() -> None:
    assert [event.key for event in keys_of("Pho\x7fó")] == ["P", "h", "o", "backspace", "ó"]
    assert [event.key for event in keys_of("o\x08ô")] == ["o", "backspace", "ô"]
    assert [event.character for event in keys_of("a\u0306")] == ["a", "\u0306"]


async def test_streams_in_bursts() -> None:
    app = VptuApp(session(), book())
    async with app.run_test() as pilot:
        line, area = app.screen.query_one("#a", VietInput), app.screen.query_one(VietTextArea)
        for name in ("telex word with 0x08", "left left", "decomposed", "ctrl+w"):
            stream, expected = STREAMS[name]
            line.focus()
            await burst(pilot, stream)
            area.focus()
            await burst(pilot, stream)
            assert (line.value, area.text) == (expected, expected), name
            line.value = ""
            area.load_text("")
        assert not app.faults


async def test_length_is_kept_and_told() -> None:
    app = VptuApp(session(), book())
    async with app.run_test() as pilot:
        line, area = app.screen.query_one("#b", VietInput), app.screen.query_one(VietTextArea)
        line.focus()
        await burst(pilot, "đ" * 50)
        assert line.value == "đ" * 40
        await burst(pilot, "\x7fx")
        assert line.value == "đ" * 39 + "x"
        line.value = ""
        line.post_message(events.Paste("á" * 41))
        await pilot.pause()
        assert line.value == ""
        assert [n.message for n in app._notifications] == [
            "Đoạn dán dài 41 ký tự, ô này nhận nhiều nhất 40: chưa dán gì. "
            "Đồng chí rút gọn rồi dán lại, hoặc đính kèm thành tệp."
        ]
        line.post_message(events.Paste(unicodedata.normalize("NFD", "á" * 40)))
        await pilot.pause()
        assert line.value == "á" * 40
        area.focus()
        area.post_message(events.Paste("Một\r\nHai\x1b[31m\tBa\u2066"))
        await pilot.pause()
        assert area.text == "Một\nHai[31m Ba"
        area.post_message(events.Paste("x" * 100_000))
        await pilot.pause()
        assert area.text == "Một\nHai[31m Ba"
        assert len(app._notifications) == 2


async def test_idle_fields_are_silent_and_cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    app = VptuApp(session(), book())
    async with app.run_test() as pilot:
        line, area = app.screen.query_one("#a", VietInput), app.screen.query_one(VietTextArea)
        assert not line.cursor_blink and not area.cursor_blink
        line.focus()
        await pilot.pause()
        layouts = []
        monkeypatch.setattr(type(app.screen), "_refresh_layout", lambda *_, **__: layouts.append(1))
        await pilot.press("a", "b")
        assert line.value == "ab"
        assert not layouts


async def test_a_draft_is_asked_about_and_a_search_is_not() -> None:
    app = VptuApp(session(), book())
    async with app.run_test() as pilot:
        line = app.screen.query_one("#a", VietInput)
        picker = app.screen.query_one(Picker)
        assert not line.dirty
        await pilot.press("x")
        assert line.dirty and not picker.field.dirty
        line.saved = line.value
        assert not line.dirty


def test_joined_composes_and_places_the_cursor() -> None:
    assert joined("Pho", "\u0301", " 1") == ("Phó 1", 3)
    assert joined("", "e", "\u0302") == ("ê", 1)
    assert joined("ab", "", "c") == ("abc", 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phó\r\n1\t2", "Phó 1 2"),
        ("một\n\nhai\n", "một hai"),
        ("\u202eevil\u2066\u200b\ufeff", "evil"),
        ("\x1b[2J\x07x\x00", "[2Jx"),
        ("a\u00a0b\u2028c", "a b c"),
        (unicodedata.normalize("NFD", "Ủy"), "Ủy"),
        ("thường", "thường"),
    ],
)
def test_what_is_typed_is_clean(text: str, expected: str) -> None:
    assert typed(text) == expected
    assert tidy(typed(text), limit=LINE_LIMIT, what="ô") == expected.strip()


def test_what_a_field_holds_passes_the_strict_door() -> None:
    everything = "".join(chr(c) for c in range(1, 0x2100))
    with pytest.raises(UsageError):
        tidy(everything, limit=20_000, what="ô")
    assert tidy(typed(everything), limit=20_000, what="ô")
    assert tidy(typed(everything, lines=True), limit=20_000, what="ô", multiline=True)
