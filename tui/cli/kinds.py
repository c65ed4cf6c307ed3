"""Which kinds of matter there are, what each is asked for, what its acts carry, which parts its dossier has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from core.law.facts import asking, names_of
from tui.cli.ask import procedure_of
from tui.cli.facts import described, value_cell
from tui.cli.render import Json

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from core.law.procedure import Procedure
    from tui.cli.context import Context
    from tui.cli.page import Page


def kinds(context: Context) -> int:
    rules = context.registry.rules()
    wanted = context.words.maybe("LOẠI")
    found = [procedure_of(rules, wanted)] if wanted else [rules.procedures[k] for k in sorted(rules.procedures)]
    if context.json:
        context.page.data({"kinds": [_json(p) for p in found]})
    elif wanted:
        _print(context.page, found[0])
    else:
        rows = [(p.kind, p.title, ", ".join(changes(p))) for p in found]
        context.page.table(("Loại", "Tên", "Thao tác"), rows)
        context.page.line()
        context.page.line("Thông tin của từng loại: vptu kinds LOẠI")
    return 0


def _json(procedure: Procedure) -> Json:
    return {
        "kind": procedure.kind,
        "title": procedure.title,
        "area": procedure.area,
        "facts": described(procedure.facts),
        "verbs": list(procedure.verbs),
        "changes": changes(procedure),
        "asks": [
            {"verb": verb, "on": "change" if verb in procedure.changes else "step", "facts": described(model)}
            for verb, model in procedure.asks.items()
        ],
        "parts": [{"part": part, "title": title} for part, title in procedure.parts.items()],
    }


def changes(procedure: Procedure) -> list[str]:
    """Every act on a whole matter of the kind."""
    return [
        *procedure.changes,
        *(["extend"] if procedure.extension else []),
        *(["start"] if procedure.begin else []),
    ]


def _print(page: Page, procedure: Procedure) -> None:
    page.line(f"{procedure.title} ({procedure.kind})", tone="bold")
    fields = names_of(procedure.facts)
    page.heading("Thông tin")
    _print_fields(page, {name: field for name, field in fields.items() if asking(field).shown})
    if later := {name: field for name, field in fields.items() if not asking(field).shown}:
        page.heading("Không ghi khi mở việc: để hỏi trước, hoặc do các bước ghi lại")
        _print_fields(page, later)
    page.heading("Bước có thể có")
    page.line(", ".join(procedure.verbs) or "–", indent=2)
    page.heading("Thao tác trên cả việc")
    page.line(", ".join(changes(procedure)) or "–", indent=2)
    for verb, model in procedure.asks.items():
        command = "act" if verb in procedure.changes else "take"
        page.heading(f"Kèm theo «vptu {command} VIỆC {verb}»")
        _print_fields(page, names_of(model))
    if procedure.parts:
        page.heading("Các phần của hồ sơ")
        page.table((), list(procedure.parts.items()), indent=2)


def _print_fields(page: Page, fields: Mapping[str, FieldInfo]) -> None:
    rows = [(n, f.title or n, value_cell(f), "bắt buộc" if f.is_required() else "") for n, f in fields.items()]
    if rows:
        page.table(("Tên", "Nghĩa", "Giá trị", ""), rows, indent=2)
    else:
        page.item("Không cần gì thêm.")
