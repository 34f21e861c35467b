"""Mails on their way out: to a real relay, from the notifier's own tables."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import Engine

from services.common.contracts.events import TenantPublished
from services.common.contracts.tenant import Officer
from services.common.runtime.client import RpcClient
from services.common.runtime.database import Work, make_engine, transaction
from services.common.runtime.settings import Environment
from services.common.runtime.settings import Mail as MailSettings
from services.common.runtime.trust import Issuer, Seal
from services.notify.models import Base
from services.notify.repository import MailRecords
from services.notify.sending import Post, send_waiting
from services.notify.usecases import Mail
from tests.support.databases import Databases, rows
from tests.support.service import free_port
from tests.unit.assignment.samples import profile
from tests.unit.common.desk.memory import MONDAY

REFUSED = "ditolak@example.org"
NOW = datetime.now(UTC)


@cache
def nobody_answers() -> RpcClient:
    """A client of a broker that is away; one for all, for it takes its time to end."""
    return RpcClient("amqp://127.0.0.1:1/", Seal(bytes(32)), Issuer("notify", bytes(32)), "tests")


class Relay:
    """Takes every mail but those to one address."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str]] = []

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802  # aiosmtpd
        if address == REFUSED:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  # aiosmtpd
        self.taken += [(address, envelope.content.decode()) for address in envelope.rcpt_tos]
        return "250 OK"

    def recipients(self) -> list[str]:
        """Who got a mail."""
        return [address for address, _ in self.taken]


class Notifier:
    """The notifier's tables for one regency, and a relay that is really there."""

    def __init__(self, engine: Engine, relay: Relay, port: int, databases: Databases) -> None:
        self.tenant, self.relay = f"t{uuid4().hex[:12]}", relay
        self._engine, self._owner = engine, databases.of_owner("dumas_notify")
        settings = MailSettings.read(Environment({"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(port)}))
        self._post = Post(settings, nobody_answers())
        told = TenantPublished(
            event_id=uuid4(),
            happened_at=MONDAY,
            tenant=self.tenant,
            profile=profile(key=self.tenant).model_dump(mode="json"),
            units=[],
        )
        with self.work(self.tenant) as work:
            MailRecords(work).keep_tenant(told)

    def work(self, tenant: str) -> AbstractContextManager[Work]:
        return transaction(self._engine, "notify", tenant, Base)

    def addresses(self, **emails: str) -> None:
        """The officers' addresses."""
        officers = [Officer(id=officer, name=officer, email=email, roles=("jfu",)) for officer, email in emails.items()]
        with self.work(self.tenant) as work:
            MailRecords(work).replace_addresses(self.tenant, officers)

    def wait(self, officer: str | None, minutes_ago: int) -> None:
        """A mail has been waiting for so long."""
        at = NOW - timedelta(minutes=minutes_ago)
        mail = Mail(uuid4(), self.tenant, "task", "CTH-26-7K3M-9QXR", uuid4(), at, at, officer, {"title": "Menelaah"})
        with self.work(self.tenant) as work:
            MailRecords(work).add(mail)

    def send(self) -> None:
        """What the timer does."""
        send_waiting(self.work, self._post)

    def became(self) -> dict[str, str | None]:
        """What became of each officer's mail."""
        query = "SELECT officer, ended_as FROM mail WHERE tenant = %s"
        return dict(rows(self._owner, query, self.tenant))

    def close(self) -> None:
        rows(self._owner, "DELETE FROM mail WHERE tenant = %s", self.tenant)
        rows(self._owner, "DELETE FROM tenant_copy WHERE tenant = %s", self.tenant)


@pytest.fixture
def notifier(databases: Databases) -> Iterator[Notifier]:
    engine = make_engine(databases.of_role("notify", "dumas_notify").render_as_string(hide_password=False), 2)
    relay = Relay()
    port = free_port()
    controller = Controller(relay, hostname="127.0.0.1", port=port)
    controller.start()
    made = Notifier(engine, relay, port, databases)
    yield made
    made.close()
    controller.stop()
    engine.dispose()


def test_what_waits_for_one_officer_goes_out_in_one_mail(notifier: Notifier) -> None:
    notifier.addresses(contoh_satu="satu@example.org")
    notifier.wait("contoh_satu", minutes_ago=3)
    notifier.wait("contoh_satu", minutes_ago=2)
    notifier.send()
    ((to, text),) = notifier.relay.taken
    assert to == "satu@example.org"
    assert text.count("CTH-26-7K3M-9QXR: Menelaah") == 2
    assert notifier.became() == {"contoh_satu": "sent"}


def test_a_mail_that_was_sent_is_not_sent_again(notifier: Notifier) -> None:
    notifier.addresses(contoh_satu="satu@example.org")
    notifier.wait("contoh_satu", minutes_ago=3)
    notifier.send()
    notifier.send()
    assert notifier.relay.recipients() == ["satu@example.org"]


def test_an_address_the_relay_refuses_does_not_hold_up_the_others(notifier: Notifier) -> None:
    notifier.addresses(contoh_satu=REFUSED, contoh_dua="dua@example.org")
    notifier.wait("contoh_satu", minutes_ago=3)
    notifier.wait("contoh_dua", minutes_ago=2)
    notifier.send()
    assert notifier.relay.recipients() == ["dua@example.org"]
    assert notifier.became() == {"contoh_satu": None, "contoh_dua": "sent"}


def test_an_officer_who_has_no_address_any_more_is_told_nothing(notifier: Notifier) -> None:
    notifier.addresses(contoh_dua="dua@example.org")
    notifier.wait("contoh_satu", minutes_ago=3)
    notifier.send()
    assert notifier.relay.taken == []
    assert notifier.became() == {"contoh_satu": "no_address"}
