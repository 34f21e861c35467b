"""Names given out before anything is stored: repeatable for the sender, unguessable for anybody else."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from gateway.problems import KeyMalformed, KeyMissing
from gateway.receipts import CROCKFORD, Names, Receipts, as_access_code, as_reference, checked_key
from gateway.regencies import public
from services.common.contracts.complaints import Filing, Reference
from tests.unit.gateway.samples import CODE, FILING, KEY, NOW, PROFILE, REFERENCE

RECEIPTS = Receipts(b"r" * 32)
CALLER = public("contoh")
FILED = Filing.model_validate(FILING)
NAMES = RECEIPTS.names(CALLER, KEY, FILED, PROFILE, NOW)


def test_the_same_key_and_filing_give_the_same_names() -> None:
    assert Receipts(b"r" * 32).names(CALLER, KEY, FILED, PROFILE, NOW) == NAMES


@pytest.mark.parametrize(
    "other",
    [
        RECEIPTS.names(CALLER, KEY + "2", FILED, PROFILE, NOW),
        RECEIPTS.names(public("lain"), KEY, FILED, PROFILE, NOW),
        RECEIPTS.names(CALLER.model_copy(update={"actor": "loket"}), KEY, FILED, PROFILE, NOW),
        RECEIPTS.names(CALLER, KEY, FILED.model_copy(update={"subject": "Lain"}), PROFILE, NOW),
        Receipts(b"x" * 32).names(CALLER, KEY, FILED, PROFILE, NOW),
    ],
    ids=["key", "tenant", "caller", "filing", "secret"],
)
def test_anything_else_gives_other_names(other: Names) -> None:
    assert other.complaint_id != NAMES.complaint_id
    assert other.reference != NAMES.reference
    assert other.access_code != NAMES.access_code


def test_only_the_year_of_a_reference_comes_from_the_clock() -> None:
    later = RECEIPTS.names(CALLER, KEY, FILED, PROFILE, datetime(2027, 1, 1, tzinfo=UTC))
    assert (later.complaint_id, later.access_code) == (NAMES.complaint_id, NAMES.access_code)
    assert later.reference == NAMES.reference.replace("-26-", "-27-")


def test_the_year_is_that_of_the_regencys_own_time_zone() -> None:
    new_year_there = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)  # half past midnight in Makassar
    assert RECEIPTS.names(CALLER, KEY, FILED, PROFILE, new_year_there).reference.startswith("CTH-27-")


@given(st.from_regex(r"[A-Za-z0-9_-]{16,128}", fullmatch=True))
def test_every_reference_has_the_form_the_contract_asks(key: str) -> None:
    names = RECEIPTS.names(CALLER, key, FILED, PROFILE, NOW)
    TypeAdapter(Reference).validate_python(names.reference)


@given(st.from_regex(r"[A-Za-z0-9_-]{16,128}", fullmatch=True))
def test_an_access_code_is_sixteen_letters_that_cannot_be_misread(key: str) -> None:
    groups = RECEIPTS.names(CALLER, key, FILED, PROFILE, NOW).access_code.split("-")
    assert [len(group) for group in groups] == [4, 4, 4, 4]
    assert set("".join(groups)) <= set(CROCKFORD)


def test_the_services_never_see_the_senders_own_key() -> None:
    request_key = RECEIPTS.request_key(CALLER, KEY)
    assert KEY not in request_key
    assert len(bytes.fromhex(request_key)) == 32


@pytest.mark.parametrize("key", ["short", "a" * 129, "has spaces in it, sixteen", "ümläute-ümläute-ü"])
def test_a_key_that_cannot_protect_a_receipt_is_malformed_and_not_missing(key: str) -> None:
    with pytest.raises(KeyMalformed):
        checked_key(key)


@pytest.mark.parametrize("key", [None, ""])
def test_a_key_that_is_not_sent_is_missing(key: str | None) -> None:
    with pytest.raises(KeyMissing):
        checked_key(key)


@pytest.mark.parametrize("typed", [REFERENCE, " cth-26-7k3m-q9tx ", "CTH-26-7K3M-Q9TX\n"])
def test_a_reference_is_understood_as_people_type_it(typed: str) -> None:
    assert as_reference(typed) == REFERENCE


@pytest.mark.parametrize("typed", [CODE, CODE.lower(), CODE.replace("-", " "), CODE.replace("-", "").replace("0", "O")])
def test_an_access_code_is_understood_as_people_type_it(typed: str) -> None:
    assert as_access_code(typed) == CODE
