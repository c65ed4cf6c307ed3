"""The product's own plugins, broken: what they answer for is undetermined and named, everything else goes on."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from core.errors import VptuError
from core.extension.hookspecs import Area, hookimpl
from core.extension.in_tree import IN_TREE, STAKES
from core.extension.registry import Registry, load_all, resolve
from core.inquiry import Outline, Question, outline
from core.law.authority import judge
from core.law.citation import place
from core.law.procedure import Rules
from core.law.ruling import Verdict
from tests.plugins_broken import AT, LEAVE, OWN_KINDS, only_failure
from tests.support.cli import Vptu
from tests.support.office import law, office_at
from tui.house import House

ROOT = Path(__file__).parent.parent


def ask(rules: Rules) -> Outline:
    return outline(Question("leave", LEAVE), office=office_at(AT), law=law(AT.date()), rules=rules)


# The product's own


def test_what_is_written_down_of_our_own_plugins_is_what_they_say() -> None:
    registry = load_all()
    assert set(STAKES) == set(IN_TREE) == {f.parent.name for f in (ROOT / "plugins").glob("*/__init__.py")}
    for found in registry.report():
        assert found.area is not None
        own = set(found.area.articles)
        norms = [*found.area.enforced, *found.area.carried, *found.area.not_executable]
        elsewhere = tuple(n for n in norms if (p := place(n.partition("/")[0])) and p.article not in own)
        stake = STAKES[found.name]
        assert (stake.kinds, stake.articles, stake.norms) == (found.procedures, found.area.articles, elsewhere)


def test_every_rule_that_an_area_names_exists() -> None:
    for area in load_all().areas():
        for path in area.enforced.values():
            assert resolve(path)


@pytest.fixture
def broken_leave(monkeypatch: pytest.MonkeyPatch) -> Registry:
    """Leave cannot be imported, as after a bad update."""
    monkeypatch.setitem(sys.modules, "plugins.leave", None)
    return load_all()


def test_a_broken_area_of_our_own_is_undetermined_and_named(broken_leave: Registry, house: House) -> None:
    matter = house.desk.matter(house.work.open("leave", LEAVE, by="cvA", at=AT).matter)
    rules = broken_leave.rules()
    assert set(rules.broken) == {"18", "5", "4.6/1", "4.6/2"} and set(rules.broken_kinds) == {"leave", "mission"}
    assert set(rules.procedures) == OWN_KINDS - {"leave", "mission"}
    assert "người cung cấp" in only_failure(broken_leave).remedy
    house.__dict__["_registry"] = broken_leave
    step = matter.open_steps[0]
    ruling = judge(matter, step, "deputy1", office=office_at(AT), law=law(AT.date()), rules=rules)
    assert ruling.verdict is Verdict.UNDETERMINED
    assert "plugin «leave» đang hỏng khi nạp" in ruling.sentence
    for asking in (
        lambda: ask(rules),
        lambda: house.work.open("leave", LEAVE, by="cvB", at=AT),
        lambda: house.work.take(matter.id, step.id, by="deputy1", at=AT),
        lambda: house.work.open("mission", {**LEAVE, "person": "deputy1"}, by="deputy1", at=AT),
    ):
        with pytest.raises(VptuError, match="plugin «leave» đang hỏng khi nạp"):
            asking()


def test_the_rest_goes_on_without_a_broken_area(broken_leave: Registry, house: House) -> None:
    house.work.open("leave", LEAVE, by="cvA", at=AT)
    house.__dict__["_registry"] = broken_leave
    tray = house.desk.tray("deputy1", AT)
    assert [w.kind for w in tray.mine] == ["leave"]
    opened = house.work.open("roster", {"from": "25/01/2025", "until": "02/02/2025"}, by="lx", at=AT)
    assert opened.ruling.verdict is Verdict.PERMITTED
    ruling = house.work.take(opened.matter, "draw", by="lx", at=AT).ruling
    assert [g.norm for g in ruling.because] == ["18.u1/2"], "its norms of the broken Điều 18 are its own"
    assert "roster" in [d.name for d in broken_leave.duties()]


def test_a_broken_roster_leaves_leave_alone(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "plugins.roster", None)
    house.__dict__["_registry"] = broken = load_all()
    assert set(broken.rules().broken) == {"18.u1/1", "18.u1/2"}
    matter = house.work.open("leave", LEAVE, by="cvA", at=AT).matter
    assert house.work.take(matter, "consent:deputy", by="deputy1", at=AT).ruling.allows


def test_the_command_line_says_undetermined(
    broken_leave: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vptu = Vptu(tmp_path / "none.db", monkeypatch)
    for words in (("route", "leave"), ("may", "deputy1", "consent", "leave"), ("who", "consent", "leave")):
        said = vptu(*words, "person=cvA", "days=1", "--json")
        assert said.code == 3 and json.loads(said.out)["verdict"] == "undetermined"
        assert "«leave» đang hỏng" in said.out
    assert vptu("kinds", "roster").code == 0


def test_hooks_that_decide_nothing_leave_the_articles_alone() -> None:
    """An in-tree plugin whose export list breaks still rules."""

    class Exports:
        @hookimpl
        def vptu_area(self) -> Area:
            return Area("nghi", "Nghỉ", articles=("14",))

        @hookimpl
        def vptu_exports(self) -> object:
            return None

        @hookimpl
        def vptu_procedures(self) -> object:
            raise OSError

    registry = Registry()
    registry.register(Exports(), "nghi", "file")
    assert registry.exports() == () and registry.failures[0].stage == "vptu_exports"
    assert registry.rules().broken.keys() == {"14"}, "the procedures failed too"
    assert "vptu_procedures" in registry.rules().broken["14"]
