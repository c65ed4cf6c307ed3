"""Điều 19: what the leadership does together with the Party cell and the union."""
