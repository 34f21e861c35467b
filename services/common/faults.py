"""What pydantic found wrong, without what was sent: a value, or an unknown field's name, may be somebody's name."""

import re

from pydantic import ValidationError
from pydantic_core import ErrorDetails

_PLAIN_NAME = re.compile(r"\w{1,40}", re.ASCII)


def faults_of(error: ValidationError, prefix: str = "") -> dict[str, str]:
    """The rule that was broken, by the field's path."""
    details = error.errors(include_url=False, include_context=False, include_input=False)
    return {prefix + _field(detail): _rule(detail) for detail in details}


def _field(detail: ErrorDetails) -> str:
    names = (str(part) for part in detail["loc"])
    return ".".join(name if _PLAIN_NAME.fullmatch(name) else "(unknown)" for name in names) or "(body)"


def _rule(detail: ErrorDetails) -> str:
    # Errors raised by validators may quote the value behind their first colon.
    return detail["msg"].partition(":")[0] if detail["type"] == "value_error" else detail["msg"]
