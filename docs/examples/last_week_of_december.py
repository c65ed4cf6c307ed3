"""Tuần khóa sổ cuối năm: cán bộ nghỉ từ 25 đến 31/12 phải được xác nhận khóa sổ trước khi nghỉ.

Nguồn: Kế hoạch 12-KH/VPTU, mục 3 (văn bản giả định, để làm mẫu). Quy chế không có bước này; tệp này thêm nó vào tuyến
nghỉ phép, và mọi kết luận về bước ấy đều viện dẫn Kế hoạch chứ không viện dẫn Quy chế.

Cách dùng: chép tệp này vào thư mục plugin (vptu plugins cho biết ở đâu), chmod 600, mở lại chương trình. Từng dòng được
giải thích trong docs/plugins.md. Muốn dùng cho kế hoạch khác: sửa năm dòng viết hoa dưới đây trước.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from core.errors import UsageError
from core.extension.hookspecs import Area, CommandSpec, hookimpl
from core.law.procedure import Amendment, Bar, Check, Insert
from core.law.regulation import Law
from core.law.route import Matter, Route, Step, covering, deputy_of, task
from core.law.ruling import Act, Objection
from core.office.office import Absence, Office, Rank
from core.office.sessions import ZONE, Span, day_of, label, whole_days

if TYPE_CHECKING:
    from core.desk import Desk
    from core.work import Work

# Nguồn pháp lý, viết đúng như muốn thấy trên màn hình. Đây là thứ được viện dẫn ở mọi nơi.
SOURCE = "Kế hoạch 12-KH/VPTU, mục 3"
# Mã bộ phận trong tệp Văn phòng. Ai phụ trách bộ phận này thì người đó xác nhận; đổi phân công không phải sửa tệp này.
UNIT = "tai_chinh_quan_tri"
# Ngày đầu và ngày cuối của tuần khóa sổ: (tháng, ngày), tính cả hai ngày.
FIRST, LAST = (12, 25), (12, 31)
# Mã của bước thêm và của phần kiểm tra. Mã nào cũng chỉ được dùng một lần trong cả chương trình.
STEP, CHECK = "confirm:khoa_so", "khoa_so.ban_giao"


# ---- Quy tắc: mỗi hàm trả lời một câu hỏi, không đọc đồng hồ, không mở tệp, không ghi gì ------------------------


def closing_week(year: int) -> Span:
    """Các buổi từ sáng 25/12 đến hết chiều 31/12 của một năm."""
    return whole_days(date(year, *FIRST), date(year, *LAST))


def touches_closing_week(span: Span) -> bool:
    """Kỳ nghỉ có chạm vào tuần khóa sổ không? Nghỉ vắt qua năm mới thì xét cả hai năm."""
    years = range(day_of(span.start).year, day_of(span.end - 1).year + 1)
    return any(span.overlaps(closing_week(year)) for year in years)


def add_confirmation(leave: Any, office: Office, law: Law, route: Route) -> Iterator[Insert]:
    """Thêm bước «xác nhận khóa sổ», chỉ cho chuyên viên và nhân viên, chỉ khi ngày nghỉ chạm vào tuần khóa sổ."""
    if office.rank_of(leave.person) not in (Rank.SPECIALIST, Rank.STAFF):
        return
    if leave.span is None or not touches_closing_week(leave.span):  # span là None khi mới hỏi trước, chưa có ngày
        return
    # Insert không ghi «before» thì bước đứng cuối phần duyệt: xong bước này việc nghỉ mới có hiệu lực.
    yield Insert(
        task(
            "confirm",
            "xác nhận khóa sổ",
            deputy_of(UNIT),  # đồng chí Phó phụ trách bộ phận, tính theo phân công của ngày xét
            SOURCE,
            id=STEP,
            others=(covering(UNIT),),  # đồng chí ấy vắng thì Phó khác thay
            checks=(CHECK,),
            answers=True,  # được xác nhận, từ chối hoặc trả lại để hoàn chỉnh
        )
    )


def handed_over(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """Điều kiện của bước: đơn đã ghi người nhận bàn giao, và người đó có mặt. None nghĩa là đủ điều kiện."""
    if act is not None and act.outcome != "done":  # từ chối hoặc trả lại thì không đòi điều kiện
        return None
    taker = matter.facts.handover
    if taker is None:
        return Objection(
            (SOURCE,),
            "Chưa ghi người nhận bàn giao phần việc khóa sổ.",
            ("Trả lại để người xin ghi mục «Người nhận bàn giao» (handover) rồi trình lại.",),
        )
    if any(a.settled and a.span.overlaps(matter.facts.span) for a in office.absences_of(taker)):
        return Objection(
            (SOURCE,),
            f"Người nhận bàn giao, {office.name(taker)}, cũng vắng trong những ngày đó.",
            ("Trả lại để người xin chọn người nhận bàn giao khác.",),
        )
    return None


def not_by_the_taker(matter: Matter, step: Step, by: str, office: Office, law: Law) -> Objection | None:
    """Điều cấm: người nhận bàn giao không tự xác nhận phần của mình. Hỏi cho mọi bước, nên xét mã bước trước."""
    if step.id != STEP or by != matter.facts.handover:
        return None
    return Objection((SOURCE,), "Người nhận bàn giao không tự xác nhận khóa sổ.")


# ---- Lệnh thêm: vptu khoa-so [NĂM] – ai nghỉ trong tuần khóa sổ -------------------------------------------------


def list_closing_week(words: Sequence[str], *, desk: Desk, work: Work, by: str, at: datetime) -> Iterable[str]:
    """Mỗi dòng một người nghỉ; người còn đang xin thì ghi rõ."""
    year = words[0] if words else str(at.astimezone(ZONE).year)
    if not (year.isdigit() and len(year) == 4):
        raise UsageError(f"«{year}» không phải năm; viết như: vptu khoa-so 2024")
    week = closing_week(int(year))
    office = desk.office(at, around=week)
    found = [a for absences in office.absences.values() for a in absences if a.leave and a.span.overlaps(week)]
    yield f"Nghỉ trong tuần khóa sổ {label(week.start)} – {label(week.end - 1)}: {len(found)}"
    yield from (_line(a, office) for a in sorted(found, key=lambda a: a.span))


def _line(absence: Absence, office: Office) -> str:
    asked = "" if absence.settled else " (đang xin)"
    return f"{office.name(absence.person)}: {label(absence.span.start)} – {label(absence.span.end - 1)}{asked}"


# ---- Hook: chương trình chỉ gọi những hàm có @hookimpl; tên hàm phải đúng từng chữ ------------------------------


@hookimpl
def vptu_area() -> Area:
    # Không nhận điều nào của Quy chế (articles để trống): tệp này hỏng thì không điều nào của Quy chế bị ảnh hưởng.
    return Area(name="khoa-so", title="Khóa sổ cuối năm")


@hookimpl
def vptu_amendments() -> Sequence[Amendment]:
    return (Amendment(kind="leave", source=SOURCE, apply=add_confirmation),)


@hookimpl
def vptu_checks() -> Mapping[str, Check]:
    return {CHECK: handed_over}


@hookimpl
def vptu_bars() -> Mapping[str, Bar]:
    return {"leave": not_by_the_taker}


@hookimpl
def vptu_commands() -> Sequence[CommandSpec]:
    return (CommandSpec("khoa-so", "Ai nghỉ trong tuần khóa sổ", f"{__name__}:list_closing_week"),)
