"""Which norms this area answers for, and how; its lists and exports by name."""

from __future__ import annotations

from core.extension.hookspecs import Area, Export, ScreenSpec

_PERIODIC = "plugins.reporting.periodic.procedure"
_EVENT = "plugins.reporting.event.procedure"
_DUTIES = "plugins.reporting.duties"

AREA = Area(
    name="reporting",
    title="Thông tin, báo cáo",
    articles=("11",),
    enforced={
        "4.3-3": f"{_EVENT}:upwards",
        "4.4-1/4": f"{_EVENT}:after_a_meeting",
        "6.1-1/2": f"{_EVENT}:scope_and_time",
        "6.3/1": f"{_EVENT}:after_a_meeting",
        "6.4/2": f"{_EVENT}:upwards",
        "8.4/2": f"{_PERIODIC}:progress",
        "11.1/1": f"{_EVENT}:of_a_field",
        "11.1/2": f"{_EVENT}:after_a_meeting",
        "11.1/3": f"{_EVENT}:after_a_meeting",
        "11.2/1": f"{_PERIODIC}:through_clerical",
        "11.2/2": f"{_PERIODIC}:submitting",
        "11.2-1": f"{_DUTIES}:monthly",
        "11.2-2": f"{_DUTIES}:interim",
        "11.2-3": f"{_DUTIES}:yearly",
        "11.3/1": f"{_EVENT}:of_a_field",
        "11.3/2": f"{_EVENT}:of_a_field",
        "23b.3/2": f"{_PERIODIC}:compliance",
    },
    carried={},
    not_executable={},
)

_LISTING = "tui.screens.listing:ListingScreen"

SCREENS = (
    ScreenSpec("reporting.reports", "Báo cáo định kỳ", _LISTING, "plugins.reporting.listings:REPORTS"),
    ScreenSpec("reporting.events", "Báo cáo sự việc", _LISTING, "plugins.reporting.listings:EVENTS"),
)
_EXPORTS = "plugins.reporting.exports"
EXPORTS = (
    Export("bao_cao_md", "Báo cáo (Markdown)", "report", ".md", f"{_EXPORTS}:markdown"),
    Export("bao_cao_xlsx", "Số liệu báo cáo (.xlsx)", "report", ".xlsx", f"{_EXPORTS}:figures_xlsx"),
    Export("nghia_vu_ics", "Lịch nghĩa vụ (.ics)", "report", ".ics", f"{_EXPORTS}:duties_ics"),
)
