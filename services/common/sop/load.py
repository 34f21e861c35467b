"""From the text of a tenant's files to checked values, or to a list of faults with their lines.

Reading the files themselves is the caller's: nothing here touches a disk.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from services.common.contracts.tenant import Officer, TenantProfile, Unit
from services.common.documents import KINDS as DOCUMENTS
from services.common.numbering import NUMBER_PARTS, fills_in
from services.common.sop.check import check
from services.common.sop.finding import Finding
from services.common.sop.lined import Lined, read
from services.common.sop.model import Sop
from services.common.sop.retention import wrong_classes
from services.common.vocabulary import ROLES, UNITS

Value = TypeVar("Value")

_SOP: TypeAdapter[Sop] = TypeAdapter(Sop)
_PROFILE: TypeAdapter[TenantProfile] = TypeAdapter(TenantProfile)
_UNITS: TypeAdapter[tuple[Unit, ...]] = TypeAdapter(tuple[Unit, ...])
_OFFICERS: TypeAdapter[tuple[Officer, ...]] = TypeAdapter(tuple[Officer, ...])

_SENTENCES = {
    "missing": "This is missing; add it.",
    "extra_forbidden": "This key is not known here; check its spelling or take it out.",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a file: the line, the element by its path, and what to do."""

    file: str
    line: int
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.where or 'file'}: {self.message}"


class SopFaulty(Exception):
    """A tenant's file cannot be used; `faults` lists all that was found, by line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def parse_sop(text: str, name: str) -> Sop:
    """A checked SOP from the text of `sop.yaml`; `name` is the file as faults should call it."""
    sop, lined = _parse(_SOP, text, name)
    _refuse(name, lined, check(sop))
    return sop


def parse_profile(text: str, name: str) -> TenantProfile:
    """The tenant from the text of `tenant.yaml`."""
    profile, lined = _parse(_PROFILE, text, name)
    _refuse(name, lined, list(_formats(profile)))
    return profile


def _formats(profile: TenantProfile) -> Iterator[Finding]:
    for kind, pattern in profile.number_formats.items():
        where = ("number_formats", kind)
        if kind not in DOCUMENTS or not DOCUMENTS[kind].is_numbered:
            numbered = ", ".join(name for name, known in DOCUMENTS.items() if known.is_numbered)
            yield Finding(where, f"Documents of the kind '{kind}' have no number. Those that do: {numbered}.")
        elif not fills_in(pattern):
            known = ", ".join(f"{{{part}}}" for part in NUMBER_PARTS)
            message = f"A number is made of {known}, and has {{number}} and {{year}}, such as {{number:03d}}/{{year}}."
            yield Finding(where, message)


def parse_retention(text: str, name: str, sop: Sop) -> None:
    """Hold the classes of retention in `tenant.yaml` to the SOP they are for. Raises SopFaulty."""
    profile, lined = _parse(_PROFILE, text, name)
    _refuse(name, lined, wrong_classes(profile, sop))


def parse_units(text: str, name: str) -> tuple[Unit, ...]:
    """The units from the text of `units.yaml`, a list."""
    units, lined = _parse(_UNITS, text, name)
    _refuse(name, lined, _twice("key", [unit.key for unit in units]))
    return units


def parse_officers(text: str, name: str) -> tuple[Officer, ...]:
    """The officers and systems from the text of `officers.yaml`, a list."""
    officers, lined = _parse(_OFFICERS, text, name)
    findings = [
        Finding((n, "roles", i), f"'{role}' is not a known role; use one of: {', '.join(ROLES)}.")
        for n, officer in enumerate(officers)
        for i, role in enumerate(officer.roles)
        if role not in ROLES
    ]
    findings += [finding for n, officer in enumerate(officers) for finding in _unit(n, officer)]
    _refuse(name, lined, [*findings, *_twice("id", [officer.id for officer in officers])])
    return officers


def _parse(shape: TypeAdapter[Value], text: str, name: str) -> tuple[Value, Lined]:
    lined = read(text)
    if lined.slips:
        raise SopFaulty(Fault(name, slip.line, lined.name(slip.where), slip.message) for slip in lined.slips)
    try:
        return shape.validate_python(lined.data), lined
    except ValidationError as error:
        findings = [Finding(tuple(each["loc"]), _sentence(each)) for each in error.errors()]
        raise _faulty(name, lined, findings) from error


def _sentence(error: Any) -> str:
    said = str(error["msg"]).removeprefix("Value error, ")
    return _SENTENCES.get(error["type"], f"{said[0].upper()}{said[1:]}.")


def _unit(n: int, officer: Officer) -> Iterator[Finding]:
    if UNITS in officer.roles and officer.unit is None:
        yield Finding((n, "roles"), f"Who has the role '{UNITS}' acts for a unit; name it with `unit`.")
    if officer.unit is not None and UNITS not in officer.roles:
        yield Finding((n, "unit"), f"Only who has the role '{UNITS}' acts for a unit; add the role or take this out.")


def _twice(field: str, keys: list[str]) -> list[Finding]:
    return [
        Finding((n, field), f"'{key}' stands above already; give each its own {field}.")
        for n, key in enumerate(keys)
        if key in keys[:n]
    ]


def _refuse(name: str, lined: Lined, found: Iterable[Finding]) -> None:
    if findings := list(found):
        raise _faulty(name, lined, findings)


def _faulty(name: str, lined: Lined, findings: list[Finding]) -> SopFaulty:
    return SopFaulty(Fault(name, lined.line(f.where), lined.name(f.where), f.message) for f in findings)
