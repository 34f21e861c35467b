"""A form as it was sent, with what is wrong in it field by field; what was typed is never lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict

from gateway.pages.words import say


@dataclass(frozen=True, slots=True)
class Form:
    """Values by field, and faults by field as sentences in the reader's language. Empty for a page just opened."""

    values: Mapping[str, Any] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """What was typed, without blanks around it; nothing where the field is missing."""
        found = self.values.get(name, "")
        return found.strip().replace("\r\n", "\n") if isinstance(found, str) else ""

    def all(self, name: str) -> Sequence[str]:
        """Every value of a field that may have several, such as ticked boxes."""
        if isinstance(self.values, MultiDict):
            return self.values.getlist(name)
        found = self.values.get(name, ())
        return [found] if isinstance(found, str) else list(found)

    def need(self, name: str, sentence: str) -> str:
        """What was typed; a fault with this sentence where nothing was."""
        if not (typed := self.text(name)):
            self.faults[name] = say(sentence)
        return typed

    def choice(self, name: str, among: Sequence[str], sentence: str) -> str:
        """One of these; a fault where it is none of them."""
        if (chosen := self.text(name)) not in among:
            self.faults[name] = say(sentence)
            return ""
        return chosen


def sent() -> Form:
    """The form of this request."""
    return Form(request.form)
