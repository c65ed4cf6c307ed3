"""Plans and tasks (Điều 8; 1.3, 3.5): how a state follows from records, how figures count them, who hands over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Refused, UsageError
from core.extension.registry import Registry
from core.figures import Period, figures
from core.law.facts import read_facts
from core.law.ruling import Act
from core.law.sheet import TONES
from core.listing import cells, records
from core.office.office import Establishment, Office
from core.office.sessions import whole_days
from plugins.planning import common, listings
from plugins.planning.duties import office_plan, unit_plans
from plugins.planning.handing import hand_over_all
from plugins.planning.state import due_on, late, state
from plugins.planning.task import changes
from plugins.planning.task.facts import Handed, HandOver, Moved, Task, Wanted
from plugins.planning.task.opening import open_task
from plugins.planning.task.procedure import own_result
from tests.support.office import SampleStore, instant, law, move_to, office_at
from tests.support.papers import paper
from tui.house import House

FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)
DAYS = st.dates(FIRST, LAST)
STATUSES = ("open", "returned", "closed", "withdrawn")
GIVEN: Mapping[str, object] = {"title": "Số hóa", "product": "Đề án", "unit": "tong_hop", "responsible": "cvA"}


def a_task(**more: object) -> Task:
    found: Task = read_facts(Task, {**GIVEN, "due": "15/03/2024", **more}, kind="task")
    return found


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    """A task with any story its acts could have written."""
    opened = draw(st.dates(FIRST, date(2024, 6, 30)))
    day = opened + timedelta(draw(st.integers(0, 60)))
    facts = a_task(due=day, start=draw(st.sampled_from((None, opened))))
    on, moved = opened, []
    for _ in range(draw(st.integers(0, 3))):
        on += timedelta(draw(st.integers(0, 20)))
        new = opened + timedelta(draw(st.integers(0, 120)))
        moved.append(Moved(old=day, new=new, on=on, content="", reason="vì sao"))
        day = new
    finished = draw(st.none() | st.dates(on, date(2024, 11, 1)))
    accepted = draw(st.none() | st.dates(finished, LAST)) if finished else None
    said = {"due": day, "moved": tuple(moved), "finished": finished, "accepted": accepted, "result": "Xong"}
    return facts.model_copy(update=said)


# -- the state


@pytest.mark.parametrize(
    ("said", "status", "on", "word", "tone"),
    [
        ({}, "open", date(2024, 3, 1), "đang làm", ""),
        ({"start": date(2024, 3, 5)}, "open", date(2024, 3, 1), "chưa bắt đầu", "muted"),
        ({}, "open", date(2024, 3, 8), "còn 7 ngày", "warn"),
        ({}, "open", date(2024, 3, 15), "đến hạn hôm nay", "warn"),
        ({}, "open", date(2024, 3, 16), "quá hạn 1 ngày", "bad"),
        ({"finished": date(2024, 3, 15)}, "open", date(2024, 3, 20), "chờ nghiệm thu", ""),
        ({"finished": date(2024, 3, 18)}, "open", date(2024, 3, 20), "chờ nghiệm thu, trễ 3 ngày", "warn"),
        ({"finished": date(2024, 3, 14)}, "returned", date(2024, 3, 20), "trả lại, quá hạn 5 ngày", "bad"),
        ({"finished": date(2024, 3, 1)}, "returned", date(2024, 3, 2), "trả lại", "warn"),
        ({"finished": date(2024, 3, 15), "accepted": date(2024, 4, 1)}, "closed", LAST, "xong đúng hạn", "good"),
        ({"finished": date(2024, 3, 16), "accepted": date(2024, 3, 16)}, "closed", LAST, "xong, trễ 1 ngày", "warn"),
        ({"withdrawn_on": date(2024, 3, 2)}, "withdrawn", date(2024, 3, 2), "đã rút", "muted"),
        ({"withdrawn_on": date(2024, 3, 2)}, "withdrawn", date(2024, 3, 1), "đang làm", ""),
    ],
)
def test_how_a_task_stands(said: Mapping[str, object], status: str, on: date, word: str, tone: str) -> None:
    found = state(a_task().model_copy(update=said), status, on)
    assert (found.word, found.tone) == (word, tone)


@given(tasks(), st.sampled_from(STATUSES), DAYS)
def test_a_state_depends_only_on_records_and_the_day(facts: Task, status: str, on: date) -> None:
    found = state(facts, status, on)
    stored = Task.model_validate_json(facts.model_dump_json())
    said_otherwise = facts.model_copy(
        update={"title": "Việc khác", "responsible": "cvB", "cooperating": ("van_thu",), "source": "other"}
    )
    assert state(stored, status, on) == state(said_otherwise, status, on) == found
    assert found.tone in TONES and found.days >= 0


@given(tasks(), st.sampled_from(("open", "closed")), DAYS)
def test_a_past_day_is_answered_as_that_day_saw_it(facts: Task, status: str, on: date) -> None:
    """What was put on record later takes nothing from a day and adds nothing to it."""
    known = {
        "moved": tuple(m for m in facts.moved if m.on <= on),
        "due": due_on(facts, on),
        "finished": facts.finished if facts.finished and facts.finished <= on else None,
        "accepted": facts.accepted if facts.accepted and facts.accepted <= on else None,
    }
    assert state(facts.model_copy(update=known), status, on) == state(facts, status, on)


@given(tasks(), DAYS, st.integers(1, 200))
def test_lateness_only_grows_while_nothing_is_decided(facts: Task, on: date, more: int) -> None:
    still = facts.model_copy(update={"moved": (), "finished": None, "accepted": None})
    later = on + timedelta(more)
    before, after = (late(still, day, finished=None) for day in (on, later))
    assert before <= after and (after == 0 or after == (later - still.due).days)


@given(tasks(), st.lists(st.tuples(st.sampled_from(("cvA", "cvB")), DAYS), max_size=4), DAYS)
def test_lateness_never_falls_when_work_is_handed_over(facts: Task, handings: list[tuple[str, date]], on: date) -> None:
    before, now = state(facts, "open", on), facts
    for taker, day in sorted(handings, key=lambda found: found[1]):
        if taker == now.responsible:
            continue
        office = office_at(datetime.fromisoformat(f"{day}T08:00:00+07:00"))
        now, objections = changes._handed_over(now, HandOver(to=taker, reason="đi học"), office, law(day))
        assert not objections
        assert (due_on(now, on), now.due, now.moved) == (due_on(facts, on), facts.due, facts.moved)
        assert state(now, "open", on).days >= before.days
    assert state(now, "open", on) == before


def test_lateness_counts_from_the_first_day_until_another_was_decided() -> None:
    on = date(2024, 3, 20)
    asked = read_facts(Wanted, {"due": "30/03/2024", "reason": "chờ số liệu"}, kind="task")
    office = office_at(instant("2024-03-20 08:00"))
    wanted, _ = changes._proposed(a_task(), asked, office, law(on))
    assert state(wanted, "open", on).days == 5  # asking moves nothing
    granted, _ = changes._rescheduled(wanted, asked, office, law(on))
    assert state(granted, "open", on).days == 0
    assert state(granted, "open", date(2024, 3, 19)).days == 4  # and the day before stays what it was
    assert granted.proposal is None and granted.moved[0].old == date(2024, 3, 15)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({}, "Chưa ghi điều gì cần đổi: ghi hạn mới, nội dung mới hoặc sản phẩm mới."),
        ({"due": "15/03/2024"}, "Chưa ghi điều gì cần đổi: ghi hạn mới, nội dung mới hoặc sản phẩm mới."),
        ({"due": "28/02/2024"}, "Hạn mới 28/02/2024 đã qua; ghi hạn từ hôm nay trở đi."),
        ({"due": "01/02/2024"}, "Không đổi được: hạn 01/02/2024 ở trước ngày bắt đầu 10/02/2024."),
        ({"due": "02/04/2024"}, "Không đổi được: hạn 02/04/2024 ở sau hạn của việc mẹ 01/04/2024."),
    ],
)
def test_a_change_that_cannot_be(asked: Mapping[str, object], says: str) -> None:
    facts = a_task(start="10/02/2024", parent=1, parent_due="01/04/2024")
    said = read_facts(Wanted, {**asked, "reason": "vì sao"}, kind="task")
    with pytest.raises(UsageError) as caught:
        changes._rescheduled(facts, said, office_at(instant("2024-03-01 08:00")), law(date(2024, 3, 1)))
    assert str(caught.value) == says


def test_a_child_may_follow_its_parent_to_a_later_day() -> None:
    facts = a_task(parent=1, parent_due="01/04/2024")
    said = read_facts(
        Wanted, {"due": "02/04/2024", "parent_due": "30/04/2024", "reason": "việc mẹ đã lùi"}, kind="task"
    )
    moved, _ = changes._rescheduled(facts, said, office_at(instant("2024-03-01 08:00")), law(date(2024, 3, 1)))
    assert (moved.due, moved.parent_due) == (date(2024, 4, 2), date(2024, 4, 30))


# -- whoever left


def without(office: Office, person: str) -> Office:
    """The office once somebody has left it: known by name, and nothing else."""
    found = office.establishment
    gone: Establishment = replace(
        found,
        people={p: who for p, who in found.people.items() if p != person},
        members={u: tuple(p for p in members if p != person) for u, members in found.members.items()},
        names={**found.names, person: found.people[person].name},
    )
    return replace(office, establishment=gone, memo={})


def test_nobody_who_left_is_given_a_task() -> None:
    office = without(office_at(instant("2024-03-01 08:00")), "cvB")
    with pytest.raises(UsageError) as caught:
        open_task(a_task(responsible="cvB"), office, law(date(2024, 3, 1)))
    assert str(caught.value) == "Đồng chí Chuyên viên B không còn công tác ở Văn phòng: chọn người khác."
    with pytest.raises(UsageError):
        changes._handed_over(a_task(), HandOver(to="cvB", reason="đi học"), office, law(date(2024, 3, 1)))
    assert common.of_the_unit("cvA", "tong_hop", office) is None


def test_nobody_accepts_what_he_did_himself(house: House) -> None:
    """Not even a leader who answers for a task of his unit, or somebody who acts for the leader above him."""
    matter = house.desk.matter(opened(house, "Việc", "30/10/2024", "2024-10-08 08:00"))
    matter = replace(matter, facts=matter.facts.model_copy(update={"responsible": "deputy1"}))
    step, office, in_force = matter.route.step("accept"), office_at(instant("2024-10-09 08:00")), law(date(2024, 10, 9))
    assert step is not None
    barred = [p for p in ("deputy1", "head") if own_result(matter, step, p, office, in_force) is not None]
    assert barred == ["deputy1"]


# -- what recurs


@pytest.mark.parametrize("year", [2026, 2027])
def test_each_plan_is_due_once_in_a_year_however_often_it_is_asked(year: int) -> None:
    office, in_force = office_at(instant(f"{year}-01-05 08:00")), law(date(year, 1, 5))
    months = [(date(year, m, 1), date(year + m // 12, m % 12 + 1, 1) - timedelta(1)) for m in range(1, 13)]
    for rule in (office_plan, unit_plans):
        whole = list(rule(whole_days(date(year, 1, 1), date(year, 12, 31)), office, in_force))
        by_month = [due for first, last in months for due in rule(whole_days(first, last), office, in_force)]
        assert whole == by_month and len({due.key for due in whole}) == len(whole) > 0
        assert not any(due.binding for due in whole)  # the regulation names no day (A28)
    (due,) = office_plan(whole_days(date(year, 12, 1), date(year, 12, 31)), office, in_force)
    assert (due.key, due.on, due.owner) == (f"plan:{year + 1}", date(year, 12, 15), "unit:tong_hop")
    assert due.facts == {"scope": "office", "year": year + 1, "unit": "tong_hop"}


# -- a year on a real store


@pytest.fixture
def year(house: House) -> Iterator[House]:
    """Six tasks of 2024: in time, late, waiting, overdue, withdrawn, still ahead."""
    for number, due in enumerate(("15/03", "15/03", "20/03", "22/03", "29/03", "30/06"), 1):
        opened(house, f"Việc {number}", f"{due}/2024", "2024-01-15 08:00")
    done(house, 1, "2024-03-15 08:00", accepted="2024-03-20 08:00")
    done(house, 2, "2024-03-18 08:00", accepted="2024-03-20 08:00")
    done(house, 3, "2024-03-25 08:00")
    house.work.change(5, "withdraw", {}, by="deputy1", at=move_to(house, instant("2024-03-26 08:00")), note="thôi")
    move_to(house, instant("2024-04-01 08:00"))
    yield house


def opened(house: House, title: str, due: str, at: str, **more: object) -> int:
    facts = {**GIVEN, "title": title, "due": due, **more}
    return house.work.open("task", facts, by="deputy1", at=move_to(house, instant(at))).matter


def done(house: House, matter: int, at: str, accepted: str = "") -> None:
    act = Act(payload={"says": "Đã xong", "number": f"{matter}-BC/VPTU"})
    house.work.take(matter, "do", by="cvA", at=move_to(house, instant(at)), act=act)
    if accepted:
        house.work.take(matter, "accept", by="deputy1", at=move_to(house, instant(accepted)))


def counted(house: House, start: date, until: date) -> dict[str, tuple[int, ...]]:
    tables = figures(house.desk, house.registry, Period(start, until), at=house.clock.now())
    (table,) = (t for t in tables if t.name == "planning_tasks")
    assert all(figure.value == str(len(figure.matters)) for figure in table.figures)
    return {figure.label: figure.matters for figure in table.figures}


def test_figures_name_the_matters_they_count(year: House) -> None:
    assert counted(year, date(2024, 3, 1), date(2024, 3, 31)) == {
        "Xong đúng hạn": (1,), "Xong, trễ hạn": (2,), "Chờ nghiệm thu": (3,), "Đang làm, còn hạn": (6,),
        "Quá hạn, chưa xong": (4,),
    }  # fmt: skip
    assert counted(year, date(2024, 2, 1), date(2024, 2, 29))["Đang làm, còn hạn"] == (1, 2, 3, 4, 5, 6)
    assert counted(year, date(2024, 3, 1), date(2024, 3, 18))["Chờ nghiệm thu"] == (1, 2)


def test_figures_of_a_past_period_do_not_change_with_what_is_done_later(year: House) -> None:
    before = counted(year, date(2024, 3, 1), date(2024, 3, 31))
    done(year, 4, "2024-04-10 08:00", accepted="2024-04-12 08:00")
    year.work.change(
        6, "reschedule", {"due": "31/07/2024", "reason": "chờ"}, by="deputy1",
        at=move_to(year, instant("2024-07-02 08:00")),
    )  # fmt: skip
    assert counted(year, date(2024, 3, 1), date(2024, 3, 31)) == before
    assert counted(year, date(2024, 6, 1), date(2024, 7, 1))["Quá hạn, chưa xong"] == (6,)
    assert counted(year, date(2024, 7, 1), date(2024, 7, 31))["Đang làm, còn hạn"] == (6,)


def in_view(house: House, title: str, at: datetime) -> list[int]:
    view = next(v for v in listings.TASKS.views if v.title == title)
    return [r.row.id for r in records(house.desk, listings.TASKS, view, at=at)]


def test_the_list_shows_what_is_late_and_who_must_decide(year: House) -> None:
    at = year.clock.now()
    assert in_view(year, "Đang làm", at) == [6, 4]
    assert in_view(year, "Quá hạn", at) == [4]
    assert in_view(year, "Chờ nghiệm thu", at) == [3]
    assert in_view(year, "Đã xong", at) == [2, 1]
    assert in_view(year, "Đến hạn tuần này", instant("2024-06-24 08:00")) == [6]
    assert in_view(year, "Đến hạn tháng này", instant("2024-06-01 08:00")) == [6]
    (row,) = records(year.desk, listings.TASKS, listings.TASKS.views[1], at=at)
    assert [text for text, _ in cells(listings.TASKS, row)] == [
        "Việc 4 – Bộ phận Tổng hợp", "Chuyên viên A", "22/03/2024", "quá hạn 10 ngày", "Phó 1", "Đề án",
    ]  # fmt: skip


def test_the_year_of_each_task_is_one_line(year: House) -> None:
    at = year.clock.now()
    found = records(year.desk, listings.TIMELINE, listings.TIMELINE.views[0], at=at)
    assert {r.row.id: cells(listings.TIMELINE, r)[2] for r in found} == {
        1: ("─" * 4 + "✓" + "·│" + "·" * 17, "good"),
        2: ("─" * 4 + "●✓│" + "·" * 17, "warn"),
        3: ("─" * 5 + "✓│" + "·" * 17, "warn"),
        4: ("─" * 5 + "●│" + "·" * 17, "bad"),
        5: ("─" * 6 + "·" * 18, "muted"),
        6: ("─" * 6 + "│" + "─" * 4 + "●" + "·" * 12, ""),
    }
    assert [r.row.id for r in records(year.desk, listings.TIMELINE, listings.TIMELINE.views[1], at=at)] == [6]


def test_whoever_leaves_hands_over_everything_in_one_act(year: House) -> None:
    at, desk, work = year.clock.now(), year.desk, year.work
    lines = hand_over_all(("cvA", "cvB", "chuyển", "công", "tác"), desk=desk, work=work, by="deputy1", at=at)
    assert lines[-1] == "Đã giao lại 3/3 việc cho đồng chí Chuyên viên B."
    for number in (3, 4, 6):
        matter = desk.matter(number)
        assert matter.responsible == "cvB"
        assert matter.facts.handed == (Handed(giver="cvA", taker="cvB", on=date(2024, 4, 1), reason="chuyển công tác"),)
    assert in_view(year, "Quá hạn", at) == [4]
    with pytest.raises(UsageError):
        hand_over_all(("cvA", "cvB", "nữa"), desk=desk, work=work, by="deputy1", at=at)


def test_handing_over_is_judged_task_by_task(year: House) -> None:
    lines = hand_over_all(("cvA", "cvB", "bận"), desk=year.desk, work=year.work, by="cvA", at=year.clock.now())
    assert lines[-1] == "Đã giao lại 0/3 việc cho đồng chí Chuyên viên B."
    assert all("thuộc thẩm quyền của Phó Chánh Văn phòng" in line for line in lines[:-1])
    with pytest.raises(UsageError) as caught:
        hand_over_all(("cvA",), desk=year.desk, work=year.work, by="head", at=year.clock.now())
    assert str(caught.value).startswith("Viết: vptu ban-giao NGƯỜI_GIAO NGƯỜI_NHẬN LÝ_DO")


def test_the_reminder_of_the_year_is_met_once_the_draft_went_up(house: House) -> None:
    def met(at: datetime) -> tuple[bool, date | None]:
        window = whole_days(date(2024, 12, 1), date(2024, 12, 31))
        (due,) = (d for d in house.desk.dues(window, at) if d.key == "plan:2025")
        return due.met, due.met_on

    at = move_to(house, instant("2024-12-09 08:00"))
    facts = {"scope": "office", "year": 2025, "unit": "tong_hop", "responsible": "cvA"}
    plan = house.work.open("plan", facts, by="cvA", at=at).matter
    for part in ("can_cu", "du_thao"):
        house.work.attach(plan, f"{part}.pdf", paper(f"{part}.pdf", 60), by="cvA", at=at, part=part)
    assert met(at) == (False, None)
    house.work.take(plan, "draft", by="cvA", at=at)
    assert met(at) == (True, date(2024, 12, 9))
    house.work.change(plan, "withdraw", {}, by="cvA", at=at, note="làm lại")
    assert met(at) == (False, None)


def test_the_area_works_with_all_the_others_switched_off(sample_store: SampleStore, tmp_path: Path) -> None:
    alone = Registry()
    alone.load_in_tree({"planning": "plugins.planning"})
    alone.rules()
    assert alone.failures == []
    with sample_store.house(tmp_path / "alone.db", instant("2024-03-01 08:00")) as house:
        house.__dict__["_registry"] = alone
        matter = opened(house, "Việc", "15/03/2024", "2024-03-01 08:00")
        done(house, matter, "2024-03-05 08:00", accepted="2024-03-06 08:00")
        assert house.desk.matter(matter).status == "closed"
        facts = {"scope": "office", "year": 2025, "unit": "tong_hop", "responsible": "cvA"}
        plan = house.work.open("plan", facts, by="cvA", at=house.clock.now()).matter
        with pytest.raises(Refused):
            house.work.take(plan, "decide", by="head", at=house.clock.now())
