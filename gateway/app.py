"""The gateway: the only public door. A thin one; it knows no rule of the domain."""

from apiflask import APIFlask

from gateway import addresses, compressing, failures, headers, openapi, parts, reading
from gateway.desks import Rpc
from gateway.pages import routes as pages
from gateway.pages import show
from gateway.pages.table import mount as mount_pages
from gateway.routes import API, API_PREFIX, HEALTH
from gateway.settings import GatewaySettings
from gateway.table import mount

LARGEST_JSON = 1024 * 1024


def create_app(settings: GatewaySettings, rpc: Rpc | None = None) -> APIFlask:
    """The application. Nothing connects yet, so a server may fork after this; `rpc` stands in for the client."""
    app = APIFlask(
        __name__,
        title=openapi.TITLE,
        version=openapi.VERSION,
        spec_path="/openapi.json",
        docs_path=None,
        json_errors=False,
    )
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_JSON
    reading.install()
    addresses.install(app)
    parts.install(app, parts.make(settings, rpc))
    headers.install(app, settings.trusted_proxies)
    compressing.install(app)
    failures.install(app)
    mount(app, API_PREFIX, API)
    mount(app, "", HEALTH)
    show.install(app)
    mount_pages(app, pages.OPEN + pages.PUBLIC + pages.DOOR + pages.DESK + pages.STAFF + pages.OVERSIGHT)
    openapi.describe(app, API + HEALTH)
    return app
