"""The notifier's queries."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from services.common.contracts import events
from services.common.contracts.tenant import Officer
from services.common.desk.records import Records
from services.common.runtime.database import Work
from services.notify.models import Address, Holder, TenantCopy
from services.notify.models import Mail as MailRow
from services.notify.usecases import Mail

CLAIM = timedelta(minutes=5)
"""How long a mail that is being sent is left alone by others; a sender that died is replaced after it."""

_COLUMNS = [getattr(MailRow, field.name) for field in fields(Mail)]


class MailRecords(Records):
    """Implements `usecases.Mails`, and keeps the queue of mails."""

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._session = work.session

    def officers_with(self, roles: Iterable[str]) -> list[str]:
        """Officers of the tenant who hold one of these roles and have an address."""
        wanted = [Address.roles.contains([role]) for role in roles]
        if not wanted:
            return []
        return list(self._session.scalars(select(Address.officer).where(or_(*wanted), Address.email != "")))

    def replace_addresses(self, tenant: str, officers: Iterable[Officer]) -> None:
        """The addresses are now exactly these."""
        self._session.execute(delete(Address))
        rows = [{"tenant": tenant, "officer": o.id, "email": o.email, "roles": list(o.roles)} for o in officers]
        if rows:
            self._session.execute(insert(Address), rows)

    def address(self, officer: str) -> str:
        """An officer's address, or nothing."""
        return self._session.scalar(select(Address.email).where(Address.officer == officer)) or ""

    def hold(self, event: events.TaskOpened) -> None:
        """The complaint waits for these roles now."""
        now = {"roles": list(event.roles)}
        put = upsert(Holder).values(complaint_id=event.complaint_id, tenant=event.tenant, **now)
        self._connection.execute(put.on_conflict_do_update(index_elements=["complaint_id"], set_=now))

    def holders(self, complaint_id: UUID) -> list[str]:
        """The roles the complaint waits for."""
        return self._session.scalar(select(Holder.roles).where(Holder.complaint_id == complaint_id)) or []

    def tenants(self) -> list[str]:
        """All regencies heard of."""
        return list(self._session.scalars(select(TenantCopy.tenant)))

    def add(self, mail: Mail) -> None:
        """A mail waits to be sent."""
        self._connection.execute(insert(MailRow).values(**asdict(mail)))

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

    def save(self, mail: Mail) -> None:
        """What became of a mail."""
        changed = {name: getattr(mail, name) for name in ("next_attempt_at", "ended_at", "ended_as")}
        self._connection.execute(update(MailRow).where(MailRow.mail_id == mail.mail_id).values(**changed))
