"""What a row of the route table says, and how it becomes a view.

The order of checks is the same for every row: who calls, then the body, then how often, then the handler. A body that
does not fit costs nothing but its reading, so it is not counted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from apiflask import APIFlask
from flask import Response, request
from pydantic import BaseModel

from gateway.callers import identify
from gateway.parts import parts
from gateway.receipts import checked_key
from services.common.contracts.rights import RIGHTS, Right
from services.common.errors import NotYourRole

Handler = Callable[..., BaseModel | Response]
JSON = "application/json"
CLOUD_EVENT = "application/cloudevents+json"
EVENT_STREAM = "text/event-stream"
KEY_HEADER = "Idempotency-Key"


@dataclass(frozen=True, slots=True)
class Route:
    """One method of one address.

    `who` lists the kinds of caller (nobody: public); the handler then gets `caller`. `asks` is the method of a service
    the handler calls first, and `own` a right to what the gateway does itself: who has it not is refused here, before
    the body is read. `takes` is read from
    the body and passed as `body`, `query` from the query and passed as `query`. `keyed` demands an Idempotency-Key
    and passes it as `key`. `half` lets in sessions that must set up a second factor first. `limits` are counted (see
    `gateway.limits`), and `proof` says that a proof of work may be asked for; such a route is keyed and has a tenant.
    `media` is what it answers with, `signed` what the handler itself reads once the signature of the body was checked.
    `also` are statuses of problems that do not follow from the rest of the row. These, `uploads`, `downloads` and
    `has_problems` matter to the specification only.
    """

    method: str
    path: str
    handler: Handler
    tag: str
    who: tuple[str, ...] = ()
    asks: str = ""
    own: Right | None = None
    takes: type[BaseModel] | None = None
    query: type[BaseModel] | None = None
    gives: type[BaseModel] | None = None
    status: int = 200
    media: str = JSON
    signed: type[BaseModel] | None = None
    keyed: bool = False
    half: bool = False
    limits: tuple[str, ...] = ()
    proof: bool = False
    uploads: bool = False
    downloads: bool = False
    has_problems: bool = True
    also: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Unique: the handler's module and name."""
        return f"{self.handler.__module__.rpartition('.')[2]}_{self.handler.__name__}"

    @property
    def right(self) -> Right | None:
        """What a caller must have the right to."""
        return self.own or (RIGHTS[self.asks] if self.asks else None)


def mount(app: APIFlask, prefix: str, routes: tuple[Route, ...]) -> None:
    """Serve the routes, and describe them in the specification."""
    for route in routes:
        view: Callable[..., Any] = _answering(route)
        if route.takes is not None:
            view = app.input(route.takes, location="json", arg_name="body")(view)
        if route.query is not None:
            view = app.input(route.query, location="query", arg_name="query")(view)
        if route.gives is not None:
            view = app.output(route.gives, route.status, content_type=route.media)(view)
        view = app.doc(tags=[route.tag], operation_id=route.name)(_guarded(route, view))
        app.add_url_rule(prefix + route.path, route.name, view, methods=[route.method])


def answer(content: BaseModel, status: int = 200) -> Response:
    """A model as JSON, written once."""
    return Response(content.model_dump_json(), status, content_type=JSON)


def _answering(route: Route) -> Callable[..., Response]:
    @wraps(route.handler)
    def view(**arguments: Any) -> Response:
        if route.limits:
            parts().admission.admit(route.limits, route.proof, arguments)
        result = route.handler(**arguments)
        return result if isinstance(result, Response) else answer(result, route.status)

    return view


def _guarded(route: Route, view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def guarded(**arguments: Any) -> Any:
        if route.who:
            arguments["caller"] = caller = identify(route.who, may_be_half=route.half)
            if route.right and not route.right.admits(caller):
                raise NotYourRole(route.right.needs())
        if route.keyed:
            arguments["key"] = checked_key(request.headers.get(KEY_HEADER))
        return view(**arguments)

    return guarded
