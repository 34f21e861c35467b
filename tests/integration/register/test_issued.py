"""The index of issued documents in its own tables: events in any order, what stands now, and who is told alike."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import permutations
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy.exc import ProgrammingError

from services.common.contracts.documents import ByCode, Verification
from services.common.contracts.events import DocumentRendered, DocumentSigned, DocumentWithdrawn
from services.common.errors import NotFound
from services.common.press.certificates import new_authority
from services.intake.register.issued import Issued, Told
from services.intake.register.verifying import certificate, verification
from tests.integration.register.regency import Regency
from tests.unit.common.clocks.support import local

AT = local("2026-04-06 09:00")


class Paper:
    """One document, and what becomes of it."""

    def __init__(self, tenant: str, edition: int = 1, number: str = "700/014/CTH/2026") -> None:
        self.tenant, self.edition, self.number = tenant, edition, number
        self.document_id, self.complaint_id = uuid4(), uuid4()
        self.code = f"{self.document_id.hex[:12].upper()}0011"

    def rendered(self) -> DocumentRendered:
        told = {"document": "spt", "number": self.number, "edition": self.edition, "code": self.code}
        file = {"media_type": "application/pdf", "issued_at": AT, "sha256": "a" * 64, "size": 1000}
        return DocumentRendered.model_validate(self._envelope() | told | file)

    def signed(self) -> DocumentSigned:
        told = {"way": "internal", "by": "contoh_satu", "role": "sekretaris", "signed_at": AT, "sha256": "b" * 64}
        return DocumentSigned.model_validate(self._envelope() | told)

    def withdrawn(self, by: "Paper | None" = None) -> DocumentWithdrawn:
        told = {"replaced_by": by.document_id if by else None, "by": "contoh_satu"}
        return DocumentWithdrawn.model_validate(self._envelope() | told)

    def _envelope(self) -> dict[str, Any]:
        known = {"tenant": self.tenant, "document_id": self.document_id, "complaint_id": self.complaint_id}
        return {"event_id": uuid4(), "happened_at": AT, **known}


def hear(regency: Regency, *told: Told) -> None:
    """Each in a transaction of its own, as they are heard."""
    for event in told:
        with regency.work(event.tenant) as work:
            Issued(work).keep(event)


def asked(regency: Regency, paper: Paper, code: str = "", tenant: str = "") -> Verification:
    """What anybody is told."""
    named = tenant or regency.tenant
    with regency.work(named) as work:
        return verification(work, ByCode(tenant=named, code=code or paper.code))


def index(regency: Regency, document_id: UUID) -> Sequence[Any]:
    (row,) = regency.rows("SELECT * FROM issued_document WHERE document_id = %s", str(document_id))
    return row


def test_a_signed_letter_stands_and_is_told_of_with_its_office(regency: Regency) -> None:
    paper = Paper(regency.tenant)
    hear(regency, paper.rendered(), paper.signed())
    told = asked(regency, paper)
    assert (told.standing, told.title, told.number) == ("stands", "Surat Perintah Tugas", "700/014/CTH/2026")
    assert (told.office, told.government) == ("Inspektorat Contoh", "Pemerintah Kabupaten Contoh")
    assert (told.sha256, told.signed_sha256, told.way) == ("a" * 64, "b" * 64, "internal")


def test_the_order_in_which_events_come_makes_no_difference(regency: Regency) -> None:
    told = []
    for order in permutations(range(4)):
        paper, after = Paper(regency.tenant), Paper(regency.tenant, edition=2)
        heard: list[Told] = [paper.rendered(), paper.signed(), paper.withdrawn(after), after.rendered()]
        hear(regency, *(heard[at] for at in order))
        told.append(asked(regency, paper).model_dump(exclude={"document_id"}))
    assert told == told[:1] * len(told)
    assert (told[0]["standing"], told[0]["replaced_by_edition"]) == ("replaced", 2)


def test_an_event_heard_twice_changes_nothing(regency: Regency) -> None:
    paper = Paper(regency.tenant)
    heard = (paper.rendered(), paper.signed(), paper.withdrawn())
    hear(regency, *heard)
    before = index(regency, paper.document_id)
    hear(regency, *heard)
    assert index(regency, paper.document_id) == before


def test_a_document_that_was_only_signed_so_far_is_not_found_yet(regency: Regency) -> None:
    paper = Paper(regency.tenant)
    hear(regency, paper.signed())
    with pytest.raises(NotFound):
        asked(regency, paper)
    hear(regency, paper.rendered())
    assert asked(regency, paper).standing == "stands"


def test_replaced_several_times_it_names_the_one_that_stands_now(regency: Regency) -> None:
    first, second, third = (Paper(regency.tenant, number=f"700/{number}/CTH/2026") for number in ("1", "2", "3"))
    hear(regency, *(paper.rendered() for paper in (first, second, third)))
    hear(regency, first.withdrawn(second), second.withdrawn(third))
    assert [asked(regency, paper).replaced_by for paper in (first, second)] == ["700/3/CTH/2026"] * 2


def test_when_what_came_instead_was_cancelled_too_nothing_is_named(regency: Regency) -> None:
    first, second = Paper(regency.tenant), Paper(regency.tenant, edition=2)
    hear(regency, first.rendered(), second.rendered(), first.withdrawn(second), second.withdrawn())
    told = asked(regency, first)
    assert (told.standing, told.replaced_by, told.replaced_by_edition) == ("replaced", None, None)


def test_a_code_is_found_in_small_letters_and_with_misread_ones(regency: Regency) -> None:
    paper = Paper(regency.tenant)
    hear(regency, paper.rendered())
    assert asked(regency, paper, paper.code.lower()[:-4] + "oOiL").document_id == paper.document_id


def test_an_unknown_code_another_regency_and_an_unknown_one_are_told_alike(regency: Regency) -> None:
    paper = Paper(regency.tenant)
    hear(regency, paper.rendered())
    said = set()
    for code, tenant in (("0" * 16, regency.tenant), (paper.code, "tidak_ada"), (paper.code, "banyumas")):
        with pytest.raises(NotFound) as refusal:
            asked(regency, paper, code, tenant)
        said.add(str(refusal.value))
    assert len(said) == 1


def test_the_certificate_is_given_with_its_fingerprint_once_there_is_one(regency: Regency) -> None:
    with regency.work(regency.tenant) as work, pytest.raises(NotFound):
        certificate(work, regency.tenant)
    pem, _ = new_authority("Inspektorat Contoh", datetime.now(UTC))
    added = "INSERT INTO signing_authority (tenant, certificate, sealed) VALUES (%s, %s, '')"
    regency.rows(added, regency.tenant, pem)
    with regency.work(regency.tenant) as work:
        found = certificate(work, regency.tenant)
    assert (found.pem, len(found.sha256)) == (pem, 64)


def test_the_register_cannot_read_the_sealed_key(regency: Regency) -> None:
    with regency.work(regency.tenant) as work, pytest.raises(ProgrammingError, match="permission denied"):
        work.connection.exec_driver_sql("SELECT sealed FROM signing_authority")
