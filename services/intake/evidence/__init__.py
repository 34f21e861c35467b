"""Looks through every file before anybody is given it: a process of its own, `dumas evidence`."""
