"""Officers who stand in for one another: the addresses, which the gateway keeps itself. Part of `gateway.routes`."""

from typing import Final

from gateway.api import deputies, deputy_shapes
from gateway.callers import OFFICERS
from gateway.table import Route
from services.common.contracts.register import Page
from services.common.contracts.rights import LEADERS, Right
from services.common.vocabulary import ADMIN

_TAG = "Signing in"
_LEADER = Right(frozenset({"officer"}), LEADERS)
_ADMIN = Right(frozenset({"officer"}), frozenset({ADMIN}))

# fmt: off
DEPUTIES: Final[tuple[Route, ...]] = (
    Route("GET", "/deputies", deputies.listed, _TAG, OFFICERS, own=_LEADER,
          query=Page, gives=deputy_shapes.Deputies),
    Route("POST", "/deputies", deputies.record, _TAG, OFFICERS, own=_ADMIN,
          takes=deputy_shapes.NewDeputy, gives=deputy_shapes.Deputy, status=201),
    Route("POST", "/deputies/<uuid:deputy_id>/end", deputies.end, _TAG, OFFICERS, own=_ADMIN,
          gives=deputy_shapes.Deputy),
)
# fmt: on
