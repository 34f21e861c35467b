"""A row of a portal's file as the page shows it: new, there already, wrong, or entered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

State = Literal["new", "there", "wrong", "entered", "queued"]


@dataclass(frozen=True, slots=True)
class Seen:
    """`fault` is a code of `importing_words`; `reference` is empty where the officer may not know it."""

    line: int
    number: str
    subject: str
    state: State
    reference: str = ""
    fault: str = ""
    has_unknown_category: bool = False
    attachments: str = ""


def seen(row: Mapping[str, Any], done: Mapping[str, Mapping[str, str]], there: Mapping[str, str]) -> Seen:
    """What was done now counts more than what the desk says, and both more than what the file is."""
    number = row["number"]
    state: Any = "new"
    told: Mapping[str, str] = {}
    if row["filing"] is None:
        state, told = "wrong", {"fault": row["fault"]}
    elif number in done:
        state, told = done[number]["state"], done[number]
    elif number in there:
        state, told = "there", {"reference": there[number]}
    return Seen(
        row["line"],
        number,
        row["subject"],
        state,
        told.get("reference", ""),
        told.get("fault", ""),
        row["has_unknown_category"],
        row["attachments"],
    )
