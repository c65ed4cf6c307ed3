"""Acts on a real store: each is one entry of the journal, whole or not at all, once however often it is sent."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from config.office_files import SAMPLE, read_text
from core.errors import Conflict, Refused, UsageError
from core.inquiry import options
from core.law.ruling import Act, Gate, Verdict
from core.office.config import parse
from core.office.office import Delegation
from core.records import attachments, journal, numbers, saving
from core.records.journal import verify
from core.records.search import MatterFilter
from core.work import Receipt
from tests.support.office import move_to, opened, rules
from tui.house import House

PHONED = {"goi": "Chánh Văn phòng", "luc": "08:30 08/10/2024"}


def ask_for(
    house: House, who: str = "cvA", first: str = "14/10/2024", last: str = "15/10/2024", **more: object
) -> Receipt:
    facts = {"person": who, "from": first, "until": last, **more}
    return house.work.open("leave", facts, by=who, at=house.now())


def take(house: House, matter: int, step: str, by: str, **act: Any) -> Receipt:
    return house.work.take(matter, step, by=by, at=house.now(), act=Act(**act))


def delegation(house: House, **more: Any) -> Delegation:
    at = house.now()
    values = {"id": 0, "giver": "head", "taker": "deputy1", "scope": frozenset({"leave:consent"}), "start": at,
              "end": at + timedelta(days=5), "basis": "Giấy ủy quyền số 1", **more}  # fmt: skip
    return Delegation(**values)


def apply_office(house: House, text: str, since: date) -> int:
    config = parse(text, source="vp.toml")
    return house.governing.apply_office(
        config, text, by="head", at=house.now(), effective_from=since, changes=("đổi tên",)
    )


def entries(house: House) -> list[dict[str, Any]]:
    """The journal's bodies, oldest first."""
    page = house.store.reader.journal_page(limit=1_000)
    return [json.loads(row.body) for row in reversed(page.entries)]


def everything(house: House) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of the store."""
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%fts_%'"
    with house.store.reader.use() as connection:
        tables = [name for (name,) in connection.execute(names)]
        return {t: sorted(map(tuple, connection.execute(f"SELECT * FROM {t}")), key=repr) for t in tables}


# -- one act, one entry

Done = Callable[[House], object]


def _everything_one_can_do() -> Iterator[tuple[str, Done]]:
    """Each act of the writers, in an order in which each is possible, with the journal's name for it."""
    yield "open", ask_for
    yield "return", lambda h: take(h, 1, "consent", "deputy1", outcome="returned", note="thiếu")
    yield "complete", lambda h: h.work.change(1, "complete", {"address": "Phường 1"}, by="cvA", at=h.now())
    yield "take", lambda h: take(h, 1, "consent", "deputy1")
    yield "take", lambda h: take(h, 1, "consent", "head")
    yield "take", lambda h: take(h, 1, "file", "lt")
    yield "attach", lambda h: h.work.attach(1, "đơn.pdf", b"%PDF-", by="cvA", at=h.now())
    yield "shorten", lambda h: h.work.change(1, "shorten", {"until": "14/10/2024"}, by="cvA", at=h.now())
    yield "open", lambda h: h.work.extend(1, {"until": "15/10/2024"}, by="cvA", at=h.now())
    yield "withdraw", lambda h: h.work.change(2, "withdraw", {}, by="cvA", at=h.now())
    yield "open", lambda h: ask_for(h, "cvB")
    yield "decline", lambda h: take(h, 3, "consent", "deputy1", outcome="declined", note="bận")
    yield "delegate", lambda h: h.governing.delegate(delegation(h), by="head", at=h.now())
    yield "end-delegation", lambda h: h.governing.end_delegation(1, by="head", at=h.now())
    yield (
        "set-parameter",
        lambda h: h.governing.set_parameter(
            "leave.form_over", 2.0, since=date(2024, 11, 1), reason="thử", by="head", at=h.now()
        ),
    )
    yield "apply-office", lambda h: apply_office(h, read_text(SAMPLE), date(2024, 11, 1))
    yield (
        "import-regulation",
        lambda h: h.governing.import_official_text({"18.1": "lời của điều"}, "ab", by="head", at=h.now()),
    )


def test_every_act_is_one_entry_of_the_journal(house: House) -> None:
    for name, act in _everything_one_can_do():
        before = house.store.reader.head()
        act(house)
        assert house.store.reader.head() == before + 1
        last = entries(house)[-1]
        assert (last["act"], last["seq"]) == (name, before + 1)
    assert verify(house.store, mirror=True).sound


def test_a_deed_points_to_the_entry_of_its_act_and_says_the_same(house: House) -> None:
    matter = ask_for(house, "head", reason="việc nhà").matter
    take(house, matter, "consent", "vt", evidence=PHONED, note="đồng ý")
    take(house, matter, "name", "head", payload={"deputy": "deputy2"})
    by_seq = {entry["seq"]: entry for entry in entries(house)}
    for deed in house.store.reader.deeds(matter):
        said = next(d for d in by_seq[deed.journal_seq]["data"]["deeds"] if d["step"] == deed.step)
        assert (said["by"], said["capacity"], said["outcome"], said["note"]) == (
            deed.by, deed.capacity, deed.outcome, deed.note,
        )  # fmt: skip
        assert said["evidence"] == json.loads(deed.evidence) and said["payload"] == json.loads(deed.payload)
    assert {d.step for d in house.store.reader.deeds(matter)} == {
        "form", "consent:standing_deputy_secretary", "inform:deputies", "name",
    }  # fmt: skip


def test_a_refusal_is_one_entry_too_with_gate_clauses_and_remedy(house: House) -> None:
    matter = ask_for(house).matter
    before = house.store.reader.head()
    with pytest.raises(Refused) as refused:
        take(house, matter, "consent:head", "head")
    assert house.store.reader.head() == before + 1
    last = entries(house)[-1]
    ruling = refused.value.ruling
    assert (last["act"], last["actor"], last["subject"]) == ("refused", "head", f"matter:{matter}")
    assert last["data"] == {
        "verb": "consent", "step": "consent:head", "gate": "order", "ruling": [g.norm for g in ruling.because],
        "says": ruling.sentence, "unblock": list(ruling.unblock),
    }  # fmt: skip
    assert house.desk.matter(matter).status == "open" and len(house.store.reader.deeds(matter)) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        lambda h: ask_for(h, "ai"),
        lambda h: ask_for(h, last="01/10/2024"),
        lambda h: take(h, 9, "consent", "head"),
        lambda h: h.work.change(1, "nhảy", {}, by="cvA", at=h.now()),
        lambda h: h.work.open("nghi", {}, by="cvA", at=h.now()),
        lambda h: h.governing.end_delegation(4, by="head", at=h.now()),
        lambda h: h.work.attach(9, "a.txt", b"x", by="cvA", at=h.now()),
    ],
)
def test_what_makes_no_sense_is_no_act_and_no_entry(house: House, wrong: Done) -> None:
    ask_for(house, "cvB")
    before = everything(house)
    with pytest.raises(UsageError):
        wrong(house)
    assert everything(house) == before


# -- whole or not at all

STAGES: Mapping[str, tuple[Any, str]] = {
    "insert_matter": (saving, "insert_matter"), "journal": (journal, "append"), "save_matter": (saving, "save_matter"),
    "deeds": (saving, "_deed"), "waiting": (saving, "_waiting"), "records": (saving, "_replace_records"),
    "notices": (saving, "add_notices"), "links": (saving, "_replace_links"),
    "number": (numbers, "enter"), "attachment": (attachments, "add"),
    "delegation": (saving, "add_delegation"), "ending": (saving, "end_delegation"), "setting": (saving, "add_setting"),
    "office": (saving, "add_office_version"), "text": (saving, "replace_official_text"),
}  # fmt: skip
REACHED: Mapping[str, set[str]] = {
    "open": {"insert_matter", "journal", "save_matter", "deeds", "waiting", "records", "links", "notices"},
    "take": {"journal", "save_matter", "deeds", "waiting", "records", "links", "notices"},
    "file": {"journal", "save_matter", "deeds", "waiting", "records", "links", "notices", "number"},
    "withdraw": {"journal", "save_matter", "waiting", "records", "links", "notices"},
    "refused": {"journal"},
    "attach": {"journal", "attachment"},
    "delegate": {"journal", "delegation"},
    "end": {"journal", "ending"},
    "set": {"journal", "setting"},
    "apply": {"journal", "office"},
    "import": {"journal", "text"},
}
ACTS: Mapping[str, Done] = {
    "open": lambda h: ask_for(h, "lx"),
    "take": lambda h: take(h, 1, "consent", "deputy1"),
    "file": lambda h: take(h, 2, "file", "lt"),
    "withdraw": lambda h: h.work.change(2, "withdraw", {}, by="cvD", at=h.now()),
    "refused": lambda h: take(h, 1, "consent", "cvB"),
    "attach": lambda h: h.work.attach(1, "đơn.pdf", b"%PDF-", by="cvA", at=h.now()),
    "delegate": lambda h: h.governing.delegate(delegation(h), by="head", at=h.now()),
    "end": lambda h: h.governing.end_delegation(1, by="head", at=h.now()),
    "set": lambda h: h.governing.set_parameter(
        "leave.form_over", 2.0, since=date(2024, 11, 1), reason="thử", by="head", at=h.now()
    ),
    "apply": lambda h: apply_office(h, read_text(SAMPLE), date(2024, 11, 1)),
    "import": lambda h: h.governing.import_official_text({"18.1": "lời"}, "ab", by="head", at=h.now()),
}


class TornError(Exception):
    """What is put in the way."""


@pytest.fixture
def under_way(house: House) -> House:
    """One request that waits for the deputy, one that waits for the Archives, one delegation."""
    ask_for(house)
    matter = ask_for(house, "cvD").matter
    take(house, matter, "consent", "head")
    house.governing.delegate(delegation(house), by="head", at=house.now())
    return house


@pytest.mark.parametrize("act", ACTS)
def test_an_act_that_breaks_off_anywhere_leaves_nothing_behind(
    under_way: House, act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Broken off before and after each thing it writes; then done, so that breaking off is known to have mattered."""
    before = everything(under_way)
    for stage in REACHED[act]:
        for after in (False, True):
            module, name = STAGES[stage]
            with monkeypatch.context() as patch:
                patch.setattr(module, name, _torn(getattr(module, name), after))
                with pytest.raises(TornError):
                    ACTS[act](under_way)
            assert everything(under_way) == before
    passed: set[str] = set()
    for stage, (module, name) in STAGES.items():
        monkeypatch.setattr(module, name, _noted(getattr(module, name), passed, stage))
    if act == "refused":
        with pytest.raises(Refused):
            ACTS[act](under_way)
    else:
        ACTS[act](under_way)
    assert passed == REACHED[act]
    assert everything(under_way) != before and verify(under_way.store, mirror=True).sound


def _torn(write: Callable[..., Any], after: bool) -> Callable[..., Any]:
    def torn(*arguments: Any, **named: Any) -> Any:
        if after:
            done = write(*arguments, **named)
            _ = list(done) if isinstance(done, Iterator) else done
        raise TornError

    return torn


def _noted(write: Callable[..., Any], passed: set[str], stage: str) -> Callable[..., Any]:
    def noted(*arguments: Any, **named: Any) -> Any:
        passed.add(stage)
        return write(*arguments, **named)

    return noted


def test_the_stages_that_are_broken_off_are_all_that_acts_write_through(under_way: House) -> None:
    """A function of saving that an act calls and no stage names would go untested."""
    import inspect

    writers = {
        n for n, f in vars(saving).items() if inspect.isfunction(f) and "session" in inspect.signature(f).parameters
    }
    own_way = {
        "_replace",
        "mark_seen",
        "save_draft",
        "drop_draft",
    }  # parts of stages; reading marks and drafts, no acts
    assert writers - own_way == {
        name for module, name in STAGES.values() if module is saving and name not in ("_deed", "_waiting")
    }


# -- two at once


def contestants(house: House, shot: Path, people: list[str]) -> list[str]:
    """What each is told who takes the first step of matter 1 at the same moment."""
    command = [sys.executable, "-m", "tests.support.contest", str(house.store.path), str(shot), "1", "consent:deputy"]
    started = [
        subprocess.Popen([*command, who, "08:00 08/10/2024"], stdout=subprocess.PIPE, text=True) for who in people
    ]
    limit = time.monotonic() + 30
    while not all(Path(f"{shot}.{who}").exists() for who in people) and time.monotonic() < limit:
        time.sleep(0.005)
    shot.touch()
    return [process.communicate(timeout=60)[0].strip() for process in started]


def test_of_two_who_act_at_the_same_moment_one_wins_and_the_other_is_told(house: House, tmp_path: Path) -> None:
    ask_for(house, first="08/10/2024", last="08/10/2024", kind="om", channel="phone", phone_at="07:10 08/10/2024",
            phone_to="deputy1")  # fmt: skip
    for_whom = {"deputy1": "Phó 1", "vt": "Văn thư"}
    answers = dict(zip(for_whom, contestants(house, tmp_path / "shot", list(for_whom)), strict=True))
    (won,) = [who for who, answer in answers.items() if answer == "open"]
    (lost,) = set(answers) - {won}
    assert answers[lost] == f"Bước này đồng chí {for_whom[won]} đã làm lúc 08:00 ngày 08/10/2024."
    deeds = [d for d in house.store.reader.deeds(1) if d.step == "consent:deputy"]
    assert [d.by for d in deeds] == [won]
    assert [e["act"] for e in entries(house)[-2:]] == ["take", "refused"]
    assert verify(house.store, mirror=True).sound


def test_what_somebody_still_sees_and_is_no_more_is_not_decided(house: House) -> None:
    matter = ask_for(house).matter
    seen = house.desk.matter(matter).version
    house.work.change(matter, "shorten", {"until": "14/10/2024"}, by="cvA", at=house.now())
    before = everything(house)
    with pytest.raises(Conflict) as conflict:
        house.work.take(matter, "consent", by="deputy1", at=house.now(), seen=seen)
    assert "đồng chí Chuyên viên A thay đổi lúc 08:00 ngày 08/10/2024" in str(conflict.value)
    assert everything(house) == before
    house.work.take(matter, "consent", by="deputy1", at=house.now(), seen=seen + 1)


def test_what_was_returned_too_late_can_still_be_completed_for_other_days(house: House) -> None:
    """The days that were asked for are over: that is no reason to dim the act by which they are changed."""
    matter = ask_for(house, first="09/10/2024", last="09/10/2024").matter
    take(house, matter, "consent", "deputy1", outcome="returned", note="ghi rõ hơn")
    at = move_to(house, house.now() + timedelta(days=3))
    found = house.desk.matter(matter)
    office = house.desk.office(at, person="cvA", around=found.facts.span)
    choices = options(found, "cvA", office=office, law=house.desk.law(at), rules=rules())
    complete = next(c for c in choices if c.verb == "complete")
    assert complete.fits and complete.ruling.allows
    with pytest.raises(Refused, match="đã qua"):
        house.work.change(matter, "complete", {}, by="cvA", at=at)
    house.work.change(matter, "complete", {"from": "15/10/2024", "until": "15/10/2024"}, by="cvA", at=at)
    assert house.desk.matter(matter).status == "open"


def test_to_begin_is_offered_from_its_day_until_somebody_has_begun(house: House) -> None:
    matter = ask_for(house, first="sáng 14/10/2024", last="sáng 14/10/2024").matter
    assert take(house, matter, "consent", "deputy1").status == "closed"

    def offered() -> bool:
        found = house.desk.matter(matter)
        office = house.desk.office(house.now(), person="cvA", around=found.facts.span)
        choices = options(found, "cvA", office=office, law=house.desk.law(house.now()), rules=rules())
        return any(c.verb == "start" and c.fits and c.ruling.allows for c in choices)

    assert not offered()  # its day has not come
    move_to(house, house.now() + timedelta(days=6))
    assert offered()
    take(house, matter, "start", "cvA")
    assert not offered()


# -- sent again after a lost answer


def test_the_same_act_sent_again_is_written_once_and_answered_as_before(house: House) -> None:
    facts = {"person": "cvA", "from": "14/10/2024", "until": "15/10/2024"}
    first = house.work.open("leave", facts, by="cvA", at=house.now(), act_id="mở")
    consent = house.work.take(first.matter, "consent", by="deputy1", at=house.now(), act_id="đồng ý")
    file = house.work.attach(first.matter, "a.txt", b"a", by="cvA", at=house.now(), act_id="tệp")
    house.work.attach(first.matter, "b.txt", b"b", by="cvA", at=house.now())
    given = house.governing.delegate(delegation(house), by="head", at=house.now(), act_id="giao")
    end = partial(house.governing.end_delegation, given, by="head", at=house.now(), act_id="thôi")
    choose = partial(
        house.governing.set_parameter, "leave.form_over", 2.0, since=date(2024, 11, 1), reason="thử", by="head",
        at=house.now(), act_id="đặt",
    )  # fmt: skip
    end(), choose()
    before = everything(house)

    again = house.work.open("leave", facts, by="cvA", at=house.now(), act_id="mở")
    assert (again.matter, again.seq, again.status, again.repeated) == (first.matter, first.seq, "open", True)
    retaken = house.work.take(first.matter, "consent", by="deputy1", at=house.now(), act_id="đồng ý")
    assert (retaken.matter, retaken.seq, retaken.repeated) == (first.matter, consent.seq, True)
    assert house.work.attach(first.matter, "a.txt", b"a", by="cvA", at=house.now(), act_id="tệp") == file
    assert house.governing.delegate(delegation(house), by="head", at=house.now(), act_id="giao") == given
    end(), choose()
    assert everything(house) == before


def test_a_filing_sent_again_takes_no_second_number(house: House) -> None:
    matter = ask_for(house).matter
    take(house, matter, "consent", "deputy1")
    take(house, matter, "consent", "head")
    filed = house.work.take(matter, "file", by="lt", at=house.now(), act_id="lưu")
    again = house.work.take(matter, "file", by="lt", at=house.now(), act_id="lưu")
    assert (filed.number, again.number, again.status) == (1, 1, "closed")
    report = numbers.inspect(house.store.reader, "VP", "don_nghi", "2024")
    assert report is not None and (report.first, report.last, report.missing) == (1, 1, ())


def test_a_refused_act_sent_again_is_refused_again_with_the_same_words(house: House) -> None:
    matter = ask_for(house).matter
    told = []
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            house.work.take(matter, "consent", by="cvB", at=house.now(), act_id="cố")
        told.append(refused.value.ruling)
    assert house.store.reader.head() == entries(house)[-1]["seq"] and len(entries(house)) == 3
    first, again = told
    assert (again.verdict, again.gate, again.sentence) == (Verdict.REFUSED, Gate.STANDING, first.sentence)
    assert again.unblock == first.unblock and {g.norm for g in again.because} == {g.norm for g in first.because}
    with pytest.raises(Refused):
        house.governing.delegate(delegation(house, giver="deputy1"), by="deputy1", at=house.now(), act_id="giao")
    with pytest.raises(Refused, match="quyền được giao không giao tiếp"):
        house.governing.delegate(delegation(house, giver="deputy1"), by="deputy1", at=house.now(), act_id="giao")
    assert len(entries(house)) == 4


# -- what people type


LONG = "Việc nhà. " * 10_000
"""100 kB."""


Typed = Callable[[House, str], object]
DOORS: Mapping[str, tuple[Typed, str]] = {
    "fact": (lambda h, text: ask_for(h, reason=text), "Lý do"),
    "note": (lambda h, text: take(h, 1, "consent", "deputy1", note=text), "Ý kiến"),
    "evidence": (lambda h, text: take(h, 1, "consent", "deputy1", evidence={"so": text, "ngay": "1"}), "Bằng chứng"),
    "payload": (lambda h, text: take(h, 1, "consent", "deputy1", payload={"deputy": text}), "deputy"),
    "withdrawal": (lambda h, text: h.work.change(1, "withdraw", {}, by="cvB", at=h.now(), note=text), "Lý do"),
    "completion": (lambda h, text: h.work.change(2, "complete", {"reason": text}, by="cvC", at=h.now()), "Lý do"),
    "basis": (lambda h, text: h.governing.delegate(delegation(h, basis=text), by="head", at=h.now()), "Căn cứ"),
    "ending": (lambda h, text: h.governing.end_delegation(1, by="head", at=h.now(), note=text), "Lý do"),
    "setting": (
        lambda h, text: h.governing.set_parameter(
            "leave.form_over", 2.0, since=date(2024, 11, 1), reason=text, by="head", at=h.now()
        ),
        "Lý do",
    ),
}


@pytest.fixture
def doors(house: House) -> House:
    """One request that waits, one that was returned, one delegation: something behind every door."""
    ask_for(house, "cvB")
    take(house, ask_for(house, "cvC").matter, "consent", "deputy2", outcome="returned", note="thiếu")
    house.governing.delegate(delegation(house), by="head", at=house.now())
    return house


@pytest.mark.parametrize("door", DOORS)
def test_a_hundred_kilobytes_are_turned_away_at_every_door(doors: House, door: str) -> None:
    act, field = DOORS[door]
    before = everything(doors)
    with pytest.raises(UsageError) as error:
        act(doors, LONG)
    assert str(error.value) == (
        f"«{field}» dài 100.000 ký tự, giới hạn là 4.000: hãy viết gọn lại hoặc đính kèm nội dung thành tệp."
    )
    assert everything(doors) == before


@pytest.mark.parametrize("bad", ["\x1b[2J", "\x00", "\x9b31m", "\udc80"])
@pytest.mark.parametrize("door", DOORS)
def test_control_characters_are_turned_away_at_every_door(doors: House, door: str, bad: str) -> None:
    act, field = DOORS[door]
    before = everything(doors)
    with pytest.raises(UsageError, match=r"ký tự điều khiển|không phải UTF-8") as error:
        act(doors, f"việc {bad}")
    assert str(error.value).startswith(f"«{field}» có ")
    assert everything(doors) == before


def test_decomposed_letters_are_stored_composed_and_found(house: House) -> None:
    mission = {"person": "deputy1", "from": "14/10/2024", "until": "14/10/2024", "place": "Đường Ủy ban"}
    typed = {k: unicodedata.normalize("NFD", v) for k, v in mission.items()}
    matter = house.work.open("mission", typed, by="deputy1", at=house.now()).matter
    title = "Phó 1: đi công tác Đường Ủy ban, sáng 14/10/2024 – chiều 14/10/2024"
    (row,) = house.store.reader.matters(MatterFilter(text="duong uy ban"))
    assert (row.id, row.title) == (matter, title) and unicodedata.is_normalized("NFC", row.title)
    assert all(unicodedata.is_normalized("NFC", row.body) for row in house.store.reader.journal_page().entries)


# -- the office and its regulation over time


def test_the_office_of_any_past_day_can_be_asked_for(house: House) -> None:
    """A deputy hands a unit over: who consents follows the day, and yesterday's answer stays."""
    text = read_text(SAMPLE)
    handed_over = text.replace('deputy_of_unit = ["tong_hop"]', "deputy_of_unit = []").replace(
        'deputy_of_unit = ["tai_chinh_quan_tri", "van_thu", "luu_tru"]',
        'deputy_of_unit = ["tong_hop", "tai_chinh_quan_tri", "van_thu", "luu_tru"]',
    )
    before = ask_for(house).matter
    version = apply_office(house, handed_over, date(2024, 10, 10))
    assert version == 2
    old, new = house.desk.establishment(date(2024, 10, 9)), house.desk.establishment(date(2024, 10, 10))
    assert (old.version, old.deputy_of_unit["tong_hop"]) == (1, "deputy1")
    assert (new.version, new.deputy_of_unit["tong_hop"]) == (2, "deputy2")
    assert [w.matter for w in house.desk.tray("deputy1", house.now()).mine] == [before]
    at = move_to(house, house.now() + timedelta(days=2))
    assert [w.matter for w in house.desk.tray("deputy2", at).mine] == [before]
    with pytest.raises(Refused):
        take(house, before, "consent", "deputy1")
    assert take(house, before, "consent", "deputy2").ruling.allows
    assert house.store.reader.office_toml(1) == text and house.store.reader.office_toml(2) == handed_over


def test_only_the_head_or_an_administrator_changes_the_office(house: House) -> None:
    text = read_text(SAMPLE)
    config = parse(text, source="vp.toml")
    for by in ("deputy1", "cvA", "secretary", "ai"):
        with pytest.raises(Refused) as refused:
            house.governing.apply_office(
                config, text, by=by, at=house.now(), effective_from=date(2024, 11, 1), changes=()
            )
        assert [g.norm for g in refused.value.ruling.because] == ["3.2/1"] and refused.value.ruling.unblock
        with pytest.raises(Refused):
            house.governing.import_official_text({"18.1": "lời"}, "ab", by=by, at=house.now())
    assert len(house.store.reader.office_versions()) == 1 and house.store.reader.official_texts() == []
    assert [e["act"] for e in entries(house)[1:]] == ["refused"] * 8


def test_an_imported_text_is_kept_and_replaced_as_a_whole(house: House) -> None:
    house.governing.import_official_text({"18.1": "lời một", "18.2": "lời hai"}, "ab", by="head", at=house.now())
    with opened(house.store.path, house.now()) as again:
        assert {r.clause: r.text for r in again.store.reader.official_texts()} == {"18.1": "lời một", "18.2": "lời hai"}
        found = again.store.reader.official_text("18.1")
        assert found is not None and (found.by, found.sha256) == ("head", "ab")
    assert house.governing.import_official_text({"18.1": "lời mới"}, "cd", by="cvD", at=house.now()) == 1
    assert {r.clause: r.text for r in house.store.reader.official_texts()} == {"18.1": "lời mới"}


def test_a_setting_holds_from_its_day_and_the_later_of_two_for_one_day(house: House) -> None:
    def choose(value: float, since: date) -> None:
        house.governing.set_parameter("leave.form_over", value, since=since, reason="", by="head", at=house.now())

    choose(2.0, date(2024, 11, 1))
    choose(3.0, date(2024, 12, 1))
    choose(2.5, date(2024, 11, 1))
    days = {date(2024, 10, 31): 1.0, date(2024, 11, 1): 2.5, date(2024, 11, 30): 2.5, date(2024, 12, 1): 3.0}
    for day, value in days.items():
        at = house.now().replace(year=day.year, month=day.month, day=day.day)
        assert house.desk.law(at).number("leave.form_over") == value


def test_a_larger_attachment_fits_once_the_limit_is_raised(house: House) -> None:
    matter = ask_for(house).matter
    limit = house.desk.law(house.now()).whole("attachment.max_bytes")
    data = b"x" * (limit + 1)
    with pytest.raises(UsageError, match="giới hạn là"):
        house.work.attach(matter, "to.bin", data, by="cvA", at=house.now())
    house.governing.set_parameter(
        "attachment.max_bytes", limit * 2, since=house.now().date(), reason="", by="cvD", at=house.now()
    )
    number = house.work.attach(matter, "to.bin", data, by="cvA", at=house.now())
    kept = attachments.get(house.store, number)
    files = house.desk.matter(matter).attachments
    assert (
        kept.data == data and kept.row.matter_id == matter and [(f.name, f.version) for f in files] == [("to.bin", 1)]
    )
