"""Reports of what happened: after a meeting, of a field, of something new."""
