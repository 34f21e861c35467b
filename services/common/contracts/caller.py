"""Who is acting. The gateway says it, signed; every service verifies it and reads the tenant from nowhere else."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

CallerKind = Literal["officer", "system", "reporter", "public", "operator", "platform", "service"]


class Caller(BaseModel):
    """The person or system behind a call.

    `officer` signed in with a password, `system` with an API key, `reporter` with reference and access code (and is
    bound to one complaint), `public` is anybody, `operator` is the `dumas` command, `platform` an operator of the
    platform who has signed in at the gateway and may ask for counts only, `service` another service.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: CallerKind
    actor: str
    tenant: str = ""
    roles: tuple[str, ...] = ()
    unit: str = ""
    complaint_id: UUID | None = None

    def has_any(self, roles: tuple[str, ...]) -> bool:
        """Whether the caller holds one of these roles."""
        return bool(set(self.roles) & set(roles))
