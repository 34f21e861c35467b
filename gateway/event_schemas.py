"""JSON Schemas of what other systems are told: the envelope of every event, and the data of each type.

They are for readers. Fields may be added at any time, so nothing forbids what a schema does not name.
"""

from collections.abc import Mapping
from typing import Any, Final

from services.common.contracts.outward.catalogue import OUTWARD

Json = Mapping[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Final = {"type": "string"}


def address(name: str) -> str:
    """Where the schema of a type's data lies: `dataschema` of its events."""
    return f"/docs/events/{name}.json"


def of_data(name: str) -> dict[str, Any]:
    """The data of a type, in which every field is always there. KeyError."""
    one = OUTWARD[name]
    drawn = one.data.model_json_schema(mode="serialization")
    fields = {key: {part: told for part, told in field.items() if part != "title"} for key, field in _fields(drawn)}
    return {"title": name, "description": one.when, "type": "object", "properties": fields, "required": [*fields]}


def document_of(name: str) -> dict[str, Any]:
    """The same as a document of its own. KeyError."""
    return {"$schema": DIALECT, "$id": address(name), **of_data(name)}


def envelope() -> dict[str, Any]:
    """What surrounds the data: CloudEvents 1.0."""
    needed = [name for name in _ENVELOPE if name not in _SOMETIMES]
    described = "An event as it is sent by every way: CloudEvents 1.0, as JSON in structured mode."
    return {
        "title": "Event",
        "description": described,
        "type": "object",
        "properties": _ENVELOPE,
        "required": needed,
    }


def _fields(drawn: Json) -> list[tuple[str, Json]]:
    return list(drawn["properties"].items())


_ENVELOPE: Final[dict[str, dict[str, Any]]] = {
    "specversion": {"const": "1.0", "description": "Of CloudEvents."},
    "id": {
        "type": "string",
        "format": "uuid",
        "description": "The same however often the event is sent: by this it is known again.",
    },
    "source": {**_TEXT, "pattern": "^/tenants/", "description": "The regency, as `/tenants/<regency>`."},
    "type": {**_TEXT, "description": "One of the types of the catalogue; new ones may come."},
    "time": {"type": "string", "format": "date-time", "description": "When it happened, in UTC."},
    "subject": {**_TEXT, "description": "The complaint's reference."},
    "sequence": {
        "type": "string",
        "pattern": "^[0-9]{10}$",
        "description": "`data.sequence` with leading zeros, so that texts sort as the numbers do.",
    },
    "datacontenttype": {"const": "application/json", "description": "Of `data`."},
    "dataschema": {**_TEXT, "description": "Where the schema of `data` lies; relative to the address of this system."},
    "dumastest": {"type": "boolean", "description": "Only on tests: nothing happened, and `data` is the example."},
    "data": {"type": "object", "description": "What the type says; see its page."},
}
_SOMETIMES: Final = {"subject", "sequence", "dumastest"}
