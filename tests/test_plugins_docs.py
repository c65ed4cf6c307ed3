"""The two example plugins of docs/plugins.md do what the text says, from the file to the journal."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from core.errors import Refused
from core.extension.registry import Registry, load_all
from core.inquiry import Outline, Question, may, outline
from core.law.ruling import Act, Capacity, Gate, Verdict
from core.office.office import Absence
from core.work import Work
from tests.plugins_broken import loaded
from tests.support.cli import Vptu
from tests.support.office import SampleStore, away, instant, law, office_at, rules
from tui.house import House

DOCS = Path(__file__).parent.parent / "docs"
EXAMPLE = (DOCS / "examples" / "last_week_of_december.py").read_text(encoding="utf-8")
TEXT = (DOCS / "plugins.md").read_text(encoding="utf-8")
QUOTES = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
ROOMS = next(quote for quote in QUOTES if quote.startswith('"""Mượn phòng họp.'))
SOURCE, STEP = "Kế hoạch 12-KH/VPTU, mục 3", "confirm:khoa_so"
AT = instant("2024-12-02 08:00")


@pytest.fixture(scope="module")
def december(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    """The office with the example's file in its plugin folder."""
    registry = loaded(tmp_path_factory.mktemp("office") / "plugins", EXAMPLE, "khoa_so")
    assert registry.failures == []
    return registry


def ask(registry: Registry, first: str, last: str, *absences: Absence, **more: object) -> Outline:
    done = more.pop("done", ())
    assert isinstance(done, tuple)
    asked = Question("leave", {"person": "cvA", "from": first, "until": last, **more}, done=done)
    return outline(asked, office=office_at(AT, absences), law=law(AT.date()), rules=registry.rules())


# The last week of December


def test_a_december_leave_has_the_step_with_its_source_as_clause(december: Registry) -> None:
    found = ask(december, "26/12/2024", "27/12/2024")
    assert [s.id for s in found.route] == ["form", "consent:deputy", "consent:head", STEP, "file"]
    step = found.route.step(STEP)
    assert step is not None and (step.cites, step.source, step.after) == ((SOURCE,), SOURCE, False)
    assert [(p.person, p.capacity) for p in found.people(step)] == [("deputy2", Capacity.OWN)]
    assert found.law.cite(SOURCE) == SOURCE and found.law.says(SOURCE) == ""


@pytest.mark.parametrize(
    ("first", "last", "touched"),
    [
        ("24/12/2024", "24/12/2024", False),
        ("24/12/2024", "25/12/2024", True),
        ("sáng 25/12/2024", "sáng 25/12/2024", True),
        ("chiều 31/12/2024", "chiều 31/12/2024", True),
        ("30/12/2024", "03/01/2025", True),
        ("02/01/2025", "03/01/2025", False),
        ("18/12/2024", "20/12/2024", False),
        ("04/12/2024", "04/12/2024", False),
    ],
)
def test_only_the_last_week_is_touched(december: Registry, first: str, last: str, touched: bool) -> None:
    amended = ask(december, first, last).route
    plain = outline(
        Question("leave", {"person": "cvA", "from": first, "until": last}), office=office_at(AT), law=law(AT.date()),
        rules=rules(),
    ).route  # fmt: skip
    assert (STEP in amended) is touched
    assert tuple(s for s in amended if s.id != STEP) == tuple(plain)


def test_leaders_and_questions_without_dates_are_not_touched(december: Registry) -> None:
    assert STEP not in ask(december, "26/12/2024", "27/12/2024", person="deputy1").route
    asked = Question("leave", {"person": "cvA", "days": 2})
    assert STEP not in outline(asked, office=office_at(AT), law=law(AT.date()), rules=december.rules()).route


BEFORE = ("form", "consent:deputy", "consent:head")


@pytest.mark.parametrize(
    ("person", "more", "gate", "verdict"),
    [
        ("deputy2", {"handover": "cvB", "done": BEFORE}, None, Verdict.PERMITTED),
        ("deputy2", {"handover": "cvB", "done": BEFORE[:2]}, Gate.ORDER, Verdict.REFUSED),
        ("deputy2", {"done": BEFORE}, Gate.CHECKS, Verdict.REFUSED),
        ("deputy2", {"handover": "deputy2", "done": BEFORE}, Gate.BARS, Verdict.REFUSED),
        ("deputy1", {"handover": "cvB", "done": BEFORE}, Gate.STANDING, Verdict.REFUSED),
        ("head", {"handover": "cvB", "done": BEFORE}, Gate.STANDING, Verdict.REFUSED),
    ],
)
def test_the_judge_enforces_it_and_cites_the_source(
    december: Registry, person: str, more: dict[str, object], gate: Gate | None, verdict: Verdict
) -> None:
    ruling = may(person, STEP, ask(december, "26/12/2024", "27/12/2024", **more), rules=december.rules())
    assert (ruling.verdict, ruling.gate) == (verdict, gate)
    assert SOURCE in [g.norm for g in ruling.because]
    if gate is not Gate.ORDER:
        assert [g.norm for g in ruling.because if g.decisive] == [SOURCE]


def test_whoever_takes_over_must_be_there(december: Registry) -> None:
    found = ask(
        december, "26/12/2024", "27/12/2024", away("cvB", "27/12/2024", "27/12/2024"), handover="cvB", done=BEFORE
    )
    ruling = may("deputy2", STEP, found, rules=december.rules())
    assert ruling.gate is Gate.CHECKS and "cũng vắng trong những ngày đó" in ruling.sentence


def test_another_deputy_stands_in_for_the_one_who_is_away(december: Registry) -> None:
    gone = away("deputy2", "02/12/2024", "03/12/2024", "cong_tac")
    found = ask(december, "26/12/2024", "27/12/2024", gone, handover="cvB", done=BEFORE)
    ruling = may("deputy1", STEP, found, rules=december.rules())
    assert ruling.allows and ruling.standing is not None and ruling.standing.capacity is Capacity.ACTING


def test_a_december_leave_from_the_form_to_the_archive(december: Registry, house: House) -> None:
    house.__dict__["_registry"] = december
    work, wanted = house.work, {"person": "cvA", "from": "26/12/2024", "until": "27/12/2024"}
    matter = work.open("leave", wanted, by="cvA", at=AT).matter
    work.take(matter, "consent:deputy", by="deputy1", at=AT)
    assert work.take(matter, "consent:head", by="head", at=AT).status == "open", "not yet in effect"
    assert [w.step for w in house.desk.tray("deputy2", AT).mine] == [STEP]
    with pytest.raises(Refused, match="Chưa ghi người nhận bàn giao"):
        work.take(matter, "confirm", by="deputy2", at=AT)
    work.take(matter, "confirm", by="deputy2", at=AT, act=Act("returned", "Ghi người nhận bàn giao"))
    work.change(matter, "complete", {"handover": "cvB"}, by="cvA", at=AT)
    work.take(matter, "consent:deputy", by="deputy1", at=AT)
    work.take(matter, "consent:head", by="head", at=AT)
    taken = work.take(matter, "confirm", by="deputy2", at=AT)
    assert taken.status == "in_effect" and work.take(matter, "file", by="lt", at=AT).status == "closed"
    assert json.loads(house.desk.entry(taken.seq).body)["data"]["ruling"] == [SOURCE]


# A new kind of matter


@pytest.fixture
def rooms(house: House, tmp_path: Path) -> Work:
    house.__dict__["_registry"] = registry = loaded(tmp_path / "plugins", ROOMS, "phong_hop")
    assert registry.failures == []
    return house.work


def test_a_meeting_room_from_the_request_to_the_answer(rooms: Work, house: House) -> None:
    at = instant("2024-10-08 08:00")
    small = rooms.open("phong_hop", {"person": "cvA", "room": "nho", "session": "sáng 15/10/2024"}, by="cvA", at=at)
    assert small.status == "open" and [g.norm for g in small.ruling.because] == ["Nội quy cơ quan, mục 7"]
    (waiting,) = house.desk.tray("cvC", at).mine
    assert (waiting.matter, waiting.step, waiting.kind) == (small.matter, "confirm:room", "phong_hop")
    assert "phòng họp nhỏ, sáng 15/10/2024" in waiting.title and house.desk.tray("cvB", at).mine == ()
    with pytest.raises(Refused, match="thuộc thẩm quyền của Bộ phận Tài chính"):
        rooms.take(small.matter, "confirm", by="cvB", at=at)
    assert rooms.take(small.matter, "confirm", by="cvC", at=at).status == "closed"
    assert house.desk.tray("cvC", at).mine == ()
    large = rooms.open("phong_hop", {"person": "cvB", "room": "lon", "session": "15/10/2024"}, by="cvB", at=at)
    assert [w.step for w in house.desk.tray("deputy2", at).mine] == ["consent:deputy"]
    declined = Act("declined", "Phòng đang sửa")
    assert rooms.take(large.matter, "consent", by="deputy2", at=at, act=declined).status == "declined"
    with pytest.raises(Refused, match="đã qua"):
        rooms.open("phong_hop", {"person": "cvA", "room": "nho", "session": "07/10/2024"}, by="cvA", at=at)
    withdrawn = rooms.open("phong_hop", {"person": "cvA", "room": "nho", "session": "16/10/2024"}, by="cvA", at=at)
    assert rooms.change(withdrawn.matter, "withdraw", {}, by="cvA", at=at).status == "withdrawn"


# The text


def test_what_the_text_quotes_stands_in_the_example() -> None:
    quoted = [quote for quote in QUOTES if quote != ROOMS]
    assert len(quoted) == 6
    for quote in quoted:
        assert quote in EXAMPLE


@pytest.fixture
def vptu(sample_store: SampleStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vptu:
    """The command line with both examples in the plugin folder."""
    loaded(tmp_path / "plugins", EXAMPLE, "khoa_so")
    loaded(tmp_path / "plugins", ROOMS, "phong_hop")
    return Vptu.fresh(sample_store.path, tmp_path, monkeypatch)


def commands() -> list[str]:
    blocks = re.findall(r"```(?:console|text)\n(.*?)```", TEXT, re.DOTALL)
    lines = "\n".join(blocks).replace("\\\n", " ").splitlines()
    return [line.removeprefix("$ ") for line in lines if line.removeprefix("$ ").startswith("vptu ")]


def test_every_command_of_the_text_runs(vptu: Vptu) -> None:
    assert len(commands()) == 10
    for command in commands():
        said = vptu(*shlex.split(command)[1:])
        assert said.code == 0, f"{command}: {said.out}{said.err}"
    assert vptu("matters", "--json").json["matters"][0]["status"] == "closed"


def test_the_command_line_shows_step_source_and_plugin(vptu: Vptu) -> None:
    words = ("person=cvA", "from=26/12/2024", "until=27/12/2024", "handover=cvB", "--at", "2024-12-02 08:00")
    steps = vptu("route", "leave", *words, "--json").json["steps"]
    assert [s["cites"] for s in steps if s["verb"] == "confirm"] == [[SOURCE]]
    assert "nguồn: Kế hoạch" in vptu("route", "leave", *words).out
    assert "khoa_so: Khóa sổ cuối năm" in vptu("plugins").out


def test_the_command_of_the_example_lists_who_is_off(vptu: Vptu) -> None:
    vptu.at("2024-12-02 08:00").done("cvA", "open", "leave", "from=26/12/2024", "until=27/12/2024")
    assert vptu("khoa-so").out.splitlines() == [
        "Nghỉ trong tuần khóa sổ sáng 25/12/2024 – chiều 31/12/2024: 1",
        "đồng chí Chuyên viên A: sáng 26/12/2024 – chiều 27/12/2024 (đang xin)",
    ]
    assert vptu("khoa-so", "2023").out.endswith(": 0\n")
    wrong = vptu("khoa-so", "sang năm")
    assert wrong.code == 2 and "không phải năm" in wrong.sentence
    assert vptu("--safe", "khoa-so").code == 2


def test_a_safe_start_leaves_the_step_out(tmp_path: Path) -> None:
    loaded(tmp_path / "plugins", EXAMPLE, "khoa_so")
    assert STEP not in ask(load_all(folder=tmp_path / "plugins", safe=True), "26/12/2024", "27/12/2024").route
