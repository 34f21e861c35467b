"""A portal's number is filed once, whoever files it and however often, and only while the complaint is kept."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from services.common.contracts import complaints as c
from services.common.contracts import events
from services.common.contracts.caller import Caller
from services.common.contracts.sources import FiledFrom
from services.common.contracts.tasks import CorrectEntry
from services.common.errors import AlreadyFiled, Invalid, KeyReused, NotYourRole, Refusal
from services.common.sop.model import Channel
from services.intake import filing as use
from services.intake import submission as saving
from services.intake.repository import ComplaintRecords
from services.intake.submission import FilingRecords
from services.intake.vault import Vault
from tests.integration.intake.front_door import Intake
from tests.support.databases import rows
from tests.unit.common.desk.memory import small_sop
from tests.unit.intake import samples

PORTAL = Caller(kind="system", actor="portal", tenant="", roles=("sp4n_lapor",))
CLERK = Caller(kind="officer", actor="contoh_petugas", tenant="", roles=("jfu",))
SHAPE = {"label": "Portal", "filed_by": ["sp4n_lapor", "jfu"], "modes": ["anonymous"], "source_reference": "optional"}


@pytest.fixture
def office(intake: Intake) -> Intake:
    """A regency with a channel of another portal, and one for letters with numbers of whoever writes."""
    sop = small_sop()
    portal = Channel.model_validate(SHAPE | {"provenance": {"basis": "literal"}})
    letter = portal.model_copy(update={"filed_by": ("jfu",)})
    channels = {**sop.channels, "portal": portal, "letter": letter}
    changed = sop.model_copy(update={"tenant": intake.tenant, "version": 2, "channels": channels})
    told = {"event_id": uuid4(), "happened_at": samples.NOW, "tenant": intake.tenant}
    with intake.work() as work:
        kept = events.SopPublished(**told, sop=changed.id, definition=changed.model_dump(mode="json"))
        ComplaintRecords(work).keep_sop(kept)
    vars(saving)["_published"].clear()
    return intake


def filed(office: Intake, number: str | None, caller: Caller = PORTAL, **more: Any) -> c.Submission:
    sent = office.submission(**{"channel": "portal", "source_reference": number, **more})
    submit(office, sent, caller)
    return sent


def submit(office: Intake, sent: c.Submission, caller: Caller = PORTAL) -> c.Receipt:
    who = caller.model_copy(update={"tenant": office.tenant})
    with office.work() as work:
        return use.submit(who, sent, filings=FilingRecords(work), vault=Vault(work.keys), now=samples.NOW)


def told(answer: Any) -> Any:
    """What an entrypoint answers, which gives refusals back instead of raising them."""
    if isinstance(answer, Refusal):
        raise answer
    return answer


def asked(office: Intake, *numbers: str, caller: Caller = PORTAL, channel: str | None = None) -> Any:
    who = caller.model_copy(update={"tenant": office.tenant})
    return told(office.service.filed_from(who, FiledFrom(numbers=numbers, channel=channel))).references


def test_another_key_for_the_same_number_is_told_the_complaint_that_has_it(office: Intake) -> None:
    first = filed(office, "SP-1")
    with pytest.raises(AlreadyFiled) as refused:
        filed(office, "SP-1", CLERK, story="Cerita yang sama dengan kata lain")
    assert refused.value.told == {"reference": first.reference}
    assert first.reference in str(refused.value)
    assert asked(office, "SP-1", "SP-2") == {"SP-1": first.reference}


def test_the_same_key_gets_the_same_receipt(office: Intake) -> None:
    first = filed(office, "SP-1")
    again = submit(office, first)
    assert (again.reference, again.is_new) == (first.reference, False)


def test_a_key_used_for_another_complaint_leaves_no_number_behind(office: Intake) -> None:
    first = filed(office, "SP-1")
    other = office.submission(channel="portal", source_reference="SP-9")
    with pytest.raises(KeyReused):
        submit(office, other.model_copy(update={"request_key": first.request_key}))
    assert asked(office, "SP-9") == {}


def test_two_at_the_same_moment_make_one_complaint(office: Intake) -> None:
    both = [office.submission(channel="portal", source_reference="SP-1") for _ in range(2)]

    def attempt(sent: c.Submission) -> str:
        try:
            return submit(office, sent).reference
        except AlreadyFiled as refused:
            return f"not again: {refused.told['reference']}"

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(attempt, both))
    assert told == [told[0], f"not again: {told[0]}"]


def test_numbers_of_letters_may_come_twice(office: Intake) -> None:
    filed(office, "12/2026", CLERK, channel="letter")
    filed(office, "12/2026", CLERK, channel="letter")
    with pytest.raises(Invalid):
        asked(office, "12/2026", caller=CLERK, channel="letter")


def test_who_the_complaint_is_about_learns_no_reference(office: Intake) -> None:
    filed(office, "SP-1", reported=({"name": "Contoh Dua"},))
    with pytest.raises(AlreadyFiled) as refused:
        filed(office, "SP-1", CLERK)
    assert refused.value.told == {}
    assert asked(office, "SP-1", caller=CLERK, channel="portal") == {"SP-1": ""}


def test_who_does_not_file_there_is_told_nothing(office: Intake) -> None:
    filed(office, "SP-1")
    for stranger in (PORTAL.model_copy(update={"roles": ("lapak_aduan",)}), samples.READER):
        with pytest.raises(NotYourRole):
            asked(office, "SP-1", caller=stranger, channel="portal")


def test_a_number_that_is_put_right_moves_and_takes_no_other_complaints_place(office: Intake) -> None:
    first, second = filed(office, "SP-1"), filed(office, "SP-2")
    reader = office.caller(samples.READER)

    def correct(number: str | None) -> None:
        given = {"field": "source_reference", "value": number, "reason": "Salah ketik", "request_key": uuid4().hex}
        request = CorrectEntry.model_validate({"reference": second.reference, **given})
        told(office.service.correct_entry(reader, request))

    with pytest.raises(AlreadyFiled) as refused:
        correct("SP-1")
    assert refused.value.told == {"reference": first.reference}
    correct("SP-3")
    assert asked(office, "SP-1", "SP-2", "SP-3") == {"SP-1": first.reference, "SP-3": second.reference}
    correct(None)
    assert asked(office, "SP-3") == {}


def test_the_number_is_forgotten_with_the_complaint(office: Intake) -> None:
    first = filed(office, "SP-1")
    with office.work() as work:
        ComplaintRecords(work).destroy(first.complaint_id, "identity")
    assert asked(office, "SP-1") == {"SP-1": first.reference}
    with office.work() as work:
        ComplaintRecords(work).destroy(first.complaint_id, "complaint")
    assert rows(office.owner, "SELECT number FROM source_number WHERE tenant = %s", office.tenant) == []
