"""A client of the public HTTP interface, as an office or a source would write one. The demo and the tests use it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import requests

from deploy.demo.waiting import await_that


class Refused(Exception):
    """The interface answered with a problem; `status` and `problem` are what it said."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        super().__init__(f"{status} {problem.get('title')}: {problem.get('detail')} {problem.get('errors', '')}")
        self.status, self.problem = status, problem


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to attach."""

    name: str
    media_type: str
    content: bytes
    kind: str = "evidence"


class Api:
    """One caller: nobody, an officer, a system or a reporter, by token."""

    def __init__(self, base_url: str, token: str | None = None) -> None:
        self.base_url = base_url
        self._session = requests.Session()
        if token:
            self._session.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str, **query: Any) -> Any:
        """The answer to a GET. Refused."""
        return self.request("GET", path, params=query).json()

    def post(self, path: str, body: dict[str, Any], key: str | None = None) -> Any:
        """The answer to a POST, with an Idempotency-Key of its own. Refused."""
        return self.request("POST", path, json=body, headers={"Idempotency-Key": key or str(uuid4())}).json()

    def upload(self, path: str, file: Upload) -> Any:
        """Attach one file. Refused."""
        headers = {
            "Content-Type": file.media_type,
            "X-File-Name": quote(file.name),
            "X-Attachment-Kind": file.kind,
        }
        return self.request("POST", path, data=file.content, headers=headers).json()

    def request(self, method: str, path: str, **options: Any) -> requests.Response:
        """Any request. Refused for every status from 400 up."""
        response = self._session.request(method, f"{self.base_url}/api/v1{path}", timeout=30, **options)
        if response.status_code >= 400:
            is_problem = "json" in response.headers.get("Content-Type", "")
            raise Refused(response.status_code, response.json() if is_problem else {"detail": response.text})
        return response

    def task(self, reference: str, step: str) -> dict[str, Any]:
        """The open task of a complaint at a step, waiting for it to reach this caller. NothingCame."""

        def look() -> dict[str, Any] | None:
            here = (task for task in self._all_tasks() if (task["reference"], task["step"]) == (reference, step))
            return next(here, None)

        return await_that(look, f"{reference} did not reach the step {step}")

    def _all_tasks(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        query: dict[str, Any] = {"limit": 200}
        while True:
            page = self.get("/tasks", **query)
            found += page["tasks"]
            if not page["next"]:
                return found
            query["after"] = page["next"]

    def complete(
        self,
        task: dict[str, Any],
        outcome: str,
        result: dict[str, Any],
        *,
        reason: str | None = None,
        key: str | None = None,
    ) -> Any:
        """End a task. Refused."""
        body: dict[str, Any] = {"version": task["version"], "outcome": outcome, "result": result}
        if reason:
            body["reason"] = reason
        return self.post(f"/tasks/{task['task_id']}/{task['kind']}", body, key)
