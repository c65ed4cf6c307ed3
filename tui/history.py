"""What happened to a matter, entry by entry of the journal, in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from core.codec import instant
from core.law.route import Matter
from core.office.office import Office
from core.text import number
from tui import views

if TYPE_CHECKING:
    from core.law.procedure import Change, Procedure
    from core.law.regulation import Law
    from core.records.rows import JournalRow
    from tui.session import Backing

HISTORY: Final = 200
"""Journal entries of a matter that are shown, the newest."""
ACTS: Final[Mapping[str, str]] = {
    "open": "mở việc",
    "take": "đã làm",
    "decline": "không đồng ý",
    "return": "trả lại để hoàn chỉnh",
    "withdraw": "rút",
    "shorten": "rút ngắn",
    "complete": "hoàn chỉnh, trình lại",
    "attach": "đính kèm tệp",
    "extend": "xin thêm",
    "refused": "bị từ chối",
}


class Told(NamedTuple):
    """One journal entry of a matter, in words."""

    seq: int
    when: str
    who: str
    what: str
    said: str
    """What was noted, or why it was refused."""
    refused: bool


def acts_of(procedure: Procedure | None, facts: Any, law: Law) -> dict[str, str]:
    """What the acts on a whole matter of this kind are called, by verb."""
    found: dict[str, str] = {}
    if procedure is None or isinstance(facts, dict):
        return found
    for verb, make in procedure.changes.items():
        found[verb] = _title(make, facts, law) or verb
    if procedure.begin is not None:
        found["start"] = procedure.begin(facts).title
    return found


def _title(make: Callable[[Any, Law, Mapping[str, object]], Change], facts: Any, law: Law) -> str:
    """What an act is called; "" where its plugin cannot say, and the bare name stays."""
    try:
        return make(facts, law, {}).step.title
    except Exception:
        return ""


def history(house: Backing, matter: Matter, office: Office, law: Law, procedure: Procedure | None) -> Iterator[Told]:
    """The newest entries about a matter, newest first."""
    page = house.desk.reader.journal_page(subject=f"matter:{matter.id}", limit=HISTORY)
    titles = {**ACTS, **acts_of(procedure, matter.facts, law)}
    parts = procedure.parts if procedure else {}
    for entry in page.entries:
        yield told(entry, matter, office, titles, parts)


def told(
    entry: JournalRow,
    matter: Matter | None,
    office: Office,
    titles: Mapping[str, str] = ACTS,
    parts: Mapping[str, str] | None = None,
) -> Told:
    """A journal entry in words. What cannot be read is shown by its bare name."""
    try:
        data = json.loads(entry.body).get("data", {})
    except (ValueError, AttributeError):
        data = {}
    data = data if isinstance(data, dict) else {}
    refused = entry.act == "refused"
    return Told(
        entry.seq,
        views.stamp(instant(entry.at), office.at),
        views.capital(office.name(entry.actor)),
        _what(entry.act, data, matter, titles),
        str(data.get("says") or "") if refused else _said(data, parts or {}),
        refused,
    )


def _what(act: str, data: Mapping[str, Any], matter: Matter | None, titles: Mapping[str, str]) -> str:
    """«đồng ý», «không đồng ý», «bị từ chối khi bắt đầu nghỉ»."""
    wanted = str(data.get("step") or data.get("verb") or "")
    step = matter.route.step(wanted) if matter else None
    title = step.title if step else titles.get(wanted, "")
    if act == "take":
        return title or titles.get("take", "")
    if act == "refused":
        return f"{titles.get('refused', act)} khi {title}" if title else titles.get("refused", act)
    return titles.get(act, act)


def _said(data: Mapping[str, Any], parts: Mapping[str, str]) -> str:
    notes = [str(d.get("note") or "") for d in data.get("deeds", ()) if isinstance(d, dict)]
    file = f"{data['file']} ({number(int(data.get('size', 0)))} byte)" if data.get("file") else ""
    part = str(data.get("part") or "")
    if file and part:
        file = f"{parts.get(part, part)}: {file}"
    return " ".join(said for said in (*notes, str(data.get("note") or ""), file) if said)
