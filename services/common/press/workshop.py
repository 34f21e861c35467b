"""One document from its words to its file, and from the file to the signed one."""

import io
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Connection, text

from services.common.contracts import deputies
from services.common.contracts.auditing import audited
from services.common.contracts.caller import Caller
from services.common.contracts.events import DocumentRendered, DocumentSigned, Event
from services.common.contracts.report_fields import Fields
from services.common.contracts.tenant import TenantProfile
from services.common.documents import KINDS, file_place, file_purpose, signed_place
from services.common.press.certificates import REASON
from services.common.press.claims import Claims, Row
from services.common.press.laying import LookUp, Office, laid_out, units_own
from services.common.press.offices import Offices
from services.common.press.pool import Pool
from services.common.press.sheet import Person
from services.common.runtime.keys import Keys
from services.common.runtime.storage import ObjectStore, Stored
from services.common.runtime.tenant_keys import REPORTS, Keyring
from services.common.sealing import CONTENT, Destroyed, derived, seal, unseal

log = logging.getLogger(__name__)

Named = Callable[[str], str]
"""What an officer is called on paper."""

Compile = Callable[[Connection, Keys, Mapping[str, Any], Named], Fields]
"""Puts together what a report says, from the register's tables."""

_ACTOR: Final = "documents"
_COPY: Final = text("SELECT profile, stationery, units FROM tenant_copy WHERE tenant = :tenant")
_NO_FILE: Final = {"place": None, "size": None, "sha256": None}


def _not_known(tenant: str, complaint_id: UUID) -> None:
    """Where the book is out of reach."""


class NotPublishedHere(Exception):
    """This database has not heard of the regency yet; tried again later."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """What it takes to make the documents of one database."""

    keyring: Keyring
    store: ObjectStore
    setting: Pool
    signing: Pool
    offices: Offices
    public_url: str
    compile_report: Compile | None = None
    look_up: LookUp = _not_known

    def settle(self, row: Row, claims: Claims) -> None:
        """Make the file, or the signed one. OSError, NotMade, Altered, KeyMissing…: to be tried again."""
        (self._render if row["rendered_at"] is None else self._sign)(row, claims)

    def _render(self, row: Row, claims: Claims) -> None:
        tenant = row["tenant"]
        with claims.transaction(tenant) as connection:
            keys = Keys(connection, tenant, self.keyring)
            try:
                key = _key(row, keys)
                content = self._content(row, claims, keys, key)
            except Destroyed:
                claims.rendered(row["document_id"], _NO_FILE)  # nobody may read it any more
                return
            office = office_of(connection, tenant)
        roster = self.offices.roster(tenant)
        sheet = laid_out(row, content, office, roster=roster, public_url=self.public_url, book=self.look_up)
        place, stored = self._stored(self.setting.make(sheet), file_place(tenant, row["document_id"]), key)
        told = [_rendered(row, stored), _entry(row, "document_rendered", stored.sha256)]
        self._record(row, claims, place, partial(claims.rendered, row["document_id"], _file(place, stored)), told)
        log.info("document %s of %s made after %d tries", row["document_id"], tenant, row["attempts"])

    def _content(self, row: Row, claims: Claims, keys: Keys, key: bytes) -> dict[str, Any]:
        place = f"document|{row['document_id']}"
        if row["sealed"] is not None:
            said: dict[str, Any] = unseal(key, place, row["sealed"])["content"]
            return said
        if row["complaint_id"] is not None:
            raise Destroyed(row["issued_at"].date())
        if self.compile_report is None:
            raise LookupError(f"{row['kind']} is not made in this database")
        fields = self.compile_report(claims.connection, keys, dict(row), self.offices.roster(row["tenant"]).named)
        content = {"fields": fields.model_dump(mode="json")}
        claims.freeze(row["document_id"], seal(key, place, {"content": content}))
        return content

    def _sign(self, row: Row, claims: Claims) -> None:
        tenant, document_id = row["tenant"], row["document_id"]
        with claims.transaction(tenant) as connection:
            key = _key(row, Keys(connection, tenant, self.keyring))
            office = office_of(connection, tenant)
        by = self.offices.roster(tenant).acting(row["signed_by"], row["signed_as"])
        by = by or Person(row["signed_by"], "", "", "")
        authority = self.offices.authority(tenant, office.profile.office)
        plain = b"".join(self.store.get(row["object_key"], derived(key, file_purpose(row["object_key"]))))
        now = datetime.now(UTC)
        how = (by, office.profile.office, office.profile.place, REASON, now)
        place, stored = self._stored(self.signing.make(plain, *authority, *how), signed_place(tenant, document_id), key)
        deputy = {"as_deputy": _as_deputy(row)} if _as_deputy(row) else {}
        told = [_signed(row, stored, now), _entry(row, "document_signed", stored.sha256, way="internal", **deputy)]
        file = _file(place, stored) | {"at": now}
        self._record(row, claims, place, partial(claims.signed, document_id, file), told)

    def _stored(self, file: bytes, begins: str, key: bytes) -> tuple[str, Stored]:
        """Where no other try writes: who lost its lock meanwhile must not change what another has recorded."""
        place = f"{begins}-{uuid4().hex}"
        return place, self.store.put(place, io.BytesIO(file), len(file), derived(key, file_purpose(place)))

    def _record(self, row: Row, claims: Claims, place: str, record: Callable[[], bool], told: list[Event]) -> None:
        """Record the file and tell of it, or remove it; it stays if the commit failed: nobody knows whether it did."""
        is_recorded = False
        try:
            with claims.transaction(row["tenant"]):
                if record():
                    claims.tell(KINDS[row["kind"]].desk, told)
                    is_recorded = True
        finally:
            if not is_recorded:
                self.store.remove(place)


def _key(row: Row, keys: Keys) -> bytes:
    """What words and files of the document are sealed under. Destroyed."""
    return keys.of(row["complaint_id"], CONTENT) if row["complaint_id"] else keys.secret(REPORTS)


def office_of(connection: Connection, tenant: str) -> Office:
    """The regency as this database has heard of it. NotPublishedHere."""
    found = connection.execute(_COPY, {"tenant": tenant}).first()
    if found is None:
        raise NotPublishedHere(tenant)
    names = {unit["key"]: unit["name"] for unit in found.units}
    return Office(TenantProfile.model_validate(found.profile), found.stationery, names)


def _file(place: str, stored: Stored) -> dict[str, Any]:
    return {"place": place, "size": stored.size, "sha256": stored.sha256}


def _envelope(row: Row) -> dict[str, Any]:
    about = {name: row[name] for name in ("tenant", "document_id", "complaint_id")}
    return {"event_id": uuid4(), "happened_at": datetime.now(UTC), **about}


def _rendered(row: Row, stored: Stored) -> Event:
    told = {name: row[name] for name in ("number", "edition", "code", "media_type", "issued_at")}
    told |= {"unit": units_own(row)}
    return DocumentRendered(**_envelope(row), **told, document=row["kind"], sha256=stored.sha256, size=stored.size)


def _signed(row: Row, stored: Stored, at: datetime) -> Event:
    acted = deputies.read(row["signed_as"])
    who = {"way": "internal", "by": row["signed_by"], "role": acted.role, "as_deputy": _as_deputy(row)}
    return DocumentSigned(**_envelope(row), **who, signed_at=at, sha256=stored.sha256)


def _as_deputy(row: Row) -> str:
    """The code of the role it was signed in, where that was another's."""
    code: str = row["signed_as"]
    return code if deputies.read(code).kind else ""


def _entry(row: Row, action: str, sha256: str, **told: str) -> Event:
    caller = Caller(kind="service", actor=_ACTOR, tenant=row["tenant"])
    about, subject = row["complaint_id"], str(row["document_id"])
    details = {"document": row["kind"], "sha256": sha256, **told}
    return audited(caller, action, datetime.now(UTC), complaint_id=about, subject=subject, **details)
