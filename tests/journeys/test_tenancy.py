"""Nothing of one regency is found from another: every address that names something of a complaint.

What is tried is read from the route table, so that a new address is tried too, or the test fails for want of a case.
"""

from typing import Any

import pytest
import requests

from gateway.api.intervention_shapes import SopChange
from gateway.api.privacy_shapes import HoldChange
from gateway.api.shapes import Completion, NewMessage
from gateway.routes import API
from gateway.table import Route
from tests.support import filings
from tests.support.problems import ask
from tests.support.regency import Regency
from tests.support.stack import RunningStack
from tests.support.theirs import NAMES, Theirs

Json = dict[str, Any]

NAMING = [route for route in API if any(name in route.path for name in NAMES)]


def body_of(route: Route) -> Json:
    """A body that would do if the caller were of the regency."""
    if route.takes is None:
        return {"data": filings.PDF.content, "headers": {"X-File-Name": "x.pdf"}} if route.uploads else {}
    if issubclass(route.takes, Completion):
        return {"json": {"version": 1, "outcome": "diterima"}}
    if route.takes is HoldChange:
        return {"json": {"is_held": True, "reason": "other"}}
    if route.takes is SopChange:
        return {"json": {"kind": "record", "sop": "banyumas@1", "reason": "Dari tempat lain."}}
    assert route.takes is NewMessage, f"say what {route.path} takes"
    return {"json": {"text": "Dari tempat lain."}}


def answers(stack: RunningStack, route: Route, theirs: Theirs, madiun: Regency) -> list[requests.Response]:
    """What everybody of the other regency who may use the route is told."""
    reporter = madiun.file(filings.on_the_web())["token"]
    officers = [madiun.token(name) for name in ("inspektur", "jfu_satu", "sekretaris", "admin")]
    tokens = [reporter] if "reporter" in route.who else officers
    return [ask(stack, route.method, theirs.path(route.path), token, **body_of(route)) for token in tokens]


@pytest.mark.parametrize("route", NAMING, ids=lambda route: f"{route.method} {route.path}")
def test_an_address_of_one_regency_is_not_found_from_another(
    stack: RunningStack, theirs: Theirs, madiun: Regency, route: Route
) -> None:
    told = answers(stack, route, theirs, madiun)
    assert told
    for answer in told:
        assert answer.status_code in {403, 404}, answer.text
        assert answer.json()["type"] in {"/problems/not-found", "/problems/not-your-role"}


def test_every_route_that_names_a_complaint_is_for_somebody_known() -> None:
    assert len(NAMING) >= 20
    assert [route.path for route in NAMING if not set(route.who) & {"officer", "reporter"}] == []


def test_lists_of_one_regency_show_nothing_of_another(theirs: Theirs, madiun: Regency) -> None:
    reference = theirs.receipt["reference"]
    assert reference not in {entry["reference"] for entry in madiun.register()}
    assert reference not in {task["reference"] for task in madiun.person("inspektur").get("/tasks")["tasks"]}
    assert {officer["id"] for officer in madiun.person("inspektur").get("/roster")["officers"]}.isdisjoint({"petugas"})
