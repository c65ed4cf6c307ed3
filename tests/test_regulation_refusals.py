"""What the regulation refuses: wrong settings, days without law, clashing versions, files with mistakes in them."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from config.regulation_files import load
from core.errors import ConfigError, UsageError
from core.law.regulation import Regulation, Settings

DAY = date(2024, 10, 10)
Tables = dict[str, Any]


@pytest.fixture(scope="module")
def regulation() -> Regulation:
    return load()


# settings of the office


def test_a_setting_holds_from_its_day(regulation: Regulation) -> None:
    settings: Settings = {"leave.form_over": [(date(2025, 1, 1), 0), (date(2024, 6, 1), 0.5)]}
    held = [
        regulation.on(day, settings)["leave.form_over"]
        for day in (date(2024, 5, 31), date(2024, 6, 1), date(2025, 2, 1))
    ]
    assert held == [1.0, 0.5, 0.0]
    assert regulation.on(DAY, settings).parameter("leave.form_over").source == "cài đặt của Văn phòng"
    assert regulation.on(DAY)["leave.form_over"] == 1.0


@pytest.mark.parametrize(
    ("key", "value", "wanted"),
    [
        ("leave.form_over", "một", "số từ 0 đến 30, bội của 0,5"),
        ("leave.form_over", 0.7, "số từ 0 đến 30, bội của 0,5"),
        ("leave.form_over", float("nan"), "số từ 0 đến 30, bội của 0,5"),
        ("leave.form_over", True, "số từ 0 đến 30, bội của 0,5"),
        ("leave.late_form_days", 1.5, "số nguyên từ 0 đến 30"),
        ("leave.merge_adjacent", 1, "true (có) hoặc false (không)"),
        (
            "leave.acting_head",
            "ai",
            "một trong: «deputy_standing» (Phó thường trực, trừ đơn của chính mình), «wait» (L",
        ),
        ("report.annual", "02-29", "tháng-ngày, dạng 12-31"),
        ("report.interim", ["03-17", "3-17"], "danh sách tháng-ngày, dạng 12-31"),
        ("leave.kinds", ["phep", "phep"], "danh sách mã, không trùng nhau"),
        ("leave.kinds", "phep", "danh sách mã, không trùng nhau"),
        ("org.default_standing_deputy", "Phó 1", "mã (chữ không dấu, số) hoặc để trống"),
        ("regulation.effective_from", "01/02/2022", "ngày, dạng 2024-12-31"),
        ("attachment.max_bytes", 10**400, "số nguyên từ 1.024 đến 104.857.600"),
    ],
)
def test_a_wrong_setting_says_what_is_wanted(regulation: Regulation, key: str, value: object, wanted: str) -> None:
    with pytest.raises(ConfigError) as caught:
        regulation.on(DAY, {key: [(DAY, value)]})
    said = str(caught.value)
    assert said.startswith(f"Cấu hình, tham số «{key}» ({regulation.parameter(key).title}): giá trị ")
    assert f" không dùng được; phải là {wanted}" in said


def test_the_whole_sentence_about_a_wrong_setting(regulation: Regulation) -> None:
    with pytest.raises(ConfigError) as caught:
        regulation.on(DAY, {"leave.late_form_days": [(DAY, "hai")]})
    assert str(caught.value) == (
        "Cấu hình, tham số «leave.late_form_days» (Hạn bổ sung đơn, tính từ ngày đi làm lại): giá trị «hai» không dùng "
        "được; phải là số nguyên từ 0 đến 30."
    )


def test_a_setting_without_parameter_or_day_is_refused(regulation: Regulation) -> None:
    with pytest.raises(ConfigError) as caught:
        regulation.on(DAY, {"leave.formover": [(DAY, 1)]})
    assert str(caught.value) == (
        "Cấu hình: không có tham số «leave.formover» (có phải «leave.form_over»?); hãy sửa tên hoặc bỏ dòng đó."
    )
    with pytest.raises(ConfigError) as undated:
        regulation.on(DAY, {"leave.form_over": [("hôm nay", 1)]})  # type: ignore[list-item]
    assert str(undated.value) == "Cấu hình, tham số «leave.form_over»: ngày áp dụng «hôm nay» không phải là ngày."


def test_of_two_values_for_one_day_the_later_set_one_holds(regulation: Regulation) -> None:
    law = regulation.on(DAY, {"leave.form_over": [(DAY, 2.0), (date(2024, 1, 1), 3.0), (DAY, 1.5)]})
    assert law["leave.form_over"] == 1.5


def test_laws_are_kept_by_day_and_settings(regulation: Regulation) -> None:
    settings: Settings = {"leave.form_over": [(DAY, 0.5)]}
    assert regulation.on(DAY, settings) is regulation.on(DAY, settings)
    assert regulation.on(DAY) is regulation.on(DAY, {})
    assert regulation.on(DAY, settings) is not regulation.on(DAY)
    for _ in range(20):  # more sets of settings than are kept, all of one age
        assert regulation.on(DAY, {"leave.form_over": [(DAY, 2.0)]})["leave.form_over"] == 2.0
    assert regulation.on(DAY, settings)["leave.form_over"] == 0.5


# versions


def test_a_day_outside_the_life_of_the_regulation_is_refused(regulation: Regulation) -> None:
    with pytest.raises(UsageError) as caught:
        regulation.on(date(2022, 1, 31))
    assert str(caught.value) == (
        "Ngày 31/01/2022 nằm ngoài thời gian có hiệu lực của quy chế (Quy chế làm việc nhiệm kỳ 2020-2025 "
        "(qc-2020-2025) từ 01/02/2022); hãy chọn ngày khác."
    )


def test_the_office_sets_the_day_the_undated_text_begins(regulation: Regulation) -> None:
    moved: Settings = {"regulation.effective_from": [(date(2021, 12, 1), date(2021, 12, 15))]}
    assert regulation.on(date(2021, 12, 15), moved)["leave.form_over"] == 1.0
    with pytest.raises(UsageError, match=r"từ 15/12/2021\)"):
        regulation.on(date(2021, 12, 14), moved)


def tiny() -> tuple[Tables, Tables, Tables]:
    """A regulation of one article, three norms, two parameters and one reading."""
    version = {"id": "qc-thu", "title": "Quy chế thử", "effective_from": date(2026, 1, 1)}
    norm = {"kind": "duty", "actor": "staff", "summary_en": "x", "enforce": ["record"], "area": "org"}
    norms = {
        "version": version,
        "chapter": [{"id": "I", "label": "Chương I", "title": "Chung"}],
        "article": [{"id": "1", "cite": "Điều 1", "title": "Chung", "chapter": "I"}],
        "norm": [
            {
                **norm,
                "id": "1.1",
                "clause": "1.1",
                "cite": "Điều 1, khoản 1",
                "summary": "Làm việc",
                "readings": ["A01"],
            },
            {**norm, "id": "1.2/1", "clause": "1.2", "cite": "Điều 1, khoản 2", "summary": "Ghi sổ"},
            {**norm, "id": "1.2/2", "clause": "1.2", "cite": "Điều 1, khoản 2", "summary": "Giữ sổ"},
        ],
    }
    form = {"type": "number", "minimum": 0, "maximum": 9, "step": 0.5, "clause": "1.1", "title": "Ngưỡng đơn"}
    value = {"since": date(2026, 1, 1), "value": 3, "source": "Điều 1, khoản 1"}
    parameters = {
        "version": version,
        "parameter": [
            {**form, "key": "leave.form_over", "value": [value]},
            {"key": "a.flag", "title": "Có hay không", "type": "flag", "value": [{**value, "value": True}]},
        ],
    }
    doubt = {"id": "A01", "norms": ["1.1"], "issue": "Chưa rõ", "issue_en": "Unclear", "default": "Ba ngày"}
    readings = {
        "version": version,
        "reading": [
            {
                **doubt,
                "values": {"leave.form_over": 3},
                "alternative": [{"text": "Bốn ngày", "values": {"leave.form_over": 4}}],
            }
        ],
    }
    return copy.deepcopy((norms, parameters, readings))


def test_a_new_regulation_is_a_new_version_beside_the_old_one(regulation: Regulation) -> None:
    both = Regulation.join([Regulation.parse(*tiny()), regulation])
    settings: Settings = {"leave.deputy_scope": [(date(2023, 1, 1), "any")], "a.flag": [(date(2026, 6, 1), False)]}
    old, new = both.on(date(2025, 12, 31), settings), both.on(date(2026, 7, 1), settings)
    assert (old.version, old["leave.form_over"], old["leave.deputy_scope"]) == ("qc-2020-2025", 1.0, "any")
    assert (new.version, new["leave.form_over"], new["a.flag"]) == ("qc-thu", 3.0, False)
    assert old.header.effective_until == date(2025, 12, 31), "the successor ends it"
    assert (len(old.norms), len(new.norms), len(both.norms)) == (232, 3, 3)
    assert new.cite("18.3/2") == "18.3/2"
    with pytest.raises(UsageError, match=r"không có tham số «leave\.deputy_scope»"):
        new["leave.deputy_scope"]


def test_versions_may_not_share_an_id_or_a_day_and_a_gap_is_no_law() -> None:
    first, second = tiny(), tiny()
    for table in second:
        table["version"]["id"] = "qc-sau"
        table["version"]["effective_from"] = date(2027, 1, 1)
    for table in first:
        table["version"]["effective_until"] = date(2026, 6, 30)
    gap = Regulation.join([Regulation.parse(*first), Regulation.parse(*second)])
    with pytest.raises(UsageError) as caught:
        gap.on(date(2026, 7, 1))
    assert "Quy chế thử (qc-thu) từ 01/01/2026 đến hết 30/06/2026; Quy chế thử (qc-sau) từ 01/01/2027" in str(
        caught.value
    )
    for table in first:
        table["version"]["effective_until"] = date(2027, 1, 1)
    with pytest.raises(ConfigError) as overlap:
        Regulation.join([Regulation.parse(*first), Regulation.parse(*second)])
    assert str(overlap.value) == (
        "Quy chế thử (qc-thu) có hiệu lực từ 01/01/2026 đến hết 01/01/2027 nhưng Quy chế thử (qc-sau) bắt đầu từ "
        "01/01/2027; mỗi ngày chỉ một phiên bản có hiệu lực."
    )
    with pytest.raises(ConfigError, match="Có hai phiên bản quy chế cùng mã «qc-thu»"):
        Regulation.join([Regulation.parse(*tiny()), Regulation.parse(*tiny())])


# wrong data, and the sentence about it


def change(file: int, *path: str | int, to: object) -> Callable[[tuple[Tables, Tables, Tables]], None]:
    def changed(tables: tuple[Tables, Tables, Tables]) -> None:
        at: Any = tables[file]
        for part in path[:-1]:
            at = at[part]
        at[path[-1]] = to

    return changed


def twice(tables: tuple[Tables, Tables, Tables]) -> None:
    tables[0]["norm"].append(dict(tables[0]["norm"][0]))


def unordered(tables: tuple[Tables, Tables, Tables]) -> None:
    values = tables[1]["parameter"][0]["value"]
    values.append({**values[0], "since": date(2025, 12, 31)})


WRONG = [
    (
        change(1, "parameter", 0, "clause", to="9.9"),
        "thu/parameters.toml, tham số «leave.form_over»: quy chế không có điều khoản «9.9»; hãy sửa clause cho đúng mã "
        "trong norms.toml.",
    ),
    (
        twice,
        "thu/norms.toml: quy phạm «1.1» có hai lần (mục [[norm]] thứ 1 và thứ 4); hãy bỏ một mục hoặc đặt mã khác.",
    ),
    (
        change(0, "norm", 1, "readings", to=["A77"]),
        "thu/norms.toml, quy phạm «1.2/1»: không có cách hiểu «A77» trong readings.toml; "
        "hãy thêm cách hiểu đó hoặc sửa mã.",
    ),
    (
        change(0, "norm", 1, "readings", to=["A01"]),
        "thu/readings.toml: cách hiểu «A01» và quy phạm «1.2/1» chỉ liên kết một chiều; hãy ghi mã ở cả hai tệp.",
    ),
    (
        change(2, "reading", 0, "norms", to=["1.1", "7.7"]),
        "thu/readings.toml, cách hiểu «A01»: quy chế không có quy phạm «7.7»; hãy sửa cho đúng mã trong norms.toml.",
    ),
    (
        change(1, "parameter", 0, "value", 0, "value", to="ba"),
        "thu/parameters.toml, tham số «leave.form_over» (Ngưỡng đơn): giá trị «ba» không dùng được; "
        "phải là số từ 0 đến 9, bội của 0,5.",
    ),
    (
        unordered,
        "thu/parameters.toml, tham số «leave.form_over»: giá trị áp dụng từ 31/12/2025 đứng sau giá trị từ 01/01/2026; "
        "hãy xếp theo ngày tăng dần, mỗi ngày một giá trị.",
    ),
    (
        change(2, "reading", 0, "values", to={"leave.nothing": 1}),
        "thu/readings.toml, cách hiểu «A01»: không có tham số «leave.nothing» trong parameters.toml; "
        "hãy khai hoặc sửa tên.",
    ),
    (
        change(0, "norm", 1, "sumary", to="x"),
        "thu/norms.toml, quy phạm «1.2/1»: không có trường «sumary»; các trường được dùng: "
        "id, clause, enforce, cite, kind, actor, counterpart, summary, summary_en, condition, area, recurrence, "
        "readings, inferred.",
    ),
    (
        change(0, "norm", 1, "summary", to=7),
        "thu/norms.toml, quy phạm «1.2/1»: trường «summary» đang là 7; phải là chữ và không được bỏ trống.",
    ),
    (
        change(0, "norm", 1, "clause", to="2.1"),
        "thu/norms.toml, quy phạm «1.2/1»: trường «clause» đang là «2.1»; phải là mã điều khoản của quy phạm «1.2/1» "
        "và thuộc một [[article]] đã khai.",
    ),
    (
        change(0, "norm", 0, "enforce", to=["blok"]),
        "thu/norms.toml, quy phạm «1.1»: trường «enforce» đang là «blok»; phải là một trong: block, record, remind, "
        "report, require.",
    ),
    (
        change(0, "version", "id", to="qc-khac"),
        "thu/norms.toml, mục [version]: không khớp với parameters.toml (Quy chế thử (qc-thu)); ba tệp của một "
        "phiên bản phải có phần đầu giống nhau.",
    ),
    (
        change(1, "version", "effective_from", to="hôm nay"),
        "thu/parameters.toml, mục [version]: trường «effective_from» đang là «hôm nay»; phải là ngày, dạng 2024-12-31.",
    ),
    (
        change(1, "parameter", 1, "value", to=[]),
        "thu/parameters.toml, tham số «a.flag»: trường «value» đang thiếu; phải là ít nhất một mục "
        "[[parameter.value]].",
    ),
    (
        change(0, "article", 0, "chapter", to="IV"),
        "thu/norms.toml, điều «1»: không có chương «IV»; hãy khai [[chapter]] hoặc sửa lại.",
    ),
]


@pytest.mark.parametrize(("spoil", "sentence"), WRONG)
def test_wrong_data_is_refused_by_an_exact_sentence(
    spoil: Callable[[tuple[Tables, Tables, Tables]], None], sentence: str
) -> None:
    tables = tiny()
    tables[0]["version"] = dict(tables[0]["version"])  # the three headers share one table until here
    tables[1]["version"] = dict(tables[1]["version"])
    spoil(tables)
    with pytest.raises(ConfigError) as caught:
        Regulation.parse(*tables, folder="thu/")
    assert str(caught.value) == sentence


def test_the_start_day_stands_in_two_places_and_must_agree() -> None:
    tables = tiny()
    tables[0]["version"]["effective_from_setting"] = "a.start"
    start = {"since": date(2026, 1, 1), "value": date(2026, 1, 2), "source": "x"}
    tables[1]["parameter"].append({"key": "a.start", "title": "Ngày", "type": "date", "value": [start]})
    with pytest.raises(ConfigError, match=r"effective_from là 01/01/2026 nhưng tham số «a\.start» là 02/01/2026"):
        Regulation.parse(*tables)
    start["value"] = date(2026, 1, 1)
    assert Regulation.parse(*tables).on(date(2026, 1, 1))["a.start"] == date(2026, 1, 1)
