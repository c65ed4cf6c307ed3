"""Điều 6, khoản 1 and Điều 23 (first), last dash: a specialist called directly from above."""
