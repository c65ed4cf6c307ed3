"""The types of documents: names, symbols, and which of them share one numbering – as data an office can check.

Symbols follow the digests of the Party's form standards (HD36 until 2026, HD05 after it), which agree on all of these.
Two documents may print the same number – quyết định and quy định are both QĐ – so a number belongs to the NAME of the
type, never to the printed symbol.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

TypeId = Literal[
    "cong_van", "cong_van_moi_hop", "giay_moi", "thong_bao", "thong_bao_y_kien", "thong_bao_ket_luan", "bao_cao",
    "bao_cao_tham_dinh", "van_ban_gop_y", "ke_hoach", "chuong_trinh", "to_trinh", "huong_dan", "quyet_dinh", "quy_dinh",
    "quy_che", "nghi_quyet", "chi_thi", "ket_luan", "thong_tri", "de_an", "phuong_an", "bien_ban", "nhan_xet_danh_gia",
    "giay_gioi_thieu", "giay_di_duong", "cong_lenh", "giay_xac_nhan",
]  # fmt: skip


class DocumentType(NamedTuple):
    name: str
    """As people call it."""
    symbol: str
    """As it is printed in the number."""
    series: TypeId
    """The name under which it is numbered: an invitation is a công văn and takes a number of theirs."""
    assumed: bool = False
    """No standard gives it a symbol: this one is a working assumption."""


TYPES: Mapping[TypeId, DocumentType] = {
    "cong_van": DocumentType("Công văn", "CV", "cong_van"),
    "cong_van_moi_hop": DocumentType("Công văn mời họp", "CV", "cong_van"),
    "giay_moi": DocumentType("Giấy mời", "GM", "giay_moi", assumed=True),
    "thong_bao": DocumentType("Thông báo", "TB", "thong_bao"),
    "thong_bao_y_kien": DocumentType("Thông báo ý kiến", "TB", "thong_bao"),
    "thong_bao_ket_luan": DocumentType("Thông báo kết luận", "TB", "thong_bao"),
    "bao_cao": DocumentType("Báo cáo", "BC", "bao_cao"),
    "bao_cao_tham_dinh": DocumentType("Báo cáo thẩm định", "BC", "bao_cao"),
    "van_ban_gop_y": DocumentType("Văn bản góp ý", "CV", "cong_van"),
    "ke_hoach": DocumentType("Kế hoạch", "KH", "ke_hoach"),
    "chuong_trinh": DocumentType("Chương trình", "CTr", "chuong_trinh"),
    "to_trinh": DocumentType("Tờ trình", "TTr", "to_trinh"),
    "huong_dan": DocumentType("Hướng dẫn", "HD", "huong_dan"),
    "quyet_dinh": DocumentType("Quyết định", "QĐ", "quyet_dinh"),
    "quy_dinh": DocumentType("Quy định", "QĐ", "quy_dinh"),
    "quy_che": DocumentType("Quy chế", "QC", "quy_che"),
    "nghi_quyet": DocumentType("Nghị quyết", "NQ", "nghi_quyet"),
    "chi_thi": DocumentType("Chỉ thị", "CT", "chi_thi"),
    "ket_luan": DocumentType("Kết luận", "KL", "ket_luan"),
    "thong_tri": DocumentType("Thông tri", "TT", "thong_tri"),
    "de_an": DocumentType("Đề án", "ĐA", "de_an"),
    "phuong_an": DocumentType("Phương án", "PA", "phuong_an"),
    "bien_ban": DocumentType("Biên bản", "BB", "bien_ban"),
    "nhan_xet_danh_gia": DocumentType("Bản nhận xét, đánh giá", "NXĐG", "nhan_xet_danh_gia", assumed=True),
    "giay_gioi_thieu": DocumentType("Giấy giới thiệu", "GGT", "giay_gioi_thieu", assumed=True),
    "giay_di_duong": DocumentType("Giấy đi đường", "GĐĐ", "giay_di_duong", assumed=True),
    "cong_lenh": DocumentType("Công lệnh", "CL", "cong_lenh", assumed=True),
    "giay_xac_nhan": DocumentType("Giấy xác nhận", "GXN", "giay_xac_nhan", assumed=True),
}

PAPERS: frozenset[TypeId] = frozenset({"giay_gioi_thieu", "giay_di_duong", "cong_lenh", "giay_xac_nhan"})
"""Administrative papers (4.8)."""
TRAVEL: frozenset[TypeId] = frozenset({"giay_di_duong", "cong_lenh"})
INVITATIONS: frozenset[TypeId] = frozenset({"cong_van_moi_hop", "giay_moi"})
NOTICES: frozenset[TypeId] = frozenset({"thong_bao_y_kien", "thong_bao_ket_luan"})
COMMITTEE_TYPES: frozenset[TypeId] = frozenset({"nghi_quyet", "chi_thi", "ket_luan", "thong_tri"})
"""What only the committee or its Standing Committee issues, never an office in its own name."""
BRIEFED: frozenset[TypeId] = frozenset({"nghi_quyet", "chi_thi", "ket_luan"})
"""Of which the deputy tells the Head before he presents it (4.4-2)."""
APPRAISALS: frozenset[TypeId] = frozenset({"bao_cao_tham_dinh", "van_ban_gop_y"})

BODIES: Mapping[str, str] = {"VP": "Văn phòng", "TU": "Thành ủy"}
"""Who issues: the Office in its own name, or the committee."""
BODY_SYMBOLS: Mapping[str, str] = {"VP": "VPTU", "TU": "TU"}

SERIES: Mapping[str, str] = {t.series: TYPES[t.series].name for t in TYPES.values()}
"""Every numbering and what it is called."""
_SYMBOLS: Mapping[str, str] = {t.series: TYPES[t.series].symbol for t in TYPES.values()}


def printed(body: str, series: str, number: int) -> str:
    """«12-CV/VPTU»: below ten with a leading nought, hyphen before the type, slash before the body."""
    return f"{number:02d}-{_SYMBOLS.get(series, series)}/{BODY_SYMBOLS.get(body, body)}"
