"""docs/cli.md says what the program does: every example is run, the reference is the table, every JSON key is named."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from config.office_files import SAMPLE
from tests.support.cli import Said, Vptu
from tests.support.office import SampleStore
from tests.test_cli_documents import word
from tui.cli.declare import JSON
from tui.cli.reference import markdown
from tui.cli.table import VERBS

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
QUY_CHE = Path(__file__).parent / "data" / "quy-che-mau.txt"
PAPERS = ("du-thao", "to-trinh", "tong-hop")
ARRIVALS = """Số đến,Ngày đến,Tác giả,"Số, ký hiệu",Ngày văn bản,Trích yếu
101,02/10/2024,Ban Tổ chức Thành ủy,15-CV/BTC,01/10/2024,Về báo cáo cán bộ
102,31/02/2024,Ban Tổ chức Thành ủy,16-CV/BTC,02/10/2024,Về lịch họp
"""
_EXIT = re.compile(r"\[mã thoát (\d+)\]")


@dataclass(frozen=True, slots=True)
class Example:
    words: tuple[str, ...]
    shown: tuple[str, ...]
    """The output as it stands in the text; «…» stands for any lines. Empty: not shown."""
    code: int


def blocks(text: str) -> Iterator[list[Example]]:
    """The examples of each ```console block, in order."""
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        yield [_example(part) for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]


def _example(part: str) -> Example:
    command, *lines = part.rstrip("\n").split("\n")
    code = _EXIT.fullmatch(lines[-1]) if lines else None
    words = shlex.split(command)
    assert words[0] == "vptu", command
    return Example(tuple(words[1:]), tuple(lines[:-1] if code else lines), int(code[1]) if code else 0)


def agrees(shown: tuple[str, ...], said: Said) -> bool:
    """What is printed, on both streams, without the note on who one is in the sample office."""
    lines = [*said.out.rstrip("\n").splitlines(), *filter(None, said.sentence.splitlines())]
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == "…" else _line(line) + r"\n" for line in shown)
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in lines)) is not None


def _line(line: str) -> str:
    """A line as it stands; one that ends in « …» goes on in any way."""
    text = line.rstrip()
    return re.escape(text.removesuffix("…")) + ".*" if text.endswith(" …") else re.escape(text)


@pytest.fixture
def vptu(sample_store: SampleStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vptu:
    shutil.copy(QUY_CHE, tmp_path / "quy-che.txt")
    (tmp_path / "cong-van.pdf").write_bytes(b"%PDF-1.4 cong van")
    for name in PAPERS:
        (tmp_path / f"{name}.docx").write_bytes(word(name))
    (tmp_path / "so-den.csv").write_text(ARRIVALS, encoding="utf-8")
    return Vptu.fresh(sample_store.path, tmp_path, monkeypatch)


@pytest.mark.parametrize("number", range(len(list(blocks(TEXT)))))
def test_every_example_does_what_the_text_shows(vptu: Vptu, number: int) -> None:
    for example in list(blocks(TEXT))[number]:
        said = vptu(*example.words)
        assert said.code == example.code, f"{shlex.join(example.words)}: {said.out}{said.err}"
        if example.shown:
            assert agrees(example.shown, said), f"{shlex.join(example.words)}:\n{said.out}{said.sentence}"


def test_the_reference_is_the_table() -> None:
    assert TEXT.endswith(markdown()), "python -m tui.cli.reference in ra phần tra cứu: chép lại vào docs/cli.md"


def test_every_command_is_in_an_example() -> None:
    used = {" ".join(e.words) for block in blocks(TEXT) for e in block}
    words = {re.sub(r"^(--as \w+ )?", "", line) for line in used}
    assert [name for name in VERBS if not any(f"{line} ".startswith(f"{name} ") for line in words)] == []


# JSON

READS: dict[str, tuple[str, ...]] = {
    "kinds": (), "route": ("leave", "person=head", "from=20/01/2025", "until=22/01/2025"),
    "may": ("deputy2", "consent:head", "leave", "person=cvA", "days=1", "--suppose", "acting=deputy1"),
    "who": ("consent", "leave", "person=cvA", "days=1"), "delegations": (), "desk": (), "matters": (), "show": ("8",),
    "due": ("--days", "200"), "away": ("--on", "10/10/2024"), "balance": (), "roster list": (), "roster show": ("2",),
    "roster propose": ("from=25/01/2025", "until=02/02/2025"), "config check": ("sai.toml",),
    "config diff": ("moi.toml",), "config show": (), "config versions": (), "config params": (),
    "quy-che show": ("18.3",), "quy-che tree": (),
    "quy-che search": ("đơn",), "quy-che status": (), "journal show": (), "journal verify": ("--against", "sai.txt"),
    "plugins": (), "export": (), "doctor": (), "list": ("incoming",), "files": ("8",), "sign": (), "bodies": (),
    "register list": (), "register show": ("van_ban_di",), "register report": ("van_ban_di",),
}  # fmt: skip
"""Every command that reads, with words to ask it something in the office below."""
WRITES: dict[str, tuple[str, tuple[str, ...]]] = {
    "take": ("deputy1", ("4", "consent")), "attach": ("cvA", ("4", "cong-van.pdf")),
    "bulk": ("head", ("sign", "9", "--yes")),
    "register reserve": ("vt", ("van_ban_den", "--reason", "x")),
    "register import": ("vt", ("so-den.csv", "--book", "van_ban_den")),
    "delegate": ("head", ("head", "deputy2", "--scope", "leave:*", "--until", "31/10/2024", "--basis", "x")),
    "config apply": ("head", ("moi.toml",)), "config set": ("head", ("leave.form_over", "2", "--reason", "x")),
    "quy-che import": ("head", ("quy-che.txt",)),
}  # fmt: skip
"""One command that writes for each shape of answer, and who gives it."""
LIKE_TAKE = frozenset(
    {"open", "decline", "return", "withdraw", "shorten", "extend", "complete", "start", "roster draw", "roster assign"}
    | {"roster fill", "roster submit", "roster swap", "roster close", "act"}
)
LIKE_DELEGATE = frozenset({"end-delegation"})
LIKE_RESERVE = frozenset({"register void", "register start"})
MAPS = frozenset(
    {"facts", "evidence", "payload", "data", "counts", "allowed", "broken", "people", "missing", "free", "acting_head"}
)
"""Keys whose value is a mapping with keys of its own kind: roles, half-days, what was said."""


def busy_office(vptu: Vptu) -> None:
    """A little of everything, so that no list of an answer is empty."""
    vptu.done("cvA", "open", "leave", "from=10/10/2024", "until=sáng 11/10/2024")
    vptu.done("lx", "roster", "draw", "--fill")
    vptu.done("cvA", "attach", "1", "cong-van.pdf")
    vptu.to("cvB", "take", "1", "consent")
    vptu.done("deputy1", "take", "1", "consent")
    vptu.done("head", "take", "1", "consent")
    vptu.done("lt", "take", "1", "file")
    vptu.done("cvA", "extend", "1", "until=chiều 11/10/2024")
    vptu.done("cvB", "open", "leave", "from=10/10/2024", "until=sáng 11/10/2024")
    vptu.done("lx", "roster", "submit", "2")
    vptu.done("head", "open", "leave", "from=14/10/2024", "until=14/10/2024")
    vptu.done(
        "head", "delegate", "head", "deputy1", "--scope", "leave:consent", "--until", "31/10/2024", "--basis", "x"
    )
    vptu.done("deputy2", "open", "mission", "from=07/10/2024", "until=07/10/2024")
    _papers(vptu)
    folder = vptu.store.parent / "plugins"
    folder.mkdir()
    (folder / "hong.py").write_text("raise ValueError\n", encoding="utf-8")
    (folder / "lenh.py").write_text(PLUGIN, encoding="utf-8")
    toml = SAMPLE.read_text(encoding="utf-8")
    Path("moi.toml").write_text(toml.replace("Chuyên viên B", "Chuyên viên Bình"), encoding="utf-8")
    Path("sai.toml").write_text(toml.replace('rank = "deputy"', 'rnk = "deputy"'), encoding="utf-8")
    origin = vptu("journal", "seal").out.splitlines()[0]
    Path("sai.txt").write_text(f"{origin}\n1\n{'A' * 43}=\n", encoding="utf-8")


def _papers(vptu: Vptu) -> None:
    """An arrival, its answer with a number, and another paper that waits for a signature."""
    vptu.done("vt", "open", "incoming", "author=btv", "subject=Về báo cáo")
    for number, answers in (("8", ("reply_to=7",)), ("9", ())):
        vptu.done("cvA", "open", "document", "type=cong_van", "title=Trả lời", "body=VP", "lead=tong_hop",
                  "responsible=cvA", *answers)  # fmt: skip
        for name in PAPERS:
            vptu.done("cvA", "attach", number, f"{name}.docx", "--part", name.replace("-", "_"))
        for person, step in (("cvA", "draft"), ("cvA", "submit"), ("deputy1", "approve")):
            vptu.done(person, "take", number, step)
    vptu.done("head", "sign", "8")
    vptu.done("vt", "take", "8", "issue", "recipients=Ban Thường vụ")


PLUGIN = """
from core.extension.hookspecs import CommandSpec, hookimpl

@hookimpl
def vptu_commands():
    return [CommandSpec("lenh", "Một lệnh", "vptu_plugin_lenh:run")]
"""


def shape(value: Any, path: str = "", found: dict[str, list[str]] | None = None) -> dict[str, list[str]]:
    """The keys of an answer, part by part: `steps[].people[]` -> person, capacity …"""
    found = {} if found is None else found
    if isinstance(value, list):
        for item in value:
            shape(item, f"{path}[]", found)
    elif isinstance(value, dict):
        found[path] = list(dict.fromkeys([*found.get(path, []), *value]))
        for key, item in value.items():
            if key not in MAPS or isinstance(item, list):
                shape(item, f"{path}.{key}".lstrip("."), found)
    return found


def shapes(vptu: Vptu) -> dict[str, dict[str, list[str]]]:
    """The shape of every answer, by command."""
    busy_office(vptu)
    found = {name: shape(vptu(*name.split(), *words, "--json").json) for name, words in READS.items()}
    for name, (person, words) in WRITES.items():
        found[name] = shape(vptu.to(person, *name.split(), *words, "--json").json)
    return found


def table(found: dict[str, dict[str, list[str]]]) -> str:
    """The shapes as they stand in docs/cli.md."""
    rows = ["| lệnh | phần | khóa |", "|---|---|---|"]
    for name, parts in found.items():
        for n, (path, keys) in enumerate(parts.items()):
            rows.append(f"| {f'`{name}`' if n == 0 else ''} | {f'`{path}`' if path else ''} | {_quoted(keys)} |")
    return "\n".join(rows)


def _quoted(keys: Iterable[str]) -> str:
    return ", ".join(f"`{key}`" for key in keys)


def test_every_json_answer_has_the_keys_that_are_documented(vptu: Vptu) -> None:
    documented = TEXT.partition("| lệnh | phần | khóa |")[2].partition("\n\n")[0]
    actual = table(shapes(vptu)).partition("| lệnh | phần | khóa |")[2]
    assert actual.splitlines() == documented.splitlines()


def test_every_command_with_json_has_its_shape_documented() -> None:
    with_json = {name for name, verb in VERBS.items() if JSON in verb.options}
    assert with_json == {*READS, *WRITES} | LIKE_TAKE | LIKE_DELEGATE | LIKE_RESERVE
    for name in LIKE_TAKE | LIKE_DELEGATE | LIKE_RESERVE:
        assert f"`{name}`" in TEXT


def test_writing_commands_answer_alike(vptu: Vptu) -> None:
    leave: Any = vptu.to("cvA", "open", "leave", "from=10/10/2024", "until=sáng 11/10/2024", "--json").json
    roster: Any = vptu.to("lx", "roster", "draw", "--json").json
    refused = vptu.to("cvB", "take", "1", "consent", "--json")
    assert list(leave) == list(roster) and list(refused.json) == ["ruling"] and refused.code == 3
    assert list(refused.json["ruling"]) == list(leave["ruling"])
