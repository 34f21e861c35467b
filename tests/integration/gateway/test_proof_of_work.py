"""When filing asks for a proof of work, and that it is neither used twice nor a wall: waiting does as well."""

from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import URL

from gateway.parts import parts_of
from gateway.proofs import Proofs
from services.common.contracts.complaints import Submission
from tests.integration.gateway.doors import HERE, THERE, Door, filed, problem, run
from tests.support.proving import solution
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.conftest import SETTINGS

BUSY = "filing_client=4/hour"
BAIT = {"homepage": "https://example.com/beli"}


def proof(door: FlaskClient) -> str:
    """A new one, from a challenge as anybody gets it."""
    answer = door.get("/api/v1/challenge")
    assert answer.status_code == 200
    assert answer.json is not None
    return solution(answer.json)


@pytest.fixture
def busy(door: Door) -> FlaskClient:
    """A gateway at which one client has used up its free share."""
    here = door(BUSY)
    assert [filed(here).status_code for _ in range(2)] == [201, 201]
    return here


def test_past_the_free_share_a_proof_is_asked_for_and_how_to_do_without_is_told(busy: FlaskClient) -> None:
    answer = filed(busy)
    assert (answer.status_code, problem(answer)) == (428, "proof-needed")
    assert 3590 <= int(answer.headers["Retry-After"]) <= 3600
    assert answer.json is not None
    assert "/api/v1/challenge" in answer.json["detail"]
    assert "60 minutes" in answer.json["detail"]


def test_other_clients_are_not_asked(busy: FlaskClient) -> None:
    assert filed(busy, THERE).status_code == 201


def test_with_proofs_the_whole_limit_is_had_and_no_more(busy: FlaskClient) -> None:
    assert [filed(busy, proof=proof(busy)).status_code for _ in range(3)] == [201, 201, 429]
    assert filed(busy).status_code == 428


def test_being_asked_uses_up_nothing(busy: FlaskClient) -> None:
    for _ in range(5):
        assert filed(busy).status_code == 428
    assert [filed(busy, proof=proof(busy)).status_code for _ in range(2)] == [201, 201]


def test_who_waits_instead_is_let_through(busy: FlaskClient, admin: URL) -> None:
    waited = int(filed(busy).headers["Retry-After"])
    run(admin, "UPDATE counter SET ends_at = ends_at - make_interval(secs => :waited)", waited=waited)
    assert filed(busy).status_code == 201


def test_a_busy_regency_asks_everybody(door: Door) -> None:
    here = door("filing_tenant=2/hour")
    assert [filed(here, f"192.0.2.{n}").status_code for n in range(2)] == [201, 428]
    assert filed(here, THERE, proof=proof(here)).status_code == 201


def test_a_proof_serves_one_filing(busy: FlaskClient, door: Door) -> None:
    used = proof(busy)
    assert filed(busy, proof=used).status_code == 201
    assert filed(busy, proof=used).status_code == 428
    assert filed(door(BUSY), proof=used).status_code == 428


def test_a_retry_may_send_its_proof_again(busy: FlaskClient) -> None:
    used, key = proof(busy), str(uuid4())
    assert [filed(busy, proof=used, key=key).status_code for _ in range(2)] == [201, 201]


def test_a_proof_used_in_one_regency_is_not_taken_in_another_under_the_same_key(door: Door) -> None:
    here, key = door("proof=always"), str(uuid4())
    used = proof(here)
    assert [filed(here, tenant=name, proof=used, key=key).status_code for name in ("contoh", "lain")] == [201, 428]


@pytest.mark.parametrize("made", [Proofs(b"x" * 32), Proofs(SETTINGS.receipt_key, cost=1)], ids=["forged", "too weak"])
def test_a_proof_that_does_not_hold_is_none(busy: FlaskClient, made: Proofs) -> None:
    assert filed(busy, proof=solution(made.challenge())).status_code == 428
    assert filed(busy, proof="not even base64").status_code == 428


def test_a_proof_nobody_asked_for_does_no_harm(door: Door) -> None:
    here = door("")
    assert filed(here, proof="stale").status_code == 201
    assert filed(here, proof=proof(here)).status_code == 201


def test_used_proofs_are_kept_until_they_expire(busy: FlaskClient, admin: URL) -> None:
    filed(busy, proof=proof(busy))
    counters = parts_of(busy.application).admission.counters
    counters.sweep()
    left = run(admin, "SELECT extract(epoch FROM expires_at - now()) FROM used_proof")
    assert [550 < seconds <= 600 for (seconds,) in left] == [True]
    run(admin, "UPDATE used_proof SET expires_at = now()")
    counters.sweep()
    assert run(admin, "SELECT * FROM used_proof") == []


def test_a_filled_trap_asks_for_a_proof_and_drops_nothing(door: Door, desks: Answerer) -> None:
    here = door("")
    answer = filed(here, **BAIT)
    assert (answer.status_code, problem(answer)) == (428, "proof-needed")
    assert "Retry-After" not in answer.headers
    assert filed(here, proof=proof(here), **BAIT).status_code == 201
    assert filed(here, homepage="").status_code == 201


def test_the_trap_is_not_part_of_the_complaint(door: Door, desks: Answerer) -> None:
    here, key = door(""), str(uuid4())
    baited = filed(here, proof=proof(here), key=key, **BAIT)
    sent = desks.last("intake.submit")[1]
    assert isinstance(sent, Submission)
    assert "homepage" not in sent.filing.model_dump()
    plain = filed(here, key=key)
    assert (baited.json or {})["access_code"] == (plain.json or {})["access_code"]


def test_a_regency_may_ask_for_a_proof_always(door: Door) -> None:
    here = door("proof.contoh=always")
    answer = filed(here)
    assert (answer.status_code, answer.headers.get("Retry-After")) == (428, None)
    assert filed(here, proof=proof(here)).status_code == 201
    assert filed(here, tenant="lain").status_code == 201


def test_without_proofs_the_whole_limit_is_free(door: Door) -> None:
    here = door(f"{BUSY},proof=never")
    assert [filed(here, **BAIT).status_code for _ in range(5)] == [201, 201, 201, 201, 429]


def test_nothing_of_the_client_goes_into_a_challenge(door: Door) -> None:
    given = door("").get("/api/v1/challenge", environ_base={"REMOTE_ADDR": HERE}, headers={"User-Agent": "Karangan/1"})
    assert HERE not in given.text
    assert "Karangan" not in given.text
