"""Nothing of one regency is found from another: every address that names something of a complaint.

What is tried is read from the route table, so that a new address is tried too, or the test fails for want of a case.
"""

from typing import Any

import pytest
import requests
from pydantic import BaseModel

from gateway.api.document_shapes import Cancellation, DocumentRequest
from gateway.api.identity_shapes import CounterCheck
from gateway.api.intervention_shapes import SopChange
from gateway.api.privacy_shapes import HoldChange
from gateway.api.report_shapes import EntryCorrection, ReportSignature
from gateway.api.sandbox_shapes import Advance
from gateway.api.shapes import Completion, NewMessage
from gateway.api.signature_shapes import CodeOrder, SignatureOrder
from gateway.api.source_shapes import SourceWord
from gateway.routes import API
from gateway.table import Route
from tests.support import filings
from tests.support.problems import ask
from tests.support.regency import Regency
from tests.support.stack import RunningStack
from tests.support.theirs import NAMES, Theirs

Json = dict[str, Any]

BODIES: dict[type[BaseModel], Json] = {
    HoldChange: {"is_held": True, "reason": "other"},
    DocumentRequest: {"kind": "disposisi"},
    Cancellation: {"reason": "Dari tempat lain."},
    SopChange: {"kind": "record", "sop": "banyumas@1", "reason": "Dari tempat lain."},
    NewMessage: {"text": "Dari tempat lain."},
    SignatureOrder: {"way": "internal"},
    CodeOrder: {"nik": "9999990101010002"},
    ReportSignature: {"way": "internal"},
    Advance: {},
    CounterCheck: {"shown": "ktp", "nik": "9999990101010002"},
    SourceWord: {"confirmed_on": "2026-03-02", "source_status": "Selesai"},
    EntryCorrection: {"field": "problem_code", "value": "03", "reason": "Dari tempat lain."},
}
TELLS_NOTHING = {"not-found", "not-your-role", "not-awaited", "bsre-not-set-up"}
"""What is answered without a word of the complaint: a source is told the same of what is not there; the last is said
before anything is looked for."""

NAMING = [route for route in API if any(name in route.path for name in NAMES)]


def body_of(route: Route) -> Json:
    """A body that would do if the caller were of the regency."""
    if route.takes is None:
        return {"data": filings.PDF.content, "headers": {"X-File-Name": "x.pdf"}} if route.uploads else {}
    if issubclass(route.takes, Completion):
        return {"json": {"version": 1, "outcome": "diterima"}}
    assert route.takes in BODIES, f"say what {route.path} takes"
    return {"json": BODIES[route.takes]}


def answers(stack: RunningStack, route: Route, theirs: Theirs, madiun: Regency) -> list[requests.Response]:
    """What everybody of the other regency who may use the route is told."""
    reporter = madiun.file(filings.on_the_web())["token"]
    officers = [madiun.token(name) for name in ("inspektur", "jfu_satu", "sekretaris", "admin")]
    if set(route.who) == {"system"}:
        tokens = [Regency(stack, "klungkung").token("sp4n_lapor")]
    else:
        tokens = [reporter] if "reporter" in route.who else officers
    return [ask(stack, route.method, theirs.path(route.path), token, **body_of(route)) for token in tokens]


@pytest.mark.parametrize("route", NAMING, ids=lambda route: f"{route.method} {route.path}")
def test_an_address_of_one_regency_is_not_found_from_another(
    stack: RunningStack, theirs: Theirs, madiun: Regency, route: Route
) -> None:
    told = answers(stack, route, theirs, madiun)
    assert told
    for answer in told:
        assert answer.json()["type"].rpartition("/")[2] in TELLS_NOTHING, answer.text


def test_every_route_that_names_a_complaint_is_for_somebody_known() -> None:
    assert len(NAMING) >= 20
    assert [route.path for route in NAMING if not set(route.who) & {"officer", "reporter", "system"}] == []


def test_lists_of_one_regency_show_nothing_of_another(theirs: Theirs, madiun: Regency) -> None:
    reference = theirs.receipt["reference"]
    assert reference not in {entry["reference"] for entry in madiun.register()}
    assert reference not in {task["reference"] for task in madiun.person("inspektur").get("/tasks")["tasks"]}
    assert {officer["id"] for officer in madiun.person("inspektur").get("/roster")["officers"]}.isdisjoint({"petugas"})
