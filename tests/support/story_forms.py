"""What the stories of the demo say, as the forms of the pages take it: by the name of each field."""

from collections.abc import Mapping
from typing import Any, Final

from gateway.pages import step_parsing
from gateway.pages.step_fields import fields_of

Fields = dict[str, list[str]]

_CITIZEN: Final = {"channel": "jalur", "mode": "cara", "subject": "pokok", "story": "uraian", "location": "lokasi"}
_CLERK: Final = {**_CITIZEN, "channel": "kanal", "source_reference": "nomor"}


def filled(kind: str, result: Mapping[str, Any]) -> Fields:
    """The result of a step of this kind."""
    values = step_parsing.form_of(fields_of(kind), result)
    return {name: values.getlist(name) for name in values}


def reported(filing: Mapping[str, Any]) -> Fields:
    """A complaint on the pages of the citizens' form."""
    told = {"lain": "belum", "jabatan-0": "Petugas loket karangan", **filing.get("identity", {})}
    return _named(_CITIZEN, filing, told)


def entered(filing: Mapping[str, Any]) -> Fields:
    """A complaint on the page where the office enters it."""
    told = {f"identitas-{name}": value for name, value in filing.get("identity", {}).items()}
    return _named(_CLERK, filing, {"jabatan-0": "Petugas loket karangan", **told})


def _named(names: Mapping[str, str], filing: Mapping[str, Any], told: Mapping[str, str]) -> Fields:
    given = {ours: filing[theirs] for theirs, ours in names.items() if theirs in filing}
    return {name: [value] for name, value in {**given, **told}.items()}
