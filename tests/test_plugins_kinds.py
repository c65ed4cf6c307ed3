"""A kind of matter, or a duty, that a plugin brings: whichever function fails, nothing is left half written."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from core.errors import VptuError
from core.extension.answers import RULES_OF_A_KIND
from core.extension.registry import load_all
from core.inquiry import Question, outline
from core.law.procedure import RuleBrokenError
from core.office.sessions import whole_days
from tests.plugins_broken import (
    AT,
    LEAVE,
    OWN_KINDS,
    Plugged,
    acts,
    indented,
    move_in,
    only_failure,
    plugged,
)
from tests.support.office import instant, law, office_at
from tui.house import House

Plug = Callable[[str], Plugged]


@pytest.fixture
def plug(tmp_path: Path) -> Plug:
    return partial(plugged, tmp_path / "plugins")


# A procedure of a stranger's

TELLING = {"heading", "warnings", "due", "reasons", "figures", "sheets", "links", "fulfils", "urgency", "deadline"}
"""What an act does without."""
MAIN = "@hookimpl\ndef vptu_procedures():\n    return [BOOKING]\n"


def booking(name: str, rule: str) -> str:
    frozen = "lambda facts, tables, at: facts"
    return (
        f"def fails(*_):\n    {rule}\n"
        f"BOOKING = replace(BOOKING, {name}=fails, snapshot={{'confirm': {frozen}}})\n{MAIN}"
    )


def whole_life(house: House, it: Plugged) -> str:
    """Ask, open, take, extend, begin: every function of a procedure is called."""
    it.outline("phong_hop")
    procedure = it.registry.rules().procedure("phong_hop")
    procedure.figures(None, office_at(AT), law(AT.date()))
    work = move_in(house, it)
    work.save_draft("cvA", "phong_hop", "{}", at=AT)
    opened = work.open("phong_hop", {"person": "cvA"}, by="cvA", at=AT)
    work.attach(opened.matter, "a.txt", b"x", by="cvA", at=AT)
    matter = house.desk.matter(opened.matter)
    assert list(procedure.sheets(matter, office_at(AT), law(AT.date()))) == []
    taken = work.take(opened.matter, "confirm", by="vt", at=AT)
    if procedure.extension is not None:
        work.extend(opened.matter, {}, by="cvA", at=AT)
    if procedure.begin is not None:
        work.take(opened.matter, "start", by="cvA", at=AT)
    return taken.status


@pytest.mark.parametrize("name", RULES_OF_A_KIND)
@pytest.mark.parametrize("rule", ["raise SystemExit('x')", "return 3.5"])
def test_a_function_of_a_kind_that_fails(house: House, plug: Plug, name: str, rule: str) -> None:
    it = plug(booking(name, rule))
    if name in TELLING:
        assert whole_life(house, it) == "closed"
    else:
        with pytest.raises(VptuError, match=r"(?s)Chưa xác định được: .*«hop»"):
            whole_life(house, it)
    failure = only_failure(it.registry)
    assert failure.stage in ("procedure:phong_hop", "route:phong_hop") and failure.where.startswith(f"{it.file}:")
    assert acts(house).count("open") == house.desk.reader.last_matter(), "nothing half written"
    assert it.outline().opening.allows, "leave goes on"


def test_warnings_that_fail_say_so_to_whoever_decides(plug: Plug) -> None:
    asked = plug(booking("warnings", "raise ValueError")).outline("phong_hop")
    assert asked.warnings == ("Plugin «hop» đang hỏng ở phần lưu ý: có thể còn điều cần lưu ý chưa hiện ở đây.",)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ("lambda *_: 1 / 0", "ZeroDivisionError"),
        ("lambda *_: None", "phải trả về Change"),
        ("lambda *_: Change(STEP, frozenset({'open'}), lambda *_: 1 / 0)", "ZeroDivisionError"),
        ("lambda *_: Change(STEP, frozenset({'open'}), lambda *_: None)", "phải trả về \\(thông tin mới"),
    ],
)
def test_a_change_that_fails_changes_nothing(house: House, plug: Plug, change: str, error: str) -> None:
    it = plug(
        "from core.law.procedure import Change\nSTEP = task('withdraw', 'rút', person('cvA'), 'Nội quy 7')\n"
        f"BOOKING = replace(BOOKING, changes={{'withdraw': {change}}})\n{MAIN}"
    )
    work = move_in(house, it)
    matter = work.open("phong_hop", {"person": "cvA"}, by="cvA", at=AT).matter
    with pytest.raises(RuleBrokenError, match=error):
        work.change(matter, "withdraw", {}, by="cvA", at=AT)
    assert acts(house) == ["open"] and house.desk.matter(matter).status == "open"


def test_a_route_without_end_is_cut_off(plug: Plug) -> None:
    code = "def fails(b, office, law):\n    while True:\n        yield task('x', 'x', unit('van_thu'), 'Nội quy 7')\n"
    it = plug(f"{code}BOOKING = replace(BOOKING, route=fails)\n{MAIN}")
    with pytest.raises(RuleBrokenError, match="trả về hơn 200 mục"):
        it.outline("phong_hop")


def test_facts_whose_validator_fails(house: House, plug: Plug) -> None:
    it = plug(
        "from pydantic import field_validator\nclass Facts(Booking):\n    @field_validator('person')\n"
        f"    def fails(cls, v):\n        return {{}}[v]\nBOOKING = replace(BOOKING, facts=Facts)\n{MAIN}"
    )
    with pytest.raises(RuleBrokenError, match="thông tin của loại việc «phong_hop» đang hỏng"):
        move_in(house, it).open("phong_hop", {"person": "cvA"}, by="cvA", at=AT)


# Duties

DUTIES = {
    "raises": ("raise ValueError('x')", "ValueError: x"),
    "forgets its answer": ("pass", "phải trả về danh sách, không phải None"),
    "answers texts": ("return ['báo cáo']", "phải là Due, không phải str"),
    "without end": ("while True:\n    yield Due('k', 'o', 't', window, ('x',))", "trả về hơn 10000 mục"),
}


@pytest.mark.parametrize("name", DUTIES)
def test_a_duty_that_fails_has_no_occurrences(plug: Plug, name: str) -> None:
    body, error = DUTIES[name]
    it = plug(
        f"def fails(window, office, law):\n{indented(body)}\n@hookimpl\ndef vptu_duties():\n"
        "    return [DutyRule('bao_cao', ('Kế hoạch 9',), fails)]\n"
    )
    window = whole_days(AT.date(), instant("2025-03-01 08:00").date())
    found = [d for rule in it.registry.duties() for d in rule.occurrences(window, office_at(AT), law(AT.date()))]
    assert found and {d.kind for d in found} <= OWN_KINDS
    failure = only_failure(it.registry)
    assert failure.stage == "duty:bao_cao" and error in failure.error and failure.where.startswith(f"{it.file}:")


# Our own are watched too


def test_a_rule_of_our_own_that_fails_is_kept_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from plugins.leave import procedure

    def fails(*_: object) -> None:
        raise ZeroDivisionError("x")

    monkeypatch.setattr(procedure, "measure", fails)
    registry = load_all()
    with pytest.raises(RuleBrokenError, match="của plugin «leave» đang hỏng"):
        outline(Question("leave", LEAVE), office=office_at(AT), law=law(AT.date()), rules=registry.rules())
    found = {failure.stage: failure for failure in registry.failures}
    assert found.keys() == {"route:leave", "procedure:leave"} and {f.plugin for f in found.values()} == {"leave"}
    assert "người cung cấp" in found["route:leave"].remedy
    assert "/plugins/leave/procedure.py:" in found["route:leave"].where
