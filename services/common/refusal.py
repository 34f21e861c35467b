"""What every refusal is; `services.common.errors` has them all."""

from typing import Any, ClassVar


class Refusal(Exception):
    """Something the caller asked for cannot be done; the sentence says why and what to do instead."""

    sentence: ClassVar[str] = "The request was refused."

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.fields: dict[str, str] = {}
        self.told: dict[str, str] = {}

    @property
    def code(self) -> str:
        """The stable machine-readable name, also the last part of the problem type."""
        return type(self).__name__

    def __str__(self) -> str:
        return self.sentence.format(*self.args)
