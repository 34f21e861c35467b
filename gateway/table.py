"""What a row of the route table says, and how it becomes a view.

The order of checks is the same for every row: who calls, then the body, then the handler.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from apiflask import APIFlask
from flask import Response, request
from pydantic import BaseModel

from gateway.callers import identify
from gateway.receipts import checked_key

Handler = Callable[..., BaseModel | Response]
JSON = "application/json"
KEY_HEADER = "Idempotency-Key"


@dataclass(frozen=True, slots=True)
class Route:
    """One method of one address.

    `who` lists the kinds of caller (nobody: public); the handler then gets `caller`. `takes` is read from the body
    and passed as `body`, `query` from the query and passed as `query`. `keyed` demands an Idempotency-Key and passes
    it as `key`. `uploads`, `downloads` and `has_problems` matter to the specification only.
    """

    method: str
    path: str
    handler: Handler
    tag: str
    who: tuple[str, ...] = ()
    takes: type[BaseModel] | None = None
    query: type[BaseModel] | None = None
    gives: type[BaseModel] | None = None
    status: int = 200
    keyed: bool = False
    uploads: bool = False
    downloads: bool = False
    has_problems: bool = True

    @property
    def name(self) -> str:
        """Unique: the handler's module and name."""
        return f"{self.handler.__module__.rpartition('.')[2]}_{self.handler.__name__}"


def mount(app: APIFlask, prefix: str, routes: tuple[Route, ...]) -> None:
    """Serve the routes, and describe them in the specification."""
    for route in routes:
        view: Callable[..., Any] = _answering(route)
        if route.takes is not None:
            view = app.input(route.takes, location="json", arg_name="body")(view)
        if route.query is not None:
            view = app.input(route.query, location="query", arg_name="query")(view)
        if route.gives is not None:
            view = app.output(route.gives, route.status)(view)
        view = app.doc(tags=[route.tag], operation_id=route.name)(_guarded(route, view))
        app.add_url_rule(prefix + route.path, route.name, view, methods=[route.method])


def answer(content: BaseModel, status: int = 200) -> Response:
    """A model as JSON, written once."""
    return Response(content.model_dump_json(), status, content_type=JSON)


def _answering(route: Route) -> Callable[..., Response]:
    @wraps(route.handler)
    def view(**arguments: Any) -> Response:
        result = route.handler(**arguments)
        return result if isinstance(result, Response) else answer(result, route.status)

    return view


def _guarded(route: Route, view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def guarded(**arguments: Any) -> Any:
        if route.who:
            arguments["caller"] = identify(route.who)
        if route.keyed:
            arguments["key"] = checked_key(request.headers.get(KEY_HEADER))
        return view(**arguments)

    return guarded
