"""How much of a file of another portal is taken; known to the gateway and to the process that reads workbooks."""

from typing import Final

MOST: Final = 500
"""Complaints."""
MOST_ROWS: Final = MOST + 11
"""With a heading, and what may stand above it."""
MOST_COLUMNS: Final = 60
LONGEST: Final = 40_000
"""Characters of a cell; twice as many as a complaint may have."""
