"""The end of keeping at intake: what retention takes away, what stays, and the files that leave the store."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from deploy.local.stack import Endpoints
from gateway.sandbox.files import pdf
from services.common.contracts import complaints as c
from services.common.contracts import identity as i
from services.common.contracts import privacy as d
from services.common.contracts.events import RetentionEnded
from services.common.contracts.register import Nothing
from services.common.errors import NoLongerKept
from services.common.runtime.settings import Environment, Store
from services.common.runtime.storage import ObjectStore
from services.intake.evidence.sweeping import sweep
from tests.integration.intake.front_door import Intake
from tests.integration.intake.quarantine import Quarantine
from tests.support.databases import Databases, rows
from tests.unit.intake import samples

NAME, WORDS = "Pelapor Kenari", "Mohon dibetulkan kenari."
FILED: dict[str, Any] = {"mode": "open", "identity": {"name": NAME}}


@pytest.fixture
def quarantine(intake: Intake, databases: Databases, parts: Endpoints) -> Iterator[Quarantine]:
    made = Quarantine(intake, databases, ObjectStore(Store.read(Environment(parts.store))))
    yield made
    rows(made.owner, "DELETE FROM attachment WHERE tenant = %s", intake.tenant)


def ends(intake: Intake, filed: c.Submission, scope: str, times: int = 1) -> None:
    """Hear that the time is over."""
    event = RetentionEnded(
        event_id=uuid4(),
        happened_at=samples.NOW,
        tenant=intake.tenant,
        complaint_id=filed.complaint_id,
        reference=filed.reference,
        scope=scope,
    )
    for _ in range(times):
        intake.service.forget(event)


def told(intake: Intake, action: str) -> list[Any]:
    query = "SELECT payload FROM outbox WHERE tenant = %s AND payload->>'action' = %s"
    return [payload for (payload,) in rows(intake.owner, query, intake.tenant, action)]


def reporter(intake: Intake, filed: c.Submission) -> Any:
    return intake.caller(samples.REPORTER, complaint_id=filed.complaint_id)


def asked(intake: Intake, filed: c.Submission) -> d.DataRequest:
    request = d.AskData(kind="rectification", words=WORDS, request_key=uuid4().hex)
    answer = intake.service.ask_data(reporter(intake, filed), request)
    assert isinstance(answer, d.DataRequest)
    return answer


def opening(intake: Intake, filed: c.Submission) -> None:
    request = i.RequestOpening(reference=filed.reference, reason="Perlu dihubungi", request_key=uuid4().hex)
    assert isinstance(intake.service.request_opening(intake.caller(samples.READER), request), i.Opening)


def own(intake: Intake, filed: c.Submission) -> Any:
    return intake.service.own_data(reporter(intake, filed), Nothing())


def complaint_of(quarantine: Quarantine) -> c.Submission:
    """The complaint files are sent for, by its names."""
    complaint_id = quarantine.reporter.complaint_id
    query = "SELECT reference FROM complaint WHERE complaint_id = %s"
    ((reference,),) = rows(quarantine.owner, query, str(complaint_id))
    return samples.submission(complaint_id=complaint_id, reference=reference)


def swept(quarantine: Quarantine) -> int:
    url = quarantine.role.set(drivername="postgresql+psycopg2")
    with create_engine(url, poolclass=NullPool).connect() as connection:
        return sweep(connection, quarantine.store)


def removed(quarantine: Quarantine, attachment_id: UUID) -> bool:
    query = "SELECT object_key, removed_at IS NOT NULL FROM attachment WHERE attachment_id = %s"
    ((key, is_removed),) = rows(quarantine.owner, query, str(attachment_id))
    if is_removed:
        with pytest.raises(OSError, match="no such file"):
            quarantine.store.get(key, None)
    return bool(is_removed)


def test_a_reporter_takes_out_everything_and_it_is_noted(intake: Intake) -> None:
    filed = intake.file(**FILED)
    asked(intake, filed)
    found = own(intake, filed)
    assert (found.identity.name, found.story, [one.words for one in found.requests]) == (NAME, "Cerita", [WORDS])
    assert len(told(intake, "own_data_read")) == 1


def test_when_the_identity_ends_what_was_written_stays(intake: Intake) -> None:
    filed = intake.file(**FILED)
    ends(intake, filed, "identity", times=2)
    found = own(intake, filed)
    assert (found.identity, found.story) == (None, "Cerita")
    (entry,) = told(intake, "identity_destroyed")
    assert (entry["subject"], entry["actor_kind"], entry["details"]) == (filed.reference, "service", {"desk": "intake"})


def test_when_the_complaint_ends_everybody_gets_a_calm_answer(intake: Intake) -> None:
    filed = intake.file(**FILED)
    asked(intake, filed)
    opening(intake, filed)
    ends(intake, filed, "complaint", times=2)
    key = c.OpenMailbox(reference=filed.reference, access_code=filed.access_code)
    assert isinstance(intake.service.open_mailbox(intake.caller(samples.PUBLIC), key), c.MailboxKey)
    assert isinstance(intake.service.mailbox(reporter(intake, filed), Nothing()), NoLongerKept)
    assert isinstance(own(intake, filed), NoLongerKept)
    content = intake.service.content(intake.caller(samples.READER), c.ByReference(reference=filed.reference))
    assert isinstance(content, NoLongerKept)
    assert len(told(intake, "complaint_destroyed")) == 1


def test_requests_stay_as_codes_and_openings_of_others_can_still_be_listed(intake: Intake) -> None:
    filed, other = intake.file(**FILED), intake.file(**FILED)
    asked(intake, filed)
    for each in (filed, other):
        opening(intake, each)
    ends(intake, filed, "complaint")
    reader = intake.caller(samples.READER)
    (request,) = intake.service.data_requests(reader, Nothing()).requests
    assert (request.reference, request.words) == (filed.reference, None)
    listed = intake.service.openings(reader, Nothing()).openings
    assert [one.reference for one in listed] == [other.reference]


def test_one_that_is_asked_again_is_kept_once(intake: Intake) -> None:
    filed = intake.file(**FILED)
    request = d.AskData(kind="erasure", words=WORDS, request_key=uuid4().hex)
    first = intake.service.ask_data(reporter(intake, filed), request)
    assert intake.service.ask_data(reporter(intake, filed), request) == first
    assert len(intake.service.data_requests(reporter(intake, filed), Nothing()).requests) == 1


def test_open_requests_stand_before_decided_ones(intake: Intake) -> None:
    first, second = (asked(intake, intake.file(**FILED)) for _ in range(2))
    leader = intake.caller(samples.READER)
    decision = d.DecideDataRequest(request_id=first.request_id, decision="granted", reason="fulfilled")
    intake.service.decide_data_request(leader, decision)
    listed = intake.service.data_requests(leader, Nothing()).requests
    assert [one.request_id for one in listed] == [second.request_id, first.request_id]


def test_files_of_a_destroyed_complaint_leave_the_store(quarantine: Quarantine) -> None:
    attachment_id = quarantine.arrive(pdf("surat"))
    quarantine.look()
    assert swept(quarantine) == 0
    ends(quarantine.intake, complaint_of(quarantine), "complaint")
    assert (swept(quarantine), swept(quarantine)) == (1, 0)
    assert removed(quarantine, attachment_id)


def test_with_the_identity_go_the_files_that_show_it(quarantine: Quarantine) -> None:
    ktp, evidence = (quarantine.arrive(pdf("surat"), kind) for kind in ("ktp", "evidence"))
    for _ in range(2):
        quarantine.look()
    assert quarantine.row(ktp)[0] == "accepted"
    ends(quarantine.intake, complaint_of(quarantine), "identity")
    assert swept(quarantine) == 1
    assert (removed(quarantine, ktp), removed(quarantine, evidence)) == (True, False)
    assert quarantine.row(ktp)[:2] == ("refused", "ended")


@pytest.mark.parametrize(
    ("state", "past", "is_over"),
    [
        ("begun", "25 hours", True),
        ("begun", "20 hours", False),
        ("refused", "31 days", True),
        ("infected", "31 days", True),
        ("refused", "29 days", False),
        ("accepted", "900 days", False),
        ("checking", "900 days", False),
    ],
)
def test_what_was_left_over_or_kept_apart_goes_in_time(
    quarantine: Quarantine, state: str, past: str, is_over: bool
) -> None:
    attachment_id = quarantine.arrive(pdf("surat"))
    rows(
        quarantine.owner,
        "UPDATE attachment SET state = %s, begun_at = now() - %s::interval, added_at = now() - %s::interval "
        "WHERE attachment_id = %s",
        *(state, past, past, str(attachment_id)),
    )
    assert swept(quarantine) == int(is_over)
    assert removed(quarantine, attachment_id) is is_over
