"""The boards and sheets of relations, from a store: what a person sees of a matter under way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pytest

from core.errors import Refused, UsageError
from core.law.ruling import Act
from core.law.sheet import TONES, Sheet
from core.listing import Listing, cells, records
from core.office.sessions import whole_days
from plugins.relations import listings
from plugins.relations.ward_report.kind import WARD_REPORT
from tests.support.cli import Vptu
from tests.support.office import SampleStore, instant, move_to
from tui.house import House

NOW = instant("2024-09-25 08:00")

OPENED: tuple[tuple[str, str, Mapping[str, object]], ...] = (
    ("ward_report", "cvA", {"ward": "phuong_1", "report": "Báo cáo tháng 9", "due": "20/09/2024"}),
    ("ward_guidance", "cvA", {"content": "nghiep_vu", "about": "Mẫu báo cáo", "responsible": "cvA"}),
    ("coordination", "cvA", {
        "content": "22.1", "counterpart": "ban_to_chuc", "unit": "tong_hop", "responsible": "cvA",
        "request": "Tài liệu họp", "reply_by": "27/09/2024",
    }),
    ("direct_task", "cvA", {"person": "cvA", "giver": "secretary", "task": "Số liệu"}),
    ("report_up", "cvA", {"content": "dot_xuat", "about": "Mất điện", "responsible": "cvA"}),
    ("joint", "cvA", {"content": "chi_bo", "counterpart": "party_cell", "about": "Sinh hoạt", "responsible": "cvA"}),
    ("field_trip", "cvA", {"person": "cvA", "ward": "phuong_1", "from": "27/09/2024", "until": "27/09/2024"}),
)  # fmt: skip
LISTINGS: tuple[Listing, ...] = (
    listings.WARDS, listings.GUIDANCE, listings.COORDINATION, listings.DIRECT, listings.UP, listings.JOINT,
    listings.TRIPS,
)  # fmt: skip


def opened(house: House) -> dict[str, int]:
    """One matter of each kind, opened before it was due."""
    at = move_to(house, instant("2024-09-18 08:00"))
    return {kind: house.work.open(kind, facts, by=by, at=at).matter for kind, by, facts in OPENED}


def take(house: House, matter: int, step: str, by: str, said: Mapping[str, object], at: datetime = NOW) -> None:
    evidence = {"so": "88-VP", "ngay": "25/09/2024"}
    house.work.take(matter, step, by=by, at=at, act=Act(evidence=evidence, payload=said))


def sheets(house: House, matter: int) -> list[Sheet]:
    found = house.desk.matter(matter)
    procedure = house.registry.rules().procedure(found.kind)
    return list(procedure.sheets(found, house.desk.office(NOW), house.desk.law(NOW)))


def shown(house: House, listing: Listing, view: int = -1) -> list[tuple[str, ...]]:
    found = records(house.desk, listing, listing.views[view], at=NOW)
    return [tuple(text for text, _ in cells(listing, record)) for record in found]


def test_every_kind_has_a_list_whose_cells_can_be_read(house: House) -> None:
    matters = opened(house)
    move_to(house, NOW)
    for listing in LISTINGS:
        (row,) = records(house.desk, listing, listing.views[-1], at=NOW)
        assert row.row.id == matters[listing.kinds[0]]
        found = cells(listing, row)
        assert all(text != "?" and tone in TONES for text, tone in found)
        assert listing.columns[0].width == 0 or found[0][0]
        assert listing.new[0][0] in listing.kinds and listing.empty
        assert sum(column.width for column in listing.columns) <= 66  # 80 columns hold it, with room for the first


def test_visitors_papers_are_seen_among_the_documents(house: House) -> None:
    at = move_to(house, NOW)
    assert shown(house, listings.VISITORS) == []
    for facts in (
        {"type": "giay_di_duong", "holder": "visitor"},
        {"type": "cong_lenh", "holder": "visitor"},
        {"field": "noi_chinh"},
    ):
        house.work.open("document", {"title": "Giấy của khách", **facts}, by="vt", at=at)
    assert [row[2:] for row in shown(house, listings.VISITORS, 0)] == [("Văn thư", "đang làm")] * 2
    assert listings.VISITORS.new == (("document", {"type": "giay_di_duong", "holder": "visitor"}),)


def test_the_board_of_wards_shows_state_and_reminders(house: House) -> None:
    matter = opened(house)["ward_report"]
    move_to(house, NOW)
    late = "Phường 1", "Báo cáo tháng 9", "20/09/2024", "quá hạn 3 ngày làm việc"
    assert shown(house, listings.WARDS, 1) == [(*late, "")]
    for n in (1, 2):
        house.work.change(matter, "remind", {"to": "văn phòng", "guidance": f"mẫu {n}"}, by="cvA", at=NOW)
    assert shown(house, listings.WARDS, 1) == [(*late, "lần thứ 2")]
    assert [row.cells[1:] for row in sheets(house, matter)[1].rows] == [
        ("nhắc lần thứ 1", "văn phòng", "mẫu 1"), ("nhắc lần thứ 2", "văn phòng", "mẫu 2"),
    ]  # fmt: skip
    take(house, matter, "receive", "vt", {"matter": 7, "on": "24/09/2024"})
    assert shown(house, listings.WARDS, 1) == []
    assert shown(house, listings.WARDS, 2)[0][3] == "đã nhận, trễ 2 ngày làm việc"
    ties = WARD_REPORT.links(house.desk.matter(matter).facts)
    assert [(tie.matter, tie.says) for tie in ties] == [(7, "báo cáo đến")]


def test_the_coordination_board_and_the_record_of_who_was_asked(house: House) -> None:
    matter = opened(house)["coordination"]
    move_to(house, NOW)
    assert [row[4] for row in shown(house, listings.COORDINATION)] == ["chưa gửi đề nghị"]
    assert sheets(house, matter)[0].rows == () and "chưa gửi đề nghị" in sheets(house, matter)[0].note
    take(house, matter, "ask", "vt", {"to": "Chánh văn phòng", "document": "61-CV/VPTU", "on": "19/09/2024"})
    assert [row[4] for row in shown(house, listings.COORDINATION)] == ["chờ trả lời"]
    take(house, matter, "answer", "vt", {"says": "Gửi tài liệu"})
    (sheet,) = sheets(house, matter)
    name = "Ban Tổ chức Thành ủy"
    assert [row.cells for row in sheet.rows] == [
        ("Hỏi", "19/09/2024", "Chánh văn phòng", "61-CV/VPTU"), ("Trả lời", "25/09/2024", name, "Gửi tài liệu"),
    ]  # fmt: skip
    assert sheet.note == f"{name}: đã trả lời đúng hạn; hạn trả lời 27/09/2024."
    facts = house.desk.matter(matter).facts
    assert str(facts.asked) == "Chánh văn phòng, 61-CV/VPTU, 19/09/2024"
    take(house, matter, "close", "deputy1", {"result": "Đủ tài liệu"})
    assert [row[4] for row in shown(house, listings.COORDINATION)] == ["đã kết thúc"]


def test_who_has_not_received_the_guidance_is_shown(house: House) -> None:
    matter = opened(house)["ward_guidance"]
    move_to(house, NOW)
    assert [row.cells[4] for row in sheets(house, matter)[0].rows] == ["sẽ gửi", "sẽ gửi"]
    house.work.take(matter, "consent", by="deputy1", at=NOW)
    take(house, matter, "send", "vt", {"document": "45-HD/VPTU"})
    house.work.change(matter, "receipt", {"ward": "phuong_2"}, by="vt", at=NOW)
    assert [row[3] for row in shown(house, listings.GUIDANCE, 0)] == ["đã nhận 1/2 nơi"]
    assert [(row.cells[0], row.cells[4]) for row in sheets(house, matter)[0].rows] == [
        ("Văn phòng Đảng ủy Phường 1", "chưa nhận"), ("Văn phòng Đảng ủy Phường 2", "đã nhận"),
    ]  # fmt: skip


def test_the_other_boards_follow_their_matters(house: House) -> None:
    matters = opened(house)
    move_to(house, NOW)
    take(house, matters["direct_task"], "result", "cvA", {"says": "Đã gửi"})
    assert [row[4] for row in shown(house, listings.DIRECT, 1)] == ["chờ báo lại"]
    take(house, matters["direct_task"], "report_back", "cvA", {"says": "Đã báo"})
    assert [row[4] for row in shown(house, listings.DIRECT)] == ["đã báo lại"]
    take(house, matters["report_up"], "report", "head", {"way": "gọi điện"})
    assert [row[3] for row in shown(house, listings.UP)] == ["chờ ý kiến"]
    take(house, matters["report_up"], "answer", "vt", {"says": "Khắc phục ngay"})
    assert [row[3] for row in shown(house, listings.UP)] == ["đã có ý kiến"]
    assert sheets(house, matters["report_up"])[0].rows[1].cells == ("Ý kiến", "", "Khắc phục ngay")
    take(house, matters["joint"], "ask", "cvA", {"way": "họp"})
    take(house, matters["joint"], "answer", "vt", {"says": "Nhất trí"})
    assert [row[4] for row in shown(house, listings.JOINT)] == ["đã có ý kiến"]
    assert sheets(house, matters["joint"])[0].rows[1].cells == ("Ý kiến", "25/09/2024", "Nhất trí")
    house.work.change(matters["joint"], "withdraw", {}, by="cvA", at=NOW)
    assert [row[4] for row in shown(house, listings.JOINT)] == ["đã rút"]


def test_a_specialist_on_an_agreed_trip_is_away(house: House) -> None:
    matter = opened(house)["field_trip"]
    on_the_day = instant("2024-09-27 08:00")
    assert "cvA" not in house.desk.office(on_the_day).away
    house.work.take(matter, "consent", by="deputy1", at=NOW)
    assert "cvA" in house.desk.office(on_the_day).away


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("ward_report", "received", {"on": "2024-09-20", "document": "1-BC"}),
        ("ward_report", "reminders", [{"n": 5, "at": "2024-09-20T08:00:00+07:00", "to": "phường"}]),
        ("coordination", "answer", {"says": "có", "on": "2024-09-20", "by": "cvA"}),
        ("report_up", "answer", "Đồng ý"),
        ("joint", "result", "Xong"),
        ("direct_task", "back", "Đã báo"),
        ("field_trip", "found", "Tốt"),
        ("ward_guidance", "sent", {"document": "1-CV", "on": "2024-09-20", "wards": ["phuong_1"]}),
    ],
)
def test_nobody_opens_a_matter_with_acts_already_on_its_record(
    kind: str, name: str, value: object, house: House
) -> None:
    at = move_to(house, instant("2024-09-18 08:00"))
    _, by, facts = next(row for row in OPENED if row[0] == kind)
    with pytest.raises(UsageError, match=f"«{name}» do các bước của việc ghi lại"):
        house.work.open(kind, {**facts, name: value}, by=by, at=at)


# -- as it is typed


@pytest.fixture
def vptu(sample_store: SampleStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vptu:
    return Vptu.fresh(sample_store.path, tmp_path, monkeypatch)


def test_to_punish_a_ward_is_not_even_a_word(vptu: Vptu) -> None:
    """21.1/1: the answer names the verbs there are."""
    facts = ("ward=phuong_1", "report=Báo cáo tháng", "due=20/12/2024")
    said = vptu("may", "cvA", "discipline", "ward_report", *facts)
    assert said.code == 2 and said.out == ""
    assert "không có thao tác «discipline»" in said.sentence
    assert all(verb in said.sentence for verb in (*WARD_REPORT.verbs, *WARD_REPORT.changes))


def test_a_ward_is_reminded_and_listed_by_command(vptu: Vptu) -> None:
    facts = ("ward=phuong_1", "report=Báo cáo tháng 9", "due=01/10/2024")
    assert vptu.to("cvA", "open", "ward_report", *facts).code == 0
    assert vptu.to("cvB", "act", "1", "remind", "to=văn phòng phường").code == 3
    assert vptu.to("cvA", "act", "1", "remind", "to=văn phòng phường").code == 0
    listed = vptu("list", "relations.wards").out
    assert "Báo cáo tháng 9" in listed and "quá hạn 4" in listed and "lần thứ 1" in listed


# -- who follows a ward sees on his desk that its report is late


def on_desk(house: House, person: str, day: str) -> list[str]:
    return [w.step for w in house.desk.tray(person, instant(day)).mine if w.kind == "ward_report"]


def test_a_late_report_stands_on_the_desk_of_who_follows_the_ward(house: House) -> None:
    at = move_to(house, instant("2024-09-18 08:00"))
    facts = {"ward": "phuong_1", "report": "Báo cáo tháng 9", "due": "20/09/2024"}
    matter = house.work.open("ward_report", facts, by="vt", at=at).matter
    assert on_desk(house, "cvA", "2024-09-20 16:00") == []
    assert on_desk(house, "cvA", "2024-09-21 08:00") == ["chase:1"]
    assert on_desk(house, "vt", "2024-09-21 08:00") == ["receive"]
    said = {"to": "chánh văn phòng", "guidance": "mẫu báo cáo"}
    house.work.take(matter, "chase:1", by="cvA", at=move_to(house, NOW), act=Act(payload=said))
    (reminder,) = house.desk.matter(matter).facts.reminders
    assert (reminder.n, reminder.to, reminder.guidance) == (1, "chánh văn phòng", "mẫu báo cáo")
    assert on_desk(house, "cvA", "2024-09-25 09:00") == ["chase:2"]
    house.work.change(matter, "remind", {"to": "phường"}, by="deputy1", at=NOW)
    assert on_desk(house, "cvA", "2024-09-25 09:00") == ["chase:3"]
    take(house, matter, "receive", "vt", {"document": "9-BC/ĐU"})
    assert house.desk.matter(matter).status == "closed"
    assert on_desk(house, "cvA", "2024-09-25 09:00") == on_desk(house, "vt", "2024-09-25 09:00") == []


def test_a_report_that_comes_in_time_is_never_chased(house: House) -> None:
    matter = opened(house)["ward_report"]
    at = instant("2024-09-19 08:00")
    said = {"to": "phường"}
    with pytest.raises(Refused) as caught:
        house.work.take(matter, "chase:1", by="cvA", at=at, act=Act(payload=said))
    assert "còn chờ Bộ phận Văn thư nhận báo cáo của phường, xã (đến hết ngày 20/09/2024)" in str(caught.value)
    take(house, matter, "receive", "vt", {"document": "9-BC/ĐU"}, at)
    assert house.desk.matter(matter).status == "closed"
    assert [s.id for s in house.desk.matter(matter).route] == ["receive"]


def test_wards_are_told_apart_in_a_narrow_column(house: House) -> None:
    opened(house)
    (row,) = shown(house, listings.WARDS)
    assert row[0] == "Phường 1" and len(row[0]) <= listings.WARDS.columns[0].width


def test_a_recurring_report_that_was_made_is_met_and_only_that_one(house: House) -> None:
    """23-1/1, 21.1/1: the occurrence closest to the day of the report; the ward's by name and day."""
    at = move_to(house, instant("08:00 24/09/2024"))
    window = whole_days(date(2024, 6, 1), date(2025, 1, 31))
    setting = "Báo cáo tháng|thang|20"
    house.governing.set_parameter(
        "relations.ward_reports", setting, since=date(2022, 2, 1), reason="thử", by="head", at=at
    )

    def met() -> set[str]:
        return {due.key for due in house.desk.dues(window, at) if due.met}

    assert met() == set()
    facts = {"content": "quy", "about": "Tình hình quý III", "responsible": "cvA", "period": "quý III/2024"}
    up = house.work.open("report_up", facts, by="cvA", at=at).matter
    house.work.take(up, "report", by="head", at=at, act=Act(payload={"way": "trực tiếp"}))
    ward = house.work.open(
        "ward_report", {"ward": "phuong_1", "report": "báo cáo tháng", "due": "20/09/2024"}, by="cvA", at=at
    ).matter
    house.work.take(ward, "receive", by="vt", at=at, act=Act(payload={"document": "12-BC/ĐU"}))
    quarter = next(key for key in met() if key.startswith("report_up:"))
    assert abs((date.fromisoformat(quarter.partition(":")[2]) - at.date()).days) < 46
    assert met() == {quarter, "ward_report:phuong_1:bao-cao-thang:2024-09-20"}
    later = house.work.open(
        "ward_report", {"ward": "phuong_1", "report": "Báo cáo tháng", "due": "20/10/2024"}, by="cvA", at=at
    ).matter
    assert house.desk.matter(later).status == "open" and len(met()) == 2


def test_what_came_as_a_matter_that_does_not_exist_is_refused(house: House) -> None:
    at = move_to(house, instant("08:00 24/09/2024"))
    facts = {"ward": "phuong_1", "report": "Báo cáo", "due": "20/09/2024"}
    ward = house.work.open("ward_report", facts, by="cvA", at=at).matter
    with pytest.raises(UsageError, match="Không có việc số 999"):
        house.work.take(ward, "receive", by="vt", at=at, act=Act(payload={"matter": 999}))
    assert house.desk.matter(ward).status == "open"
