"""What must be there before a step of a meeting is taken: papers, the five contents of a year's end, both minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.law import usual
from core.law.regulation import Law
from core.law.route import Matter
from core.law.ruling import Act, Objection
from core.office.office import Office
from core.office.sessions import day_of

from .kinds import CONTENTS_VI, MINUTES, PARTS, UNDER_4_4, is_committee, kind_of

if TYPE_CHECKING:
    from .facts import Meeting


def papers(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """4.4-1/1, 10.2: papers are in the dossier, or it is said why there are none."""
    if any(file.part == "tai_lieu" for file in matter.attachments) or (act is not None and act.note.strip()):
        return None
    norm = "4.4-1/1" if matter.facts.type in UNDER_4_4 else "10.2"
    return Objection(
        (norm,), "Chưa có tài liệu họp nào trong hồ sơ.",
        ("Đính kèm tài liệu ở phần tai_lieu; cuộc họp không có tài liệu thì ghi lý do.",),
    )  # fmt: skip


def year_contents(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """10.1.c: the year-end conference is called only with all groups of contents on its agenda."""
    missing = [name for id, name in CONTENTS_VI.items() if id not in matter.facts.contents]
    if not missing:
        return None
    return Objection(
        ("10.1.c",), f"Chương trình hội nghị tổng kết năm còn thiếu: {'; '.join(missing)}.",
        ("Bổ sung chương trình (thao tác plan, mục contents) rồi triệu tập.",),
    )  # fmt: skip


def invitation(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """A meeting without anybody to invite cannot be called."""
    if matter.facts.invited:
        return None
    norms = ("4.5/1",) if is_committee(matter.facts.type) else kind_of(matter.facts.type).norms[:1]
    return Objection(norms, "Chưa ghi thành phần mời họp.", ("Ghi thành phần (thao tác plan, mục invited).",))


def its_day(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """What has not begun was not held."""
    facts: Meeting = matter.facts
    if facts.on is None or day_of(facts.on) <= usual.today(office):
        return None
    return Objection(
        kind_of(facts.type).norms[:1], f"Cuộc họp định vào ngày {usual.dmy(day_of(facts.on))}, chưa đến ngày.",
        ("Chờ đến ngày họp; họp sớm hơn thì đổi ngày (thao tác postpone).",),
    )  # fmt: skip


def minutes_there(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """4.3-5: two minutes of the committee's meetings, the summary and the detailed one; elsewhere one of them."""
    there = {file.part for file in matter.attachments}
    facts: Meeting = matter.facts
    if is_committee(facts.type):
        missing = [PARTS[part].lower() for part in MINUTES if part not in there]
        if not missing:
            return None
        return Objection(
            ("4.3-5",), f"Còn thiếu {' và '.join(missing)}.",
            ("Đính kèm đủ hai biên bản (phần bien_ban_tong_hop, bien_ban_chi_tiet).",),
        )  # fmt: skip
    if there & set(MINUTES):
        return None
    return Objection(
        kind_of(facts.type).norms[:1], "Chưa có biên bản trong hồ sơ.",
        ("Đính kèm biên bản (phần bien_ban_tong_hop hoặc bien_ban_chi_tiet).",),
    )  # fmt: skip


def not_declined(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """Minutes are approved, or given back to be put right; there is no third answer."""
    if act is None or act.outcome != "declined":
        return None
    return Objection(("4.3-5",), "Biên bản chưa đạt thì trả lại để sửa, không từ chối.", ("Chọn trả lại, ghi lý do.",))


def receives(matter: Matter, part: str, by: str, office: Office, law: Law) -> Objection | None:
    """Minutes put up for approval stay as they are until they are given back; approved ones for good (4.3-5)."""
    facts: Meeting = matter.facts
    if part not in MINUTES or not facts.minuted or matter.status == "returned":
        return None
    norm = "4.3-5" if is_committee(facts.type) else kind_of(facts.type).norms[0]
    if facts.approved or not is_committee(facts.type):
        return Objection((norm,), "Biên bản đã xong, không thay nữa.", ("Đính chính bằng một văn bản khác.",))
    return Objection((norm,), "Biên bản đang chờ duyệt, không thay được.", ("Người duyệt trả lại rồi mới sửa.",))


CHECKS = {
    "meetings.papers": papers,
    "meetings.year_contents": year_contents,
    "meetings.invitation": invitation,
    "meetings.its_day": its_day,
    "meetings.minutes_there": minutes_there,
    "meetings.not_declined": not_declined,
}
