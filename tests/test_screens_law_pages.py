"""What Quy chế, Ai được làm?, Nhật ký and Quản trị say, as plain values: rows and pages without a screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from textual.content import Content

from core.errors import UsageError
from core.law.provision_files import ENFORCES, KINDS
from core.law.ruling import Capacity
from core.office.config import Assignment, Duty, Term
from core.text import width
from tests.support.demo_office import NOW, at
from tests.support.screens import cells, copied, filled_store, flat
from tui.command_lists import SCREENS
from tui.commands import Book
from tui.house import House
from tui.screens.admin import parts_of
from tui.screens.admin_duties import all_gaps, by_object, by_person, duty_page, gaps_of
from tui.screens.admin_parameters import Found, history, parameter_page
from tui.screens.admin_people import Staff, people_rows, person_page, read_staff
from tui.screens.admin_readings import is_default, reading_page
from tui.screens.admin_setting import typed_form, typed_value
from tui.screens.admin_versions import Versions, version_page
from tui.screens.journal import Entries, Wanted, as_recorded, refusals, terms_of
from tui.screens.journal_words import Refusals, entry_page, refusals_page
from tui.screens.regulation import page_of
from tui.screens.regulation_page import INFERRED, Held, hold, norm_page
from tui.screens.regulation_tree import ARTICLE, CHAPTER, CLAUSE, NORM, above, found_rows, matches, parent, tree_rows
from tui.screens.regulation_words import ENFORCE_VI, NORM_KIND_VI, ROLE_VI, STATES, actors, recurrence
from tui.screens.who_answer import Asked, answer, how, sentence
from tui.screens.who_answer import people_rows as answer_rows
from tui.start import session_for

TODAY = NOW.date()
ROOMS = (36, 58, 78, 118)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled_store(tmp_path_factory.mktemp("law") / "office.db")


@pytest.fixture
def house(filled: Path, tmp_path: Path) -> Iterator[House]:
    with copied(filled, tmp_path / "office.db") as made:
        yield made


@pytest.fixture
def held(house: House) -> Held:
    return hold(house, NOW)


def assert_fits(make: Callable[[int], Sequence[Content]]) -> None:
    for room in ROOMS:
        for line in make(room):
            assert width(line.plain) <= room, (room, line.plain)


# The regulation


def test_every_word_of_the_regulation_has_a_vietnamese_one(held: Held) -> None:
    used = {t for n in held.law.norms.values() for t in re.split(r"[+|>]", f"{n.actor}+{n.counterpart}") if t}
    assert used <= ROLE_VI.keys()
    assert NORM_KIND_VI.keys() == KINDS
    assert ENFORCE_VI.keys() == ENFORCES
    assert actors("head|deputy>btv") == "Chánh Văn phòng hoặc Phó Chánh Văn phòng, rồi Ban Thường vụ Thành ủy"
    assert recurrence("YEARLY:12-12") == "hằng năm, ngày 12/12"
    assert recurrence("YEARLY:03-17;06-17") == "hằng năm, ngày 17/03 và 17/06"
    codes = {n.recurrence for n in held.law.norms.values() if n.recurrence}
    assert not [code for code in codes if re.search(r"[A-Z]{2}", recurrence(code).replace("quý I", ""))]


def test_the_tree_holds_every_norm_once_and_folds(held: Held) -> None:
    chapters = [CHAPTER + c.id for c in held.law.chapters]
    assert [row.id for row in tree_rows(held, frozenset())] == chapters
    everything = frozenset(
        {row for n in held.law.norms for row in above(held, NORM + n)} | {CLAUSE + c for c in held.law.clauses}
    )
    rows = [row.id for row in tree_rows(held, everything)]
    assert [r.removeprefix(NORM) for r in rows if r.startswith(NORM)] == list(held.law.norms)
    assert len(rows) == len(set(rows))
    for row in rows:
        assert not (up := parent(held, row)) or rows.index(up) < rows.index(row)


def test_the_doubled_articles_are_told_apart(held: Held) -> None:
    rows = tree_rows(held, frozenset(CHAPTER + c.id for c in held.law.chapters))
    names = {row.id: cells(row)[0] for row in rows}
    assert "Điều 22 (thứ nhất)." in names[ARTICLE + "22"] and "Điều 22 (thứ hai)." in names[ARTICLE + "22b"]
    assert "Điều 23 (thứ nhất)." in names[ARTICLE + "23"] and "Điều 23 (thứ hai)." in names[ARTICLE + "23b"]


def test_search_needs_no_accents_and_marks_what_was_typed(held: Held) -> None:
    found = found_rows(held, "nghi tu mot ngay")
    assert [row.id for row in found] == [NORM + n.id for n in held.law.search("nghỉ từ một ngày")]
    assert NORM + "18.3/2" in {row.id for row in found}
    assert list(matches("Nghỉ từ một ngày", ["nghi", "ngay"])) == [(0, 4), (12, 16)]
    assert list(matches("đóng lại", ["on"])) == []
    assert found_rows(held, "khongcochunaynhuvay") == []


def test_every_page_of_the_regulation_fits_and_says_what_the_program_does(held: Held) -> None:
    for norm in held.law.norms.values():
        told = flat(norm_page(held, norm, 60))
        assert " ".join(norm.summary.split()) in told and norm.cite in told
        assert STATES[held.state(norm)].word in told
        assert (INFERRED[:40] in told) == norm.inferred
        assert all(f"{r} ·" in told for r in norm.readings)
        assert all(p.key in told for p in held.law.parameters.values() if p.clause == norm.clause)
    for row in tree_rows(held, frozenset({CHAPTER + "II", ARTICLE + "18", CLAUSE + "18.3"})):
        assert_fits(page_of(held, row.id))


def test_a_norm_says_who_enforces_it(held: Held) -> None:
    told = flat(norm_page(held, held.law.norms["18.3/2"], 90))
    assert "plugins.leave.procedure:staff_leave" in told
    missing = next(norm for norm in held.law.norms.values() if held.state(norm) == "not_built")
    assert "mảng việc chưa làm: " in flat(norm_page(held, missing, 90))


# Who may


def test_everybody_is_answered_those_who_decide_first(house: House) -> None:
    asked = Asked("leave", {"person": "head", "days": "1"}, NOW, "head")
    found = answer(asked, house)
    assert [r.by for r in found.rulings][:1] == ["standing_deputy_secretary"]
    assert {r.by for r in found.may} == {"standing_deputy_secretary", "deputy1", "deputy2", "vt"}
    assert sentence(found)[0].startswith("Được: Phó Bí thư Thường trực; ghi nhận được: Phó 1")
    assert len(answer_rows(found)) == len(found.rulings) == 12
    refused = found.of("cvA")
    assert refused is not None and found.outline is not None
    assert how(refused, found.outline) == "thuộc thẩm quyền của Phó Bí thư Thường trực"


def test_steps_taken_as_done_and_supposed_people_change_the_answer(house: House) -> None:
    asked = Asked("leave", {"person": "cvA", "days": "1"}, at(19, 3, 9), "cvA")
    first = answer(asked, house)
    assert (first.act, [r.by for r in first.may]) == ("consent:deputy", ["deputy1"])
    second = answer(replace(asked, done=("consent:deputy",)), house)
    assert (second.act, [r.by for r in second.may]) == ("consent:head", ["head"])
    acting = answer(replace(asked, done=("consent:deputy",), acting="deputy1"), house)
    standing = acting.may[0].standing
    assert standing is not None and (standing.person, standing.capacity) == ("deputy1", Capacity.ACTING)
    nobody = answer(replace(asked, done=("consent:deputy", "gone"), away=("head",)), house)
    assert [r.by for r in nobody.may] == ["head"] or sentence(nobody)[1] == "bad"


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (Asked("leave", {"person": "cvA"}, NOW, "cvA"), "from"),
        (Asked("leave", {"person": "nobody", "days": "1"}, NOW, "cvA"), "nobody"),
        (Asked("nothing", {}, NOW, "cvA"), "nothing"),
        (Asked("leave", {"person": "cvA", "days": "1"}, NOW, "cvA", away=("nobody",)), "nobody"),
        (Asked("leave", {"person": "cvA", "days": "1"}, at(1, 1, 8).replace(year=1990), "cvA"), "1990"),
    ],
)
def test_a_wrong_question_is_one_sentence(house: House, asked: Asked, says: str) -> None:
    found = answer(asked, house)
    assert says in found.trouble and sentence(found)[1] == "warn"


# The journal


def test_a_page_of_the_journal_is_the_same_however_it_is_reached(house: House) -> None:
    reader, terms = house.desk.reader, terms_of(session_for(house, "head"))
    everything = [e.seq for e in reader.journal_page(limit=500).entries]
    source = Entries(reader, Wanted(), terms, NOW)
    assert source.count() == len(everything) == reader.head()
    assert [int(r.id) for r in source.window(7, 5)] == everything[7:12]
    assert source.index_of(str(everything[9])) == 9
    for wanted in (Wanted(actor="head"), Wanted(act="open"), Wanted(text="cvA"), Wanted("deputy2", "take")):
        listed = Entries(reader, wanted, terms, NOW)
        whole = [row.id for row in listed.window(0, 500)]
        assert whole and listed.count() is None
        skipping = Entries(reader, wanted, terms, NOW)
        assert [row.id for row in skipping.window(3, 2)] == whole[3:5]
        assert [row.id for row in skipping.window(0, 3)] == whole[:3]
        assert [row.id for row in skipping.window(len(whole) + 4, 3)] == []


def test_text_is_sought_as_it_was_recorded() -> None:
    assert as_recorded("  Đồng   y\u0301 ") == "Đồng ý"
    assert as_recorded('số "12"') == 'số \\"12\\"'
    with pytest.raises(UsageError, match="ký tự điều khiển"):
        as_recorded("a\x07b")


def test_every_entry_has_a_page_that_fits(house: House) -> None:
    terms = terms_of(session_for(house, "head"))
    for entry in house.desk.reader.journal_page(limit=500).entries:
        told = flat(entry_page(entry, "ab" * 32, terms, 90))
        assert f'"seq": {entry.seq}' in told and "abababababab" in told
        assert_fits(partial(entry_page, entry, "ab" * 32, terms))
    refused = house.desk.reader.journal_page(act="refused").entries[0]
    told = flat(entry_page(refused, "", terms, 90))
    assert "thẩm quyền" in told and "Điều 18, khoản 3" in told


def test_what_stops_people_is_counted_by_clause(house: House) -> None:
    law = house.desk.law(NOW)
    found = refusals(house.desk.reader, law)
    assert found.total == 2 and dict(found.clauses)["18.u2"] == 2 and dict(found.clauses)["18.3"] == 1
    assert dict(found.gates) == {"order": 1, "standing": 1}
    told = flat(refusals_page(found, law, 90))
    assert "2 lần bị từ chối, từ 07/03/2024 đến 12/03/2024" in told
    assert "chưa có lần nào" in flat(refusals_page(Refusals(), law, 60))
    assert_fits(partial(refusals_page, found, law))


# The office


@pytest.fixture
def staff(house: House) -> Staff:
    return read_staff(house, NOW, TODAY)


def changed(staff: Staff, *made: Assignment) -> Staff:
    """The same office with other assignments."""
    config = replace(staff.config, assignments=made)
    return replace(staff, config=config)


def test_people_stand_by_post_then_given_name(staff: Staff) -> None:
    rows = {row.id: cells(row) for row in people_rows(staff)}
    assert list(rows)[:5] == ["head", "deputy1", "deputy2", "cvA", "cvB"]
    assert rows["head"][3] == "vắng đến T5 14/03" and rows["deputy2"][3] == "thay Chánh Văn phòng"
    for entry in staff.config.people:
        assert_fits(partial(person_page, staff, entry))
    told = flat(person_page(staff, staff.config.people[1], 90))
    assert "phụ trách bộ phận «Bộ phận Tổng hợp», từ 01/02/2022 trở đi" in told and "công tác (việc số" in told


def test_gaps_are_found_before_they_open(staff: Staff) -> None:
    assert list(all_gaps(staff)) == []
    left = TODAY + timedelta(days=60)
    ending = tuple(
        a._replace(term=Term(a.term.start, left)) if (a.duty, a.of) == (Duty.DEPUTY_OF_UNIT, "tong_hop") else a
        for a in staff.config.assignments
    )
    soon = changed(staff, *ending)
    gap = next(all_gaps(soon))
    assert (gap.of, gap.term.start) == ("tong_hop", left + timedelta(days=1))
    assert gap.words(TODAY) == f"từ {left + timedelta(1):%d/%m/%Y} chưa có Phó phụ trách"
    unit = next(u for u in staff.config.units if u.id == "tong_hop")
    assert gaps_of(changed(staff), Duty.DEPUTY_OF_UNIT, unit)[0].words(TODAY) == "chưa có Phó phụ trách"
    kept = next(u for u in staff.config.units if u.under_head)
    assert gaps_of(changed(staff), Duty.DEPUTY_OF_UNIT, kept) == ()
    row = next(r for r in by_object(soon) if r.id.endswith(":tong_hop"))
    assert "chưa có Phó phụ trách" in cells(row)[2]


def test_duties_are_seen_from_both_sides(staff: Staff) -> None:
    for row in (*by_object(staff), *by_person(staff)):
        assert_fits(partial(duty_page, staff, row.id))
    led = [cells(r)[0].strip() for r in by_person(staff) if r.id.endswith(":deputy1")]
    assert led == ["Bộ phận Tổng hợp", "Nội chính", "Xây dựng Đảng"]


def test_values_are_typed_as_they_are_shown(house: House) -> None:
    law = house.desk.law(NOW)
    for parameter in law.parameters.values():
        value = law[parameter.key]
        assert typed_value(parameter, typed_form(value)) == value
    with pytest.raises(UsageError, match="bội của 0,5"):
        typed_value(law.parameters["leave.form_over"], "0,7")
    with pytest.raises(UsageError, match="số từ"):
        typed_value(law.parameters["leave.form_over"], "một")


def test_a_parameter_tells_its_history(house: House) -> None:
    house.governing.set_parameter(
        "leave.form_over", 2.0, since=date(2024, 4, 1), reason="họp lãnh đạo 12/3", by="cvD", at=NOW
    )
    desk = house.desk
    found = Found(desk.law(NOW), desk.office(NOW), tuple(desk.reader.settings()))
    parameter = found.law.parameters["leave.form_over"]
    assert [m.value for m in history(found, parameter)] == [2.0, 1.0]
    told = flat(parameter_page(found, parameter, 90))
    assert "Đang là 1 ngày" in told and "từ 01/04/2024: 2 ngày" in told
    assert "họp lãnh đạo 12/3 · đồng chí Chuyên viên D đặt lúc 10:05 13/03/2024" in told
    for one in found.law.parameters.values():
        assert_fits(partial(parameter_page, found, one))
    for reading in found.law.readings.values():
        assert is_default(found, reading)
        assert_fits(partial(reading_page, found, reading))


def test_versions_are_compared(house: House) -> None:
    from config.office_files import SAMPLE, read_text
    from core.office.config import parse

    text = read_text(SAMPLE).replace('name = "Chuyên viên D"', 'name = "Chuyên viên Đ"')
    config = parse(text, source="sample.toml")
    house.governing.apply_office(config, text, by="head", at=NOW, effective_from=date(2024, 4, 1), changes=("đổi tên",))
    desk = house.desk
    found = Versions(tuple(desk.reader.office_versions()), desk.office(NOW), TODAY)
    assert found.in_force() == 1
    told = flat(version_page(found, found.rows[0], found.rows[1], 90))
    assert "Bản 2 khác bản 1 ở 1 chỗ" in told and "Chuyên viên Đ" in told
    assert "Bản đầu tiên" in flat(version_page(found, found.rows[1], None, 60))
    assert "Chuyên viên Đ" not in [p.name for p in read_staff(house, NOW, TODAY).office.establishment.people.values()]
    assert "Chuyên viên Đ" in [
        p.name for p in read_staff(house, NOW, date(2024, 4, 2)).office.establishment.people.values()
    ]


def test_the_hub_says_what_needs_looking_at(house: House) -> None:
    parts = {part.name: part for part in parts_of(house, NOW)}
    assert parts["Nguyên văn"].trouble and not parts["Phân công"].trouble and not parts["Plugin"].trouble
    assert parts["Người"].told == "12 người, 1 vắng lúc này"
    known = Book(SCREENS)
    assert all(part.command in known for part in parts.values())


def test_every_command_has_its_screen_and_handler() -> None:
    from importlib import import_module

    scopes = {}
    for command in SCREENS:
        module, _, name = command.opens.partition(":")
        if module.startswith("tui.screens.admin") or module.rpartition(".")[2] in ("regulation", "who", "journal"):
            screen = getattr(import_module(module), name)
            scopes[screen.SCOPE] = screen
    assert len(scopes) == 12
    for command in SCREENS:
        if command.scope in scopes:
            assert callable(getattr(scopes[command.scope], command.handler)), command.id
    assert all(any(c.scope == scope and c.handler == "do_turn" for c in SCREENS) for scope in scopes)
