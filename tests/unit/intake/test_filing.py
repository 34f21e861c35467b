"""Filing: one complaint for one request key, everything sealed, one event with codes only."""

import json
from dataclasses import asdict
from typing import Any

import pytest

from services.common.contracts.caller import Caller
from services.common.contracts.complaints import Filing, Receipt
from services.common.contracts.conflict import NOBODY, Barred
from services.common.desk.custody import HERE, task_id
from services.common.errors import Invalid, KeyReused, UnknownTenant
from services.common.sop.load import parse_sop
from services.intake import filing as use
from services.intake.filing import Filed
from tests.unit.common.clocks.support import TENANTS
from tests.unit.common.sop.small import changed
from tests.unit.intake.samples import (
    CLERK,
    CODE,
    COMPLAINT,
    NOW,
    OTHER,
    PUBLIC,
    REFERENCE,
    MemoryFilings,
    filing,
    submission,
    vault,
)

SECRET = "Kepala Dinas Rahasia"
IDENTITY = {"name": "Pelapor Rahasia", "email": "rahasia@example.org"}
ACCUSED = ({"name": "Contoh Satu, S.H."}, {"unit": "dinas_contoh"})


def submit(
    filings: MemoryFilings, of: Filing | None = None, caller: Caller = PUBLIC, **changes: Any
) -> tuple[Receipt, Filed]:
    """File a complaint. Returns the receipt and what was kept under its key."""
    sent = submission(of=of, **changes)
    receipt = use.submit(caller, sent, filings=filings, vault=vault(), now=NOW)
    return receipt, filings.saved[sent.request_key]


@pytest.fixture
def filings() -> MemoryFilings:
    return MemoryFilings()


def test_the_receipt_carries_the_names_the_gateway_gave_out(filings: MemoryFilings) -> None:
    receipt, _ = submit(filings)
    assert (receipt.reference, receipt.access_code, receipt.complaint_id) == (REFERENCE, CODE, COMPLAINT)
    assert (receipt.received_at, receipt.is_new) == (NOW, True)


def test_the_same_request_again_gets_the_same_receipt_and_files_nothing(filings: MemoryFilings) -> None:
    submit(filings)
    receipt, kept = submit(filings, access_code=CODE)
    assert (receipt.reference, receipt.received_at, receipt.is_new) == (REFERENCE, NOW, False)
    assert len(filings.saved) == 1
    assert kept.row["filed_at"] == NOW


def test_the_same_key_for_another_complaint_is_refused(filings: MemoryFilings) -> None:
    submit(filings)
    with pytest.raises(KeyReused):
        submit(filings, filing(story="Cerita lain"))


def test_the_same_key_with_another_reporter_is_refused(filings: MemoryFilings) -> None:
    submit(filings, filing(mode="open", identity={"name": "Pelapor Satu"}))
    with pytest.raises(KeyReused):
        submit(filings, filing(mode="open", identity={"name": "Pelapor Dua"}))


def test_what_an_officer_does_not_know_of_who_reports_is_kept_as_lacking() -> None:
    katingan = parse_sop((TENANTS / "katingan" / "sop.yaml").read_text(encoding="utf-8"), "sop.yaml")
    clerk = CLERK.model_copy(update={"roles": ("petugas_penerima",)})
    partly = filing(channel="letter", mode="confidential", identity={"name": "Contoh", "address": "Desa Contoh"})
    _, kept = submit(MemoryFilings(sop=katingan), partly, clerk)
    says = vault().open("contoh", COMPLAINT, "content", kept.row["content"])
    assert says["identity_lacks"] == ["nik", "phone", "occupation"]


def test_another_key_is_another_complaint(filings: MemoryFilings) -> None:
    submit(filings)
    receipt, _ = submit(filings, request_key="key-2", complaint_id=OTHER, reference="CTH-26-7K3M-9QXS")
    assert receipt.is_new
    assert len(filings.saved) == 2


def test_a_regency_nobody_published_takes_nothing() -> None:
    with pytest.raises(UnknownTenant, match="contoh"):
        submit(MemoryFilings(is_published=False))


def test_a_complaint_that_breaks_the_channels_rules_is_not_kept(filings: MemoryFilings) -> None:
    with pytest.raises(Invalid):
        submit(filings, filing(mode="anonymous", identity=IDENTITY))
    assert filings.saved == {}


def test_the_first_step_of_the_pinned_sop_waits_with_its_roles(filings: MemoryFilings) -> None:
    _, kept = submit(filings)
    assert (kept.task.step, kept.task.kind, kept.task.roles) == ("catat", "record", ["jfu"])
    assert kept.task.task_id == task_id(COMPLAINT, kept.task.version)
    assert (kept.custody.sop, kept.custody.state) == ("contoh@1", HERE)
    known = {"channel": "wbs", "mode": "anonymous", "complaint.received_on": NOW.date().isoformat()}
    assert kept.custody.facts == known


def test_the_task_is_numbered_like_the_event_that_tells_of_it(filings: MemoryFilings) -> None:
    _, kept = submit(filings)
    assert kept.received.task.task_id == kept.task.task_id
    assert kept.custody.sequence == kept.task.version == kept.received.sequence == 1


def test_what_is_told_are_codes_only(filings: MemoryFilings) -> None:
    of = filing(
        mode="open",
        subject=SECRET,
        story=SECRET,
        location=SECRET,
        reported=[{"name": SECRET, "unit": "dinas_contoh"}],
        identity=IDENTITY,
    )
    _, kept = submit(filings, of)
    told = kept.received.model_dump_json()
    assert "Rahasia" not in told
    assert "rahasia" not in told
    assert CODE not in told
    assert (kept.received.unit, kept.received.can_be_mailed) == ("dinas_contoh", True)


def test_what_is_kept_shows_neither_content_nor_identity_nor_code(filings: MemoryFilings) -> None:
    _, kept = submit(filings, filing(mode="open", subject=SECRET, story=SECRET, identity=IDENTITY))
    shown = json.dumps([asdict(kept.custody), asdict(kept.task), kept.row], default=repr).lower()
    assert "rahasia" not in shown
    assert CODE.lower() not in shown
    assert b"Rahasia" not in (kept.identity or b"") + kept.row["content"]


def test_identity_is_sealed_apart_and_is_no_part_of_the_content(filings: MemoryFilings) -> None:
    _, kept = submit(filings, filing(mode="open", identity=IDENTITY))
    content = vault().open("contoh", COMPLAINT, "content", kept.row["content"])
    assert kept.identity is not None
    assert vault().open("contoh", COMPLAINT, "identity", kept.identity) == IDENTITY
    assert "identity" not in content
    assert content["story"] == "Cerita"


def test_without_an_identity_none_is_kept(filings: MemoryFilings) -> None:
    assert submit(filings)[1].identity is None


def test_an_identity_without_a_single_field_is_no_identity(filings: MemoryFilings) -> None:
    _, kept = submit(filings, filing(mode="anonymous", identity={}))
    assert kept.identity is None
    assert kept.received.can_be_mailed is False


def test_paper_that_was_keyed_in_counts_from_the_day_it_came(filings: MemoryFilings) -> None:
    of = filing(channel="walk_in", mode="open", identity=IDENTITY, received_at="2026-02-20T02:00:00Z")
    _, kept = submit(filings, of, CLERK)
    assert kept.received.received_at.isoformat() == "2026-02-20T02:00:00+00:00"
    assert (kept.received.happened_at, kept.received.filed_by) == (NOW, "jfu")


def test_the_events_id_follows_from_the_complaint(filings: MemoryFilings) -> None:
    again = MemoryFilings()
    assert submit(filings)[1].received.event_id == submit(again)[1].received.event_id


def test_whom_the_complaint_is_about_is_shut_out_from_the_first_moment(filings: MemoryFilings) -> None:
    _, kept = submit(filings, filing(reported=ACCUSED))
    assert kept.custody.barred == Barred(
        officers=("contoh_inspektur",), units=("dinas_contoh",), instead={"inspektur": ("sekretaris",)}
    )
    assert kept.received.barred == kept.custody.barred
    assert kept.received.task.not_for == ("contoh_inspektur",)


def test_a_stand_in_does_the_first_step_where_its_holder_is_accused() -> None:
    sop = changed("jfu: {label: JFU}", "jfu: {label: JFU, substitute: sekretaris}")
    _, kept = submit(MemoryFilings(sop=sop), filing(reported=[{"name": "Contoh Dua"}]))
    assert kept.task.roles == ["sekretaris"]
    assert kept.received.task.roles == ("sekretaris",)


def test_a_complaint_about_nobody_we_know_shuts_nobody_out(filings: MemoryFilings) -> None:
    assert submit(filings, filing(reported=[{"name": "Orang Lain"}]))[1].custody.barred == NOBODY


def test_the_office_names_a_reported_officer_and_the_public_does_not(filings: MemoryFilings) -> None:
    reported = [{"officer": "contoh_petugas"}]
    with pytest.raises(Invalid):
        submit(filings, filing(reported=reported))
    at_the_counter = filing(channel="walk_in", mode="open", identity=IDENTITY, reported=reported)
    assert submit(filings, at_the_counter, CLERK)[1].custody.barred.officers == ("contoh_petugas",)


def test_consent_given_at_filing_is_announced_with_it(filings: MemoryFilings) -> None:
    _, kept = submit(filings, filing(mode="open", identity=IDENTITY, consents_to_forwarding=True))
    assert kept.consent is not None
    assert (kept.consent.complaint_id, kept.consent.happened_at) == (COMPLAINT, NOW)


def test_without_consent_none_is_announced(filings: MemoryFilings) -> None:
    assert submit(filings, filing(mode="open", identity=IDENTITY))[1].consent is None


def test_an_anonymous_complaint_that_consents_is_not_kept(filings: MemoryFilings) -> None:
    with pytest.raises(Invalid):
        submit(filings, filing(consents_to_forwarding=True))
    assert filings.saved == {}
