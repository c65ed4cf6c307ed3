"""Registers kept elsewhere so far – on paper, in a sheet – read for taking over: a dry run first, nothing guessed."""
