"""One file from the quarantine to its verdict: fetched, compared with its hash, scanned, looked through, copied."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO, Final, Protocol
from uuid import UUID

from services.common.contracts.auditing import audited
from services.common.contracts.caller import Caller
from services.common.contracts.events import AttachmentAdded, Event
from services.common.runtime.storage import Metered, ObjectStore
from services.common.sealing import Destroyed
from services.intake.evidence.bench import Bench, CutShort
from services.intake.evidence.claims import Claim, Claims, Copy, copys_place
from services.intake.evidence.clamd import TooLarge
from services.intake.showing import copys_id
from services.intake.verdicts import INFECTED, TOO_LARGE, UNEXAMINABLE

log = logging.getLogger(__name__)

FileKey = Callable[[str, UUID, UUID], bytes]
_GIVES_UP_AFTER: Final = 3  # tries that the file itself may have cut short; when others are away it waits for ever
_ACTOR: Final = "evidence"


class Scanner(Protocol):
    """Knows viruses by their signatures."""

    @property
    def name(self) -> str: ...
    def scan(self, file: BinaryIO) -> str | None: ...


class Unscanned:
    """No scanner is configured, and the audit trail says so of every file."""

    name: Final = "none"

    def scan(self, file: BinaryIO) -> str | None:
        """Nothing is known."""
        return None


class NotAsReceived(Exception):
    """The store gave something else than what arrived."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found, by which signature if by one, and the copy that was stored."""

    found: str | None
    signature: str | None = None
    copy: Copy | None = None


@dataclass(frozen=True, slots=True)
class Examination:
    """Looks through files; the parts are shared by the workers."""

    store: ObjectStore
    scanner: Scanner

    def settle(self, claim: Claim, claims: Claims, bench: Bench, file_key: FileKey) -> None:
        """Come to a verdict and save it.

        OSError, Altered, NotScanned, TooLarge, NotAsReceived, NotReady, CutShort: to be tried again.
        """
        try:
            verdict = self._verdict(claim, bench, file_key)
        except Destroyed:
            verdict = Verdict(UNEXAMINABLE)  # its complaint was destroyed meanwhile, and the file with it
        except (CutShort, TooLarge):
            claims.count_cut_short(claim)
            raise
        events = _told(claim, verdict, self.scanner.name, datetime.now(UTC))
        if claims.settle(claim, verdict.found, verdict.copy, events):
            log.info("attachment %s: %s after %d tries", claim.attachment_id, verdict.found or "well", claim.attempts)
        elif verdict.copy and claims.has_no_use_for_a_copy(claim):
            self.store.remove(verdict.copy.object_key)

    def _verdict(self, claim: Claim, bench: Bench, file_key: FileKey) -> Verdict:
        self._fetch(claim, bench, file_key)
        is_last = claim.cut_short + 1 >= _GIVES_UP_AFTER
        try:
            if signature := self.scanner.scan(bench.original):
                return Verdict(INFECTED, signature)
            seen = bench.look_through(claim.media_type)
        except (CutShort, TooLarge) as reason:
            if not is_last:
                raise
            return Verdict(TOO_LARGE if isinstance(reason, TooLarge) else UNEXAMINABLE)
        return Verdict(seen.found, copy=self._keep(claim, bench, file_key) if seen.has_copy else None)

    def _fetch(self, claim: Claim, bench: Bench, file_key: FileKey) -> None:
        key = file_key(claim.tenant, claim.complaint_id, claim.attachment_id) if claim.is_sealed else None
        for piece in self.store.get(claim.object_key, key):
            bench.original.write(piece)
        bench.original.seek(0)
        metered = Metered(bench.original, claim.size)
        while metered.read():
            pass
        if metered.result().sha256 != claim.sha256:
            raise NotAsReceived

    def _keep(self, claim: Claim, bench: Bench, file_key: FileKey) -> Copy:
        key = file_key(claim.tenant, claim.complaint_id, copys_id(claim.attachment_id))
        place, size = copys_place(claim.object_key), bench.copy.seek(0, 2)
        bench.copy.seek(0)
        stored = self.store.put(place, bench.copy, size, key)
        return Copy(place, stored.size, stored.sha256)


def _told(claim: Claim, verdict: Verdict, scanner: str, now: datetime) -> list[Event]:
    caller = Caller(kind="service", actor=_ACTOR, tenant=claim.tenant)
    subject, complaint_id = str(claim.attachment_id), claim.complaint_id

    def entry(action: str, **details: str) -> Event:
        return audited(caller, action, now, complaint_id=complaint_id, subject=subject, **details)

    said = {"scanner": scanner, "sha256": claim.sha256}
    if verdict.found:
        more = {"signature": verdict.signature} if verdict.signature else {}
        return [entry("evidence_refused", verdict=verdict.found, **said, **more)]
    added = AttachmentAdded(
        event_id=claim.attachment_id,
        happened_at=now,
        tenant=claim.tenant,
        complaint_id=complaint_id,
        attachment_id=claim.attachment_id,
        kind=claim.kind,
        sha256=claim.sha256,
    )
    copied = [entry("evidence_copied", sha256=verdict.copy.sha256)] if verdict.copy else []
    return [added, entry("evidence_accepted", **said), *copied]
