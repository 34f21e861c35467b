"""One transaction of a service: saved together or not at all, one tenant at a time, each request answered once."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import IntegrityError

from services.common.contracts.caller import Caller
from services.common.contracts.complaints import ByReference
from services.common.contracts.events import AttachmentAdded
from services.common.contracts.register import Applied
from services.common.errors import KeyReused, NotFound
from services.common.runtime.database import Work, make_engine, transaction
from services.review.models import Base
from tests.support.databases import Databases, rows
from tests.unit.common.desk.memory import MONDAY

OFFICER = Caller(kind="officer", actor="contoh_inspektur", tenant="contoh_a", roles=("inspektur",))
REQUEST = ByReference(reference="CTH-26-7K3M-9QXR")
OTHER_REQUEST = ByReference(reference="CTH-26-0000-0000")
ATTACHMENTS = Base.metadata.tables["known_attachment"]


class Review:
    """The review desk's database, as its services work in it."""

    def __init__(self, engine: Engine, databases: Databases) -> None:
        self.engine, self._databases = engine, databases

    def work(self, tenant: str = "contoh_a") -> AbstractContextManager[Work]:
        return transaction(self.engine, "review", tenant, Base)

    def fail(self, *acts: Callable[[Work], object]) -> None:
        """Do these in one transaction, and then fail."""
        with self.work() as work:
            for act in acts:
                act(work)
            raise NotFound("complaint")

    def count(self, table: str, column: str, value: object) -> int:
        """How many rows there are, looked at by the owner."""
        url = self._databases.of_owner("dumas_review")
        return int(rows(url, f"SELECT count(*) FROM {table} WHERE {column} = %s", str(value))[0][0])


@pytest.fixture
def review(databases: Databases) -> Iterator[Review]:
    url = databases.of_role("review", "dumas_review").render_as_string(hide_password=False)
    engine = make_engine(url, 2)
    yield Review(engine, databases)
    engine.dispose()


def added(tenant: str = "contoh_a") -> AttachmentAdded:
    """An event of its own for each test."""
    ids = {"event_id": uuid4(), "complaint_id": uuid4(), "attachment_id": uuid4()}
    return AttachmentAdded(happened_at=MONDAY, tenant=tenant, kind="evidence", **ids)


def keep(work: Work, event: AttachmentAdded) -> None:
    values = {"attachment_id": event.attachment_id, "tenant": event.tenant, "complaint_id": event.complaint_id}
    work.connection.execute(insert(ATTACHMENTS).values(**values))


def kept(work: Work, attachment_id: UUID) -> bool:
    return (
        work.connection.execute(select(ATTACHMENTS).where(ATTACHMENTS.c.attachment_id == attachment_id)).first()
        is not None
    )


def test_an_event_is_announced_when_the_work_is_saved(review: Review) -> None:
    event = added()
    with review.work() as work:
        work.announce(event)
        assert review.count("outbox", "event_id", event.event_id) == 0
    assert review.count("outbox", "event_id", event.event_id) == 1


def test_what_fails_announces_nothing_and_keeps_nothing(review: Review) -> None:
    event = added()
    with pytest.raises(NotFound):
        review.fail(
            lambda work: keep(work, event),
            lambda work: work.announce(event),
            lambda work: work.first_time(event, "hear"),
        )
    assert review.count("outbox", "event_id", event.event_id) == 0
    assert review.count("inbox", "event_id", event.event_id) == 0
    assert review.count("known_attachment", "attachment_id", event.attachment_id) == 0


def test_work_whose_statement_fails_is_undone_and_its_connection_stays_good(review: Review) -> None:
    event = added()
    with review.work() as work:
        keep(work, event)
    with pytest.raises(IntegrityError):
        review.fail(lambda work: work.announce(added()), lambda work: keep(work, event))
    for _ in range(4):
        with review.work() as work:
            assert kept(work, event.attachment_id)


def test_an_event_is_taken_for_the_first_time_once_by_each_handler(review: Review) -> None:
    event = added()
    taken = []
    for handler in ("hear", "hear", "count"):
        with review.work() as work:
            taken.append(work.first_time(event, handler))
    assert taken == [True, False, True]


def test_a_handler_that_failed_takes_the_event_as_if_for_the_first_time(review: Review) -> None:
    event = added()
    with pytest.raises(NotFound):
        review.fail(lambda work: work.first_time(event, "hear"))
    with review.work() as work:
        assert work.first_time(event, "hear")


def test_work_in_one_tenants_name_sees_nothing_of_anothers_on_the_same_connections(review: Review) -> None:
    event = added("contoh_a")
    with review.work("contoh_a") as work:
        keep(work, event)
    for tenant, seen in (("contoh_b", False), ("contoh_a", True), ("", False), ("contoh_b", False)):
        with review.work(tenant) as work:
            assert kept(work, event.attachment_id) is seen


def test_the_tenant_is_forgotten_with_the_transaction(review: Review) -> None:
    with review.work("contoh_a") as work:
        work.connection.exec_driver_sql("SELECT 1")
    with review.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT current_setting('dumas.tenant', true)").scalar() in {None, ""}


def test_a_tenant_whose_name_is_a_statement_is_only_a_name(review: Review) -> None:
    with review.work("'; DROP TABLE outbox; --") as work:
        assert work.connection.exec_driver_sql("SELECT count(*) FROM outbox").scalar() == 0


def test_a_request_with_the_same_key_acts_once_and_is_answered_alike(review: Review) -> None:
    acted, key = [], uuid4().hex

    def act() -> Applied:
        acted.append(1)
        return Applied(count=len(acted))

    answers = []
    for _ in range(3):
        with review.work() as work:
            answers.append(work.once(OFFICER, REQUEST, key, Applied, act))
    assert answers == [Applied(count=1)] * 3
    assert len(acted) == 1


def test_the_same_key_for_another_request_is_refused(review: Review) -> None:
    key = uuid4().hex
    with review.work() as work:
        work.once(OFFICER, REQUEST, key, Applied, lambda: Applied(count=1))
    with pytest.raises(KeyReused), review.work() as work:
        work.once(OFFICER, OTHER_REQUEST, key, Applied, lambda: Applied(count=2))


@pytest.mark.parametrize("other", [{"actor": "contoh_irban"}, {"kind": "system"}])
def test_the_same_key_of_somebody_else_is_another_key(review: Review, other: dict[str, str]) -> None:
    key = uuid4().hex
    with review.work() as work:
        work.once(OFFICER, REQUEST, key, Applied, lambda: Applied(count=1))
    with review.work() as work:
        answer = work.once(OFFICER.model_copy(update=other), OTHER_REQUEST, key, Applied, lambda: Applied(count=2))
    assert answer == Applied(count=2)


def test_a_refused_request_leaves_its_key_free(review: Review) -> None:
    key = uuid4().hex

    def refuse() -> Applied:
        raise NotFound("complaint")

    with pytest.raises(NotFound), review.work() as work:
        work.once(OFFICER, REQUEST, key, Applied, refuse)
    with review.work() as work:
        assert work.once(OFFICER, OTHER_REQUEST, key, Applied, lambda: Applied(count=7)) == Applied(count=7)


def test_two_requests_with_one_key_at_the_same_time_act_once(review: Review) -> None:
    acted, key, both = [], uuid4().hex, threading.Barrier(2, timeout=10)

    def act() -> Applied:
        acted.append(1)
        threading.Event().wait(0.2)
        return Applied(count=len(acted))

    def request() -> Applied:
        both.wait()
        with review.work() as work:
            return work.once(OFFICER, REQUEST, key, Applied, act)

    with ThreadPoolExecutor(2) as pool:
        answers = [future.result(timeout=20) for future in [pool.submit(request) for _ in range(2)]]
    assert answers == [Applied(count=1)] * 2
    assert len(acted) == 1


def test_a_connection_the_database_has_ended_is_replaced_unnoticed(review: Review, databases: Databases) -> None:
    with review.work() as work:
        number = work.connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
    rows(databases.of_owner("postgres"), "SELECT pg_terminate_backend(%s)", number)
    with review.work() as work:
        assert work.connection.exec_driver_sql("SELECT pg_backend_pid()").scalar() != number
    with review.work() as work:
        assert work.connection.exec_driver_sql("SELECT current_setting('dumas.tenant')").scalar() == "contoh_a"


def test_no_connection_is_lost_over_many_failures(review: Review) -> None:
    for _ in range(6):
        with pytest.raises(NotFound):
            review.fail(lambda work: work.connection.exec_driver_sql("SELECT 1"))
    with review.work() as first, review.work() as second:
        assert first.connection is not second.connection


def test_parameters_do_not_appear_in_an_error(review: Review) -> None:
    event = added()
    with review.work() as work:
        keep(work, event)
    with pytest.raises(IntegrityError) as failed, review.work() as work:
        keep(work, event.model_copy(update={"complaint_id": uuid4()}))
    assert "hide_parameters" in str(failed.value)
