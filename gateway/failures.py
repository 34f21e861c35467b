"""Turns everything that can be raised while a request is handled into one problem document.

The log gets the kind, the route and the correlation id; never the address as sent, its query or the body.
"""

import json
import logging
from collections.abc import Mapping

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from gateway.kinds import BY_CLASS, REFUSALS
from gateway.pages import table, troubles
from gateway.problems import (
    BadRequest,
    DoorProblem,
    Failed,
    NoSuchPage,
    NotJson,
    TooLarge,
    TooSlow,
    WrongMethod,
)
from services.common.errors import NotYetRendered, Refusal
from services.common.runtime.client import CallTimedOut, ServiceFailed

log = logging.getLogger(__name__)

RETRY_AFTER, SOON = "2", "1"
MEDIA_TYPE = "application/problem+json"
_BY_STATUS: dict[int, type[DoorProblem]] = {404: NoSuchPage, 405: WrongMethod, 413: TooLarge, 415: NotJson}
_SERVER_ERROR = 500
_CLIENT_ERROR = 400


def install(app: Flask) -> None:
    """Let every exception end as a problem."""
    app.register_error_handler(Refusal, _refusal)
    app.register_error_handler(DoorProblem, _door)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CallTimedOut, lambda _: _door(TooSlow()))
    app.register_error_handler(ServiceFailed, _failed)
    app.register_error_handler(Exception, _failed)


def problem(
    cls: type, detail: str, fields: Mapping[str, str] | None = None, told: Mapping[str, str] | None = None
) -> Response:
    """The document for one kind of problem, with a sentence for this case, what is wrong field by field, and what a
    program needs besides."""
    kind = BY_CLASS[cls]
    document: dict[str, object] = {
        "type": kind.address,
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        "instance": request.path,
        "correlation_id": g.get("correlation_id", ""),
        **(told or {}),
    }
    if fields:
        document["errors"] = [{"field": field, "message": message} for field, message in fields.items()]
    response = Response(json.dumps(document, ensure_ascii=False), kind.status, content_type=MEDIA_TYPE)
    if kind.status == 503:
        response.headers["Retry-After"] = RETRY_AFTER
    if kind.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _refusal(refusal: Refusal) -> Response:
    is_soon_over = isinstance(refusal, NotYetRendered)
    if REFUSALS[type(refusal)] >= _SERVER_ERROR and not is_soon_over:
        log.warning("%s on %s, correlation %s", refusal.code, _route(), g.get("correlation_id"))
    response = problem(type(refusal), str(refusal), refusal.fields, refusal.told)
    if is_soon_over:
        response.headers["Retry-After"] = SOON
    return response


def _door(trouble: DoorProblem) -> Response:
    if trouble.status >= _SERVER_ERROR:
        log.warning("%s on %s, correlation %s", type(trouble).__name__, _route(), g.get("correlation_id"))
    response = problem(type(trouble), trouble.detail)
    if trouble.retry_after is not None:
        response.headers["Retry-After"] = str(trouble.retry_after)
    return response


def _http(error: HTTPException) -> AnyResponse | HTTPException:
    if error.code is None or error.code < _CLIENT_ERROR:
        return error  # a redirect
    if _is_for_people():
        table.begin()
        return troubles.page(_BY_STATUS.get(error.code, BadRequest)(*_sizes(error)), ())
    if isinstance(error, RequestEntityTooLarge):
        return problem(TooLarge, TooLarge(request.max_content_length).detail)
    cls = _BY_STATUS.get(error.code, BadRequest if error.code < _SERVER_ERROR else Failed)
    response = problem(cls, cls().detail)
    if allow := dict(error.get_headers()).get("Allow"):
        response.headers["Allow"] = allow
    return response


def _failed(error: Exception) -> AnyResponse:
    log.error("failed on %s, correlation %s", _route(), g.get("correlation_id"), exc_info=error)
    if g.get("is_page"):
        return troubles.page(Failed(), ())
    return problem(Failed, Failed().detail)


def _is_for_people() -> bool:
    """Whether somebody reads this in a browser: one of our pages, or an address that is nothing at all."""
    if g.get("is_page") or request.url_rule is not None:
        return bool(g.get("is_page"))
    wanted = request.accept_mimetypes.best_match([MEDIA_TYPE, "text/html"])
    return wanted == "text/html" and not request.path.startswith("/api/")


def _sizes(error: HTTPException) -> tuple[object, ...]:
    return (request.max_content_length,) if isinstance(error, RequestEntityTooLarge) else ()


def _route() -> str:
    return f"{request.method} {request.url_rule}"
