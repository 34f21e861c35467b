"""The keys of the build before this one, which derived them all from one master key.

What it sealed opens until the next rotation gives those complaints keys of their own, and its hashes of access codes
must stay right for ever: that key is taken over as the regency's own. The master key was the only one there was, so it
is the last of the ring (`DUMAS_SEAL_KEYS`).
"""

from uuid import UUID

from services.common.sealing import derived


def earlier_key(master: bytes, tenant: str, complaint_id: UUID | None) -> bytes:
    """The key of a complaint, or with None the one of access codes."""
    return derived(master, f"complaint|{tenant}|{complaint_id}" if complaint_id else "access-code")
