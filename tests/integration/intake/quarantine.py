"""Intake and the evidence process in this one, on a real database and a real store."""

import hashlib
import io
import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any, BinaryIO, TypeVar
from uuid import UUID

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from services.common.contracts import complaints as c
from services.common.errors import Refusal
from services.common.runtime.storage import ObjectStore
from services.intake.evidence.bench import Bench
from services.intake.evidence.claims import Claims
from services.intake.evidence.clamd import NotScanned, TooLarge
from services.intake.evidence.examination import Examination, Scanner, Unscanned
from services.intake.evidence.process import Examiner
from tests.integration.intake.front_door import Intake
from tests.support.databases import Databases, rows
from tests.unit.intake import samples

Answer = TypeVar("Answer")


class Away:
    """A scanner that does not answer."""

    name = "clamav"

    def scan(self, file: BinaryIO) -> str | None:
        raise NotScanned("clamd does not answer")


class Short:
    """A scanner that is set to take less."""

    name = "clamav"

    def scan(self, file: BinaryIO) -> str | None:
        raise TooLarge("INSTREAM size limit exceeded. ERROR")


class Suspicious:
    """A scanner that finds something in everything."""

    name = "clamav"

    def scan(self, file: BinaryIO) -> str | None:
        return "Uji.Eicar"


class Quarantine:
    """One complaint of one regency, its reporter, and who looks through what the reporter sends."""

    def __init__(self, intake: Intake, databases: Databases, store: ObjectStore) -> None:
        self.intake, self.store = intake, store
        self.owner = databases.of_owner("dumas_intake")
        self.role = databases.of_role("evidence", "dumas_intake")
        # What other tests left waiting would be looked through first.
        rows(self.owner, "UPDATE attachment SET state = 'accepted' WHERE state = 'checking'")
        self.reporter = intake.caller(samples.REPORTER, complaint_id=intake.file().complaint_id)

    def arrive(self, content: bytes, kind: str = "evidence", **finished: Any) -> UUID:
        """A file is in the store and waits to be checked."""
        begin = c.BeginAttachment(file_name="bukti.pdf", kind=kind, media_type="application/pdf")
        upload = _answer(self.intake.service.begin_attachment(self.reporter, begin), c.Upload)
        self.store.put(upload.object_key, io.BytesIO(content), len(content), b64decode(upload.file_key))
        told = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest(), **finished}
        finish = c.FinishAttachment(attachment_id=upload.attachment_id, media_type="application/pdf", **told)
        done = _answer(self.intake.service.finish_attachment(self.reporter, finish), c.Attachment)
        assert done.state == "checking"
        return upload.attachment_id

    def look(self, scanner: Scanner | None = None) -> bool:
        """A worker looks once. Whether something waited."""
        url = self.role.render_as_string(hide_password=False)
        examination = Examination(self.store, scanner or Unscanned())
        worker = Examiner(url, examination, self.intake.keyring, threading.Event())
        with self.connected() as connection, closing(Bench()) as bench:
            return worker.one(Claims(connection), bench)

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """A worker's connection."""
        url = self.role.set(drivername="postgresql+psycopg2")
        engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            yield connection

    def given(self, attachment_id: UUID, *, original: bool = False) -> bytes:
        """What the reporter downloads."""
        asked = c.FetchAttachment(attachment_id=attachment_id, original=original)
        found = _answer(self.intake.service.fetch_attachment(self.reporter, asked), c.StoredAttachment)
        content = b"".join(self.store.get(found.object_key, b64decode(found.file_key)))
        assert hashlib.sha256(content).hexdigest() == found.attachment.sha256
        return content

    def row(self, attachment_id: UUID) -> Any:
        """Its state, what was found, how often it was tried, and whether there is a copy."""
        query = "SELECT state, reason, attempts, copy_key IS NOT NULL FROM attachment WHERE attachment_id = %s"
        ((state, reason, attempts, has_copy),) = rows(self.owner, query, str(attachment_id))
        return state, reason, attempts, has_copy

    def is_due(self) -> None:
        """The time of every next try has come."""
        rows(self.owner, "UPDATE attachment SET not_before = now() WHERE tenant = %s", self.intake.tenant)

    def told(self, attachment_id: UUID) -> list[dict[str, Any]]:
        """What was announced of a file since, in order: the audit entries, and that it was added."""
        query = "SELECT payload::jsonb || jsonb_build_object('name', name) FROM outbox WHERE tenant = %s ORDER BY seq"
        everything = [payload for (payload,) in rows(self.owner, query, self.intake.tenant)]
        return [one for one in everything if str(attachment_id) in (one.get("subject"), one.get("attachment_id"))]


def _answer(answer: Any, shape: type[Answer]) -> Answer:
    """An entrypoint called directly answers with a refusal instead of raising it."""
    if isinstance(answer, Refusal):
        raise answer
    assert isinstance(answer, shape)
    return answer
