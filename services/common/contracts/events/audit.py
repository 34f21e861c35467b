"""What every service tells the audit trail: who did or read what. Codes and ids; never what was read."""

from uuid import UUID

from pydantic import Field

from services.common.contracts.events.envelope import Event


class Audited(Event):
    """Somebody read something sensitive, or did something that is no move of a complaint."""

    name = "audited"
    sources = ("intake", "register", "review", "assignment", "followup", "notify", "gateway")

    action: str = Field(description="One of `contracts.audit.ACTIONS`.")
    actor: str
    actor_kind: str
    complaint_id: UUID | None = None
    subject: str = Field(default="", description="What it was done to: an id or a code.")
    details: dict[str, str] = Field(default_factory=dict, description="Codes, counts and hashes.")
