"""Filing: one call, one receipt, whatever happens behind the door."""

from typing import cast

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.common.contracts.caller import Caller
from services.common.contracts.complaints import Receipt, Submission
from services.common.contracts.register import Nothing
from services.common.errors import Unavailable, UnknownTenant
from services.common.runtime.client import CallTimedOut
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import FILING, KEY, MAILBOX, content, receipt_for


def filed(client: FlaskClient, tenant: str = "contoh", key: str = KEY) -> TestResponse:
    return client.post(f"/api/v1/tenants/{tenant}/complaints", json=FILING, headers={"Idempotency-Key": key})


def test_a_filed_complaint_is_answered_with_its_receipt(client: FlaskClient, desks: Answerer) -> None:
    answer = filed(client)
    submitted = cast(Submission, desks.last("intake.submit")[1])
    assert answer.status_code == 201
    receipt = content(answer)
    assert (receipt["reference"], receipt["access_code"]) == (submitted.reference, submitted.access_code)
    assert receipt["state"] == "received"
    assert "Idempotent-Replayed" not in answer.headers


def test_a_public_filing_is_vouched_for_as_anybodys(client: FlaskClient, desks: Answerer) -> None:
    filed(client)
    caller = desks.last("intake.submit")[0]
    assert (caller.kind, caller.tenant, caller.complaint_id) == ("public", "contoh", None)


def test_a_submission_outlives_the_wait_for_it(client: FlaskClient, desks: Answerer) -> None:
    filed(client)
    assert desks.keeps[-1] == 86_400


def test_a_retry_gets_the_same_receipt_and_is_told_so(client: FlaskClient, desks: Answerer) -> None:
    first = content(filed(client))

    def again(caller: Caller, submission: object) -> Receipt:
        return receipt_for(caller, submission).model_copy(update={"is_new": False})

    desks.on("intake.submit", again)
    retry = filed(client)
    assert retry.status_code == 201
    assert retry.headers["Idempotent-Replayed"] == "true"
    again_told = content(retry)
    assert again_told["reference"] == first["reference"]
    assert again_told["access_code"] == first["access_code"]


def test_a_late_retry_keeps_the_reference_intake_knows(client: FlaskClient, desks: Answerer) -> None:
    def last_years(caller: Caller, submission: object) -> Receipt:
        return receipt_for(caller, submission).model_copy(update={"reference": "CTH-25-7K3M-Q9TX", "is_new": False})

    desks.on("intake.submit", last_years)
    assert content(filed(client))["reference"] == "CTH-25-7K3M-Q9TX"


def test_a_submission_that_takes_too_long_is_queued_with_a_valid_receipt(client: FlaskClient, desks: Answerer) -> None:
    in_time = content(filed(client))
    desks.on("intake.submit", CallTimedOut())
    queued = filed(client)
    assert queued.status_code == 202
    assert content(queued)["state"] == "queued"
    assert content(queued)["access_code"] == in_time["access_code"]


def test_a_submission_that_could_not_be_sent_is_not_promised(client: FlaskClient, desks: Answerer) -> None:
    desks.on("intake.submit", Unavailable("intake"))
    assert filed(client).status_code == 503


def test_the_receipts_token_opens_the_complaint(client: FlaskClient, desks: Answerer) -> None:
    token = content(filed(client))["token"]
    desks.on("intake.mailbox", MAILBOX)
    desks.on("register.progress", Unavailable("register"))
    assert client.get("/api/v1/reporter/complaint", headers={"Authorization": f"Bearer {token}"}).status_code == 200
    caller, request = desks.last("intake.mailbox")
    assert caller.complaint_id == cast(Submission, desks.last("intake.submit")[1]).complaint_id
    assert request == Nothing()


def test_filing_goes_on_while_the_register_is_away(client: FlaskClient, desks: Answerer) -> None:
    filed(client)
    desks.on("register.tenant", Unavailable("register"))
    assert filed(client, key=KEY + "-2").status_code == 201


def test_an_unknown_regency_is_told_as_such(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.tenant", UnknownTenant("lain"))
    assert filed(client, tenant="lain").status_code == 404


def test_an_address_that_cannot_be_a_regency_asks_nobody(client: FlaskClient, desks: Answerer) -> None:
    assert filed(client, tenant="Not A Key").status_code == 404
    assert desks.calls == []
