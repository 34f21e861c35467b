"""Walks a story through the public interface and says what happens at each step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from deploy.credentials import Written
from deploy.demo.api import Api, Refused
from deploy.demo.papers import sign, standing
from deploy.demo.signing_in import sign_in
from deploy.demo.story import TODAY, Story, Turn
from deploy.demo.waiting import await_that
from gateway.sandbox.papers import SIGNED_IN

_BEING_CHECKED = "/not-yet-checked"

Say = Callable[[str], None]

REPORTER = "pelapor"


class NotAsPromised(Exception):
    """The product did something else than the SOP says."""


@dataclass(slots=True)
class Office:
    """A regency's people, signed in when they are first needed."""

    base_url: str
    tenant: str
    secrets: Mapping[str, Written]
    _signed_in: dict[str, Api] = field(default_factory=dict)
    _zone: ZoneInfo | None = None

    def person(self, officer: str) -> Api:
        """The officer's or system's own client."""
        if officer not in self._signed_in:
            self._signed_in[officer] = sign_in(self.base_url, self.tenant, officer, self.secrets[officer])
        return self._signed_in[officer]

    def local(self, instant: str | None) -> str:
        """An instant by the regency's clock."""
        if instant is None:
            return "no deadline yet"
        if self._zone is None:
            profile = Api(self.base_url).get(f"/tenants/{self.tenant}")["profile"]
            self._zone = ZoneInfo(profile["time_zone"])
        return datetime.fromisoformat(instant).astimezone(self._zone).strftime("%a %d %b %Y %H:%M %Z")


def walk(story: Story, office: Office, say: Say) -> str:
    """Take the complaint from filing to its end and check that it got there. Its reference. NotAsPromised, Refused."""
    say(f"\n{story.title}")
    receipt = file(story, office, say)
    reference: str = receipt["reference"]
    for turn in story.turns:
        if turn.step == "tunggu_selesai":
            _stays_open(reference, office, say)
        if turn.officer == REPORTER:
            complete_own(turn, receipt, office, say)
        else:
            take(turn, reference, office, say)
    _ended(story, reference, office, say)
    return reference


def file(story: Story, office: Office, say: Say) -> dict[str, Any]:
    """File the complaint and attach its evidence. The receipt."""
    filing = dict(story.filing)
    if number := filing.get("source_reference"):
        filing["source_reference"] = f"{number}-{uuid4().hex[:6]}"  # a portal's number is filed once
    if story.filed_by == REPORTER:
        receipt = Api(office.base_url).post(f"/tenants/{story.tenant}/complaints", filing)
    else:
        receipt = office.person(story.filed_by).post("/complaints", filing)
    reference: str = receipt["reference"]
    say(f"  filed by {story.filed_by:<22} {reference}  ({len(story.evidence)} attachments)")
    for upload in story.evidence:
        office.person(story.reader).upload(f"/complaints/{reference}/attachments", upload)
    found: dict[str, Any] = receipt
    return found


def complete_own(turn: Turn, receipt: dict[str, Any], office: Office, say: Say) -> None:
    """The reporter adds what was asked for, let in by reference and access code. NothingCame."""
    key = {"tenant": office.tenant, "reference": receipt["reference"], "access_code": receipt["access_code"]}
    reporter = Api(office.base_url, Api(office.base_url).post("/reporter/session", key)["token"])
    waits = await_that(
        lambda: reporter.get("/reporter/complaint")["waits_for_reporter"],
        f"{receipt['reference']} asked nothing of its reporter",
    )
    for upload in turn.adds:
        reporter.upload("/reporter/attachments", upload)
    awaited = {"task_id": waits["task_id"], "version": waits["version"], "outcome": turn.outcome}
    reporter.post("/reporter/completion", {**awaited, "text": turn.reason})
    due = office.local(waits["due_at"])
    say(f"  {turn.step:<16} {REPORTER:<30} {turn.outcome:<18} due {due}, the clock stands still")


def take(turn: Turn, reference: str, office: Office, say: Say) -> dict[str, Any]:
    """One officer ends one step."""
    officer = office.person(turn.officer)
    task = officer.task(reference, turn.step)
    result = dict(turn.result)
    if turn.report:
        attached = officer.upload(f"/complaints/{reference}/attachments", turn.report)
        result["attachments"] = [attached["attachment_id"]]
    if task["kind"] in SIGNED_IN and not turn.reason:
        sign(officer, reference, SIGNED_IN[task["kind"]])
        say(f"  {'':<16} {turn.officer} signs {SIGNED_IN[task['kind']]} by the regency's own key")
    done = _completed(officer, task, turn, result)
    number = f"  no. {done['number']}" if done.get("number") else ""
    say(
        f"  {turn.step:<16} {'/'.join(task['roles']):<30} {turn.outcome:<18} due {office.local(task['due_at'])}{number}"
    )
    return done


def _completed(officer: Api, task: dict[str, Any], turn: Turn, result: dict[str, Any]) -> dict[str, Any]:
    """End the step, as soon as the files it rests on were looked through. Refused, NothingCame."""

    def done() -> dict[str, Any] | None:
        try:
            ended: dict[str, Any] = officer.complete(task, turn.outcome, result, reason=turn.reason)
        except Refused as refused:
            if not str(refused.problem.get("type", "")).endswith(_BEING_CHECKED):
                raise
            return None
        return ended

    return await_that(done, f"the files of {turn.step} were not looked through")


def _stays_open(reference: str, office: Office, say: Say) -> None:
    staff = office.person("pengaduan")
    task = staff.task(reference, "tunggu_selesai")
    try:
        staff.complete(task, "selesai", {"confirmed_on": TODAY, "source_status": "selesai"})
    except Refused as refused:
        say(f"  {'(staff may not close it)':<45} refused: {refused.status} {refused.problem['title']}")
        return
    raise NotAsPromised(f"{reference} was closed by staff without proof of the source's word")


def _ended(story: Story, reference: str, office: Office, say: Say) -> None:
    reader = office.person(story.reader)

    def ended() -> dict[str, Any] | None:
        stands: dict[str, Any] = reader.get(f"/complaints/{reference}")
        return stands if stands["entry"]["end"] else None

    stands = await_that(ended, f"{reference} did not end")
    entry = stands["entry"]
    issued = {row["document"] for row in stands["timeline"] if row["event"] == "document_issued"}
    running = [clock["key"] for clock in stands["clocks"] if clock["started_at"] and not clock["stopped_at"]]
    if entry["end"] != story.end or not set(story.documents) <= issued or running or stands["tasks"]:
        raise NotAsPromised(f"{reference}: end {entry['end']}, documents {sorted(issued)}, clocks running {running}")
    say(f"  ended: {entry['end']}; register no. {entry['number']}/{entry['year']}")
    for paper in standing(reader, reference):
        say(f"  document {paper['kind']:<22} {paper['number'] or '(no number)'}")
