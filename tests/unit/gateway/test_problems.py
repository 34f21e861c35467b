"""Whatever goes wrong is told the same way, says what to do, and repeats nothing of what was sent."""

from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from gateway.kinds import KINDS, REFUSALS
from services.common import errors
from services.common.runtime.client import CallTimedOut, ServiceFailed
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import FILING, KEY, content

FILE = "/api/v1/tenants/contoh/complaints"
SECRET = "rahasia-pelapor"


def filed(client: FlaskClient, body: Any, **headers: str) -> TestResponse:
    return client.post(FILE, json=body, headers={"Idempotency-Key": KEY, **headers})


def test_every_refusal_of_the_services_has_a_status() -> None:
    assert {cls.__name__ for cls in REFUSALS} == set(errors.ALL)


def test_every_kind_of_problem_has_a_page(client: FlaskClient) -> None:
    for kind in KINDS.values():
        page = client.get(kind.address)
        assert page.status_code == 200
        assert kind.title in page.text


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere/at/all", 404, "no-such-page"),
        ("GET", "/api/v1/nonsense", 404, "no-such-page"),
        ("PUT", "/api/v1/tenants", 405, "wrong-method"),
        ("POST", FILE, 400, "key-missing"),
        ("GET", "/api/v1/me", 401, "not-signed-in"),
        ("GET", "/api/v1/reporter/complaint", 401, "not-signed-in"),
        ("POST", "/api/v1/tasks/not-an-id/record", 404, "no-such-page"),
    ],
)
def test_the_door_answers_with_a_problem(client: FlaskClient, method: str, path: str, status: int, code: str) -> None:
    answer = client.open(path, method=method)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    told = content(answer)
    assert told["type"] == f"/problems/{code}"
    assert set(told) == {"type", "title", "status", "detail", "instance", "correlation_id"}
    assert answer.headers["X-Correlation-Id"] == told["correlation_id"]


def test_a_method_that_is_not_taken_is_told_which_are(client: FlaskClient) -> None:
    assert "GET" in client.put("/api/v1/tenants").headers["Allow"]


@pytest.mark.parametrize(
    ("raised", "status"),
    [
        (errors.KeyReused(), 422),
        (errors.UnknownTenant("contoh"), 404),
        (errors.NotYourRole("petugas_penerima"), 403),
        (errors.Unavailable("intake"), 503),
        (ServiceFailed("intake.submit: KeyError"), 500),
        (RuntimeError(SECRET), 500),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_what_a_service_raises_becomes_a_problem(
    client: FlaskClient, desks: Answerer, raised: Exception, status: int
) -> None:
    desks.on("intake.submit", raised)
    answer = filed(client, FILING)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert SECRET not in answer.text


def test_a_service_that_is_away_says_when_to_come_back(client: FlaskClient, desks: Answerer) -> None:
    desks.on("intake.submit", errors.Unavailable("intake"))
    assert int(filed(client, FILING).headers["Retry-After"]) > 0


def test_a_call_that_takes_too_long_is_told_as_such(
    client: FlaskClient, desks: Answerer, as_reporter: dict[str, str]
) -> None:
    desks.on("intake.post_message", CallTimedOut())
    headers = as_reporter | {"Idempotency-Key": KEY}
    assert client.post("/api/v1/reporter/messages", json={"text": "Halo"}, headers=headers).status_code == 504


def test_a_body_that_is_not_json_is_refused(client: FlaskClient) -> None:
    headers = {"Idempotency-Key": KEY, "Content-Type": "application/json"}
    answer = client.post(FILE, data=f'{{"{SECRET}', headers=headers)
    assert (answer.status_code, content(answer)["type"]) == (400, "/problems/malformed-json")
    assert SECRET not in answer.text


def test_a_body_of_another_type_is_refused(client: FlaskClient) -> None:
    assert filed(client, None, **{"Content-Type": "text/plain"}).status_code == 415


def test_a_body_of_more_than_a_mebibyte_is_refused(client: FlaskClient) -> None:
    answer = filed(client, FILING | {"story": "x" * 1024 * 1024})
    assert (answer.status_code, answer.content_type) == (413, "application/problem+json")


def test_each_field_that_does_not_fit_is_named(client: FlaskClient) -> None:
    answer = filed(client, {"channel": "web", "mode": "loud", "identity": {"email": "nobody"}})
    assert answer.status_code == 422
    assert {error["field"] for error in content(answer)["errors"]} == {"mode", "subject", "story", "identity.email"}


def test_nothing_that_was_sent_is_repeated_in_a_problem(client: FlaskClient) -> None:
    wrong = {"channel": SECRET + "!", "mode": SECRET, f"{SECRET} x": SECRET, "identity": {"email": f"{SECRET}@"}}
    assert SECRET not in filed(client, wrong).text


def test_the_log_of_a_failure_holds_nothing_that_was_sent(
    app: APIFlask, desks: Answerer, caplog: pytest.LogCaptureFixture
) -> None:
    desks.on("intake.submit", ServiceFailed("intake.submit: KeyError"))
    answer = filed(app.test_client(), FILING | {"story": SECRET})
    lines = [record.getMessage() for record in caplog.records]
    assert any(content(answer)["correlation_id"] in line for line in lines)
    assert not any(SECRET in line for line in lines)
