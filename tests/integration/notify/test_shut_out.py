"""Who gets a mail and who must not, by the notifier's own SQL; and that reminders keep office hours."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_string, policy
from email.message import EmailMessage
from typing import Any
from uuid import UUID, uuid4

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import URL

from services.common.contracts import events
from services.common.contracts.conflict import Barred
from services.common.contracts.tenant import Officer
from services.common.runtime.database import make_engine
from services.notify.repository import MailRecords
from services.notify.usecases import tell
from tests.integration.runtime.test_sending import Notifier, Relay
from tests.support.databases import Databases, rows
from tests.support.service import free_port

REFERENCE = "CTH-26-7K3M-9QXR"


class Office(Notifier):
    """A regency's officers, and what they are told of one complaint."""

    complaint: UUID
    now: datetime

    @property
    def owner(self) -> URL:
        """The database, for looking at what RLS hides."""
        return self._owner

    def staff(self, **officers: tuple[str, str | None]) -> None:
        """Officers by sign-in name, with role and unit; each has an address."""
        self.complaint, self.now = uuid4(), datetime.now(UTC)
        listed = [
            Officer(id=name, name=name, email=f"{name}@example.org", roles=(role,), unit=unit)
            for name, (role, unit) in officers.items()
        ]
        with self.work(self.tenant) as work:
            MailRecords(work).replace_addresses(self.tenant, listed)

    def hear(self, event: events.Event, *, minutes: int = -30) -> None:
        """An event reaches the notifier, so many minutes from now."""
        with self.work(self.tenant) as work:
            tell(event, MailRecords(work), self.now + timedelta(minutes=minutes))

    def envelope(self) -> dict[str, Any]:
        """What every event about the complaint carries."""
        told = {"event_id": uuid4(), "happened_at": self.now, "tenant": self.tenant}
        return told | {"complaint_id": self.complaint, "reference": REFERENCE}

    def opened(self, *roles: str, unit: str | None = None, not_for: tuple[str, ...] = ()) -> events.TaskOpened:
        """A step waits for these roles."""
        return events.TaskOpened(**self.envelope(), sequence=3, task=task(*roles, unit=unit, not_for=not_for))

    def conflict(self, *officers: str, units: tuple[str, ...] = (), **given: Any) -> events.ConflictDeclared:
        """These turn out to be reported parties."""
        return events.ConflictDeclared(
            **self.envelope(), sequence=4, barred=Barred(officers=officers, units=units), **given
        )

    def handed(self, to: str, not_for: tuple[str, ...] = ()) -> events.TaskHanded:
        """Somebody hands a task to an officer."""
        told = {"task_id": uuid4(), "step": "telaah", "by": "pimpinan", "title": "Menelaah"}
        return events.TaskHanded(**self.envelope(), **told, to=to, not_for=not_for)

    def posted(self) -> events.MessagePosted:
        """The reporter writes."""
        return events.MessagePosted(**self.envelope(), message_id=uuid4(), from_reporter=True)

    def near(self, *opens_in_hours: int, **changes: Any) -> events.DeadlineNear:
        """A deadline is near; the office opens for half an hour after so many hours, each time."""
        opening = [self.now + timedelta(hours=hours) for hours in opens_in_hours]
        hours = tuple((opens, opens + timedelta(minutes=30)) for opens in opening)
        given = {"clock": "total", "due_at": self.now, "working_days": 1, "roles": ("jfu",), "office_hours": hours}
        return events.DeadlineNear(**self.envelope(), **{**given, **changes})

    def waits(self, template: str) -> dict[str, str | None]:
        """What became of the mails of a template, by officer."""
        query = "SELECT officer, ended_as FROM mail WHERE tenant = %s AND template = %s"
        return dict(rows(self._owner, query, self.tenant, template))


def task(*roles: str, unit: str | None = None, not_for: tuple[str, ...] = ()) -> events.OpenedTask:
    return events.OpenedTask(
        task_id=uuid4(), step="telaah", kind="assess", desk="review", roles=roles, unit=unit, not_for=not_for
    )


@pytest.fixture
def office(databases: Databases) -> Iterator[Office]:
    engine = make_engine(databases.of_role("notify", "dumas_notify").render_as_string(hide_password=False), 2)
    relay, port = Relay(), free_port()
    controller = Controller(relay, hostname="127.0.0.1", port=port)
    controller.start()
    made = Office(engine, relay, port, databases)
    yield made
    made.close()
    controller.stop()
    engine.dispose()


def test_a_task_is_told_to_all_holders_but_whom_it_is_not_for(office: Office) -> None:
    office.staff(satu=("jfu", None), dua=("jfu", None), tiga=("inspektur", None))
    office.hear(office.opened("jfu", not_for=("dua",)))
    assert office.waits("task") == {"satu": None}


def test_a_task_that_was_handed_over_is_told_to_its_new_handler_alone(office: Office) -> None:
    office.staff(satu=("jfu", None), dua=("jfu", None))
    office.hear(office.handed("dua"))
    office.send()
    assert office.relay.recipients() == ["dua@example.org"]


def test_whom_the_complaint_is_about_is_not_told_that_it_was_handed_over(office: Office) -> None:
    office.staff(satu=("jfu", None), dua=("jfu", None))
    office.hear(office.handed("satu", not_for=("satu",)))
    office.hear(office.conflict("dua"))
    office.hear(office.handed("dua"))
    assert office.waits("handed") == {}


def test_of_the_units_officers_only_those_of_the_unit_are_told(office: Office) -> None:
    office.staff(dinas=("unit_terlapor", "dinas_contoh"), badan=("unit_terlapor", "badan_contoh"), satu=("jfu", None))
    office.hear(office.opened("unit_terlapor", "jfu", unit="dinas_contoh"))
    assert set(office.waits("task")) == {"dinas", "satu"}


def test_a_units_step_without_a_unit_is_told_to_no_unit(office: Office) -> None:
    office.staff(dinas=("unit_terlapor", "dinas_contoh"))
    office.hear(office.opened("unit_terlapor"))
    assert office.waits("task") == {}


def test_a_conflict_withdraws_what_waits_and_tells_the_stand_in(office: Office) -> None:
    office.staff(satu=("inspektur", None), dua=("sekretaris", None), dinas=("unit_terlapor", "dinas_contoh"))
    office.hear(office.opened("inspektur"))
    office.hear(office.opened("unit_terlapor", unit="dinas_contoh"))
    office.hear(office.conflict("satu", units=("dinas_contoh",), task=task("sekretaris")))
    assert office.waits("task") == {"satu": "withdrawn", "dinas": "withdrawn", "dua": None}
    office.send()
    assert office.relay.recipients() == ["dua@example.org"]


def test_what_is_heard_after_the_conflict_reaches_nobody_it_is_about(office: Office) -> None:
    office.staff(satu=("inspektur", None), dinas=("unit_terlapor", "dinas_contoh"))
    office.hear(office.conflict("satu", units=("dinas_contoh",)))
    office.hear(office.opened("inspektur"))
    office.hear(office.opened("unit_terlapor", unit="dinas_contoh"))
    office.hear(office.near(0, roles=("inspektur",)))
    office.hear(office.posted())
    assert rows(office.owner, "SELECT 1 FROM mail WHERE tenant = %s", office.tenant) == []


def test_a_mail_that_slipped_in_beside_the_conflict_is_withdrawn_before_it_is_sent(office: Office) -> None:
    office.staff(satu=("inspektur", None))
    office.hear(office.opened("inspektur"))
    query = "INSERT INTO shut_out (complaint_id, who, is_unit, tenant) VALUES (%s, 'satu', false, %s)"
    rows(office.owner, query, str(office.complaint), office.tenant)
    office.send()
    assert office.relay.taken == []
    assert office.waits("task") == {"satu": "withdrawn"}


def test_what_was_withdrawn_while_the_relay_failed_is_not_tried_again(office: Office) -> None:
    office.staff(satu=("inspektur", None))
    office.hear(office.opened("inspektur"))
    with office.work(office.tenant) as work:
        (claimed,) = MailRecords(work).claim(office.now, 5)
    office.hear(office.conflict("satu"))
    with office.work(office.tenant) as work:
        MailRecords(work).save([claimed])
    assert office.waits("task") == {"satu": "withdrawn"}


def test_nothing_is_sent_of_a_complaint_that_is_no_longer_kept(office: Office) -> None:
    office.staff(satu=("inspektur", None))
    office.hear(office.opened("inspektur"))
    with office.work(office.tenant) as work:
        MailRecords(work).forget(office.complaint, office.now)
    office.send()
    assert office.relay.taken == []
    assert office.waits("task") == {"satu": "withdrawn"}


def test_a_conflict_of_one_complaint_leaves_other_complaints_alone(office: Office) -> None:
    office.staff(satu=("inspektur", None))
    office.hear(office.conflict("satu"))
    office.complaint = uuid4()
    office.hear(office.opened("inspektur"))
    assert office.waits("task") == {"satu": None}


def test_the_reporters_message_goes_to_the_office_though_a_unit_has_the_complaint(office: Office) -> None:
    office.staff(satu=("jfu", None), dinas=("unit_terlapor", "dinas_contoh"))
    office.hear(office.opened("jfu"), minutes=-30)
    office.hear(office.opened("unit_terlapor", unit="dinas_contoh"), minutes=-20)
    office.hear(office.posted(), minutes=-10)
    assert set(office.waits("message")) == {"satu"}


def test_more_time_that_was_granted_is_told_to_the_unit_that_has_the_complaint(office: Office) -> None:
    office.staff(satu=("jfu", None), dinas=("unit_terlapor", "dinas_contoh"))
    office.hear(office.opened("jfu"), minutes=-30)
    office.hear(office.opened("unit_terlapor", unit="dinas_contoh"), minutes=-20)
    given = {"extension_id": uuid4(), "task_id": uuid4(), "clock": "total", "amount": 2, "by": "satu"}
    office.hear(events.ExtensionDecided(**office.envelope(), sequence=5, is_granted=True, **given), minutes=-10)
    assert set(office.waits("extension_decided")) == {"dinas"}


def test_a_reminder_goes_out_while_the_office_is_open(office: Office) -> None:
    office.staff(satu=("jfu", None))
    event = office.near(0)
    office.hear(event)
    office.hear(event)
    office.send()
    office.send()
    ((to, text),) = office.relay.taken
    assert to == "satu@example.org"
    body = message_from_string(text, EmailMessage, policy=policy.default).get_content()
    assert body.count(REFERENCE) == 1
    assert "terlewat 1 hari kerja" in body


def test_a_reminder_before_the_office_opens_waits(office: Office) -> None:
    office.staff(satu=("jfu", None))
    office.hear(office.near(2))
    office.send()
    assert office.relay.taken == []
    assert office.waits("reminder") == {"satu": None}


def test_a_reminder_that_was_claimed_after_closing_waits_for_the_next_day(office: Office) -> None:
    office.staff(satu=("jfu", None))
    office.hear(office.near(-1, 20), minutes=-60)
    office.send()
    assert office.relay.taken == []
    query = "SELECT next_attempt_at FROM mail WHERE tenant = %s AND ended_at IS NULL"
    assert rows(office.owner, query, office.tenant) == [(office.now + timedelta(hours=20),)]


def test_a_reminder_the_office_was_never_open_for_is_given_up(office: Office) -> None:
    office.staff(satu=("jfu", None))
    office.hear(office.near(-20), minutes=-30)
    office.send()
    assert office.relay.taken == []
    assert office.waits("reminder") == {"satu": "too_late"}


def test_an_anchor_of_the_audit_trail_goes_to_the_administrators_with_its_hash(office: Office) -> None:
    office.staff(satu=("admin_tenant", None), dua=("inspektur", None))
    told = {"event_id": uuid4(), "happened_at": office.now, "tenant": office.tenant}
    event = events.AuditAnchored(**told, entries=12, hash="a" * 64, anchored_on=office.now.date())
    for _ in range(2):
        office.hear(event)
    office.send()
    assert office.relay.recipients() == ["satu@example.org"]
    assert office.waits("anchor") == {"satu": "sent"}
