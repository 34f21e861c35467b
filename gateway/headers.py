"""What every answer carries: security headers, and the id by which a request is found in the log."""

from uuid import uuid4

from flask import Flask, Response, g, request

CORRELATION = "X-Correlation-Id"

_API_POLICY = "default-src 'none'; frame-ancestors 'none'"
_PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def install(app: Flask) -> None:
    """Add them to every answer of the application."""
    app.before_request(_numbered)
    app.after_request(_guarded)


def _numbered() -> None:
    g.correlation_id = uuid4().hex


def _guarded(response: Response) -> Response:
    headers = response.headers
    headers[CORRELATION] = g.get("correlation_id", "")
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers.setdefault("Content-Security-Policy", _PAGE_POLICY if response.mimetype == "text/html" else _API_POLICY)
    if not request.path.startswith("/static/"):
        headers["Cache-Control"] = "no-store"
    return response
