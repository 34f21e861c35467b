"""A proof of work: only a solved, unexpired challenge of our own counts, and one that cost enough."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from altcha.v2 import create_challenge

from gateway.proofs import ALGORITHM, Proofs
from services.common.sealing import derived
from tests.support.proving import solution

KEY = b"r" * 32
CHEAP = 10


@pytest.fixture
def proofs() -> Proofs:
    """Challenges that cost a test nothing."""
    return Proofs(KEY, cost=CHEAP)


def changed(sent: str, part: str, **fields: Any) -> str:
    document = json.loads(base64.b64decode(sent))
    (document["solution"] if part == "solution" else document["challenge"]["parameters"]).update(fields)
    return base64.b64encode(json.dumps(document).encode()).decode()


def test_a_solved_challenge_is_a_proof(proofs: Proofs) -> None:
    assert proofs.solved(solution(proofs.challenge())) is not None


def test_another_process_with_the_same_key_takes_it(proofs: Proofs) -> None:
    assert Proofs(KEY, cost=CHEAP).solved(solution(proofs.challenge())) is not None


def test_each_challenge_is_another(proofs: Proofs) -> None:
    found = [proofs.solved(solution(proofs.challenge())) for _ in range(2)]
    assert found[0] is not None
    assert found[1] is not None
    assert found[0].name != found[1].name


def test_an_expired_challenge_is_no_proof() -> None:
    late = Proofs(KEY, cost=CHEAP, lasts=timedelta(seconds=-1))
    assert late.solved(solution(late.challenge())) is None


def test_a_challenge_of_somebody_else_is_no_proof(proofs: Proofs) -> None:
    assert proofs.solved(solution(Proofs(b"x" * 32, cost=CHEAP).challenge())) is None


def test_a_challenge_that_cost_less_than_is_asked_now_is_no_proof(proofs: Proofs) -> None:
    assert proofs.solved(solution(Proofs(KEY, cost=CHEAP - 1).challenge())) is None


def test_a_challenge_that_never_expires_is_no_proof(proofs: Proofs) -> None:
    signing = derived(KEY, "dumas proof challenge")
    endless = create_challenge(ALGORITHM, CHEAP, hmac_secret=signing).to_dict()
    assert proofs.solved(solution(endless)) is None


@pytest.mark.parametrize(
    ("part", "fields"),
    [
        ("parameters", {"cost": 1}),
        ("parameters", {"keyPrefix": "00"}),
        ("parameters", {"expiresAt": 4_000_000_000}),
        ("parameters", {"expiresAt": None}),
        ("parameters", {"keySignature": None}),
        ("solution", {"derivedKey": "00" * 32}),
        ("solution", {"derivedKey": 7}),
    ],
    ids=str,
)
def test_what_was_altered_is_no_proof(proofs: Proofs, part: str, fields: dict[str, Any]) -> None:
    assert proofs.solved(changed(solution(proofs.challenge()), part, **fields)) is None


@pytest.mark.parametrize(
    "sent",
    ["", "x", "bm9uZQ==", "W10=", "bnVsbA==", "eyJjaGFsbGVuZ2UiOiAxLCAic29sdXRpb24iOiAyfQ==", "ä", "A" * 5000],
    ids=lambda sent: sent[:20],
)
def test_what_cannot_be_read_is_no_proof(proofs: Proofs, sent: str) -> None:
    assert proofs.solved(sent) is None
