"""Whether a leave may be asked for (18.u2): approval first, the phone only in an emergency, nothing backdated."""

from __future__ import annotations

from collections.abc import Iterator

from core.errors import UsageError
from core.law.procedure import Opening
from core.law.regulation import Law
from core.law.route import DEPUTIES, HEAD, person, task, unit
from core.law.ruling import Objection
from core.office.office import Office, Rank
from core.office.sessions import label, session_at
from core.text import capital

from .facts import KIND_VI, Away, Leave, Mission
from .procedure import leave_route


def open_leave(leave: Leave, office: Office, law: Law) -> Opening:
    """The request itself: by the person, or written down for him by a leader or the Clerical unit."""
    _known(leave, office)
    _of_a_kind_in_use(leave, law)
    clerical = unit(law.text("org.unit_clerical"))
    step = task(
        "open", "xin nghỉ", person(leave.person), "18.u2/2" if leave.channel == "phone" else "18.u2/1",
        id="open", readings=("A14",), recorders=(HEAD, DEPUTIES, clerical),
    )  # fmt: skip
    silent = next(iter(leave_route(leave, office, law)), None) is None
    return Opening(step, tuple(_objections(leave, office, law)), silent)


def _of_a_kind_in_use(leave: Leave, law: Law) -> None:
    """A53: which kinds of leave there are is the office's own choice."""
    kinds = law.entries("leave.kinds")
    if leave.kind not in kinds:
        raise UsageError(
            f"Văn phòng không dùng loại nghỉ «{leave.kind}» ({KIND_VI[leave.kind]}); "
            f"chọn một trong: {', '.join(kinds)}."
        )


def _objections(leave: Leave, office: Office, law: Law) -> Iterator[Objection]:
    if leave.channel == "phone" and leave.kind not in law.entries("leave.phone_kinds"):
        yield Objection(
            ("18.u2/1", "18.u2/2"),
            "Xin qua điện thoại chỉ dành cho ốm đau hoặc gia đình có việc đột xuất, "
            f"không dành cho {KIND_VI[leave.kind]}.",
            ("Xin bằng đơn và được duyệt trước khi nghỉ.",),
            ("A10",),
        )
    yield from _backdated(leave, office, law)
    yield from _empty(leave, office)
    if leave.phone_at is not None and leave.phone_at > office.at:
        raise UsageError(f"Giờ gọi điện {leave.phone_at:%H:%M %d/%m/%Y} còn ở phía trước; kiểm tra lại ngày giờ.")


def _backdated(leave: Leave, office: Office, law: Law) -> Iterator[Objection]:
    """18.u2/1 with A50: a past day only for an emergency that was phoned in, and on record."""
    if leave.start is None or leave.start >= office.now:
        return
    phoned = leave.phone_at is not None and leave.phone_to and session_at(leave.phone_at) <= leave.start + 1
    if phoned and leave.channel == "phone" and law["leave.backdate"] == "phone_only":
        return
    yield Objection(
        ("18.u2/1", "18.u2/2"),
        f"Buổi {label(leave.start)} đã qua: phải được duyệt trước khi nghỉ.",
        (
            "Chỉ ghi lùi ngày khi ốm đau hoặc gia đình có việc đột xuất, đã gọi điện xin ngay lúc đó; "
            "khi ấy chọn hình thức xin qua điện thoại và ghi rõ gọi cho ai, lúc nào.",
        ),
        ("A50",),
    )


def _empty(away: Away, office: Office) -> Iterator[Objection]:
    if away.span is not None and office.calendar.working(away.span) == 0:
        yield Objection(
            ("18.3/1",), "Các buổi đã chọn đều là ngày nghỉ, không cần xin.", ("Chọn lại ngày làm việc.",), ("A03",)
        )


def open_mission(mission: Mission, office: Office, law: Law) -> Opening:
    """4.6: to be reported before going. Missions of staff belong to Điều 4.2-3 and 14, an area of its own."""
    rank = _known(mission, office)
    if rank not in (Rank.DEPUTY, Rank.HEAD):
        step = task("open", "đi công tác", person(mission.person), "4.2-3/3", "14.2", id="open")
        objection = Objection(
            ("4.2-3/3", "14.2"),
            "Phần «Đi công tác» của chuyên viên, nhân viên chưa có trong chương trình; "
            "mục này chỉ dành cho lãnh đạo Văn phòng.",
            ("Báo cáo trực tiếp đồng chí Phó phụ trách theo Điều 4 và Điều 14.",),
        )
        return Opening(step, (objection,))
    clerical = unit(law.text("org.unit_clerical"))
    cites = ("4.6/1",) if rank is Rank.DEPUTY else ("5/1",)
    step = task("open", "báo đi công tác", person(mission.person), *cites, id="open", recorders=(clerical,))
    past = mission.start is not None and mission.start < office.now
    objections = tuple(_empty(mission, office))
    if past:
        objections += (Objection(cites, "Phải báo trước khi đi.", ("Ghi từ buổi hiện tại trở đi.",), ("A23",)),)
    return Opening(step, objections)


def _known(away: Away, office: Office) -> Rank:
    """Raises `UsageError` for an unknown person, one outside the Office, or half-days already asked for."""
    rank = office.rank_of(away.person)
    if rank is None:
        raise UsageError(
            f"Không có ai mang mã «{away.person}» trong Văn phòng; xem «vptu config show» hoặc màn hình Quản trị."
        )
    if rank is Rank.OUTSIDE:
        raise UsageError(f"Quy chế này không điều chỉnh việc nghỉ của {office.name(away.person)} (ngoài Văn phòng).")
    if away.span is not None:
        for other in office.absences_of(away.person):
            if other.matter and other.span.overlaps(away.span):  # 0: only supposed
                who = capital(office.name(away.person))
                raise UsageError(
                    f"{who} đã có việc số {other.matter} vắng mặt từ {label(other.span.start)} "
                    f"đến {label(other.span.end - 1)}, trùng với lần xin này; rút hoặc rút ngắn việc đó trước."
                )
    for name in ("handover", "phone_to", "substitute"):
        value = getattr(away, name, None)
        if value and name != "phone_to" and office.person(value) is None:
            raise UsageError(f"Không có ai mang mã «{value}» trong Văn phòng (mục {name}).")
    return rank
