"""A plugin's rules at work: one that fails leaves its own question undetermined, is kept once, stops nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from core.errors import Refused, UsageError, VptuError
from core.extension.answers import RULES_OF_A_KIND
from core.extension.hookspecs import Event
from core.extension.registry import Registry, load_all
from core.inquiry import Outline, Question, may, outline
from core.law.procedure import RuleBrokenError
from core.law.ruling import Gate, Ruling, Verdict
from core.office.sessions import whole_days
from core.work import Work
from tests.plugins_broken import loaded, only_failure, prelude, put
from tests.support.office import instant, law, office_at
from tui.house import House

AT = instant("2024-10-08 08:00")
LEAVE = {"person": "cvA", "from": "10/10/2024", "until": "10/10/2024"}
SOURCE = "Kế hoạch 9"


@dataclass
class Plugged:
    """The product's plugins and one more."""

    registry: Registry
    file: Path

    def outline(self, kind: str = "leave", *, done: tuple[str, ...] = (), **facts: object) -> Outline:
        """Without bars: who is barred is what some of these tests are about."""
        wanted = {"person": "cvA"} if kind == "phong_hop" else {**LEAVE, **facts}
        asked = Question(kind, wanted, done=done)
        rules = replace(self.registry.rules(), bars={})
        return outline(asked, office=office_at(AT), law=law(AT.date()), rules=rules)

    def may(self, person: str, step: str, done: tuple[str, ...] = ()) -> Ruling:
        return may(person, step, self.outline(done=done), rules=self.registry.rules())


Plug = Callable[[str], Plugged]


@pytest.fixture
def plug(tmp_path: Path) -> Plug:
    """Put code into the plugin folder and load it."""

    def plugged(code: str) -> Plugged:
        registry = loaded(tmp_path / "plugins", prelude() + code)
        assert registry.failures == []
        return Plugged(registry, tmp_path / "plugins" / "hop.py")

    return plugged


def move_in(house: House, it: Plugged) -> Work:
    """Let a house work with these plugins."""
    house.__dict__["_registry"] = it.registry
    return house.work


def acts(house: House) -> list[str]:
    """What the journal has on record since the sample office was put in."""
    return [house.desk.entry(n).act for n in range(2, house.desk.reader.head() + 1)]


def indented(body: str) -> str:
    return "".join(f"    {line}\n" for line in body.splitlines())


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


# A procedure of a stranger's

TELLING = {"heading", "warnings", "due", "reasons", "figures"}
"""What an act does without."""
MAIN = "@hookimpl\ndef vptu_procedures():\n    return [BOOKING]\n"


def booking(name: str, rule: str) -> str:
    return f"def fails(*_):\n    {rule}\nBOOKING = replace(BOOKING, {name}=fails)\n{MAIN}"


def whole_life(house: House, it: Plugged) -> str:
    """Ask, open, take, extend, begin: every function of a procedure is called."""
    it.outline("phong_hop")
    procedure = it.registry.rules().procedure("phong_hop")
    procedure.figures(None, office_at(AT), law(AT.date()))
    work = move_in(house, it)
    opened = work.open("phong_hop", {"person": "cvA"}, by="cvA", at=AT)
    taken = work.take(opened.matter, "confirm", by="vt", at=AT)
    if procedure.extension is not None:
        work.extend(opened.matter, {}, by="cvA", at=AT)
    if procedure.begin is not None:
        work.take(opened.matter, "start", by="cvA", at=AT)
    return taken.status


@pytest.mark.parametrize("name", RULES_OF_A_KIND)
@pytest.mark.parametrize("rule", ["raise SystemExit('x')", "return 3.5"])
def test_a_function_of_a_kind_that_fails(house: House, plug: Plug, name: str, rule: str) -> None:
    it = plug(booking(name, rule))
    if name in TELLING:
        assert whole_life(house, it) == "closed"
    else:
        with pytest.raises(VptuError, match=r"(?s)Chưa xác định được: .*«hop»"):
            whole_life(house, it)
    failure = only_failure(it.registry)
    assert failure.stage in ("procedure:phong_hop", "route:phong_hop") and failure.where.startswith(f"{it.file}:")
    assert acts(house).count("open") == house.desk.reader.last_matter(), "nothing half written"
    assert it.outline().opening.allows, "leave goes on"


def test_warnings_that_fail_say_so_to_whoever_decides(plug: Plug) -> None:
    asked = plug(booking("warnings", "raise ValueError")).outline("phong_hop")
    assert asked.warnings == ("Plugin «hop» đang hỏng ở phần lưu ý: có thể còn điều cần lưu ý chưa hiện ở đây.",)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ("lambda *_: 1 / 0", "ZeroDivisionError"),
        ("lambda *_: None", "phải trả về Change"),
        ("lambda *_: Change(STEP, frozenset({'open'}), lambda *_: 1 / 0)", "ZeroDivisionError"),
        ("lambda *_: Change(STEP, frozenset({'open'}), lambda *_: None)", "phải trả về \\(thông tin mới"),
    ],
)
def test_a_change_that_fails_changes_nothing(house: House, plug: Plug, change: str, error: str) -> None:
    it = plug(
        "from core.law.procedure import Change\nSTEP = task('withdraw', 'rút', person('cvA'), 'Nội quy 7')\n"
        f"BOOKING = replace(BOOKING, changes={{'withdraw': {change}}})\n{MAIN}"
    )
    work = move_in(house, it)
    matter = work.open("phong_hop", {"person": "cvA"}, by="cvA", at=AT).matter
    with pytest.raises(RuleBrokenError, match=error):
        work.change(matter, "withdraw", {}, by="cvA", at=AT)
    assert acts(house) == ["open"] and house.desk.matter(matter).status == "open"


def test_a_route_without_end_is_cut_off(plug: Plug) -> None:
    code = "def fails(b, office, law):\n    while True:\n        yield task('x', 'x', unit('van_thu'), 'Nội quy 7')\n"
    it = plug(f"{code}BOOKING = replace(BOOKING, route=fails)\n{MAIN}")
    with pytest.raises(RuleBrokenError, match="trả về hơn 200 mục"):
        it.outline("phong_hop")


# Duties

DUTIES = {
    "raises": ("raise ValueError('x')", "ValueError: x"),
    "forgets its answer": ("pass", "phải trả về danh sách, không phải None"),
    "answers texts": ("return ['báo cáo']", "phải là Due, không phải str"),
    "without end": ("while True:\n    yield Due('k', 'o', 't', window, ('x',))", "trả về hơn 10000 mục"),
}


@pytest.mark.parametrize("name", DUTIES)
def test_a_duty_that_fails_has_no_occurrences(plug: Plug, name: str) -> None:
    body, error = DUTIES[name]
    it = plug(
        f"def fails(window, office, law):\n{indented(body)}\n@hookimpl\ndef vptu_duties():\n"
        "    return [DutyRule('bao_cao', ('Kế hoạch 9',), fails)]\n"
    )
    window = whole_days(AT.date(), instant("2025-03-01 08:00").date())
    found = [d for rule in it.registry.duties() for d in rule.occurrences(window, office_at(AT), law(AT.date()))]
    assert found and {d.kind for d in found} == {"roster"}
    failure = only_failure(it.registry)
    assert failure.stage == "duty:bao_cao" and error in failure.error and failure.where.startswith(f"{it.file}:")


# Our own are watched too


def test_a_rule_of_our_own_that_fails_is_kept_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from plugins.leave import procedure

    def fails(*_: object) -> None:
        raise ZeroDivisionError("x")

    monkeypatch.setattr(procedure, "measure", fails)
    registry = load_all()
    with pytest.raises(RuleBrokenError, match="của plugin «leave» đang hỏng"):
        outline(Question("leave", LEAVE), office=office_at(AT), law=law(AT.date()), rules=registry.rules())
    found = {failure.stage: failure for failure in registry.failures}
    assert found.keys() == {"route:leave", "procedure:leave"} and {f.plugin for f in found.values()} == {"leave"}
    assert "người cung cấp" in found["route:leave"].remedy
    assert "/plugins/leave/procedure.py:" in found["route:leave"].where
