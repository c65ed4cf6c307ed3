"""Every question and story of `tests/scenarios`, and the sentences a clerk gets who writes one wrongly."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from core.records.journal import verify
from tests.support.office import registry
from tests.support.questions import ask
from tests.support.scenario import Entry, Mismatch, Unreadable, entries, read
from tests.support.stories import play
from tui.house import House

ALL = entries()
QUESTIONS = [entry for entry in ALL if not entry.is_story]
STORIES = [entry for entry in ALL if entry.is_story]
LISTED = (
    *("Q01", "Q03", "Q05", "Q07", "Q09", "Q11", "Q13", "Q15", "Q17", "Q19", "Q21", "Q23", "Q25", "Q27", "Q29", "Q31"),
    *("Q33", "Q35", "Q37", "Q39", "Q41", "Q43", "Q45", "Q47", "Q49", "Q51", "Q53", "Q57", "Q59"),
)  # fmt: skip
ACTED = ("S01", "S02", "S03", "S05", "S07", "S09", "S13")


@pytest.mark.parametrize("entry", QUESTIONS, ids=str)
def test_question(entry: Entry) -> None:
    ask(entry)


@pytest.mark.parametrize("entry", STORIES, ids=str)
def test_story(entry: Entry, house: House) -> None:
    play(entry, house)
    assert verify(house.store, mirror=True).sound
    assert registry().failures == []


def test_every_question_and_story_of_the_areas_that_are_built_is_there() -> None:
    found = {re.split("[/-]", entry.id)[0] for entry in ALL}
    assert set(LISTED) | set(ACTED) <= found
    assert len(ALL) >= 120 and not [name for name, count in Counter(map(str, ALL)).items() if count > 1]


# -- scenarios written wrongly

FILE = "thử.toml"
QUESTION = '[[question]]\nid = "Q"\nsays = "?"\nat = "08:00 08/10/2024"\nwho = "cvA"\nfacts = { days = 0.5 }\n'
STORY = '[[story]]\nid = "S"\nsays = "?"\nat = "08:00 08/10/2024"\n[[story.step]]\n'


def entry_of(text: str) -> Entry:
    (entry,) = read(FILE, text)
    return entry


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[question]", "thử.toml: không phải TOML đúng cách viết (Expected ']]' at the end of an array declaration"),
        ("[[cau_hoi]]\n", "thử.toml: không có mục «cau_hoi»; chỉ có [defaults], [[question]], [[story]]"),
        ('[[question]]\nid = "Q"\n', "thử.toml, dòng 2, mục Q: thiếu id hoặc says"),
        (QUESTION, "thử.toml, dòng 2, mục Q, bước 1: không nói kết quả muốn có"),
        (f"{QUESTION}tuyen = 1\n", "thử.toml, dòng 2, mục Q: không có khóa «tuyen»; các khóa: id, says, at"),
        (f'{QUESTION}rows = [{{ rout = "" }}]\n', "thử.toml, dòng 2, mục Q, bước 1: không có khóa «rout»"),
        (f'{QUESTION}route = ""\n{QUESTION}route = ""\n', "thử.toml, dòng 2, mục Q: trùng id với một mục khác"),
        (STORY, "thử.toml, dòng 2, mục S, bước 1: thiếu act"),
        (f'{STORY}act = "look"\nketqua = 1\n', "thử.toml, dòng 2, mục S, bước 1: không có khóa «ketqua»"),
    ],
)
def test_a_scenario_that_is_none_is_told_with_its_place(text: str, says: str) -> None:
    with pytest.raises(Unreadable) as caught:
        list(read(FILE, text))
    assert str(caught.value).startswith(says)


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ('verdict = "refused"', "verdict:\n   muốn: refused\n   được: permitted"),
        ('route = "head:consent"', "route:\n   muốn: [head:consent]\n   được: [deputy1:consent]"),
        ('route = ""', "route:\n   muốn: []\n   được: [deputy1:consent]"),
        ('clauses = ["18.1/1"]', "clauses (còn thiếu):\n   muốn: []\n   được: [18.1/1]"),
        ("length = 1.0", "length:\n   muốn: 1.0\n   được: 0.5"),
        ('error = "Sai."', "câu báo lỗi:\n   muốn: Sai.\n   được: Được: xin nghỉ."),
        ('by = "ai"\nverdict = "permitted"', "câu hỏi:\n   muốn: không có lỗi\n   được: Không có ai mang mã «ai»"),
    ],
)
def test_a_question_answered_otherwise_is_told_with_both_answers(wanted: str, says: str) -> None:
    with pytest.raises(Mismatch) as caught:
        ask(entry_of(f"{QUESTION}{wanted}\n"))
    assert str(caught.value).startswith(f"thử.toml, dòng 2, mục Q: {says}")


@pytest.mark.parametrize(
    ("step", "says"),
    [
        ('act = "open"\nby = "cvA"\nfacts = { from = "15/10/2024", until = "15/10/2024" }\nstatus = "closed"',
         "status:\n   muốn: closed\n   được: open"),
        ('act = "open"\nby = "cvA"\nfacts = { from = "15/10/2024", until = "15/10/2024" }\nnext = ["head"]',
         "next:\n   muốn: [head]\n   được: [deputy1]"),
        ('act = "open"\nby = "cvB"\nfacts = { person = "cvA", from = "15/10/2024", until = "15/10/2024" }',
         "verdict:\n   muốn: permitted\n   được: refused"),
        ('act = "look"\nacting = "deputy1"', "acting:\n   muốn: deputy1\n   được: "),
    ],
)  # fmt: skip
def test_a_story_that_went_otherwise_is_told_with_its_step(step: str, says: str, house: House) -> None:
    with pytest.raises(Mismatch) as caught:
        play(entry_of(f"{STORY}{step}\n"), house)
    assert str(caught.value) == f"thử.toml, dòng 2, mục S, bước 1: {says}"


@pytest.mark.parametrize(
    ("step", "says"),
    [
        ('act = "nhay"', "không có act «nhay»; chọn một trong: look, open, take, decline, return, extend"),
        ('act = "take"\non = "đơn"\nstep = "consent"\nby = "head"', "chưa có việc nào tên «đơn»"),
    ],
)
def test_a_step_nobody_could_act_out_is_told_with_its_place(step: str, says: str, house: House) -> None:
    with pytest.raises(Unreadable) as caught:
        play(entry_of(f"{STORY}{step}\n"), house)
    assert str(caught.value).startswith(f"thử.toml, dòng 2, mục S, bước 1: {says}")
