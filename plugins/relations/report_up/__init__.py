"""Điều 23 (first): what the Head reports to the Standing Deputy Secretary."""
