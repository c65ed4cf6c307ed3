"""What stands there while the window is too small for anything else; it leaves by itself."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from tui.screens.base import Dialog


class TooSmall(Dialog[None]):
    DEFAULT_CSS = (
        "TooSmall { align: center middle; background: $background; } TooSmall Static { width: auto; max-width: 100%; }"
    )

    def __init__(self, least: tuple[int, int]) -> None:
        super().__init__(classes="too-small")
        self.least = least

    def compose(self) -> ComposeResult:
        columns, lines = self.least
        yield Static(
            f"Cửa sổ nhỏ quá.\nCần ít nhất {columns} cột, {lines} dòng:\nđồng chí kéo rộng thêm.", markup=False
        )

    def action_close(self) -> None:
        """Nothing to close: only a larger window helps."""
