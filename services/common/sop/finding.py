"""What the checker says about an SOP: a place in its data and a sentence."""

from dataclasses import dataclass

Where = tuple[str | int, ...]
"""A path into the SOP's data: `("steps", 3, "outcomes", "selesai")`."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at one place, and what to do about it."""

    where: Where
    message: str
