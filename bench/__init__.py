"""Measures what the design promises: rulings per second, start to first frame, key to repaint – beside the peers.

Every figure is a ratio of medians taken in one run, so that it means something on another machine too.
"""
