"""Plugins are loaded from three places; a broken one loses only itself, is named, and says what to do about it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest

from core.errors import UsageError, VptuError
from core.extension import answers, hookspecs
from core.extension import registry as registry_module
from core.extension.failures import Failure
from core.extension.files import MOST_PRINTED
from core.extension.in_tree import IN_TREE
from core.extension.registry import SPECS, load_all, resolve
from core.inquiry import Outline, Question, may, outline
from core.law.procedure import Procedure, Rules
from tests.plugins_broken import AT, LEAVE, OWN, OWN_KINDS, Case, cases, loaded, only_failure, prelude, put
from tests.support.office import law, office_at, regulation

ROOT = Path(__file__).parent.parent
SOUND = """
from core.extension.hookspecs import Area, hookimpl
@hookimpl
def vptu_area():
    return Area("sau", "Plugin lành")
"""


def ask(rules: Rules) -> Outline:
    return outline(Question("leave", LEAVE), office=office_at(AT), law=law(AT.date()), rules=rules)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "plugins"
    made.mkdir(mode=0o700)
    return made


# Broken plugins of every kind


@pytest.mark.parametrize("case", cases("loading.toml"), ids=lambda c: c.name)
def test_one_that_cannot_be_loaded_loses_only_itself(case: Case, folder: Path) -> None:
    put(folder, SOUND, "sau")
    registry = loaded(folder, case.code)
    agree(only_failure(registry), case, folder)
    assert [p.name for p in registry.plugins()] == [*OWN, "sau"]
    assert [(p.name, p.state) for p in registry.report() if p.state != "ok"] == [("hop", "broken")]
    assert set(registry.rules().procedures) == OWN_KINDS and not registry.rules().broken
    assert ask(registry.rules()).opening.allows
    assert "vptu_plugin_hop" not in sys.modules or case.stage != "import"


@pytest.mark.parametrize("case", cases("answers.toml"), ids=lambda c: c.name)
def test_a_wrong_answer_loses_only_itself(case: Case, folder: Path) -> None:
    put(folder, case.code)
    registry = load_all(folder=folder, norms=lambda: regulation().norms)
    report = {p.name: p for p in registry.report()}
    agree(only_failure(registry), case, folder)
    assert {name: p.state for name, p in report.items()} == {**dict.fromkeys(OWN, "ok"), "hop": "broken"}
    assert report["hop"].procedures == case.keeps and report["leave"].procedures == ("leave", "mission")
    assert set(registry.rules().procedures) == OWN_KINDS | set(case.keeps)
    assert not registry.rules().broken and not registry.rules().broken_kinds.keys() & OWN_KINDS
    assert registry.rules().amendments == {} and len(ask(registry.rules()).route.stages) == 2
    own = load_all()
    assert {d.name for d in registry.duties()} == {d.name for d in own.duties()} != set()
    assert {e.id for e in registry.exports()} == {e.id for e in own.exports()} != set()
    registry.report()
    assert len(registry.failures) == 1, "asked again, told once"


def agree(failure: Failure, case: Case, folder: Path) -> None:
    assert (failure.plugin, failure.stage) == ("hop", case.stage)
    assert case.error in failure.error, failure
    assert failure.error.isprintable() and len(failure.error) < 500
    assert failure.remedy and case.remedy in failure.remedy
    if case.line is not None:
        assert failure.where == f"{folder / 'hop.py'}:{case.line}"
    assert failure.source == str(folder / "hop.py")
    assert failure.sentence.startswith("Plugin «hop» hỏng ") and failure.error.rstrip(".") in failure.sentence


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (b"x = 1\0", "byte 0"),
        ("# Ti\u1ebfng Vi\u1ec7t".encode("utf-16"), "byte 0"),
        (b"x = '\xff\xfe'\n", "sai cú pháp Python"),
        (b"#" * 1_000_001, "lớn hơn 1 MB"),
    ],
    ids=["null byte", "utf-16", "not utf-8", "huge"],
)
def test_a_file_that_is_no_text_of_python(folder: Path, code: bytes, error: str) -> None:
    failure = only_failure(loaded(folder, code))
    assert failure.stage == "import" and error in failure.error


@pytest.mark.parametrize("where", ["import", "hook"])
def test_the_users_interrupt_is_not_swallowed(folder: Path, where: str) -> None:
    raising = "raise KeyboardInterrupt\n"
    hook = "@hookimpl\ndef vptu_procedures():\n    " + raising
    with pytest.raises(KeyboardInterrupt):
        loaded(folder, raising if where == "import" else prelude() + hook)


def test_what_a_plugin_prints_is_kept_and_goes_nowhere_else(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    registry = loaded(folder, f"print('đã nạp', 1, sep=': ')\nfor n in range(10_000): print('x' * 100)\n{SOUND}")
    found = next(p for p in registry.report() if p.name == "hop")
    assert found.state == "ok" and found.printed.startswith("đã nạp: 1\nxxx") and len(found.printed) == MOST_PRINTED
    assert capsys.readouterr() == ("", "")


# The folder


def test_no_folder_is_no_plugins(tmp_path: Path) -> None:
    assert load_all(folder=tmp_path / "none").failures == []


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "plugins").write_text("")
    failure = only_failure(load_all(folder=tmp_path / "plugins"))
    assert failure.plugin == "thư mục plugin" and "không phải thư mục" in failure.error


def test_a_folder_that_cannot_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refused)
    failure = only_failure(load_all(folder=folder))
    assert "không đọc được thư mục" in failure.error and failure.remedy == "Cấp quyền đọc cho thư mục."


@pytest.mark.parametrize("mode", [0o660, 0o606, 0o666, 0o777])
def test_a_file_that_others_may_write_is_not_run(folder: Path, mode: int) -> None:
    file = put(folder, "raise AssertionError('đã chạy')")
    file.chmod(mode)
    failure = only_failure(load_all(folder=folder))
    assert f"cho người khác ghi (quyền {mode:o})" in failure.error
    assert failure.remedy.endswith(f"chmod go-w {file}")


def test_a_folder_that_others_may_write_is_not_looked_into(folder: Path) -> None:
    put(folder, "raise AssertionError('đã chạy')")
    folder.chmod(0o777)
    assert only_failure(load_all(folder=folder)).remedy.endswith(f"chmod go-w {folder}")


def test_a_file_of_somebody_else_is_not_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = put(folder, "raise AssertionError('đã chạy')")
    if os.geteuid() == 0:
        os.chown(file, 12345, -1)
    else:
        mine = os.getuid()
        folder.chmod(0o700)
        real = os.fstat
        monkeypatch.setattr(os, "fstat", lambda d: os.stat_result((*real(d)[:4], mine + 1, *real(d)[5:])))
    failure = only_failure(load_all(folder=folder))
    assert "thuộc người dùng khác" in failure.error and f"chown {os.getuid()} {file}" in failure.remedy


def test_links_pipes_folders_and_odd_names_are_not_run(folder: Path, tmp_path: Path) -> None:
    target = put(tmp_path / "elsewhere", "raise AssertionError('đã chạy')")
    (folder / "link.py").symlink_to(target)
    (folder / "dangling.py").symlink_to(tmp_path / "none.py")
    (folder / "thu_muc.py").mkdir()
    os.mkfifo(folder / "ong.py")
    put(folder, SOUND, "khóa sổ")
    put(folder, "raise AssertionError", "_off")
    put(folder, "raise AssertionError", ".hidden")
    (folder / "readme.txt").write_text("không phải plugin")
    found = {f.plugin: f.error for f in load_all(folder=folder).failures}
    assert found.keys() == {"link", "dangling", "thu_muc", "ong", "khóa sổ"}
    assert "symlink" in found["link"] and "symlink" in found["dangling"]
    assert "không phải tệp thường" in found["thu_muc"] and "không phải tệp thường" in found["ong"]
    assert "tên tệp «khóa sổ.py» không dùng được" in found["khóa sổ"]


@pytest.mark.parametrize("name", ["core", "tui", "json", "hookspecs"])
def test_a_file_may_be_named_like_a_module(folder: Path, name: str) -> None:
    before = sys.modules.get(name)
    registry = loaded(folder, SOUND, name)
    assert registry.failures == [] and sys.modules.get(name) is before
    assert str(folder) not in sys.path and list(folder.iterdir()) == [folder / f"{name}.py"]


@pytest.mark.parametrize("name", list(IN_TREE))
def test_a_stranger_named_like_our_own_takes_nothing_away(folder: Path, name: str) -> None:
    registry = loaded(folder, SOUND, name)
    failure = only_failure(registry)
    assert f"đã có plugin tên «{name}» (in-tree)" in failure.error and failure.source.endswith(f"{name}.py")
    assert [(p.name, p.state) for p in registry.report()] == [*((own, "ok") for own in OWN), (name, "broken")]
    assert not registry.rules().broken and not registry.rules().broken_kinds


def test_the_products_own_come_first_then_by_name(folder: Path) -> None:
    put(folder, SOUND, "b")
    put(folder, SOUND, "aaa")
    assert [p.name for p in load_all(folder=folder).plugins()] == [*OWN, "aaa", "b"]


def test_a_safe_start_leaves_strangers_out(folder: Path) -> None:
    put(folder, "raise ValueError")
    put(folder, SOUND, "sau")
    registry = load_all(folder=folder, safe=True)
    assert registry.failures == [] and [p.name for p in registry.report()] == list(OWN)


# Other distributions


@pytest.fixture
def distribution(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """An installed distribution with these entry points, beside modules that it brings."""

    def install(points: str) -> None:
        info = tmp_path / "ngoai-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: ngoai\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[vptu]\n{points}")
        (tmp_path / "ngoai_lanh.py").write_text(SOUND)
        (tmp_path / "ngoai_hong.py").write_text("import khong_co")
        monkeypatch.syspath_prepend(tmp_path)

    yield install
    for name in ("ngoai_lanh", "ngoai_hong"):
        sys.modules.pop(name, None)


def test_entry_points_are_loaded_one_by_one(distribution: Callable[[str], None]) -> None:
    distribution(
        "z = ngoai_lanh\nhong = ngoai_hong\nkhac = ngoai_lanh:khong_co\nroster = ngoai_lanh\nzz = ngoai_lanh\n"
    )
    registry = load_all()
    assert [(p.name, p.source) for p in registry.plugins()][len(OWN) :] == [("z", "entry point")]
    found = {f.plugin: f.error for f in registry.failures}
    assert found.keys() == {"hong", "khac", "roster", "zz"}
    assert "«khong_co»" in found["hong"] and "khong_co" in found["khac"] and "đã được nạp" in found["zz"]
    assert load_all(safe=True).failures == []


def test_metadata_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(**_: str) -> None:
        raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")

    monkeypatch.setattr(registry_module, "entry_points", unreadable)
    assert only_failure(load_all()).plugin == "plugin cài kèm"


# Hooks and their types


def test_every_hook_ships_with_a_user() -> None:
    used = {hook for found in load_all(folder=None).report() for hook in found.hooks}
    example = ROOT / "docs" / "examples" / "last_week_of_december.py"
    used |= {name for name in SPECS if f"\ndef {name}(" in example.read_text(encoding="utf-8")}
    assert used == set(SPECS)
    assert all(spec.__doc__ and "Used by " in spec.__doc__ for spec in SPECS.values())


UNTESTED = {
    "Export": set(), "Step": {"decides", "answers", "after", "auto", "form", "register", "note_required"},
    "Due": {"on", "kind", "met", "met_on", "binding"}, "Insert": {"before"},
}  # fmt: skip
"""Fields whose test stands elsewhere, or which are plain flags."""


def test_every_field_of_an_answer_is_tested() -> None:
    for kind, tested in answers.FIELDS.items():
        names = getattr(kind, "_fields", None) or [f.name for f in fields(kind)]
        assert {name for name, _, _ in tested} | UNTESTED.get(kind.__name__, set()) == set(names), kind


def test_no_function_of_a_strangers_procedure_goes_unguarded(folder: Path) -> None:
    code = prelude() + (
        "BOOKING = replace(BOOKING, **{n: (lambda *_: None) for n in NONE}, changes={'x': max}, checks={'hop.x': max},"
        " bars=(max,))\n@hookimpl\ndef vptu_procedures():\n    return [BOOKING]\n"
    )
    optional = [f.name for f in fields(Procedure) if str(f.type).endswith("] | None")]
    registry = loaded(folder, f"NONE = {optional!r}\n{code}")
    assert registry.failures == []
    raw, guarded = sys.modules["vptu_plugin_hop"].BOOKING, registry.rules().procedure("phong_hop")
    for name in (f.name for f in fields(Procedure)):
        if callable(getattr(raw, name)) and name != "facts":
            assert getattr(guarded, name) is not getattr(raw, name), name
    pairs = [(raw.changes["x"], guarded.changes["x"]), (raw.checks["hop.x"], guarded.checks["hop.x"])]
    assert all(one is not other for one, other in [*pairs, (raw.bars[0], guarded.bars[0])])


@pytest.mark.parametrize("path", ["khong.co:x", "core.errors:KhongCo"])
def test_a_path_that_leads_nowhere_is_said(path: str) -> None:
    with pytest.raises(VptuError, match=f"Không mở được «{path}»"):
        resolve(path)


def test_each_hook_is_documented_with_its_arguments() -> None:
    text = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
    for name, spec in SPECS.items():
        given = ", ".join(spec.__code__.co_varnames[: spec.__code__.co_argcount])
        assert f"| `{name}({given})` |" in text
    assert SPECS.keys() == {n for n in vars(hookspecs) if n.startswith("vptu_")}


def test_no_module_of_the_extension_is_known_to_the_law() -> None:
    for name in ("core.law.procedure", "core.law.authority", "core.office.office"):
        assert "core.extension" not in Path(import_module(name).__file__ or "").read_text(encoding="utf-8")


def test_an_unknown_kind_is_still_a_wrong_word(folder: Path) -> None:
    with pytest.raises(UsageError, match="Không có loại việc «nghi»"):
        loaded(folder, SOUND).rules().procedure("nghi")
    assert may("deputy1", "consent", ask(load_all().rules()), rules=load_all().rules())
