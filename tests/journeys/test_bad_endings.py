"""Steps that cannot be ended as somebody tries to: each attempt is refused and changes nothing."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
import requests

from deploy.demo.waiting import await_that
from tests.support import filings
from tests.support.problems import ask, fields, refused
from tests.support.regency import Regency
from tests.support.stack import RunningStack

Json = dict[str, Any]

GOOD = {"core_problem": "Pungutan karangan", "recommendation": "Klarifikasi.", "criteria": "Ada petunjuk awal."}


@dataclass(frozen=True)
class Attempt:
    """A task at the step `telaah` (kind `assess`), and how to try to end it."""

    stack: RunningStack
    regency: Regency
    task: Json

    def __call__(self, officer: str = "penelaah_satu", kind: str = "assess", **change: Any) -> requests.Response:
        """The answer to an ending that is right but for the change."""
        key, path = change.pop("key", None), f"/tasks/{change.pop('task_id', self.task['task_id'])}/{kind}"
        body = {"version": self.task["version"], "outcome": "direkomendasikan", "result": GOOD, **change}
        return ask(self.stack, "POST", path, self.regency.token(officer), key, json=body)


@pytest.fixture(scope="module")
def waiting(stack: RunningStack, banyumas: Regency) -> Attempt:
    """A complaint that is being examined; nothing here ends the step."""
    reference = banyumas.filed(filings.by_letter(), "petugas")
    task = banyumas.advance(reference, to="telaah")
    assert task is not None
    return Attempt(stack, banyumas, task)


@pytest.fixture
def attempt(waiting: Attempt) -> Iterator[Attempt]:
    """The same; afterwards everything is as it was."""
    reference = waiting.task["reference"]
    before = waiting.regency.standing(reference)
    yield waiting
    assert waiting.regency.standing(reference) == before


Try = Callable[[Attempt], requests.Response]
REFUSED: dict[str, tuple[Try, int, str]] = {
    "an officer of another role": (lambda end: end("petugas"), 403, "not-your-role"),
    "an administrator": (lambda end: end("admin"), 403, "not-your-role"),
    "a source's system": (lambda end: end("lapak_aduan"), 403, "not-your-role"),
    "an outcome of another step": (lambda end: end(outcome="audit_kasus"), 409, "outcome-not-allowed"),
    "an outcome nobody knows": (lambda end: end(outcome="selesai_saja"), 409, "outcome-not-allowed"),
    "another kind of step": (lambda end: end("inspektur", "decide"), 404, "not-found"),
    "another kind on another desk": (lambda end: end("petugas", "record"), 404, "not-found"),
    "a version that has passed": (lambda end: end(version=1), 409, "stale-version"),
    "a version yet to come": (lambda end: end(version=99), 409, "stale-version"),
    "a task there is not": (lambda end: end(task_id=str(uuid4())), 404, "not-found"),
    "a weak key": (lambda end: end(key="x"), 400, "key-malformed"),
    "a kind there is not": (lambda end: end(kind="guess"), 404, "no-such-page"),
    "a task that is no id": (lambda end: end(task_id="satu"), 404, "no-such-page"),
}


@pytest.mark.parametrize(("attempted", "status", "code"), REFUSED.values(), ids=REFUSED)
def test_an_ending_out_of_order_is_refused(attempt: Attempt, attempted: Try, status: int, code: str) -> None:
    refused(attempted(attempt), status, code)


FAULTY: dict[str, tuple[Json, set[str]]] = {
    "a field missing": ({"result": {"recommendation": "Klarifikasi."}}, {"result.core_problem"}),
    "a field the SOP requires missing": ({"result": {**GOOD, "criteria": None}}, {"result.criteria"}),
    "a field too many": ({"result": {**GOOD, "verdict": "x"}}, {"result.verdict"}),
    "too long a field": ({"result": {**GOOD, "core_problem": "x" * 20_001}}, {"result.core_problem"}),
    "the wrong type": ({"result": {**GOOD, "is_logical": "mungkin"}}, {"result.is_logical"}),
    "a list in place of a result": ({"result": []}, {"result"}),
    "a version that is none": ({"version": 0}, {"version"}),
    "an outcome with spaces": ({"outcome": "dua kata"}, {"outcome"}),
    "a field beside the result": ({"by": "inspektur"}, {"by"}),
    "an attachment that is no id": ({"result": {**GOOD, "attachments": ["satu"]}}, {"result.attachments.0"}),
}


@pytest.mark.parametrize(("change", "named"), FAULTY.values(), ids=FAULTY)
def test_a_faulty_result_is_refused_by_the_field(attempt: Attempt, change: Json, named: set[str]) -> None:
    assert fields(refused(attempt(**change), 422, "invalid")) == named


def test_nobody_ends_a_step_without_signing_in(attempt: Attempt) -> None:
    refused(ask(attempt.stack, "POST", f"/tasks/{attempt.task['task_id']}/assess", json={}), 401, "not-signed-in")


def test_a_result_cannot_rest_on_another_complaints_attachment(attempt: Attempt, banyumas: Regency) -> None:
    other = banyumas.filed(filings.by_letter(), "petugas")
    attached = banyumas.person("penelaah_satu").upload(f"/complaints/{other}/attachments", filings.PDF)
    answer = attempt(result={**GOOD, "attachments": [attached["attachment_id"]]})
    refused(answer, 422, "attachment-unknown")


def test_names_in_a_faulty_result_do_not_come_back(attempt: Attempt) -> None:
    name = "Rahasia Karangan"
    answer = attempt(result={**GOOD, name: 1, "is_logical": name, "attachments": [name], "note": {name: name}})
    refused(answer, 422, "invalid")
    assert "Rahasia" not in answer.text


def test_an_ending_sent_again_with_its_key_gets_the_same_answer(stack: RunningStack, banyumas: Regency) -> None:
    task = banyumas.task(banyumas.filed(filings.anonymous()))
    assert task is not None
    body = {"version": task["version"], "outcome": "diterima", "result": {}}
    where, token, key = f"/tasks/{task['task_id']}/record", banyumas.token("petugas"), str(uuid4())
    first, again = (ask(stack, "POST", where, token, key, json=body) for _ in range(2))
    assert (first.status_code, again.status_code, again.json()) == (200, 200, first.json())
    changed = {**body, "result": {"problem_code": "01"}}
    refused(ask(stack, "POST", where, token, key, json=changed), 422, "key-reused")
    refused(ask(stack, "POST", where, token, json=body), 409, "task-done")


def test_of_two_officers_who_end_a_step_at_once_one_wins(stack: RunningStack, banyumas: Regency) -> None:
    task = banyumas.advance(banyumas.filed(filings.by_letter(), "petugas"), to="telaah")
    assert task is not None
    attempt, officers = Attempt(stack, banyumas, task), ("penelaah_satu", "penelaah_dua")
    for officer in officers:
        banyumas.token(officer)  # signed in before, so that both are as quick
    together = Barrier(len(officers))

    def end(officer: str) -> requests.Response:
        together.wait()
        return attempt(officer)

    with ThreadPoolExecutor(len(officers)) as pool:
        won, lost = sorted(pool.map(end, officers), key=lambda answer: answer.status_code)
    assert won.status_code == 200
    refused(lost, 409, "task-done")
    await_that(lambda: banyumas.standing(task["reference"])["entry"]["step"] == "putusan", "the next step")
    done = [row for row in banyumas.standing(task["reference"])["timeline"] if row["step"] == "telaah"]
    assert [row["event"] for row in done] == ["task_opened", "step_completed", "document_issued"]
