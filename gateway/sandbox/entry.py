"""The one way into the sandbox. Whoever is let in may act as anybody, so this is the place that refuses.

Everything the sandbox does is done through what `enter` gives: its callers are of that regency and of no other, so a
reference of another regency is one that does not exist.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from gateway import callers
from gateway.parts import Parts, parts
from gateway.tokens import ReporterPass
from services.common.contracts.caller import Caller
from services.common.contracts.regencies import PublicTenant
from services.common.contracts.tenant import Officer
from services.common.errors import NotFound, NotYourRole
from services.common.vocabulary import ADMIN, SYSTEMS

Reply = TypeVar("Reply", bound=BaseModel)

STEWARD: Final = "sandbox"
"""Who reads in the name of the office; what is done is done in an officer's name."""

_MAY: Final = SYSTEMS | {ADMIN}


@dataclass(frozen=True, slots=True)
class Sandbox:
    """A regency in which a system may act as anybody. Made by `enter` alone."""

    regency: PublicTenant
    parts: Parts

    @property
    def today(self) -> date:
        """The regency's day."""
        return datetime.now(ZoneInfo(self.regency.profile.time_zone)).date()

    def read(self, method: str, request: BaseModel, reply: type[Reply]) -> Reply:
        """What the administrator is told. As `Desks.call`."""
        steward = Caller(kind="officer", actor=STEWARD, tenant=self._key, roles=(ADMIN,))
        return self.parts.desks.call(method, steward, request, reply)

    def officer(self, one: Officer) -> Caller:
        """Somebody of the roster."""
        return Caller(kind="officer", actor=one.id, tenant=self._key, roles=one.roles, unit=one.unit or "")

    def portal(self, role: str) -> Caller:
        """The system of a source."""
        return Caller(kind="system", actor=role, tenant=self._key, roles=(role,))

    def reporter(self, complaint_id: UUID, reference: str) -> Caller:
        """Whoever filed this complaint."""
        return callers.reporter(ReporterPass(self._key, complaint_id, reference))

    @property
    def _key(self) -> str:
        return self.regency.profile.key


def enter(caller: Caller) -> Sandbox:
    """The caller's regency, if it is a sandbox and the caller a system or the administrator. NotFound, NotYourRole."""
    found = parts()
    regency = found.regencies.fresh(caller.tenant)
    if not regency.profile.sandbox:
        raise NotFound("complaint")
    if not caller.has_any(tuple(_MAY)):
        raise NotYourRole(" / ".join(sorted(_MAY)))
    return Sandbox(regency, found)
