"""Điều 8, khoản 1 to 3: the Office's plan of the year, and the plan of a unit."""
