"""What an incoming document is, as facts: what Clerical enters of it, what assigning and handling add (3.13, 4.3-4).

What bears a secrecy mark stops here (13/1): of such a document the model keeps the day, the urgency, the number and
the degree. Whatever else was typed is dropped before anything can store, log or repeat it; only that it was there is
remembered, so that opening the matter can be refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from core.law.facts import Asking, read_day
from core.text import fold, nfc

URGENCY_VI = {"thuong": "thường", "khan": "khẩn", "thuong_khan": "thượng khẩn", "hoa_toc": "hỏa tốc"}
"""In the order of urgency: 0 … 3."""
SECRECY_VI = {"thuong": "không mật", "mat": "mật", "toi_mat": "tối mật", "tuyet_mat": "tuyệt mật"}
OUTCOME_VI = {"reply": "trả lời", "task": "giao việc", "file": "lưu"}
CONVEYS_VI = {
    "secretary": "Bí thư", "deputy_secretary": "Phó Bí thư", "standing_deputy_secretary": "Phó Bí thư Thường trực",
}  # fmt: skip
ASSIGNED = (
    "unit", "responsible", "others", "instruction", "assigned_by", "summary", "outcome", "conveys", "direction",
    "product", "reply", "reason",
)  # fmt: skip
"""What nobody types when a document is registered: the assignment and the handling say it."""

_SAID_OF_A_SECRET = frozenset({"received", "urgency", "secrecy", "number", "use_number", "withheld"})
_MARK = re.compile(
    r"(?<!\w)(?<!BÍ )(?:TUYỆT MẬT|TỐI MẬT|MẬT)(?! MÃ)(?!\w)"
    r"|(?<!\w)(?<!độ )(?:Tuyệt mật|Tối mật|Tuyệt Mật|Tối Mật)(?!\w)|[(\[] ?Mật ?[)\]]"
)
"""A secrecy mark as it is stamped, in capitals, or copied as a heading. «Bí mật», «mật mã», «độ Tối mật» are words."""


def bears_a_mark(text: str) -> bool:
    """Does a text carry a secrecy mark?"""
    return _MARK.search(" ".join(nfc(text).split())) is not None


def as_day(value: object) -> object:
    """A day as typed or as stored; raises `ValueError` in Vietnamese for words that are none."""
    if isinstance(value, datetime) or not isinstance(value, str):
        return value
    return read_day(value) if value.strip() else None


def as_word(value: object) -> object:
    """A word of a closed list, also as it is printed: «Thượng khẩn» is `thuong_khan`."""
    return "_".join(fold(value).replace("_", " ").split()) if isinstance(value, str) else value


def as_names(value: object) -> object:
    """Ids as one text, also where a list is sent: the rule, not the type, says how many there may be."""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value


Day = Annotated[date | None, BeforeValidator(as_day)]
Names = Annotated[str, BeforeValidator(as_names)]
Urgency = Annotated[
    Literal["thuong", "khan", "thuong_khan", "hoa_toc"],
    BeforeValidator(as_word),
    Asking(values=tuple(URGENCY_VI.items())),
]
Secrecy = Annotated[
    Literal["thuong", "mat", "toi_mat", "tuyet_mat"],
    BeforeValidator(as_word),
    Asking(values=tuple(SECRECY_VI.items())),
]
Outcome = Literal["", "reply", "task", "file"]
Conveys = Literal["", "secretary", "deputy_secretary", "standing_deputy_secretary"]
Later = Asking(shown=False)
"""Not typed when the document is registered."""
SaidOutcome = Asking(values=tuple(OUTCOME_VI.items()), shown=False)
SaidConveys = Asking(values=tuple(CONVEYS_VI.items()), shown=False)
OtherMatter = Asking(of="matter", shown=False)


class Incoming(BaseModel):
    """Văn bản đến: one document, one number of arrival."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    author: Annotated[str, Asking(of="body", free=True)] = Field("", title="Tác giả (nơi gửi)")
    """The id of a body, or plain words."""
    author_number: str = Field("", title="Số, ký hiệu", max_length=100)
    author_day: Day = Field(None, title="Ngày văn bản")
    type: str = Field("", title="Loại văn bản", max_length=100)
    subject: Annotated[str, Asking(long=True)] = Field("", title="Trích yếu")
    urgency: Urgency = Field("thuong", title="Độ khẩn")
    secrecy: Secrecy = Field("thuong", title="Độ mật")
    deadline: Day = Field(None, title="Hạn xử lý")
    copies: int | None = Field(None, title="Số bản", ge=1, le=10_000)
    pages: int | None = Field(None, title="Số trang", ge=1, le=100_000)
    field: Annotated[str, Asking(of="field")] = Field("", title="Lĩnh vực")
    area: Annotated[str, Asking(of="area")] = Field("", title="Địa bàn")
    received: Day = Field(None, title="Ngày đến")
    """The day it is registered where nothing is said."""
    answers: Annotated[int | None, Asking(of="matter")] = Field(None, title="Trả lời cho việc số", ge=1)
    """The matter that asked for it: a ward's report, a coordination."""
    use_number: int | None = Field(None, title="Dùng số đến đã giữ", ge=1)

    number: Annotated[int | None, Later] = Field(None, title="Số đến")
    unit: Annotated[Names, Asking(of="unit", shown=False)] = Field("", title="Bộ phận chủ trì")
    responsible: Annotated[Names, Asking(people="office", shown=False)] = Field(
        "", title="Người chịu trách nhiệm chính"
    )
    others: Annotated[Names, Asking(of="unit", many=True, shown=False)] = Field("", title="Bộ phận phối hợp")
    instruction: Annotated[str, Later] = Field("", title="Ý kiến phân xử lý")
    assigned_by: Annotated[str, Asking(people="office", shown=False)] = Field("", title="Người phân xử lý")
    summary: Annotated[str, Later] = Field("", title="Tóm tắt")
    outcome: Annotated[Outcome, SaidOutcome] = Field("", title="Cách giải quyết")
    conveys: Annotated[Conveys, SaidConveys] = Field("", title="Thông báo ý kiến của")
    direction: Annotated[str, Later] = Field("", title="Ý kiến chỉ đạo xử lý")
    product: Annotated[str, Later] = Field("", title="Kết quả")
    reply: Annotated[int | None, OtherMatter] = Field(None, title="Văn bản trả lời, kết quả (việc số)")
    reason: Annotated[str, Later] = Field("", title="Lý do lần thay đổi gần nhất")
    withheld: Annotated[bool, Later] = Field(False, title="Đã bỏ nội dung có dấu mật")

    @model_validator(mode="before")
    @classmethod
    def _holds_nothing_secret(cls, raw: Any) -> Any:
        """13/1: of what is secret, or bears a mark, only day, urgency, number and degree get past this line."""
        if not isinstance(raw, Mapping):
            return raw
        degree = as_word(raw.get("secrecy") or "thuong")
        secret = degree in _SECRET
        words = {name: value for name, value in raw.items() if name not in _SAID_OF_A_SECRET}
        marked = any(bears_a_mark(value) for value in words.values() if isinstance(value, str))
        if not secret and not marked and degree in SECRECY_VI:
            return raw
        _readable(raw)
        kept = {name: raw[name] for name in raw if name in _SAID_OF_A_SECRET}
        return {**kept, "withheld": True} if any(value not in (None, "", False) for value in words.values()) else kept

    @property
    def secret(self) -> bool:
        return self.secrecy != "thuong"

    @property
    def rank(self) -> int:
        """How urgent: 0 ordinary … 3 hỏa tốc."""
        return tuple(URGENCY_VI).index(self.urgency)

    def saying(self, update: Mapping[str, object]) -> Incoming:
        """The same document with what is new; what stays as it was is not said again."""
        return self.model_copy(update={name: v for name, v in update.items() if getattr(self, name) != v})

    @property
    def assigned(self) -> bool:
        return bool(self.assigned_by)


_SECRET = frozenset(SECRECY_VI) - {"thuong"}


def _readable(raw: Mapping[str, Any]) -> None:
    """Raises `ValueError` that names the entry and does not repeat it: it may be the wrong text in the wrong place."""
    day = raw.get("received")
    try:
        read_day(day) if isinstance(day, str) and day.strip() else None
    except ValueError:
        raise ValueError("ngày đến (received) không đọc được; viết như 10/10/2024") from None
    if as_word(raw.get("secrecy") or "thuong") not in SECRECY_VI:
        raise ValueError(f"độ mật (secrecy) chỉ nhận: {', '.join(SECRECY_VI)}")
    if as_word(raw.get("urgency") or "thuong") not in URGENCY_VI:
        raise ValueError(f"độ khẩn (urgency) chỉ nhận: {', '.join(URGENCY_VI)}")
    if not re.fullmatch(r"\d{0,6}", str(raw.get("use_number") or "")):
        raise ValueError("số đến đã giữ (use_number) phải là số")


def split(names: str) -> tuple[str, ...]:
    """Ids or names as they were typed: «tong_hop, van_thu», «Bộ phận Tổng hợp và Bộ phận Văn thư»."""
    parts = re.split(r"[,;&+\n]|\bvà\b", names)
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
