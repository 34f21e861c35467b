"""Requests that are to be refused, and what every refusal looks like."""

from typing import Any
from uuid import uuid4

import requests

from tests.support.stack import RunningStack

Json = dict[str, Any]


def ask(
    stack: RunningStack, method: str, path: str, token: str | None = None, key: str | None = None, **options: Any
) -> requests.Response:
    """The raw answer to a request below /api/v1, with an Idempotency-Key of its own unless one is given."""
    headers = {"Idempotency-Key": key or str(uuid4()), **options.pop("headers", {})}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    return requests.request(method, f"{stack.base_url}/api/v1{path}", headers=headers, timeout=30, **options)


def refused(answer: requests.Response, status: int, code: str) -> Json:
    """The problem document, after checking that it is one, of this kind."""
    problem: Json = answer.json()
    assert (answer.status_code, problem["type"]) == (status, f"/problems/{code}"), problem
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"].endswith((".", "!"))
    return problem


def fields(problem: Json) -> set[str]:
    """The names of the fields that do not fit."""
    return {fault["field"] for fault in problem.get("errors", [])}
