"""A regency's people at work on the running product: sign in, file, end steps, read where complaints stand.

The steps' results are those of the demo's stories, so a change of an SOP is followed in one place.
"""

from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from deploy.demo.api import Api, Refused
from deploy.demo.papers import sign
from deploy.demo.signing_in import token
from deploy.demo.stories import STORIES
from deploy.demo.story import Turn
from deploy.demo.waiting import await_that
from gateway.sandbox.papers import SIGNED_IN
from tests.support.stack import RunningStack

FORWARD = {
    (story.tenant, turn.step): turn for story in reversed(STORIES) for turn in story.turns if turn.reason is None
}
"""How each step ends when nothing is returned; of two ways the earlier story's."""

READER = "inspektur"
WHOLE_BOOK = "admin"
"""Nobody complains about the administrator, so no line is missing here."""
Json = dict[str, Any]


class Regency:
    """One tenant. Each person signs in once, with a client of the given kind."""

    def __init__(self, stack: RunningStack, tenant: str, client: type[Api] = Api) -> None:
        self.base_url, self.tenant = stack.base_url, tenant
        self._secrets, self._client = stack.sign_ins[tenant], client
        self._tokens: dict[str, str] = {}
        self._people: dict[str, Api] = {}
        self._ended: set[str] = set()

    def token(self, officer: str) -> str:
        """An officer's session token, or a system's API key."""
        if officer not in self._tokens:
            self._tokens[officer] = token(self.anybody(), self.tenant, officer, self._secrets[officer])
        return self._tokens[officer]

    def person(self, officer: str) -> Api:
        """An officer or a system."""
        if officer not in self._people:
            self._people[officer] = self._client(self.base_url, self.token(officer))
        return self._people[officer]

    def anybody(self, token: str | None = None) -> Api:
        """Somebody not signed in, or the holder of a token."""
        return self._client(self.base_url, token)

    def file(self, filing: Json, by: str | None = None, key: str | None = None) -> Json:
        """The receipt of a complaint filed by a person of the regency, or publicly."""
        if by:
            receipt: Json = self.person(by).post("/complaints", filing, key)
        else:
            receipt = self.anybody().post(f"/tenants/{self.tenant}/complaints", filing, key)
        return receipt

    def filed(self, filing: Json, by: str | None = None) -> str:
        """The reference of a complaint that is filed and in the register."""
        reference: str = self.file(filing, by)["reference"]
        self.task(reference)
        return reference

    def reporter(self, receipt: Json) -> Api:
        """The reporter, let in by reference and access code."""
        key = {"tenant": self.tenant, "reference": receipt["reference"], "access_code": receipt["access_code"]}
        return self.anybody(self.anybody().post("/reporter/session", key)["token"])

    def standing(self, reference: str) -> Json:
        """Where a complaint stands."""
        standing: Json = self.person(READER).get(f"/complaints/{reference}")
        return standing

    def task(self, reference: str) -> Json | None:
        """The task that waits, other than those taken here; None when the complaint has ended. NothingCame."""

        def look() -> tuple[Json | None] | None:
            standing = self._standing_if_known(reference)
            if standing and standing["entry"]["end"]:
                return (None,)
            waiting = [task for task in standing["tasks"] if task["task_id"] not in self._ended] if standing else []
            return (waiting[0],) if waiting else None

        return await_that(look, f"a task of {reference}")[0]

    def _standing_if_known(self, reference: str) -> Json | None:
        try:
            return self.standing(reference)
        except Refused as refused:
            if refused.status == HTTPStatus.NOT_FOUND:  # not yet in the register
                return None
            raise

    def take(self, task: Json, turn: Turn | None = None) -> Json:
        """End a task as this turn says, or the usual way; first the report a turn comes with is attached, and the
        letter signed."""
        turn = turn or FORWARD[self.tenant, task["step"]]
        officer, result = self.person(turn.officer), dict(turn.result)
        if turn.report:
            attached = officer.upload(f"/complaints/{task['reference']}/attachments", turn.report)
            result["attachments"] = [attached["attachment_id"]]
        if task["kind"] in SIGNED_IN and not turn.reason:
            sign(officer, task["reference"], SIGNED_IN[task["kind"]])
        done: Json = officer.complete(task, turn.outcome, result, reason=turn.reason)
        self._ended.add(task["task_id"])  # the register may show it a moment longer
        return done

    def has_ended(self, task: Json) -> None:
        """The task was ended otherwise than by `take`."""
        self._ended.add(task["task_id"])

    def advance(self, reference: str, to: str | None = None, decision: str | None = None) -> Json | None:
        """Take the complaint to the step `to` and return its task, or to its end."""
        task = self.task(reference)
        while task is not None and task["step"] != to:
            turn = FORWARD[self.tenant, task["step"]]
            if decision and task["step"] == "putusan":
                turn = replace(turn, outcome=decision)
            self.take(task, turn)
            task = self.task(reference)
        return task

    def register(self) -> Iterator[Json]:
        """All lines of the Buku Pengaduan, the newest first."""
        query: Json = {"limit": 200}
        while True:
            page = self.person(WHOLE_BOOK).get("/complaints", **query)
            yield from page["entries"]
            if not page["next"]:
                return
            query["after"] = page["next"]
