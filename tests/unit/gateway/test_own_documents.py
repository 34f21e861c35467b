"""The reporter's receipt, and what the office has delivered."""

from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.common.contracts.documents import Documents, FetchDocument, OfComplaint, RequestDocument
from services.common.errors import NotFound, NotYetRendered, Unavailable
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.papers import in_store, paper
from tests.unit.gateway.samples import COMPLAINT, content

HERE = "/api/v1/reporter/documents"
RECEIPT, ANSWER = paper("tanda_terima", minutes=5, step=None), paper("jawaban", minutes=9)


@pytest.fixture(autouse=True)
def answering(desks: Answerer) -> None:
    """A receipt at intake, an answer at followup."""
    desks.on("intake.request_document", RECEIPT)
    desks.on("intake.documents", Documents(documents=(RECEIPT,)))
    desks.on("followup.documents", Documents(documents=(ANSWER,)))


def listed(client: FlaskClient, headers: dict[str, str]) -> list[dict[str, Any]]:
    answer = client.get(HERE, headers=headers)
    assert answer.status_code == 200
    documents: list[dict[str, Any]] = content(answer)["documents"]
    return documents


def fetched(client: FlaskClient, headers: dict[str, str], kind: str, query: str = "") -> TestResponse:
    return client.get(f"{HERE}/{kind}/{uuid4()}{query}", headers=headers)


def test_the_receipt_is_asked_for_under_the_own_complaint(
    client: FlaskClient, desks: Answerer, as_reporter: dict[str, str]
) -> None:
    answer = client.post("/api/v1/reporter/receipt", headers=as_reporter)
    assert (answer.status_code, content(answer)["document_id"]) == (200, str(RECEIPT.document_id))
    caller, request = desks.last("intake.request_document")
    assert (caller.complaint_id, request) == (COMPLAINT, RequestDocument(kind="tanda_terima"))


def test_receipt_and_answers_are_listed_oldest_first_with_where_they_are(
    client: FlaskClient, desks: Answerer, as_reporter: dict[str, str]
) -> None:
    found = listed(client, as_reporter)
    assert [one["kind"] for one in found] == ["tanda_terima", "jawaban"]
    assert found[1]["links"] == {
        "file": f"{HERE}/jawaban/{ANSWER.document_id}",
        "scan": None,
        "verification": f"/v/contoh/{ANSWER.code}",
    }
    assert desks.last("followup.documents") == (desks.last("intake.documents")[0], OfComplaint())


def test_before_the_complaint_has_come_to_followup_there_is_the_receipt(
    client: FlaskClient, desks: Answerer, as_reporter: dict[str, str]
) -> None:
    desks.on("followup.documents", NotFound("complaint"))
    assert [one["kind"] for one in listed(client, as_reporter)] == ["tanda_terima"]


def test_a_list_that_would_lack_a_desk_is_not_shown(
    client: FlaskClient, desks: Answerer, as_reporter: dict[str, str]
) -> None:
    desks.on("followup.documents", Unavailable("followup"))
    assert client.get(HERE, headers=as_reporter).status_code == 503


def test_a_complaint_no_desk_knows_is_not_found(
    client: FlaskClient, desks: Answerer, as_reporter: dict[str, str]
) -> None:
    for desk in ("intake", "followup"):
        desks.on(f"{desk}.documents", NotFound("complaint"))
    assert client.get(HERE, headers=as_reporter).status_code == 404


def test_a_document_that_is_being_made_says_when_to_ask_again(
    client: FlaskClient, desks: Answerer, as_reporter: dict[str, str]
) -> None:
    desks.on("intake.fetch_document", NotYetRendered("x"))
    answer = fetched(client, as_reporter, "tanda_terima")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert content(answer)["type"] == "/problems/not-yet-rendered"


@pytest.mark.parametrize("kind", ["buku_pengaduan", "laporan_semester", "surat_sakti", "spt"])
def test_a_kind_that_no_desk_issues_or_that_is_another_is_not_found(
    client: FlaskClient, desks: Answerer, as_reporter: dict[str, str], kind: str
) -> None:
    desks.on("assignment.fetch_document", in_store(ANSWER))
    assert fetched(client, as_reporter, kind).status_code == 404


def test_a_file_is_fetched_from_the_desk_that_issues_its_kind(
    client: FlaskClient, desks: Answerer, as_reporter: dict[str, str]
) -> None:
    desks.on("followup.fetch_document", in_store(ANSWER))
    assert fetched(client, as_reporter, "jawaban", "?unsigned=true").status_code == 503  # the store is nowhere
    request = desks.last("followup.fetch_document")[1]
    assert isinstance(request, FetchDocument)
    assert request.unsigned
