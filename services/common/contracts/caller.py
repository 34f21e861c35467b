"""Who is acting. The gateway says it, signed; every service verifies it and reads the tenant from nowhere else."""

from collections.abc import Iterable
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.common.contracts.deputies import Deputised, acting

CallerKind = Literal["officer", "system", "reporter", "public", "operator", "platform", "service"]


class Caller(BaseModel):
    """The person or system behind a call.

    `officer` signed in with a password, `system` with an API key, `reporter` with reference and access code (and is
    bound to one complaint), `public` is anybody, `operator` is the `dumas` command, `platform` an operator of the
    platform who has signed in at the gateway and may ask for counts and settle what is parked, `service` another
    service.

    `deputises` tells which of the roles are held in another's place, and in whose; none of them is also the own.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: CallerKind
    actor: str
    tenant: str = ""
    roles: tuple[str, ...] = ()
    unit: str = ""
    complaint_id: UUID | None = None
    deputises: tuple[Deputised, ...] = ()

    @property
    def own_roles(self) -> tuple[str, ...]:
        """Roles held in nobody's place."""
        lent = {each.role for each in self.deputises}
        return tuple(role for role in self.roles if role not in lent)

    def acting(self, needed: Iterable[str]) -> Deputised | None:
        """In whose place the caller does what takes one of these roles; None for a role of the own, which goes
        before."""
        return acting(self.roles, self.deputises, needed)

    def has_any(self, roles: tuple[str, ...]) -> bool:
        """Whether the caller holds one of these roles."""
        return bool(set(self.roles) & set(roles))
