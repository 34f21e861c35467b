"""What every answer carries: security headers, and the id by which a request is found in the log.

No header of a request is believed about where it comes from, unless the operator says how many web servers stand
before the gateway: then the last so many entries of X-Forwarded-For and X-Forwarded-Proto are theirs.
"""

from uuid import uuid4

from flask import Flask, Response, g, request
from werkzeug.middleware.proxy_fix import ProxyFix

CORRELATION = "X-Correlation-Id"

_API_POLICY = "default-src 'none'; frame-ancestors 'none'"
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "manifest-src 'self'; worker-src {worker}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_NOT_NEEDED = ("accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "payment", "usb")
_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _NOT_NEEDED),
}
_FOR_EVER = "public, max-age=31536000, immutable"
_ONLY_HTTPS = "max-age=31536000"  # a year, for this host alone: what else the regency serves is not ours to decide


def install(app: Flask, trusted_proxies: int = 0) -> None:
    """Add them to every answer of the application."""
    if trusted_proxies:
        behind = ProxyFix(app.wsgi_app, x_for=trusted_proxies, x_proto=trusted_proxies, x_host=0)
        app.wsgi_app = behind  # type: ignore[method-assign]  # Flask's documented way to wrap an application
    app.before_request(_numbered)
    app.after_request(_guarded)


def _numbered() -> None:
    g.correlation_id = uuid4().hex


def _guarded(response: Response) -> Response:
    headers = response.headers
    headers[CORRELATION] = g.get("correlation_id", "")
    headers.update(_FIXED)
    if g.get("is_page"):
        # Without it old browsers do not say where a form comes from; see `gateway.pages.same_site`.
        headers["Referrer-Policy"] = "same-origin"
    if request.is_secure:
        headers["Strict-Transport-Security"] = _ONLY_HTTPS
    headers.setdefault("Content-Security-Policy", _policy() if response.mimetype == "text/html" else _API_POLICY)
    if request.path.startswith("/static/"):
        headers["Cache-Control"] = _FOR_EVER if "v" in request.args else "no-cache"
    elif "max-age" not in headers.get("Cache-Control", ""):
        headers["Cache-Control"] = "no-store"
    return response


def _policy() -> str:
    """A page may install a worker only where one is offered; see `gateway.pages.offline`."""
    return _PAGE_POLICY.format(worker="'self'" if g.get("may_have_worker") else "'none'")
