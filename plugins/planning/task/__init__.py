"""Điều 1, khoản 3; Điều 3, khoản 5; Điều 8, khoản 3 and 4: one task – one unit, one person, a product, a day."""
