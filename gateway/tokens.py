"""The three kinds of bearer token, told apart by how they begin.

`os_`, the session of an officer or an operator, and `dk_`, a system's API key, are random and looked up by their hash.
`rt_`, a reporter's, is signed and looked up nowhere: it opens one complaint for half an hour, and survives a restart.
"""

import hashlib
import secrets
from dataclasses import dataclass
from uuid import UUID

from itsdangerous import BadData, URLSafeTimedSerializer

from services.common.errors import NotSignedIn
from services.common.sealing import derived

OFFICER, SYSTEM, REPORTER = "os_", "dk_", "rt_"
REPORTER_SECONDS = 30 * 60

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

    def __init__(self, signing_key: bytes) -> None:
        self._serializer = URLSafeTimedSerializer(
            derived(signing_key, _PURPOSE),
            salt=_PURPOSE,
            signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
        )

    def write(self, leave: ReporterPass) -> str:
        """A token for one complaint, from now on for REPORTER_SECONDS."""
        return REPORTER + str(self._serializer.dumps([leave.tenant, str(leave.complaint_id), leave.reference]))

    def read(self, token: str) -> ReporterPass:
        """What the token opens; NotSignedIn when it is forged or has expired."""
        try:
            tenant, complaint_id, reference = self._serializer.loads(
                token.removeprefix(REPORTER), max_age=REPORTER_SECONDS
            )
        except BadData as reason:
            raise NotSignedIn from reason
        return ReporterPass(tenant, UUID(complaint_id), reference)
