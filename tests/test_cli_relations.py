"""Relations by the command line: what a person reads of them, at 80 columns, and words that were typed twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.extension import in_tree
from core.extension.registry import Registry
from core.text import width
from tests.support.cli import Vptu
from tests.support.office import SampleStore
from tests.test_cli_documents import ARRIVAL, wrong

REQUEST = (
    "open", "coordination", "content=22.1", "counterpart=ban_to_chuc", "unit=tong_hop", "responsible=cvA",
    "request=Cho ý kiến về chương trình hội nghị quý IV", "reply_by=15/10/2024",
)  # fmt: skip


@pytest.fixture
def vptu(sample_store: SampleStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vptu:
    return Vptu.fresh(sample_store.path, tmp_path, monkeypatch)


@pytest.fixture
def wide(vptu: Vptu, monkeypatch: pytest.MonkeyPatch) -> Vptu:
    monkeypatch.setenv("COLUMNS", "160")
    return vptu


def flat(text: str) -> str:
    return " ".join(text.split())


def test_what_is_on_record_is_shown_by_its_titles(wide: Vptu) -> None:
    wide.done("cvA", *REQUEST)
    wide.done("vt", "take", "1", "ask", "to=Phòng Tổng hợp", "document=12-CV/VPTU")
    text = flat(wide("show", "1").out)
    assert "Hỏi 07/10/2024 Phòng Tổng hợp 12-CV/VPTU" in text and "document:" not in text
    wide.done("cvA", "open", "ward_report", "ward=phuong_1", "report=Báo cáo quý", "due=04/10/2024")
    wide.done("vt", "take", "2", "receive", "document=9-BC/ĐU")
    text = flat(wide("show", "2").out)
    assert "Báo cáo quý 04/10/2024 07/10/2024 9-BC/ĐU đã nhận, trễ 1 ngày làm việc" in text and "on:" not in text


def test_the_history_says_what_was_done_in_words(wide: Vptu) -> None:
    wide.done("cvA", *REQUEST)
    wide.done("vt", "take", "1", "ask", "to=Phòng Tổng hợp", "document=12-CV/VPTU")
    wide.done("cvA", "act", "1", "prolong", "reply_by=20/10/2024", "reason=Ban đề nghị")
    history = flat(wide("show", "1").out.split("Lịch sử")[1].split("Tiếp theo")[0])
    assert "làm bước gửi đề nghị, ghi rõ đã hỏi ai" in history
    assert "Hạn trả lời mới: 20/10/2024; Lý do gia hạn: Ban đề nghị" in history
    assert "prolong" not in history


def test_a_return_shows_its_reason_in_the_history(wide: Vptu) -> None:
    trip = ("field_trip", "person=cvA", "ward=phuong_1", "from=09/10/2024", "until=09/10/2024")
    wide.done("cvA", "open", *trip)
    wide.done("deputy1", "return", "1", "--note", "Ghi rõ nội dung")
    assert "Ghi rõ nội dung" in wide("show", "1").out.split("Lịch sử")[1]


def test_a_reminder_that_is_no_longer_a_step_keeps_its_words(wide: Vptu) -> None:
    wide.done("cvA", "open", "ward_report", "ward=phuong_1", "report=Báo cáo quý", "due=04/10/2024")
    assert "chase:1" in wide.to("cvA", "desk").out
    wide.done("cvA", "take", "1", "chase:1", "to=Chánh văn phòng phường")
    assert "Chánh văn phòng phường" in flat(wide("show", "1").out.split("Lịch sử")[1])
    assert "chase:2" in wide.to("cvA", "desk").out


def test_an_answer_of_a_body_is_shown_by_its_name(wide: Vptu) -> None:
    joint = ("joint", "content=chi_bo", "counterpart=party_cell", "about=Sinh hoạt", "responsible=deputy1")
    wide.done("head", "open", *joint)
    wide.done("deputy1", "take", "1", "ask", "way=họp")
    wide.done("vt", "take", "1", "answer", "says=Nhất trí", "--evidence", "so=1-CB,ngay=07/10/2024")
    text = flat(wide("show", "1").out)
    assert "ghi nhận ý kiến (Chi bộ Văn phòng)" in text and "(party_cell), ngày" not in text


def test_an_option_given_twice_is_not_lost_without_a_word(vptu: Vptu) -> None:
    vptu.done("cvA", *REQUEST)
    vptu.done("vt", "take", "1", "ask", "to=Phòng Tổng hợp", "document=12-CV/VPTU")
    answer = ("take", "1", "answer", "says=Nhất trí")
    wrong(
        vptu.to("vt", *answer, "--evidence", "so=3-CV/BTC", "--evidence", "ngay=07/10/2024"),
        "--evidence được ghi hai lần", "so=…,ngay=…",
    )  # fmt: skip
    wrong(vptu.to("vt", *answer, "--note", "a", "--note=b"), "--note được ghi hai lần")
    vptu.done("vt", *answer, "--evidence", "so=3-CV/BTC,ngay=07/10/2024")


def test_kinds_say_whose_id_is_asked_for(vptu: Vptu) -> None:
    text = flat(vptu("kinds", "coordination").out)
    assert "Cơ quan phối hợp mã cơ quan (vptu bodies)" in text and "Bộ phận chủ trì mã bộ phận" in text
    assert "Địa bàn (phường, xã) mã địa bàn" in flat(vptu("kinds", "ward_report").out)
    assert "danh sách mã địa bàn" in flat(vptu("kinds", "ward_guidance").out)


def test_at_80_columns_a_list_leaves_its_main_column_room(vptu: Vptu) -> None:
    long = "subject=Báo cáo tình hình thực hiện nghị quyết quý III và phương hướng nhiệm vụ quý IV năm 2024"
    vptu.done("vt", *ARRIVAL[:6], long, *ARRIVAL[7:])
    vptu.done("cvA", *REQUEST)
    for name, subject in (("incoming", "Báo cáo tình hình thực"), ("coordination", "22.1 Cho ý kiến về chương")):
        lines = vptu("list", name).out.splitlines()
        assert max(map(width, lines)) <= 80 and any(subject in line for line in lines)


def test_what_does_not_fit_beside_stands_below(vptu: Vptu, monkeypatch: pytest.MonkeyPatch) -> None:
    vptu.done("vt", *ARRIVAL)
    narrow, (_, titles, *_) = flat(vptu("list", "incoming").out), vptu("list", "incoming").out.splitlines()
    monkeypatch.setenv("COLUMNS", "160")
    _, wide, *_ = vptu("list", "incoming").out.splitlines()
    missing = [word for word in ("Tác giả", "Nơi xử lý", "Người xử lý", "Hạn") if word in wide and word not in titles]
    assert all(f"{word}: " in narrow for word in missing) and len(titles) <= 80


def test_many_reports_are_not_received_without_saying_how_each_came(vptu: Vptu) -> None:
    for due in ("04/10/2024", "20/10/2024"):
        vptu.done("cvA", "open", "ward_report", "ward=phuong_1", "report=Báo cáo quý", f"due={due}")
    seen = flat(vptu.to("vt", "bulk", "receive", "1", "2").out)
    assert seen.startswith("0 được, 2 không") and seen.count("Chưa ghi báo cáo đến bằng gì") == 2


def test_relations_stand_without_the_documents(vptu: Vptu, monkeypatch: pytest.MonkeyPatch) -> None:
    """A visitor's paper was drawn up while there were documents: the list of them still shows what the store holds."""
    vptu.done("vt", "open", "document", "type=giay_di_duong", "holder=visitor", "title=Giấy đi đường của khách")
    left = {name: package for name, package in in_tree.IN_TREE.items() if name != "documents"}
    monkeypatch.setattr(Registry.load_in_tree, "__defaults__", (left,))
    assert "document" not in [kind["kind"] for kind in vptu("kinds", "--json").json["kinds"]]
    assert "Giấy đi đường của khách" in flat(vptu("list", "visitors").out)
    vptu.done("cvA", "open", "ward_report", "ward=phuong_1", "report=Báo cáo quý", "due=04/10/2024")
    vptu.done("vt", "take", "2", "receive", "document=9-BC/ĐU")
    known = [one["name"] for one in vptu("list", "--json").json["listings"]]
    assert {"coordination", "wards", "visitors"} <= set(known) and "incoming" not in known
    assert all(vptu("list", name).code == 0 for name in known) and vptu("show", "1").code == 0
