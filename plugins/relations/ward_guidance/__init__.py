"""Điều 21: what the Office tells and teaches the ward offices."""
