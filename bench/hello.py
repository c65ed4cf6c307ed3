"""The least a Textual program can be: the yardstick for the start."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("Hello READY")


if __name__ == "__main__":
    Hello().run()
