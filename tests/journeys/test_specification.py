"""What the specification allows, and much that it does not, never makes the product fail: no answer from 500 up.

Requests are made up from the published OpenAPI document, for every operation, as a caller who may use it.
"""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import BaseSchema

from tests.support import filings
from tests.support.regency import Regency
from tests.support.stack import RunningStack

ENDS_THE_SESSION = "^/api/v1/(sessions|me/)"
"""What would sign the test itself out, or change how it signs in; `tests/integration/gateway` tries those."""

schema = schemathesis.pytest.from_fixture("specification").exclude(path_regex=ENDS_THE_SESSION)


@pytest.fixture(scope="module")
def specification(stack: RunningStack) -> BaseSchema:
    """The published document."""
    published = schemathesis.openapi.from_url(f"{stack.base_url}/openapi.json")
    published.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
    return published


@pytest.fixture(scope="module")
def tokens(stack: RunningStack) -> dict[str, str]:
    """A caller of every kind; the officer signs in with a password alone."""
    banyumas = Regency(stack, "banyumas")
    reporter = str(banyumas.file(filings.anonymous())["token"])
    return {
        "officer": banyumas.token("penelaah_satu"),
        "system": banyumas.token("lapak_aduan"),
        "reporter": reporter,
    }


@schema.parametrize()
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_makes_an_operation_fail(
    case: schemathesis.Case[Any], stack: RunningStack, tokens: dict[str, str]
) -> None:
    kinds = [kind for scheme in case.operation.definition.raw.get("security", []) for kind in scheme]
    headers = {"Authorization": f"Bearer {tokens[kinds[0]]}"} if kinds else {}
    response = case.call(base_url=stack.base_url, headers=headers)
    case.validate_response(response, checks=[not_a_server_error])
