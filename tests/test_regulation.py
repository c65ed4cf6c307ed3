"""The regulation as data: complete, linked both ways, dated, and refused with a usable sentence where it is wrong."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
import tomllib
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from config.regulation_files import FILES, FOLDER, load, load_version, write_compact
from core.errors import ConfigError, UsageError, VptuError
from core.law.regulation import Law, Regulation

ROOT = Path(__file__).parents[1]
SOURCE = ROOT.parent / "shared" / "domain"
needs_source = pytest.mark.skipif(not SOURCE.is_dir(), reason="the customer's papers are not at hand")
DAY = date(2024, 10, 10)

NORMS_IN = {
    **{"P": 6, "1": 8, "2": 8, "3": 31, "4": 36, "5": 2, "6": 15, "7": 5, "8": 8, "9": 10, "10": 9, "11": 10},
    **{"12": 13, "13": 2, "14": 2, "15": 3, "16": 3, "17": 3, "18": 12, "19": 3, "20": 7, "21": 4, "22": 10},
    **{"23": 7, "22b": 4, "23b": 6, "R": 5},
}
"""How many norms each article holds."""

Tables = dict[str, Any]


@pytest.fixture(scope="module")
def regulation() -> Regulation:
    return load()


@pytest.fixture
def law(regulation: Regulation) -> Law:
    return regulation.on(DAY)


def toml(name: str) -> Tables:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


# completeness


def test_every_norm_is_there_once(law: Law) -> None:
    ids = [norm["id"] for norm in toml("norms.toml")["norm"]]
    assert len(ids) == len(set(ids)) == len(law.norms) == 232
    assert len(law.clauses) == 150
    assert {a.id: sum(len(c.norms) for c in a.clauses) for ch in law.chapters for a in ch.articles} == NORMS_IN


@needs_source
def test_norms_are_those_of_the_source(law: Law) -> None:
    with (SOURCE / "clauses.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == list(law.norms)
    for row in rows:
        norm = law.norms[row["id"]]
        assert (norm.clause, norm.kind, norm.actor, norm.area) == (
            row["clause"],
            row["kind"],
            row["actor"],
            row["area"],
        )
        assert (norm.counterpart, norm.recurrence) == (row["counterpart"], row["recurrence"])
        assert "+".join(norm.enforce) == row["enforce"]
        assert ";".join(norm.readings) == row["ambiguity"]
        assert norm.inferred == (row["inferred"] == "1")
        assert norm.summary_en == row["act_en"]


def printed(clause: str) -> str:
    """The citation a clause id stands for, worked out anew."""
    if clause[0] in "PR":
        return f"{'Phần căn cứ' if clause[0] == 'P' else 'Nơi nhận'}, gạch {clause[2:]}"
    article, second, rest = re.fullmatch(r"(\d+)(b?)(.*)", clause).groups()  # type: ignore[union-attr]
    which = {"22": " (thứ nhất)", "23": " (thứ nhất)"}.get(article, "") if not second else " (thứ hai)"
    said = f"Điều {article}{which}"
    for mark, value in re.findall(r"([.-])([^.-]+)", rest):
        if mark == "-":
            said += f", gạch đầu dòng {value}"
        elif value.isdigit():
            said += f", khoản {value}" if value != "0" else ""
        elif value.startswith("u"):
            said += f", đoạn không số {value[1:]} sau khoản 3"
        else:
            said += f", điểm {value}"
    return said


def test_citations_have_the_one_form(law: Law) -> None:
    for norm in law.norms.values():
        assert norm.cite == law.cite(norm.id) == law.cite(norm.clause) == printed(norm.clause)
    assert law.cite("18.3/2") == "Điều 18, khoản 3"
    assert law.cite("4.3-1") == "Điều 4, khoản 3, gạch đầu dòng 1"
    assert law.cite("18.u1/3") == "Điều 18, đoạn không số 1 sau khoản 3"
    assert law.cite("22.2") == "Điều 22 (thứ nhất), khoản 2"
    assert law.cite("22b.2") == "Điều 22 (thứ hai), khoản 2"
    assert law.cite("10.1.a") == "Điều 10, khoản 1, điểm a"


def test_another_source_is_cited_unchanged(law: Law) -> None:
    assert law.cite("Kế hoạch 12-KH/VPTU, mục 3") == "Kế hoạch 12-KH/VPTU, mục 3"
    assert law.says("Kế hoạch 12-KH/VPTU, mục 3") == ""


def test_says_gives_the_summary_of_a_norm_and_of_a_whole_clause(law: Law) -> None:
    assert law.says("18.u1/3") == "Nghỉ quá một ngày phải có đơn"
    assert law.says("18.u1").split("; ")[-1] == "Nghỉ quá một ngày phải có đơn"
    assert law.says("18.u1").count("; ") == 2


def test_every_norm_has_words_in_both_languages(law: Law) -> None:
    for norm in law.norms.values():
        assert norm.summary and norm.summary_en and norm.article and norm.enforce and norm.area
        assert unicodedata.is_normalized("NFC", norm.summary)
    assert sum(norm.inferred for norm in law.norms.values()) == 34
    assert Counter(norm.kind for norm in law.norms.values())["consent"] == 7


def test_the_tree_is_in_printed_order(law: Law) -> None:
    assert [chapter.label for chapter in law.chapters] == ["Căn cứ", "Chương I", "Chương II", "Chương III", "Nơi nhận"]
    articles = [article.id for chapter in law.chapters for article in chapter.articles]
    assert articles == ["P", *map(str, range(1, 24)), "22b", "23b", "R"]
    assert [clause.id for clause in law.article(18).clauses] == ["18.1", "18.2", "18.3", "18.u1", "18.u2"]
    assert law.article("22b").cite == "Điều 22 (thứ hai)"
    with pytest.raises(UsageError, match=r"không có điều «99»"):
        law.article(99)


# readings


def test_the_53_doubts_link_both_ways(law: Law) -> None:
    assert list(law.readings) == [f"A{n:02}" for n in range(1, 54)]
    there = {(norm.id, reading) for norm in law.norms.values() for reading in norm.readings}
    back = {(norm, reading.id) for reading in law.readings.values() for norm in reading.norms}
    assert there == back


@needs_source
def test_readings_are_set_by_the_keys_of_the_source(law: Law) -> None:
    with (SOURCE / "ambiguities.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            reading = law.reading(row["id"])
            assert reading.norms == tuple(row["clauses"].split(";")) and reading.issue_en == row["issue_en"].replace(
                '"', "'"
            )
            assert bool(reading.alternatives) == bool(row["alternatives"])
            for key in filter(None, row["config_key"].split(";")):
                name, _, wanted = key.partition("=")
                assert any(k == name or (name.endswith("*") and k.startswith(name[:-1])) for k in reading.keys)
                if wanted:
                    held = law[name]
                    assert (str(held).lower() if isinstance(held, bool) else str(held)) == wanted


def test_the_default_answer_is_what_the_parameters_say(law: Law) -> None:
    for reading in law.readings.values():
        assert all(law[key] == value for key, value in reading.choices[0].values.items()), reading.id
        assert law.chosen(reading.id) == reading.default


def test_a_setting_chooses_another_reading_everywhere(regulation: Regulation) -> None:
    law = regulation.on(DAY, {"leave.form_over": [(date(2024, 1, 1), 0.5)], "leave.late_form_days": [(DAY, 9)]})
    assert law.chosen("A02") == "Yêu cầu đơn từ 1 ngày (chặt hơn)"
    assert law.chosen("A05") == law.reading("A05").default
    assert law.chosen("A10") == "Theo giá trị riêng của Văn phòng"
    assert law.chosen("A33") == law.reading("A33").default, "an answer without values is never taken for chosen"


# parameters


EXPECTED = {
    "leave.staff.deputy_from": 0.5,
    "leave.staff.head_from": 1.0,
    "leave.deputy.head_from": 0.5,
    "leave.deputy.standing_from": 2.0,
    "leave.head.min": 0.5,
    "leave.head.kinds": "all",
    "leave.form_over": 1.0,
    "leave.merge_adjacent": True,
    "leave.deputy_scope": "unit",
    "leave.acting_head": "deputy_standing",
    "leave.late_form_days": 1,
    "leave.phone_form": "always",
    "leave.phone_kinds": ("om", "gia_dinh"),
    "leave.backdate": "phone_only",
    "duty.min_staff": 1,
    "duty.min_leader": 1,
    "consult.binding": False,
    "consult.reply_days": 3,
    "sign.tl_btv": "head+btv_mandate",
    "report.monthly_day": 17,
    "report.interim": ("03-17", "06-17", "09-17"),
    "report.annual": "12-12",
    "balance.days": 12.0,
    "balance.extra_every_years": 5,
    "balance.extra_days": 1.0,
    "regulation.effective_from": date(2022, 2, 1),
}


def test_values_in_force(law: Law) -> None:
    assert {key: law[key] for key in EXPECTED} == EXPECTED
    assert type(law.values) is dict


def test_parameters_stand_on_clauses_or_outside_the_regulation(law: Law) -> None:
    for parameter in law.parameters.values():
        if parameter.clause is None:
            assert all(v.source.startswith("ngoài quy chế") for v in parameter.values)
        else:
            assert parameter.clause in law.clauses
    assert {p.key for p in law.parameters.values() if p.clause is None} == {
        *("balance.days", "balance.extra_every_years", "balance.extra_days"),
        *("attachment.max_bytes", "duty.roster_days_before", "documents.format_profile", "documents.term"),
        *(
            f"register.{name}"
            for name in ("incoming_term", "assign_days", "summary_days", "handle_days", "result_days")
        ),
    }


def test_a_value_comes_with_its_source(law: Law) -> None:
    dated = law.parameter("leave.deputy.standing_from")
    assert (dated.value, dated.since, dated.source) == (2.0, date(2022, 2, 1), "Điều 18, khoản 2")


def test_values_are_asked_for_by_type(law: Law) -> None:
    assert law.number("leave.form_over") == 1.0
    assert law.whole("report.monthly_day") == 17
    assert law.flag("leave.merge_adjacent") is True
    assert law.text("leave.deputy_scope") == "unit"
    assert law.entries("leave.phone_kinds") == ("om", "gia_dinh")
    with pytest.raises(VptuError, match=r"đọc sai kiểu tham số «report.monthly_day» \(giá trị đang là 17\)"):
        law.flag("report.monthly_day")


def test_an_unknown_key_is_named_with_its_neighbour(law: Law) -> None:
    with pytest.raises(UsageError) as caught:
        law["leave.form_ove"]
    assert str(caught.value) == (
        "Quy chế làm việc nhiệm kỳ 2020-2025 (qc-2020-2025) không có tham số «leave.form_ove» "
        "(có phải «leave.form_over»?)."
    )


# search


def test_search_needs_no_accents_and_finds_citations(law: Law) -> None:
    assert [n.id for n in law.search("don xin nghi")] == ["18.u2/2", "18.u2/3"]
    assert [n.id for n in law.search("ĐIỀU 18 khoan 3")][:2] == ["18.3/1", "18.3/2"]
    assert [n.id for n in law.search(" 18.3/2 ")] == ["18.3/2"]
    assert [n.id for n in law.search("18.u2")] == ["18.u2/1", "18.u2/2", "18.u2/3"]
    assert law.search("uy quyen ky thay") == law.search("ủy quyền ký thay") != ()
    assert law.search("  ") == () == law.search("chữ không có ở đâu cả")


# files


def test_the_json_beside_each_file_is_made_from_it(tmp_path: Path) -> None:
    for name in FILES:
        shutil.copy(FOLDER / name, tmp_path / name)
    write_compact(tmp_path)
    for name in FILES:
        fresh = (tmp_path / name).with_suffix(".json").read_text(encoding="utf-8")
        kept = (FOLDER / name).with_suffix(".json").read_text(encoding="utf-8")
        assert fresh == kept, f"{name} was edited: run python -m config.regulation_files"


def test_an_edited_file_wins_over_the_json_beside_it(tmp_path: Path) -> None:
    for path in FOLDER.iterdir():
        shutil.copy(path, tmp_path / path.name)
    edited = tmp_path / "norms.toml"
    words = unicodedata.normalize(
        "NFD", edited.read_text(encoding="utf-8").replace("Nghỉ quá một ngày", "Vắng quá một ngày")
    )
    edited.write_bytes(words.replace("\n", "\r\n").encode())
    assert load_version(tmp_path).on(DAY).says("18.u1/3") == "Vắng quá một ngày phải có đơn"


def test_norms_are_not_read_for_a_parameter(tmp_path: Path) -> None:
    for name in FILES:
        shutil.copy(FOLDER / name, tmp_path / name)
    broken = tmp_path / "norms.toml"
    broken.write_text("[version\n", encoding="utf-8")
    law = load_version(tmp_path).on(DAY)
    assert law["leave.form_over"] == 1.0
    with pytest.raises(ConfigError) as caught:
        law.cite("18.3/2")
    assert str(caught.value).startswith(f"{broken}: sai cú pháp TOML (")
    assert "line 1, column 9" in str(caught.value)
    broken.write_bytes(b"[version]\nid = '\xff'\n")
    with pytest.raises(ConfigError, match="byte thứ 17 không phải UTF-8"):
        load_version(tmp_path).check()
    broken.unlink()
    with pytest.raises(ConfigError, match="không đọc được tệp của quy chế"):
        load_version(tmp_path).check()


def test_versions_of_an_office_are_joined(tmp_path: Path) -> None:
    for name in FILES:
        words = (FOLDER / name).read_text(encoding="utf-8")
        words = words.replace('"qc-2020-2025"', '"qc-2026"').replace(
            "effective_from = 2022-02-01", "effective_from = 2026-05-01"
        )
        words = words.replace('effective_from_setting = "regulation.effective_from"\n', "")
        (tmp_path / name).write_text(words, encoding="utf-8")
    both = load(tmp_path)
    assert [both.on(day).version for day in (date(2026, 4, 30), date(2026, 5, 1))] == ["qc-2020-2025", "qc-2026"]


def test_a_start_reads_no_toml_and_imports_no_parser() -> None:
    code = (
        "import sys; from datetime import date; from config.regulation_files import load; "
        "law = load().on(date(2024, 10, 10)); law['leave.form_over'], law.cite('18.3/2'), law.chosen('A05'); "
        "sys.exit(bool({'tomllib', 'pydantic', 'sqlmodel', 'difflib'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())


@needs_source
def test_no_file_repeats_eleven_words_of_the_official_text() -> None:
    official = words_of((SOURCE / "quy-che.txt").read_text(encoding="utf-8"))
    runs = {tuple(official[i : i + 11]) for i in range(len(official) - 10)}
    files = [*FOLDER.iterdir(), *(ROOT / "tests" / "data").glob("*.txt"), *(ROOT / "core" / "law").glob("*.py")]
    assert len(files) > 8
    for path in files:
        mine = words_of(path.read_text(encoding="utf-8"))
        copied = [mine[i : i + 11] for i in range(len(mine) - 10) if tuple(mine[i : i + 11]) in runs]
        assert not copied, f"{path.name}: {' '.join(copied[0])}"
