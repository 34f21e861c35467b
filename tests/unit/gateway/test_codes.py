"""Codes of the second factor, against the published examples; what is sealed and hashed is bound to its account."""

import base64
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.exceptions import InvalidTag

from gateway import codes
from gateway.codes import CodeKeys

RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
RFC_EXAMPLES = [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")]
"""RFC 6238, appendix B, SHA-1: the last six digits."""

KEYS = CodeKeys(b"f" * 32)


@pytest.mark.parametrize(("seconds", "code"), RFC_EXAMPLES)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    assert codes.step_of(RFC_SECRET, code, datetime.fromtimestamp(seconds, UTC), 0) == seconds // 30


@pytest.mark.parametrize("typed", ["", "28708", "287083", "２８７０８２", "-87082"])
def test_anything_else_is_no_code(typed: str) -> None:
    assert codes.step_of(RFC_SECRET, typed, datetime.fromtimestamp(59, UTC), 0) is None


def test_a_step_that_was_used_and_all_before_it_are_over() -> None:
    at = datetime.fromtimestamp(59, UTC)
    assert codes.step_of(RFC_SECRET, "287082", at, 0) == 1
    assert codes.step_of(RFC_SECRET, "287082", at, 1) is None


def test_a_phone_learns_everything_from_the_address() -> None:
    address = urlsplit(codes.uri(RFC_SECRET, "contoh", "kepala"))
    assert (address.scheme, address.netloc, address.path) == ("otpauth", "totp", "/Dumas:kepala%40contoh")
    assert parse_qs(address.query) == {"secret": [RFC_SECRET], "issuer": ["Dumas"]}


def test_new_secrets_and_recovery_codes_are_never_the_same() -> None:
    assert len({codes.new_secret() for _ in range(50)}) == 50
    assert len({code for _ in range(50) for code in codes.new_recovery_codes()}) == 50 * codes.RECOVERY_CODES


def test_what_is_sealed_opens_for_its_account_under_its_key_alone() -> None:
    sealed = KEYS.seal("contoh", "kepala", RFC_SECRET)
    assert KEYS.open("contoh", "kepala", sealed) == RFC_SECRET
    assert RFC_SECRET.encode() not in sealed
    for keys, tenant, account in (
        (KEYS, "lain", "kepala"),
        (KEYS, "contoh", "lain"),
        (CodeKeys(b"g" * 32), "contoh", "kepala"),
    ):
        with pytest.raises(InvalidTag):
            keys.open(tenant, account, sealed)


def test_the_mark_of_a_recovery_code_is_bound_to_account_and_key_and_not_to_how_it_is_typed() -> None:
    mark = KEYS.mark("contoh", "kepala", "abcd-efgh-jkmn-2345")
    assert KEYS.mark("contoh", "kepala", " ABCD efgh jkmn 2345 ") == mark
    assert KEYS.mark("contoh", "lain", "abcd-efgh-jkmn-2345") != mark
    assert CodeKeys(b"g" * 32).mark("contoh", "kepala", "abcd-efgh-jkmn-2345") != mark
