"""The command line's overviews: lists of the plugins' areas, the directory of counterparts, and what all output is."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from tests.support.cli import Vptu
from tests.support.office import SampleStore
from tests.test_cli_documents import ARRIVAL, wrong


@pytest.fixture
def vptu(sample_store: SampleStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vptu:
    return Vptu.fresh(sample_store.path, tmp_path, monkeypatch)


def test_lists_of_the_plugins(vptu: Vptu) -> None:
    known = {one["name"]: one for one in vptu("list", "--json").json["listings"]}
    assert set(known) >= {"incoming", "drafts", "signing", "issued", "coordination"}
    assert "Văn bản đến" in vptu("list").out
    for n in range(3):
        vptu.done("vt", *ARRIVAL[:3], f"author_number={n}-CV/TU", *ARRIVAL[4:])
    found = vptu("list", "incoming", "--limit", "2", "--json").json
    assert [r["matter"] for r in found["rows"]] == [3, 2] and found["next_before"] == 2
    assert all(len(r["cells"]) == len(found["columns"]) for r in found["rows"])
    assert [r["matter"] for r in vptu("list", "incoming", "--before", "2", "--json").json["rows"]] == [1]
    late = vptu.at("2024-10-16 08:00")("list", "incoming", "--view", "qua han", "--json").json
    assert [r["overdue"] for r in late["rows"]] == [True] * 3 and late["view"] == "Quá hạn"
    assert vptu("list", "documents.incoming", "--view", "1", "--search", "de nghi", "--json").json["rows"]
    assert vptu("list", "văn bản đến", "--search", "zzz").out.startswith("Văn bản đến – Tất cả")


def test_lists_are_aligned_by_cells(vptu: Vptu, monkeypatch: pytest.MonkeyPatch) -> None:
    from core.text import width

    monkeypatch.setenv("COLUMNS", "160")
    vptu.done("vt", *ARRIVAL)
    vptu.done("vt", *ARRIVAL[:6], "subject=Họp", *ARRIVAL[7:])
    _, head, *rows = vptu("list", "incoming").out.splitlines()
    starts = {width(line[: line.index(word)]) for line, word in ((rows[0], "Ban Thường"), (head, "Tác giả"))}
    assert len(starts) == 1


def test_lists_nobody_has(vptu: Vptu) -> None:
    wrong(vptu("list", "incomin"), "có phải «incoming»", "drafts")
    wrong(vptu("list", "incoming", "--view", "Quá hẹn"), "không có cách xem «Quá hẹn»", "các cách xem: Tất cả")
    wrong(vptu("list", "incoming", "--limit", "0"), "--limit", "không phải số")


def test_a_broken_list_is_said_and_left_out(vptu: Vptu) -> None:
    folder = vptu.store.parent / "plugins"
    folder.mkdir()
    (folder / "hong.py").write_text(
        "from core.extension.hookspecs import ScreenSpec, hookimpl\n\n@hookimpl\ndef vptu_screens():\n"
        "    return [ScreenSpec('x.hong', 'Hỏng', 'a:B', 'khong.co:DAU')]\n",
        encoding="utf-8",
    )
    said = vptu("list", "--json")
    assert said.code == 0 and "khong.co:DAU" in said.err and {o["name"] for o in said.json["listings"]} >= {"incoming"}


def test_the_directory_of_counterparts(vptu: Vptu) -> None:
    found = vptu("bodies", "--json").json["bodies"]
    assert {"id": "btv", "kind": "party_body", "spokesperson": "secretary"}.items() <= found[1].items()
    wards = vptu("bodies", "--kind", "phường", "--json").json["bodies"]
    assert wards and {b["kind"] for b in wards} == {"ward_office"}
    assert vptu("bodies", "--kind", "ward_office", "--json").json["bodies"] == wards
    assert "máy lẻ 201" in vptu("bodies").out and "người trả lời:" in vptu("bodies").out
    wrong(vptu("bodies", "--kind", "xyz"), "không có loại «xyz»", "advisory (")


def test_everything_printed_is_composed_and_harmless(vptu: Vptu) -> None:
    subject = unicodedata.normalize("NFD", "subject=Về họp\u202e giao ban")
    vptu.done("vt", *ARRIVAL[:6], subject, *ARRIVAL[7:])
    for words in (("show", "1"), ("show", "1", "--json"), ("list", "incoming"), ("register", "show", "van_ban_den")):
        out = vptu(*words).out
        assert out == unicodedata.normalize("NFC", out) and "\u202e" not in out
        assert all(c.isprintable() or c == "\n" for c in out)
