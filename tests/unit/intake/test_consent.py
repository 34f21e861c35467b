"""The reporter's consent: given by the reporter alone, once, and never for an anonymous complaint."""

from datetime import timedelta

import pytest

from services.common.errors import Invalid, NotYourRole
from services.intake import usecases
from services.intake.consent import give_consent
from tests.unit.common.desk.memory import Announced
from tests.unit.intake.samples import COMPLAINT, NOW, READER, REFERENCE, REPORTER, MemoryComplaints


@pytest.fixture
def complaints() -> MemoryComplaints:
    return MemoryComplaints(identity={"name": "Pelapor Contoh"}, mode="open")


def test_consent_is_kept_shown_and_announced(complaints: MemoryComplaints) -> None:
    announced = Announced()
    give_consent(REPORTER, complaints=complaints, announce=announced, now=NOW)
    assert announced.only("consent_given").complaint_id == COMPLAINT
    shown = usecases.content(READER, REFERENCE, complaints=complaints, vault=complaints.vault)
    assert shown.has_consent


def test_without_it_none_is_shown(complaints: MemoryComplaints) -> None:
    assert not usecases.content(READER, REFERENCE, complaints=complaints, vault=complaints.vault).has_consent


def test_consent_given_again_changes_and_announces_nothing(complaints: MemoryComplaints) -> None:
    announced = Announced()
    for now in (NOW, NOW + timedelta(days=1)):
        give_consent(REPORTER, complaints=complaints, announce=announced, now=now)
    assert announced.names() == ["consent_given"]
    assert complaints.consented_at == NOW


def test_an_anonymous_complaint_has_nothing_to_consent_to() -> None:
    complaints = MemoryComplaints()
    with pytest.raises(Invalid):
        give_consent(REPORTER, complaints=complaints, announce=Announced(), now=NOW)
    assert complaints.consented_at is None


def test_nobody_consents_in_the_reporters_place(complaints: MemoryComplaints) -> None:
    with pytest.raises(NotYourRole):
        give_consent(READER, complaints=complaints, announce=Announced(), now=NOW)
