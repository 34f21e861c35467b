"""The workers of `dumas evidence`. Plain threads, no nameko, psycopg2 un-patched.

Each has a connection and a bench of its own, and is woken when a file arrives (`runtime.errands`).
"""

import logging
import threading
from contextlib import closing
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from services.common.runtime.errands import Worker, keep_memory_private, transaction
from services.common.runtime.keys import Keys
from services.common.runtime.settings import Environment, Store
from services.common.runtime.storage import ObjectStore
from services.common.runtime.tenant_keys import Keyring
from services.intake.earlier_keys import evidences_keyring
from services.intake.evidence.bench import Bench
from services.intake.evidence.claims import Claim, Claims
from services.intake.evidence.clamd import Clamd
from services.intake.evidence.examination import Examination, FileKey, Unscanned
from services.intake.evidence.sweeping import Sweeper
from services.intake.vault import Vault

log = logging.getLogger(__name__)

_CHANNEL: Final = "dumas_evidence"


class Examiner(Worker):
    """Looks through one file after the other until stopped."""

    def __init__(self, database_url: str, examination: Examination, keyring: Keyring, stop: threading.Event) -> None:
        super().__init__("evidence", _CHANNEL, database_url, stop)
        self._examination, self._keyring = examination, keyring

    def work(self, connection: Connection) -> None:
        """With a bench of its own."""
        claims = Claims(connection)
        while not self.stop_asked.is_set():
            with closing(Bench()) as bench:
                self.is_connected = True
                while not self.stop_asked.is_set() and not self.one(claims, bench):
                    self.wait(connection)

    def one(self, claims: Claims, bench: Bench) -> bool:
        """Look through a file if one waits. Whether the bench was used."""
        with claims.next() as claim:
            if claim is None:
                return False
            try:
                self._examination.settle(claim, claims, bench, self._key_of(claims, claim.kind))
            except DBAPIError:
                raise
            except Exception as reason:  # whatever it is, the file waits and the others go on
                _complain(claim, reason)
            return True

    def _key_of(self, claims: Claims, kind: str) -> FileKey:
        def file_key(tenant: str, complaint_id: Any, file_id: Any) -> bytes:
            with transaction(claims.connection, tenant):
                vault = Vault(Keys(claims.connection, tenant, self._keyring))
                return vault.file_key(tenant, complaint_id, file_id, kind)

        return file_key


def workers(env: Environment, stop: threading.Event) -> list[Examiner | Sweeper]:
    """By DATABASE_URL, DUMAS_SEAL_KEYS, S3_…, CLAMD_ADDRESS, EVIDENCE_WORKERS; not started yet."""
    url, count = env.text("DATABASE_URL"), env.number("EVIDENCE_WORKERS", 2)
    store, clamd = Store.read(env), env.text("CLAMD_ADDRESS", "")
    keys = env.text("DUMAS_SEAL_KEYS")
    env.require()
    keep_memory_private()
    if not clamd:
        log.warning("CLAMD_ADDRESS is not set: files are looked through, and not scanned for viruses")
    objects = ObjectStore(store, count + 1)
    examination = Examination(objects, Clamd(clamd) if clamd else Unscanned())
    keyring = evidences_keyring(keys)
    return [*(Examiner(url, examination, keyring, stop) for _ in range(count)), Sweeper(url, objects, stop)]


def _complain(claim: Claim, reason: Exception) -> None:
    log.error(
        "attachment %s of %s could not be checked at try %d and waits: %s: %s",
        claim.attachment_id,
        claim.tenant,
        claim.attempts,
        type(reason).__name__,
        reason,
    )
