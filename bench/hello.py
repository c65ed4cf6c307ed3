"""The bare Textual app that start-up is measured against."""

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Static


class Hello(App[None]):
    def compose(self) -> ComposeResult:
        yield Header()
        yield Static("READY")
        yield Footer()


if __name__ == "__main__":
    Hello().run()
