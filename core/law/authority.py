"""May this person take this step now? The one judge, asked by screens, command line, exports and monitors alike.

Four gates in order – order, checks, bars, standing; the first that fails gives the refusal. Every ruling names the
norms, who may, and what would unblock it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from core.errors import VptuError
from core.law.facts import read_day
from core.law.holders import holders_of, label, standings
from core.law.procedure import Change, Procedure, RuleBrokenError, Rules, completes
from core.law.regulation import Law
from core.law.route import HEAD, Matter, Route, Step
from core.law.ruling import Act, Capacity, Gate, Ground, Objection, Ruling, Standing, Verdict
from core.office.office import Office
from core.office.sessions import ZONE
from core.text import capital


def judge(
    matter: Matter, step: Step, by: str, *, office: Office, law: Law, rules: Rules, act: Act | None = None
) -> Ruling:
    """The ruling on `by` taking `step` of `matter` at the office's instant.

    With `act`, what is about to be recorded is judged too (evidence of a recorded answer, the person named …).
    """
    try:
        return _judge(matter, step, by, office, law, rules, act)
    except VptuError:
        raise
    except Exception as error:  # a plugin's rule failed: fail closed, say so
        return undetermined(step, by, law, f"quy tắc của chương trình gặp lỗi ({type(error).__name__}: {error})")


def _judge(matter: Matter, step: Step, by: str, office: Office, law: Law, rules: Rules, act: Act | None) -> Ruling:
    for cite in step.cites if rules.broken else ():
        why = rules.why_broken(cite)
        if why is not None:
            return undetermined(step, by, law, why.rstrip("."))
    who_may, barred = _candidates(matter, step, by, office, law, rules)
    objection = _order(matter, step, office, law, rules)
    if objection is not None:
        return _refusal(Gate.ORDER, objection, step, by, office, law, who_may)
    for name in step.checks:
        objection = rules.checks[name](matter, act, office, law)
        if objection is not None:
            return _refusal(Gate.CHECKS, objection, step, by, office, law, who_may)
    if barred is not None:
        return _refusal(Gate.BARS, barred, step, by, office, law, who_may)
    for standing in who_may:
        if standing.person == by:
            break
    else:
        return _refusal(Gate.STANDING, _no_standing(step, by, office, who_may), step, by, office, law, who_may)
    if act is not None:
        objection = _incomplete(step, standing, act, office.at.astimezone(ZONE).date())
        if objection is not None:
            return _refusal(Gate.CHECKS, objection, step, by, office, law, who_may)
    return _permit(step, by, standing, law, who_may)


def _candidates(
    matter: Matter, step: Step, by: str, office: Office, law: Law, rules: Rules
) -> tuple[tuple[Standing, ...], Objection | None]:
    """Everybody who holds the step and is not barred from it, and what bars `by`."""
    held = standings(step, matter.kind, office)
    bars = rules.bars_of(matter.kind)
    if not bars:
        return held, None
    free = tuple([s for s in held if _barred(bars, matter, step, s.person, office, law) is None])
    return free, _barred(bars, matter, step, by, office, law)


def _barred(bars: Iterable[Any], matter: Matter, step: Step, by: str, office: Office, law: Law) -> Objection | None:
    for bar in bars:
        objection: Objection | None = bar(matter, step, by, office, law)
        if objection is not None:
            return objection
    return None


def _order(matter: Matter, step: Step, office: Office, law: Law, rules: Rules) -> Objection | None:
    taken = matter.done.get(step.id)
    if taken is not None:
        when = f"{taken.at.astimezone(ZONE):%H:%M ngày %d/%m/%Y}"
        done = taken.outcome == "done"
        unblock = ("Không cần làm gì thêm.",) if done else _goes_on(matter, office, law, rules)
        return Objection(step.cites, f"Bước này {office.name(taken.by)} {_DID[taken.outcome]} lúc {when}.", unblock)
    if matter.status not in ("open", "in_effect") and not _may_begin(matter, step):
        return Objection(
            step.cites, _STATUS_SAYS.get(matter.status, "Việc đã khép lại."), _goes_on(matter, office, law, rules)
        )
    today = office.at.astimezone(ZONE).date()
    pending = tuple(s for s in matter.pending_before(matter.route.stage_of(step.id), on=today) if not s.auto)
    if not pending:
        return None
    cites = tuple(dict.fromkeys(c for s in pending for c in s.cites[:1])) + step.cites
    return Objection(
        tuple(dict.fromkeys(cites)),
        "Chưa đến bước này: " + "; ".join(f"còn chờ {_whose(s, office)} {s.title}{_until(s)}" for s in pending) + ".",
        tuple(_unblock_step(s, matter, office) for s in pending[:1]),
    )


def _may_begin(matter: Matter, step: Step) -> bool:
    """What only a matter in effect allows stays allowed when every step of it is done."""
    return matter.status == "closed" and step.id not in matter.route


_DID = {"done": "đã làm", "declined": "đã không đồng ý", "returned": "đã trả lại để hoàn chỉnh"}
_STATUS_SAYS = {
    "returned": "Việc đang được trả lại để người xin hoàn chỉnh.",
    "declined": "Việc đã bị từ chối.",
    "withdrawn": "Việc đã được rút.",
    "closed": "Việc đã xong.",
}


def _goes_on(matter: Matter, office: Office, law: Law, rules: Rules) -> tuple[str, ...]:
    """How a matter that was returned or is over goes on."""
    if matter.status == "returned":
        procedure = rules.procedures.get(matter.kind)
        holder = completes(procedure, matter.facts, law) if procedure is not None else None
        who = label(holder, office) if holder is not None else office.name(matter.owner)
        return (f"{capital(who)} hoàn chỉnh rồi trình lại.",)
    return ("Mở việc mới nếu vẫn cần.",)


def _until(step: Step) -> str:
    return f" (đến hết ngày {step.lapses:%d/%m/%Y})" if step.lapses else ""


def _whose(step: Step, office: Office) -> str:
    return " hoặc ".join(label(h, office) for h in step.holders[:1])


def _unblock_step(step: Step, matter: Matter, office: Office) -> str:
    people = standings(step, matter.kind, office)
    free = [s for s in people if s.person != matter.subject or not step.decides]
    names = [office.name(s.person) for s in free if s.capacity is not Capacity.RECORDED or len(free) == 1][:3]
    if not names and free:
        who = capital(" hoặc ".join(office.name(s.person) for s in free[:3]))
        return f"{who} ghi nhận thay {_whose(step, office)}, kèm bằng chứng."
    if not names:
        return gap(step, office)
    return f"{capital(' hoặc '.join(names))} {step.title}."


def people_of(matter: Matter, step: Step, *, office: Office, law: Law, rules: Rules) -> tuple[Standing, ...]:
    """Everybody who may take the step once it is its turn: whoever holds it and is not barred from it.

    Raises RuleBrokenError where a bar fails.
    """
    try:
        return _candidates(matter, step, "", office, law, rules)[0]
    except VptuError:
        raise
    except Exception as error:
        raise RuleBrokenError(f"điều cấm ở bước «{step.title}»", error) from error


def gap(step: Step, office: Office) -> str:
    """What to say when nobody is there to take a step: who is missing and how that is mended."""
    who = capital(_whose(step, office))
    if HEAD in step.holders and office.establishment.head in office.away and office.acting_head is None:
        return f"{who} đang vắng và chưa có Phó thường trực: cần cử một đồng chí Phó làm thường trực (Điều 5)."
    away = [office.name(s.person) for h in step.holders for s in holders_of(h, office) if s.person in office.away]
    if away:
        return f"{who}: người đảm nhiệm đang vắng ({', '.join(away)}); chờ về hoặc hỏi qua điện thoại."
    return f"{who}: hiện không có người đảm nhiệm; cần phân công lại trong cấu hình Văn phòng (Điều 3, khoản 2)."


def _no_standing(step: Step, by: str, office: Office, who_may: tuple[Standing, ...]) -> Objection:
    who = _whose(step, office)
    names = ", ".join(_named(s, office) for s in who_may[:4])
    unblock = (f"Người làm được lúc này: {names}.",) if names else (gap(step, office),)
    return Objection(
        step.cites, f"Bước «{step.title}» thuộc thẩm quyền của {who}, không phải của {office.name(by)}.", unblock
    )


def _named(standing: Standing, office: Office) -> str:
    name = office.name(standing.person)
    return f"{name} ({standing.note})" if standing.note else name


def _evidence_day(act: Act, today: date) -> str:
    """What is wrong with the day of the paper that is evidence, "" where nothing is."""
    said = act.evidence.get("ngay", "").strip()
    if not said:
        return ""
    try:
        day = read_day(said)
    except ValueError as error:
        return f"Ngày của văn bản làm bằng chứng: {error}."
    return f"Ngày của văn bản làm bằng chứng ({day:%d/%m/%Y}) còn ở phía trước." if day > today else ""


def _incomplete(step: Step, standing: Standing, act: Act, today: date) -> Objection | None:
    """Evidence of an answer given elsewhere (A07), the reason of a refusal, whatever else the act must carry."""
    if standing.capacity is Capacity.RECORDED and not _is_evidence(act):
        return Objection(
            step.cites,
            "Ghi nhận ý kiến thay phải kèm bằng chứng.",
            ("Nêu số và ngày văn bản (so, ngay), hoặc ai gọi điện và lúc nào (goi, luc).",),
            ("A07",),
        )
    if standing.capacity is Capacity.RECORDED and (wrong := _evidence_day(act, today)):
        return Objection(step.cites, wrong, ("Ghi lại ngày của văn bản, như 07/10/2024.",), ("A07",))
    if act.outcome != "done" and not act.note.strip():
        return Objection(step.cites, "Từ chối hoặc trả lại phải nêu lý do.", ("Ghi lý do rồi gửi lại.",))
    if act.outcome != "done" and not step.answers:
        return Objection(step.cites, f"Bước «{step.title}» không có quyền từ chối hay trả lại.", ("Làm bước này.",))
    missing = [n for n in step.needs if not act.payload.get(n)] if act.outcome == "done" else []
    if missing:
        return Objection(step.cites, f"Còn thiếu: {', '.join(missing)}.", ("Bổ sung rồi làm lại.",))
    return None


def _is_evidence(act: Act) -> bool:
    given = {key for key, value in act.evidence.items() if value.strip()}
    return {"so", "ngay"} <= given or {"goi", "luc"} <= given


@lru_cache(maxsize=4096)
def _grounds(cites: tuple[str, ...], law: Law, decisive: frozenset[str] | None = None) -> tuple[Ground, ...]:
    """Each norm once, with what it says; the same few lists are cited over and over."""
    return tuple(Ground(norm, law.says(norm), decisive is None or norm in decisive) for norm in dict.fromkeys(cites))


def _permit(step: Step, by: str, standing: Standing, law: Law, who_may: tuple[Standing, ...]) -> Ruling:
    return Ruling(
        Verdict.PERMITTED,
        by,
        step.verb,
        f"Được: {step.title}.",
        step,
        None,
        standing,
        _grounds(step.cites + standing.cites, law),
        who_may,
        (),
        tuple(dict.fromkeys(step.readings + standing.readings)) if standing.readings else step.readings,
    )


def _refusal(
    gate: Gate, why: Objection, step: Step, by: str, office: Office, law: Law, who_may: tuple[Standing, ...]
) -> Ruling:
    cited = frozenset(why.cites)
    unblock = why.unblock
    if gate is Gate.BARS and not unblock:
        names = ", ".join(_named(s, office) for s in who_may[:4])
        unblock = (f"Người làm được lúc này: {names}.",) if names else (gap(step, office),)
    return Ruling(
        Verdict.REFUSED,
        by,
        step.verb,
        capital(why.says),
        step,
        gate,
        None,
        _grounds(why.cites + step.cites, law, cited),
        who_may,
        unblock,
        tuple(dict.fromkeys(why.readings + step.readings)),
    )


def undetermined(step: Step | None, by: str, law: Law, why: str, verb: str = "") -> Ruling:
    """No ruling is possible because what answers for the article is broken (DESIGN: fail closed)."""
    cites = step.cites if step else ()
    return Ruling(
        Verdict.UNDETERMINED,
        by,
        step.verb if step else verb,
        f"Chưa xác định được: {why}.",
        step,
        because=_grounds(cites, law),
        unblock=("Báo người quản trị xem màn hình Plugin (hoặc chạy «vptu plugins») rồi thử lại.",),
    )


def silent(by: str, verb: str, says: str) -> Ruling:
    """No norm speaks to this: the program only records."""
    return Ruling(Verdict.SILENT, by, verb, says)


def judge_opening(procedure: Procedure, facts: Any, by: str, *, office: Office, law: Law, rules: Rules) -> Ruling:
    """May `by` open a matter with these facts? Refused by the first objection, else judged like any step."""
    try:
        opening = procedure.opening(facts, office, law)
    except VptuError:
        raise
    except Exception as error:
        return undetermined(None, by, law, f"quy tắc mở việc gặp lỗi ({type(error).__name__}: {error})", "open")
    blank = Matter(0, procedure.kind, facts, Route(), procedure.subject(facts))
    if opening.objections:
        who = standings(opening.step, procedure.kind, office)
        return _refusal(Gate.CHECKS, opening.objections[0], opening.step, by, office, law, who)
    ruling = judge(blank, opening.step, by, office=office, law=law, rules=rules)
    if ruling.verdict is Verdict.PERMITTED and opening.silent:
        says = f"{capital(opening.step.title)}: quy chế không quy định; chương trình chỉ ghi nhận."
        return silent(by, opening.step.verb, says)
    return ruling


def judge_change(matter: Matter, change: Change, by: str, *, office: Office, law: Law, rules: Rules) -> Ruling:
    """May `by` do this to the matter as a whole: withdraw, shorten, complete?"""
    who = standings(change.step, matter.kind, office)
    if matter.status not in change.states:
        says = _STATUS_SAYS.get(matter.status, "Việc đang ở bước khác.")
        objection = Objection(
            change.step.cites, f"{says} Không {change.step.title} được nữa.", ("Mở việc mới nếu cần.",)
        )
        return _refusal(Gate.ORDER, objection, change.step, by, office, law, who)
    standing = next((s for s in who if s.person == by), None)
    if standing is None:
        return _refusal(Gate.STANDING, _no_standing(change.step, by, office, who), change.step, by, office, law, who)
    return _permit(change.step, by, standing, law, who)


def judge_step(step: Step, by: str, kind: str, *, office: Office, law: Law) -> Ruling:
    """May `by` do something that belongs to no matter, like keeping a book?"""
    who = standings(step, kind, office)
    standing = next((s for s in who if s.person == by), None)
    if standing is None:
        return _refusal(Gate.STANDING, _no_standing(step, by, office, who), step, by, office, law, who)
    return _permit(step, by, standing, law, who)


def refuse_filing(objection: Objection, by: str, *, law: Law) -> Ruling:
    """A file that may not be put into a dossier now."""
    step = Step("attach", "attach", "đính kèm tệp", (HEAD,), objection.cites)
    because = _grounds(objection.cites, law)
    return Ruling(
        Verdict.REFUSED, by, "attach", capital(objection.says), step, Gate.CHECKS, None, because, (), objection.unblock,
        objection.readings,
    )  # fmt: skip


def object_to(ruling: Ruling, objection: Objection, *, office: Office, law: Law) -> Ruling:
    """A permitted act that its own content forbids."""
    assert ruling.step is not None
    return _refusal(Gate.CHECKS, objection, ruling.step, ruling.by, office, law, ruling.who_may)
