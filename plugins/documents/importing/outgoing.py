"""The register of what went out, read from a sheet: numbers by body and type, and the signatures of the past looked at.

A signature that the table of 3.8, 4.5 and 4.8 does not know is flagged and stays: the past is not corrected here.
"""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import Final

from core.law.authority import people_of
from core.law.procedure import BookEntry, Rules
from core.law.regulation import Law
from core.law.route import Matter, Route
from core.law.ruling import Standing
from core.office.office import Office
from core.office.sessions import ZONE
from core.tables_in import ColumnWanted, TableFault, TableRow
from core.text import fold

from ..outgoing.barred import beyond_the_table
from ..outgoing.blocks import form_of
from ..outgoing.books import term
from ..outgoing.facts import FORM_VI, FormCode, Outgoing
from ..outgoing.signing import signing
from ..outgoing.types import BODY_SYMBOLS, INVITATIONS, NOTICES, TYPES, TypeId
from .plan import Plan, Readings, day_of, is_secret, marked, spilled, table_of, text, twice

COLUMNS: Final = (
    ColumnWanted("number", ("Số, ký hiệu", "Số ký hiệu", "Số văn bản", "Số"), limit=60),
    ColumnWanted("day", ("Ngày", "Ngày văn bản", "Ngày ban hành", "Ngày tháng"), "date"),
    ColumnWanted("type", ("Loại", "Tên loại", "Loại văn bản"), needed=False, limit=60),
    ColumnWanted("title", ("Tên loại và trích yếu", "Trích yếu", "Trích yếu nội dung", "Nội dung"), needed=False),
    ColumnWanted("signer", ("Người ký, hình thức ký", "Người ký và hình thức ký", "Người ký"), needed=False, limit=200),
    ColumnWanted("recipients", ("Nơi nhận",), needed=False),
    ColumnWanted("copies", ("Số bản", "Số lượng"), needed=False, limit=20),
    ColumnWanted("drafter", ("Người soạn", "Đơn vị soạn", "Người soạn thảo"), needed=False, limit=200),
    ColumnWanted("kept", ("Nơi lưu",), needed=False, limit=200),
    ColumnWanted("field", ("Lĩnh vực",), needed=False, limit=100),
    ColumnWanted("secrecy", ("Mức độ mật", "Độ mật"), needed=False, limit=20),
    ColumnWanted("note", ("Ghi chú",), needed=False),
)
OF_A_SECRET: Final = frozenset({"number", "day", "type", "secrecy"})
KEPT: Final = ("signer", "recipients", "copies", "drafter", "kept", "note")
_NUMBER: Final = re.compile(r"0*(\d{1,6})\s*(?:[-–]\s*([A-ZĐa-zđ]{1,4})\s*/\s*([A-Za-z]{2,8}))?")
_BY_SYMBOL: Final = {symbol: body for body, symbol in BODY_SYMBOLS.items()}
_AUTHORITY: Final = re.compile(
    r"\b(k/t|kt\.|t/l|tl\.|t/m)\s*(chanh van phong|ban thuong vu|btv)?|\bpho chanh van phong\b"
)
"""What stands above a name: for whom it is signed, and the post of who signs."""
_FORMS: Final[tuple[tuple[str, FormCode], ...]] = (
    ("t/l ban thuong vu", "T/L_BTV"), ("t/l btv", "T/L_BTV"), ("t/l", "T/L_CVP"), ("k/t", "K/T"), ("t/m", "T/M"),
    ("kt.", "K/T"),
)  # fmt: skip


def outgoing_plan(name: str, data: bytes, *, desk: Readings, at: datetime) -> Plan:
    """Read a sheet of outgoing documents. Raises UsageError for a file that is no such table as a whole."""
    law = desk.law(at)
    table = table_of(name, data, COLUMNS, law.whole("attachment.max_bytes"))
    faults = [*table.faults]
    found: list[tuple[TableRow, int, BookEntry]] = []
    flags: list[str] = []
    for row in table.rows:
        read = _entry(row, law, at)
        if isinstance(read, TableFault):
            faults.append(read)
            continue
        number, entry, type_id = read
        flag = None if is_secret(row) else _doubt(row, entry, type_id, desk)
        if flag is not None:
            flags.append(str(flag))
            entry = entry._replace(data={**entry.data, "note": _noted(entry.data.get("note", ""), flag.message)})
        found.append((row, number, entry))
    doubled = list(twice(found))
    faults += doubled
    wrong = {fault.row for fault in doubled}
    rows = tuple((number, entry) for row, number, entry in found if row.place not in wrong)
    return Plan(rows, tuple(map(str, sorted(faults, key=lambda f: (f.sheet, f.row)))), tuple(flags))


def _noted(note: str, flag: str) -> str:
    return "; ".join(part for part in (note, f"cần xem lại: {flag}") if part)


def _entry(row: TableRow, law: Law, at: datetime) -> tuple[int, BookEntry, TypeId] | TableFault:
    """A row as an entry, with its type; or what is wrong with it."""
    written = _NUMBER.fullmatch(text(row, "number").strip())
    if written is None or not int(written[1]):
        return row.fault("number", f"«{text(row, 'number')}» không phải số văn bản; viết như 12-CV/VPTU")
    type_id = _type(row, written[2] or "")
    if type_id is None:
        return row.fault(
            "type" if text(row, "type") else "number", "không rõ loại văn bản; ghi tên loại, ví dụ «Công văn»"
        )
    body = _BY_SYMBOL.get((written[3] or "VPTU").upper())
    if body is None:
        known = ", ".join(_BY_SYMBOL)
        return row.fault("number", f"không rõ cơ quan ban hành «{written[3]}»; các ký hiệu: {known}")
    day = day_of(row, "day")
    if day > at.astimezone(ZONE).date():
        return row.fault("day", f"ngày {day:%d/%m/%Y} còn ở phía trước")
    secret = is_secret(row)
    if secret and (spill := spilled(row, OF_A_SECRET)):
        return spill
    if not secret and (mark := marked(row)) is not None:
        return mark
    if not secret and not text(row, "title"):
        return row.fault("title", "còn trống trích yếu; văn bản mật thì ghi cột độ mật")
    data = {"note": "theo sổ mật"} if secret else {key: text(row, key) for key in KEPT if text(row, key)}
    kind = TYPES[type_id]
    title = None if secret else _titled(kind.name, text(row, "title"))
    entry = BookEntry(body, kind.series, term(law, day), title, day, {**data, "sign": text(row, "number")})
    return int(written[1]), entry, type_id


def _titled(kind: str, title: str) -> str:
    return title if fold(title).startswith(fold(kind)) else f"{kind}: {title}"


def _type(row: TableRow, symbol: str) -> TypeId | None:
    """By the name of the type, written apart or before the title; else by a symbol that only one type has."""
    said, title = fold(text(row, "type")), fold(text(row, "title"))
    by_name = [key for key, kind in TYPES.items() if said and said in (fold(kind.name), fold(kind.symbol), key)]
    if not by_name:
        starts = [key for key, kind in TYPES.items() if title.startswith(fold(kind.name))]
        by_name = sorted(starts, key=lambda key: len(TYPES[key].name), reverse=True)
    if by_name:
        return by_name[0]
    with_symbol = [
        key for key, kind in TYPES.items() if kind.symbol.casefold() == symbol.casefold() and key == kind.series
    ]
    return with_symbol[0] if len(with_symbol) == 1 else None


def _doubt(row: TableRow, entry: BookEntry, type_id: TypeId, desk: Readings) -> TableFault | None:
    """What does not fit about a signature of the past: who, in which form, on that day."""
    said = text(row, "signer")
    if not said:
        return None
    at = datetime.combine(entry.day, time(8), ZONE)
    office, law = desk.office(at), desk.law(at)
    signer = _signer(said, office)
    if signer is None:
        return row.fault("signer", f"không thấy «{said}» trong Văn phòng ngày {entry.day:%d/%m/%Y}")
    facts = _facts(row, entry, type_id, office)
    step = signing(facts, office, law)
    matter = Matter(0, "document", facts, Route.of([step]), "")
    rules = Rules(bars={"document": (beyond_the_table,)})
    holders = people_of(matter, step, office=office, law=law, rules=rules)
    mine = next((s for s in holders if s.person == signer), None)
    if mine is None:
        return row.fault(
            "signer",
            f"{office.name(signer)} không có thẩm quyền ký văn bản này ({_named(holders, office, law, step.cites)})",
        )
    right, form = form_of(mine, facts, office, law), _form(said)
    if form is not None and form != right:
        return row.fault(
            "signer", f"thể thức ký ghi «{FORM_VI[form]}», đúng ra là «{FORM_VI[right]}» ({law.cite(step.cites[0])})"
        )
    return None


def _named(holders: tuple[Standing, ...], office: Office, law: Law, cites: tuple[str, ...]) -> str:
    who = ", ".join(office.name(s.person) for s in holders[:3]) or "chưa có ai"
    return f"{law.cite(cites[0])}; người ký được: {who}"


def _signer(said: str, office: Office) -> str | None:
    """Whoever is named beside the authority and the post that stand above a name."""
    words = " ".join(re.sub(r"[^\w/ ]", " ", _AUTHORITY.sub(" ", fold(said))).split())
    people = sorted(office.establishment.people.values(), key=lambda p: len(p.name), reverse=True)
    return next((p.id for p in people if f" {fold(p.name)} " in f" {words} "), None)


def _form(said: str) -> FormCode | None:
    words = fold(said)
    return next((form for sign, form in _FORMS if sign in words), None)


def _facts(row: TableRow, entry: BookEntry, type_id: TypeId, office: Office) -> Outgoing:
    """As much as a register says of a document; of an invitation or a notice it does not say whose."""
    said = fold(text(row, "field"))
    fields = office.establishment.fields
    known: dict[str, object] = {
        "title": entry.title or "",
        "type": type_id,
        "body": entry.body,
        "field": next((key for key, name in fields.items() if said and said in (fold(key), fold(name))), ""),
    }
    if type_id in INVITATIONS:
        known["meeting"] = "other"
    if type_id in NOTICES:
        known["of"] = "standing" if "thuong truc" in fold(entry.title or "") else "secretary"
    if _form(text(row, "signer")) == "T/L_BTV":
        known["as_class"] = "tl_btv"
    return Outgoing.model_validate(known)
