"""What everybody may know of a document: whether it stands, its days, whose office signed; nothing of its complaint."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.common.contracts.documents import Verification
from services.common.contracts.events import DocumentSigned, DocumentWithdrawn
from services.intake.register.attesting import attested, standing_of
from services.intake.register.issued import as_code, columns_of
from services.intake.register.issued_tables import IssuedRow
from tests.unit.assignment.samples import profile
from tests.unit.intake.register.course import waiting_sop

AT = datetime(2026, 3, 20, 17, 30, tzinfo=UTC)
"""Already the 21st in Makassar."""

UNITS = {"dinas_contoh": "Dinas Contoh"}
SIGNED = {"way": "internal", "signed_by": "contoh_satu", "signed_as": "sekretaris", "signed_at": AT}


def row(**changes: Any) -> IssuedRow:
    """An assignment letter that was not signed yet."""
    given = {
        "document_id": uuid4(),
        "tenant": "contoh",
        "complaint_id": UUID("0d9b7c52-6b0e-4a8e-9c9c-0c1f8a0f7d10"),
        "kind": "spt",
        "number": "700/014/CTH/2026",
        "edition": 1,
        "code": "7K3MQ9TX4H2D9WQZ",
        "media_type": "application/pdf",
        "issued_at": AT,
        "sha256": "a" * 64,
        "size": 1000,
    }
    return IssuedRow(**given | changes)


def told(document: IssuedRow, instead: IssuedRow | None = None) -> Verification:
    return attested(document, instead, profile(time_zone="Asia/Makassar"), waiting_sop(), UNITS)


@pytest.mark.parametrize(
    ("changes", "standing"),
    [
        ({}, "draft"),
        (SIGNED, "stands"),
        ({"kind": "jawaban"}, "stands"),
        ({"withdrawn_at": AT}, "cancelled"),
        (SIGNED | {"withdrawn_at": AT}, "cancelled"),
        (SIGNED | {"withdrawn_at": AT, "replaced_by": uuid4()}, "replaced"),
    ],
)
def test_a_document_stands_unless_it_waits_for_a_signature_or_was_withdrawn(
    changes: dict[str, Any], standing: str
) -> None:
    assert standing_of(row(**changes)) == standing


def test_days_are_those_of_the_regency() -> None:
    found = told(row(**SIGNED, withdrawn_at=AT))
    assert (str(found.issued_on), str(found.signed_on), str(found.ended_on)) == ("2026-03-21",) * 3


def test_who_signed_is_told_by_the_regencys_name_for_the_office() -> None:
    label = waiting_sop().roles["sekretaris"].label
    assert told(row(**SIGNED)).signed_as == label


def test_an_office_the_procedure_no_longer_has_is_told_by_its_code() -> None:
    assert told(row(**SIGNED | {"signed_as": "kepala_bagian"})).signed_as == "Kepala bagian"


def test_what_stands_instead_is_told_by_number_and_edition() -> None:
    found = told(row(replaced_by=uuid4(), withdrawn_at=AT), row(number="700/015/CTH/2026", edition=3))
    assert (found.replaced_by, found.replaced_by_edition) == ("700/015/CTH/2026", 3)


def test_a_units_own_report_is_told_under_the_units_name() -> None:
    assert told(row(kind="lhk", unit="dinas_contoh")).unit == "Dinas Contoh"
    assert told(row(kind="lhk", unit="dinas_lama")).unit == "dinas_lama"
    assert told(row()).unit is None


def test_nothing_leads_to_the_complaint_or_to_a_person() -> None:
    document = row(**SIGNED)
    said = told(document).model_dump_json()
    assert str(document.complaint_id) not in said
    assert "contoh_satu" not in said


@pytest.mark.parametrize("typed", ["7k3mq9tx4h2d0o1l", "7K3MQ9TX4H2D00I1", "7K3MQ9TX4H2D0011"])
def test_letters_that_are_misread_are_understood(typed: str) -> None:
    assert as_code(typed) == "7K3MQ9TX4H2D0011"


def test_an_event_fills_only_the_columns_it_knows_of() -> None:
    envelope = {"event_id": uuid4(), "happened_at": AT, "tenant": "contoh", "document_id": uuid4(), "by": "contoh"}
    withdrawn = DocumentWithdrawn.model_validate(envelope)
    signed = DocumentSigned.model_validate(
        envelope | {"way": "wet", "role": "sekretaris", "signed_at": AT, "sha256": "b" * 64}
    )
    assert columns_of(withdrawn).keys() == {"replaced_by", "withdrawn_at"}
    assert columns_of(signed).keys() == {"way", "signed_by", "signed_as", "signed_at", "signed_sha256"}
