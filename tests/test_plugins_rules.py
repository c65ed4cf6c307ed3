"""A plugin's rules at work: one that fails leaves its own question undetermined, is kept once, stops nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from core.errors import Refused, UsageError
from core.extension.hookspecs import Event
from core.extension.registry import load_all
from core.inquiry import Question, outline
from core.law.procedure import RuleBrokenError
from core.law.ruling import Gate, Verdict
from tests.plugins_broken import (
    AT,
    LEAVE,
    Plugged,
    acts,
    indented,
    loaded,
    move_in,
    only_failure,
    plugged,
    prelude,
    put,
)
from tests.support.office import law, office_at
from tui.house import House

SOURCE = "Kế hoạch 9"
Plug = Callable[[str], Plugged]


@pytest.fixture
def plug(tmp_path: Path) -> Plug:
    return partial(plugged, tmp_path / "plugins")


def amendment(body: str, kind: str = "leave") -> str:
    return (
        f"def change(facts, office, law, route):\n{indented(body)}\n"
        f"@hookimpl\ndef vptu_amendments():\n    return [Amendment({kind!r}, {SOURCE!r}, change)]\n"
    )


STEP = 'task("confirm", "xác nhận", unit("van_thu"), "Kế hoạch 9", id="confirm:x")'

BROKEN_AMENDMENTS = {
    "raises": ("raise ZeroDivisionError('x')", "ZeroDivisionError: x"),
    "raises a sentence": ("from core.errors import UsageError\nraise UsageError('sai')", "UsageError: sai"),
    "raises half way": (f"yield Insert({STEP})\nraise KeyError('x')", "KeyError: 'x'"),
    "ends the program": ("raise SystemExit(0)", "tự gọi lệnh thoát chương trình"),
    "no Exception": ("raise type('Stop', (BaseException,), {})", "Stop"),
    "calls itself": ("return change(facts, office, law, route)", "gọi lại mình không dừng"),
    "forgets its answer": ("[]", "không phải None (hàm quên return?)"),
    "never ends": (f"while True:\n    yield Insert({STEP})", "trả về hơn 200 mục"),
    "takes the id of another of its own": (f"return [Insert({STEP})] * 2", "bước thêm «confirm:x» trùng mã"),
    "answers a step": (f"return [{STEP}]", "phải là Insert hoặc Tighten, không phải Step"),
    "inserts nothing": ("return [Insert(None)]", "Insert.step phải là một Step"),
    "before a number": (f"return [Insert({STEP}, before=3)]", "Insert.before phải là mã một bước"),
    "takes an id": (
        "return [Insert(task('x', 'x', unit('van_thu'), 'Kế hoạch 9', id='consent:head'))]",
        "bước thêm «consent:head» trùng mã",
    ),
    "cites nothing": ("return [Insert(task('x', 'x', unit('van_thu'), id='x'))]", "Step.cites phải là một bộ viện dẫn"),
    "cites a letter at a time": (
        "return [Insert(Step('x', 'x', 'x', (HEAD,), 'Kế hoạch 9'))]", "Step.cites phải là một bộ viện dẫn",
    ),
    "cites another source": (
        "return [Insert(task('x', 'x', unit('van_thu'), '18.1/1', id='x'))]",
        "không viện dẫn nguồn của chính quy định («Kế hoạch 9»)",
    ),
    "asks for a check that is not": (
        "return [Insert(task('x', 'x', unit('van_thu'), 'Kế hoạch 9', id='x', checks=('hop.khong',)))]",
        "không có kiểm tra «hop.khong»",
    ),
    "is held by nobody": ("return [Insert(Step('x', 'x', 'x', (), ('Kế hoạch 9',)))]", "Step.holders phải nêu ai"),
    "is held by a relation that is none": (
        "return [Insert(Step('x', 'x', 'x', (Holder('phong', 'x'),), ('Kế hoạch 9',)))]", "Step.holders phải nêu ai",
    ),
    "tightens a step that is not": ("return [Tighten('consent:hed', ('leave.named',))]", "không có bước «consent:hed»"),
    "tightens by nothing": ("return [Tighten('consent:head', ())]", "Tighten.checks phải là"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN_AMENDMENTS)
def test_an_amendment_that_fails_leaves_that_kind_undetermined(plug: Plug, name: str) -> None:
    body, error = BROKEN_AMENDMENTS[name]
    it = plug(amendment(body))
    for _ in range(3):
        with pytest.raises(RuleBrokenError, match=f"Chưa xác định được: quy định bổ sung «{SOURCE}» .*plugin «hop»"):
            it.outline()
    failure = only_failure(it.registry)
    assert failure.stage == f"amendment:{SOURCE}" and error in failure.error
    assert failure.where.startswith(f"{it.file}:") and failure.remedy
    assert it.outline("mission", person="deputy1").opening.allows, "another kind"


def test_nothing_is_opened_by_a_broken_amendment_and_what_was_open_goes_on(house: House, plug: Plug) -> None:
    matter = house.work.open("leave", LEAVE, by="cvA", at=AT).matter
    work = move_in(house, plug(amendment("raise ValueError")))
    with pytest.raises(RuleBrokenError, match=SOURCE):
        work.open("leave", {**LEAVE, "person": "cvB"}, by="cvB", at=AT)
    assert work.take(matter, "consent:deputy", by="deputy1", at=AT).ruling.allows
    assert acts(house) == ["open", "take"]


def test_an_amendment_adds_where_it_says_and_names_its_source(plug: Plug) -> None:
    it = plug(amendment(f"yield Insert({STEP}, before='consent:head')"))
    assert [s.id for s in it.outline().route] == ["consent:deputy", "confirm:x", "consent:head"]
    step = it.outline().route.step("confirm:x")
    assert step is not None and (step.source, step.cites) == (SOURCE, (SOURCE,))


def test_amendments_of_several_plugins_apply_one_after_the_other(plug: Plug, tmp_path: Path) -> None:
    put(tmp_path / "plugins", prelude() + amendment(f"yield Insert({STEP})"), "a")
    tighten = "if 'confirm:x' in route:\n    yield Tighten('confirm:x', ('hop.co',))"
    it = plug(amendment(tighten) + "@hookimpl\ndef vptu_checks():\n    return {'hop.co': lambda *_: None}\n")
    step = it.outline().route.step("confirm:x")
    assert step is not None and step.checks == ("hop.co",)


def test_an_amendment_never_takes_another_plugins_check_for_its_own(tmp_path: Path) -> None:
    clash = "@hookimpl\ndef vptu_checks():\n    return {'leave.named': lambda *_: None}\n"
    code = prelude() + amendment("yield Tighten('consent:head', ('leave.named',))") + clash
    registry = loaded(tmp_path / "plugins", code)
    assert "đã là của plugin «leave»" in only_failure(registry).error
    with pytest.raises(RuleBrokenError, match=r"không có kiểm tra «leave\.named»"):
        Plugged(registry, tmp_path).outline()


# Checks and bars

BROKEN_RULES = {
    "raises": ("return 1 / 0", "ZeroDivisionError"),
    "ends the program": ("raise SystemExit", "tự gọi lệnh thoát"),
    "calls itself": ("return rule(*given)", "gọi lại mình"),
    "answers yes": ("return True", "phải trả về Objection hoặc None, không phải bool"),
    "answers a text": ("return 'không được'", "không phải str"),
    "objects by no norm": ("return Objection((), 'không được')", "Objection.cites phải là một bộ viện dẫn"),
    "objects a letter at a time": ("return Objection('Kế hoạch 9', 'không')", "Objection.cites phải là"),
    "objects without a word": ("return Objection(('Kế hoạch 9',), '')", "Objection.says phải là"),
    "unblocks a letter at a time": ("return Objection(('Kế hoạch 9',), 'x', 'chờ')", "Objection.unblock phải là"),
}


def checked(body: str) -> str:
    return (
        amendment("yield Tighten('consent:deputy', ('hop.co',))")
        + f"def rule(*given):\n{indented(body)}\n@hookimpl\ndef vptu_checks():\n    return {{'hop.co': rule}}\n"
    )


def barred(body: str) -> str:
    return f"def rule(*given):\n{indented(body)}\n@hookimpl\ndef vptu_bars():\n    return {{'leave': rule}}\n"


@pytest.mark.parametrize("name", BROKEN_RULES)
@pytest.mark.parametrize(("make", "stage"), [(checked, "check:hop.co"), (barred, "bar:leave")], ids=["check", "bar"])
def test_a_check_or_bar_that_fails_leaves_its_step_undetermined(
    plug: Plug, make: Callable[[str], str], stage: str, name: str
) -> None:
    body, error = BROKEN_RULES[name]
    it = plug(make(body))
    for _ in range(3):
        ruling = it.may("deputy1", "consent:deputy")
        assert ruling.verdict is Verdict.UNDETERMINED and "plugin «hop» hỏng ở" in ruling.sentence
        assert [g.norm for g in ruling.because][:1] == ["18.3/1"]
    failure = only_failure(it.registry)
    assert failure.stage == stage and error in failure.error and failure.where.startswith(f"{it.file}:")


@pytest.mark.parametrize("make", [checked, barred])
def test_an_undetermined_act_is_refused_and_on_record(house: House, plug: Plug, make: Callable[[str], str]) -> None:
    work = move_in(house, plug(make("raise ValueError")))
    with pytest.raises(Refused, match="plugin «hop» hỏng") as refused:
        work.take(work.open("leave", LEAVE, by="cvA", at=AT).matter, "consent:deputy", by="deputy1", at=AT)
    assert refused.value.ruling.verdict is Verdict.UNDETERMINED and acts(house)[-1] == "refused"


def test_a_route_says_that_a_bar_is_broken(plug: Plug) -> None:
    rules = plug(barred("raise ValueError('x')")).registry.rules()
    with pytest.raises(RuleBrokenError, match="plugin «hop» hỏng ở điều cấm"):
        outline(Question("leave", LEAVE), office=office_at(AT), law=law(AT.date()), rules=rules)


def test_other_steps_are_still_judged(plug: Plug) -> None:
    it = plug(checked("raise ValueError"))
    assert it.may("head", "consent:head", done=("consent:deputy",)).verdict is Verdict.PERMITTED


@pytest.mark.parametrize("make", [checked, barred])
def test_a_sentence_for_the_user_and_his_interrupt_go_through(plug: Plug, make: Callable[[str], str]) -> None:
    it = plug(make("from core.errors import UsageError\nraise UsageError('Ghi thiếu ngày.')"))
    with pytest.raises(UsageError, match="Ghi thiếu ngày"):
        it.may("deputy1", "consent:deputy")
    assert it.registry.failures == []
    it = plug(make("raise KeyboardInterrupt"))
    with pytest.raises(KeyboardInterrupt):
        it.may("deputy1", "consent:deputy")


@pytest.mark.parametrize(("make", "gate"), [(checked, Gate.CHECKS), (barred, Gate.BARS)])
def test_a_sound_check_or_bar_refuses_by_its_own_source(plug: Plug, make: Callable[[str], str], gate: Gate) -> None:
    it = plug(make("return Objection(('Kế hoạch 9',), 'Chưa được.', ('Chờ.',))"))
    ruling = it.may("deputy1", "consent:deputy")
    assert (ruling.verdict, ruling.gate, ruling.sentence) == (Verdict.REFUSED, gate, "Chưa được.")
    assert [g.norm for g in ruling.because if g.decisive] == [SOURCE] and law(AT.date()).cite(SOURCE) == SOURCE


def test_a_check_whose_plugin_is_gone(house: House, plug: Plug) -> None:
    work = move_in(house, plug(checked("return None")))
    matter = work.open("leave", LEAVE, by="cvA", at=AT).matter
    house.__dict__["_registry"] = load_all()
    with pytest.raises(Refused, match=r"không còn plugin nào có kiểm tra «hop\.co»") as refused:
        work.take(matter, "consent:deputy", by="deputy1", at=AT)
    assert refused.value.ruling.verdict is Verdict.UNDETERMINED
    assert work.change(matter, "withdraw", {}, by="cvA", at=AT).status == "withdrawn"


# Follow-ups: what was done is done

BROKEN_FOLLOW_UPS = {
    "raises": ("raise OSError('x')", "OSError: x"),
    "raises a sentence": ("from core.errors import UsageError\nraise UsageError('x')", "UsageError: x"),
    "ends the program": ("raise SystemExit", "tự gọi lệnh thoát"),
    "forgets its answer": ("[]", "không phải None"),
    "yields": ("yield Notice('cvB', 'x')", "không phải generator"),
    "answers a text": ("return 'cvB'", "không phải str"),
    "nobody": ("return [Notice('', 'x')]", "Notice.person"),
    "nothing": ("return [Notice('cvB', None)]", "Notice.text"),
    "a book": ("return [Notice('cvB', 'x' * 5000)]", "Notice.text"),
    "a letter at a time": ("return [Notice('cvB', 'x', '18.1/1')]", "Notice.cites"),
    "without end": ("return [Notice('cvB', 'x')] * 20_000", "trả về 20000 mục"),
}


def following(body: str) -> str:
    return f"@hookimpl\ndef vptu_follow_ups(event):\n{indented(body)}\n"


EVENT = Event("open", "leave", 1, "", "cvA", "cvA", "nghỉ phép", None, False)


@pytest.mark.parametrize("name", BROKEN_FOLLOW_UPS)
def test_a_follow_up_that_fails_tells_nothing(plug: Plug, name: str) -> None:
    body, error = BROKEN_FOLLOW_UPS[name]
    it = plug(following(body))
    assert it.registry.follow_ups(EVENT) == it.registry.follow_ups(EVENT) == ()
    failure = only_failure(it.registry)
    assert (failure.plugin, failure.stage) == ("hop", "vptu_follow_ups") and error in failure.error
    assert not it.registry.rules().broken and it.outline().opening.allows


def test_what_was_done_stays_done(house: House, plug: Plug) -> None:
    it = plug(following("raise OSError('x')"))
    work = move_in(house, it)
    matter = work.open("leave", LEAVE, by="cvA", at=AT).matter
    work.take(matter, "consent:deputy", by="deputy1", at=AT)
    assert work.take(matter, "consent:head", by="head", at=AT).status == "closed"
    assert acts(house) == ["open", "take", "take"] and only_failure(it.registry).stage == "vptu_follow_ups"
    assert house.desk.reader.notices("cvA", limit=9), "what the core tells is told"


def test_a_sound_follow_up_is_told_in_the_same_act(house: House, plug: Plug) -> None:
    code = following("return [Notice('cvB', f'{event.act} {event.kind}', ('Kế hoạch 9',))]")
    move_in(house, plug(code)).open("leave", LEAVE, by="cvA", at=AT)
    assert [n.text for n in house.desk.reader.notices("cvB", limit=9)] == ["open leave"]
