"""A filed complaint opened for the documents of intake's own steps."""

from datetime import datetime
from typing import Any
from uuid import UUID

from services.common.runtime.database import Work
from services.intake.known import received_at
from services.intake.repository import ComplaintRecords
from services.intake.vault import Vault


class OpenedRecords(ComplaintRecords):
    """Implements `composing.Filed`."""

    def __init__(self, work: Work, vault: Vault) -> None:
        super().__init__(work)
        self._vault = vault

    def filed(self, complaint_id: UUID) -> tuple[dict[str, Any], datetime] | None:
        """What it says, and when it was received. Destroyed."""
        known = self.by_id(complaint_id)
        if known is None:
            return None
        says = self._vault.open(known.tenant, complaint_id, "content", known.content)
        return says, received_at(known, says)
