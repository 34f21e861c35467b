"""What a part of an office document refers to: other parts stay, what lies elsewhere is not fetched."""

from collections.abc import Mapping
from typing import Final

from services.intake.evidence.findings import Forbidden
from services.intake.verdicts import MACROS

_DROPPED: Final = {"thumbnail", "printerSettings", "aFChunk"}
_MACROS: Final = {"vbaproject", "wordvbadata", "xlmacrosheet", "xlintlmacrosheet"}
_HARMLESS: Final = ("http://", "https://", "mailto:", "tel:", "#")
_LOST: Final = "NULL"  # what office programs write themselves of a link they lost


def related(given: Mapping[str, str]) -> dict[str, str] | None:
    """The attributes of a relationship that stay; None: it does not. Forbidden."""
    kind = given.get("Type", "").rpartition("/")[2]
    if kind.lower() in _MACROS:
        raise Forbidden(MACROS)
    if kind in _DROPPED:
        return None
    target = given.get("Target", "").strip()
    is_elsewhere = given.get("TargetMode", "").strip().lower() == "external" or _leaves_the_document(target)
    is_link = kind == "hyperlink" and target.lower().startswith(_HARMLESS)
    return {**given, "Target": _LOST} if is_elsewhere and not is_link else dict(given)


def _leaves_the_document(target: str) -> bool:
    return ":" in target or target.startswith(("\\\\", "//"))
