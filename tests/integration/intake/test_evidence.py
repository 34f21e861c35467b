"""From quarantine to verdict: claims, tries, what is told of a file, and what the role of the process may see."""

import io
from collections.abc import Iterator

import pikepdf
import psycopg2
import pytest

from deploy.local.stack import Endpoints
from gateway.sandbox.files import pdf
from services.common.errors import KeptApart, NotYetChecked
from services.common.runtime.settings import Environment, Store
from services.common.runtime.storage import ObjectStore
from services.intake.evidence.claims import Claims
from tests.integration.intake.front_door import Intake
from tests.integration.intake.quarantine import Away, Quarantine, Short, Suspicious
from tests.support.databases import Databases, rows
from tests.unit.intake.evidence.samples import AUTHOR, letter


@pytest.fixture
def quarantine(intake: Intake, databases: Databases, parts: Endpoints) -> Iterator[Quarantine]:
    made = Quarantine(intake, databases, ObjectStore(Store.read(Environment(parts.store))))
    yield made
    rows(made.owner, "DELETE FROM attachment WHERE tenant = %s", intake.tenant)


def test_a_file_that_passes_is_accepted_and_read_as_its_copy(quarantine: Quarantine) -> None:
    original = letter()
    attachment_id = quarantine.arrive(original)
    assert quarantine.look()
    assert quarantine.row(attachment_id) == ("accepted", None, 1, True)
    assert quarantine.given(attachment_id, original=True) == original
    copy = quarantine.given(attachment_id)
    assert AUTHOR.encode() not in copy
    assert len(pikepdf.open(io.BytesIO(copy)).pages) == 1


def test_acceptance_is_announced_and_every_hash_recorded(quarantine: Quarantine) -> None:
    attachment_id = quarantine.arrive(letter())
    quarantine.look()
    received, added, accepted, copied = quarantine.told(attachment_id)
    assert added["name"] == "attachment_added"
    assert added["sha256"] == received["details"]["sha256"]
    assert [one["action"] for one in (received, accepted, copied)] == [
        "evidence_received",
        "evidence_accepted",
        "evidence_copied",
    ]
    assert accepted["details"] == {"scanner": "none", "sha256": received["details"]["sha256"]}
    assert (accepted["actor"], accepted["actor_kind"]) == ("evidence", "service")
    assert copied["details"]["sha256"] != received["details"]["sha256"]


def test_what_is_infected_is_kept_and_never_announced_as_added(quarantine: Quarantine) -> None:
    attachment_id = quarantine.arrive(pdf("surat"))
    quarantine.look(Suspicious())
    assert quarantine.row(attachment_id) == ("infected", "infected", 1, False)
    entry = quarantine.told(attachment_id)[-1]
    assert entry["action"] == "evidence_refused"
    assert entry["details"].items() >= {"verdict": "infected", "signature": "Uji.Eicar", "scanner": "clamav"}.items()
    assert "attachment_added" not in {one["name"] for one in quarantine.told(attachment_id)}
    with pytest.raises(KeptApart):
        quarantine.given(attachment_id)


def test_what_may_not_be_given_out_is_kept_with_the_reason(quarantine: Quarantine) -> None:
    locked = letter(encryption=pikepdf.Encryption(owner="pemilik", user="rahasia"))
    attachment_id = quarantine.arrive(locked)
    quarantine.look()
    assert quarantine.row(attachment_id) == ("refused", "encrypted", 1, False)
    with pytest.raises(KeptApart):
        quarantine.given(attachment_id, original=True)


def test_a_damaged_file_is_accepted_without_a_copy(quarantine: Quarantine) -> None:
    damaged = b"%PDF-1.7\n" + b"x" * 5000
    attachment_id = quarantine.arrive(damaged)
    quarantine.look()
    assert quarantine.row(attachment_id) == ("accepted", None, 1, False)
    assert quarantine.given(attachment_id) == damaged


def test_without_the_scanner_a_file_waits_and_is_accepted_when_it_is_back(quarantine: Quarantine) -> None:
    attachment_id = quarantine.arrive(pdf("surat"))
    for attempts in range(1, 6):
        assert quarantine.look(Away())
        assert quarantine.row(attachment_id) == ("checking", None, attempts, False)
        quarantine.is_due()
    with pytest.raises(NotYetChecked):
        quarantine.given(attachment_id)
    quarantine.look()
    assert quarantine.row(attachment_id)[0] == "accepted"


def test_a_file_the_scanner_will_never_take_is_kept_apart_after_three_tries(quarantine: Quarantine) -> None:
    attachment_id = quarantine.arrive(pdf("surat"))
    for _ in range(2):
        assert quarantine.look(Short())
        assert quarantine.row(attachment_id)[0] == "checking"
        quarantine.is_due()
    assert quarantine.look(Short())
    assert quarantine.row(attachment_id)[:2] == ("refused", "too_large")


def test_an_outage_of_the_scanner_does_not_cost_a_file_its_tries(quarantine: Quarantine) -> None:
    attachment_id = quarantine.arrive(pdf("surat"))
    for scanner in (Away(), Away(), Away(), Short()):
        assert quarantine.look(scanner)
        assert quarantine.row(attachment_id)[0] == "checking"
        quarantine.is_due()


def test_after_a_try_that_failed_others_come_first(quarantine: Quarantine) -> None:
    quarantine.arrive(pdf("surat"))
    assert quarantine.look(Away())
    assert not quarantine.look()
    later = quarantine.arrive(pdf("lain"))
    assert quarantine.look()
    assert quarantine.row(later)[0] == "accepted"


def test_a_file_that_is_not_what_arrived_is_never_accepted(quarantine: Quarantine) -> None:
    attachment_id = quarantine.arrive(pdf("surat"), sha256="ab" * 32)
    assert quarantine.look()
    assert quarantine.row(attachment_id)[0] == "checking"


def test_two_workers_never_have_the_same_file(quarantine: Quarantine) -> None:
    waiting = {quarantine.arrive(pdf("satu")), quarantine.arrive(pdf("dua"))}
    with (
        quarantine.connected() as one,
        quarantine.connected() as other,
        quarantine.connected() as third,
        Claims(one).next() as first,
        Claims(other).next() as second,
    ):
        assert first
        assert second
        assert {first.attachment_id, second.attachment_id} == waiting
        quarantine.is_due()
        with Claims(third).next() as nothing:
            assert nothing is None


def test_what_a_worker_held_when_it_ended_is_free_again(quarantine: Quarantine) -> None:
    attachment_id = quarantine.arrive(pdf("surat"))
    with quarantine.connected() as ending, Claims(ending).next() as claim:
        assert claim
        ending.invalidate()  # as the process ends
    quarantine.is_due()
    assert quarantine.look()
    assert quarantine.row(attachment_id)[:3] == ("accepted", None, 2)


def test_a_verdict_that_comes_too_late_changes_nothing(quarantine: Quarantine) -> None:
    attachment_id = quarantine.arrive(pdf("surat"))
    with quarantine.connected() as slow:
        with Claims(slow).next() as claim:
            assert claim
        quarantine.is_due()
        quarantine.look(Suspicious())
        assert not Claims(slow).settle(claim, None, None, [])
    assert quarantine.row(attachment_id)[0] == "infected"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT sealed_name FROM attachment",
        "SELECT content FROM complaint",
        "SELECT sealed FROM message",
        "SELECT sealed FROM vault.identity",
        "SELECT payload FROM outbox",
        "UPDATE attachment SET sha256 = 'x'",
        "DELETE FROM attachment",
        "UPDATE keys.complaint_key SET wrapped = NULL",
    ],
)
def test_the_process_sees_files_and_nothing_else(quarantine: Quarantine, query: str) -> None:
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        rows(quarantine.role, query)


def test_it_sees_the_keys_of_files_and_not_those_of_identities(quarantine: Quarantine) -> None:
    quarantine.intake.file(mode="open", identity={"name": "Pelapor Contoh"})
    quarantine.arrive(pdf("surat"), "ktp")
    query = "SELECT set_config('dumas.tenant', %s, true); SELECT DISTINCT purpose FROM keys.complaint_key"
    assert set(rows(quarantine.role, query, quarantine.intake.tenant)) == {("content",), ("ktp",)}


def test_it_tells_of_files_only_in_the_name_of_their_own_tenant(quarantine: Quarantine) -> None:
    query = (
        "SELECT set_config('dumas.tenant', 'lain', true); INSERT INTO outbox (event_id, tenant, source, name, payload) "
        "VALUES (gen_random_uuid(), %s, 'intake', 'attachment_added', '{}')"
    )
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        rows(quarantine.role, query, quarantine.intake.tenant)
