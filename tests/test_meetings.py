"""Meetings: the duties they meet, what follows from a conclusion, what lists, figures and sheets say.

Who may do what stands in tests/scenarios/60-hop.toml.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Refused, UsageError
from core.extension.hookspecs import Event, Opens
from core.figures import Period, figures
from core.law.duty import due_state
from core.law.facts import read_facts
from core.law.ruling import Act
from core.law.sheet import TONES
from core.listing import View, cells, records
from core.office.sessions import Span, day_of, session, whole_days
from plugins.meetings import duties, periods
from plugins.meetings.area import AREA
from plugins.meetings.listings import MANDATES, MEETINGS, ROUNDS, state
from plugins.meetings.meeting.acts import conclusions
from plugins.meetings.meeting.facts import Held, Meeting
from plugins.meetings.meeting.kinds import CONFERENCES, KINDS
from plugins.meetings.meeting.records import warnings
from plugins.meetings.told import told
from tests.support.office import away, calendar, half_day, instant, law, move_to, office_at, registry, regulation, rules
from tests.support.papers import paper
from tui.house import House

NOW = instant("2024-10-21 08:00")
OFFICE, LAW = office_at(NOW), law(NOW.date())


def occurrences(start: date, until: date, settings: Mapping[str, object] | None = None) -> list[Any]:
    window, at = whole_days(start, until), law(NOW.date(), settings)
    return [due for rule in duties.RULES for due in rule.occurrences(window, OFFICE, at)]


# -- the duties of the text


def test_every_norm_is_one_of_the_regulation_and_what_enforces_it_is_there() -> None:
    norms = [*AREA.enforced, *AREA.carried, *AREA.not_executable]
    assert len(norms) == len(set(norms)) and set(norms) <= set(regulation().norms)
    assert {n for n in regulation().norms if n.startswith("10.")} <= set(norms)
    for path in AREA.enforced.values():
        module, _, name = path.partition(":")
        assert callable(getattr(importlib.import_module(module), name))


days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(days, st.integers(0, 120), st.integers(0, 120))
def test_an_occurrence_exists_once_however_the_days_are_cut(start: date, first: int, second: int) -> None:
    middle, until = start + timedelta(first), start + timedelta(first + 1 + second)
    whole = occurrences(start, until)
    parts = occurrences(start, middle) + occurrences(middle + timedelta(1), until)
    assert sorted(d.key for d in whole) == sorted(d.key for d in parts)
    assert len({d.key for d in whole}) == len(whole)
    assert all(start <= d.on <= until and calendar().is_working_day(d.on) for d in whole)
    assert all(not d.binding and d.kind == "meeting" for d in whole)


@pytest.mark.parametrize(("year", "weeks"), [(2026, 53), (2027, 52)])
def test_a_year_has_every_week_month_and_conference(year: int, weeks: int) -> None:
    found = occurrences(date(year - 1, 12, 1), date(year + 1, 2, 28))
    units = [u for u in OFFICE.establishment.units if OFFICE.establishment.members.get(u)]
    by_type: dict[str, set[str]] = {}
    for due in found:
        _, type, period, *_ = due.key.split(":")
        if period.startswith(str(year)):
            by_type.setdefault(type, set()).add(due.key)
    tet_weeks = weeks - len(by_type["unit_weekly"]) // len(units)
    assert tet_weeks in (0, 1)  # a week without a working day has no meeting
    assert len(by_type["leadership_monthly"]) == 12
    assert all(len(by_type[type]) == 1 for type in (*CONFERENCES, "office_review"))


@pytest.mark.parametrize("value", [1, 5])
def test_the_day_of_the_week_is_a_parameter(value: int) -> None:
    found = occurrences(date(2024, 10, 14), date(2024, 10, 20), {"meetings.weekly_day": value})
    assert {d.on.isoweekday() for d in found} == {value}


def test_what_a_duty_begins_with_can_be_opened() -> None:
    for due in occurrences(date(2024, 10, 1), date(2025, 1, 31)):
        facts = read_facts(Meeting, due.facts, kind="meeting")
        assert due.key in (
            periods.key(facts.type, facts.period, facts.unit), periods.key("office_review", facts.period)
        )  # fmt: skip


@pytest.mark.parametrize(
    ("type", "on", "period"),
    [
        ("unit_weekly", date(2024, 12, 31), "2025-W01"),
        ("unit_weekly", date(2027, 1, 1), "2026-W53"),
        ("leadership_monthly", date(2024, 10, 31), "2024-10"),
        ("conference_q1", date(2024, 4, 10), "2024"),
        ("conference_q1", date(2024, 3, 29), "2024"),
        ("conference_m9", date(2025, 1, 6), "2024"),
        ("conference_year", date(2024, 12, 27), "2024"),
        ("conference_year", date(2025, 1, 15), "2024"),
        ("btv", date(2024, 10, 24), ""),
    ],
)
def test_which_period_a_meeting_is_for(type: str, on: date, period: str) -> None:
    assert periods.period_of(type, on) == period


@given(st.sampled_from(sorted(periods.OF_TYPE)), days)
def test_a_period_that_was_reckoned_is_one_that_may_be_typed(type: str, on: date) -> None:
    assert periods.is_period(type, periods.period_of(type, on))


@pytest.mark.parametrize(
    ("type", "period", "fits"),
    [
        ("unit_weekly", "2024-W43", True), ("unit_weekly", "2024-W42", True), ("unit_weekly", "2024-W44", False),
        ("unit_weekly", "2024-W41", False), ("leadership_monthly", "2024-09", True),
        ("leadership_monthly", "2024-11", False), ("leadership_monthly", "2023-10", False),
        ("conference_m9", "2024", True), ("conference_m9", "2022", False), ("conference_year", "2025", False),
    ],
)  # fmt: skip
def test_a_meeting_is_for_its_period_or_the_one_before(type: str, period: str, fits: bool) -> None:
    """Nobody holds a meeting today that makes up for one of last year."""
    assert periods.fits(type, period, date(2024, 10, 25)) is fits


# -- a house


def opened(house: House, by: str, **facts: object) -> int:
    return house.work.open("meeting", {"title": "Họp", **facts}, by=by, at=house.now()).matter


def take(house: House, matter: int, step: str, by: str, note: str = "", **said: object) -> None:
    house.work.take(matter, step, by=by, at=house.now(), act=Act(payload=said, note=note))


@pytest.fixture
def office(house: House) -> House:
    move_to(house, NOW)
    return house


def weekly(house: House, unit: str = "tong_hop", by: str = "cvB", **more: object) -> int:
    return opened(house, by, type="unit_weekly", unit=unit, on="25/10/2024", **more)


def test_a_meeting_that_was_held_meets_its_duty_and_one_that_was_not_stays_seen(office: House) -> None:
    held, cancelled = weekly(office, month_review=True), weekly(office, "van_thu", "vt")
    move_to(office, instant("2024-10-25 17:00"))
    take(office, held, "hold", "cvB", present="cvA, cvB")
    office.work.change(cancelled, "cancel", {"why": "Bận"}, by="vt", at=office.now())
    dues = {d.key: d for d in office.desk.dues(whole_days(date(2024, 10, 21), date(2024, 10, 27)), office.now())}
    there, missing = (dues[f"meeting:unit_weekly:2024-W43:{unit}"] for unit in ("tong_hop", "van_thu"))
    assert there.met and there.met_on == date(2024, 10, 25)
    assert not missing.met
    monday = date(2024, 10, 28)
    assert due_state(missing, monday, calendar(), "grace_next_workday").word == "chưa làm"
    assert due_state(there, monday, calendar(), "strict").tone == "good"
    key = periods.review_key("2024-10", "tong_hop")
    assert list(office.desk.reader.met([key])) == [key]  # A47: one meeting, two duties


def test_a_meeting_put_off_to_the_next_week_still_is_the_one_of_its_week(office: House) -> None:
    matter = weekly(office)
    office.work.change(matter, "postpone", {"on": "29/10/2024", "why": "Họp đột xuất"}, by="cvA", at=office.now())
    move_to(office, instant("2024-10-29 17:00"))
    take(office, matter, "hold", "cvA")
    dues = {d.key: d for d in office.desk.dues(whole_days(date(2024, 10, 21), date(2024, 11, 3)), office.now())}
    assert dues["meeting:unit_weekly:2024-W43:tong_hop"].met
    assert not dues["meeting:unit_weekly:2024-W44:tong_hop"].met


def concluded(house: House, conclusions: str, **more: Any) -> int:
    """A standing-board meeting through all its steps."""
    matter = opened(
        house, "deputy1", type="standing", on="22/10/2024", chair="standing_deputy_secretary", fields="noi_chinh",
        assigned="deputy1", recorder="cvA", invited="head, cvA",
    )  # fmt: skip
    take(house, matter, "prepare", "deputy1", note="Không có tài liệu")
    take(house, matter, "call", "vt")
    move_to(house, instant("2024-10-22 17:00"))
    take(house, matter, "hold", "cvA")
    for part in ("bien_ban_tong_hop", "bien_ban_chi_tiet"):
        house.work.attach(matter, f"{part}.txt", paper("a.txt", 200_000), by="cvA", at=house.now(), part=part)
    take(house, matter, "minutes", "cvA")
    take(house, matter, "approve", "deputy1")
    take(house, matter, "conclude", "deputy1", conclusions=conclusions, **more)
    return matter


def opened_by_it(house: House, kind: str) -> list[Any]:
    from core.records.search import MatterFilter

    return [house.desk.matter(r.row.id) for r in house.desk.reader.matter_records(MatterFilter(kinds=(kind,)), limit=9)]


def test_conclusions_become_tasks_a_report_and_a_notice(office: House) -> None:
    """Areas know each other by kind only: where one is switched off nothing is opened, and nothing breaks."""
    text = "Rà soát hồ sơ | tong_hop | cvA | 30/10/2024\nKiểm kê | luu_tru | lt | 29/11/2024\nThống nhất chủ trương"
    matter = concluded(office, text, important="Chuyển hồ sơ ngay")
    assert office.desk.matter(matter).status == "closed"
    kinds = rules().procedures
    (notice,) = opened_by_it(office, "document")
    assert (notice.facts.type, notice.facts.of) == ("thong_bao_ket_luan", "standing_deputy_secretary")
    if "task" in kinds:
        tasks = {t.facts.title: t.facts for t in opened_by_it(office, "task")}
        assert set(tasks) == {"Rà soát hồ sơ", "Kiểm kê"}
        assert (tasks["Kiểm kê"].unit, tasks["Kiểm kê"].responsible) == ("luu_tru", "lt")
        assert tasks["Kiểm kê"].due == date(2024, 11, 29)
    if "event_report" in kinds:
        (report,) = opened_by_it(office, "event_report")
        assert report.facts.person == "deputy1" and report.facts.about == "Chuyển hồ sơ ngay"


def test_nothing_is_opened_for_a_notice_nobody_wants(office: House) -> None:
    concluded(office, "", notice=False)
    assert opened_by_it(office, "document") == []


def test_what_is_opened_names_the_meeting_it_comes_from() -> None:
    facts = read_facts(
        Meeting, {"type": "btv", "chair": "secretary", "assigned": "deputy1", "recorder": "cvA"}, kind="meeting"
    )
    found, objections = conclusions("Rà soát | tong_hop | cvA | 30/10/2024", facts, OFFICE)
    assert objections == ()
    done = facts.model_copy(update={"concluded": True, "conclusions": found})
    event = Event("take", "meeting", 7, "conclude", "deputy1", "", "Họp Ban Thường vụ", done, True)
    (task,) = (o for o in told(event) if isinstance(o, Opens))
    assert task.kind == "task" and task.facts["source"] == "conclusion" and task.facts["giver"] == "secretary"
    assert task.facts["source_text"] == "Họp Ban Thường vụ (việc số 7)"
    assert list(told(replace(event, step="hold"))) == []


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Rà soát | tong_hop", "Kết luận, dòng 1: viết như"),
        ("Rà soát | tong_hop | cvA", "Kết luận, dòng 1: viết như"),
        ("Rà soát | tong_hop | cvA | ", "Kết luận, dòng 1: viết như"),
        ("| tong_hop | cvA | 30/10/2024", "Kết luận, dòng 1: viết như"),
        ("a | b | c | d | e", "Kết luận, dòng 1: viết như"),
        ("Chung\nRà soát | phong_1 | cvA | 30/10/2024", "Kết luận, dòng 2: Không có bộ phận «phong_1»"),
        ("Rà soát | tong_hop | ai | 30/10/2024", "Kết luận, dòng 1: Không có ai mang mã «ai»"),
        ("Rà soát | tong_hop | secretary | 30/10/2024", "Kết luận, dòng 1: Đồng chí Bí thư ở ngoài Văn phòng"),
        ("Rà soát | tong_hop | cvA | 31/04/2025", "Kết luận, dòng 1: «31/04/2025» không có trong lịch."),
        ("x\n" * 201, "Có 201 dòng kết luận, nhiều nhất 200"),
    ],
)
def test_a_conclusion_that_cannot_be_read_is_told_with_its_line(line: str, says: str) -> None:
    facts = read_facts(Meeting, {"type": "btv"}, kind="meeting")
    with pytest.raises(UsageError) as caught:
        conclusions(line, facts, OFFICE)
    assert str(caught.value).startswith(says)


words = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp"), blacklist_characters="|;\n\r"), max_size=20
)


@given(st.lists(words.filter(str.strip), max_size=8))
def test_conclusions_without_a_unit_are_kept_word_for_word(lines: list[str]) -> None:
    facts = read_facts(Meeting, {"type": "btv"}, kind="meeting")
    found, objections = conclusions("\n".join(lines), facts, OFFICE)
    assert objections == () and [c.says for c in found] == [line.strip() for line in lines]


def test_the_minutes_of_several_fields_need_every_deputy(office: House) -> None:
    matter = opened(
        office, "head", type="btv", on="21/10/2024", chair="secretary", fields="noi_chinh, kinh_te_xa_hoi",
        assigned="deputy1, deputy2", recorder="cvA", invited="head",
    )  # fmt: skip
    take(office, matter, "prepare", "deputy2", note="Không có tài liệu")
    take(office, matter, "call", "head")
    take(office, matter, "hold", "cvA")
    for part in ("bien_ban_tong_hop", "bien_ban_chi_tiet"):
        office.work.attach(matter, "a.txt", b"x", by="cvA", at=office.now(), part=part)
    take(office, matter, "minutes", "cvA")
    take(office, matter, "approve", "deputy2")
    with pytest.raises(Refused) as caught:
        take(office, matter, "conclude", "deputy1")
    assert caught.value.ruling.gate == "order"
    take(office, matter, "approve", "deputy1")
    found = office.desk.matter(matter)
    assert [(a.by, a.fields) for a in found.facts.approved] == [
        ("deputy2", ("kinh_te_xa_hoi",)), ("deputy1", ("noi_chinh",)),
    ]  # fmt: skip
    take(office, matter, "conclude", "deputy1")


def test_who_will_be_away_is_said_while_the_meeting_is_ahead() -> None:
    facts = read_facts(
        Meeting, {"type": "btv", "on": "24/10/2024", "assigned": "deputy1", "recorder": "cvA"}, kind="meeting"
    )
    here = office_at(NOW, [away("deputy1", "24/10/2024", "24/10/2024"), away("head", "24/10/2024", "24/10/2024")])
    assert list(warnings(facts, here, LAW)) == [
        "Đồng chí Chánh Văn phòng vắng mặt sáng 24/10/2024.", "Đồng chí Phó 1 vắng mặt sáng 24/10/2024.",
    ]  # fmt: skip
    assert list(warnings(facts, OFFICE, LAW)) == []
    over = facts.model_copy(update={"held": Held(on=facts.on, present=("cvA",), absent=())})
    assert list(warnings(over, here, LAW)) == []


# -- lists and figures


def rows(house: House, listing: Any, view: str) -> list[tuple[str, ...]]:
    wanted = next((v for v in listing.views if v.title == view), View("?"))
    return [tuple(t for t, _ in cells(listing, r)) for r in records(house.desk, listing, wanted, at=house.now())]


def test_the_calendar_shows_each_meeting_in_its_place(office: House) -> None:
    weekly(office)
    opened(office, "cvC", type="leadership_monthly", on="21/10/2024", recorder="cvC", invited="deputy1")
    assert [r[4] for r in rows(office, MEETINGS, "Sắp tới")] == ["sắp tới", "sắp tới"]
    matter = concluded(office, "")
    assert [r[4] for r in rows(office, MEETINGS, "Sắp tới")] == ["quá ngày, chưa ghi nhận", "sắp tới"]
    assert [r[1] for r in rows(office, MEETINGS, "Đã xong")] == ["Họp Thường trực: Họp"]
    found = records(office.desk, MEETINGS, View("?"), at=office.now())
    assert {r.row.id: state(r).says for r in found}[matter] == "đã xong"
    assert all(state(r).tone in TONES for r in found)
    assert all(text != "?" for r in rows(office, MEETINGS, "Tất cả") for text in r)


def test_rounds_and_mandates_are_listed(office: House) -> None:
    facts = {
        "title": "Lịch", "question": "Ý kiến", "reason": "khong_can_hop", "medium": "file", "responsible": "cvA",
        "parties": "vt",
    }  # fmt: skip
    one = office.work.open("round", facts, by="cvA", at=office.now()).matter
    assert rows(office, ROUNDS, "Đang lấy ý kiến")[0][3] == "chưa gửi"
    take(office, one, "send", "cvA")
    assert rows(office, ROUNDS, "Đang lấy ý kiến")[0][2:] == ("24/10/2024", "đang lấy ý kiến")
    mandate = {"person": "cvA", "event": "Hội nghị", "on": "23/10/2024"}
    two = office.work.open("mandate", mandate, by="cvA", at=office.now()).matter
    assert rows(office, MANDATES, "Đang chờ")[0][5] == "chưa được ủy nhiệm"
    take(office, two, "give", "head", scope="Tham luận")
    assert rows(office, MANDATES, "Đang chờ")[0][4:] == ("Chánh Văn phòng", "được ủy nhiệm")


def test_the_figures_count_what_was_held_and_what_was_not(office: House) -> None:
    held = weekly(office)
    weekly(office, "van_thu", "vt")
    move_to(office, instant("2024-10-26 08:00"))
    take(office, held, "hold", "cvB")
    week = Period(date(2024, 10, 21), date(2024, 10, 27))
    (table,) = (t for t in figures(office.desk, registry(), week, at=office.now()) if t.name == "meetings_held")
    found = {f.label: f for f in table.figures}
    units = sum(bool(m) for m in OFFICE.establishment.members.values())
    assert found["Họp bộ phận hằng tuần: đã họp"].matters == (held,)
    assert found["Họp bộ phận hằng tuần: chưa họp"].value == str(units - 1)
    assert found["Giao ban lãnh đạo hằng tháng: chưa họp"].value == "1"
    later = Period(date(2024, 11, 1), date(2024, 11, 30))
    (ahead,) = (t for t in figures(office.desk, registry(), later, at=office.now()) if t.name == "meetings_held")
    assert ahead.figures == ()  # what is still ahead was not missed


def test_every_kind_of_meeting_can_be_opened_and_has_a_name(office: House) -> None:
    for type in KINDS:
        facts = {"type": type, "on": "25/10/2024", "recorder": "cvA"}
        unit = {"unit": "tong_hop"} if type in ("unit_weekly", "single_unit") else {}
        matter = office.desk.matter(opened(office, "head", **facts, **unit))
        assert matter.open_steps, type
        assert day_of(matter.facts.on) == date(2024, 10, 25) and matter.facts.on == half_day("sáng 25/10/2024")


def test_ten_years_of_duties_are_reckoned_quickly() -> None:
    window = Span(session(date(2022, 2, 1)), session(date(2031, 12, 31)))
    found = [d.key for rule in duties.RULES for d in rule.occurrences(window, OFFICE, LAW)]
    assert len(found) == len(set(found)) > 1_500
