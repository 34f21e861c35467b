"""The ring of master keys: which texts make one, what it wraps, and what an earlier build's key comes to."""

import base64
import os
from uuid import UUID

import pytest
from cryptography.exceptions import InvalidTag

from services.common.sealing import KeyMissing, Ring, disclose, enclose, new_key
from services.intake.earlier_keys import earlier_key

KEY = bytes(range(32))
OLD, NEW = (base64.b64encode(key).decode() for key in (KEY, os.urandom(32)))
COMPLAINT = UUID("c0ffee00-0000-4000-8000-000000000001")


def test_the_first_key_wraps_and_every_key_unwraps() -> None:
    key = new_key()
    master, wrapped = Ring(f"k1:{OLD}").wrap(key, "contoh|1")
    ring = Ring(f"k2:{NEW}, k1:{OLD}")
    assert ring.unwrap(master, wrapped, "contoh|1") == key
    assert (master, ring.wrap(key, "contoh|1")[0], ring.ids) == ("k1", "k2", ("k2", "k1"))


def test_a_wrapped_key_is_bound_to_its_place() -> None:
    master, wrapped = Ring(f"k1:{OLD}").wrap(new_key(), "contoh|1")
    with pytest.raises(InvalidTag):
        Ring(f"k1:{OLD}").unwrap(master, wrapped, "lain|1")
    with pytest.raises(InvalidTag):
        Ring(f"k1:{NEW}").unwrap(master, wrapped, "contoh|1")


def test_a_master_key_that_was_taken_away_opens_nothing_and_is_named() -> None:
    _, wrapped = Ring(f"k1:{OLD}").wrap(new_key(), "contoh|1")
    with pytest.raises(KeyMissing, match="k1"):
        Ring(f"k2:{NEW}").unwrap("k1", wrapped, "contoh|1")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (OLD, "entry 1 does not"),
        (f"k2:{NEW},,k1:{OLD}", "entry 2 does not"),
        (f"K 1:{OLD}", "entry 1 does not"),
        (f"k1:{OLD[:-4]}", "k1 is not 32 bytes"),
        ("k1:not-base64", "k1 is not 32 bytes"),
        (f"k1:{OLD},k1:{NEW}", "k1 is there twice"),
    ],
    ids=["without a name", "empty", "a bad name", "too short", "no base64", "twice"],
)
def test_a_bad_ring_ends_the_program_with_what_is_wrong_and_not_with_the_key(text: str, fault: str) -> None:
    with pytest.raises(SystemExit) as ended:
        Ring(text)
    assert str(ended.value).endswith(f"{fault}.")
    assert OLD[:8] not in str(ended.value)


def test_an_empty_ring_is_left_to_the_list_of_missing_variables() -> None:
    assert Ring("").ids == ()


@pytest.mark.parametrize(
    ("complaint", "expected"),
    [
        (COMPLAINT, "7ef8f8d7f6001863d6667feff545bd22"),
        (None, "85360cb5563fe33d1cd29db6552ec3e2"),
    ],
)
def test_the_keys_of_the_earlier_build_follow_from_the_oldest_master(complaint: UUID | None, expected: str) -> None:
    ring = Ring(f"k2:{NEW},k1:{OLD}", earlier_key)
    key = ring.earlier("contoh", complaint)
    assert key is not None
    assert key.hex()[:32] == expected
    assert Ring(f"k1:{OLD}").earlier("contoh", complaint) is None


def test_what_is_enclosed_opens_for_its_purpose_alone() -> None:
    sealed = enclose(KEY, b"Pelapor Contoh", "identity")
    assert b"Pelapor" not in sealed
    assert disclose(KEY, sealed, "identity") == b"Pelapor Contoh"
    with pytest.raises(InvalidTag):
        disclose(KEY, sealed, "content")
