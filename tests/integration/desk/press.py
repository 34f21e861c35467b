"""The press on the follow-up desk's database: what it would set and sign is given, all else is as it runs."""

import threading
from collections.abc import Callable
from typing import Any
from uuid import UUID

from deploy.local.stack import Endpoints
from services.common.desk.papers import Paper
from services.common.press.claims import Claims
from services.common.press.offices import Roster
from services.common.press.pades import sign as signed_by_pades
from services.common.press.process import Press
from services.common.press.sheet import Sheet
from services.common.press.workshop import Workshop
from services.common.runtime.errands import make_engine
from services.common.runtime.settings import Environment, Store
from services.common.runtime.storage import ObjectStore
from services.followup.service import FollowupService
from tests.integration.desk.office import Office
from tests.support.databases import Databases, rows
from tests.support.signed import authority, letter

Make = Callable[..., bytes]

_IDLE = (
    "UPDATE document SET rendered_at = now(), way = NULL"
    " WHERE rendered_at IS NULL OR (way = 'internal' AND signed_at IS NULL)"
)


def set_as_a_letter(_: Sheet) -> bytes:
    """Whatever it says."""
    return letter()


class Given:
    """Stands where the processes are that set and sign."""

    def __init__(self, make: Make) -> None:
        self.make = make


class Nobody:
    """A regency without officers, and its authority."""

    def roster(self, tenant: str) -> Roster:
        return Roster(())

    def authority(self, tenant: str, office: str) -> tuple[str, str]:
        return authority()


class Kept(ObjectStore):
    """The store, and the places something was put at or removed from."""

    def __init__(self, settings: Store) -> None:
        super().__init__(settings)
        self.there: list[str] = []

    def put(self, key: str, *args: Any) -> Any:
        self.there.append(key)
        return super().put(key, *args)

    def remove(self, key: str) -> None:
        super().remove(key)
        if key in self.there:
            self.there.remove(key)


class House:
    """A press that has nothing else to do, and the documents of one complaint."""

    def __init__(self, followup: Office[FollowupService], databases: Databases, parts: Endpoints) -> None:
        self.followup, self.store = followup, Kept(Store.read(Environment(parts.store)))
        self.store.ensure_bucket()
        self._owner = databases.of_owner("dumas_followup")
        self._url = databases.of_role("documents", "dumas_followup").render_as_string(hide_password=False)
        self.change(_IDLE)

    def press(self, setting: Make = set_as_a_letter, signing: Make = signed_by_pades) -> Press:
        """Another one with every call, as if it ran elsewhere."""
        offices: Any = Nobody()
        processes: tuple[Any, Any] = (Given(setting), Given(signing))
        shop = Workshop(self.followup.keyring, self.store, *processes, offices, "https://x.test")
        return Press(self._url, shop, threading.Event())

    def one(self, press: Press | None = None) -> bool:
        """Let it do one piece of work that is due. Whether there was one."""
        with make_engine(self._url).connect() as connection:
            return (press or self.press()).one(Claims(connection))

    def sweep(self) -> None:
        """Let it remove what is to go."""
        with make_engine(self._url).connect() as connection:
            self.press().sweep(Claims(connection))

    def change(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """As the owner of the tables."""
        return rows(self._owner, statement, *values)

    def let_come_due(self) -> None:
        """Put the next try of all into the past."""
        self.change("UPDATE document SET not_before = now() - interval '1 second'")

    def cut_off(self) -> None:
        """End the connections of all that run, as a network would."""
        self.change("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'dumas_documents'")

    def row(self, paper: Paper, columns: str) -> tuple[Any, ...]:
        """Of the document."""
        return self.change(f"SELECT {columns} FROM document WHERE document_id = %s", str(paper.document_id))[0]

    def told(self, paper: Paper) -> list[str]:
        """The events about the document."""
        about = "SELECT name FROM outbox WHERE payload->>'document_id' = %s ORDER BY seq"
        return [name for (name,) in self.change(about, str(paper.document_id))]

    def copies(self, paper: Paper, count: int, tenant: str, attempts: int, due: str) -> list[UUID]:
        """More documents that are not made yet, in one regency."""
        made = f"""
            INSERT INTO document (document_id, tenant, complaint_id, kind, year, edition, issued_by, issued_at, code,
                media_type, sealed, attempts, not_before)
            SELECT gen_random_uuid(), %s, complaint_id, 'lha', year, 1, issued_by, issued_at,
                gen_random_uuid()::text, media_type, sealed, {attempts}, issued_at - interval '{due}'
            FROM document, generate_series(1, {count}) WHERE document_id = %s RETURNING document_id
        """
        return [one for (one,) in self.change(made, tenant, str(paper.document_id))]
