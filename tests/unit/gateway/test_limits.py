"""The table of limits: what DUMAS_LIMITS changes, whom a route counts, and what of an address is counted."""

import pytest

from gateway.api import signatures
from gateway.clients import network_of
from gateway.limits import DEFAULTS, LIMITS, OFF, rules
from gateway.pages.routes import PUBLIC as PAGES
from gateway.routes import API


def test_what_is_not_named_keeps_its_default() -> None:
    assert rules("") == rules(" , ")
    changed = rules("filing_client=5/hour")
    assert changed.limits["filing_client"].times == 5
    assert {**changed.limits, "filing_client": None} == {**DEFAULTS.limits, "filing_client": None}


@pytest.mark.parametrize(
    ("text", "times", "seconds"),
    [("7/second", 7, 1), ("10/15 minutes", 10, 900), ("10/15minutes", 10, 900), ("1 / 2 days", 1, 172_800)],
)
def test_a_rate_is_so_many_in_a_time(text: str, times: int, seconds: int) -> None:
    limit = rules(f"code_reference={text}").limits["code_reference"]
    assert (limit.times, limit.seconds) == (times, seconds)


def test_one_limit_or_all_can_be_off() -> None:
    assert "upload_reporter" not in rules("upload_reporter=off").limits
    assert rules("off") == OFF
    assert OFF.policy("contoh") == "never"


def test_a_tenant_may_ask_for_proofs_by_a_rule_of_its_own() -> None:
    found = rules("proof=never, proof.contoh=always")
    assert (found.policy("contoh"), found.policy("lain")) == ("always", "never")
    assert rules("").policy("contoh") == "busy"


@pytest.mark.parametrize(
    "text",
    ["filing=20/hour", "filing_client=20", "filing_client=0/hour", "filing_client=2/0 hours", "proof=perhaps", "on"],
)
def test_what_is_not_understood_ends_the_program(text: str) -> None:
    with pytest.raises(SystemExit, match="DUMAS_LIMITS"):
        rules(text)


def test_half_of_filing_is_free_of_proof_and_everything_else_whole() -> None:
    assert [DEFAULTS.limits["filing_client"].allowed(is_proved) for is_proved in (False, True)] == [10, 20]
    assert all(limit.allowed(False) == limit.times for limit in LIMITS if not limit.name.startswith("filing_"))


def test_every_limit_is_used_and_no_other_is() -> None:
    asked = {name for route in API for name in route.limits} | {name for page in PAGES for name in page.limits}
    assert asked | set(signatures.OF_SIGNER) == set(DEFAULTS.limits)


def test_a_route_has_what_its_limits_count() -> None:
    for route in API:
        subjects = {DEFAULTS.limits[name].subject for name in route.limits}
        assert "tenant" not in subjects or "<tenant>" in route.path
        assert "reporter" not in subjects or route.who == ("reporter",)
        assert "account" not in subjects or route.who == ("officer",)
        assert "reference" not in subjects or (
            route.takes and {"tenant", "reference"} <= route.takes.model_fields.keys()
        )
        assert not route.proof or (route.keyed and "<tenant>" in route.path)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", ""),
        (None, ""),
        ("unix:", ""),
    ],
)
def test_a_client_is_an_address_or_a_subscribers_network(address: str | None, network: str) -> None:
    assert network_of(address) == network
