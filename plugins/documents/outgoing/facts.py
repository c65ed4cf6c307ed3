"""What an outgoing document is, as facts: what it is, who issues and drafts it, whom it touches, who was asked.

What the program itself found out on the way – who answered, what the leadership said, the number – stands beside it,
so that the route is always a function of the facts. Of a secret item nothing but its kind and number is ever taken in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from core.law.facts import Asking, read_day
from core.text import fold

from .types import APPRAISALS, BODIES, COMMITTEE_TYPES, INVITATIONS, NOTICES, TRAVEL, TYPES, TypeId

MatterId = Literal["2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7"]
Leader = Literal["secretary", "standing_deputy_secretary", "deputy_secretary"]
View = Literal["agree", "disagree", "other"]
FormCode = Literal["none", "K/T", "T/L_BTV", "T/L_CVP", "T/M"]
Part = Literal["du_thao", "huong_dan", "to_trinh", "tong_hop", "khac"]

VIEW_VI = {"agree": "đồng ý", "disagree": "không đồng ý", "other": "ý kiến khác"}
FORM_VI = {
    "none": "Chánh Văn phòng ký", "K/T": "K/T (ký thay)", "T/L_BTV": "T/L Ban Thường vụ",
    "T/L_CVP": "T/L Chánh Văn phòng", "T/M": "T/M (thay mặt)",
}  # fmt: skip
MEETING_VI = {
    "btv": "họp Ban Thường vụ", "standing": "họp Thường trực", "btv_convened": "hội nghị do Ban Thường vụ triệu tập",
    "bch": "hội nghị Ban Chấp hành", "other": "cuộc họp khác",
}  # fmt: skip
OF_VI = {
    "secretary": "đồng chí Bí thư", "standing_deputy_secretary": "đồng chí Phó Bí thư Thường trực",
    "deputy_secretary": "đồng chí Phó Bí thư", "standing": "Thường trực Thành ủy",
}  # fmt: skip
LEADERS_VI = tuple((key, name) for key, name in OF_VI.items() if key != "standing")
UP_VI = {"standing": "Thường trực Thành ủy", "btv": "Ban Thường vụ", "bch": "Ban Chấp hành"}
CLASS_VI = {
    "regulation": "quy chế làm việc của cơ quan", "personnel": "khen thưởng, kỷ luật, chính sách cán bộ",
    "evaluation": "nhận xét, đánh giá hằng năm", "tl_btv": "thừa lệnh Ban Thường vụ",
    "committee": "thay mặt Ban Chấp hành, Ban Thường vụ", "office": "văn bản khác của Văn phòng",
}  # fmt: skip
MATTER_VI = {
    "2.1": "chương trình, kế hoạch, biện pháp", "2.2": "đề án, báo cáo, quy chế trình cấp trên; thẩm định rộng",
    "2.3": "cơ chế tài chính, tài sản; phân bổ kinh phí", "2.4": "đầu tư, mua sắm lớn; dự toán, quyết toán năm",
    "2.5": "bộ máy, chức năng, quy chế dùng chung", "2.6": "cán bộ, khen thưởng, kỷ luật, đào tạo",
    "2.7": "việc quan trọng mới phát sinh",
}  # fmt: skip
URGENCY_VI = {"thuong": "thường", "khan": "khẩn", "thuong_khan": "thượng khẩn", "hoa_toc": "hỏa tốc"}
SECRECY_VI = {"thuong": "không mật", "mat": "Mật", "toi_mat": "Tối mật", "tuyet_mat": "Tuyệt mật"}
PARTS = {
    "du_thao": "Dự thảo văn bản", "huong_dan": "Dự thảo văn bản hướng dẫn", "to_trinh": "Tờ trình",
    "tong_hop": "Bản tổng hợp ý kiến góp ý", "khac": "Tài liệu khác",
}  # fmt: skip
HOLDER_VI = {"visitor": "khách cơ quan khác", "staff": "người của Văn phòng"}
_IDS = re.compile(r"[A-Za-z0-9_-]+(?:\s*,\s*[A-Za-z0-9_-]+)+")
_PART_ALIASES = {"tong_hop_gop_y": "tong_hop", "phieu_trinh": "to_trinh"}

KEPT_OF_SECRET = frozenset({"type", "body", "secrecy", "form", "as_class", "urgency", "number", "issued_on"})
"""All that is ever taken in of a secret item (13/1): what kind it is and which number it has."""
_LISTS: Mapping[str, Iterable[str]] = {
    "secrecy": SECRECY_VI, "type": TYPES, "body": BODIES, "urgency": URGENCY_VI, "form": FORM_VI, "as_class": CLASS_VI,
}  # fmt: skip
"""Of these the entries of which only so many words are known."""
OWN_RECORD = (
    "differ", "answered", "silent", "views", "met", "team", "receipts", "issued_on", "submitted_on", "decided",
    "presented_to", "signed", "number", "voided", "inside", "opinions_by", "spilled",
)  # fmt: skip
"""What the program writes down itself; nobody may claim it when a document is opened or corrected."""


def _words(value: object) -> object:
    """`a,b; c` -> ("a", "b", "c"), each once."""
    if isinstance(value, str):
        return tuple(dict.fromkeys(word.strip() for word in re.split(r"[,;\n]", value) if word.strip()))
    return value


def lines(value: object) -> object:
    """Recipients as typed: one to a line or between semicolons, since a name may hold a comma; ids between commas."""
    if not isinstance(value, str):
        return value
    found = (word.strip() for word in re.split(r"[;\n]", value))
    parts = (part for word in found for part in (word.split(",") if _IDS.fullmatch(word) else (word,)))
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _parts(value: object) -> object:
    found = _words(value)
    return tuple(_PART_ALIASES.get(str(v), v) for v in found) if isinstance(found, tuple) else found


def _day(value: object) -> object:
    return read_day(value) if isinstance(value, str) and not isinstance(value, datetime) else value


def _word(value: object) -> object:
    """A word of a closed list, also as it is printed: «Thượng khẩn» is `thuong_khan`."""
    return "_".join(fold(value).replace("_", " ").split()) if isinstance(value, str) else value


def _money(value: object) -> object:
    """`150.000.000` or `150 000 000` đồng."""
    return re.sub(r"[.\s]|đồng|đ$", "", value) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_words)]
Lines = Annotated[tuple[str, ...], BeforeValidator(lines)]
Day = Annotated[date, BeforeValidator(_day)]
Hidden = Asking(shown=False)
UNITS = Asking(of="unit", many=True)


def closed(values: Mapping[str, str]) -> Asking:
    return Asking(values=tuple(values.items()))


def _where(types: Iterable[str], values: Mapping[str, str] | None = None) -> Asking:
    """Asked for only of documents of these types."""
    return Asking(values=tuple((values or {}).items()), only_if=("type", tuple(sorted(types))))


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Answer(Frozen):
    """What a unit, a deputy or a leader answered. His words stand in the deed itself, word for word."""

    party: str
    view: View


class Meeting(Frozen):
    """The leadership talked it over instead of writing: when, and by which minutes."""

    on: Day
    number: str = Field(min_length=1)


class Team(Frozen):
    """A drafting team (9.2): many people, still one unit and one person who answer (A46)."""

    members: tuple[str, ...]
    why: str


class Receipt(Frozen):
    recipient: str
    on: Day


class Outgoing(Frozen):
    """Văn bản đi."""

    title: str = Field("", title="Trích yếu")
    type: Annotated[TypeId, Asking(values=tuple((k, t.name) for k, t in TYPES.items()))] = Field(
        "cong_van", title="Loại văn bản"
    )
    body: Annotated[Literal["VP", "TU"], closed(BODIES)] = Field("VP", title="Cơ quan ban hành")
    field: Annotated[str, Asking(of="field")] = Field("", title="Lĩnh vực")
    units: Annotated[Words, Asking(of="unit", many=True, mine=True)] = Field((), title="Bộ phận có chức năng liên quan")
    """Whose functions it is about: more than one, and the Head designates the lead (9.1/2)."""
    lead: Annotated[str | None, Asking(of="unit")] = Field(None, title="Bộ phận chủ trì")
    responsible: Annotated[str | None, Asking(people="office", mine=True)] = Field(
        None, title="Người chịu trách nhiệm chính"
    )
    touches: Annotated[Words, UNITS] = Field((), title="Bộ phận khác bị chạm đến")
    """Whose deputies must be asked first (20.3)."""
    important: bool = Field(False, title="Quan trọng, phức tạp, liên quan nhiều lĩnh vực")
    wide: Annotated[bool, _where(APPRAISALS)] = Field(False, title="Phạm vi rộng, nhiều lĩnh vực")
    matters: Annotated[tuple[MatterId, ...], BeforeValidator(_words), closed(MATTER_VI)] = Field(
        (), title="Thuộc việc tập thể cho ý kiến trước (Điều 2)"
    )
    why_matter: str = Field("", title="Lý do đánh dấu thuộc Điều 2")
    amount: Annotated[int | None, BeforeValidator(_money)] = Field(None, ge=0, title="Số tiền (đồng)")
    meeting: Annotated[
        Literal["btv", "standing", "btv_convened", "bch", "other"] | None, _where(INVITATIONS, MEETING_VI)
    ] = Field(None, title="Mời họp nào")  # fmt: skip
    when: Annotated[str, _where(INVITATIONS)] = Field("", title="Thời gian họp")
    where: Annotated[str, _where(INVITATIONS)] = Field("", title="Địa điểm họp")
    participants: Annotated[str, _where(INVITATIONS)] = Field("", title="Thành phần dự họp")
    of: Annotated[
        Literal["secretary", "standing_deputy_secretary", "deputy_secretary", "standing"] | None,
        _where({*NOTICES, "thong_bao"}, OF_VI),
    ] = Field(None, title="Ý kiến, kết luận của ai")
    up_to: Annotated[Literal["standing", "btv", "bch"] | None, closed(UP_VI)] = Field(None, title="Trình lên đâu")
    as_class: Annotated[
        Literal["regulation", "personnel", "evaluation", "tl_btv", "committee", "office"] | None, closed(CLASS_VI)
    ] = Field(None, title="Tính chất khi ký (nếu khác với loại)")  # fmt: skip
    why_class: Annotated[str, Asking(only_if=("as_class", "office"))] = Field("", title="Lý do chọn tính chất")
    holder: Annotated[Literal["visitor", "staff"] | None, _where(TRAVEL, HOLDER_VI)] = Field(None, title="Cấp cho ai")
    form: Annotated[FormCode | None, closed(FORM_VI)] = Field(None, title="Thể thức ký đề nghị")
    """Only where the drafter asks for one: the program proposes the right one itself."""
    invited: Annotated[Words, UNITS] = Field((), title="Bộ phận được mời góp ý")
    reply_by: Day | None = Field(None, title="Hạn góp ý, trả lời")
    no_consult_reason: str = Field("", title="Lý do không lấy ý kiến")
    recipients: Annotated[Lines, Asking(of="body", many=True)] = Field((), title="Nơi nhận")
    also_to: Annotated[Lines, Asking(long=True)] = Field((), title="Nơi nhận khác (mỗi nơi một dòng)")
    """Units, people, or anybody in plain words."""
    copies: int = Field(1, ge=0, le=100_000, title="Số bản")
    urgency: Annotated[
        Literal["thuong", "khan", "thuong_khan", "hoa_toc"], BeforeValidator(_word), closed(URGENCY_VI)
    ] = Field("thuong", title="Mức độ khẩn")  # fmt: skip
    secrecy: Annotated[
        Literal["thuong", "mat", "toi_mat", "tuyet_mat"], BeforeValidator(_word), closed(SECRECY_VI)
    ] = Field("thuong", title="Mức độ mật")  # fmt: skip
    deadline: Day | None = Field(None, title="Hạn hoàn thành")
    reply_to: Annotated[int | None, Asking(of="matter")] = Field(None, ge=1, title="Trả lời văn bản đến")
    text: Annotated[str, Asking(long=True)] = Field("", title="Nội dung")
    dossier: Annotated[tuple[Part, ...] | None, BeforeValidator(_parts), Hidden] = Field(
        None, title="Thành phần hồ sơ (chỉ để hỏi trước)"
    )

    differ: Annotated[Words, Hidden] = Field((), title="Phó có ý kiến khác")
    """The deputies who were asked and do not agree (3.4)."""
    answered: Annotated[tuple[Answer, ...], Hidden] = Field((), title="Đã góp ý, trả lời")
    silent: Annotated[Words, Hidden] = Field((), title="Quá hạn chưa trả lời")
    """Who was asked and had not answered when it was put up: that goes to the Head (A33)."""
    opinions_by: Annotated[Day | None, Hidden] = Field(None, title="Hạn tập thể cho ý kiến")
    views: Annotated[tuple[Answer, ...], Hidden] = Field((), title="Ý kiến tập thể")
    met: Annotated[Meeting | None, Hidden] = Field(None, title="Lãnh đạo đã họp bàn")
    team: Annotated[Team | None, Hidden] = Field(None, title="Tổ soạn thảo")
    submitted_on: Annotated[Day | None, Hidden] = Field(None, title="Ngày trình hồ sơ")
    presented_to: Annotated[Leader | None, Asking(shown=False, values=LEADERS_VI)] = Field(None, title="Đã trình")
    """Whom the Head, or the deputy for a notice of conclusions, put it before (A22)."""
    signed: Annotated[bool, Hidden] = Field(False, title="Đã ký")
    decided: Annotated[bool, Hidden] = Field(False, title="Chánh Văn phòng đã quyết")
    number: Annotated[int | None, Hidden] = Field(None, ge=1, title="Số văn bản")
    issued_on: Annotated[Day | None, Hidden] = Field(None, title="Ngày ban hành")
    inside: Annotated[tuple[str, ...], Hidden] = Field((), title="Người trong Văn phòng nhận")
    receipts: Annotated[tuple[Receipt, ...], Hidden] = Field((), title="Đã ký nhận")
    voided: Annotated[str, Hidden] = Field("", title="Lý do hủy số")
    spilled: Annotated[tuple[str, ...], Hidden] = Field((), title="Thông tin đã gạt bỏ vì mật")
    """Names – never the text – of what was typed about a secret item and not taken in."""

    @model_validator(mode="before")
    @classmethod
    def _of_a_secret_item_nothing(cls, raw: Any) -> Any:
        """13/1, before anything is looked at: a wrong value is repeated in its error, and errors are logged."""
        if not isinstance(raw, Mapping) or not is_secret(raw):
            return raw
        _of_closed_lists(raw)
        kept = {name: value for name, value in raw.items() if name in KEPT_OF_SECRET}
        dropped = [name for name, value in raw.items() if name not in KEPT_OF_SECRET and name != "spilled" and value]
        spilled = tuple(sorted(name for name in dropped if raw[name] != _untouched(name)))
        return {**kept, "spilled": spilled} if spilled else kept

    @model_validator(mode="after")
    def _agrees(self) -> Outgoing:
        if self.type in INVITATIONS and self.meeting is None and not self.secret:
            raise ValueError("văn bản mời họp phải ghi mời họp nào (meeting)")
        if self.type in NOTICES and self.of is None and not self.secret:
            raise ValueError("thông báo ý kiến, kết luận phải ghi của ai (of)")
        if self.matters and not self.why_matter.strip():
            raise ValueError("đánh dấu việc thuộc Điều 2 phải kèm lý do (why_matter)")
        if self.as_class == "office" and not self.why_class.strip() and not self.secret:
            raise ValueError("xếp nhẹ hơn loại văn bản phải kèm lý do (why_class)")
        if self.lead_unit in self.invited:
            raise ValueError("bộ phận chủ trì không tự góp ý cho mình; bỏ khỏi danh sách được mời (invited)")
        return self

    @property
    def issuer(self) -> str:
        """Who issues it: a resolution is never an office's own."""
        return "TU" if self.type in COMMITTEE_TYPES else self.body

    @property
    def sent_to(self) -> tuple[str, ...]:
        """Every recipient, those of the directory first."""
        return tuple(dict.fromkeys((*self.recipients, *self.also_to)))

    @property
    def secret(self) -> bool:
        return self.secrecy != "thuong"

    @property
    def lead_unit(self) -> str | None:
        """The one lead unit, as far as it is known: the one named, or the only one whose function it is (9.1/1)."""
        return self.lead or (self.units[0] if len(self.units) == 1 else None)

    @property
    def other_units(self) -> tuple[str, ...]:
        """Units it touches beside the lead."""
        every = dict.fromkeys((*self.units, *self.touches))
        return tuple(u for u in every if u != self.lead_unit)

    def view_of(self, party: str) -> View | None:
        """What a unit or a deputy answered; None where it has not."""
        return next((a.view for a in self.answered if a.party == party), None)


def _untouched(name: str) -> object:
    """What a form sends of a fact nobody has touched."""
    field = Outgoing.model_fields.get(name)
    return field.default if field is not None else None


def _of_closed_lists(raw: Mapping[Any, object]) -> None:
    """Raises `ValueError` that names the entry and not what stands in it: it may be the very text that is secret."""
    for name, values in _LISTS.items():
        if raw.get(name) not in (None, "") and _word(raw[name]) not in map(_word, values):
            title = str(Outgoing.model_fields[name].title).lower()
            raise ValueError(f"{title} ({name}) chỉ nhận: {', '.join(values)}")


def is_secret(raw: Mapping[Any, object]) -> bool:
    """Is what was typed about an item marked Mật or above? In doubt, yes."""
    return _word(raw.get("secrecy")) not in (None, "", "thuong", "khong_mat")
