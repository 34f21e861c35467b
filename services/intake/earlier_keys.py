"""The keys of the build before this one, which derived them all from one master key.

What it sealed opens until the next rotation gives those complaints keys of their own, and its hashes of access codes
must stay right for ever: that key is taken over as the regency's own. The master key was the only one there was, so it
is the last of the ring (`DUMAS_SEAL_KEYS`).
"""

from uuid import UUID

from sqlalchemy import Connection, text

from services.common.runtime.tenant_keys import Keyless, Keyring
from services.common.sealing import Ring, derived

_KEYLESS = text(
    """
    SELECT complaint_id, content FROM complaint WHERE tenant = :tenant AND length(content) > 0
    AND (CAST(:complaint_id AS uuid) IS NULL OR complaint_id = :complaint_id)
    AND NOT EXISTS (
        SELECT FROM keys.complaint_key AS its WHERE its.complaint_id = complaint.complaint_id AND purpose = 'content')
    ORDER BY filed_at DESC LIMIT 1
    """
)


def earlier_key(master: bytes, tenant: str, complaint_id: UUID | None) -> bytes:
    """The key of a complaint, or with None the one of access codes."""
    return derived(master, f"complaint|{tenant}|{complaint_id}" if complaint_id else "access-code")


def intakes_keyring(masters: str) -> Keyring:
    """Intake's master keys; an earlier build's key is used for what it opens, and for nothing else."""
    return Keyring(Ring(masters, earlier_key), _keyless)


def evidences_keyring(masters: str) -> Keyring:
    """The same for the process that looks through files. It reads no complaint, so it takes intake's word: a file was
    sealed under the key an earlier build derived only where its complaint has no other."""
    return Keyring(Ring(masters, earlier_key), _unread)


def _keyless(connection: Connection, tenant: str, complaint_id: UUID | None) -> Keyless | None:
    row = connection.execute(_KEYLESS, {"tenant": tenant, "complaint_id": complaint_id}).first()
    return Keyless(row.complaint_id, row.content) if row else None


def _unread(_connection: Connection, _tenant: str, complaint_id: UUID | None) -> Keyless | None:
    return Keyless(complaint_id, None) if complaint_id else None
