"""Whoever reads results or a memo is announced to the audit trail in the transaction of the reading; nobody else is."""

from typing import Any

from sqlalchemy import select

from services.common.contracts.caller import Caller
from services.common.contracts.complaints import ByReference
from services.common.contracts.events import Audited
from services.common.errors import NotFound
from services.followup.service import FollowupService
from tests.integration.desk.office import Office, here
from tests.unit.common.desk.intervening import CLERK, OF_UNIT
from tests.unit.common.desk.results import UNIT

Followup = Office[FollowupService]


def noted(followup: Followup) -> list[Audited]:
    """What the trail is told of the complaint, in order."""
    with followup.work() as work:
        outbox = work.tables["outbox"]
        query = select(outbox.c.payload).where(outbox.c.name == Audited.name).order_by(outbox.c.seq)
        told = [Audited.model_validate(payload) for payload in work.connection.scalars(query)]
    return [event for event in told if event.complaint_id == followup.complaint]


def read(followup: Followup, what: str, caller: Caller) -> Any:
    return getattr(followup.service, what)(here(caller), ByReference(reference=followup.reference))


def forwarded(followup: Followup) -> None:
    followup.at("teruskan")
    followup.complete(CLERK, "diteruskan", result={"unit": UNIT, "memo": "Mohon ditangani"})


def test_reading_results_is_told_with_reader_complaint_and_desk(followup: Followup) -> None:
    forwarded(followup)
    assert read(followup, "products", CLERK).products
    (told,) = noted(followup)
    assert (told.action, told.actor, told.actor_kind) == ("results_read", CLERK.actor, "officer")
    assert (told.subject, told.details) == (followup.reference, {"desk": "followup"})


def test_who_is_shown_nothing_has_read_nothing(followup: Followup) -> None:
    followup.at("teruskan")
    assert read(followup, "products", CLERK).products == ()
    assert isinstance(read(followup, "products", OF_UNIT), NotFound)
    assert isinstance(read(followup, "forwarding", OF_UNIT), NotFound)
    assert noted(followup) == []


def test_a_unit_that_reads_its_memo_is_told_of(followup: Followup) -> None:
    forwarded(followup)
    assert read(followup, "forwarding", OF_UNIT).memo == "Mohon ditangani"
    (told,) = noted(followup)
    assert (told.action, told.actor, told.details) == ("forwarding_read", OF_UNIT.actor, {"part": "memo"})
