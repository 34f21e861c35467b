"""From a form as it was posted to the result of a step, and back: what was written before stands on the form again.

Fields are posted under their own names, rows as `team.0.officer`. What was left empty is left out.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from gateway.pages import typed as reading
from gateway.pages.forms import Form
from gateway.pages.step_fields import StepField

YES, NO = "ya", "tidak"
_ROWS_FIRST: Final = {"team": 3, "checklist": 2, "recommendations": 2}
_SAID: Final = {True: YES, False: NO}
_MOST_ROWS: Final = 60
"""More than any team or list of recommendations has; each is drawn with all it can choose from."""


def result_of(fields: Iterable[StepField], form: Form) -> dict[str, Any]:
    """What was filled in, as the model of the result reads it. What does not fit is passed on as it was typed."""
    read = ((field.name, _read(field, form, field.name)) for field in fields)
    return {name: value for name, value in read if value not in (None, "", [])}


def form_of(fields: Iterable[StepField], result: Mapping[str, Any]) -> MultiDict[str, str]:
    """The form on which this result was filled in."""
    values: MultiDict[str, str] = MultiDict()
    for field in fields:
        if (value := result.get(field.name)) is not None:
            _write(values, field, field.name, value)
    return values


def rows_of(field: StepField, form: Form) -> range:
    """The rows a form shows of a field that has several: those filled in, and at first some empty ones."""
    shown = _indices(field.name, form)
    return range(min(max(shown) + 1, _MOST_ROWS) if shown else _ROWS_FIRST.get(field.name, 2))


def one_more(field: StepField, form: Form) -> Form:
    """The same form with one more empty row."""
    values: MultiDict[str, str] = MultiDict(form.values)
    at = len(rows_of(field, form))
    values.add(f"{field.name}.{at}.{field.columns[0].name}" if field.columns else f"{field.name}.{at}", "")
    return Form(values, form.faults)


def _read(field: StepField, form: Form, name: str) -> Any:
    if field.shape in ("rows", "paragraphs"):
        read = (_row(field, form, f"{name}.{at}") for at in _indices(name, form))
        return [one for one in read if one]
    if field.shape == "files":
        return list(form.all(name))
    typed = form.text(name)
    return _AS[field.shape](typed) if field.shape in _AS else typed


def _row(field: StepField, form: Form, prefix: str) -> dict[str, Any] | str:
    """A row whose text was left empty was not filled in, whatever was ticked in it."""
    if not field.columns:
        return form.text(prefix)
    read = {column.name: _read(column, form, f"{prefix}.{column.name}") for column in field.columns}
    typed = any(read[column.name] for column in field.columns if column.shape not in ("yes_no", "tick", "choice"))
    return {name: value for name, value in read.items() if value not in (None, "")} if typed else {}


def _write(values: MultiDict[str, str], field: StepField, name: str, value: Any) -> None:
    if field.shape == "rows":
        for at, row in enumerate(value):
            for column in field.columns:
                if column.name in row:
                    _write(values, column, f"{name}.{at}.{column.name}", row[column.name])
    elif field.shape == "paragraphs":
        values.update({f"{name}.{at}": text for at, text in enumerate(value)})
    elif field.shape == "files":
        values.setlist(name, [str(each) for each in value])
    else:
        values.add(name, _written(field, value))


def _written(field: StepField, value: Any) -> str:
    if field.shape in ("yes_no", "tick"):
        return _SAID[value]
    return "\n".join(value) if field.shape == "lines" else str(value)


def _number(typed: str) -> int | str:
    found = reading.number(typed)
    return typed if found is None else found


def _lines(typed: str) -> list[str]:
    return [line.strip() for line in typed.split("\n") if line.strip()]


_AS: Final[Mapping[str, Callable[[str], Any]]] = {
    "lines": _lines,
    "number": _number,
    "yes_no": {YES: True, NO: False}.get,
    "tick": {YES: True}.get,
}
"""What a field's text stands for, by its shape; else itself."""


def _indices(name: str, form: Form) -> list[int]:
    pattern = re.compile(rf"{re.escape(name)}\.([0-9]{{1,3}})(?:\.[a-z_]+)?")
    found = sorted({int(row.group(1)) for key in form.values if (row := pattern.fullmatch(key))})
    return found[:_MOST_ROWS]
