"""What changed between two SOPs, element by element. Steps, outcomes and clocks are compared by their key."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from services.common.sop.model import Sop

Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: the element by its path (`steps.telaah.roles`), and its words before and after."""

    where: str
    kind: Kind
    before: str | None
    after: str | None

    def __str__(self) -> str:
        if self.kind == "changed":
            return f"{self.where}: changed from '{_line(self.before)}' to '{_line(self.after)}'"
        return f"{self.where}: {self.kind}, '{_line(self.after if self.kind == 'added' else self.before)}'"


def difference(before: Sop, after: Sop) -> list[Change]:
    """Every change, in the order of the file. The version is not compared; an empty list means the same procedure."""
    old, new = (sop.model_dump(mode="json", exclude={"version"}) for sop in (before, after))
    order = _order([step.key for step in before.steps], [step.key for step in after.steps])
    return [*_compared("", old, new), *order]


def _order(before: list[str], after: list[str]) -> Iterator[Change]:
    """Steps that are in both are in the same order, or that order changed."""
    old, new = [key for key in before if key in after], [key for key in after if key in before]
    if old != new:
        yield Change("steps", "changed", ", ".join(old), ", ".join(new))


def _compared(where: str, old: Any, new: Any) -> Iterator[Change]:
    old, new = _keyed(old, new), _keyed(new, old)
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            yield from _compared(f"{where}.{key}" if where else key, old.get(key), new.get(key))
    elif old != new:
        yield Change(where, _kind(old, new), _summary(old), _summary(new))


def _keyed(value: Any, other: Any) -> Any:
    """A list of elements that have a key, as those elements by key; empty, when only the other list has some."""
    if not isinstance(value, list) or not isinstance(other, list):
        return value
    has_keys = all(isinstance(item, dict) and "key" in item for item in (*value, *other))
    return {item["key"]: item for item in value} if has_keys else value


def _kind(old: Any, new: Any) -> Kind:
    if _is_empty(old):
        return "added"
    return "removed" if _is_empty(new) else "changed"


def _summary(value: Any) -> str | None:
    """An element that came or went is told by its name alone; a value by its words."""
    if _is_empty(value):
        return None
    if isinstance(value, dict):
        named = next((value[name] for name in ("title", "text", "label") if value.get(name)), None)
        return str(named) if named else _words(value)
    return _words(value)


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        words = [_words(item) for item in value]
        return ("; " if any(" " in word for word in words) else ", ").join(words)
    if isinstance(value, dict):
        return " ".join(f"{name} {_words(inner)}" for name, inner in value.items() if not _is_empty(inner))
    return str(value)


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
