"""Điều 14, khoản 2: a specialist goes to a ward only after somebody of the leadership agreed."""
