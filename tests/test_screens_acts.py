"""Acts with forms of their own, what must not be kept, sheets, parts of a dossier, ties: pilots, and the look."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Protocol

import pytest
from pydantic import BaseModel, Field
from textual.app import App
from textual.pilot import Pilot

from core.law.facts import Asking, wrong_facts
from core.law.sheet import Sheet, SheetRow
from core.office.office import Office
from core.text import width
from tests.support.demo_office import NOW
from tests.support.keys import burst, shown
from tests.support.letters_office import at_matter, letters_store, text, told
from tests.support.screens import app_for, cells, copied, plain, until
from tui.app import VptuApp
from tui.dossier import load
from tui.house import House
from tui.screens import drafts, listing
from tui.screens.attach import Attach
from tui.screens.decide import Decide
from tui.screens.journal import terms_of
from tui.screens.journal_words import entry_row
from tui.screens.matter import MatterScreen
from tui.screens.new_matter import NewMatterScreen
from tui.start import session_for
from tui.widgets.buttons import ActionBar
from tui.widgets.entries import Entry, PickEntry
from tui.widgets.form import Form, Setting, entries_of
from tui.widgets.long_entry import LongEntry
from tui.widgets.many_entry import FreeEntry, ManyEntry, MatterEntry
from tui.widgets.sheets import sheet_lines
from tui.widgets.statusbar import KeyBar


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    path = tmp_path_factory.mktemp("letters") / "office.db"
    return path, letters_store(path)


@pytest.fixture
def ids(filled: tuple[Path, dict[str, int]]) -> dict[str, int]:
    return filled[1]


@pytest.fixture
def house(filled: tuple[Path, dict[str, int]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr(Decide, "UNREAD", 0.0)
    monkeypatch.setattr(listing, "PATIENCE", 0.01)
    monkeypatch.setattr(listing, "SOON", 0.01)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    with copied(filled[0], tmp_path / "office.db") as made:
        yield made


# Acts with a form


async def test_an_act_asks_what_it_must_carry_and_keeps_what_was_typed(house: House, ids: dict[str, int]) -> None:
    app = app_for(house, "head", "go.desk")
    async with app.run_test(size=(80, 24)) as pilot:
        await at_matter(pilot, ids["in1"])
        await app.run_command("matter.take")
        await until(pilot, lambda: isinstance(app.screen, Decide))
        dialog = app.screen
        assert isinstance(dialog, Decide) and dialog.form is not None
        words = dialog.form.entry("instruction")
        assert isinstance(words, LongEntry)
        words.restore("Đề nghị tham mưu,\nbáo cáo trước thứ Sáu")
        dialog.query_one(ActionBar).focus()
        await pilot.press("enter")
        await until(pilot, lambda: "Còn thiếu." in text(app))
        assert words.value == "Đề nghị tham mưu,\nbáo cáo trước thứ Sáu"
        await burst(pilot, "chuyen vien b\t")  # the cursor stands where something is missing
        dialog.query_one(ActionBar).focus()
        await pilot.press("enter")
        await until(pilot, lambda: "Đã ghi: phân xử lý." in told(app))
    facts = house.desk.matter(ids["in1"]).facts
    assert facts.responsible == "cvB" and facts.assigned_by == "head"


async def test_acts_of_a_procedure_stand_in_bar_and_palette_under_their_own_names(
    house: House, ids: dict[str, int]
) -> None:
    app = app_for(house, "head", "go.desk")
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await at_matter(pilot, ids["in2"])
        assert screen.dossier is not None
        procedure = screen.dossier.procedure
        assert procedure is not None
        offered = {command.id for command in screen.offered()}
        assert {f"matter.act.{verb}" for verb in procedure.changes} <= offered
        bar = text(app)
        assert "Phân xử lý lại" in bar and "Gia hạn" in bar and "Bắt đầu nghỉ" not in bar
        assert screen.blocked("matter.act.complete")  # nobody returned it
        await app.run_command("matter.act.complete")
        await pilot.pause()
        assert "Không phân xử lý lại được nữa" in text(app)
        await pilot.press("escape")
        await app.run_command("matter.act.prolong")
        await until(pilot, lambda: isinstance(app.screen, Decide))
        dialog = app.screen
        assert isinstance(dialog, Decide) and dialog.form is not None
        assert [entry.fact for entry in dialog.form.entries] == ["deadline", "reason"]
        await burst(pilot, "25/3\r")
        reason = dialog.form.entry("reason")
        assert reason is not None
        reason.restore("chờ số liệu của phường")
        dialog.query_one(ActionBar).focus()
        await pilot.press("enter")
        await until(pilot, lambda: "Đã ghi: gia hạn." in told(app))
    assert house.desk.matter(ids["in2"]).facts.deadline == date(2024, 3, 25)


async def test_facts_are_put_right_and_only_what_differs_is_sent(house: House, ids: dict[str, int]) -> None:
    app = app_for(house, "vt", "go.desk")
    async with app.run_test(size=(120, 40)) as pilot:
        await at_matter(pilot, ids["wait1"])
        await app.run_command("matter.act.amend")
        await until(pilot, lambda: isinstance(app.screen, Decide))
        dialog = app.screen
        assert isinstance(dialog, Decide) and dialog.form is not None
        copies = dialog.form.entry("copies")
        assert copies is not None
        copies.restore("3")
        dialog.query_one(ActionBar).focus()
        await pilot.press("enter")
        await until(pilot, lambda: "Đã ghi: sửa thông tin." in told(app))
    entry = house.desk.reader.journal_page(subject=f"matter:{ids['wait1']}", limit=1).entries[0]
    assert json.loads(entry.body)["data"]["asked"] == {"copies": "3"}


class Everything(BaseModel):
    """A field of every sort a form can ask for."""

    unit: Annotated[str, Asking(of="unit")] = Field(title="Bộ phận")
    field: Annotated[str, Asking(of="field")] = Field("", title="Lĩnh vực")
    others: Annotated[tuple[str, ...], Asking(of="unit", many=True)] = Field((), title="Phối hợp")
    people: Annotated[str, Asking(people="office", many=True)] = Field("", title="Những ai")
    body: Annotated[str, Asking(of="body", free=True)] = Field("", title="Nơi gửi")
    matter: Annotated[int | None, Asking(of="matter")] = Field(None, title="Việc", ge=1)
    words: Annotated[str, Asking(long=True)] = Field("", title="Nguyên văn", max_length=20)
    level: Literal["a", "b"] | None = Field(None, title="Mức")
    why: Annotated[str, Asking(only_if=("level", ("a", "b")))] = Field("", title="Vì sao")


def form_of(office: Office) -> Form:
    setting = Setting(office, lambda: NOW, "", {"others": ("van_thu",)}, lambda n: "có" if n < 5 else "")
    return Form(tuple(entries_of(Everything, setting)), Everything)


async def test_each_field_is_asked_for_by_what_it_is(house: House) -> None:
    async with app_for(house, "vt", "go.desk").run_test(size=(80, 24)):
        form = form_of(house.desk.office(NOW))
        kinds: dict[str, type[Entry]] = {entry.fact: type(entry) for entry in form.entries}
        assert kinds["unit"] is PickEntry and kinds["field"] is PickEntry and kinds["body"] is FreeEntry
        assert kinds["others"] is ManyEntry and kinds["people"] is ManyEntry
        assert kinds["matter"] is MatterEntry and kinds["words"] is LongEntry
        others, people, matter = form.entry("others"), form.entry("people"), form.entry("matter")
        assert others is not None and people is not None and matter is not None
        assert others.value == ("van_thu",)  # known beforehand
        people.restore("cvA,cvB")
        assert people.value == "cvA, cvB"  # a text fact gets a text
        matter.restore("7")
        assert matter.trouble == "không có việc số 7"
        why = form.entry("why")
        assert why is not None and not why.asked  # nothing is said of the level, and nothing is sent of it
        assert "level" not in form.raw


def test_what_is_wrong_is_said_of_each_field() -> None:
    wrong = wrong_facts(Everything, {"words": "x" * 21, "matter": 0, "level": "c"}, kind="x")
    assert wrong["unit"] == "còn thiếu" and wrong["words"] == "dài quá 20 ký tự"
    assert "ngoài khoảng" in wrong["matter"] and "chọn một trong: a, b" in wrong["level"]
    assert wrong_facts(Everything, {"unit": "van_thu"}, kind="x") == {}


# Secret items


async def test_of_a_secret_item_no_draft_is_kept_and_it_is_refused_at_once(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "KEEP_AFTER", 0.01)
    app = app_for(house, "vt", "go.desk")

    def kept() -> str:
        row = house.desk.reader.draft("vt", "incoming")
        return row.content if row is not None else ""

    async with app.run_test(size=(160, 50)) as pilot:
        await until(pilot, lambda: app.warm)
        screen = NewMatterScreen("incoming")
        await app.open(screen)
        await until(pilot, lambda: screen._form is not None)
        assert screen._form is not None
        author, degree = screen._form.entry("author_number"), screen._form.entry("secrecy")
        assert author is not None and isinstance(degree, PickEntry)
        author.start()
        await pilot.press(*"77")
        await until(pilot, lambda: "77" in kept())
        degree.picker.focus()
        await burst(pilot, "toi mat\t")
        await until(pilot, lambda: not kept())
        await until(pilot, lambda: screen.found.opening is not None and screen.found.opening.verdict == "refused")
        assert any("Điều 13" in clause.cite for clause in screen.found.opening.clauses)  # type: ignore[union-attr]
        author.start()
        await pilot.press(*"88")
        screen._keep_now()
        await pilot.pause(0.1)
    assert not kept()


# Sheets, parts, ties


def test_a_sheet_fits_any_room() -> None:
    rows = (
        SheetRow(("✓", "Dự thảo văn bản", "bản 3, 12/03/2024, Chuyên viên A"), "good"),
        SheetRow(("–", "Bản tổng hợp ý kiến góp ý của các bộ phận", "chưa có"), "bad"),
    )
    sheet = Sheet("Hồ sơ trình", ("", "Thành phần", "Tình trạng"), rows, "Đủ hồ sơ mới trình được.")
    for room in (24, 36, 58, 78, 118):
        lines = sheet_lines(sheet, room)
        assert all(width(line.plain) <= room for line in lines), room
        words = " ".join(plain(lines).split())
        assert "✓" in words and "Dự thảo" in words and "chưa có" in words
    assert len(sheet_lines(sheet, 118)) == 5  # title, columns, two rows, note


async def test_a_file_goes_into_a_part_and_versions_are_counted(
    house: House, ids: dict[str, int], tmp_path: Path
) -> None:
    paper = tmp_path / "tra-loi.pdf"
    paper.write_bytes(b"%PDF-1.4 thu")
    for version in (b"%PDF-1.4 mot", b"%PDF-1.4 hai"):
        house.work.attach(ids["in2"], "tra-loi.pdf", version, by="cvA", at=NOW, part="tra_loi")
    app = app_for(house, "cvA", "go.desk")
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await at_matter(pilot, ids["in2"])
        await app.run_command("matter.attach")
        await until(pilot, lambda: isinstance(app.screen, Attach))
        dialog = app.screen
        assert isinstance(dialog, Attach) and dialog.part == "van_ban"  # the first that has nothing yet
        dialog.query_one("Picker").focus()
        await burst(pilot, "tra loi\t")
        assert dialog.part == "tra_loi"
        await burst(pilot, f"{paper}\r\r")
        await until(pilot, lambda: "«tra-loi.pdf» (Văn bản trả lời)" in told(app))
        await until(pilot, lambda: "Văn bản trả lời, bản 3" in text(app))
        assert screen.dossier is not None
        assert [filed.says for filed in screen.dossier.papers] == [f"Văn bản trả lời, bản {n}" for n in (1, 2, 3)]


async def test_matters_that_belong_together_are_a_key_apart(house: House, ids: dict[str, int]) -> None:
    raw = {"author": "Đảng ủy Phường 1", "author_number": "15-BC", "author_day": "12/03/2024", "type": "Báo cáo",
           "subject": "Bổ sung số liệu", "answers": ids["in2"]}  # fmt: skip
    later = house.work.open("incoming", raw, by="vt", at=NOW).matter
    links = load(house, "vt", later, NOW).links
    assert [link.matter for link in links] == [ids["in2"]] and links[0].says.startswith("trả lời việc: việc số")
    app = app_for(house, "vt", "go.desk")
    async with app.run_test(size=(120, 40)) as pilot:
        await at_matter(pilot, ids["in2"])
        assert f"Việc số {later} –" in text(app) and "Liên quan" in text(app)
        await pilot.press("ctrl+f")
        await until(pilot, lambda: isinstance(app.screen, MatterScreen) and app.screen.matter == later)
        assert "F7" in shown(app.screen.query_one(KeyBar))[0]


def test_history_names_acts_as_their_procedure_does(house: House, ids: dict[str, int]) -> None:
    asked = {"deadline": "22/03/2024", "reason": "chờ số liệu"}
    house.work.change(ids["in2"], "prolong", asked, by="head", at=NOW)
    newest, *_ = load(house, "head", ids["in2"], NOW).history
    assert newest.what == "gia hạn"
    session = session_for(house, "head")
    entry = house.desk.reader.journal_page(subject=f"matter:{ids['in2']}", limit=1).entries[0]
    assert "gia hạn" in cells(entry_row(entry, terms_of(session), NOW))


# The look


class Snap(Protocol):
    def __call__(
        self,
        app: App[None],
        *,
        terminal_size: tuple[int, int] = ...,
        run_before: Callable[[Pilot[None]], Awaitable[None]] | None = ...,
    ) -> bool: ...


def test_picture_of_an_act_with_a_form(snap_compare: Snap, house: House, ids: dict[str, int]) -> None:
    async def ask(pilot: Pilot[None]) -> None:
        await at_matter(pilot, ids["in1"])
        app = pilot.app
        assert isinstance(app, VptuApp)
        await app.run_command("matter.take")
        await until(pilot, lambda: isinstance(app.screen, Decide))
        app.screen.query_one(ActionBar).focus()
        await pilot.press("enter")
        await until(pilot, lambda: "Còn thiếu." in text(app))
        await pilot.pause(0.1)

    assert snap_compare(app_for(house, "head", "go.desk"), terminal_size=(80, 24), run_before=ask)
