"""A signed callback acts as the system whose subscription signed it, and as no other."""

from typing import Any, cast

import pytest
from flask.testing import FlaskClient
from sqlalchemy import URL
from werkzeug.test import TestResponse

from services.common.contracts.sources import CallbackSender, ConfirmSource, FiledBefore, SourceConfirmed
from services.common.errors import NotAwaited
from tests.integration.gateway.doors import run
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import REFERENCE, TENANT

PLACE = "/api/v1/tenants/contoh/callbacks/00000000-0000-4000-8000-000000000001"
WORD = {"source_reference": "7654321", "confirmed_on": "2026-03-02", "source_status": "Selesai"}


@pytest.fixture
def portal(client: FlaskClient, desks: Answerer) -> FlaskClient:
    """Somebody whose signature is good."""
    desks.on("register.tenant", TENANT)
    desks.on("notify.verify_callback", CallbackSender(subscriber="sp4n_lapor"))
    desks.on("intake.filed_from", FiledBefore(references={"7654321": REFERENCE}))
    desks.on("followup.confirm_source", SourceConfirmed(reference=REFERENCE, is_new=True, is_closed=True))
    return client


def sent(portal: FlaskClient, webhook_id: str = "msg_1", **body: Any) -> TestResponse:
    given = {"type": "source.confirmed", "data": WORD} | body
    headers = {"webhook-id": webhook_id, "webhook-timestamp": "1", "webhook-signature": "v1,x"}
    return portal.post(PLACE, json=given, headers=headers)


def asked(desks: Answerer) -> ConfirmSource:
    return cast(ConfirmSource, desks.last("followup.confirm_source")[1])


def test_it_acts_as_the_subscriber_with_the_subscribers_roles(portal: FlaskClient, desks: Answerer) -> None:
    answer = sent(portal)
    assert (answer.status_code, answer.json) == (200, {"reference": REFERENCE, "is_new": True, "is_closed": True})
    caller = desks.last("followup.confirm_source")[0]
    assert (caller.kind, caller.actor, caller.tenant, caller.roles) == (
        "system",
        "sp4n_lapor",
        "contoh",
        ("sp4n_lapor",),
    )


def test_the_webhook_id_is_the_idempotency_key(portal: FlaskClient, desks: Answerer) -> None:
    keys = []
    for name in ("msg_1", "msg_1", "msg_2"):
        sent(portal, name)
        keys.append(asked(desks).request_key)
    assert keys[0] == keys[1] != keys[2]


@pytest.mark.parametrize(
    "body",
    [{"type": "complaint.deleted"}, {"data": {}}, {"data": WORD | {"reference": REFERENCE}}, {"more": 1}],
)
def test_who_signed_well_is_told_what_is_wrong_with_the_body(portal: FlaskClient, body: dict[str, Any]) -> None:
    assert sent(portal, **body).status_code == 422


def test_what_waits_for_no_source_is_a_conflict(portal: FlaskClient, desks: Answerer) -> None:
    desks.on("followup.confirm_source", NotAwaited(REFERENCE))
    answer = sent(portal)
    assert (answer.status_code, (answer.json or {})["type"]) == (409, "/problems/not-awaited")


@pytest.mark.parametrize("account", ["locked", "petugas", "nobody"])
def test_a_system_that_may_not_come_in_may_not_call_back(
    portal: FlaskClient, desks: Answerer, admin: URL, account: str
) -> None:
    if account == "locked":
        run(admin, "UPDATE account SET locked_at = now() WHERE id = 'sp4n_lapor'")
    else:
        desks.on("notify.verify_callback", CallbackSender(subscriber=account))
    answer = sent(portal)
    assert (answer.status_code, (answer.json or {})["type"]) == (401, "/problems/callback-refused")
