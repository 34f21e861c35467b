"""Books and reports as officers order, list and sign them, and corrections of the book; the services answer from
memory."""

from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from services.common.contracts.documents import OrderReport, Reports, SignDocument
from services.common.contracts.tasks import CorrectEntry, Intervened
from services.common.errors import NoLongerKept, NotYetRendered
from tests.integration.gateway.people import PASSWORDS
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.papers import in_store, paper
from tests.unit.gateway.samples import KEY, REFERENCE, content

HERE = "/api/v1/reports"
REPORT = paper("laporan_semester")
CORRECTIONS = f"/api/v1/complaints/{REFERENCE}/corrections"


@pytest.fixture(autouse=True)
def answering(desks: Answerer) -> None:
    """One report, made."""
    for method in ("order_report", "sign_report"):
        desks.on(f"register.{method}", REPORT)
    desks.on("register.reports", Reports(reports=(REPORT,)))
    desks.on("intake.fetch_report", in_store(REPORT))
    desks.on("intake.correct_entry", Intervened(intervention_id=uuid4(), reference=REFERENCE))


@pytest.fixture
def headers(client: FlaskClient) -> dict[str, str]:
    """An officer who has signed in."""
    who = {"tenant": "contoh", "username": "petugas", "password": PASSWORDS["petugas"]}
    token = content(client.post("/api/v1/sessions", json=who))["token"]
    return {"Authorization": f"Bearer {token}", "Idempotency-Key": KEY}


def test_a_report_is_ordered(client: FlaskClient, headers: dict[str, str], desks: Answerer) -> None:
    body = {"kind": "laporan_semester", "year": 2026, "half": 1}
    answer = client.post(HERE, json=body, headers=headers)
    assert (answer.status_code, content(answer)["number"]) == (201, REPORT.number)
    caller, request = desks.last("register.order_report")
    assert isinstance(request, OrderReport)
    assert (caller.actor, request.kind, request.half) == ("petugas", "laporan_semester", 1)
    assert KEY not in request.request_key


def test_reports_are_listed(client: FlaskClient, headers: dict[str, str]) -> None:
    (listed,) = content(client.get(HERE, headers=headers))["reports"]
    assert listed["document_id"] == str(REPORT.document_id)


@pytest.mark.parametrize(("refusal", "status"), [(NotYetRendered("x"), 503), (NoLongerKept("2030-01-01"), 410)])
def test_what_is_not_there_yet_or_no_more_says_so(
    client: FlaskClient, headers: dict[str, str], desks: Answerer, refusal: Exception, status: int
) -> None:
    desks.on("intake.fetch_report", refusal)
    assert client.get(f"{HERE}/{REPORT.document_id}", headers=headers).status_code == status


def test_who_leads_nothing_signs_nothing(client: FlaskClient, headers: dict[str, str], desks: Answerer) -> None:
    answer = client.post(f"{HERE}/{REPORT.document_id}/signature", json={"way": "internal"}, headers=headers)
    assert answer.status_code == 403
    assert not [request for _, _, request in desks.calls if isinstance(request, SignDocument)]


def correct(client: FlaskClient, headers: dict[str, str], **changes: Any) -> int:
    body = {"field": "problem_code", "value": "01", "reason": "Salah ketik.", **changes}
    return client.post(CORRECTIONS, json=body, headers=headers).status_code


def test_a_line_of_the_book_is_put_right(client: FlaskClient, headers: dict[str, str], desks: Answerer) -> None:
    assert correct(client, headers) == 201
    request = desks.last("intake.correct_entry")[1]
    assert isinstance(request, CorrectEntry)
    assert (request.reference, request.field, request.value) == (REFERENCE, "problem_code", "01")


def test_a_line_is_put_right_to_nothing_but_not_without_a_value_or_a_reason(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    assert correct(client, headers, field="unit", value=None) == 201
    assert correct(client, headers, reason="") == 422
    assert correct(client, headers, value="Contoh Pelapor") == 422
    assert correct(client, headers, field="mode") == 422
