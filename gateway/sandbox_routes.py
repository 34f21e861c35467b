"""The addresses of the sandbox, which are there for a regency that is one. Part of `gateway.routes`."""

from typing import Final

from gateway.api import sandbox, sandbox_shapes
from gateway.callers import STAFF
from gateway.table import Route
from services.common.contracts.rights import Right
from services.common.vocabulary import ADMIN, SYSTEMS

_TAG = "Advancing in a sandbox"
_DEVELOPER = Right(frozenset({"officer", "system"}), SYSTEMS | {ADMIN})

# fmt: off
SANDBOX: Final[tuple[Route, ...]] = (
    Route("POST", "/sandbox/complaints/<reference>/advance", sandbox.advance, _TAG, STAFF,
          own=_DEVELOPER, takes=sandbox_shapes.Advance, gives=sandbox_shapes.Advanced, also=("409",)),
    Route("GET", "/sandbox/outcomes/<reference>", sandbox.outcomes, _TAG, STAFF,
          own=_DEVELOPER, gives=sandbox_shapes.SandboxOutcomes),
)
# fmt: on
