"""The vault: what is sealed for one complaint and purpose opens for these alone."""

import os
from uuid import UUID

import pytest
from cryptography.exceptions import InvalidTag

from services.common.sealing import CONTENT, IDENTITY, Destroyed, KeyMissing
from services.intake.vault import KTP, Vault
from tests.unit.intake.samples import COMPLAINT, OTHER, REFERENCE, MemoryKeys

MASTER = os.urandom(32)
VAULT = Vault(MemoryKeys(MASTER))
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
    ("vault", "complaint", "purpose"),
    [
        (VAULT, OTHER, "identity"),
        (VAULT, COMPLAINT, "content"),
        (VAULT, COMPLAINT, "message"),
        (Vault(MemoryKeys(os.urandom(32))), COMPLAINT, "identity"),
    ],
    ids=["another complaint", "the content's key", "another purpose", "another key"],
)
def test_a_seal_does_not_open_for_anything_else(vault: Vault, complaint: UUID, purpose: str) -> None:
    sealed = VAULT.seal("contoh", COMPLAINT, "identity", NAME)
    with pytest.raises(InvalidTag):
        vault.open("contoh", complaint, purpose, sealed)


def test_a_vault_serves_one_regency() -> None:
    sealed = VAULT.seal("contoh", COMPLAINT, "identity", NAME)
    with pytest.raises(KeyMissing):
        VAULT.open("lain", COMPLAINT, "identity", sealed)
    with pytest.raises(InvalidTag):
        Vault(MemoryKeys(MASTER, "lain")).open("lain", COMPLAINT, "identity", sealed)


def test_a_seal_that_was_altered_does_not_open() -> None:
    for place in (0, -1):
        sealed = bytearray(VAULT.seal("contoh", COMPLAINT, "identity", NAME))
        sealed[place] ^= 1
        with pytest.raises(InvalidTag):
            VAULT.open("contoh", COMPLAINT, "identity", bytes(sealed))


def test_a_destroyed_identity_leaves_the_content_as_it_is() -> None:
    keys = MemoryKeys(MASTER)
    vault = Vault(keys)
    content, identity = (vault.seal("contoh", COMPLAINT, purpose, NAME) for purpose in (CONTENT, IDENTITY))
    keys.destroyed.add(IDENTITY)
    assert vault.open("contoh", COMPLAINT, "content", content) == NAME
    with pytest.raises(Destroyed):
        vault.open("contoh", COMPLAINT, "identity", identity)


@pytest.mark.parametrize(("kind", "purpose"), [("evidence", CONTENT), ("ktp", KTP)])
def test_a_files_key_is_its_own_and_a_ktps_goes_with_the_identity(kind: str, purpose: str) -> None:
    keys = MemoryKeys(MASTER)
    first, second = (Vault(keys).file_key("contoh", COMPLAINT, file, kind) for file in (COMPLAINT, OTHER))
    assert (len(first), first != second) == (32, True)
    assert first == VAULT.file_key("contoh", COMPLAINT, COMPLAINT, kind)
    keys.destroyed.add(purpose)
    with pytest.raises(Destroyed):
        Vault(keys).file_key("contoh", COMPLAINT, COMPLAINT, kind)


@pytest.mark.parametrize("spelled", ["4HTN-WQ7C", "4htn-wq7c", "4HTNWQ7C", " 4htn wq7c "])
def test_case_blanks_and_dashes_of_a_code_do_not_matter(spelled: str) -> None:
    assert VAULT.code_hash(REFERENCE, spelled) == VAULT.code_hash(REFERENCE, "4HTN-WQ7C")


def test_a_codes_hash_belongs_to_one_reference_and_one_installation() -> None:
    hashed = VAULT.code_hash(REFERENCE, "4HTN-WQ7C")
    assert hashed != VAULT.code_hash("CTH-26-0000-0000", "4HTN-WQ7C")
    assert hashed != VAULT.code_hash(REFERENCE, "4HTN-WQ7D")
    assert hashed != Vault(MemoryKeys(os.urandom(32))).code_hash(REFERENCE, "4HTN-WQ7C")


def test_a_filing_cannot_be_recognised_without_the_key() -> None:
    assert VAULT.fingerprint("{}") == Vault(MemoryKeys(MASTER)).fingerprint("{}")
    assert VAULT.fingerprint("{}") != VAULT.fingerprint("[]")
    assert VAULT.fingerprint("{}") != Vault(MemoryKeys(os.urandom(32))).fingerprint("{}")
