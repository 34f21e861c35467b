"""The three kinds of bearer token, told apart by how they begin.

`os_`, the session of an officer or an operator, and `dk_`, a system's API key, are random and looked up by their hash.
`rt_`, a reporter's, is signed and looked up nowhere: it opens one complaint for half an hour, and survives a restart.
It can be made to last longer, but not beyond the hours a session of officers may have.
"""

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from itsdangerous import BadData, URLSafeTimedSerializer

from services.common.errors import NotSignedIn
from services.common.sealing import derived

OFFICER, SYSTEM, REPORTER = "os_", "dk_", "rt_"
REPORTER_SECONDS, REPORTER_AT_MOST = 30 * 60, 8 * 3600

_PURPOSE = "dumas reporter token"


def random_token(prefix: str) -> str:
    """A new token nobody can guess (256 bits)."""
    return prefix + secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """What is kept of a random token."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ReporterPass:
    """What a reporter's token opens."""

    tenant: str
    complaint_id: UUID
    reference: str


class ReporterTokens:
    """Writes and reads reporters' tokens under a key derived from the signing key."""

    def __init__(self, signing_key: bytes, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._serializer = URLSafeTimedSerializer(
            derived(signing_key, _PURPOSE),
            salt=_PURPOSE,
            signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
        )

    def write(self, leave: ReporterPass) -> str:
        """A token for one complaint, from now on for REPORTER_SECONDS."""
        return self._written(leave, int(self._clock()))

    def renew(self, token: str) -> str:
        """One that lasts as long again; NotSignedIn as for `read`, or when it was begun REPORTER_AT_MOST ago."""
        leave, since = self._opened(token)
        if since < self._clock() - REPORTER_AT_MOST:
            raise NotSignedIn
        return self._written(leave, since)

    def read(self, token: str) -> ReporterPass:
        """What the token opens; NotSignedIn when it is forged or has expired."""
        return self._opened(token)[0]

    def _written(self, leave: ReporterPass, since: int) -> str:
        return REPORTER + str(self._serializer.dumps([leave.tenant, str(leave.complaint_id), leave.reference, since]))

    def _opened(self, token: str) -> tuple[ReporterPass, int]:
        try:
            tenant, complaint_id, reference, since = self._serializer.loads(
                token.removeprefix(REPORTER), max_age=REPORTER_SECONDS
            )
        except (BadData, ValueError) as reason:  # forged, too old, or of an older make
            raise NotSignedIn from reason
        return ReporterPass(tenant, UUID(complaint_id), reference), since
