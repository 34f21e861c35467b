"""A report while it is being written, page by page, and its receipt until it was kept.

It is sealed under a key that only the writer's browser has, in a cookie that ends with it; what lies in the database
opens for nobody else, and is deleted a day after it was last touched.
"""

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Engine, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from gateway.models import DraftRow
from services.common.sealing import derived

LASTS: Final = timedelta(hours=24)
_NONCE, _KEY = 12, 32


@dataclass(slots=True)
class Draft:
    """What was written so far; `key` goes into the browser's cookie and nowhere else."""

    key: str
    content: dict[str, Any] = field(default_factory=dict)


class Drafts:
    """The drafts of one regency's citizens are told apart from another's by `tenant`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def new(self) -> Draft:
        """An empty one; nothing is kept before `save`."""
        return Draft(urlsafe_b64encode(os.urandom(_KEY)).decode())

    def open(self, tenant: str, key: str) -> Draft | None:
        """What this key opens; None when it is unknown, of another regency, or too old."""
        if (raw := _raw(key)) is None:
            return None
        query = select(DraftRow.sealed).where(DraftRow.name == _name(raw), DraftRow.expires_at > func.now())
        with self._engine.begin() as connection:
            sealed = connection.scalar(query)
        if sealed is None:
            return None
        try:
            plain = AESGCM(_seal(raw)).decrypt(sealed[:_NONCE], sealed[_NONCE:], tenant.encode())
        except InvalidTag:
            return None
        return Draft(key, json.loads(plain))

    def save(self, tenant: str, draft: Draft) -> None:
        """Keep what was written, for a day from now."""
        raw, nonce = urlsafe_b64decode(draft.key), os.urandom(_NONCE)
        sealed = nonce + AESGCM(_seal(raw)).encrypt(nonce, json.dumps(draft.content).encode(), tenant.encode())
        row = insert(DraftRow).values(name=_name(raw), sealed=sealed, expires_at=func.now() + LASTS)
        kept = row.on_conflict_do_update(
            index_elements=["name"], set_={"sealed": row.excluded.sealed, "expires_at": row.excluded.expires_at}
        )
        with self._engine.begin() as connection:
            connection.execute(kept)

    def forget(self, key: str) -> None:
        """Delete it."""
        if (raw := _raw(key)) is not None:
            with self._engine.begin() as connection:
                connection.execute(delete(DraftRow).where(DraftRow.name == _name(raw)))

    def sweep(self) -> None:
        """Delete what is too old."""
        with self._engine.begin() as connection:
            connection.execute(delete(DraftRow).where(DraftRow.expires_at < func.now()))


def _raw(key: str) -> bytes | None:
    try:
        raw = urlsafe_b64decode(key)
    except (NotBase64, ValueError):
        return None
    return raw if len(raw) == _KEY else None


def _name(raw: bytes) -> bytes:
    return derived(raw, "dumas draft name")


def _seal(raw: bytes) -> bytes:
    return derived(raw, "dumas draft")
