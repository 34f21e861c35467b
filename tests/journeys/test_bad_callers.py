"""Who may not come in: wrong codes, forged and expired tokens, keys of nobody, addresses and methods there are not."""

import base64
import json
from typing import Any

import pytest
import requests
from itsdangerous import TimestampSigner
from sqlalchemy import create_engine, make_url, text

from gateway.tokens import REPORTER_SECONDS, ReporterPass, ReporterTokens, fingerprint
from tests.support import filings
from tests.support.problems import ask, refused
from tests.support.regency import Regency
from tests.support.stack import RunningStack

Json = dict[str, Any]

REPORTERS = "/reporter/complaint"


class Earlier(TimestampSigner):
    """Signs as if the token's time were over."""

    def get_timestamp(self) -> int:
        """A moment too long ago."""
        return super().get_timestamp() - REPORTER_SECONDS - 1


@pytest.fixture
def receipt(banyumas: Regency) -> Json:
    """Proof of a complaint."""
    return banyumas.file(filings.anonymous())


def opened(stack: RunningStack, receipt: Json, **change: str) -> requests.Response:
    key = {"tenant": "banyumas", "reference": receipt["reference"], "access_code": receipt["access_code"], **change}
    return ask(stack, "POST", "/reporter/session", json=key)


def said(answer: requests.Response) -> tuple[int, Json, dict[str, str]]:
    """All that a stranger can tell two answers by, but for what differs in any two."""
    own = {"Date", "X-Correlation-Id"}
    problem = {name: value for name, value in answer.json().items() if name != "correlation_id"}
    return answer.status_code, problem, {name: value for name, value in answer.headers.items() if name not in own}


def test_a_wrong_code_and_an_unknown_reference_are_answered_alike(stack: RunningStack, receipt: Json) -> None:
    wrong_code = opened(stack, receipt, access_code="0000-0000-0000-0000")
    unknown = opened(stack, receipt, reference="BMS-26-0000-0000")
    refused(wrong_code, 401, "wrong-reference-or-code")
    assert said(wrong_code) == said(unknown)
    assert len(wrong_code.content) == len(unknown.content)


@pytest.mark.parametrize("change", [{"tenant": "madiun"}, {"reference": "bukan nomor"}])
def test_a_code_opens_nothing_but_its_complaint(stack: RunningStack, receipt: Json, change: dict[str, str]) -> None:
    assert said(opened(stack, receipt, **change)) == said(opened(stack, receipt, access_code="0"))


def test_a_regency_that_is_not_served_says_so(stack: RunningStack, receipt: Json) -> None:
    refused(opened(stack, receipt, tenant="atlantis"), 404, "unknown-tenant")


@pytest.mark.parametrize(
    "token", ["", "x", "os_", "dk_", "rt_", "rt_e30.x.y", "os_" + "a" * 43, "dk_" + "a" * 43, "jwt.e30.x"]
)
@pytest.mark.parametrize("path", [REPORTERS, "/complaints", "/tasks", "/me"])
def test_a_token_of_nobody_lets_nobody_in(stack: RunningStack, token: str, path: str) -> None:
    answer = requests.get(f"{stack.base_url}/api/v1{path}", headers={"Authorization": f"Bearer {token}"}, timeout=30)
    refused(answer, 401, "not-signed-in")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def pass_of(banyumas: Regency, receipt: Json) -> ReporterPass:
    banyumas.task(receipt["reference"])
    complaint = banyumas.standing(receipt["reference"])["complaint_id"]
    return ReporterPass("banyumas", complaint, receipt["reference"])


def test_an_expired_token_lets_nobody_in(stack: RunningStack, banyumas: Regency, receipt: Json) -> None:
    tokens, leave = ReporterTokens(base64.b64decode(stack.secret("signing_gateway"))), pass_of(banyumas, receipt)
    assert ask(stack, "GET", REPORTERS, tokens.write(leave)).status_code == 200
    tokens._serializer.signer = Earlier  # the only way to a real token of yesterday
    refused(ask(stack, "GET", REPORTERS, tokens.write(leave)), 401, "not-signed-in")


def test_a_token_signed_with_another_key_lets_nobody_in(stack: RunningStack, banyumas: Regency, receipt: Json) -> None:
    forged = ReporterTokens(base64.b64decode(stack.secret("receipt"))).write(pass_of(banyumas, receipt))
    refused(ask(stack, "GET", REPORTERS, forged), 401, "not-signed-in")


def test_a_token_whose_content_was_changed_lets_nobody_in(stack: RunningStack, receipt: Json, madiun: Regency) -> None:
    content, rest = receipt["token"].removeprefix("rt_").split(".", 1)
    tenant, *others = json.loads(base64.urlsafe_b64decode(content + "=="))
    assert tenant == "banyumas"
    changed = base64.urlsafe_b64encode(json.dumps(["madiun", *others]).encode()).decode().rstrip("=")
    refused(ask(stack, "GET", REPORTERS, f"rt_{changed}.{rest}"), 401, "not-signed-in")


def test_a_reporters_token_opens_nothing_of_the_office_and_an_officers_no_mailbox(
    stack: RunningStack, banyumas: Regency, receipt: Json
) -> None:
    refused(ask(stack, "GET", "/complaints", receipt["token"]), 401, "not-signed-in")
    refused(ask(stack, "GET", REPORTERS, banyumas.token("petugas")), 401, "not-signed-in")


@pytest.mark.parametrize("column", ["expires_at", "last_seen_at"])
def test_a_session_that_is_over_or_idle_lets_nobody_in(stack: RunningStack, madiun: Regency, column: str) -> None:
    token = Regency(stack, "madiun").token("kasubag")
    assert ask(stack, "GET", "/me", token).json()["id"] == "kasubag"
    url = make_url(stack.endpoints.database_url).set(drivername="postgresql+psycopg2", database="dumas_gateway")
    engine = create_engine(url)
    with engine.begin() as connection:
        age = text(f"UPDATE session SET {column} = now() - interval '31 minutes' WHERE token_hash = :mine")
        assert connection.execute(age, {"mine": fingerprint(token)}).rowcount == 1
    engine.dispose()
    refused(ask(stack, "GET", "/me", token), 401, "not-signed-in")


def test_a_session_that_was_ended_lets_nobody_in(stack: RunningStack) -> None:
    token = Regency(stack, "madiun").token("kasubag")
    assert ask(stack, "DELETE", "/sessions", token).status_code == 204
    refused(ask(stack, "GET", "/me", token), 401, "not-signed-in")


@pytest.mark.parametrize("change", [{"password": "salah"}, {"username": "hantu"}, {"tenant": "madiun"}])
def test_signing_in_fails_alike_whatever_is_wrong(stack: RunningStack, change: Json) -> None:
    right = {"tenant": "banyumas", "username": "petugas", "password": stack.sign_ins["banyumas"]["petugas"]}
    answer = ask(stack, "POST", "/sessions", json={**right, **change})
    assert said(answer) == said(ask(stack, "POST", "/sessions", json={**right, "username": "tiada"}))
    refused(answer, 401, "sign-in-failed")


def test_a_system_cannot_sign_in_with_its_key_as_a_password(stack: RunningStack) -> None:
    key = stack.sign_ins["banyumas"]["lapak_aduan"]
    body = {"tenant": "banyumas", "username": "lapak_aduan", "password": key}
    refused(ask(stack, "POST", "/sessions", json=body), 401, "sign-in-failed")


def test_what_is_not_there_is_not_found(stack: RunningStack) -> None:
    for path in ("/nowhere", "/complaints/x/y/z", "/../etc/passwd", "/tenants/banyumas/"):
        refused(ask(stack, "GET", path), 404, "no-such-page")


@pytest.mark.parametrize(("method", "path"), [("DELETE", "/complaints"), ("PUT", "/tenants"), ("PATCH", "/me")])
def test_a_method_there_is_not_is_refused_with_those_there_are(stack: RunningStack, method: str, path: str) -> None:
    answer = ask(stack, method, path)
    refused(answer, 405, "wrong-method")
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x", "page=2", "after=x", "after=~", "after=x~y"])
@pytest.mark.parametrize("path", ["/complaints", "/tasks"])
def test_a_list_asked_for_wrongly_is_refused(stack: RunningStack, banyumas: Regency, path: str, query: str) -> None:
    refused(ask(stack, "GET", f"{path}?{query}", banyumas.token("petugas")), 422, "invalid")
