"""Điều 10, and what Điều 3 and 4 say of the meetings of the committee: called, held, written down, concluded."""
