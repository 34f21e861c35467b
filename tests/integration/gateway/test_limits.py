"""How often things may be asked for: counted by all processes together, told in time, never in the way of intake."""

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import URL, Engine

from gateway.app import create_app
from gateway.limits import rules
from gateway.parts import parts_of
from gateway.tokens import ReporterPass
from services.common.contracts.complaints import MailboxKey
from services.common.errors import NotFound, WrongReferenceOrCode
from services.common.runtime.settings import Store
from tests.integration.gateway.doors import HERE, THERE, Door, filed, problem, run, said, tried
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.conftest import SETTINGS
from tests.unit.gateway.issued_papers import ADDRESS, PAGE, issued, pdf
from tests.unit.gateway.samples import COMPLAINT, MAILBOX, REFERENCE, TENANT, receipt_for

MADE_UP = "CTH-26-0000-0000"


def waits(door: FlaskClient) -> int:
    """For how long filing is refused."""
    answer = filed(door)
    assert (answer.status_code, problem(answer)) == (429, "too-many-requests")
    return int(answer.headers["Retry-After"])


def test_a_client_files_as_often_as_the_limit_says(door: Door) -> None:
    here = door("filing_client=2/hour,proof=never")
    assert [filed(here).status_code for _ in range(3)] == [201, 201, 429]
    assert filed(here, THERE).status_code == 201


def test_all_processes_count_together(door: Door) -> None:
    one, other = (door("filing_client=2/hour,proof=never") for _ in range(2))
    assert [filed(each).status_code for each in (one, other, one, other)] == [201, 201, 429, 429]


def test_the_time_to_wait_is_told_in_seconds_and_in_words(door: Door) -> None:
    here = door("filing_client=1/30 minutes,proof=never")
    filed(here)
    answer = filed(here)
    assert 1795 <= int(answer.headers["Retry-After"]) <= 1800
    assert answer.json is not None
    assert "30 minutes" in answer.json["detail"]


def test_who_has_waited_is_let_through(door: Door, admin: URL) -> None:
    here = door("filing_client=1/hour,proof=never")
    filed(here)
    waited = waits(here)
    run(admin, "UPDATE counter SET ends_at = ends_at - make_interval(secs => :waited)", waited=waited)
    assert filed(here).status_code == 201
    assert filed(here).status_code == 429


def test_waiting_is_never_made_longer_by_asking(door: Door, admin: URL) -> None:
    here = door("filing_client=1/hour,proof=never")
    filed(here)
    run(admin, "UPDATE counter SET ends_at = now() + interval '100 seconds'")
    assert [waits(here) <= 100 for _ in range(3)] == [True] * 3


def test_a_regency_has_a_limit_for_all_clients_together(door: Door) -> None:
    here = door("filing_tenant=2/hour,proof=never")
    assert [filed(here, f"192.0.2.{n}").status_code for n in range(3)] == [201, 201, 429]
    assert filed(here, tenant="lain").status_code == 201


def test_a_client_past_its_limit_uses_up_nothing_of_the_regencys(door: Door) -> None:
    here = door("filing_client=1/hour,filing_tenant=2/hour,proof=never")
    assert [filed(here).status_code for _ in range(4)] == [201, 429, 429, 429]
    assert filed(here, THERE).status_code == 201


def test_neighbours_in_a_subscribers_network_are_one_client(door: Door) -> None:
    here = door("filing_client=1/hour,proof=never")
    clients = ("2001:db8:1:2::1", "2001:db8:1:2:abcd::9", "2001:db8:1:3::1")
    assert [filed(here, client).status_code for client in clients] == [201, 429, 201]


def test_tries_at_a_reference_are_counted_whoever_makes_them(door: Door, desks: Answerer) -> None:
    desks.on("intake.open_mailbox", WrongReferenceOrCode())
    here = door("code_reference=2/15 minutes")
    assert [tried(here, f"192.0.2.{n}").status_code for n in range(3)] == [401, 401, 429]
    asked = len(desks.calls)
    assert tried(here, reference=REFERENCE.lower()).status_code == 429
    assert len(desks.calls) == asked


def test_a_reference_that_does_not_exist_is_counted_alike(door: Door, desks: Answerer) -> None:
    def open_mailbox(_caller: object, request: object) -> MailboxKey:
        if getattr(request, "reference", "") == REFERENCE:
            return MailboxKey(complaint_id=COMPLAINT, reference=REFERENCE)
        raise WrongReferenceOrCode

    desks.on("intake.open_mailbox", open_mailbox)
    here = door("code_reference=1/15 minutes")
    assert [tried(here, reference=MADE_UP).status_code for _ in range(2)] == [401, 429]
    assert [tried(here).status_code for _ in range(2)] == [201, 429]


def test_tries_of_one_client_at_many_references_are_counted(door: Door, desks: Answerer) -> None:
    desks.on("intake.open_mailbox", WrongReferenceOrCode())
    here = door("code_client=2/15 minutes")
    assert [tried(here, reference=f"CTH-26-0000-000{n}").status_code for n in range(3)] == [401, 401, 429]


def test_signing_in_is_limited_by_client(door: Door) -> None:
    here = door("sign_in_client=1/15 minutes")
    body = {"tenant": "contoh", "username": "petugas", "password": "bukan-sandinya"}
    answers = [here.post("/api/v1/sessions", json=body, environ_base={"REMOTE_ADDR": HERE}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [401, 429]


def test_challenges_are_limited_by_client(door: Door) -> None:
    here = door("challenge_client=1/15 minutes")
    assert [here.get("/api/v1/challenge").status_code for _ in range(2)] == [200, 429]


def test_messages_and_uploads_are_limited_by_reporter(door: Door, desks: Answerer) -> None:
    desks.on("intake.post_message", MAILBOX.messages[0])
    here = door("message_reporter=1/hour,upload_reporter=1/hour")
    token = parts_of(here.application).reporter_tokens.write(ReporterPass("contoh", COMPLAINT, REFERENCE))
    reporter = {"Authorization": f"Bearer {token}"}
    assert [said(here, reporter).status_code for _ in range(2)] == [201, 429]
    files = [here.post("/api/v1/reporter/attachments", data=b"x", headers=reporter) for _ in range(2)]
    assert [answer.status_code for answer in files] == [400, 429]


def test_own_data_are_limited_by_reporter(door: Door, desks: Answerer) -> None:
    desks.on("intake.own_data", NotFound(REFERENCE))
    here = door("data_reporter=1/hour")
    token = parts_of(here.application).reporter_tokens.write(ReporterPass("contoh", COMPLAINT, REFERENCE))
    reporter = {"Authorization": f"Bearer {token}"}
    assert [here.get("/api/v1/reporter/data", headers=reporter).status_code for _ in range(2)] == [404, 429]


def test_what_is_over_is_deleted_and_yesterdays_salt_with_it(door: Door, admin: URL) -> None:
    here = door("")
    filed(here)
    counters = parts_of(here.application).admission.counters
    run(admin, "INSERT INTO day_salt VALUES (current_date - 1, 'x')")
    run(admin, "UPDATE counter SET ends_at = now()")
    counters.sweep()
    assert run(admin, "SELECT count(*) FROM counter") == [(0,)]
    assert run(admin, "SELECT day >= current_date FROM day_salt") == [(True,)]


@pytest.fixture
def blind(store: Store, desks: Answerer, engine: Engine) -> Iterator[FlaskClient]:
    """A gateway whose database is away."""
    desks.on("register.tenant", TENANT)
    desks.on("intake.submit", receipt_for)
    away = "postgresql://nobody@127.0.0.1:1/nothing"
    app = create_app(replace(SETTINGS, database_url=away, store=store, limits=rules("filing_client=1/hour")), desks)
    yield app.test_client()
    parts_of(app).sweeping.stop()


def test_filing_goes_on_while_nothing_can_be_counted(blind: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert [filed(blind).status_code for _ in range(3)] == [201] * 3
    lines = [record.getMessage() for record in caplog.records]
    assert sum("nothing can be counted" in line for line in lines) == 1
    assert not any(HERE in line for line in lines)


def test_nobody_guesses_while_nothing_can_be_counted(blind: FlaskClient) -> None:
    answer = tried(blind)
    assert (answer.status_code, problem(answer)) == (503, "cannot-count")
    assert int(answer.headers["Retry-After"]) > 0


@pytest.mark.parametrize("client", [HERE, "2001:db8:77:1::5"])
def test_nothing_of_the_address_is_kept_or_logged(
    door: Door, admin: URL, desks: Answerer, caplog: pytest.LogCaptureFixture, client: str
) -> None:
    desks.on("intake.open_mailbox", WrongReferenceOrCode())
    here = door("filing_client=1/hour,code_client=1/hour,proof=never")
    with caplog.at_level(logging.DEBUG):
        for _ in range(2):
            filed(here, client)
            tried(here, client)
    tables = run(admin, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    kept = str([run(admin, f'SELECT * FROM "{table}"') for (table,) in tables])
    said_of_it = "\n".join(record.getMessage() for record in caplog.records)
    for trace in (client, client.rpartition(":")[0] or client, client.encode().hex()):
        assert trace not in kept + said_of_it + repr(desks.calls)


def test_the_keys_of_counters_cannot_be_had_from_the_database_alone(door: Door, admin: URL) -> None:
    filed(door("filing_client=1/hour,proof=never"))
    first = run(admin, "SELECT key FROM counter")
    run(admin, "TRUNCATE counter")
    other = door("filing_client=1/hour,proof=never", receipt_key=b"q" * 32)
    filed(other)
    assert len(first) == 2 == len(run(admin, "SELECT key FROM counter"))
    assert not set(map(str, first)) & set(map(str, run(admin, "SELECT key FROM counter")))


def test_rows_are_not_logged_by_the_database(admin: URL) -> None:
    names = "('counter', 'day_salt', 'used_proof')"
    assert run(admin, f"SELECT DISTINCT relpersistence FROM pg_class WHERE relname IN {names}") == [("u",)]


def test_files_are_verified_as_often_as_the_limit_says_on_the_page_and_over_the_interface_together(
    door: Door, desks: Answerer
) -> None:
    desks.on("register.verification", issued())
    desks.on("register.signing_certificate", NotFound("certificate"))
    here = door("check_client=2/hour")
    own = {"Sec-Fetch-Site": "same-origin"}
    answers = [here.post(address, data=pdf(), headers=own) for address in (ADDRESS, PAGE, ADDRESS, PAGE)]
    assert [answer.status_code for answer in answers] == [200, 200, 429, 429]
    assert all(int(answer.headers["Retry-After"]) > 3500 for answer in answers[2:])
    assert here.get(PAGE).status_code == 200
