"""A report on its way: what it meets, the figures frozen with it, what is taken out and what lists show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from openpyxl import load_workbook

from core import duties
from core.errors import UsageError
from core.exporting import ExportAsk
from core.figures import Figure, FigureTable, Period, figures
from core.law.duty import due_state
from core.law.ruling import Act
from core.law.sheet import TONES, Sheet
from core.listing import Listing, cells, records
from core.office.sessions import whole_days
from plugins.reporting import exports, listings
from plugins.reporting.figures import FIGURES
from plugins.reporting.frozen import changes, freeze, sound
from tests.support.office import instant, move_to
from tui.house import House

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
NOON = instant("2026-01-01 12:00")


# -- from drafting to the stamp, in a store


def opened(house: House, at: datetime, **more: object) -> int:
    move_to(house, at)
    facts = {"type": "thang", "period": f"{at:%m/%Y}", "person": "cvA", "text": "Nội dung.", **more}
    return house.work.open("report", facts, by=str(facts["person"]), at=at).matter


def take(house: House, matter: int, step: str, by: str, at: datetime, **said: object) -> str:
    move_to(house, at)
    return house.work.take(matter, step, by=by, at=at, act=Act(payload=said)).status


def sent(house: House, matter: int, at: datetime, by: str = "cvA") -> None:
    take(house, matter, "draft", by, at)
    take(house, matter, "submit", by, at)
    take(house, matter, "receive", "vt", at)


def sheets(house: House, matter: int) -> dict[str, Sheet]:
    now, found = house.now(), house.desk.matter(matter)
    procedure = house.registry.rules().procedure(found.kind)
    return {s.title: s for s in procedure.sheets(found, house.desk.office(now), house.desk.law(now))}


def met(house: House, first: date, last: date) -> dict[str, date | None]:
    return {
        d.key: d.met_on
        for d in house.desk.dues(whole_days(first, last), house.now())
        if d.met and d.key.startswith("report:")
    }


JUNE = (date(2024, 6, 1), date(2024, 6, 30))


def test_an_interim_report_meets_both_duties_of_its_month_and_a_monthly_one_only_its_own(house: House) -> None:
    at = instant("2024-06-14 09:00")
    sent(house, opened(house, at, type="so_ket"), at)
    sent(house, opened(house, at, person="cvB"), at, by="cvB")
    sent(house, opened(house, at, type="so_ket", person="cvC", also_monthly=False), at, by="cvC")
    day = at.date()
    assert met(house, *JUNE) == {
        "report:so_ket:2024-06:cvA": day, "report:thang:2024-06:cvA": day, "report:thang:2024-06:cvB": day,
        "report:so_ket:2024-06:cvC": day,
    }  # fmt: skip


def test_a_joint_report_meets_the_duty_of_everybody_it_names_and_of_nobody_else(house: House) -> None:
    at = instant("2024-06-18 09:00")
    sent(house, opened(house, at, people="cvB, cvA"), at)
    assert met(house, *JUNE) == dict.fromkeys(("report:thang:2024-06:cvA", "report:thang:2024-06:cvB"), at.date())


def test_a_late_report_is_taken_and_told_as_late_by_the_calendar_too(house: House) -> None:
    at = instant("2024-12-18 09:00")
    sent(house, opened(house, at), at)
    (due,) = (d for d in house.desk.dues(whole_days(date(2024, 12, 1), date(2024, 12, 31)), at) if d.met)
    assert due_state(due, at.date(), house.desk.office(at).calendar, "grace_next_workday")[:2] == ("nộp trễ", "warn")
    assert met(house, date(2024, 12, 1), date(2024, 12, 31)) == {"report:thang:2024-12:cvA": date(2024, 12, 18)}


def test_what_is_taken_back_or_still_under_way_meets_nothing(house: House) -> None:
    at = instant("2024-06-14 09:00")
    matter = opened(house, at)
    take(house, matter, "draft", "cvA", at)
    take(house, matter, "submit", "cvA", at)
    assert met(house, *JUNE) == {}
    house.work.change(matter, "withdraw", {}, by="cvA", at=at)
    assert met(house, *JUNE) == {} and house.desk.matter(matter).status == "withdrawn"


def test_a_merged_yearly_report_meets_december_too(house: House) -> None:
    at, december = instant("2024-12-12 09:00"), (date(2024, 12, 1), date(2024, 12, 31))
    matter = opened(house, at, type="nam", period="2024")
    sent(house, matter, at)
    assert set(met(house, *december)) == {"report:nam:2024:cvA"}
    house.work.change(matter, "merge", {}, by="deputy1", at=at)
    assert set(met(house, *december)) == {"report:nam:2024:cvA", "report:thang:2024-12:cvA"}


def test_clerical_stamps_no_day_to_come_and_none_that_is_not_in_the_calendar(house: House) -> None:
    at = instant("2024-06-14 09:00")
    matter = opened(house, at)
    take(house, matter, "draft", "cvA", at)
    take(house, matter, "submit", "cvA", at)
    for on, says in (("15/06/2024", "còn ở phía trước"), ("31/04/2024", "không có trong lịch")):
        with pytest.raises(UsageError, match=says):
            take(house, matter, "receive", "vt", at, on=on)
    assert take(house, matter, "receive", "vt", at + timedelta(days=3), on="14/06/2024") == "closed"
    assert met(house, *JUNE) == {"report:thang:2024-06:cvA": date(2024, 6, 14)}


# -- figures: frozen, contradicted later, drafted anew


def counted(house: House, matter: int) -> dict[str, str]:
    return {row.cells[1]: row.cells[2] for row in sheets(house, matter)["Số liệu đã chốt"].rows}


def test_a_report_speaks_as_of_its_draft_whatever_is_put_on_record_later(house: House) -> None:
    at = instant("2024-06-12 09:00")
    matter = opened(house, at)
    take(house, matter, "draft", "cvA", at)
    before = counted(house, matter)
    assert before["Báo cáo sự việc"] == "0"
    frozen = house.desk.matter(matter).facts.figures
    later = move_to(house, instant("2024-06-13 09:00"))
    told = {"which": "theo_doi", "person": "cvB", "about": "Việc mới"}
    event = house.work.open("event_report", told, by="cvB", at=later).matter
    assert counted(house, matter) == before and house.desk.matter(matter).facts.figures == frozen and sound(frozen)
    now = {f.label: f for t in live(house, later) for f in t.figures}
    assert now["Báo cáo sự việc"] == Figure("Báo cáo sự việc", "1", (event,))
    house.work.change(matter, "redraft", {}, by="cvA", at=later)
    take(house, matter, "draft", "cvA", later)
    assert counted(house, matter)["Báo cáo sự việc"] == "1"
    changed = sheets(house, matter)["Thay đổi so với bản trước"]
    assert ("Thông tin, báo cáo", "Báo cáo sự việc", "0", "1") in [row.cells for row in changed.rows]
    assert house.desk.matter(matter).facts.earlier == frozen
    note = sheets(house, matter)["Số liệu đã chốt"].note
    assert "Bản 2" in note and "09:00 13/06/2024" in note


def live(house: House, at: datetime) -> tuple[FigureTable, ...]:
    return figures(house.desk, house.registry, Period(date(2024, 5, 18), date(2024, 6, 17)), at=at)


def test_the_figures_count_what_arrived_what_was_late_and_what_was_told(house: House) -> None:
    at = instant("2024-06-18 09:00")
    on_time = opened(house, instant("2024-06-14 09:00"), person="cvB")
    sent(house, on_time, instant("2024-06-14 09:00"), by="cvB")
    late = opened(house, at)
    sent(house, late, at)
    (table,) = (t for t in figures(house.desk, house.registry, Period(*JUNE), at=at) if t.name == FIGURES.name)
    assert table.figures == (
        Figure("Đã nhận báo cáo tháng", "2", (late, on_time)), Figure("Báo cáo nhận trễ", "1", (late,)),
        Figure("Báo cáo sự việc", "0"),
    )  # fmt: skip


values = st.dictionaries(st.text(max_size=6), st.text(max_size=4), max_size=5)


def table_of(found: Mapping[str, str]) -> tuple[FigureTable, ...]:
    return (FigureTable("t", "Bảng", tuple(Figure(label, value, (1,)) for label, value in found.items())),)


@given(values, values)
def test_changes_are_what_differs_and_the_seal_tells_a_forgery(old: dict[str, str], new: dict[str, str]) -> None:
    period, at = Period(FIRST, LAST), NOON
    before, now = freeze(table_of(old), period, at), freeze(table_of(new), period, at)
    said = {c.label: (c.before, c.now) for c in changes(before, now)}
    assert said == {
        k: (old.get(k, ""), new.get(k, "")) for k in {*old, *new} if old.get(k, "") != new.get(k, "")
    }  # fmt: skip
    assert sound(before) and sound(now) and type(now).model_validate_json(now.model_dump_json()) == now
    assert (before.seal == now.seal) == (before.tables == now.tables)
    assert not sound(now.model_copy(update={"until": LAST - timedelta(days=1)}))
    forged = (*now.tables, *freeze(table_of({"thêm": "1"}), period, at).tables)
    assert not sound(now.model_copy(update={"tables": forged}))


# -- taken out


def asked(house: House, matter: int | None) -> ExportAsk:
    now = house.now()
    found = house.desk.matter(matter) if matter else None
    return ExportAsk(house.desk.office(now), house.desk.law(now), now, lambda name: house.places.store, found)


def test_a_report_as_markdown_says_what_was_frozen(house: House) -> None:
    at = instant("2024-06-14 09:00")
    matter = opened(house, at, text="Dòng một.\nDòng | hai.")
    assert "Báo cáo này chưa chốt số liệu." in exports.markdown(asked(house, matter)).decode()
    sent(house, matter, at)
    lines = exports.markdown(asked(house, matter)).decode().splitlines()
    assert lines[:5] == [
        "# Báo cáo tháng 6/2024", "", "- Người báo cáo: Chuyên viên A",
        "- Hạn: 17/06/2024 (Điều 11, khoản 2, gạch đầu dòng 1)", "- Ngày nhận: 14/06/2024",
    ]  # fmt: skip
    assert lines[6:8] == ["Dòng một.", "Dòng | hai."]
    assert "| Bảng | Chỉ tiêu | Giá trị | Các việc |" in lines
    assert house.desk.matter(matter).facts.figures.seal in lines[-1]


def test_a_report_whose_figures_were_touched_is_not_taken_out(house: House) -> None:
    at = instant("2024-06-14 09:00")
    matter = opened(house, at)
    sent(house, matter, at)
    ask = asked(house, matter)
    assert ask.matter is not None
    facts = ask.matter.facts
    forged = facts.model_copy(update={"figures": facts.figures.model_copy(update={"until": date(2024, 6, 18)})})
    with pytest.raises(UsageError, match="không còn khớp mã kiểm tra"):
        exports.markdown(replace(ask, matter=replace(ask.matter, facts=forged)))
    with pytest.raises(UsageError, match="cần số việc"):
        exports.markdown(asked(house, None))


def test_the_frozen_figures_as_a_table_stand_beside_those_of_the_issue_before(house: House) -> None:
    at = instant("2024-06-14 09:00")
    matter = opened(house, at)
    with pytest.raises(UsageError, match="chưa chốt số liệu"):
        exports.figures_xlsx(asked(house, matter))
    take(house, matter, "draft", "cvA", at)
    told = house.work.open("event_report", {"which": "phat_sinh", "person": "cvB", "about": "x"}, by="cvB", at=at)
    house.work.change(matter, "redraft", {}, by="cvA", at=at)
    take(house, matter, "draft", "cvA", at)
    (sheet,) = load_workbook(BytesIO(exports.figures_xlsx(asked(house, matter)))).worksheets
    rows = [tuple(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0] == ("Bảng", "Chỉ tiêu", "Giá trị", "Bản trước", "Các việc")
    assert ("Thông tin, báo cáo", "Báo cáo sự việc", "1", "0", str(told.matter)) in rows


def test_duties_as_a_calendar_keep_the_legal_day_with_a_word_on_the_working_day_before(house: House) -> None:
    at = move_to(house, instant("2026-05-04 09:00"))

    def owing(start: date, until: date) -> tuple[duties.Owed, ...]:
        return duties.owed(house.desk, start, until, at=at)

    ask = replace(asked(house, None), owed=owing, month=date(2026, 5, 1), person="cvA")
    read: Any = Calendar.from_ical(exports.duties_ics(ask))
    found = {str(e["summary"]).partition(" (")[0]: e for e in read.walk("VEVENT")}
    title = "Báo cáo tháng 5/2026 của Chuyên viên A"
    assert found[title]["dtstart"].dt == date(2026, 5, 17)
    assert found[f"Nhắc: {title}"]["dtstart"].dt == date(2026, 5, 15)
    assert "Cách gửi: qua Văn thư" in found[title]["description"]
    assert "Của: đồng chí Chuyên viên A" in found[title]["description"]
    assert "Báo cáo tiến độ chương trình công tác tháng 5/2026" in found  # of the unit he is in
    assert not any("Chuyên viên B" in title for title in found)
    whole: Any = Calendar.from_ical(exports.duties_ics(replace(ask, month=None, person=None)))
    uids = [str(e["uid"]) for e in whole.walk("VEVENT")]
    assert len(uids) == len(set(uids))
    owed = owing(date(2026, 5, 1), date(2027, 4, 30))
    assert len([uid for uid in uids if uid.startswith("nghia-vu-")]) == len(owed)
    assert exports.duties_ics(ask) == exports.duties_ics(ask)


# -- lists


def shown(house: House, listing: Listing, view: str) -> list[tuple[str, ...]]:
    chosen = next(v for v in listing.views if v.title == view)
    found = records(house.desk, listing, chosen, at=house.now())
    rows = [cells(listing, record) for record in found]
    assert all(text != "?" and tone in TONES for row in rows for text, tone in row)
    return [tuple(text for text, _ in row) for row in rows]


def test_the_list_of_periodic_reports(house: House) -> None:
    at = instant("2024-06-18 09:00")
    late, waiting = opened(house, at, person="cvB"), opened(house, at)
    sent(house, late, at, by="cvB")
    house.work.change(opened(house, at, person="cvC"), "withdraw", {}, by="cvC", at=at)
    report, days = "Báo cáo tháng 6/2024", "17/06/2024"
    owes = (report, "Chuyên viên A", days, "", "quá hạn 1 ngày")
    came = (report, "Chuyên viên B", days, "18/06/2024", "nộp trễ 1 ngày")
    assert shown(house, listings.REPORTS, "Chưa nộp") == shown(house, listings.REPORTS, "Quá hạn") == [owes]
    assert shown(house, listings.REPORTS, "Đã nhận") == shown(house, listings.REPORTS, "Nộp trễ") == [came]
    assert [row[4] for row in shown(house, listings.REPORTS, "Tất cả")] == [
        "đã rút", "quá hạn 1 ngày", "nộp trễ 1 ngày",
    ]  # fmt: skip
    assert waiting > late


def test_the_list_of_event_reports(house: House) -> None:
    at = move_to(house, instant("2024-06-18 09:00"))
    for by, facts in (
        ("cvA", {"which": "theo_doi", "person": "cvA", "about": "Một", "urgency": "gap"}),
        ("head", {"which": "du_hop", "person": "deputy1", "about": "Hai", "meeting": "Họp ngành"}),
    ):
        house.work.open("event_report", facts, by=by, at=at)
    waits = ("Họp ngành", "vấn đề lớn ở cuộc họp đã dự", "Phó 1", "Chánh Văn phòng", "chờ báo cáo")
    urgent = ("Một", "vấn đề của lĩnh vực, địa bàn theo dõi", "Chuyên viên A", "Phó phụ trách", "chờ ý kiến")
    assert shown(house, listings.EVENTS, "Chờ báo cáo") == [waits]
    assert shown(house, listings.EVENTS, "Gấp") == shown(house, listings.EVENTS, "Chờ ý kiến") == [urgent]


def test_lists_fit_a_narrow_screen_and_open_what_they_show() -> None:
    for listing in (listings.REPORTS, listings.EVENTS):
        assert sum(column.width for column in listing.columns) <= 66
        assert {kind for kind, _ in listing.new} == set(listing.kinds) and listing.empty
