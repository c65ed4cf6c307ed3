"""Which norms this area answers for, and how; its lists by name.

Of Điều 8 the monthly report (8.4/2) is not here: it belongs to whoever makes the Office's reports. That a task has one
unit and one person (1.3/2) is held here too, for tasks; the area of documents answers for the norm.
"""

from __future__ import annotations

from core.extension.hookspecs import Area, CommandSpec, ScreenSpec

_PLAN, _TASK = "plugins.planning.plan", "plugins.planning.task"

AREA = Area(
    name="planning",
    title="Chương trình, kế hoạch công tác",
    articles=("8",),
    enforced={
        "3.5/5": f"{_TASK}.opening:opener",
        "8.1/1": f"{_PLAN}.procedure:complete",
        "8.1/2": f"{_PLAN}.hearing:heard",
        "8.1/3": f"{_PLAN}.procedure:office_plan",
        "8.2": f"{_PLAN}.procedure:sending",
        "8.3/1": f"{_PLAN}.procedure:unit_plan",
        "8.3/2": f"{_TASK}.changes:reschedule",
        "8.4/1": f"{_TASK}.changes:urge",
    },
    carried={
        "1.3/1": "Mỗi việc (task) ghi nguồn, bộ phận và người chịu trách nhiệm; mỗi thao tác nêu điều khoản cho phép.",
        "1.3/4": "Trạng thái việc do chương trình tính từ hồ sơ; bảng số liệu planning_tasks: đúng hạn, trễ, quá hạn.",
        "3.5/1": "Chương trình của cấp ủy là căn cứ trong hồ sơ kế hoạch (plan); việc cụ thể (task) dẫn về kế hoạch.",
    },
    not_executable={
        "1.3/3": "Dùng người theo năng lực, sở trường là sự cân nhắc của lãnh đạo; quy chế không đặt tiêu chí để kiểm.",
    },
)

_LISTING = "tui.screens.listing:ListingScreen"

SCREENS = (
    ScreenSpec("planning.tasks", "Việc, tiến độ", _LISTING, "plugins.planning.listings:TASKS"),
    ScreenSpec("planning.timeline", "Tiến độ theo thời gian", _LISTING, "plugins.planning.listings:TIMELINE"),
    ScreenSpec("planning.plans", "Kế hoạch công tác", _LISTING, "plugins.planning.listings:PLANS"),
)

COMMANDS = (
    CommandSpec("ban-giao", "Giao lại mọi việc chưa xong của một người", "plugins.planning.handing:hand_over_all"),
)
