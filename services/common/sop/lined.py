"""YAML text as plain data that remembers on which line each element stands.

Every scalar stays the text its author wrote: `no` is not false, `01` not one, `2022-12-15` not a date. The model
that reads the data turns text into numbers and truth values where it wants them. Duplicate keys and aliases, which
YAML would settle silently, are findings.
"""

from dataclasses import dataclass, field
from typing import Any

import yaml

from services.common.sop.finding import Where


@dataclass(frozen=True, slots=True)
class Slip:
    """Something wrong with the text itself, at a line counted from 1."""

    line: int
    where: Where
    message: str


@dataclass(slots=True)
class Lined:
    """Plain data (dicts, lists, strings), the line of each path into it, and what was wrong with the text."""

    data: Any = None
    lines: dict[Where, int] = field(default_factory=dict)
    slips: list[Slip] = field(default_factory=list)

    def line(self, where: Where) -> int:
        """The line of an element; for one that is missing, of the nearest element around it."""
        while where not in self.lines and where:
            where = where[:-1]
        return self.lines.get(where, 1)

    def name(self, where: Where) -> str:
        """The path in words, list entries by their key: `steps.telaah.outcomes`."""
        data, names = self.data, []
        for part in where:
            names.append(str(part))
            data = _inside(data, part)
            if isinstance(part, int) and isinstance(data, dict):
                names[-1] = str(data.get("key") or data.get("id") or part)
        return ".".join(names)


def read(text: str) -> Lined:
    """Read one YAML document; what is wrong with it is in `slips`."""
    lined = Lined()
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        lined.slips.append(_syntax(text, error))
        return lined
    except RecursionError:
        lined.slips.append(Slip(1, (), "The text is nested too deeply."))
        return lined
    if node is None:
        lined.slips.append(Slip(1, (), "The file is empty."))
        return lined
    lined.data = _Reader(lined).value(node, ())
    return lined


class _Reader:
    def __init__(self, lined: Lined) -> None:
        self._lined = lined
        self._met: set[int] = set()

    def value(self, node: yaml.Node, where: Where) -> Any:
        if id(node) in self._met:
            message = "Aliases are not read here; write the value out."
            self._lined.slips.append(Slip(self._lined.line(where), where, message))
            return None
        self._lined.lines.setdefault(where, _line(node))
        self._met.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, where)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*where, n)) for n, item in enumerate(node.value)]
        return node.value

    def _mapping(self, node: yaml.MappingNode, where: Where) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._slip(key, where, "A key must be a plain word.")
            elif key.value in result:
                first = self._lined.lines[*where, key.value]
                self._slip(key, (*where, key.value), f"This key already stands on line {first}; keep one.")
            else:
                self._lined.lines[*where, key.value] = _line(key)
                result[key.value] = self.value(value, (*where, key.value))
        return result

    def _slip(self, node: yaml.Node, where: Where, message: str) -> None:
        self._lined.slips.append(Slip(_line(node), where, message))


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _inside(data: Any, part: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(part)
    if isinstance(data, list) and isinstance(part, int) and part < len(data):
        return data[part]
    return None


def _syntax(text: str, error: yaml.YAMLError) -> Slip:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        said = " ".join(part for part in (error.context, error.problem) if part)
        return Slip(error.problem_mark.line + 1, (), f"This is not YAML: {said}.")
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return Slip(line, (), "This character cannot stand in YAML; take it out.")
    return Slip(1, (), f"This is not YAML: {error}.")
