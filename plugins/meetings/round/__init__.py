"""Điều 10, khoản 3, second dash: what need not, or cannot, be discussed at a meeting is asked in writing."""
