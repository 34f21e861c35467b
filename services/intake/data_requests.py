"""Requests about personal data: asked by the reporter, or entered by an officer for whoever asks; decided by a leader.

The law gives three times 24 hours by the clock. What was said is sealed under the complaint's key and goes with it; a
request that names no complaint is kept without words, because nothing would seal them or end their time.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

from services.common.contracts import privacy as d
from services.common.contracts.auditing import audited
from services.common.contracts.caller import Caller
from services.common.contracts.rights import LEADERS
from services.common.desk.access import facing
from services.common.desk.completion import Announce
from services.common.errors import Invalid, NotFound, StaleVersion
from services.common.sealing import Destroyed
from services.intake import domain
from services.intake.asked_data import TIME, Asked, Requests
from services.intake.known import Complaints, Known, find, may_open
from services.intake.vault import Vault

_BY_RULE: Final = "rule"
"""Who decided where nobody had to: a reporter reads the own data at once."""

_PURPOSE: Final = "data-request"
_OFFICE: Final = "inspektorat"
"""To the reporter an officer is the office, not a name."""


@dataclass(frozen=True, slots=True)
class DataRequests:
    """The use cases, on one transaction."""

    complaints: Complaints
    requests: Requests
    vault: Vault
    announce: Announce
    now: datetime

    def ask(self, caller: Caller, request: d.AskData) -> d.DataRequest:
        """Keep a request. NotFound, Invalid."""
        known = self._about(caller, request)
        asked_at = self._asked_at(caller, request)
        asked = Asked(
            request_id=uuid4(),
            tenant=caller.tenant,
            complaint_id=known.complaint_id if known else None,
            reference=known.reference if known else None,
            kind=request.kind,
            subject="reporter" if caller.kind == "reporter" else request.subject,
            words=self._sealed(known, request.words),
            asked_by=caller.actor,
            asked_at=asked_at,
            due_at=asked_at + TIME,
        )
        if caller.kind == "reporter" and request.kind == "access":
            asked = replace(
                asked, decision="granted", reason="fulfilled", decided_by=_BY_RULE, decided_at=max(self.now, asked_at)
            )
        self.requests.add(asked)
        self._note(caller, "data_requested", asked, kind=asked.kind, about=asked.subject)
        return self._shown(caller, asked)

    def decide(self, caller: Caller, request: d.DecideDataRequest) -> d.DataRequest:
        """Grant or refuse. NotFound, also for whom the complaint is about; Invalid; StaleVersion when it is decided."""
        asked = self.requests.one(request.request_id)
        if asked is None or not self._may_see(caller, asked):
            raise NotFound("request")
        if asked.decision is not None:
            raise StaleVersion(1)
        self._check(request, asked)
        known = self.complaints.by_id(asked.complaint_id) if asked.complaint_id else None
        decided = replace(
            asked,
            decision=request.decision,
            reason=request.reason,
            answer=self._sealed(known, request.words),
            decided_by=caller.actor,
            decided_at=self.now,
        )
        self.requests.save_decision(decided)
        codes = {"decision": request.decision, "reason": request.reason, "is_late": str(decided.is_late(self.now))}
        self._note(caller, "data_request_answered", decided, **codes)
        return self._shown(caller, decided)

    def listed(self, caller: Caller) -> d.DataRequests:
        """A reporter's own; a leader's all of the regency but those about complaints the leader does not find, and that
        these were read is recorded: their words may tell who reports."""
        if caller.kind == "reporter":
            known = find(caller, None, self.complaints)
            own = self.requests.of_complaint(known.complaint_id)
            return self._all(caller, [asked for asked in own if _is_own(asked)])
        found = self._all(caller, [asked for asked in self.requests.all() if self._may_see(caller, asked)])
        self.announce(audited(caller, "data_requests_read", self.now, count=str(len(found.requests))))
        return found

    def _all(self, caller: Caller, asked: Iterable[Asked]) -> d.DataRequests:
        return d.DataRequests(requests=tuple(self._shown(caller, each) for each in asked))

    def _about(self, caller: Caller, request: d.AskData) -> Known | None:
        if caller.kind == "reporter":
            return find(caller, None, self.complaints)
        if request.reference:
            return find(caller, request.reference, self.complaints)
        if request.words:
            message = "Without a reference no words are kept. Name the complaint, or leave them in the office's file."
            raise Invalid({"words": message})
        return None

    def _asked_at(self, caller: Caller, request: d.AskData) -> datetime:
        if caller.kind == "reporter" or request.asked_at is None:
            return self.now
        if request.asked_at > self.now:
            raise Invalid({"asked_at": "This lies in the future."})
        if request.asked_at < domain.NOT_BEFORE:
            raise Invalid({"asked_at": "This lies before the year 2000."})
        return request.asked_at.astimezone(UTC)  # PostgreSQL knows no offset of more than sixteen hours

    def _check(self, request: d.DecideDataRequest, asked: Asked) -> None:
        if request.words and asked.complaint_id is None:
            raise Invalid({"words": "The request names no complaint, so no words are kept with it."})
        if request.reason == "fulfilled" and request.decision == "refused":
            raise Invalid({"reason": "What was done is granted, not refused."})
        if request.reason not in {"fulfilled", "other"} and request.decision == "granted":
            raise Invalid({"reason": "This is a reason to refuse."})
        if request.reason == "other" and asked.complaint_id and not request.words:
            raise Invalid({"words": "Say which other reason."})

    def _may_see(self, caller: Caller, asked: Asked) -> bool:
        if asked.complaint_id is None:
            return True
        known = self.complaints.by_id(asked.complaint_id)
        if known is None or not may_open(caller, known):
            return False
        return caller.kind == "reporter" or facing(caller, known.barred).has_any(tuple(LEADERS))

    def _sealed(self, known: Known | None, words: str | None) -> bytes | None:
        return self.vault.seal(known.tenant, known.complaint_id, _PURPOSE, words) if known and words else None

    def _opened(self, asked: Asked, sealed: bytes | None) -> str | None:
        if sealed is None or asked.complaint_id is None:
            return None
        try:
            words: str = self.vault.open(asked.tenant, asked.complaint_id, _PURPOSE, sealed)
        except Destroyed:
            return None  # the complaint's time has ended; that there was a request is still known
        return words

    def _shown(self, caller: Caller, asked: Asked) -> d.DataRequest:
        return d.DataRequest.model_validate(
            {
                "request_id": asked.request_id,
                "reference": asked.reference,
                "kind": asked.kind,
                "subject": asked.subject,
                "words": self._opened(asked, asked.words),
                "asked_at": asked.asked_at,
                "due_at": asked.due_at,
                "is_late": asked.is_late(self.now),
                "decision": asked.decision,
                "reason": asked.reason,
                "answer": self._opened(asked, asked.answer),
                "decided_by": _decider(caller, asked),
                "decided_at": asked.decided_at,
            }
        )

    def _note(self, caller: Caller, action: str, asked: Asked, **codes: str) -> None:
        about, subject = asked.complaint_id, asked.reference or ""
        told = {"request": str(asked.request_id), **codes}
        self.announce(audited(caller, action, self.now, complaint_id=about, subject=subject, **told))


def _is_own(asked: Asked) -> bool:
    """Whether it is the reporter's; what others ask about the complaint is not told to the reporter."""
    return asked.subject == "reporter"


def _decider(caller: Caller, asked: Asked) -> str | None:
    is_officer = asked.decided_by not in {None, _BY_RULE}
    return _OFFICE if is_officer and caller.kind == "reporter" else asked.decided_by
