"""What the screens say and may offer, without a screen: words for dates and capacities, the options on a matter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from core.errors import Conflict, Refused
from core.inquiry import Choice, options
from core.law.ruling import Act, Capacity
from core.office.coverage import coming_gaps
from core.office.office import Designation
from core.office.sessions import ZONE, Span, session
from tests.support.demo_office import NOW, at, fill, new_house
from tests.support.office import away, office_at, opened, span
from tui import dossier, views
from tui.house import House
from tui.screens.matters import When

TODAY = date(2024, 3, 13)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, dict[str, int]]]:
    """The demo office, only to be read."""
    made = new_house(tmp_path_factory.mktemp("demo") / "office.db")
    yield made, fill(made)
    made.close()


@pytest.fixture
def own(filled: tuple[House, dict[str, int]], tmp_path: Path) -> Iterator[House]:
    """A copy of the demo office to act in."""
    filled[0].store.backup(tmp_path / "office.db")
    with opened(tmp_path / "office.db", NOW) as house:
        yield house


# Words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("20/03/2024", "20/03/2024", "T4 20/03"),
        ("sáng 20/03/2024", "sáng 20/03/2024", "sáng T4 20/03"),
        ("20/03/2024", "21/03/2024", "T4 20/03 – T5 21/03"),
        ("chiều 20/03/2024", "sáng 21/03/2024", "chiều T4 20/03 – sáng T5 21/03"),
        ("31/12/2024", "02/01/2025", "T3 31/12 – T5 02/01/2025"),
    ],
)
def test_half_days_are_written_as_people_say_them(first: str, last: str, words: str) -> None:
    assert views.span_text(span(first, last), TODAY) == words


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Phó 1: nghỉ phép, sáng 21/03/2024 – sáng 22/03/2024", "Phó 1: nghỉ phép, T5 21/03 – sáng T6 22/03"),
        ("Văn thư: việc riêng, sáng 15/03/2024 – sáng 15/03/2024", "Văn thư: việc riêng, sáng T6 15/03"),
        ("Lịch trực Giỗ Tổ, 18/04/2024 – 18/04/2024", "Lịch trực Giỗ Tổ, T5 18/04"),
        ("Lịch trực Tết, 08/02/2024 – 14/02/2025", "Lịch trực Tết, T5 08/02 – T6 14/02/2025"),
        ("chiều 22/03/2024 – sáng 21/03/2024", "chiều T6 22/03 – sáng T5 21/03"),
        ("không có ngày nào 99/99", "không có ngày nào 99/99"),
    ],
)
def test_a_heading_is_shortened_for_a_list(title: str, words: str) -> None:
    assert views.brief(title, TODAY) == words


def test_a_heading_with_a_day_that_does_not_exist_stays_as_it_is() -> None:
    assert views.brief("sáng 31/02/2024", TODAY) == "sáng 31/02/2024"
    assert views.brief("ngày 45/13/2024", TODAY) == "ngày 45/13/2024"


@pytest.mark.parametrize(
    ("due", "words", "tone"),
    [
        (None, "", ""),
        (date(2024, 3, 11), "quá hạn 2 ngày", "bad"),
        (TODAY, "hạn hôm nay", "warn"),
        (date(2024, 3, 14), "hạn ngày mai", "warn"),
        (date(2024, 3, 20), "hạn T4 20/03", "muted"),
    ],
)
def test_a_due_day_says_how_pressing_it_is(due: date | None, words: str, tone: str) -> None:
    assert views.due_text(due, TODAY) == (words, tone)


def test_moments_are_told_beside_now_in_the_zone_of_the_office() -> None:
    def said(*parts: int) -> str:
        return views.stamp(datetime(*parts, tzinfo=ZONE), NOW)  # type: ignore[arg-type,misc]

    assert said(2024, 3, 13, 9, 10) == "09:10 hôm nay"
    assert said(2024, 3, 12, 16, 5) == "16:05 hôm qua"
    assert said(2024, 3, 4, 8, 0) == "T2 04/03 08:00"
    assert said(2023, 12, 29, 8, 0) == "T6 29/12/2023 08:00"
    assert When(NOW).stamp("2024-03-12T17:30:00+00:00") == "00:30 hôm nay"


def test_people_stand_by_post_and_then_by_given_name(filled: tuple[House, dict[str, int]]) -> None:
    people = filled[0].desk.establishment(TODAY).people.values()
    assert [p.id for p in views.by_post(people)][:5] == ["head", "deputy1", "deputy2", "cvA", "cvB"]
    assert [p.id for p in views.by_post(people)][-2:] == ["secretary", "standing_deputy_secretary"]


def test_every_capacity_names_for_whom_and_by_which_article() -> None:
    office = office_at(NOW, [away("head", "12/03/2024", "14/03/2024")])

    def said(capacity: Capacity, behalf: str | None) -> str:
        return views.capacity_text(views.Acted(capacity, behalf), office)

    assert said(Capacity.OWN, None) == ""
    assert said(Capacity.ACTING, "head") == "thay Chánh Văn phòng (Điều 5)"
    assert said(Capacity.ACTING, "deputy1") == "thay đồng chí Phó 1 (Điều 18)"
    assert said(Capacity.DELEGATED, "head") == "theo ủy quyền của đồng chí Chánh Văn phòng (Điều 4)"
    assert said(Capacity.RECORDED, "standing") == "ghi nhận ý kiến của Thường trực Thành ủy"
    assert views.article_of("22.1/1") == "Điều 22 (thứ nhất)"
    assert views.article_of("22b.1/1") == "Điều 22 (thứ hai)"
    assert views.article_of("Kế hoạch 12-KH/VPTU") == ""


def test_a_route_tells_who_did_what_when_and_who_is_waited_for(filled: tuple[House, dict[str, int]]) -> None:
    house, ids = filled
    steps = {s.id: s for stage in dossier.load(house, "cvA", ids["head"], NOW).route for s in stage.steps}
    recorded = steps["consent:standing_deputy_secretary"]
    assert (recorded.state, recorded.who) == ("done", "Đồng chí Văn thư")
    assert recorded.capacity == "ghi nhận ý kiến của Phó Bí thư Thường trực; văn bản số 112-CV/TU ngày 07/03/2024"
    assert steps["inform:deputies"].who == "các đồng chí Phó 1, Phó 2"
    assert steps["name"].title == "Cử một đồng chí Phó làm thường trực: đồng chí Phó 2"
    assert steps["file"].state == "now" and steps["file"].who == "chờ Bộ phận Lưu trữ"
    late = next(s for g in dossier.sketch(house, ids["late"], NOW) for s in g.steps if s.state == "late")
    assert "quá hạn 1 ngày" in late.when
    waiting = {s.id: s for stage in dossier.sketch(house, ids["coming"], NOW) for s in stage.steps}
    assert waiting["consent:head"].who == "chờ đồng chí Phó 2, thay Chánh Văn phòng"


def test_the_history_of_a_matter_holds_its_refusals_in_words(filled: tuple[House, dict[str, int]]) -> None:
    history = dossier.load(filled[0], "head", filled[1]["head"], NOW).history
    refused = next(told for told in history if told.refused)
    assert refused.what == "bị từ chối khi bắt đầu nghỉ" and "Chưa đến bước này" in refused.said
    assert [told.what for told in history][-1] == "mở việc"


# Options


def by_id(found: tuple[Choice, ...]) -> dict[str, Choice]:
    return {choice.id: choice for choice in found}


def offered(house: House, matter: int, person: str, when: datetime = NOW) -> dict[str, Choice]:
    return by_id(dossier.load(house, person, matter, when).choices)


def test_options_tell_each_person_what_he_may_do(filled: tuple[House, dict[str, int]]) -> None:
    house, ids = filled
    mine = offered(house, ids["request"], "deputy1")
    assert [c.id for c in mine.values() if c.ruling.allows][:3] == [
        "take:consent:deputy", "return:consent:deputy", "decline:consent:deputy",
    ]  # fmt: skip
    assert [c.outcome for c in mine.values()][:3] == ["done", "returned", "declined"]
    others = offered(house, ids["request"], "cvB")
    assert not any(c.ruling.allows for c in others.values())
    assert all(c.ruling.unblock for c in others.values())
    applicant = offered(house, ids["request"], "cvA")
    assert {i for i, c in applicant.items() if c.ruling.allows} == {"withdraw", "shorten", "extend"}
    assert applicant["complete"].fits is False and applicant["start"].fits


PEOPLE = ("cvA", "cvB", "deputy1", "deputy2", "head", "vt", "lt")


def done(house: House, matter: int, choice: Choice, person: str) -> None:
    """Do what an option offers, with everything it may need."""
    if choice.verb in ("take", "return", "decline", "start"):
        needs: dict[str, object] = {"deputy": "deputy1"} if "deputy" in choice.step.needs else {}
        act = Act(choice.outcome, "vì sao", {"so": "1-CV/TU", "ngay": "13/03/2024"}, needs)
        house.work.take(matter, choice.step.id, by=person, at=NOW, act=act)
    else:
        house.work.change(matter, choice.verb, {}, by=person, at=NOW)


def test_what_options_refuse_the_writer_refuses_too(own: House, filled: tuple[House, dict[str, int]]) -> None:
    refused = 0
    for person in PEOPLE:
        for matter in filled[1].values():
            for choice in offered(own, matter, person).values():
                if not choice.ruling.allows and choice.verb in ("take", "return", "decline", "start", "withdraw"):
                    with pytest.raises(Refused) as error:
                        done(own, matter, choice, person)
                    assert error.value.ruling.gate == choice.ruling.gate
                    refused += 1
    assert refused > 100


def test_what_options_permit_the_writer_records(own: House, filled: tuple[House, dict[str, int]]) -> None:
    taken = 0
    for person in PEOPLE:
        for matter in filled[1].values():
            choice = next((c for c in offered(own, matter, person).values() if c.ruling.allows), None)
            if choice is not None and choice.verb in ("take", "withdraw"):
                before = own.desk.reader.head()
                done(own, matter, choice, person)
                assert own.desk.reader.head() == before + 1
                taken += 1
    assert taken > 12


def test_what_forbids_an_act_is_known_before_anything_is_asked(
    own: House, filled: tuple[House, dict[str, int]]
) -> None:
    ids = filled[1]
    began = offered(own, ids["ill"], "cvB")["withdraw"]
    assert not began.ruling.allows and "không rút được" in began.ruling.sentence
    assert offered(own, ids["coming"], "cvB")["withdraw"].ruling.allows
    own.work.change(ids["coming"], "withdraw", {}, by="cvB", at=NOW)
    closed = offered(own, ids["coming"], "cvB")
    assert not any(c.ruling.allows and c.fits for c in closed.values())


def test_who_decides_is_warned_of_the_gap_he_opens(own: House) -> None:
    matter = own.work.open(
        "leave", {"person": "head", "from": "02/04/2024", "until": "03/04/2024", "reason": "về quê"}, by="head", at=NOW
    ).matter
    take = offered(own, matter, "standing_deputy_secretary")["take:consent:standing_deputy_secretary"]
    assert any("cần cử Phó thường trực" in warning for warning in take.ruling.warnings)


def test_options_of_a_kind_whose_plugin_is_broken_are_judged_and_not_invented(own: House) -> None:
    from core.law.procedure import Rules

    matter = own.desk.matter(1)
    office, law = own.desk.office(NOW), own.desk.law(NOW)
    broken = Rules(broken={"18": "phần nghỉ phép đang hỏng"})
    assert options(matter, "cvA", office=office, law=law, rules=broken) == ()


# What the desk needs of the core


def test_leaders_see_what_is_late_elsewhere(filled: tuple[House, dict[str, int]]) -> None:
    house, ids = filled
    late = {p: [w.matter for w in house.desk.tray(p, NOW).late] for p in ("head", "deputy1", "deputy2", "cvC")}
    assert late == {"head": [ids["late"]], "deputy1": [], "deputy2": [], "cvC": []}  # Phó 2's own stands in his list
    assert house.desk.tray("head", NOW).late[0].standing.person == "deputy2"


def test_coming_gaps_are_told_once_and_only_from_now_on() -> None:
    absences = [away("head", "12/03/2024", "15/03/2024"), away("deputy1", "14/03/2024", "14/03/2024")]
    told = list(coming_gaps(office_at(NOW, absences)))
    assert len(told) == 1 and told[0][1].startswith("sáng 13/03/2024 – chiều 15/03/2024")
    named = [Designation("deputy2", Span(session(date(2024, 3, 12)), session(date(2024, 3, 16))), "head", 1)]
    assert list(coming_gaps(office_at(NOW, absences, named))) == []


def test_notices_are_seen_without_an_entry_in_the_journal(own: House) -> None:
    unread = own.desk.tray("cvB", NOW).notices
    head = own.desk.reader.head()
    own.work.seen("cvB", unread[0].id, at=NOW)
    assert unread and own.desk.tray("cvB", NOW).notices == ()
    assert own.desk.reader.head() == head
    assert own.desk.tray("deputy2", NOW).notices  # nobody else's


def test_whoever_decides_on_what_is_no_longer_so_is_told_by_whom_and_when(
    own: House, filled: tuple[House, dict[str, int]]
) -> None:
    matter = filled[1]["request"]
    seen = dossier.load(own, "deputy1", matter, NOW).row.version
    own.work.change(matter, "shorten", {"until": "20/03/2024"}, by="cvA", at=at(13, 3, 10, 6))
    before = own.desk.reader.head()
    with pytest.raises(Conflict, match="đồng chí Chuyên viên A thay đổi lúc 10:06 ngày 13/03/2024"):
        own.work.take(matter, "consent:deputy", by="deputy1", at=at(13, 3, 10, 7), act=Act(), seen=seen)
    assert own.desk.reader.head() == before
