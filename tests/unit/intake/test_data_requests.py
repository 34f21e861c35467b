"""Requests about personal data: the 72 hours, who may ask and see, how they are decided, and what is kept of words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest

from services.common.contracts import privacy as d
from services.common.contracts.caller import Caller
from services.common.errors import Invalid, NotFound, StaleVersion
from services.intake.asked_data import TIME, Asked
from services.intake.data_requests import DataRequests
from services.intake.own_data import own_data
from tests.unit.common.desk.memory import Announced
from tests.unit.intake.samples import NOW, READER, REFERENCE, REPORTER, MemoryComplaints

WORDS = "Alamat saya sudah berubah."
ACCUSED = Caller(kind="officer", actor="contoh_terlapor", tenant="contoh", roles=("inspektur",))


class MemoryRequests:
    """Implements `asked_data.Requests`."""

    def __init__(self) -> None:
        self.kept: dict[UUID, Asked] = {}

    def add(self, asked: Asked) -> None:
        self.kept[asked.request_id] = asked

    save_decision = add

    def one(self, request_id: UUID) -> Asked | None:
        return self.kept.get(request_id)

    def of_complaint(self, complaint_id: UUID) -> list[Asked]:
        return [asked for asked in self.kept.values() if asked.complaint_id == complaint_id]

    def all(self) -> list[Asked]:
        return list(self.kept.values())


class Office:
    """One complaint, and what is asked about its data."""

    def __init__(self) -> None:
        self.complaints = MemoryComplaints(mode="open", identity={"name": "Contoh Pelapor", "nik": "3300000000001234"})
        self.requests, self.announced = MemoryRequests(), Announced()
        self.now = NOW

    @property
    def use(self) -> DataRequests:
        return DataRequests(self.complaints, self.requests, self.complaints.vault, self.announced, self.now)

    def asked(self, caller: Caller = REPORTER, **given: Any) -> d.DataRequest:
        request = {"kind": "rectification", "words": WORDS, "request_key": "k1", **given}
        return self.use.ask(caller, d.AskData.model_validate(request))

    def entered(self, **given: Any) -> d.DataRequest:
        return self.asked(READER, **{"subject": "reported", "reference": REFERENCE, **given})

    def decided(self, asked: d.DataRequest, caller: Caller = READER, **given: Any) -> d.DataRequest:
        decision = {"decision": "refused", "reason": "endangers_others", **given}
        return self.use.decide(caller, d.DecideDataRequest(request_id=asked.request_id, **decision))


@pytest.fixture
def office() -> Office:
    return Office()


def test_the_time_is_three_times_24_hours_by_the_clock(office: Office) -> None:
    asked = office.asked()
    assert asked.due_at == NOW + timedelta(hours=72)
    assert office.announced.only("audited").action == "data_requested"


def test_one_that_is_not_decided_in_time_says_so(office: Office) -> None:
    office.asked()
    office.now = NOW + TIME + timedelta(seconds=1)
    (shown,) = office.use.listed(READER).requests
    assert shown.is_late


def test_one_decided_in_time_is_not_late_afterwards(office: Office) -> None:
    asked = office.asked()
    office.now = NOW + TIME
    office.decided(asked)
    office.now = NOW + 2 * TIME
    assert not office.use.listed(READER).requests[0].is_late


def test_a_reporter_who_asks_for_access_has_it_already(office: Office) -> None:
    asked = office.asked(kind="access", words=None)
    assert (asked.decision, asked.reason, asked.decided_by) == ("granted", "fulfilled", "rule")


def test_a_reporter_speaks_of_nobody_else(office: Office) -> None:
    assert office.asked(subject="reported").subject == "reporter"


def test_words_are_kept_sealed_and_shown_again(office: Office) -> None:
    asked = office.asked()
    kept = office.requests.kept[asked.request_id].words
    assert kept is not None
    assert WORDS.encode() not in kept
    assert office.use.listed(REPORTER).requests[0].words == WORDS


def test_without_a_reference_no_words_are_kept(office: Office) -> None:
    with pytest.raises(Invalid) as refusal:
        office.entered(reference=None)
    assert list(refusal.value.fields) == ["words"]
    assert office.entered(reference=None, words=None).reference is None


def test_what_came_earlier_runs_from_when_it_came(office: Office) -> None:
    came = NOW - timedelta(hours=70)
    assert office.entered(asked_at=came).due_at == NOW + timedelta(hours=2)


def test_what_comes_in_the_future_is_refused(office: Office) -> None:
    with pytest.raises(Invalid):
        office.entered(asked_at=NOW + timedelta(minutes=1))


def test_what_came_before_there_was_such_a_law_is_refused(office: Office) -> None:
    with pytest.raises(Invalid) as refusal:
        office.entered(asked_at=datetime.fromisoformat("0108-02-03T20:33:44.874738-21:36"))
    assert list(refusal.value.fields) == ["asked_at"]


def test_a_time_is_kept_in_utc_whatever_its_offset(office: Office) -> None:
    came = NOW.astimezone(timezone(timedelta(hours=-21, minutes=-36)))
    assert office.entered(asked_at=came).asked_at.tzinfo == UTC


def test_the_reporter_reads_that_the_office_decided_and_not_who(office: Office) -> None:
    office.decided(office.asked())
    assert office.use.listed(REPORTER).requests[0].decided_by == "inspektorat"
    assert office.use.listed(READER).requests[0].decided_by == READER.actor


def test_reading_the_requests_is_in_the_trail(office: Office) -> None:
    office.asked()
    office.use.listed(REPORTER)
    assert office.announced.only("audited").action == "data_requested"
    office.use.listed(READER)
    read = office.announced[-1].model_dump()
    assert (read["action"], read["details"]) == ("data_requests_read", {"count": "1"})


def test_the_reported_party_can_be_refused_with_a_reason(office: Office) -> None:
    shown = office.decided(office.entered(), words="Membahayakan pelapor.")
    assert (shown.decision, shown.reason, shown.answer) == ("refused", "endangers_others", "Membahayakan pelapor.")
    assert office.announced[-1].model_dump()["action"] == "data_request_answered"


def test_a_reporter_does_not_see_what_others_ask(office: Office) -> None:
    office.entered()
    assert office.use.listed(REPORTER).requests == ()


def test_whoever_the_complaint_is_about_does_not_find_it(office: Office) -> None:
    asked = office.entered()
    office.complaints.bar(ACCUSED.actor)
    assert office.use.listed(ACCUSED).requests == ()
    with pytest.raises(NotFound):
        office.decided(asked, ACCUSED)
    with pytest.raises(NotFound):
        office.asked(ACCUSED, reference=REFERENCE)


def test_it_is_decided_once(office: Office) -> None:
    asked = office.entered()
    office.decided(asked)
    with pytest.raises(StaleVersion):
        office.decided(asked)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"decision": "refused", "reason": "fulfilled"}, "reason"),
        ({"decision": "granted", "reason": "endangers_others"}, "reason"),
        ({"decision": "refused", "reason": "other"}, "words"),
    ],
)
def test_a_decision_fits_its_reason(office: Office, given: dict[str, Any], field: str) -> None:
    asked = office.entered()
    with pytest.raises(Invalid) as refusal:
        office.decided(asked, **given)
    assert list(refusal.value.fields) == [field]


def test_a_reporter_takes_out_everything(office: Office) -> None:
    asked = office.asked()
    found = own_data(
        REPORTER,
        (asked,),
        complaints=office.complaints,
        vault=office.complaints.vault,
        announce=office.announced,
        now=NOW,
    )
    assert found.identity is not None
    assert (found.identity.nik, found.story, found.requests) == ("3300000000001234", "Cerita", (asked,))
    assert office.announced[-1].model_dump()["action"] == "own_data_read"


def test_nobody_elses_data_can_be_taken_out(office: Office) -> None:
    stranger = replace_complaint(REPORTER)
    with pytest.raises(NotFound):
        own_data(
            stranger,
            (),
            complaints=office.complaints,
            vault=office.complaints.vault,
            announce=office.announced,
            now=NOW,
        )
    assert office.announced == []


def replace_complaint(caller: Caller) -> Caller:
    """A reporter of another complaint."""
    return caller.model_copy(update={"complaint_id": UUID(int=7)})


def test_late_is_a_matter_of_the_moment_of_deciding(office: Office) -> None:
    asked = office.requests.kept[office.asked().request_id]
    assert not replace(asked, decided_at=asked.due_at).is_late(NOW + 2 * TIME)
