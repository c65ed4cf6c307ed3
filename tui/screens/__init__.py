"""The screens. Each is imported when it is first opened, by the dotted path in its command (tui.commands)."""
