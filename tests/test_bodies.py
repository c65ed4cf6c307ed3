"""The directory of counterparts: what they are, how they are reached, which ward they belong to, and when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from config.office_files import read_office
from core.office.config import BodyEntry, Term, check, parse
from core.office.diff import diff
from core.office.export import export, from_json, tables, to_json
from core.office.office import BODY_KINDS

OFFICE = """\
name = "Văn phòng"

[[areas]]
id = "phuong_1"
name = "Phường 1"
until = 2025-06-30

[[areas]]
id = "phuong_2"
name = "Phường 2"

[[people]]
id = "chanh"
name = "Chánh"
rank = "head"
title = "Chánh Văn phòng"
from = 2022-02-01

[[bodies]]
id = "vp_phuong"
name = "Văn phòng Đảng ủy Phường"
"""


def said(more: str) -> list[str]:
    """The faults of the office with more said of its last body; a warning is marked."""
    return [("(nhắc) " if fault.warning else "") + str(fault) for fault in check(OFFICE + more, "vp.toml")]


def test_the_sample_names_every_kind_of_counterpart() -> None:
    office = read_office().on(date(2024, 3, 7))
    names = {kind: [body.id for body in office.bodies_of_kind(kind)] for kind in BODY_KINDS}
    assert names == {
        "party_body": ["standing", "btv", "bch"],
        "advisory": ["ban_to_chuc", "ban_tuyen_giao_dan_van", "uy_ban_kiem_tra"],
        "council_office": ["vp_hdnd_ubnd"],
        "provincial_office": ["vp_tinh_uy"],
        "ward_office": ["vp_phuong_1", "vp_phuong_2"],
        "party_cell": ["party_cell"],
        "union": ["union"],
        "leader": [],
        "other": ["mttq"],
    }
    assert [body.area for body in office.bodies_of_kind("ward_office")] == ["phuong_1", "phuong_2"]
    assert all(body.area in office.areas for body in office.bodies_of_kind("ward_office"))
    assert office.bodies["ban_to_chuc"].contact == "máy lẻ 201"


def test_a_body_says_what_it_is_only_if_somebody_wrote_it() -> None:
    office = parse(OFFICE, source="vp.toml").on(date(2024, 3, 7))
    body = office.bodies["vp_phuong"]
    assert (body.kind, body.contact, body.area, body.spokesperson) == ("", "", None, None)
    assert office.bodies_of_kind("ward_office") == () and office.bodies_of_kind("") == (body,)


@pytest.mark.parametrize(
    ("more", "faults"),
    [
        ('kind = "ward_office"\narea = "phuong_2"\ncontact = "024 1234"\n', []),
        ('kind = "union"\n', []),
        (
            'kind = "ward"\n',
            [
                "vp.toml, dòng 22, khóa «bodies.vp_phuong.kind»: «ward» không phải loại tổ chức. Hãy chọn một trong: "
                "party_body, advisory, council_office, provincial_office, ward_office, party_cell, union, leader, "
                "other."
            ],
        ),
        (
            'kind = ""\n',
            ["vp.toml, dòng 22, khóa «bodies.vp_phuong.kind»: để trống. Hãy điền giá trị hoặc xóa cả dòng."],
        ),
        (
            'kind = "ward_office"\n',
            [
                "(nhắc) vp.toml, dòng 19, khóa «bodies.vp_phuong»: «Văn phòng Đảng ủy Phường» chưa ghi thuộc địa bàn "
                "nào. Hãy thêm khóa area với mã của một mục [[areas]]."
            ],
        ),
        (
            'area = "phuong2"\n',
            [
                "vp.toml, dòng 22, khóa «bodies.vp_phuong.area»: không có địa bàn «phuong2». "
                "Có phải là «phuong_2» không? Hãy sửa hoặc thêm vào [[areas]]."
            ],
        ),
        (
            'area = "phuong_1"\nuntil = 2025-12-31\n',
            [
                "(nhắc) vp.toml, dòng 22, khóa «bodies.vp_phuong.area»: «Văn phòng Đảng ủy Phường» thuộc địa bàn "
                "«Phường 1» từ 01/07/2025 đến 31/12/2025, khi địa bàn này không hoạt động. "
                "Hãy xem lại ngày của tổ chức hoặc của địa bàn."
            ],
        ),
        (
            "from = 2024-02-02\nuntil = 2024-02-01\n",
            [
                "vp.toml, dòng 23, khóa «bodies.vp_phuong.until»: ngày cuối 01/02/2024 trước ngày đầu 02/02/2024. "
                "Hãy sửa một trong hai ngày; ngày until tính cả ngày đó."
            ],
        ),
        (
            f'contact = "{"9" * 201}"\n',
            [
                "vp.toml, dòng 22, khóa «bodies.vp_phuong.contact»: dài 201 ký tự, giới hạn là 200. "
                "Hãy viết gọn lại hoặc đính kèm nội dung thành tệp."
            ],
        ),
        (
            'kinds = "union"\n',
            [
                "vp.toml, dòng 22, khóa «bodies.vp_phuong.kinds»: không có khóa này. Có phải là «kind» không? "
                "Hãy sửa hoặc xóa dòng này."
            ],
        ),
    ],
)
def test_what_may_be_said_of_a_body(more: str, faults: list[str]) -> None:
    assert said(more) == faults


@pytest.mark.parametrize(
    ("day", "there"),
    [("2024-01-31", False), ("2024-02-01", True), ("2025-06-30", True), ("2025-07-01", False)],
)
def test_a_body_is_there_on_its_days_alone(day: str, there: bool) -> None:
    """Both ends count; a body that was merged away leaves the list of that day, not the configuration."""
    config = parse(OFFICE + "from = 2024-02-01\nuntil = 2025-06-30\n", source="vp.toml")
    assert ("vp_phuong" in config.on(date.fromisoformat(day)).bodies) is there
    assert [body.id for body in config.bodies] == ["vp_phuong"]


def test_an_area_that_is_gone_is_gone_from_the_body() -> None:
    config = parse(OFFICE + 'kind = "ward_office"\narea = "phuong_1"\n', source="vp.toml")
    last = date(2025, 6, 30)
    assert config.on(last).bodies["vp_phuong"].area == "phuong_1"
    assert config.on(last + timedelta(1)).bodies["vp_phuong"].area is None
    assert config.on(last + timedelta(1)).bodies_of_kind("ward_office")


def test_all_of_a_body_is_written_back() -> None:
    more = (
        'kind = "ward_office"\ncontact = "024 1234, đồng chí trực"\narea = "phuong_2"\nspokesperson = "chanh"\n'
        "from = 2024-02-01\nuntil = 2025-06-30\n"
    )
    config = parse(OFFICE + more, source="vp.toml")
    kept = BodyEntry(
        "vp_phuong", "Văn phòng Đảng ủy Phường", "chanh", Term(date(2024, 2, 1), date(2025, 6, 30)), "ward_office",
        "024 1234, đồng chí trực", "phuong_2",
    )  # fmt: skip
    assert config.bodies == (kept,)
    assert parse(export(config), source="xuat.toml") == config == from_json(to_json(config))
    assert tables(config)["bodies"] == [
        {
            "id": "vp_phuong",
            "name": "Văn phòng Đảng ủy Phường",
            "kind": "ward_office",
            "contact": "024 1234, đồng chí trực",
            "area": "phuong_2",
            "spokesperson": "chanh",
            "from": date(2024, 2, 1),
            "until": date(2025, 6, 30),
        }
    ]


def test_a_version_kept_before_bodies_had_a_kind_still_opens() -> None:
    kept = (
        '{"format":1,"name":"Văn phòng","bodies":[{"id":"btv","name":"Ban Thường vụ","spokesperson":"bi_thu"}],'
        '"people":[{"id":"bi_thu","name":"Bí thư","rank":"outside","title":"Bí thư","from":"2022-02-01"}]}'
    )
    config = from_json(kept)
    assert config.bodies == (BodyEntry("btv", "Ban Thường vụ", "bi_thu"),)
    body = config.on(date(2024, 3, 7)).bodies["btv"]
    assert (body.kind, body.contact, body.area, body.spokesperson) == ("", "", None, "bi_thu")
    assert from_json(to_json(config)) == config


def test_what_changes_in_the_directory_is_told_in_words() -> None:
    old = parse(OFFICE + 'contact = "024 1234"\n', source="cũ")
    new = parse(OFFICE + 'kind = "ward_office"\ncontact = "024 9999"\narea = "phuong_2"\n', source="mới")
    assert [str(change) for change in diff(old, new)] == [
        "Loại của «Văn phòng Đảng ủy Phường»: văn phòng đảng ủy phường, xã (trước: không ghi)",
        "Liên hệ của «Văn phòng Đảng ủy Phường»: 024 9999 (trước: 024 1234)",
        "Địa bàn của «Văn phòng Đảng ủy Phường»: Phường 2 (trước: không ghi)",
    ]
    assert [str(change) for change in diff(new, parse(OFFICE, source="x"))] == [
        "Loại của «Văn phòng Đảng ủy Phường»: không ghi (trước: văn phòng đảng ủy phường, xã)",
        "Liên hệ của «Văn phòng Đảng ủy Phường»: không ghi (trước: 024 9999)",
        "Địa bàn của «Văn phòng Đảng ủy Phường»: không ghi (trước: Phường 2)",
    ]
    assert diff(new, new) == ()
