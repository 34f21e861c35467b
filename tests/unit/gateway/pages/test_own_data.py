"""What a reporter can ask and settle about the own identity and data."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from services.common.contracts.identity import RaiseMode
from services.common.contracts.privacy import AskData, DataRequest, DataRequests, OwnData
from services.common.contracts.register import Nothing
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.pages.visitors import BOX, OWN, desks_answer, let_in, sends
from tests.unit.gateway.samples import NOW, REFERENCE


def asked(**changes: Any) -> DataRequest:
    """A request about data."""
    times = {"asked_at": NOW, "due_at": NOW + timedelta(hours=72), "is_late": False}
    given = {"request_id": uuid4(), "reference": REFERENCE, "kind": "erasure", "subject": "reporter", "words": None}
    return DataRequest(**{**given, **times, **changes})


@pytest.fixture(autouse=True)
def answering(client: FlaskClient, desks: Answerer) -> None:
    desks_answer(desks)
    desks.on("intake.data_requests", DataRequests(requests=(asked(),)))
    desks.on("intake.ask_data", asked())
    desks.on("intake.raise_mode", Nothing())
    desks.on("intake.give_consent", Nothing())
    let_in(client)


def test_requests_are_listed_with_when_they_are_answered(client: FlaskClient) -> None:
    page = client.get(f"{OWN}/data").text
    assert "Hapus data saya" in page
    assert "Dijawab paling lambat" in page


def test_a_request_is_taken(client: FlaskClient, desks: Answerer) -> None:
    assert sends(client, f"{OWN}/data", jenis="erasure", pesan="Tolong.").location == f"{OWN}/data?baru=data"
    request = desks.last("intake.ask_data")[1]
    assert isinstance(request, AskData)
    assert (request.kind, request.words) == ("erasure", "Tolong.")


def test_a_request_says_what_it_asks(client: FlaskClient) -> None:
    answer = sends(client, f"{OWN}/data", pesan="Tolong.")
    assert answer.status_code == 422
    assert "Pilih apa yang Anda minta." in answer.text
    assert "Tolong." in answer.text


def test_everything_that_is_kept_is_shown_and_can_be_taken_along(client: FlaskClient, desks: Answerer) -> None:
    kept = dict(BOX.model_dump(include={"reference", "filed_at", "mode", "subject", "identity_openings", "messages"}))
    nothing = {"identity": None, "happened_on": None, "location": None, "source_reference": None}
    lists = {"reported": (), "attachments": (), "requests": ()}
    data = OwnData(**kept, **nothing, **lists, channel="web", story="Cerita karangan.", has_consented=False)
    desks.on("intake.own_data", data)
    assert "Cerita karangan." in client.get(f"{OWN}/data/isi").text
    assert OwnData.model_validate_json(client.get(f"{OWN}/data/unduh").data) == data


def test_protection_offers_only_what_is_better(client: FlaskClient) -> None:
    page = client.get(f"{OWN}/identitas").text
    assert 'value="anonymous"' in page
    assert 'value="open"' not in page
    assert 'value="confidential"' not in page


def test_to_become_anonymous_must_be_confirmed(client: FlaskClient, desks: Answerer) -> None:
    assert sends(client, f"{OWN}/identitas", mode="anonymous").status_code == 422
    assert sends(client, f"{OWN}/identitas", mode="anonymous", yakin="ya").location == f"{OWN}?baru=anonim"
    assert desks.last("intake.raise_mode")[1] == RaiseMode(mode="anonymous")


def test_consent_is_given_by_its_own_button(client: FlaskClient, desks: Answerer) -> None:
    assert "Saya setuju identitas saya ikut" in client.get(f"{OWN}/identitas").text
    assert sends(client, f"{OWN}/persetujuan").location == f"{OWN}?baru=izin"
    assert desks.last("intake.give_consent")
