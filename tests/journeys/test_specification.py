"""What the specification allows, and much that it does not, never makes the product fail: no answer from 500 up.

Requests are made up from the published OpenAPI document, for every operation, as a caller who may use it.
"""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import BaseSchema

from gateway.routes import API, API_PREFIX
from gateway.table import Route
from tests.support import filings
from tests.support.regency import Regency
from tests.support.stack import RunningStack

OWN_SESSION = ("/sessions", "/me")
"""Addresses that would sign the test itself out, or change how it signs in; `tests/integration/gateway` tries those."""

OPERATIONS = [route for route in API if not route.path.startswith(OWN_SESSION) and route.who != ("platform",)]
WAYS = [
    *((route, GenerationMode.POSITIVE) for route in OPERATIONS),
    *((route, GenerationMode.NEGATIVE) for route in OPERATIONS if route.takes or route.query),
]
EXAMPLES = 12


@pytest.fixture(scope="module")
def specification(stack: RunningStack) -> BaseSchema:
    """The published document."""
    return schemathesis.openapi.from_url(f"{stack.base_url}/openapi.json")


@pytest.fixture(scope="module")
def tokens(stack: RunningStack) -> dict[str, str]:
    """A caller of every kind."""
    banyumas = Regency(stack, "banyumas")
    reporter = str(banyumas.file(filings.anonymous())["token"])
    return {"officer": banyumas.token("inspektur"), "system": banyumas.token("lapak_aduan"), "reporter": reporter}


@pytest.mark.parametrize(("route", "mode"), WAYS, ids=lambda value: value.name)
def test_nothing_makes_an_operation_fail(
    stack: RunningStack, specification: BaseSchema, tokens: dict[str, str], route: Route, mode: GenerationMode
) -> None:
    path = API_PREFIX + route.path.replace("<uuid:", "{").replace("<", "{").replace(">", "}")
    headers = {"Authorization": f"Bearer {tokens[route.who[0]]}"} if route.who else {}

    @given(case=specification[path][route.method].as_strategy(generation_mode=mode))
    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def attempt(case: schemathesis.Case[Any]) -> None:
        answer = case.call(base_url=stack.base_url, headers=headers)
        case.validate_response(answer, checks=[not_a_server_error])

    attempt()
