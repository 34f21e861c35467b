"""Documents as officers list, download, ask for and cancel them; the desks answer from memory."""

from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from services.common.contracts.documents import (
    CancelDocument,
    Documents,
    FetchDocument,
    OfComplaint,
    RequestDocument,
    Signature,
)
from services.common.errors import CancelRefused, NotFound, Unavailable
from services.common.steps import DESKS
from tests.integration.gateway.people import PASSWORDS
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.papers import paper
from tests.unit.gateway.samples import KEY, NOW, REFERENCE, content

HERE = f"/api/v1/complaints/{REFERENCE}/documents"
SCAN = uuid4()
BY_HAND = Signature(way="wet", by="inspektur", asked_at=NOW, signed_at=NOW, sha256="cd" * 32, attachment_id=SCAN)
PAPERS = {
    "intake": paper("disposisi", minutes=1),
    "review": paper("memo_inspektur", minutes=2),
    "assignment": paper("spt", minutes=3, signature=BY_HAND),
    "followup": paper("memo_penyaluran", minutes=0),
}


@pytest.fixture(autouse=True)
def answering(desks: Answerer) -> None:
    """A document on each desk."""
    for desk, one in PAPERS.items():
        desks.on(f"{desk}.documents", Documents(documents=(one,)))
        desks.on(f"{desk}.cancel_document", one)
    desks.on("intake.request_document", PAPERS["intake"])


@pytest.fixture
def headers(client: FlaskClient) -> dict[str, str]:
    """An officer who has signed in."""
    who = {"tenant": "contoh", "username": "petugas", "password": PASSWORDS["petugas"]}
    token = content(client.post("/api/v1/sessions", json=who))["token"]
    return {"Authorization": f"Bearer {token}", "Idempotency-Key": KEY}


def listed(client: FlaskClient, headers: dict[str, str]) -> list[dict[str, Any]]:
    answer = client.get(HERE, headers=headers)
    assert answer.status_code == 200
    documents: list[dict[str, Any]] = content(answer)["documents"]
    return documents


def test_documents_of_all_desks_are_listed_oldest_first(
    client: FlaskClient, headers: dict[str, str], desks: Answerer
) -> None:
    found = listed(client, headers)
    assert [one["kind"] for one in found] == ["memo_penyaluran", "disposisi", "memo_inspektur", "spt"]
    assert {desks.last(f"{desk}.documents")[1] for desk in DESKS} == {OfComplaint(reference=REFERENCE)}


def test_what_was_signed_by_hand_names_its_scan_too(client: FlaskClient, headers: dict[str, str]) -> None:
    signed = PAPERS["assignment"]
    assert listed(client, headers)[3]["links"] == {
        "file": f"{HERE}/spt/{signed.document_id}",
        "scan": f"/api/v1/complaints/{REFERENCE}/attachments/{SCAN}",
        "verification": f"/v/contoh/{signed.code}",
    }


def test_a_desk_that_never_had_the_complaint_is_no_trouble_unless_none_had_it(
    client: FlaskClient, headers: dict[str, str], desks: Answerer
) -> None:
    for desk in ("review", "assignment", "followup"):
        desks.on(f"{desk}.documents", NotFound("complaint"))
    assert [one["kind"] for one in listed(client, headers)] == ["disposisi"]
    desks.on("intake.documents", NotFound("complaint"))
    assert client.get(HERE, headers=headers).status_code == 404


def test_a_list_that_would_lack_a_desk_is_not_shown(
    client: FlaskClient, headers: dict[str, str], desks: Answerer
) -> None:
    desks.on("review.documents", Unavailable("review"))
    assert client.get(HERE, headers=headers).status_code == 503


def test_a_sheet_is_asked_for(client: FlaskClient, headers: dict[str, str], desks: Answerer) -> None:
    answer = client.post(HERE, json={"kind": "disposisi"}, headers=headers)
    assert (answer.status_code, content(answer)["kind"]) == (200, "disposisi")
    assert desks.last("intake.request_document")[1] == RequestDocument(kind="disposisi", reference=REFERENCE)


def test_what_comes_with_a_step_cannot_be_asked_for(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post(HERE, json={"kind": "spt"}, headers=headers).status_code == 422


def test_a_document_is_taken_back_by_the_desk_that_issued_it(
    client: FlaskClient, headers: dict[str, str], desks: Answerer
) -> None:
    one = PAPERS["review"]
    address = f"{HERE}/memo_inspektur/{one.document_id}/cancellation"
    assert client.post(address, json={"reason": "Salah tanggal."}, headers=headers).status_code == 200
    caller, request = desks.last("review.cancel_document")
    assert isinstance(request, CancelDocument)
    assert (caller.actor, request.document_id, request.reason) == ("petugas", one.document_id, "Salah tanggal.")
    assert request.reference == REFERENCE
    assert KEY not in request.request_key


def test_a_document_is_downloaded_as_one_of_the_complaint_in_the_address(
    client: FlaskClient, headers: dict[str, str], desks: Answerer
) -> None:
    one = PAPERS["review"]
    desks.on("review.fetch_document", NotFound("document"))
    assert client.get(f"{HERE}/memo_inspektur/{one.document_id}", headers=headers).status_code == 404
    asked = FetchDocument(document_id=one.document_id, reference=REFERENCE)
    assert desks.last("review.fetch_document")[1] == asked


def test_why_it_cannot_be_taken_back_is_told(client: FlaskClient, headers: dict[str, str], desks: Answerer) -> None:
    desks.on("review.cancel_document", CancelRefused("the reporter has it already"))
    address = f"{HERE}/memo_inspektur/{uuid4()}/cancellation"
    answer = client.post(address, json={"reason": "Salah tanggal."}, headers=headers)
    assert (answer.status_code, content(answer)["type"]) == (409, "/problems/cancel-refused")
    del headers["Idempotency-Key"]
    assert client.post(address, json={"reason": "Salah tanggal."}, headers=headers).status_code == 400
