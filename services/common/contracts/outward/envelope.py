"""CloudEvents 1.0: the same bytes by webhook, by AMQP and from the API.

`id` stays the same however often an event is sent. `sequence` is the complaint's own count, written so that texts sort
as numbers do (the CloudEvents extension of that name). A test event carries `dumastest`.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

CONTENT_TYPE: Final = "application/cloudevents+json"
_DATA: Final = "application/json"
_DIGITS: Final = 10


def body(
    *,
    event_id: UUID,
    tenant: str,
    type_: str,
    happened_at: datetime,
    data: Mapping[str, Any],
    is_test: bool = False,
) -> str:
    """The event as JSON text. Made once and kept: a signature is over its bytes."""
    of_complaint = {}
    if "reference" in data:
        of_complaint = {"subject": data["reference"], "sequence": f"{data['sequence']:0{_DIGITS}}"}
    told = {
        "specversion": "1.0",
        "id": str(event_id),
        "source": f"/tenants/{tenant}",
        "type": type_,
        "time": happened_at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        **of_complaint,
        "datacontenttype": _DATA,
        "dataschema": f"/docs/events/{type_}.json",
        **({"dumastest": True} if is_test else {}),
        "data": dict(data),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def routing_key(tenant: str, type_: str, channel: str, mode: str) -> str:
    """The key of an event at the public exchange: `<tenant>.<what>.<happened>.<channel>.<mode>`, five words."""
    return f"{tenant}.{type_}.{channel}.{mode}"
