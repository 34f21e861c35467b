"""What happened, for systems that rather ask than are sent to: pages by cursor, one event, and a stream.

An event is passed on as the text that was kept: its bytes are the same by every way.
"""

import json
from typing import Any
from uuid import UUID

from flask import Response, request

from gateway.api.event_shapes import EventFilter, EventStreamFilter
from gateway.parts import parts
from gateway.reading import shaped
from gateway.table import CLOUD_EVENT, EVENT_STREAM, JSON
from services.common.contracts.caller import Caller
from services.common.contracts.outward.feed import LATEST, ByEvent, EventQuery, Events, Told

LAST = "Last-Event-ID"


def listed(caller: Caller, query: EventFilter) -> Response:
    """Events

    In the order in which they were told. A system gets what its subscriptions hear together; without one, complaints
    of its own channels that were filed openly. An administrator gets all of the regency. Keep `cursor` and ask for what
    comes after it; nothing is ever added before it.
    """
    found = parts().desks.call("notify.events", caller, _query(query), Events)
    bodies = ",".join(one.body for one in found.events)
    told = f'{{"events":[{bodies}],"cursor":{json.dumps(found.cursor)},"has_more":{json.dumps(found.has_more)}}}'
    return Response(told, content_type=JSON)


def one(caller: Caller, event_id: UUID) -> Response:
    """One event

    Byte by byte as it is sent.
    """
    found = parts().desks.call("notify.event", caller, ByEvent(event_id=event_id), Told)
    return Response(found.body, content_type=CLOUD_EVENT)


def stream(caller: Caller, query: EventStreamFilter) -> Response:
    """Events as they happen

    Server-sent events: `id` is the cursor, `event` the type, `data` the event. A stream ends after five minutes; come
    again with the header Last-Event-ID, as browsers do by themselves. There are few places: two for an account at each
    process of the gateway, and 503 with Retry-After when all are taken. To many systems webhooks or AMQP serve better.
    """
    found = parts()
    asked = _query(query, after=request.headers.get(LAST) or query.after or LATEST)
    leave = found.streams.begin(f"{caller.tenant}/{caller.kind}:{caller.actor}")

    def ask(after: str | None) -> Events:
        return found.desks.call("notify.events", caller, asked.model_copy(update={"after": after}), Events)

    try:
        first = ask(asked.after)
    except BaseException:
        leave()
        raise
    answer = Response(found.streams.lines(first, ask), content_type=EVENT_STREAM)
    answer.headers["X-Accel-Buffering"] = "no"  # a proxy that collects lines would keep them
    answer.call_on_close(leave)
    return answer


def _query(given: EventFilter | EventStreamFilter, **more: Any) -> EventQuery:
    types = tuple(name.strip() for name in given.types.split(",") if name.strip())
    return shaped(EventQuery, **{**dict(given), "types": types, **more})
