"""The office's configuration: the sample, every fault to its sentence, one day of it, changes, writing it back."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.office_files import SAMPLE, read_office, read_text
from core.errors import ConfigError, StoreError
from core.office.config import (
    ALWAYS,
    Assignment,
    BodyEntry,
    Duty,
    OfficeConfig,
    PersonEntry,
    Post,
    Term,
    Topic,
    UnitEntry,
    check,
    parse,
)
from core.office.diff import diff
from core.office.export import export, from_json, to_json
from core.office.faults import FaultyFileError
from core.office.office import BODY_KINDS, Rank
from core.office.toml_text import Lines

SMALL = """\
name = "Văn phòng"

[[units]]
id = "tong_hop"
name = "Bộ phận Tổng hợp"

[[fields]]
id = "noi_chinh"
name = "Nội chính"

[[areas]]
id = "phuong_1"
name = "Phường 1"

[[people]]
id = "chanh"
name = "Chánh"
rank = "head"
title = "Chánh Văn phòng"
from = 2022-02-01

[[people]]
id = "pho"
name = "Phó 1"
rank = "deputy"
title = "Phó Chánh Văn phòng"
from = 2022-02-01
sign_in = ["pho"]

[[people]]
id = "cv"
name = "Chuyên viên A"
rank = "specialist"
title = "Chuyên viên"
unit = "tong_hop"
from = 2022-02-01

[[assignments]]
person = "pho"
deputy_of_unit = ["tong_hop"]
deputy_of_field = ["noi_chinh"]
from = 2022-02-01
"""
KEY = "SHA256:DMddAR67+KQFnhqW0Zda6U8Ap3UfYNXYlQK1FOTZOX4"


def edited(old: str = "", new: str = "", more: str = "") -> str:
    """The small office with one place changed and something added at its end."""
    assert old in SMALL
    return SMALL.replace(old, new, 1) + more


def said(text: str) -> list[str]:
    """The faults as people read them; a warning is marked."""
    return [("(nhắc) " if fault.warning else "") + str(fault) for fault in check(text, "vp.toml")]


def post(rank: str, start: str, until: str = "", title: str = "Chức", unit: str = "") -> str:
    """One more post of a list."""
    ends = f"from = {start}\n{f'until = {until}' if until else ''}"
    return f'[[people.posts]]\nrank = "{rank}"\ntitle = "{title}"\n{f"unit = {unit!r}" if unit else ""}\n{ends}\n'


# The sample


def test_the_sample_is_the_fixture_of_the_scenarios() -> None:
    assert check(read_text(SAMPLE), "sample.toml") == ()
    office = read_office().on(date(2024, 3, 7), version=3)
    assert (office.version, office.day, office.sample, office.head) == (3, date(2024, 3, 7), True, "head")
    assert office.deputies == ("deputy1", "deputy2")
    assert office.default_standing_deputy == "deputy2"
    assert office.units_by_deputy == {"deputy1": ("tong_hop",), "deputy2": ("tai_chinh_quan_tri", "van_thu", "luu_tru")}
    assert office.deputy_of_unit.get("co_yeu_cntt") is None and office.units["co_yeu_cntt"].under_head
    assert not office.units["tong_hop"].under_head
    assert office.deputy_of_field == {
        "noi_chinh": "deputy1",
        "xay_dung_dang": "deputy1",
        "kinh_te_xa_hoi": "deputy2",
        "tai_chinh_quan_tri": "deputy2",
    }
    assert {"to_chuc_can_bo", "tai_chinh_dang", "co_yeu_cntt"} == office.fields.keys() - office.deputy_of_field.keys()
    assert office.followers_of_field == {"noi_chinh": ("cvA",), "kinh_te_xa_hoi": ("cvB",)}
    assert office.followers_of_area == {"phuong_1": ("cvA",), "phuong_2": ("cvA",)}
    assert office.members == {
        "tong_hop": ("cvA", "cvB"),
        "tai_chinh_quan_tri": ("cvC", "lx"),
        "van_thu": ("vt",),
        "luu_tru": ("lt",),
        "co_yeu_cntt": ("cvD",),
    }
    assert office.bodies["standing"].spokesperson == "standing_deputy_secretary"
    assert office.bodies["btv"].spokesperson == "secretary"
    assert {p.id for p in office.people.values() if p.rank is Rank.OUTSIDE} == {
        "secretary",
        "standing_deputy_secretary",
    }
    assert all(p.joined for p in office.people.values() if p.rank is not Rank.OUTSIDE)
    assert len({key for p in office.people.values() for key in p.keys}) == len(office.people) == 12


def test_nobody_is_there_before_the_office_begins() -> None:
    office = read_office().on(date(2022, 1, 31))
    assert not office.people and office.head is None and office.deputies == ()
    assert not office.deputy_of_unit and office.default_standing_deputy is None
    assert office.bodies["standing"].spokesperson is None


def test_the_small_office_is_well() -> None:
    assert said(SMALL) == []


# Faults, one by one


FAULTS: dict[str, tuple[str, list[str]]] = {
    "khóa lạ, có khóa gần giống": (
        edited('sign_in = ["pho"]', 'sign_inn = ["pho"]'),
        ["vp.toml, dòng 28, khóa «people.pho.sign_inn»: không có khóa này. Có phải là «sign_in» không? "
         "Hãy sửa hoặc xóa dòng này."],
    ),
    "khóa lạ, không giống gì": (
        edited(more='[settings]\nxyz = 1\n'),
        ["vp.toml, dòng 44, khóa «settings.xyz»: không có khóa này. Ở đây chỉ dùng: default_standing_deputy."],
    ),
    "mục lạ": (
        edited("[[areas]]", "[[area]]"),
        ["vp.toml, dòng 11, khóa «area»: không có khóa này. Có phải là «areas» không? Hãy sửa hoặc xóa dòng này."],
    ),
    "thiếu tên Văn phòng": (
        edited('name = "Văn phòng"\n', "\n"),
        ["vp.toml: thiếu khóa «name». Hãy thêm khóa này."],
    ),
    "thiếu khóa của một người": (
        edited('title = "Chuyên viên"\n', "\n"),
        ["vp.toml, dòng 30, khóa «people.cv»: thiếu khóa «title». Hãy thêm khóa này."],
    ),
    "sai kiểu": (
        edited('sign_in = ["pho"]', 'sign_in = "pho"\nadmin = "có"\njoined = "2010-01-01"\nleave_days = 1.3\nname = 5')
        .replace('name = "Phó 1"\n', "\n"),
        [
            "vp.toml, dòng 28, khóa «people.pho.sign_in»: phải là danh sách, đang là chuỗi. Hãy viết theo mẫu "
            '["…", "…"].',
            "vp.toml, dòng 29, khóa «people.pho.admin»: phải là true hoặc false, đang là chuỗi. Hãy viết theo mẫu "
            "true.",
            "vp.toml, dòng 30, khóa «people.pho.joined»: phải là ngày không có giờ và không có dấu nháy, đang là "
            "chuỗi. Hãy viết theo mẫu 2024-02-01.",
            "vp.toml, dòng 31, khóa «people.pho.leave_days»: «1.3» không phải số ngày nghỉ. "
            "Hãy ghi số từ 0 đến 366, lẻ đến nửa ngày.",
            'vp.toml, dòng 32, khóa «people.pho.name»: phải là chuỗi, đang là số. Hãy viết theo mẫu "…".',
        ],
    ),
    "cấp bậc lạ": (
        edited('rank = "head"', 'rank = "boss"'),
        ["vp.toml, dòng 18, khóa «people.chanh.rank»: «boss» không phải cấp bậc. "
         "Hãy chọn một trong: head, deputy, specialist, staff, outside."],
    ),
    "mã không hợp lệ": (
        edited('id = "phuong_1"', 'id = "Phường 1"'),
        ["vp.toml, dòng 12, khóa «areas.Phường 1.id»: «Phường 1» không phải mã hợp lệ. "
         "Hãy đặt mã bằng chữ cái không dấu, số và gạch dưới, bắt đầu bằng chữ, tối đa 64 ký tự."],
    ),
    "ký tự điều khiển": (
        edited('name = "Phó 1"', 'name = "Phó\\u001b1"'),
        ["vp.toml, dòng 24, khóa «people.pho.name»: có ký tự điều khiển U+001B ở vị trí 4. "
         "Hãy xóa ký tự đó rồi nhập lại."],
    ),
    "tên quá dài": (
        edited('name = "Phó 1"', f'name = "{"x" * 121}"'),
        ["vp.toml, dòng 24, khóa «people.pho.name»: dài 121 ký tự, giới hạn là 120. "
         "Hãy viết gọn lại hoặc đính kèm nội dung thành tệp."],
    ),
    "ngày cuối trước ngày đầu": (
        edited(more='[[assignments]]\nperson = "cv"\nfollower_of_area = ["phuong_1"]\nfrom = 2024-02-02\n'
               "until = 2024-02-01\n"),
        ["vp.toml, dòng 47, khóa «assignments[2].until»: ngày cuối 01/02/2024 trước ngày đầu 02/02/2024. "
         "Hãy sửa một trong hai ngày; ngày until tính cả ngày đó."],
    ),
    "năm vô lý": (
        edited("from = 2022-02-01\nsign_in", "from = 0202-02-01\nsign_in"),
        ["vp.toml, dòng 27, khóa «people.pho.from»: năm 202 ngoài khoảng 1900 đến 2200. Hãy xem lại năm."],
    ),
    "hai Chánh": (
        edited(more='[[people]]\nid = "chanh2"\nname = "Chánh mới"\nrank = "head"\ntitle = "Chánh Văn phòng"\n'
               "from = 2024-03-01\nuntil = 2024-12-31\n"),
        ["vp.toml, dòng 48, khóa «people.chanh2.from»: đồng chí Chánh và đồng chí Chánh mới cùng là Chánh Văn phòng "
         "từ 01/03/2024 đến 31/12/2024. Hãy ghi until cho người thôi giữ chức, trước ngày người mới nhận."],
    ),
    "không có Chánh": (
        edited('rank = "head"', 'rank = "outside"'),
        ['vp.toml, dòng 15, khóa «people»: Văn phòng chưa có Chánh Văn phòng. Hãy ghi rank = "head" cho một người.'],
    ),
    "Chánh nghỉ mà chưa có người kế nhiệm": (
        edited('title = "Chánh Văn phòng"\n', 'title = "Chánh Văn phòng"\nuntil = 2025-06-30\n'),
        ["vp.toml, dòng 20, khóa «people.chanh.until»: không ai là Chánh Văn phòng từ 01/07/2025 trở đi. "
         "Hãy ghi người kế nhiệm, hoặc bỏ until nếu chưa có."],
    ),
    "khuyết Chánh một thời gian": (
        edited('title = "Chánh Văn phòng"\n', 'title = "Chánh Văn phòng"\nuntil = 2025-06-30\n',
               '[[people]]\nid = "chanh2"\nname = "Chánh mới"\nrank = "head"\ntitle = "Chánh Văn phòng"\n'
               "from = 2025-07-15\n"),
        ["(nhắc) vp.toml, dòng 44, khóa «people.chanh2.until»: không ai là Chánh Văn phòng "
         "từ 01/07/2025 đến 14/07/2025. Hãy ghi người kế nhiệm, hoặc bỏ until nếu chưa có."],
    ),
    "giao cho người không có": (
        edited('person = "pho"', 'person = "phoo"'),
        ["vp.toml, dòng 39, khóa «assignments[1].person»: giao việc cho «phoo» nhưng không có người này. "
         "Có phải là «pho» không? Hãy sửa hoặc thêm người này vào [[people]]."],
    ),
    "giao cho không ai": (
        edited('person = "pho"', 'person = ""'),
        ["vp.toml, dòng 3, khóa «units.tong_hop»: bộ phận «Bộ phận Tổng hợp» không có Phó phụ trách. "
         "Hãy thêm deputy_of_unit vào một phân công, hoặc ghi under_head = true nếu Chánh tự phụ trách.",
         "(nhắc) vp.toml, dòng 7, khóa «fields.noi_chinh»: lĩnh vực «Nội chính» không có Phó phụ trách. "
         "Hãy thêm deputy_of_field vào một phân công, hoặc ghi under_head = true nếu Chánh tự phụ trách.",
         "vp.toml, dòng 39, khóa «assignments[1].person»: để trống. Hãy điền giá trị hoặc xóa cả dòng."],
    ),
    "giao một lĩnh vực không có": (
        edited('deputy_of_field = ["noi_chinh"]', 'deputy_of_field = [\n  "noi_chinh",\n  "noi_chin",\n]'),
        ["vp.toml, dòng 43, khóa «assignments[1].deputy_of_field[2]»: không có lĩnh vực «noi_chin». "
         "Có phải là «noi_chinh» không? Hãy sửa hoặc thêm vào [[fields]]."],
    ),
    "giao cho người không phải Phó": (
        edited('person = "pho"\ndeputy_of_unit', 'person = "cv"\ndeputy_of_unit'),
        ["vp.toml, dòng 40, khóa «assignments[1].deputy_of_unit[1]»: đồng chí Chuyên viên A không phải Phó Chánh Văn "
         "phòng nên không thể phụ trách bộ phận «Bộ phận Tổng hợp». "
         "Hãy giao cho Phó Chánh Văn phòng, hoặc sửa cấp bậc của đồng chí Chuyên viên A.",
         "vp.toml, dòng 41, khóa «assignments[1].deputy_of_field[1]»: đồng chí Chuyên viên A không phải Phó Chánh Văn "
         "phòng nên không thể phụ trách lĩnh vực «Nội chính». "
         "Hãy giao cho Phó Chánh Văn phòng, hoặc sửa cấp bậc của đồng chí Chuyên viên A."],
    ),
    "thôi chức mà phân công còn hiệu lực": (
        edited('sign_in = ["pho"]', "until = 2024-06-30"),
        ["vp.toml, dòng 40, khóa «assignments[1].deputy_of_unit[1]»: đồng chí Phó 1 không là Phó Chánh Văn phòng "
         "từ 01/07/2024 trở đi mà vẫn được giao phụ trách bộ phận «Bộ phận Tổng hợp». "
         "Hãy ghi until cho phân công này, hoặc giao cho người khác từ ngày đó.",
         "vp.toml, dòng 41, khóa «assignments[1].deputy_of_field[1]»: đồng chí Phó 1 không là Phó Chánh Văn phòng "
         "từ 01/07/2024 trở đi mà vẫn được giao phụ trách lĩnh vực «Nội chính». "
         "Hãy ghi until cho phân công này, hoặc giao cho người khác từ ngày đó."],
    ),
    "hai Phó cùng một bộ phận": (
        edited(more='[[people]]\nid = "pho2"\nname = "Phó 2"\nrank = "deputy"\ntitle = "Phó Chánh Văn phòng"\n'
               'from = 2022-02-01\n[[assignments]]\nperson = "pho2"\ndeputy_of_unit = ["tong_hop"]\n'
               "from = 2024-01-01\nuntil = 2024-01-31\n"),
        ["vp.toml, dòng 51, khóa «assignments[2].deputy_of_unit[1]»: đồng chí Phó 1 và đồng chí Phó 2 cùng được giao "
         "phụ trách bộ phận «Bộ phận Tổng hợp» từ 01/01/2024 đến 31/01/2024. "
         "Hãy ghi until cho phân công trước, hoặc bỏ một phân công."],
    ),
    "một người hai lần một việc": (
        edited(more='[[assignments]]\nperson = "cv"\nfollower_of_area = ["phuong_1", "phuong_1"]\nfrom = 2024-01-01\n'),
        ["vp.toml, dòng 45, khóa «assignments[2].follower_of_area[2]»: đồng chí Chuyên viên A hai lần được giao "
         "theo dõi địa bàn «Phường 1» từ 01/01/2024 trở đi. Hãy ghi until cho phân công trước, hoặc bỏ một phân công."],
    ),
    "phân công trống": (
        edited(more='[[assignments]]\nperson = "cv"\nfrom = 2024-01-01\n'),
        ["vp.toml, dòng 43, khóa «assignments[2]»: phân công này không giao việc gì. Hãy thêm một trong các khóa "
         "deputy_of_unit, deputy_of_field, follower_of_field, follower_of_area."],
    ),
    "bộ phận không có Phó": (
        edited('deputy_of_unit = ["tong_hop"]\n', "\n"),
        ["vp.toml, dòng 3, khóa «units.tong_hop»: bộ phận «Bộ phận Tổng hợp» không có Phó phụ trách. "
         "Hãy thêm deputy_of_unit vào một phân công, hoặc ghi under_head = true nếu Chánh tự phụ trách."],
    ),
    "bộ phận thôi có Phó từ một ngày": (
        edited(more="until = 2025-12-31\n"),
        ["vp.toml, dòng 3, khóa «units.tong_hop»: bộ phận «Bộ phận Tổng hợp» không có Phó phụ trách "
         "từ 01/01/2026 trở đi. Hãy thêm deputy_of_unit vào một phân công, hoặc ghi under_head = true nếu Chánh tự "
         "phụ trách.",
         "(nhắc) vp.toml, dòng 7, khóa «fields.noi_chinh»: lĩnh vực «Nội chính» không có Phó phụ trách "
         "từ 01/01/2026 trở đi. Hãy thêm deputy_of_field vào một phân công, hoặc ghi under_head = true nếu Chánh tự "
         "phụ trách."],
    ),
    "under_head thừa": (
        edited('name = "Bộ phận Tổng hợp"\n', 'name = "Bộ phận Tổng hợp"\nunder_head = true\n'),
        ["(nhắc) vp.toml, dòng 6, khóa «units.tong_hop.under_head»: bộ phận «Bộ phận Tổng hợp» có Phó phụ trách "
         "không thời hạn nên under_head không có tác dụng. Hãy bỏ under_head, hoặc ghi until cho phân công."],
    ),
    "người thuộc bộ phận không có": (
        edited('unit = "tong_hop"', 'unit = "tong_hopp"'),
        ["vp.toml, dòng 35, khóa «people.cv.unit»: không có bộ phận «tong_hopp». Có phải là «tong_hop» không? "
         "Hãy sửa hoặc thêm bộ phận này vào [[units]]."],
    ),
    "chuyên viên không thuộc bộ phận": (
        edited('unit = "tong_hop"\n', "\n"),
        ["vp.toml, dòng 30, khóa «people.cv»: đồng chí Chuyên viên A chưa thuộc bộ phận nào. "
         "Hãy thêm khóa unit: Phó phụ trách bộ phận là người cho ý kiến đầu tiên (18.3)."],
    ),
    "bộ phận đã giải thể": (
        edited('name = "Bộ phận Tổng hợp"\n', 'name = "Bộ phận Tổng hợp"\nuntil = 2024-12-31\n'),
        ["vp.toml, dòng 36, khóa «people.cv.unit»: đồng chí Chuyên viên A thuộc bộ phận «Bộ phận Tổng hợp» "
         "từ 01/01/2025 trở đi, khi bộ phận này không hoạt động. Hãy sửa ngày của chức vụ hoặc của bộ phận.",
         "vp.toml, dòng 41, khóa «assignments[1].deputy_of_unit[1]»: giao phụ trách bộ phận «Bộ phận Tổng hợp» "
         "từ 01/01/2025 trở đi, khi bộ phận này không hoạt động. Hãy sửa ngày của phân công hoặc của bộ phận."],
    ),
    "trùng mã": (
        edited(more='[[areas]]\nid = "phuong_1"\nname = "Phường khác"\n[[areas]]\nid = "Phuong_1"\nname = "Phường"\n'),
        ["vp.toml, dòng 44, khóa «areas.phuong_1.id»: mã «phuong_1» đã dùng. Hãy đặt mã khác cho một trong hai mục.",
         "vp.toml, dòng 47, khóa «areas.Phuong_1.id»: mã «Phuong_1» chỉ khác «phuong_1» ở chữ hoa. "
         "Hãy đặt mã khác cho một trong hai mục."],
    ),
    "trùng tên đăng nhập": (
        edited('unit = "tong_hop"\n', 'unit = "tong_hop"\nsign_in = ["cv", "Pho"]\n'),
        ["vp.toml, dòng 36, khóa «people.cv.sign_in[2]»: tên đăng nhập «Pho» đã là của đồng chí Phó 1. "
         "Hãy để mỗi người một tên, một khóa riêng."],
    ),
    "trùng khóa SSH": (
        edited('unit = "tong_hop"\n', f'unit = "tong_hop"\nkeys = ["{KEY}"]\n')
        .replace('sign_in = ["pho"]\n', f'keys = ["{KEY}"]\n'),
        [f"vp.toml, dòng 36, khóa «people.cv.keys[1]»: khóa SSH «{KEY}» đã là của đồng chí Phó 1. "
         "Hãy để mỗi người một tên, một khóa riêng."],
    ),
    "khóa SSH viết sai": (
        edited('sign_in = ["pho"]', f'keys = ["{KEY[:-1]}"]'),
        ["vp.toml, dòng 28, khóa «people.pho.keys»: «SHA256:DMddAR67+KQFnhqW0Zda6U8Ap3UfYNXYl…» không phải vân tay "
         "khóa SSH. Hãy chép phần SHA256:… mà lệnh ssh-keygen -lf in ra, đủ 43 ký tự sau dấu hai chấm."],
    ),
    "tên đăng nhập viết sai": (
        edited('sign_in = ["pho"]', 'sign_in = ["phó 1"]'),
        ["vp.toml, dòng 28, khóa «people.pho.sign_in»: «phó 1» không phải tên đăng nhập hợp lệ. "
         "Hãy dùng chữ không dấu, số và các dấu . _ - @, tối đa 64 ký tự."],
    ),
    "Phó thường trực chọn sẵn không có": (
        edited(more='[settings]\ndefault_standing_deputy = "phoo"\n'),
        ["vp.toml, dòng 44, khóa «settings.default_standing_deputy»: không có người «phoo». Có phải là «pho» không? "
         "Hãy chọn một Phó Chánh Văn phòng, hoặc bỏ dòng này."],
    ),
    "Phó thường trực chọn sẵn không phải Phó": (
        edited(more='[settings]\ndefault_standing_deputy = "cv"\n'),
        ["vp.toml, dòng 44, khóa «settings.default_standing_deputy»: đồng chí Chuyên viên A không phải Phó Chánh Văn "
         "phòng. Hãy chọn một Phó Chánh Văn phòng, hoặc bỏ dòng này."],
    ),
    "người phát ngôn không có": (
        edited(more='[[bodies]]\nid = "btv"\nname = "Ban Thường vụ"\nspokesperson = "bi_thu"\n'),
        ["vp.toml, dòng 46, khóa «bodies.btv.spokesperson»: người phát ngôn «bi_thu» của «Ban Thường vụ» không có "
         "trong danh sách. Hãy sửa hoặc thêm người này vào [[people]]."],
    ),
    "hai chức vụ cùng lúc": (
        edited('rank = "deputy"\ntitle = "Phó Chánh Văn phòng"\nfrom = 2022-02-01\nsign_in = ["pho"]\n',
               post("deputy", "2022-02-01", title="Phó Chánh Văn phòng")
               + post("staff", "2024-01-01", "2024-02-01", title="Nhân viên", unit="tong_hop")),
        ["vp.toml, dòng 22, khóa «people.pho»: đồng chí Phó 1 giữ hai chức vụ cùng lúc từ 01/01/2024 đến 01/02/2024: "
         "«Phó Chánh Văn phòng» và «Nhân viên». Hãy ghi until cho chức vụ trước."],
    ),
    "chức vụ viết hai kiểu": (
        edited('sign_in = ["pho"]\n', post("deputy", "2022-02-01")),
        [f"vp.toml, dòng {line}, khóa «people.pho.{key}»: chức vụ đã ghi trong posts. "
         "Hãy chuyển khóa này vào một mục của posts."
         for line, key in ((25, "rank"), (26, "title"), (27, "from"))],
    ),
    "chức vụ thiếu khóa": (
        edited('rank = "deputy"\ntitle = "Phó Chánh Văn phòng"\nfrom = 2022-02-01\nsign_in = ["pho"]\n',
               post("deputy", "2022-02-01") + '[[people.posts]]\nrank = "staff"\n'),
        ["vp.toml, dòng 31, khóa «people.pho.posts[2]»: thiếu khóa «title». Hãy thêm khóa này.",
         "vp.toml, dòng 31, khóa «people.pho.posts[2]»: thiếu khóa «from». Hãy thêm khóa này."],
    ),
    "vào ngành sau khi nhận chức": (
        edited('sign_in = ["pho"]', "joined = 2023-01-01"),
        ["(nhắc) vp.toml, dòng 28, khóa «people.pho.joined»: ngày vào ngành 01/01/2023 sau ngày nhận chức 01/02/2022. "
         "Hãy xem lại, ngày này dùng để tính số ngày phép."],
    ),
    "định dạng của chương trình mới hơn": (
        edited('name = "Văn phòng"\n', 'name = "Văn phòng"\nformat = 2\n'),
        ["vp.toml, dòng 2, khóa «format»: tệp theo định dạng «2», chương trình này đọc định dạng 1. "
         "Hãy dùng bản chương trình mới hơn hoặc xuất lại tệp bằng vptu config export."],
    ),
    "mục không phải danh sách": (
        edited(more='[bodies]\nid = "btv"\n'),
        ["vp.toml, dòng 43, khóa «bodies»: phải là danh sách, đang là bảng. Hãy viết mỗi mục sau [[bodies]]."],
    ),
    # Cú pháp
    "thiếu nháy": (
        edited('name = "Phó 1"', 'name = "Phó 1'),
        ["vp.toml, dòng 24: sai cú pháp TOML, cột 14: chuỗi thiếu dấu nháy đóng. Hãy thêm dấu nháy ở cuối chuỗi."],
    ),
    "thiếu dấu bằng": (
        edited("from = 2022-02-01", "from 2022-02-01"),
        ["vp.toml, dòng 20: sai cú pháp TOML, cột 6: thiếu dấu = sau tên khóa. Hãy viết theo dạng khóa = giá trị."],
    ),
    "ngày không có thật": (
        edited("2022-02-01", "2022-02-30"),
        ["vp.toml, dòng 20: sai cú pháp TOML, cột 8: ngày không có thật. "
         "Hãy viết năm-tháng-ngày, ví dụ 2024-02-01."],
    ),
    "chữ không có nháy": (
        edited('"head"', "head"),
        ["vp.toml, dòng 18: sai cú pháp TOML, cột 8: giá trị không đọc được. "
         'Hãy viết chữ trong dấu nháy "…", ngày như 2024-02-01.'],
    ),
    "khóa hai lần": (
        edited('name = "Phó 1"\n', 'name = "Phó 1"\nname = "Phó 2"\n'),
        ["vp.toml, dòng 25: sai cú pháp TOML, cột 15: khóa này đã có giá trị. Hãy bỏ một trong hai chỗ."],
    ),
    "mục hai lần": (
        edited(more="[settings]\n[settings]\n"),
        ["vp.toml, dòng 44: sai cú pháp TOML, cột 10: mục settings được khai hai lần. Hãy gộp hai mục làm một."],
    ),
    "danh sách không đóng": (
        edited('sign_in = ["pho"]', 'sign_in = ["pho"'),
        ["vp.toml, dòng 30: sai cú pháp TOML, cột 1: danh sách thiếu dấu phẩy hoặc dấu ]. "
         "Hãy thêm dấu phẩy giữa các phần, ] ở cuối."],
    ),
    "số quá dài": (
        edited(more="x = " + "9" * 5000),
        ["vp.toml: sai cú pháp TOML, có số dài hàng nghìn chữ số. Hãy xem lại số đó."],
    ),
    "lồng quá sâu": (
        edited(more="x = " + "[" * 100_000),
        ["vp.toml: ngoặc lồng nhau quá sâu. Hãy đối chiếu với tệp mẫu config/office/sample.toml."],
    ),
    "khóa quá nhiều phần": (
        edited(more="a." * 100_000 + "a = 1"),
        ["vp.toml, dòng 43: tên khóa có quá nhiều phần nối bằng dấu chấm. "
         "Hãy đối chiếu với tệp mẫu config/office/sample.toml."],
    ),
    "tệp quá dài": (
        edited(more="#" * 3 * 1024 * 1024),
        ["vp.toml: tệp dài 3,0 MiB, giới hạn là 2 MiB. Hãy kiểm tra có đúng tệp không."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_fault(case: str) -> None:
    text, messages = FAULTS[case]
    assert said(text) == messages
    if all(message.startswith("(nhắc)") for message in messages):
        assert parse(text, source="vp.toml").people
        return
    with pytest.raises(FaultyFileError) as refused:
        parse(text, source="vp.toml")
    grave = [message for message in messages if not message.startswith("(nhắc)")]
    more = f" (Còn {len(grave) - 1} lỗi nữa trong tệp này.)" if len(grave) > 1 else ""
    assert str(refused.value) == grave[0] + more
    assert [str(fault) for fault in refused.value.faults] == [m.removeprefix("(nhắc) ") for m in messages]
    assert refused.value.exit_code == 4


def test_all_faults_are_found_in_one_go() -> None:
    text = (
        edited('name = "Phó 1"', "name = 1", more='[[units]]\nid = "x"\n')
        .replace('person = "pho"', 'person = "phoo"')
        .replace('id = "noi_chinh"', 'id = "noi chinh"')
    )
    lines = [fault.line for fault in check(text, "vp.toml")]
    assert lines == sorted(lines) == [8, 24, 39, 41, 43]
    with pytest.raises(FaultyFileError) as refused:
        parse(text, source="vp.toml")
    assert str(refused.value).endswith("(Còn 4 lỗi nữa trong tệp này.)")


def test_nfd_is_composed_and_a_byte_mark_is_forgiven() -> None:
    decomposed = unicodedata.normalize("NFD", SMALL)
    assert decomposed != SMALL
    assert parse("\ufeff" + decomposed, source="vp.toml") == parse(SMALL, source="vp.toml")
    assert parse(SMALL.replace("\n", "\r\n"), source="vp.toml") == parse(SMALL, source="vp.toml")


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="[]{}=.,\"'\\#\n abcđ1-:", max_size=80) | st.text(max_size=60))
def test_any_text_gets_an_answer(text: str) -> None:
    faults = check(text, "x.toml")
    assert faults  # none of these is an office
    assert all(str(fault).startswith("x.toml") and "{" not in fault.remedy for fault in faults)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_damage_to_the_sample_gets_an_answer(data: st.DataObject) -> None:
    text = read_text(SAMPLE)
    start = data.draw(st.integers(0, len(text)))
    cut = text[:start] + data.draw(st.sampled_from(["", "[", '"', "= 1", "\nx", "\x07"])) + text[start + 7 :]
    for fault in check(cut, "x.toml"):
        assert 0 <= fault.line <= cut.count("\n") + 1
        assert str(fault).startswith("x.toml")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as missing:
        read_office(tmp_path / "vp.toml")
    assert str(missing.value) == f"Không có tệp {tmp_path / 'vp.toml'}: hãy xem lại đường dẫn."
    with pytest.raises(ConfigError) as folder:
        read_office(tmp_path)
    assert str(folder.value) == f"{tmp_path} là thư mục: hãy ghi đường dẫn tới một tệp TOML."


def test_lines_of_keys_in_every_notation() -> None:
    lines = Lines(
        'a.b = 1 # "x" = [\n"c" = """\n]\n"""\n[t]\nd = [\n  1, # ,\n  { e = "}", f = [2,\n 3] },\n]\n'
        "[[l]]\nx = 2024-01-01 07:00:00\n[l.y]\nz = 1\n[[l.m]]\nn = '''\n'''\n[[l]]\nx = 2"
    )
    places = {
        ("a", "b"): 1,
        ("c",): 2,
        ("t",): 5,
        ("t", "d"): 6,
        ("t", "d", 0): 7,
        ("t", "d", 1): 8,
        ("t", "d", 1, "f"): 8,
        ("t", "d", 1, "f", 1): 9,
        ("l",): 11,
        ("l", 0, "x"): 12,
        ("l", 0, "y", "z"): 14,
        ("l", 0, "m", 0, "n"): 16,
        ("l", 1): 18,
        ("l", 1, "x"): 19,
        ("l", 1, "unknown", 3): 18,
        ("unknown",): 0,
    }
    assert {path: lines.of(path) for path in places} == places


# One day of it


HISTORY = edited(
    'rank = "specialist"\ntitle = "Chuyên viên"\nunit = "tong_hop"\nfrom = 2022-02-01\n',
    post("staff", "2022-02-01", "2023-12-31", "Nhân viên", "tong_hop")
    + post("specialist", "2024-01-01", unit="tong_hop"),
    'until = 2024-06-30\n[[assignments]]\nperson = "pho2"\ndeputy_of_unit = ["tong_hop"]\nfrom = 2024-07-08\n'
    '[[people]]\nid = "pho2"\nname = "Phó 2"\nrank = "deputy"\ntitle = "Phó Chánh Văn phòng"\nfrom = 2024-07-01\n'
    '[[fields]]\nid = "moi"\nname = "Mới"\nunder_head = true\nfrom = 2024-05-01\nuntil = 2024-05-31\n',
).replace('name = "Bộ phận Tổng hợp"\n', 'name = "Bộ phận Tổng hợp"\nunder_head = true\n')


@pytest.mark.parametrize(
    ("day", "deputy", "rank", "deputies", "under_head"),
    [
        ("2022-02-01", "pho", Rank.STAFF, ("pho",), False),
        ("2023-12-31", "pho", Rank.STAFF, ("pho",), False),
        ("2024-01-01", "pho", Rank.SPECIALIST, ("pho",), False),
        ("2024-06-30", "pho", Rank.SPECIALIST, ("pho",), False),
        ("2024-07-01", None, Rank.SPECIALIST, ("pho", "pho2"), True),
        ("2024-07-07", None, Rank.SPECIALIST, ("pho", "pho2"), True),
        ("2024-07-08", "pho2", Rank.SPECIALIST, ("pho", "pho2"), False),
    ],
)
def test_a_day_of_the_history(
    day: str, deputy: str | None, rank: Rank, deputies: tuple[str, ...], under_head: bool
) -> None:
    """Both ends of an assignment count; a unit is led by the Head on the days it has no deputy."""
    office = parse(HISTORY, source="vp.toml").on(date.fromisoformat(day))
    assert office.deputy_of_unit.get("tong_hop") == deputy
    assert office.people["cv"].rank is rank
    assert office.deputies == deputies
    assert office.units["tong_hop"].under_head is under_head
    assert sum(map(len, office.units_by_deputy.values())) == (deputy is not None)


def test_a_field_lives_its_days() -> None:
    config = parse(HISTORY, source="vp.toml")
    days = ("2024-04-30", "2024-05-01", "2024-05-31", "2024-06-01")
    assert ["moi" in config.on(date.fromisoformat(day)).fields for day in days] == [False, True, True, False]


def test_who_has_left_is_still_known_by_name() -> None:
    config = parse(edited('sign_in = ["pho"]', "until = 2024-06-30", "until = 2024-06-30\n").replace(
        'name = "Bộ phận Tổng hợp"\n', 'name = "Bộ phận Tổng hợp"\nunder_head = true\n'), source="vp.toml")  # fmt: skip
    assert "pho" not in config.on(date(2024, 7, 1)).people
    gone = config.person("pho")
    assert gone is not None and gone.name == "Phó 1"
    assert config.person("ai") is None


DAYS = st.dates(date(2000, 1, 1), date(2050, 1, 1))
TERMS = st.builds(lambda day, n: Term(day, day + timedelta(n)), DAYS, st.integers(0, 900)) | st.builds(Term, DAYS)


@given(TERMS | st.just(ALWAYS), st.lists(TERMS, max_size=5), DAYS)
def test_what_is_left_of_a_term(term: Term, others: list[Term], day: date) -> None:
    left = term.without(others)
    assert any(part.holds(day) for part in left) == (term.holds(day) and not any(o.holds(day) for o in others))
    assert all(a.until < b.start for a, b in pairwise(left))


# Writing it back


NAMES = st.text("aáăđ êếỷ\"\\'#=[]{}0–", min_size=1, max_size=8).map(lambda s: " ".join(s.split())).filter(bool)


@st.composite
def configs(draw: st.DrawFn) -> OfficeConfig:
    """Valid offices with histories, open and closed ends, odd names and shared assignments."""
    start = date(2020, 1, 1)
    term = (
        st.just(ALWAYS) | st.just(Term(start)) | st.builds(Term, st.just(date(2019, 1, 1)), st.just(date(2040, 1, 1)))
    )
    units = tuple(UnitEntry(f"u{n}", draw(NAMES), True) for n in range(draw(st.integers(1, 3))))
    fields = tuple(Topic(f"f{n}", draw(NAMES), draw(st.booleans()), draw(term)) for n in range(draw(st.integers(0, 3))))
    areas = tuple(Topic(f"a{n}", draw(NAMES)) for n in range(draw(st.integers(0, 3))))
    people = [PersonEntry("chanh", draw(NAMES), (Post(Rank.HEAD, draw(NAMES), None, Term(start)),), admin=True)]
    for n in range(draw(st.integers(0, 5))):
        change = date(2021, 1, 1) + timedelta(draw(st.integers(0, 900)))
        junior = Post(Rank.STAFF, draw(NAMES), "u0", Term(start, change - timedelta(1)))
        senior = Post(Rank.DEPUTY, draw(NAMES), draw(st.sampled_from([None, "u0"])), Term(change))
        people.append(
            PersonEntry(
                f"p{n}",
                draw(NAMES),
                draw(st.sampled_from([(junior, senior), (Post(Rank.DEPUTY, "Phó", None, Term(start)),)])),
                tuple(f"ten{n}.{i}" for i in range(draw(st.integers(0, 2)))),
                (),
                draw(st.sampled_from([None, date(2010, 5, 6)])),
                draw(st.sampled_from([None, 14.5, 0.0])),
            )
        )
    targets = [(Duty.DEPUTY_OF_UNIT, u.id) for u in units] + [(Duty.FOLLOWER_OF_AREA, a.id) for a in areas]
    made = []
    for duty, of in draw(st.permutations(targets)):
        who = draw(st.sampled_from(people))
        if who.id != "chanh":
            days = Term(who.posts[-1].term.start, draw(st.sampled_from([date.max, date(2045, 1, 1)])))
            made.append(Assignment(who.id, duty, of, days, draw(st.sampled_from(["", "Quyết định mẫu"]))))
    standing = draw(st.sampled_from([None, *(p.id for p in people[1:])]))
    bodies = (
        BodyEntry(
            "btv",
            draw(NAMES),
            draw(st.sampled_from([None, "chanh"])),
            draw(term),
            draw(st.sampled_from(["", *BODY_KINDS])),
            draw(st.just("") | NAMES),
            draw(st.sampled_from([None, *(a.id for a in areas)])),
        ),
    )
    return OfficeConfig(
        draw(NAMES), tuple(people), units, bodies, fields, areas, tuple(made), standing, draw(st.booleans())
    )


@settings(max_examples=150, deadline=None)
@given(configs())
def test_written_back_it_is_the_same(config: OfficeConfig) -> None:
    assert parse(export(config), source="xuat.toml") == config
    assert from_json(to_json(config)) == config
    assert to_json(from_json(to_json(config))) == to_json(config)
    assert diff(config, config) == ()


@settings(max_examples=100, deadline=None)
@given(configs(), configs())
def test_two_configurations_differ_in_words_exactly_when_they_differ(one: OfficeConfig, other: OfficeConfig) -> None:
    assert bool(diff(one, other)) == (one != other)
    assert all(change.text and change.subject for change in diff(one, other))


def test_the_sample_is_written_back_whole() -> None:
    config = read_office()
    assert parse(export(config), source="x") == config == from_json(to_json(config))


@pytest.mark.parametrize("kept", ["", "[]", "{}", '{"name": 1}', '{"name": "x", "people": {}}', "null", '{"name":"x"'])
def test_a_broken_version_in_the_store(kept: str) -> None:
    with pytest.raises(StoreError) as broken:
        from_json(kept)
    assert str(broken.value) == (
        "Phiên bản cơ cấu Văn phòng lưu trong kho bị hỏng: "
        "hãy chạy vptu doctor, rồi đưa lại cấu hình bằng vptu config apply."
    )


# Changes


def changes(old: str, new: str) -> list[str]:
    """What the Head reads when the second text replaces the first."""
    return [str(change) for change in diff(parse(old, source="cũ"), parse(new, source="mới"))]


def test_a_deputy_hands_over_a_unit() -> None:
    new = edited(more='until = 2024-06-30\n[[assignments]]\nperson = "pho2"\ndeputy_of_unit = ["tong_hop"]\n'
                 'basis = "Thông báo mẫu"\nfrom = 2024-07-01\n[[people]]\nid = "pho2"\nname = "Phó 2"\n'
                 'rank = "deputy"\ntitle = "Phó Chánh Văn phòng"\nfrom = 2024-07-01\n')  # fmt: skip
    assert changes(SMALL, new) == [
        "Thêm đồng chí Phó 2 (pho2): Phó Chánh Văn phòng, từ 01/07/2024 trở đi",
        "Đồng chí Phó 1 thôi phụ trách bộ phận «Bộ phận Tổng hợp» từ 01/07/2024",
        "Đồng chí Phó 1 thôi phụ trách lĩnh vực «Nội chính» từ 01/07/2024",
        "Đồng chí Phó 2 phụ trách bộ phận «Bộ phận Tổng hợp» từ 01/07/2024 trở đi",
    ]
    assert changes(new, SMALL) == [
        "Xóa đồng chí Phó 2 (pho2) khỏi danh sách",
        "Bỏ phân công đồng chí Phó 2 phụ trách bộ phận «Bộ phận Tổng hợp», từ 01/07/2024 trở đi",
        "Đồng chí Phó 1 phụ trách bộ phận «Bộ phận Tổng hợp» không thời hạn (trước: từ 01/02/2022 đến 30/06/2024)",
        "Đồng chí Phó 1 phụ trách lĩnh vực «Nội chính» không thời hạn (trước: từ 01/02/2022 đến 30/06/2024)",
    ]


CHANGES: dict[str, tuple[str, list[str]]] = {
    "tên Văn phòng": (
        edited('name = "Văn phòng"', 'name = "Văn phòng Thành ủy"'),
        ["Đổi tên Văn phòng từ «Văn phòng» thành «Văn phòng Thành ủy»"],
    ),
    "văn phòng mẫu": (
        edited('name = "Văn phòng"\n', 'name = "Văn phòng"\nsample = true\n'),
        ["Chuyển sang văn phòng mẫu"],
    ),
    "Phó thường trực": (
        edited(more='[settings]\ndefault_standing_deputy = "pho"\n'),
        ["Chọn sẵn đồng chí Phó 1 làm Phó thường trực"],
    ),
    "đổi tên bộ phận": (
        edited("Bộ phận Tổng hợp", "Phòng Tổng hợp"),
        ["Đổi tên bộ phận «Bộ phận Tổng hợp» thành «Phòng Tổng hợp»"],
    ),
    "thêm địa bàn, đổi lĩnh vực": (
        edited('name = "Nội chính"\n', 'name = "Nội chính"\nfrom = 2022-01-01\n',
               '[[areas]]\nid = "phuong_2"\nname = "Phường 2"\n'),
        ["Lĩnh vực «Nội chính» hoạt động từ 01/01/2022 trở đi (trước: mọi lúc)", "Thêm địa bàn «Phường 2»"],
    ),
    "đổi người": (
        edited('name = "Phó 1"\n', 'name = "Phó Một"\njoined = 2010-05-06\nleave_days = 14.5\nadmin = true\n')
        .replace('sign_in = ["pho"]', f'sign_in = ["pho1"]\nkeys = ["{KEY}"]'),
        [
            "Đổi tên đồng chí Phó 1 thành Phó Một",
            "Ngày vào ngành của đồng chí Phó Một: 06/05/2010 (trước: chưa ghi)",
            "Số ngày phép riêng của đồng chí Phó Một: 14,5 (trước: theo quy định)",
            "Đồng chí Phó Một được quyền quản trị",
            "Xóa tên đăng nhập pho của đồng chí Phó Một",
            "Thêm tên đăng nhập pho1 cho đồng chí Phó Một",
            f"Thêm khóa SSH {KEY} cho đồng chí Phó Một",
        ],
    ),
    "đổi chức vụ": (
        edited('rank = "specialist"\ntitle = "Chuyên viên"\nunit = "tong_hop"\nfrom = 2022-02-01\n',
               post("specialist", "2022-02-01", "2024-06-30", "Chuyên viên", "tong_hop")
               + post("deputy", "2024-07-01", title="Phó Chánh Văn phòng")),
        [
            "Đồng chí Chuyên viên A thôi giữ chức Chuyên viên từ 01/07/2024",
            "Đồng chí Chuyên viên A nhận chức Phó Chánh Văn phòng, từ 01/07/2024 trở đi",
        ],
    ),
    "sửa chức vụ": (
        edited('rank = "specialist"\ntitle = "Chuyên viên"', 'rank = "staff"\ntitle = "Nhân viên"'),
        ["Sửa chức vụ của đồng chí Chuyên viên A: Nhân viên, Bộ phận Tổng hợp (cấp bậc staff, trước: specialist), "
         "từ 01/02/2022 trở đi"],
    ),
    "căn cứ": (
        edited(more='basis = "Thông báo mẫu"\n'),
        ["Đồng chí Phó 1 phụ trách bộ phận «Bộ phận Tổng hợp»: căn cứ «Thông báo mẫu»",
         "Đồng chí Phó 1 phụ trách lĩnh vực «Nội chính»: căn cứ «Thông báo mẫu»"],
    ),
    "người phát ngôn": (
        edited(more='[[bodies]]\nid = "btv"\nname = "Ban Thường vụ"\nspokesperson = "chanh"\n'),
        ["Thêm tổ chức «Ban Thường vụ»"],
    ),
    "thêm ở giữa": (
        SMALL.replace('[[areas]]\n', '[[areas]]\nid = "phuong_0"\nname = "Phường 0"\n\n[[areas]]\n'),
        ["Thêm địa bàn «Phường 0»"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CHANGES)
def test_change(case: str) -> None:
    text, sentences = CHANGES[case]
    assert changes(SMALL, text) == sentences


def test_changes_of_order_and_spokesperson_alone() -> None:
    bodies = '[[bodies]]\nid = "btv"\nname = "Ban Thường vụ"\n[[bodies]]\nid = "bch"\nname = "Ban Chấp hành"\n'
    turned = '[[bodies]]\nid = "bch"\nname = "Ban Chấp hành"\n[[bodies]]\nid = "btv"\nname = "Ban Thường vụ"\n'
    assert changes(SMALL + bodies, SMALL + turned) == ["Chỉ đổi thứ tự trong danh sách"]
    assert changes(SMALL + bodies, SMALL + bodies + 'spokesperson = "chanh"\n') == [
        "Người phát ngôn của «Ban Chấp hành»: đồng chí Chánh (trước: không ai)"
    ]


# Cost


def test_a_session_of_six_thousand_people_opens_quickly() -> None:
    """The applied version is loaded without its checks: far below what reading TOML would cost."""
    import time

    config = OfficeConfig(
        "Lớn",
        tuple(
            PersonEntry(
                f"p{n}",
                f"Người {n}",
                (Post(Rank.STAFF, "Nhân viên", f"u{n % 30}", Term(date(2022, 2, 1))),),
                (f"p{n}",),
            )
            for n in range(6000)
        ),
        tuple(UnitEntry(f"u{n}", f"Bộ phận {n}", True) for n in range(30)),
    )
    kept = to_json(config)
    costs = []
    for _ in range(3):
        start = time.process_time()
        office = from_json(kept).on(date(2024, 3, 7))
        costs.append(time.process_time() - start)
    assert len(office.people) == 6000 and len(office.members["u7"]) == 200
    assert min(costs) < 0.5
