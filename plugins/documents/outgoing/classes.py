"""Which row of the signing table a document falls under (3.8, 4.5, 4.8) – from its facts, in doubt the stricter one.

A drafter may name the nature of a document where its type does not say it; he may not make it lighter than its type
without writing down why, and the signer sees that reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from .facts import Outgoing
from .types import COMMITTEE_TYPES, INVITATIONS, NOTICES, PAPERS, TRAVEL

PERSONNEL_FIELD = "to_chuc_can_bo"
"""The field that 3.6 names first and the parameter org.fields keeps apart."""


class SigningClass(StrEnum):
    """The rows, in the order of the clauses."""

    TL_BTV = "tl_btv"
    NOTICE_STANDING = "notice_standing"
    SUBMITTED_UP = "submitted_up"
    REGULATION = "regulation"
    PERSONNEL = "personnel"
    EVALUATION = "evaluation"
    INVITATION = "invitation"
    NOTICE_LEADER = "notice_leader"
    OFFICE = "office"
    VISITOR_PAPER = "visitor_paper"
    ADMIN_PAPER = "admin_paper"
    COMMITTEE = "committee"


CLASS_VI: Mapping[SigningClass, str] = {
    SigningClass.TL_BTV: "văn bản thừa lệnh Ban Thường vụ",
    SigningClass.NOTICE_STANDING: "thông báo ý kiến chỉ đạo của Thường trực",
    SigningClass.SUBMITTED_UP: "văn bản của Văn phòng trình lên trên",
    SigningClass.REGULATION: "quy chế làm việc của cơ quan",
    SigningClass.PERSONNEL: "quyết định khen thưởng, kỷ luật, chính sách cán bộ",
    SigningClass.EVALUATION: "bản nhận xét, đánh giá hằng năm",
    SigningClass.INVITATION: "văn bản mời họp của Ban Thường vụ, Thường trực",
    SigningClass.NOTICE_LEADER: "thông báo ý kiến của đồng chí Bí thư, Phó Bí thư",
    SigningClass.OFFICE: "văn bản khác của Văn phòng",
    SigningClass.VISITOR_PAPER: "giấy đi đường, công lệnh của khách",
    SigningClass.ADMIN_PAPER: "giấy tờ hành chính",
    SigningClass.COMMITTEE: "văn bản thay mặt Ban Chấp hành, Ban Thường vụ",
}

LIGHT = frozenset(
    {
        SigningClass.INVITATION, SigningClass.NOTICE_STANDING, SigningClass.NOTICE_LEADER,
        SigningClass.VISITOR_PAPER, SigningClass.ADMIN_PAPER,
    }
)  # fmt: skip
"""What relays or invites or certifies: no dossier goes up for it, but the signing gate stands all the same."""
ONLY_THE_HEAD = frozenset({SigningClass.TL_BTV, SigningClass.REGULATION, SigningClass.PERSONNEL})
"""3.8 names the Head: what he may not pass on by a delegation of his own."""


def class_of(facts: Outgoing) -> SigningClass:
    """The row of a document: first what its type says for certain, then what the drafter says, then the rest."""
    return _by_type(facts) or _as_said(facts) or _presumed(facts)


def _by_type(facts: Outgoing) -> SigningClass | None:
    """What no drafter can say otherwise."""
    if facts.type in TRAVEL and facts.holder == "visitor":
        return SigningClass.VISITOR_PAPER
    if facts.type in PAPERS:
        return SigningClass.ADMIN_PAPER
    if facts.type == "nhan_xet_danh_gia":
        return SigningClass.EVALUATION
    if facts.type in COMMITTEE_TYPES:
        return SigningClass.COMMITTEE
    relays = facts.type in NOTICES or (facts.type == "thong_bao" and facts.of is not None)
    if relays and facts.as_class != "tl_btv":
        return SigningClass.NOTICE_STANDING if facts.of in (None, "standing") else SigningClass.NOTICE_LEADER
    if facts.type in INVITATIONS and facts.as_class != "tl_btv" and facts.meeting != "other":
        return SigningClass.INVITATION if facts.meeting else SigningClass.OFFICE
    return None


def _as_said(facts: Outgoing) -> SigningClass | None:
    if facts.as_class is None:
        return None
    said = SigningClass(facts.as_class)
    if said is SigningClass.OFFICE and (facts.up_to or facts.issuer == "TU"):
        return None  # going up, or out in the committee's name, is no matter of opinion
    return said


def _presumed(facts: Outgoing) -> SigningClass:
    """In doubt the stricter row (A44); the form asked for says more only where type and purpose do not."""
    own = facts.issuer == "VP"
    if own and facts.up_to is not None:
        return SigningClass.SUBMITTED_UP
    if own and facts.type == "quy_che":
        return SigningClass.REGULATION
    if own and facts.type == "quyet_dinh" and ("2.6" in facts.matters or facts.field == PERSONNEL_FIELD):
        return SigningClass.PERSONNEL
    if facts.form == "T/L_BTV":
        return SigningClass.TL_BTV
    if facts.form == "T/M" or not own:
        return SigningClass.COMMITTEE
    return SigningClass.OFFICE
