"""Điều 22 (first) and 22 (second): what the Office works on together with other offices, and who was asked."""
