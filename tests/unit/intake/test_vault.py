"""The vault: what is sealed for one complaint and purpose opens for these alone."""

import os

import pytest
from cryptography.exceptions import InvalidTag

from services.intake.vault import Vault
from tests.unit.intake.samples import COMPLAINT, OTHER, REFERENCE

VAULT = Vault(os.urandom(32))
NAME = {"name": "Pelapor Contoh"}


def test_what_was_sealed_opens_as_it_was() -> None:
    assert VAULT.open("contoh", COMPLAINT, "identity", VAULT.seal("contoh", COMPLAINT, "identity", NAME)) == NAME


def test_a_memoryview_from_the_database_opens_too() -> None:
    sealed = memoryview(VAULT.seal("contoh", COMPLAINT, "identity", NAME))
    assert VAULT.open("contoh", COMPLAINT, "identity", sealed) == NAME  # type: ignore[arg-type]  # as psycopg2 gives it


def test_nothing_sealed_shows_or_repeats_itself() -> None:
    first, second = (VAULT.seal("contoh", COMPLAINT, "identity", NAME) for _ in range(2))
    assert first != second
    assert b"Pelapor" not in first


@pytest.mark.parametrize(
    ("vault", "tenant", "complaint", "purpose"),
    [
        (VAULT, "lain", COMPLAINT, "identity"),
        (VAULT, "contoh", OTHER, "identity"),
        (VAULT, "contoh", COMPLAINT, "content"),
        (Vault(os.urandom(32)), "contoh", COMPLAINT, "identity"),
    ],
    ids=["another tenant", "another complaint", "another purpose", "another key"],
)
def test_a_seal_does_not_open_for_anything_else(vault: Vault, tenant: str, complaint: object, purpose: str) -> None:
    sealed = VAULT.seal("contoh", COMPLAINT, "identity", NAME)
    with pytest.raises(InvalidTag):
        vault.open(tenant, complaint, purpose, sealed)  # type: ignore[arg-type]  # one of two ids above


def test_a_seal_that_was_altered_does_not_open() -> None:
    sealed = bytearray(VAULT.seal("contoh", COMPLAINT, "identity", NAME))
    sealed[-1] ^= 1
    with pytest.raises(InvalidTag):
        VAULT.open("contoh", COMPLAINT, "identity", bytes(sealed))


@pytest.mark.parametrize("spelled", ["4HTN-WQ7C", "4htn-wq7c", "4HTNWQ7C", " 4htn wq7c "])
def test_case_blanks_and_dashes_of_a_code_do_not_matter(spelled: str) -> None:
    assert VAULT.code_hash(REFERENCE, spelled) == VAULT.code_hash(REFERENCE, "4HTN-WQ7C")


def test_a_codes_hash_belongs_to_one_reference_and_one_installation() -> None:
    hashed = VAULT.code_hash(REFERENCE, "4HTN-WQ7C")
    assert hashed != VAULT.code_hash("CTH-26-0000-0000", "4HTN-WQ7C")
    assert hashed != VAULT.code_hash(REFERENCE, "4HTN-WQ7D")
    assert hashed != Vault(os.urandom(32)).code_hash(REFERENCE, "4HTN-WQ7C")
