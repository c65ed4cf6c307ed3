"""The regulation's vocabulary on the screen: who acts, what kind of norm it is, how often, what the program does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

ROLE_VI: Final[Mapping[str, str]] = {
    "head": "Chánh Văn phòng",
    "deputy": "Phó Chánh Văn phòng",
    "deputy_field": "Phó Chánh Văn phòng phụ trách lĩnh vực, bộ phận",
    "deputy_other": "Phó Chánh Văn phòng phụ trách bộ phận khác có liên quan",
    "deputy_standing": "Phó Chánh Văn phòng thường trực",
    "deputy_finance": "Phó Chánh Văn phòng phụ trách tài chính - quản trị",
    "leadership": "lãnh đạo Văn phòng",
    "specialist": "chuyên viên",
    "specialist_area": "chuyên viên theo dõi địa bàn",
    "specialist_research": "chuyên viên nghiên cứu tổng hợp",
    "staff": "cán bộ, công chức, người lao động",
    "unit": "bộ phận trực thuộc",
    "unit_lead": "bộ phận chủ trì soạn thảo",
    "unit_general": "bộ phận Tổng hợp",
    "unit_clerical": "bộ phận Văn thư",
    "unit_archive": "bộ phận Lưu trữ",
    "office": "Văn phòng Thành ủy",
    "secretary": "Bí thư Thành ủy",
    "deputy_secretary": "Phó Bí thư Thành ủy",
    "standing_deputy_secretary": "Phó Bí thư Thường trực",
    "standing": "Thường trực Thành ủy",
    "btv": "Ban Thường vụ Thành ủy",
    "bch": "Ban Chấp hành Đảng bộ Thành phố",
    "meeting_chair": "người chủ trì cuộc họp",
    "provincial_btv": "Ban Thường vụ Tỉnh ủy",
    "provincial_committee": "Tỉnh ủy",
    "provincial_office": "Văn phòng Tỉnh ủy",
    "central_committee": "Trung ương",
    "advisory_bodies": "cơ quan tham mưu, giúp việc Thành ủy",
    "council_office": "Văn phòng HĐND và UBND Thành phố",
    "ward_offices": "văn phòng đảng ủy phường, xã",
    "party_bodies": "cấp ủy, tổ chức đảng",
    "party_cell": "Chi bộ Văn phòng",
    "union": "Công đoàn, đoàn thể cơ quan",
    "sector_leaders": "lãnh đạo ngành, địa phương được theo dõi",
    "other_agencies": "cơ quan khác",
    "competent_authority": "cấp có thẩm quyền",
    "complainant": "người kiến nghị, khiếu nại, tố cáo",
    "citizens": "công dân",
    "visitor": "khách đến làm việc",
}
"""The actors that norms name. A test compares it with the regulation's file."""

NORM_KIND_VI: Final[Mapping[str, str]] = {
    "basis": "căn cứ ban hành",
    "consent": "phải được đồng ý",
    "consult": "phải hỏi ý kiến",
    "deadline": "thời hạn",
    "duty": "nhiệm vụ",
    "final": "điều khoản thi hành",
    "inform": "phải thông báo",
    "power": "thẩm quyền",
    "principle": "nguyên tắc",
    "prohibition": "điều cấm",
    "recurring": "nhiệm vụ định kỳ",
    "relation": "quan hệ công tác",
    "right": "quyền",
    "sign": "ký văn bản",
}
ENFORCE_VI: Final[Mapping[str, str]] = {
    "block": "chặn khi chưa đủ",
    "require": "đòi phải có",
    "remind": "nhắc",
    "record": "ghi nhận",
    "report": "đưa vào báo cáo",
}
_PERIOD_VI: Final[Mapping[str, str]] = {
    "EVENT": "khi có việc",
    "DAILY": "hằng ngày",
    "WEEKLY": "hằng tuần",
    "MONTHLY": "hằng tháng",
    "QUARTERLY": "hằng quý",
    "YEARLY": "hằng năm",
    "TERM": "theo nhiệm kỳ",
    "PERIODIC": "định kỳ",
    "Q1": "quý I",
    "H1": "6 tháng",
    "M9": "9 tháng",
}
_JOINS: Final[Mapping[str, str]] = {"+": " và ", "|": " hoặc ", ">": ", rồi "}


class State(NamedTuple):
    """What the program makes of a norm."""

    sign: str
    tone: str
    word: str


STATES: Final[Mapping[str, State]] = {
    "enforced": State("✔", "good", "có quy tắc thực hiện"),
    "carried": State("◆", "primary", "có tham số, nghĩa vụ hoặc sổ giữ"),
    "not_executable": State("–", "muted", "chương trình không thực hiện được"),
    "not_built": State("·", "faint", "mảng việc chưa làm"),
    "undetermined": State("!", "warn", "plugin đang hỏng, chưa xác định được"),
    "conflict": State("!", "bad", "hai plugin cùng nhận"),
}
"""By the states of an account (tui.cli.accounting)."""


def actors(tokens: str) -> str:
    """«Chánh Văn phòng hoặc Phó Chánh Văn phòng» for `head|deputy`; a token nobody knows comes back as it is."""
    return "".join(_JOINS.get(part) or ROLE_VI.get(part, part) for part in re.split(r"([+|>])", tokens) if part)


def recurrence(code: str) -> str:
    """«hằng năm, ngày 12/12» for `YEARLY:12-12`."""
    return "; ".join(_period(part) for part in code.split(",") if part)


def _period(part: str) -> str:
    name, _, days = part.partition(":")
    when = " và ".join("/".join(reversed(day.split("-"))) for day in days.split(";") if day)
    return _PERIOD_VI.get(name, name) + (f", ngày {when}" if when else "")
