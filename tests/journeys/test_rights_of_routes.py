"""Every address of the gateway, asked by every officer of a regency, a portal, a reporter and somebody unknown: who has
no right to it is told so, whatever is sent. What is sent fits no address, so whoever is let in changes nothing."""

from typing import Any
from uuid import UUID

import pytest

from gateway.routes import API
from gateway.table import EVENT_STREAM, Route
from services.common.contracts.caller import Caller
from services.common.vocabulary import REPORTER
from tests.support import filings
from tests.support.problems import ask
from tests.support.regency import Regency
from tests.support.stack import RunningStack

OWN_SESSION = ("/sessions", "/me")
"""Addresses about the caller's own session, which would end it; `tests/integration/gateway` tries those."""

_IDS = (
    "attachment",
    "delivery",
    "deputy",
    "document",
    "event",
    "extension",
    "opening",
    "request",
    "subscription",
    "task",
)
NAMED = {
    "<tenant>": "katingan",
    "<reference>": "KTG-26-0000-0000",
    "<sop>": "katingan@999",
    "<kind>": "disposisi",
    **{f"<uuid:{name}_id>": str(UUID(int=1)) for name in _IDS},
}
GUARDED = [route for route in API if route.who and not route.path.startswith(OWN_SESSION)]

People = dict[str, tuple[str, Caller]]


@pytest.fixture(scope="module")
def people(stack: RunningStack, katingan: Regency) -> People:
    """A token for everybody of the regency, and who it stands for."""
    found: People = {"reporter": (_reporter(katingan), Caller(kind="reporter", actor="x", roles=(REPORTER,)))}
    for name in stack.sign_ins["katingan"]:
        token = katingan.token(name)
        me = katingan.anybody(token).get("/me")
        found[name] = (token, Caller(kind=me["kind"], actor=name, roles=tuple(me["roles"])))
    return found


def _reporter(katingan: Regency) -> str:
    filing = filings.by_letter(identity={**filings.REPORTER, "nik": "9999990101010002", "occupation": "Petani"})
    receipt = katingan.file(filing, "petugas")
    key = {"tenant": "katingan", "reference": receipt["reference"], "access_code": receipt["access_code"]}
    return str(katingan.anybody().post("/reporter/session", key)["token"])


def told(stack: RunningStack, route: Route, token: str | None) -> tuple[int, str]:
    """The status, and the kind of problem if there is one."""
    path = route.path
    for name, value in NAMED.items():
        path = path.replace(name, value)
    sent: dict[str, Any] = {} if route.method == "GET" else {"json": {"misfit": 1}}
    if route.media == EVENT_STREAM:  # would go on for minutes
        sent = {"params": {"types": "misfit"}}
    answer = ask(stack, route.method, path, token, **sent)
    kind = answer.json()["type"].rpartition("/")[2] if answer.status_code >= 400 else ""
    return answer.status_code, kind


def is_let_in(route: Route, caller: Caller) -> bool:
    """Whether the tables give this caller the address."""
    return caller.kind in route.who and (route.right is None or route.right.admits(caller))


@pytest.mark.parametrize("route", GUARDED, ids=lambda route: f"{route.method} {route.path}")
def test_an_address_lets_in_whom_the_tables_say_and_nobody_else(
    stack: RunningStack, people: People, route: Route
) -> None:
    wrong = {}
    for name, (token, caller) in people.items():
        status, kind = told(stack, route, token)
        is_shut_out = status == 401 or kind == "not-your-role"
        if is_shut_out is is_let_in(route, caller) or status >= 500:
            wrong[name] = (status, kind)
    assert wrong == {}


@pytest.mark.parametrize("route", GUARDED, ids=lambda route: f"{route.method} {route.path}")
def test_an_address_is_shut_to_who_is_not_signed_in(stack: RunningStack, route: Route) -> None:
    assert told(stack, route, None) == (401, "not-signed-in")
    assert told(stack, route, "os_" + "x" * 43) == (401, "not-signed-in")


def test_every_address_for_officers_names_the_right_it_needs() -> None:
    assert [route.path for route in GUARDED if route.right is None and set(route.who) != {"reporter"}] == []
