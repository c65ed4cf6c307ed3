"""What the core does for any matter with a dossier, played with a stranger's plugin (support/dossier_plugin.py)."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from core import bulk
from core.errors import Refused, UsageError
from core.extension.registry import load_all
from core.figures import Period, figures
from core.law.procedure import BookEntry
from core.law.ruling import Act, Gate
from core.listing import Column, Listing, View, cells, records
from core.office.office import Delegation
from core.records.journal import verify
from core.records.migrations import migrate
from core.records.schema import CORE
from core.records.store import Store
from tests.plugins_broken import Plugged, move_in, put
from tests.support.office import instant, move_to
from tui.house import House

PLUGIN = Path(__file__).parent / "support" / "dossier_plugin.py"
ASSIGN = Act(payload={"unit": "tong_hop", "responsible": "cvA"})
DAY = timedelta(days=1)
OCTOBER = Period(date(2024, 10, 1), date(2024, 10, 31))


@pytest.fixture
def office(house: House, tmp_path: Path) -> House:
    """The sample office on Tuesday 8 October 2024, with the plugin."""
    file = put(tmp_path / "plugins", PLUGIN.read_bytes(), "giay")
    registry = load_all(folder=file.parent)
    assert [f for f in registry.failures if f.plugin == "giay"] == []
    move_in(house, Plugged(registry, file))
    move_to(house, instant("08:00 08/10/2024"))
    return house


def opened(house: House, **facts: object) -> int:
    return house.work.open("giay", {"title": "Giấy thử", **facts}, by="cvA", at=house.now()).matter


def take(house: House, matter: int, step: str, by: str, act: Act | None = None) -> str:
    return house.work.take(matter, step, by=by, at=house.now(), act=act).status


def attach(house: House, matter: int, part: str = "draft") -> int:
    return house.work.attach(matter, "a.txt", b"x", by="cvA", at=house.now(), part=part)


def waits(house: House, person: str) -> list[str]:
    return [w.step for w in house.desk.tray(person, house.now()).mine]


def said(view: str = "agree", note: str = "") -> Act:
    return Act(payload={"view": view}, note=note)


# -- what an act carries, and what it changes


def test_an_act_says_what_it_must_and_the_facts_follow(office: House) -> None:
    matter = opened(office)
    with pytest.raises(UsageError, match="Còn thiếu «Người chịu trách nhiệm» \\(responsible\\)"):
        take(office, matter, "assign", "head", Act(payload={"unit": "tong_hop"}))
    with pytest.raises(UsageError, match="không có thông tin «who»"):
        take(office, matter, "assign", "head", Act(payload={**ASSIGN.payload, "who": "x"}))
    with pytest.raises(Refused, match="Không có bộ phận «la»"):
        take(office, matter, "assign", "head", Act(payload={"unit": "la", "responsible": "cvA"}))
    take(office, matter, "assign", "head", ASSIGN)
    found = office.desk.matter(matter)
    assert (found.unit, found.responsible, found.facts.unit) == ("tong_hop", "cvA", "tong_hop")
    assert found.done["assign"].payload == {"unit": "tong_hop", "responsible": "cvA"}


# -- opinions whose day may pass


def test_silence_holds_up_until_its_day_and_not_longer(office: House) -> None:
    matter = opened(office, reply_by="10/10/2024")
    attach(office, matter)
    take(office, matter, "assign", "head", ASSIGN)
    assert (waits(office, "deputy1"), waits(office, "deputy2")) == (["opinion:deputy1"], ["opinion:deputy2"])
    take(office, matter, "opinion:deputy1", "deputy1", said("disagree", "Chưa rõ nguồn kinh phí."))
    assert waits(office, "head") == [], "not his turn before the day"
    with pytest.raises(Refused) as refused:
        take(office, matter, "decide", "head")
    assert refused.value.ruling.gate is Gate.ORDER and "đến hết ngày 10/10/2024" in str(refused.value)
    move_to(office, instant("08:00 11/10/2024"))
    assert waits(office, "head") == ["decide"] and waits(office, "deputy2") == ["opinion:deputy2"]
    take(office, matter, "decide", "head")
    assert waits(office, "deputy2") == [], "what lapsed is over once the next stage was taken"
    take(office, matter, "sign", "head")
    assert take(office, matter, "issue", "vt") == "in_effect" and take(office, matter, "file", "lt") == "closed"


def test_when_all_have_answered_nobody_waits_for_the_day(office: House) -> None:
    matter = opened(office, reply_by="10/10/2024")
    attach(office, matter)
    take(office, matter, "assign", "head", ASSIGN)
    for deputy in ("deputy1", "deputy2"):
        take(office, matter, f"opinion:{deputy}", deputy, said())
    assert waits(office, "head") == ["decide"]


def test_the_day_moves_by_an_act_and_the_clock_goes_on(office: House) -> None:
    matter = opened(office, reply_by="10/10/2024")
    take(office, matter, "assign", "head", ASSIGN)
    since = {w.step: w.since for w in office.desk.tray("deputy2", office.now()).mine}
    move_to(office, instant("08:00 10/10/2024"))
    office.work.change(matter, "prolong", {"reply_by": "15/10/2024"}, by="head", at=office.now(), note="thêm ngày")
    (waiting,) = office.desk.tray("deputy2", office.now()).mine
    assert waiting.due == date(2024, 10, 15) and waiting.since == since["opinion:deputy2"]
    assert office.desk.reader.matter(matter).row.due == "2024-10-15"  # type: ignore[union-attr]
    with pytest.raises(UsageError, match="«Hạn mới»"):
        office.work.change(matter, "prolong", {"reply_by": "31/04/2024"}, by="head", at=office.now())


def test_what_was_heard_stays_heard_after_a_return(office: House) -> None:
    matter = opened(office, reply_by="10/10/2024")
    attach(office, matter)
    take(office, matter, "assign", "head", ASSIGN)
    for deputy in ("deputy1", "deputy2"):
        take(office, matter, f"opinion:{deputy}", deputy, said("other", f"Lời của {deputy}"))
    take(office, matter, "decide", "head", Act("returned", "sửa điểm 2"))
    office.work.change(matter, "complete", {}, by="cvA", at=office.now())
    found = office.desk.matter(matter)
    assert found.round == 2 and found.done.keys() == {"opinion:deputy1", "opinion:deputy2"}
    assert found.done["opinion:deputy1"].note == "Lời của deputy1" and waits(office, "head") == ["assign"]
    assert verify(office.store, mirror=True).sound


# -- the dossier


def test_versions_are_counted_for_each_part(office: House) -> None:
    matter = opened(office)
    for part in ("draft", "note", "draft", ""):
        attach(office, matter, part)
    found = [(f.part, f.version) for f in office.desk.matter(matter).attachments]
    assert found == [("draft", 1), ("note", 1), ("draft", 2), ("", 1)]
    with pytest.raises(UsageError, match="không có phần «x»; các phần: draft \\(Dự thảo\\), note \\(Tờ trình\\)"):
        attach(office, matter, "x")


def test_a_signed_dossier_takes_no_more_files(office: House) -> None:
    matter = opened(office)
    attach(office, matter)
    take(office, matter, "assign", "head", ASSIGN)
    take(office, matter, "decide", "head")
    take(office, matter, "sign", "head")
    with pytest.raises(Refused, match="Đã ký, không thêm tệp nữa"):
        attach(office, matter)
    entry = office.desk.entry(office.desk.reader.head())
    assert entry.act == "refused" and json.loads(entry.body)["data"]["verb"] == "attach"


# -- mandates, urgency, secrets, ties


@pytest.mark.parametrize(
    ("giver", "scope", "may"),
    [("secretary", "giay:sign-giay", True), ("secretary", "giay:sign", True), ("secretary", "giay:sign-khac", False),
     ("head", "*", False)],
)  # fmt: skip
def test_a_mandate_of_the_body_lets_a_deputy_sign(office: House, giver: str, scope: str, may: bool) -> None:
    matter = opened(office)
    attach(office, matter)
    take(office, matter, "assign", "head", ASSIGN)
    take(office, matter, "decide", "head")
    now = office.now()
    given = Delegation(0, giver, "deputy2", frozenset({scope}), now, now + 9 * DAY, "Văn bản 7")
    office.governing.delegate(given, by=giver, at=now)
    assert ("sign" in waits(office, "deputy2")) is may
    if may:
        take(office, matter, "sign", "deputy2")
        assert office.desk.matter(matter).done["sign"].behalf == giver
        return
    with pytest.raises(Refused):
        take(office, matter, "sign", "deputy2")


def test_urgent_ones_come_first(office: House) -> None:
    plain, urgent = opened(office), opened(office, urgent=2)
    assert [w.matter for w in office.desk.tray("head", office.now()).mine] == [urgent, plain]


def test_nothing_of_a_secret_is_kept_as_a_draft(office: House) -> None:
    office.work.save_draft("cvA", "giay", json.dumps({"title": "chữ"}), at=office.now())
    assert office.desk.reader.draft("cvA", "giay") is not None
    office.work.save_draft("cvA", "giay", json.dumps({"title": "chữ mật", "secret": "x"}), at=office.now())
    assert office.desk.reader.draft("cvA", "giay") is None


def test_matters_that_belong_together_are_tied(office: House) -> None:
    first = opened(office)
    second = opened(office, belongs=first)
    for matter in (first, second):
        assert [(t.matter_id, t.target, t.says) for t in office.desk.reader.ties(matter)] == [
            (second, first, "kèm theo")
        ]


# -- books


def test_the_keeper_and_nobody_else_keeps_a_book(office: House) -> None:
    books, now = office.registers, office.now()
    with pytest.raises(Refused, match="Bộ phận Văn thư"):
        books.reserve("giay", "VP", "giay", reason="giữ", by="cvA", at=now)
    assert books.start_from("giay", "VP", "giay", 40, reason="sổ giấy đến 39", by="vt", at=now).number == 40
    kept = books.reserve("giay", "VP", "giay", reason="chờ ký", by="vt", at=now, act_id="a")
    again = books.reserve("giay", "VP", "giay", reason="chờ ký", by="vt", at=now, act_id="a")
    assert (kept.number, again.number, again.repeated) == (40, 40, True)
    books.void("giay", "VP", "giay", 40, reason="ghi nhầm", by="vt", at=now)
    report = books.report("giay", "VP", "giay", "2024")
    assert report is not None and (report.void, report.missing, report.last) == ((40,), (), 40)
    for book, body, reason in (("x", "VP", "r"), ("giay", "TU", "r"), ("giay", "VP", " ")):
        with pytest.raises(UsageError):
            books.reserve(book, body, "giay", reason=reason, by="vt", at=now)
    with pytest.raises(UsageError, match="chưa được cấp"):
        books.void("giay", "VP", "giay", 41, reason="r", by="vt", at=now)
    assert verify(office.store, mirror=True).sound


def test_a_book_kept_elsewhere_is_taken_over_once(office: House) -> None:
    rows = [
        (n, BookEntry("VP", "giay", "2023", f"Đường ủy ban {n}", date(2023, 5, n), {"so": str(n)})) for n in (3, 4, 7)
    ]
    books, now = office.registers, office.now()
    assert books.take_over("giay", rows, source="so.xlsx", by="vt", at=now) == (3, 0)
    head = office.desk.reader.head()
    assert books.take_over("giay", rows, source="so.xlsx", by="vt", at=now) == (0, 3)
    assert office.desk.reader.head() == head, "nothing new, nothing on record"
    report = books.report("giay", "VP", "giay", "2023")
    assert report is not None and report.missing == (5, 6)
    other = [(8, rows[0][1]), (3, rows[1][1])]
    with pytest.raises(UsageError, match=r"Số 3, .* nội dung khác"):
        books.take_over("giay", other, source="so.xlsx", by="vt", at=now)
    assert [r.number for r in books.page("giay", text="duong uy")] == [7, 4, 3], "all or nothing"
    page = books.page("giay", limit=2)
    assert [r.number for r in (*page, *books.page("giay", after=page[-1], limit=2))] == [7, 4, 3]
    assert [r.number for r in books.page("giay", since=date(2023, 5, 4), until=date(2023, 5, 6))] == [4]


def test_a_secret_item_keeps_its_number_and_nothing_else(office: House) -> None:
    matter = opened(office, title="không ghi", secret=True)
    attach(office, matter)
    for step, by, act in (("assign", "head", ASSIGN), ("decide", "head", None), ("sign", "head", None)):
        take(office, matter, step, by, act)
    receipt = office.work.take(matter, "issue", by="vt", at=office.now())
    (row,) = office.desk.reader.numbers_of(matter)
    assert (receipt.number, row.title, json.loads(row.data)) == (1, None, {"so": "1"})
    assert office.desk.printed(row) == "01-G/VP" and office.desk.matter(matter).facts.number == 1


# -- lists, and many acts at once

LIST = Listing(
    "giay", "Giấy", ("giay",),
    (Column("Số", 8, lambda r: r.number), Column("Hỏng", 4, lambda r: str(1 // 0)),
     Column("Trích yếu", 0, lambda r: r.facts.title)),
    (View("Tất cả"), View("Quá hạn", overdue=True), View("Khẩn", where=lambda r: r.facts.urgent > 0)),
)  # fmt: skip


def follow(title: str, **more: object) -> dict[str, object]:
    return {"kind": "giay", "title": title, **more}


def test_what_follows_is_opened_with_the_act_and_nothing_follows_from_that(office: House) -> None:
    matter = opened(office, leads_to=follow("Giấy kéo theo", leads_to=follow("Giấy nữa")))
    assert office.desk.reader.last_matter() == matter + 1
    follower = office.desk.matter(matter + 1)
    assert (follower.facts.title, follower.opened_by, follower.status) == ("Giấy kéo theo", "cvA", "open")
    head = office.desk.reader.head()
    assert [office.desk.entry(n).subject for n in (head - 1, head)] == [f"matter:{matter}", f"matter:{matter + 1}"]


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ({"kind": "giay"}, "«Trích yếu»"),
        ({"kind": "direct_task", "what": "x"}, "Chưa mở được giấy kéo theo: "),
        ({"kind": "khong_co"}, None),
    ],
)
def test_what_cannot_follow_is_told_and_stops_nothing(
    office: House, wanted: dict[str, object], why: str | None
) -> None:
    matter = opened(office, leads_to=wanted)
    assert office.desk.reader.last_matter() == matter and office.desk.matter(matter).status == "open"
    told = [n.text for n in office.desk.tray("cvA", office.now()).notices if n.text.startswith("Chưa mở được giấy")]
    assert len(told) == (0 if why is None else 1) and all(why in text for text in told if why)


def test_figures_are_frozen_with_the_step_and_say_what_they_count(office: House) -> None:
    before = opened(office)
    matter = opened(office)
    take(office, matter, "assign", "head", ASSIGN)
    attach(office, matter)
    take(office, matter, "decide", "head")
    take(office, matter, "sign", "head")
    opened(office)
    assert office.desk.matter(matter).facts.counted == f"08/10/2024 Giấy: 2 [{matter}, {before}]"
    (now,) = [t for t in figures(office.desk, office.registry, OCTOBER, at=office.now()) if t.name == "giay"]
    assert now.figures[0].value == "3", "the same function, asked today"


def test_a_list_shows_what_its_plugin_says(office: House) -> None:
    first = opened(office, title="Một", reply_by="09/10/2024")
    second = opened(office, title="Hai", urgent=1)
    at = instant("08:00 10/10/2024")

    def seen(view: int, **asked: object) -> list[int]:
        return [r.row.id for r in records(office.desk, LIST, LIST.views[view], at=at, **asked)]  # type: ignore[arg-type]

    assert (seen(0), seen(1), seen(2)) == ([second, first], [first], [second])
    assert seen(0, text="mot") == [first] and seen(0, before=second) == [first] and seen(0, limit=1) == [second]
    (record,) = records(office.desk, LIST, LIST.views[1], at=at)
    assert cells(LIST, record) == (("", ""), ("?", "muted"), ("Một", ""))


def test_many_acts_are_many_rulings_and_many_entries(office: House) -> None:
    ready = [opened(office, title=f"Giấy {n}") for n in range(3)]
    for matter in ready:
        attach(office, matter)
        take(office, matter, "assign", "head", ASSIGN)
    bare = opened(office, title="Không có dự thảo")
    take(office, bare, "assign", "head", ASSIGN)
    head, rules, places = (
        office.desk.reader.head(),
        office.registry.rules(),
        [(m, "decide") for m in (*ready, bare, 99)],
    )
    items = bulk.preview(office.desk, rules, places, by="head", at=office.now())
    assert bulk.counted(items) == "3 được, 2 không" and office.desk.reader.head() == head
    assert [i.why_not for i in items][3:] == [
        "Chưa có dự thảo.",
        "Không có việc số 99; xem danh sách bằng «vptu matters».",
    ]
    attach(office, ready[0])
    office.work.change(ready[1], "prolong", {"reply_by": "15/10/2024"}, by="head", at=office.now())
    head = office.desk.reader.head()
    done = list(bulk.carry_out(office.work, items, by="head", at=office.now))
    assert [o.receipt is not None for o in done] == [True, False, True, False, False]
    assert "đã được" in done[1].trouble, "changed meanwhile: left alone"
    entries = [office.desk.entry(n) for n in range(head + 1, office.desk.reader.head() + 1)]
    assert [(e.act, e.subject) for e in entries if e.act != "refused"] == [
        ("take", f"matter:{ready[0]}"),
        ("take", f"matter:{ready[2]}"),
    ]


# -- stores of before


def test_a_store_of_the_version_before_is_brought_on(tmp_path: Path) -> None:
    old = {"core": CORE["core"][:1]}
    with Store.create(tmp_path / "vptu.db", old):
        pass
    assert migrate(tmp_path / "vptu.db", CORE) == ["core:2"]
    with Store.open(tmp_path / "vptu.db") as store:
        assert store.reader.ties(1) == [] and store.reader.matters() == []
