"""Anchors of the audit trail in the one form in which they are kept: in a log, in a mail, on paper.

    dumas-anchor <regency> <number> <hash>

The hash may stand on the next line; `-` is the installation. No character of it is escaped in JSON or in a mail's
source, and each of the two lines is short enough for a mail to leave it whole.
"""

import re

from services.common.contracts.audit import Anchor

MARK = "dumas-anchor"
_INSTALLATION = "-"
_BETWEEN = r"[\s>]+"
"""Spaces and line ends, and what mail programs put before lines they quote."""
_LINE = re.compile(rf"{MARK} ({_INSTALLATION}|[a-z][a-z0-9_]*) (\d{{1,18}}){_BETWEEN}([0-9a-f]{{64}})(?![0-9a-f])")


def written(tenant: str, number: int, digest: str, between: str = " ") -> str:
    """The anchor as it is kept; `between` stands before the hash."""
    return f"{MARK} {tenant or _INSTALLATION} {number}{between}{digest}"


def read(text: str) -> tuple[Anchor, ...]:
    """Every anchor in a text, whatever stands around it."""
    whole = text.replace("=\r\n", "").replace("=\n", "")  # where the source of a mail breaks long lines
    return tuple(
        Anchor(tenant="" if tenant == _INSTALLATION else tenant, number=int(number), hash=digest)
        for tenant, number, digest in _LINE.findall(whole)
    )
