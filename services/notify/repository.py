"""The notifier's queries."""

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from services.common.contracts.conflict import Barred
from services.common.contracts.events import OfficerDeputised
from services.common.contracts.tenant import Officer
from services.common.desk.copies import Copies
from services.common.desk.deputy_tables import keep_deputy
from services.common.vocabulary import UNITS
from services.notify.models import Address, ShutOut, TenantCopy
from services.notify.models import Mail as MailRow
from services.notify.outward.tables import SubscriptionRow
from services.notify.usecases import Holders, Mail

CLAIM = timedelta(minutes=5)
"""How long a mail that is being sent is left alone by others; a sender that died is replaced after it."""

_ADD_FOR = """
    INSERT INTO mail (mail_id, tenant, template, reference, officer, complaint_id, details, created_at,
                      next_attempt_at, attempts)
    SELECT CAST(md5(CAST(:mail_id AS text) || told.officer) AS uuid), :tenant, :template, :reference, told.officer,
           :complaint_id, CAST(:details AS jsonb) || jsonb_strip_nulls(jsonb_build_object('deputises', told.holder)),
           :created_at, :next_attempt_at, 0
    FROM ({told}) AS told
    WHERE told.email <> '' AND NOT EXISTS (
        SELECT FROM shut_out AS s
        WHERE s.complaint_id = :complaint_id AND (
            s.who = CASE WHEN s.is_unit THEN told.unit ELSE told.officer END
            OR NOT s.is_unit AND s.who = told.holder))
    ORDER BY told.holder NULLS FIRST
    ON CONFLICT DO NOTHING
"""
"""Who stands in for whom the complaint is about is no stand-in; who has the role as well is told in the own right."""

_ADD_FOR_HOLDERS = text(
    _ADD_FOR.format(
        told="""
        SELECT a.officer, a.email, a.unit, each.holder
        FROM address AS a JOIN (
            SELECT officer, CAST(NULL AS text) AS holder, roles FROM address
            UNION ALL SELECT officer, holder, roles FROM deputy
            WHERE since <= :created_at AND :created_at < least(until, ended_at)
        ) AS each USING (officer)
        WHERE a.officer <> :but AND (
            jsonb_exists_any(each.roles, CAST(:roles AS text[]))
            OR jsonb_exists(each.roles, :units) AND a.unit = CAST(:unit AS text))"""
    )
)
_ADD_FOR_LAST = text(
    _ADD_FOR.format(
        told="""
        SELECT a.officer, a.email, a.unit, tasks.holder
        FROM address AS a JOIN (
            SELECT officer, details->>'deputises' AS holder, rank() OVER (ORDER BY created_at DESC) AS place FROM mail
            WHERE complaint_id = :complaint_id AND template = 'task'
                AND (:units_too OR NOT jsonb_exists(details, 'unit'))
        ) AS tasks USING (officer)
        WHERE tasks.place = 1 AND (tasks.holder IS NULL OR EXISTS (
            SELECT FROM deputy AS d WHERE d.officer = a.officer AND d.holder = tasks.holder
                AND d.since <= :created_at AND :created_at < least(d.until, d.ended_at)))"""
    )
)
_ADD_FOR_ONE = text(
    _ADD_FOR.format(told="SELECT officer, email, unit, CAST(NULL AS text) AS holder FROM address WHERE officer = :one")
)
_WITHDRAW = text(
    """
    UPDATE mail SET ended_at = :now, ended_as = 'withdrawn' FROM shut_out AS s
    WHERE mail.ended_at IS NULL AND s.complaint_id = mail.complaint_id AND (
        NOT s.is_unit AND s.who IN (mail.officer, mail.details->>'deputises')
        OR s.is_unit AND EXISTS (SELECT FROM address AS a WHERE a.officer = mail.officer AND a.unit = s.who))
    """
)
_ADD = upsert(MailRow).on_conflict_do_nothing()
_SHUT_OUT = upsert(ShutOut).on_conflict_do_nothing()
_SAVE = text(
    "UPDATE mail SET next_attempt_at = :next_attempt_at, ended_at = :ended_at, ended_as = :ended_as"
    # What was withdrawn while it was being sent stays so, unless it had gone out already.
    " WHERE mail_id = :mail_id AND (ended_at IS NULL OR CAST(:ended_as AS text) = 'sent')"
)

_COLUMNS = [getattr(MailRow, field.name) for field in fields(Mail)]


class MailRecords(Copies):
    """Implements `usecases.Mails`, and keeps the queue of mails."""

    def replace_addresses(self, tenant: str, officers: Iterable[Officer]) -> None:
        """The addresses are now exactly these."""
        self._work.session.execute(delete(Address))
        rows = [
            {
                "tenant": tenant,
                "officer": o.id,
                **o.model_dump(include={"email", "unit", "kind"}),
                "roles": list(o.roles),
            }
            for o in officers
        ]
        if rows:
            self._work.session.execute(insert(Address), rows)

    def addresses(self) -> dict[str, str]:
        """Those of officers, by officer, and the contacts of subscriptions, by the subscription's id."""
        officers = self._connection.execute(select(Address.officer, Address.email))
        contacts = self._connection.execute(select(SubscriptionRow.subscription_id, SubscriptionRow.contact))
        return {row.officer: row.email for row in officers} | {
            str(row.subscription_id): row.contact for row in contacts
        }

    def tenants(self) -> list[str]:
        """All regencies heard of."""
        return list(self._work.session.scalars(select(TenantCopy.tenant)))

    def add(self, mail: Mail) -> None:
        """A mail to the reporter waits to be sent."""
        self._connection.execute(_ADD, asdict(mail))

    def add_for(self, mail: Mail, holders: Holders) -> None:
        """The same mail waits for every such officer who has an address and may hear of the complaint."""
        roles = [role for role in holders.roles if role != UNITS]
        unit = holders.unit if UNITS in holders.roles else None
        to = {"roles": roles, "units": UNITS, "unit": unit, "but": holders.but}
        self._connection.execute(_ADD_FOR_HOLDERS, _row(mail) | to)

    def add_for_one(self, mail: Mail, officer: str) -> None:
        """The mail waits for this officer, who has an address and may hear of the complaint."""
        self._connection.execute(_ADD_FOR_ONE, _row(mail) | {"one": officer})

    def add_for_last(self, mail: Mail, *, units_too: bool) -> None:
        """The same mail waits for the officers who were last told that the complaint waits for them."""
        self._connection.execute(_ADD_FOR_LAST, _row(mail) | {"units_too": units_too})

    def keep_deputy(self, event: OfficerDeputised) -> None:
        """Remember who stands in for whom."""
        keep_deputy(self._connection, self._tables["deputy"], event)

    def shut_out(self, tenant: str, complaint_id: UUID, barred: Barred) -> None:
        """These are told nothing of the complaint any more; what waits to be sent to them is withdrawn."""
        people = [(who, False) for who in barred.officers] + [(who, True) for who in barred.units]
        rows = [
            {"tenant": tenant, "complaint_id": complaint_id, "who": who, "is_unit": is_unit} for who, is_unit in people
        ]
        self._connection.execute(_SHUT_OUT, rows)
        self._connection.execute(_WITHDRAW, {"now": datetime.now(UTC)})

    def forget(self, complaint_id: UUID, now: datetime) -> None:
        """What waits to be sent of a complaint is withdrawn."""
        mine = (MailRow.complaint_id == complaint_id, MailRow.ended_at.is_(None))
        self._connection.execute(update(MailRow).where(*mine).values(ended_at=now, ended_as="withdrawn"))

    def claim(self, now: datetime, limit: int) -> list[Mail]:
        """Mails whose time has come. Nobody else gets them for a while."""
        # An event heard at the same moment may have added a mail for somebody who was just shut out.
        self._connection.execute(_WITHDRAW, {"now": now})
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
