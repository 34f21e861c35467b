"""Opening a reporter's identity takes two people: an officer who says why, and the custodian, who never had a hand in
the complaint. What was granted runs out by itself, and the reporter is told how often it happened.

In an open complaint the reporter has agreed beforehand; an officer who reads the complaint reads the name too. Of an
anonymous one nothing is kept.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from services.common.contracts import identity as i
from services.common.contracts.auditing import audited_of
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import Identity
from services.common.desk.completion import Announce
from services.common.errors import NotFound, OpeningRefused
from services.common.vocabulary import CUSTODIAN
from services.intake.asked_openings import Asked, Asking
from services.intake.known import Complaints, Known, find
from services.intake.vault import KTP, Vault

_SHOWN = 4
_NONE = "none is kept of this complaint"


@dataclass(frozen=True, slots=True)
class Openings:
    """The use cases, on one transaction."""

    complaints: Complaints
    asking: Asking
    vault: Vault
    announce: Announce
    now: datetime

    def request(self, caller: Caller, request: i.RequestOpening) -> i.Opening:
        """Ask the custodian. NotFound, OpeningRefused."""
        known = find(caller, request.reference, self.complaints)
        if not self._is_kept(known):
            raise OpeningRefused(_NONE)
        words = {"reason": request.reason, "legal_order": request.legal_order}
        asked = Asked(
            opening_id=uuid4(),
            tenant=known.tenant,
            complaint_id=known.complaint_id,
            reference=known.reference,
            requested_by=caller.actor,
            words=self._seal(known, words),
            whole_nik=request.whole_nik,
            requested_at=self.now,
        )
        self.asking.add_opening(asked)
        self._note(caller, "identity_asked", asked)
        return self._shown(asked)

    def decide(self, caller: Caller, request: i.DecideOpening) -> i.Opening:
        """The custodian agrees or refuses. NotFound, OpeningRefused."""
        asked = self.asking.opening(request.opening_id)
        known = self.complaints.by_id(asked.complaint_id) if asked else None
        if asked is None or known is None or known.barred.shuts_out(caller.actor, caller.unit):
            raise NotFound("request")
        if asked.state(self.now) != "waiting":
            raise OpeningRefused("this request was decided, or has expired; ask anew")
        if caller.actor == asked.requested_by or self.asking.has_handled(asked.complaint_id, caller.actor):
            raise OpeningRefused("you asked for it, or had a hand in this complaint; another custodian must decide")
        if request.is_granted and not self._is_kept(known):
            raise OpeningRefused(_NONE)
        decided = replace(
            asked,
            decided_by=caller.actor,
            is_granted=request.is_granted,
            decision=self._seal(known, request.reason),
            decided_at=self.now,
            expires_at=self.now + timedelta(hours=request.hours) if request.is_granted else None,
        )
        self.asking.save_decision(decided)
        self._note(caller, "identity_granted" if request.is_granted else "identity_refused", decided)
        return self._shown(decided)

    def listed(self, caller: Caller) -> i.Openings:
        """The caller's own requests; the custodian's are all of the regency."""
        is_keeper = CUSTODIAN in caller.roles
        found = self.asking.openings(None if is_keeper else caller.actor)
        return i.Openings(openings=tuple(self._shown(asked) for asked in found if self._may_see(caller, asked)))

    def identity(self, caller: Caller, reference: str) -> i.OpenedIdentity:
        """Who reports, for an officer who may know it now. NotFound, OpeningRefused."""
        known = find(caller, reference, self.complaints)
        sealed = self.complaints.identity(known.complaint_id)
        if sealed is None:
            raise OpeningRefused(_NONE)
        granted = self.granted(caller, known)
        by_opening = {"opening": str(granted.opening_id)} if granted else {}
        self.announce(audited_of(caller, "identity_read", self.now, known, **by_opening))
        who, nik = self._opened(known, sealed, granted)
        return i.OpenedIdentity(
            reference=known.reference,
            mode=known.mode,
            identity=who,
            nik_ends=nik[-_SHOWN:] if nik else None,
            expires_at=granted.expires_at if granted else None,
        )

    def granted(self, caller: Caller, known: Known) -> Asked | None:
        """The opening that lets the caller look; None where the reporter is open about it. OpeningRefused."""
        holds = self._held(caller, known)
        if holds is None and known.mode != "open":
            raise OpeningRefused("ask the custodian first, with your reason (POST /api/v1/openings)")
        return holds

    def whole(self, caller: Caller, known: Known) -> None:
        """A KTP shows the whole NIK, whatever the mode; so it takes an opening that allows that. OpeningRefused."""
        holds = self._held(caller, known)
        if holds is None or not holds.whole_nik:
            raise OpeningRefused("ask the custodian first, for the whole NIK (POST /api/v1/openings, `whole_nik`)")

    def as_far_as_granted(self, caller: Caller, known: Known) -> Identity | None:
        """Who reports, as the caller may see it now; None where the caller may not, or nothing is kept."""
        holds, sealed = self._held(caller, known), self.complaints.identity(known.complaint_id)
        if sealed is None or (holds is None and known.mode != "open"):
            return None
        return self._opened(known, sealed, holds)[0]

    def _held(self, caller: Caller, known: Known) -> Asked | None:
        """The caller's opening that has not expired; of several one with the whole NIK."""
        asked = self.asking.openings_of(known.complaint_id, caller.actor)
        return max((one for one in asked if one.state(self.now) == "granted"), key=_allows, default=None)

    def _opened(self, known: Known, sealed: bytes, granted: Asked | None) -> tuple[Identity, str | None]:
        """Who reports, with the NIK only where that was granted; and the NIK."""
        given: dict[str, Any] = self.vault.open(known.tenant, known.complaint_id, "identity", sealed)
        nik = given.pop("nik", None)
        if nik and granted and granted.whole_nik:
            given["nik"] = nik
        return Identity.model_validate(given), nik

    def _is_kept(self, known: Known) -> bool:
        """Whether there is anything that tells who reports: what was typed, or the picture of a KTP."""
        if self.complaints.identity(known.complaint_id) is not None:
            return True
        files = self.complaints.files(known.complaint_id)
        return any(file.kind == KTP and file.state in {"checking", "accepted"} for file in files)

    def _may_see(self, caller: Caller, asked: Asked) -> bool:
        known = self.complaints.by_id(asked.complaint_id)
        return known is not None and not known.barred.shuts_out(caller.actor, caller.unit)

    def _seal(self, known: Known, words: Any) -> bytes:
        return self.vault.seal(known.tenant, known.complaint_id, "opening", words)

    def _shown(self, asked: Asked) -> i.Opening:
        said = self.vault.open(asked.tenant, asked.complaint_id, "opening", asked.words)
        decision = asked.decision
        return i.Opening(
            opening_id=asked.opening_id,
            reference=asked.reference,
            requested_by=asked.requested_by,
            reason=said["reason"],
            legal_order=said["legal_order"],
            whole_nik=asked.whole_nik,
            requested_at=asked.requested_at,
            state=asked.state(self.now),
            decided_by=asked.decided_by,
            decision=self.vault.open(asked.tenant, asked.complaint_id, "opening", decision) if decision else None,
            decided_at=asked.decided_at,
            expires_at=asked.expires_at,
        )

    def _note(self, caller: Caller, action: str, asked: Asked) -> None:
        self.announce(audited_of(caller, action, self.now, asked, opening=str(asked.opening_id)))


def _allows(asked: Asked) -> tuple[bool, datetime]:
    return asked.whole_nik, asked.expires_at or asked.requested_at
