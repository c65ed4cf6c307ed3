"""Parameters and readings: what is in force, and setting another value from a day on."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from core.errors import ConfigError, UsageError
from core.law.provisions import shown
from core.office.sessions import ZONE
from core.text import safe
from tui.cli.render import Json
from tui.cli.words import nearest
from tui.cli.write import act_id

if TYPE_CHECKING:
    from core.law.provisions import Parameter, Value
    from core.law.regulation import Law
    from tui.cli.context import Context


def _law_on(context: Context) -> Law:
    on = context.words.day("--on", context.today)
    return context.premises.law(datetime.combine(on, time(8), ZONE))


def params(context: Context) -> int:
    law = _law_on(context)
    prefix = context.words.maybe("PHẦN_ĐẦU") or ""
    found = [p for key, p in law.parameters.items() if key.startswith(prefix)]
    if not found:
        raise UsageError(f"Không có tham số nào bắt đầu bằng «{safe(prefix)[:60]}»{nearest(prefix, law.parameters)}.")
    if context.json:
        context.page.data(
            {"on": law.on.isoformat(), "version": law.version, "parameters": [_json(p, law) for p in found]}
        )
        return 0
    page = context.page
    page.line(f"Tham số có hiệu lực ngày {law.on:%d/%m/%Y}", tone="bold")
    for parameter in found:
        dated = law.parameter(parameter.key)
        unit = f" {parameter.unit}" if parameter.unit else ""
        page.item(f"{parameter.key} = {value_words(parameter, dated.value)}{unit}", "•")
        source = law.cite(parameter.clause) if parameter.clause else "ngoài quy chế"
        page.line(
            f"{parameter.title}. {source}; từ {dated.since:%d/%m/%Y}, theo {dated.source}", indent=4, tone="faint"
        )
    return 0


def value_words(parameter: Parameter, value: Value) -> str:
    """As it is typed, a choice with what it means: `unit (Phó phụ trách bộ phận)`."""
    if parameter.type == "choice":
        meaning = parameter.allowed.get(str(value), "")
        return f"{value} ({meaning})" if meaning else str(value)
    if isinstance(value, tuple):
        return ",".join(value)
    return value if isinstance(value, str) else shown(value)


def _json(parameter: Parameter, law: Law) -> Json:
    dated = law.parameter(parameter.key)
    readings = [r.id for r in law.readings.values() if parameter.key in r.keys]
    return {
        "key": parameter.key, "value": dated.value, "since": dated.since.isoformat(), "source": dated.source,
        "checked": dated.checked and dated.checked.isoformat(), "title": parameter.title, "unit": parameter.unit,
        "clause": parameter.clause, "type": parameter.type, "allowed": dict(parameter.allowed), "readings": readings,
    }  # fmt: skip


def put(context: Context) -> int:
    """Set a value from a day on, with a reason; the Head, or an administrator for him."""
    words, house = context.words, context.house
    law = house.desk.law(context.now)
    key = words.text("THAM_SỐ")
    if key not in law.parameters:
        raise UsageError(
            f"Không có tham số «{safe(key)[:60]}»{nearest(key, law.parameters)}; xem «vptu config params»."
        )
    since = words.day("--since", context.today)
    reason = words.maybe("--reason") or ""
    if not reason:
        raise UsageError("Còn thiếu --reason: ghi lý do, căn cứ của việc đổi tham số.")
    before = law.values[key]
    value = _checked(law.parameters[key], words.maybe("GIÁ_TRỊ") or "")
    house.governing.set_parameter(
        key, _storable(value), since=since, reason=reason, by=context.me, at=context.now, act_id=act_id(context)
    )
    if context.json:
        context.page.data({"key": key, "before": before, "value": value, "since": since.isoformat(), "reason": reason})
        return 0
    context.page.line(f"Đã đặt {key} = {shown(value)} từ {since:%d/%m/%Y} (trước: {shown(before)}).", tone="good")
    context.page.line("Việc đã mở trước ngày đó giữ giá trị của ngày mở.", indent=2, tone="faint")
    return 0


def _checked(parameter: Parameter, text: str) -> Value:
    """Raises UsageError saying what the value must be."""
    try:
        return parameter.check(_typed(parameter, text), "Giá trị mới")
    except ConfigError as error:
        raise UsageError(str(error)) from None


def _typed(parameter: Parameter, text: str) -> object:
    """A word as the value its parameter wants; what cannot be read stays text, and the parameter refuses it."""
    text = text.strip()
    match parameter.type:
        case "flag":
            return {"true": True, "có": True, "co": True, "false": False, "không": False, "khong": False}.get(
                text.lower(), text
            )
        case "whole" | "number" if re.fullmatch(r"-?\d{1,18}", text):
            return int(text)
        case "number" if re.fullmatch(r"-?\d{1,12}[.,]\d{1,6}", text):
            return float(text.replace(",", "."))
        case "list":
            return [part.strip() for part in text.split(",") if part.strip()]
        case "date":
            return _day(text)
    return text


def _day(text: str) -> object:
    from core.law.facts import read_day

    try:
        return read_day(text)
    except ValueError:
        return text


def _storable(value: object) -> object:
    """As the store keeps it: lists and ISO text."""
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value
