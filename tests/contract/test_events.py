"""Events: their form is pinned, only ever added to, and has no room for what people wrote or who they are."""

import copy
import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from deploy.services import SOURCES, classes
from services.common.contracts import events
from services.common.runtime.entrypoints import handlers_of
from services.common.steps import DESKS
from tests.contract import golden

IDS = {
    "event_id",
    "complaint_id",
    "task_id",
    "document_id",
    "message_id",
    "attachment_id",
    "extension_id",
    "replaced_by",
    "deputy_id",
}
CODES = {
    "tenant",
    "reference",
    "sop",
    "channel",
    "mode",
    "step",
    "kind",
    "step_kind",
    "desk",
    "outcome",
    "next_step",
    "next_desk",
    "document",
    "to",
    "end",
    "filed_by",  # a role
    "by",  # the name an officer signs in with
    "source_reference",  # a number at the source, of letters and digits by the contract of filing
    "problem_code",
    "unit",
    "number",  # a document's
    "id",  # the name an officer signs in with
    "clock",
    "field",  # of a line of the book
    "media_type",
    "code",  # by which a document is verified
    "sha256",
    "way",  # in which a document is signed
    "role",
    "as_deputy",  # kind, role and officer
    "holder",  # the names officers sign in with
    "officer",
    "scope",  # how much is destroyed: identity or complaint
    "type",  # of an outward event
    "status",  # one of eight
    "before",  # versions of an SOP
    "after",
}
TIMES = {"happened_at", "received_at", "due_at", "issued_at", "signed_at", "ended_at", "since", "until"}
FORMATS = dict.fromkeys(IDS, "uuid") | dict.fromkeys(TIMES, "date-time") | {"anchored_on": "date"}
NUMBERS = {
    name: {"type": "integer"}
    for name in ("sequence", "amount", "working_days", "granted", "entries", "edition", "size")
} | {
    name: {"type": "boolean"}
    for name in (
        "is_return",
        "from_reporter",
        "is_granted",
        "is_retired",
        "includes_story",
        "with_identity",
        "by_order",
    )
}
TRAIL = {
    "action": {"type": "string", "pattern": "^[a-z][a-z_]{1,39}$"},
    "actor": {"type": "string", "pattern": "^[A-Za-z0-9_.:@-]{1,80}$"},
    "actor_kind": {"type": "string", "pattern": "^[a-z]{2,20}$"},
    "subject": {"type": "string", "pattern": "^[A-Za-z0-9_.:@/-]{0,80}$"},
    "hash": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "details": {
        "type": "object",
        "patternProperties": {
            "^[a-z][a-z0-9_]{0,39}$": {"type": "string", "pattern": "^[A-Za-z0-9_.:@/ -]{0,80}$"},
        },
    },
}
"""What every service tells the audit trail: held to alphabets that no sentence and no file name fits by accident."""

TABLES = {
    "facts": {"type": "string"},
    "outcome_counts": {"type": "integer"},
    "papers": {"type": "string"},
    "instead": {"type": "array", "items": {"type": "string"}},
}
LISTS = {name: {"type": "string"} for name in ("roles", "approvers", "not_for", "officers", "units")} | {
    "shared": {"type": "string", "format": "uuid"}
}
PUBLIC = {
    ("complaint_received", "task.title"),
    *(  # the SOP's own words for the step, published with it
        (event, "task.title") for event in ("task_opened", "conflict_declared", "extension_asked", "sop_migrated")
    ),
    ("deadline_near", "title"),
    ("told_outside", "details"),  # of the types of the catalogue, whose fields a test holds to codes and numbers
    ("task_handed", "title"),
    ("deadline_near", "office_hours"),  # times, two by two
    ("tenant_published", "profile"),
    ("tenant_published", "units"),
    ("tenant_published", "stationery"),
    ("sop_published", "definition"),
}
"""Text that anybody may read, because the regency publishes it."""

FIELDS = [
    (name, path, field.shape)
    for name, event in golden.event_schemas().items()
    for path, field in golden.fields(event["schema"]).items()
    if not golden.reference(field.shape)  # an object inside: its own fields are listed one by one
]


def _is_allowed(path: str, schema: dict[str, Any]) -> bool:
    field = path.rsplit(".", maxsplit=1)[-1]
    kinds = [kind for kind in schema.get("anyOf", [schema]) if kind != {"type": "null"}]
    kind = {key: value for key, value in kinds[0].items() if key in {"type", "format"}}
    if field in TABLES:
        return bool(schema["additionalProperties"] == TABLES[field])
    if field in LISTS:
        return bool(schema["items"] == LISTS[field])
    if field in FORMATS:
        return kind == {"type": "string", "format": FORMATS[field]}
    if field in TRAIL:
        return schema == TRAIL[field]
    if field in CODES:
        return kind == {"type": "string"}
    return kind == NUMBERS.get(field, {"type": "boolean"} if field.startswith("can_") else None)


@pytest.mark.parametrize(("event", "field", "schema"), FIELDS, ids=[f"{name}.{field}" for name, field, _ in FIELDS])
def test_a_field_of_an_event_is_an_id_a_code_a_time_or_a_number(event: str, field: str, schema: dict[str, Any]) -> None:
    assert (event, field) in PUBLIC or _is_allowed(field, schema)


def test_the_list_of_public_texts_names_no_field_that_is_gone() -> None:
    assert {(name, field) for name, field, _ in FIELDS} >= PUBLIC


def test_the_schemas_of_events_are_as_pinned() -> None:
    pinned = golden.EVENTS.read_text(encoding="utf-8")
    assert golden.text_of(golden.event_schemas()) == pinned, (
        f"events have changed; `{golden.COMMAND}` rewrites {golden.EVENTS.name}"
    )


def test_events_have_only_been_added_to() -> None:
    pinned = json.loads(golden.EVENTS.read_text(encoding="utf-8"))
    assert golden.breaking_changes(pinned, golden.event_schemas()) == []


def _changed(event: str, **schema: Any) -> dict[str, Any]:
    new = copy.deepcopy(golden.event_schemas())
    new[event]["schema"] = {**new[event]["schema"], **schema}
    return new


def test_an_optional_field_more_breaks_nothing() -> None:
    old = golden.event_schemas()
    properties = old["complaint_closed"]["schema"]["properties"]
    new = _changed("complaint_closed", properties={**properties, "closed_by": {"type": "string"}})
    assert golden.breaking_changes(old, new) == []


def test_a_new_event_and_a_new_source_break_nothing() -> None:
    new = copy.deepcopy(golden.event_schemas())
    new["complaint_forgotten"] = new["complaint_closed"]
    new["attachment_added"]["sources"] = ["intake", "review"]
    assert golden.breaking_changes(golden.event_schemas(), new) == []


def test_a_field_gone_changed_or_newly_demanded_is_found() -> None:
    old = golden.event_schemas()
    schema = old["complaint_closed"]["schema"]
    without = {name: shape for name, shape in schema["properties"].items() if name != "end"}
    renamed = _changed("complaint_closed", properties=without, required=[n for n in schema["required"] if n != "end"])
    retyped = _changed("complaint_closed", properties={**schema["properties"], "end": {"type": "integer"}})
    demanded = _changed("complaint_received", required=["unit", *old["complaint_received"]["schema"]["required"]])
    assert golden.breaking_changes(old, renamed)[0] == "complaint_closed.end: is gone"
    assert golden.breaking_changes(old, retyped) == ["complaint_closed.end: has another form"]
    assert golden.breaking_changes(old, demanded)[0] == "complaint_received.unit: is demanded"


def test_an_event_gone_or_no_longer_announced_is_found() -> None:
    old, new = golden.event_schemas(), copy.deepcopy(golden.event_schemas())
    del new["message_posted"]
    new["task_opened"]["sources"] = ["intake"]
    found = golden.breaking_changes(old, new)
    assert "message_posted: the event is gone" in found
    assert "task_opened: review no longer announces it" in found


def test_every_event_class_is_declared_once_under_its_own_name() -> None:
    def leaves(kind: type[events.Event]) -> list[type[events.Event]]:
        below = [leaf for child in kind.__subclasses__() for leaf in leaves(child)]
        return [*below, *([kind] if "name" in vars(kind) else [])]

    declared = leaves(events.Event)
    assert set(declared) == set(events.ALL.values())
    assert len({event.name for event in declared}) == len(declared)


@pytest.mark.parametrize("event", events.ALL.values(), ids=events.ALL)
def test_an_event_is_announced_by_services_that_exist(event: type[events.Event]) -> None:
    assert event.sources
    assert set(event.sources) <= set(SOURCES)


@pytest.mark.parametrize("event", events.ALL.values(), ids=events.ALL)
def test_a_consumer_ignores_what_it_does_not_know(event: type[events.Event]) -> None:
    assert event.model_config["extra"] == "ignore"


def test_custody_only_ever_passes_to_the_right() -> None:
    for desk, event in events.HANDED_TO.items():
        assert all(DESKS.index(source) < DESKS.index(desk) for source in event.sources)
        assert set(event.sources) == set(DESKS[: DESKS.index(desk)])


@pytest.mark.parametrize("words", ["Contoh Pelapor, di loket", "baris\nkedua", "x" * 81, "kuitansi (foto).jpg"])
def test_no_prose_enters_the_audit_trail(words: str) -> None:
    entry: dict[str, Any] = {
        "event_id": UUID(int=1),
        "happened_at": datetime(2026, 3, 2, 2, tzinfo=UTC),
        "tenant": "contoh",
        "action": "content_read",
        "actor": "contoh",
        "actor_kind": "officer",
    }
    assert events.Audited(**entry, subject="CTH-26-0000-0001", details={"desk": "review"})
    for place in ({"subject": words}, {"details": {"note": words}}, {"actor": words}):
        with pytest.raises(ValidationError):
            events.Audited(**entry | place)


def test_every_event_is_heard_by_somebody() -> None:
    heard = {event for service in classes() for _, listens_to in handlers_of(service) for event in listens_to}
    assert heard == set(events.ALL.values())


def test_the_register_hears_every_move_of_a_complaint_from_every_desk() -> None:
    register = next(service for service in classes() if service.name == "register")
    (heard,) = [listens_to for method, listens_to in handlers_of(register) if method == "hear"]
    moves = {event for event in events.ALL.values() if issubclass(event, events.FlowEvent)}
    assert set(heard) == moves


def test_every_later_desk_hears_its_own_hand_over_and_no_other() -> None:
    for service in classes():
        handed = [event for _, heard in handlers_of(service) for event in heard if issubclass(event, events.HandedOver)]
        assert handed == ([events.HANDED_TO[service.name]] if service.name in events.HANDED_TO else [])
