"""Điều 21, khoản 1: what the ward offices owe, and how the Office helps them to be in time."""
