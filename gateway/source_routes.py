"""The addresses by which systems of other portals answer, and their complaints are copied back. Part of
`gateway.routes`."""

from typing import Final

from gateway.api import source_shapes, sources
from gateway.callers import STAFF
from gateway.table import Route
from services.common.contracts import sources as c

_SOURCES = "Other portals"
_SYSTEMS = ("system",)
_LINES = "/channels/<channel>/complaints"

# fmt: off
SOURCES: Final[tuple[Route, ...]] = (
    Route("POST", "/complaints/<reference>/source-confirmation", sources.confirm, _SOURCES, _SYSTEMS,
          asks="followup.confirm_source", takes=source_shapes.SourceWord, gives=c.SourceConfirmed, also=("409",)),
    Route("POST", "/source-confirmations", sources.confirm_named, _SOURCES, _SYSTEMS,
          asks="followup.confirm_source", takes=source_shapes.NamedWord, gives=c.SourceConfirmed, also=("404", "409")),
    Route("POST", "/tenants/<tenant>/callbacks/<uuid:subscription_id>", sources.callback, _SOURCES,
          signed=source_shapes.Callback, gives=c.SourceConfirmed, limits=("callback_client",)),
    Route("GET", _LINES, sources.lines, _SOURCES, STAFF,
          asks="register.channel_lines", query=c.ChannelDays, gives=c.ChannelLines),
    Route("GET", f"{_LINES}.csv", sources.lines_csv, _SOURCES, STAFF,
          asks="register.channel_lines", query=source_shapes.Days, downloads=True),
    Route("GET", f"{_LINES}.xlsx", sources.lines_xlsx, _SOURCES, STAFF,
          asks="register.channel_lines", query=source_shapes.Days, downloads=True),
)
# fmt: on
