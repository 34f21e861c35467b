"""Handing tasks over by the REST interface; the register answers from memory."""

from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from services.common.contracts import handling as h
from tests.integration.gateway.people import bearer, signed_in
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import KEY, content

TASK = uuid4()
PLACE = "/api/v1/tasks/handovers"


@pytest.fixture
def header(client: FlaskClient, desks: Answerer) -> dict[str, str]:
    """An officer's, with a register that hands everything over."""
    desks.on("register.hand_tasks", h.TasksHanded(to="rekan", handed=(), left=()))
    desks.on("register.holders", h.Holders(holders=()))
    return bearer(content(signed_in(client))["token"])


def test_the_same_key_is_the_same_request_to_the_register(
    client: FlaskClient, desks: Answerer, header: dict[str, str]
) -> None:
    body = {"tasks": [str(TASK)], "to": "rekan", "reason": "leave"}
    for _ in range(2):
        assert client.post(PLACE, json=body, headers={**header, "Idempotency-Key": KEY}).status_code == 200
    asked = [request for name, _, request in desks.calls if name == "register.hand_tasks"]
    assert len({request.request_key for request in asked if isinstance(request, h.HandTasks)}) == 1
    assert isinstance(asked[0], h.HandTasks)
    assert (asked[0].tasks, asked[0].to, asked[0].reason) == ((TASK,), "rekan", "leave")


@pytest.mark.parametrize(
    "body",
    [
        {"tasks": [], "to": "rekan"},
        {"tasks": [str(TASK)] * 51, "to": "rekan"},
        {"tasks": [str(TASK)]},
        {"tasks": [str(TASK)], "to": "rekan", "reason": "bosan"},
    ],
)
def test_what_does_not_fit_is_told_before_anything_is_handed(
    client: FlaskClient, desks: Answerer, header: dict[str, str], body: dict[str, object]
) -> None:
    assert client.post(PLACE, json=body, headers={**header, "Idempotency-Key": KEY}).status_code == 422
    assert "register.hand_tasks" not in [name for name, _, _ in desks.calls]


def test_the_workload_is_for_who_dispatches(client: FlaskClient, header: dict[str, str]) -> None:
    assert client.get("/api/v1/tasks/holders", headers=header).status_code == 200
    assert client.get("/api/v1/workload", headers=header).status_code == 403
