"""The notifier's queries."""

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from services.common.contracts.tenant import Officer
from services.common.desk.records import Records
from services.notify.models import Address, TenantCopy
from services.notify.models import Mail as MailRow
from services.notify.usecases import Mail

CLAIM = timedelta(minutes=5)
"""How long a mail that is being sent is left alone by others; a sender that died is replaced after it."""

_ADD_FOR = """
    INSERT INTO mail (mail_id, tenant, template, reference, officer, complaint_id, details, created_at,
                      next_attempt_at, attempts)
    SELECT CAST(md5(CAST(:mail_id AS text) || officer) AS uuid), :tenant, :template, :reference, officer,
           :complaint_id, CAST(:details AS jsonb), :created_at, :next_attempt_at, 0
    FROM {officers}
    ON CONFLICT DO NOTHING
"""
_ADD_FOR_ROLES = text(
    _ADD_FOR.format(
        officers="address WHERE email <> '' AND jsonb_exists_any(roles, CAST(:roles AS text[]))",
    )
)
_ADD_FOR_HOLDERS = text(
    _ADD_FOR.format(
        officers="""(
            SELECT DISTINCT officer FROM mail
            WHERE complaint_id = :complaint_id AND template = 'task' AND created_at = (
                SELECT max(created_at) FROM mail WHERE complaint_id = :complaint_id AND template = 'task')
        ) AS holders"""
    )
)
_ADD = upsert(MailRow).on_conflict_do_nothing()
_SAVE = text(
    "UPDATE mail SET next_attempt_at = :next_attempt_at, ended_at = :ended_at, ended_as = :ended_as"
    " WHERE mail_id = :mail_id"
)

_COLUMNS = [getattr(MailRow, field.name) for field in fields(Mail)]


class MailRecords(Records):
    """Implements `usecases.Mails`, and keeps the queue of mails."""

    def replace_addresses(self, tenant: str, officers: Iterable[Officer]) -> None:
        """The addresses are now exactly these."""
        self._work.session.execute(delete(Address))
        rows = [{"tenant": tenant, "officer": o.id, "email": o.email, "roles": list(o.roles)} for o in officers]
        if rows:
            self._work.session.execute(insert(Address), rows)

    def addresses(self) -> dict[str, str]:
        """The officers' addresses, by officer."""
        return {row.officer: row.email for row in self._connection.execute(select(Address.officer, Address.email))}

    def tenants(self) -> list[str]:
        """All regencies heard of."""
        return list(self._work.session.scalars(select(TenantCopy.tenant)))

    def add(self, mail: Mail) -> None:
        """A mail to the reporter waits to be sent."""
        self._connection.execute(_ADD, asdict(mail))

    def add_for_roles(self, mail: Mail, roles: Iterable[str]) -> None:
        """The same mail waits for every officer who holds one of these roles and has an address."""
        self._connection.execute(_ADD_FOR_ROLES, _row(mail) | {"roles": list(roles)})

    def add_for_holders(self, mail: Mail) -> None:
        """The same mail waits for the officers who were last told that the complaint waits for them."""
        self._connection.execute(_ADD_FOR_HOLDERS, _row(mail))

    def claim(self, now: datetime, limit: int) -> list[Mail]:
        """Mails whose time has come. Nobody else gets them for a while."""
        waiting = (MailRow.ended_at.is_(None), MailRow.next_attempt_at <= now)
        due = (
            select(MailRow.mail_id)
            .where(*waiting)
            .order_by(MailRow.next_attempt_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        taken = (
            update(MailRow)
            .where(MailRow.mail_id.in_(due))
            .values(attempts=MailRow.attempts + 1, next_attempt_at=now + CLAIM)
            .returning(*_COLUMNS)
        )
        return [Mail(**row._mapping) for row in self._connection.execute(taken)]

    def save(self, mails: Iterable[Mail]) -> None:
        """What became of mails."""
        self._connection.execute(_SAVE, [_row(mail) for mail in mails])


def _row(mail: Mail) -> dict[str, object]:
    return asdict(mail) | {"details": json.dumps(mail.details)}
