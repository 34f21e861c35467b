"""The workers of `dumas evidence`. Plain threads, no nameko, psycopg2 un-patched.

Each has a connection and a bench of its own. A notification wakes it when a file arrives; it also looks every second,
for notifications are lost with a connection, and what could not be checked waits for its time.
"""

import ctypes
import logging
import select
import threading
from contextlib import closing
from typing import Any, Final

from sqlalchemy import Connection, create_engine, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

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
_LOOK_EVERY: Final = 1.0
_OPTIONS: Final = "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000"
_SET_DUMPABLE: Final = 4  # prctl's number for it


class Worker(threading.Thread):
    """Looks through one file after the other until stopped."""

    def __init__(self, database_url: str, examination: Examination, keyring: Keyring, stop: threading.Event) -> None:
        super().__init__(name="evidence", daemon=True)
        self._engine = create_engine(
            make_url(database_url).set(drivername="postgresql+psycopg2"),
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,
            connect_args={"connect_timeout": 5, "options": _OPTIONS},
        )
        self._examination, self._keyring, self._stop_asked = examination, keyring, stop
        self.is_connected = False

    def run(self) -> None:
        """Work, and start anew on a lost connection."""
        while not self._stop_asked.is_set():
            try:
                with self._engine.connect() as connection:
                    self._work(connection)
            except DBAPIError as reason:
                log.warning("evidence interrupted (%s), again in a second", type(reason.orig).__name__)
            self.is_connected = False
            self._stop_asked.wait(1.0)

    def _work(self, connection: Connection) -> None:
        connection.exec_driver_sql(f"LISTEN {_CHANNEL}")
        claims = Claims(connection)
        while not self._stop_asked.is_set():
            with closing(Bench()) as bench:
                self.is_connected = True
                while not self._stop_asked.is_set() and not self.one(claims, bench):
                    _wait(connection)

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
            with claims.transaction(tenant):
                vault = Vault(Keys(claims.connection, tenant, self._keyring))
                return vault.file_key(tenant, complaint_id, file_id, kind)

        return file_key


def workers(env: Environment, stop: threading.Event) -> list[Worker | Sweeper]:
    """By DATABASE_URL, DUMAS_SEAL_KEYS, S3_…, CLAMD_ADDRESS, EVIDENCE_WORKERS; not started yet."""
    url, count = env.text("DATABASE_URL"), env.number("EVIDENCE_WORKERS", 2)
    store, clamd = Store.read(env), env.text("CLAMD_ADDRESS", "")
    keys = env.text("DUMAS_SEAL_KEYS")
    env.require()
    _keep_memory_private()
    if not clamd:
        log.warning("CLAMD_ADDRESS is not set: files are looked through, and not scanned for viruses")
    objects = ObjectStore(store, count + 1)
    examination = Examination(objects, Clamd(clamd) if clamd else Unscanned())
    keyring = evidences_keyring(keys)
    return [*(Worker(url, examination, keyring, stop) for _ in range(count)), Sweeper(url, objects, stop)]


def _complain(claim: Claim, reason: Exception) -> None:
    log.error(
        "attachment %s of %s could not be checked at try %d and waits: %s: %s",
        claim.attachment_id,
        claim.tenant,
        claim.attempts,
        type(reason).__name__,
        reason,
    )


def _keep_memory_private() -> None:
    # The processes that read strangers' files run as the same user; from now on they cannot read this one's keys.
    ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)


def _wait(connection: Connection) -> None:
    listener: Any = connection.connection.dbapi_connection
    if select.select([listener], [], [], _LOOK_EVERY)[0]:
        listener.poll()
        listener.notifies.clear()
