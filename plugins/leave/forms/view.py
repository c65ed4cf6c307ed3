"""What the leave form says, as plain strings: the same for every template, and testable without Word (18.u1/3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from core.errors import UsageError
from core.law.holders import label
from core.law.regulation import Law
from core.law.route import Matter, Step
from core.office.office import Office
from core.office.sessions import ZONE
from core.printing.view import Shown
from core.printing.wording import day_in_words, decimal, half_day, letterhead, moment, party_day, signature_name
from core.text import capital

from ..facts import KIND_VI, Leave
from ..length import measure
from .opinions import Opinion, Signature, addressed, decisions, evidence, opinion, signature


@dataclass(frozen=True, slots=True)
class FormView:
    """Every value is ready to print; "" where nothing is known or has happened yet."""

    parent: Annotated[str, Shown("co_quan_cap_tren", "Cơ quan cấp trên, chữ hoa")]
    body: Annotated[str, Shown("co_quan", "Cơ quan, chữ hoa")]
    place: Annotated[str, Shown("dia_danh", "Địa danh nơi làm đơn, theo tên Văn phòng")]
    written: Annotated[str, Shown("ngay_lam_don", "Ngày … tháng … năm … làm đơn")]
    addressees: Annotated[str, Shown("kinh_gui", "Những nơi cho ý kiến, theo tuyến giải quyết")]
    name: Annotated[str, Shown("ho_ten", "Họ và tên người nghỉ")]
    post: Annotated[str, Shown("chuc_vu", "Chức vụ người nghỉ")]
    unit: Annotated[str, Shown("bo_phan", "Bộ phận người nghỉ")]
    kind: Annotated[str, Shown("loai_nghi", "Loại nghỉ")]
    first: Annotated[str, Shown("tu", "Buổi, ngày bắt đầu nghỉ")]
    last: Annotated[str, Shown("den", "Buổi, ngày cuối cùng nghỉ")]
    days: Annotated[str, Shown("so_ngay", "Số ngày làm việc xin nghỉ; có ghi số ngày gộp nếu nghỉ liền kề")]
    reason: Annotated[str, Shown("ly_do", "Lý do")]
    address: Annotated[str, Shown("noi_o", "Nơi ở khi nghỉ")]
    handover: Annotated[str, Shown("ban_giao", "Người nhận bàn giao công việc")]
    standing_deputy: Annotated[str, Shown("pho_thuong_truc", "Phó thường trực được cử (Điều 5), nếu có")]
    phone: Annotated[str, Shown("dien_thoai", "Xác nhận qua điện thoại, nếu có")]
    opinions: Annotated[tuple[Opinion, ...], Shown("y_kien", "Danh sách ý kiến từng cấp, dùng trong vòng lặp")]
    signing_authority: Annotated[str, Shown("tham_quyen_ky", "Dòng thẩm quyền của người ký duyệt")]
    signing_title: Annotated[str, Shown("chuc_vu_ky", "Dòng chức vụ của người ký thay, nếu có")]
    signing_name: Annotated[str, Shown("nguoi_ky", "Tên người ký duyệt, khi đã cho ý kiến")]
    applicant: Annotated[str, Shown("nguoi_lam_don", "Tên người làm đơn ở chỗ ký")]
    number: Annotated[str, Shown("so_luu", "Số lưu của đơn, khi Lưu trữ đã nhận")]
    filed_on: Annotated[str, Shown("ngay_luu", "Ngày lưu đơn")]
    matter: Annotated[str, Shown("ma_viec", "Số của việc trong chương trình")]
    status: Annotated[str, Shown("tinh_trang", "Tình trạng của đơn")]


STATUS_VI: Mapping[str, str] = {
    "open": "đang chờ ý kiến",
    "returned": "đã trả lại để hoàn chỉnh",
    "in_effect": "đã đủ thủ tục",
    "closed": "đã đủ thủ tục",
    "declined": "không được đồng ý",
    "withdrawn": "đã rút",
}


def form_view(matter: Matter, office: Office, law: Law, *, number: int | None = None) -> FormView:
    """The form of one leave as it stands; `number` is its entry in the register of forms (18.u2/3).

    Raises UsageError for a matter that is no leave.
    """
    facts = matter.facts
    if not isinstance(facts, Leave):
        raise UsageError(f"Việc số {matter.id} không phải việc nghỉ nên không có đơn xin nghỉ; chọn một việc nghỉ.")
    head = letterhead(office.establishment.name)
    person = office.person(facts.person)
    signed = _signature(matter, office)
    return FormView(
        parent=head.parent,
        body=head.body,
        place=head.place,
        written=day_in_words(_written(matter, office).astimezone(ZONE).date()),
        addressees=_addressees(addressed(matter.route), office),
        name=person.name if person else facts.person,
        post=person.title if person else "",
        unit=_unit(person.unit if person else None, office),
        kind=capital(KIND_VI[facts.kind]),
        first=half_day(facts.start) if facts.start is not None else "",
        last=half_day(facts.until) if facts.until is not None else "",
        days=_days(matter, facts, office, law),
        reason=facts.reason,
        address=facts.address,
        handover=_with_title(facts.handover, office),
        standing_deputy=_named(matter, office),
        phone=_phone(matter, facts, office),
        opinions=tuple(opinion(step, matter, office, law) for step in decisions(matter.route)),
        signing_authority=signed.authority,
        signing_title=signed.title,
        signing_name=signed.name,
        applicant=signature_name(person.name if person else facts.person),
        number=str(number) if number is not None else "",
        filed_on=_filed(matter),
        matter=str(matter.id) if matter.id else "",
        status=STATUS_VI.get(matter.status, matter.status),
    )


def _written(matter: Matter, office: Office) -> datetime:
    """When the form was handed in, or else when it was asked for."""
    handed = matter.done.get("form") or matter.done.get("late_form")
    return handed.at if handed else matter.opened_at or office.at


def _addressees(steps: tuple[Step, ...], office: Office) -> str:
    """The highest first, a comrade by his post, a body by its name."""
    names = [_address(step, office) for step in reversed(steps)]
    return capital("; ".join(dict.fromkeys(names)))


def _address(step: Step, office: Office) -> str:
    holder = step.holders[0]
    said = label(holder, office)
    collective = holder.relation == "unit" or said.startswith(("Thường trực", "Ban ", "các "))
    return said if collective or said.startswith("đồng chí") else f"đồng chí {said}"


def _unit(unit: str | None, office: Office) -> str:
    found = office.establishment.units.get(unit or "")
    return found.name if found else unit or ""


def _days(matter: Matter, facts: Leave, office: Office, law: Law) -> str:
    """Worked days asked for; with the leaves that touch it, as far as they were asked for before this one (A03)."""
    before = tuple(a for a in office.absences_of(facts.person) if not matter.id or a.matter < matter.id)
    seen = replace(office, absences={**office.absences, facts.person: before}, memo={})
    length = measure(facts, seen, law)
    if length.merged == length.own:
        return f"{decimal(length.own)} ngày"
    return f"{decimal(length.own)} ngày (cùng kỳ nghỉ liền kề: {decimal(length.merged)} ngày)"


def _with_title(person: str | None, office: Office) -> str:
    found = office.person(person or "")
    if found is None:
        return person or ""
    return f"đồng chí {found.name}, {found.title}" if found.title != found.name else f"đồng chí {found.name}"


def _named(matter: Matter, office: Office) -> str:
    named = matter.done.get("name")
    return office.name(str(named.payload["deputy"])) if named and named.payload.get("deputy") else ""


def _phone(matter: Matter, facts: Leave, office: Office) -> str:
    """Who was called and when (18.u2/2), and who wrote it down where that was somebody else."""
    if facts.channel != "phone":
        return ""
    taken = matter.done.get("phone")
    if facts.phone_at and facts.phone_to:
        said = f"Đã gọi điện xin phép {office.name(facts.phone_to)} lúc {moment(facts.phone_at)}"
    elif taken is not None and taken.evidence:
        said = f"Xin nghỉ qua điện thoại ({evidence(taken.evidence, office)})"
    else:
        return "Xin nghỉ qua điện thoại, chưa ghi nhận cuộc gọi"
    return f"{said}; {office.name(taken.by)} ghi nhận" if taken and taken.by != matter.subject else said


def _filed(matter: Matter) -> str:
    filed = matter.done.get("file")
    return party_day(filed.at.astimezone(ZONE).date()) if filed else ""


def _signature(matter: Matter, office: Office) -> Signature:
    """Of the highest level to which the form itself is put."""
    steps = addressed(matter.route)
    return signature(steps[-1], matter, office) if steps else Signature("", "", "")
