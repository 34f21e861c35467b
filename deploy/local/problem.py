"""What can keep the local stack from starting, said to the person at the terminal."""


class CannotStart(Exception):
    """One or more plain sentences: what is wrong, and what to do about it."""
