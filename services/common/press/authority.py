"""The signing authority of each regency: a certificate of its own and the key that signs for it, sealed.

It is made when the first document is signed by our own key. Signatures under it are not certified ("bukan TTE
tersertifikasi"): they prove that a file came from this installation and was not altered, and who was signed in.
"""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, text

from services.common.press.certificates import new_authority
from services.common.runtime.keys import Keys
from services.common.runtime.tenant_keys import SIGNING
from services.common.sealing import disclose, enclose

_FIND: Final = text("SELECT certificate, sealed FROM signing_authority WHERE tenant = :tenant")
_ADD: Final = text(
    "INSERT INTO signing_authority (tenant, certificate, sealed) VALUES (:tenant, :certificate, :sealed) "
    "ON CONFLICT DO NOTHING"
)


class Authority:
    """On one transaction with intake's database that is named for the regency, whose keys are `keys`."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection, self._keys = connection, keys

    def of(self, tenant: str, office: str) -> tuple[str, str]:
        """Certificate and private key, both PEM; made when there are none. InvalidTag, KeyMissing."""
        return self._found(tenant) or self._made(tenant, office)

    def _found(self, tenant: str) -> tuple[str, str] | None:
        row = self._connection.execute(_FIND, {"tenant": tenant}).first()
        if row is None:
            return None
        return row.certificate, disclose(self._keys.secret(SIGNING), row.sealed, _place(tenant)).decode()

    def _made(self, tenant: str, office: str) -> tuple[str, str]:
        certificate, key = new_authority(office, datetime.now(UTC))
        sealed = enclose(self._keys.secret(SIGNING), key.encode(), _place(tenant))
        self._connection.execute(_ADD, {"tenant": tenant, "certificate": certificate, "sealed": sealed})
        return self._found(tenant) or (certificate, key)  # another transaction may have been first


def _place(tenant: str) -> str:
    return f"{tenant}|signing authority"
