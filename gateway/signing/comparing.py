"""Whether a signed file shows what was sent, told by a process that is given nothing but the file.

A valid signature does not say so: whoever signs could first append another page content, and sign that. The file comes
from another's server, so a library that reads PDFs never meets it beside our keys (as `press.examining` has it).
"""

from typing import Final

from services.common.children import NoAnswer, told_of
from services.common.press.examining import NotExamined

SECONDS: Final = 30.0
"""How long the process may take in all; it takes less than one."""

_COMPARER: Final = "gateway.signing.comparer"
_SAME, _OTHER = b"same", b"other"


def shows_the_same(sent: bytes, signed: bytes) -> bool:
    """Whether `signed`, which begins with `sent`, shows the same but for one small signature. NotExamined."""
    try:
        said = told_of(signed, _COMPARER, str(len(sent)), seconds=SECONDS)
    except NoAnswer as reason:
        raise NotExamined(str(reason)) from reason
    if said not in (_SAME, _OTHER):
        raise NotExamined("the process came to no end")
    return said == _SAME
