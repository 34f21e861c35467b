"""What the result of verification says."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from services.common.contracts.document_fields import CheckedItem, HasilVerifikasi
from services.common.contracts.tenant import TenantProfile
from services.common.desk.ending import Ending
from services.common.sop.model import Sop
from services.intake.composing import verification
from tests.unit.assignment.samples import profile
from tests.unit.common.desk.endings import being_ended
from tests.unit.common.desk.memory import small_sop
from tests.unit.common.desk.results import COMPLETE

LATE = datetime(2026, 3, 1, 18, 0, tzinfo=UTC)
"""The next day already, where the office is."""


class Filed:
    """Implements `composing.Filed`."""

    def __init__(self, says: dict[str, Any] | None) -> None:
        self._says = says

    def sop(self, sop_id: str) -> Sop:
        return small_sop()

    def profile(self, tenant: str) -> TenantProfile:
        return profile()

    def filed(self, complaint_id: UUID) -> tuple[dict[str, Any], datetime] | None:
        return None if self._says is None else (self._says, LATE)


def verified(says: dict[str, Any] | None = None, channel: str = "walk_in") -> HasilVerifikasi:
    ending: Ending = being_ended("verify", {**COMPLETE["verify"], "asks": "Mohon dilengkapi"})
    ending = replace(ending, custody=replace(ending.custody, facts={"channel": channel}))
    return verification(ending, Filed(says))


def test_the_result_of_verification_has_the_checklist_and_the_regencys_own_words() -> None:
    said = verified()
    assert said.checklist == (CheckedItem(item="Identitas", is_met=True),)
    assert (said.summary, said.asks, said.outcome_label) == ("Lengkap", "Mohon dilengkapi", "Selesai")
    assert (said.channel_label, said.received_on, said.location) == ("Datang langsung", None, None)


def test_it_says_when_the_office_received_it_and_where_it_happened_but_not_the_story() -> None:
    said = verified({"story": "Cerita contoh", "location": "Loket contoh"})
    assert (str(said.received_on), said.location) == ("2026-03-02", "Loket contoh")
    assert "Cerita" not in said.model_dump_json()


def test_a_channel_the_sop_has_given_up_is_named_by_its_code() -> None:
    assert verified(channel="web").channel_label == "web"
