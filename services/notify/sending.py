"""Sending mails by SMTP. No transaction is open while a mail server takes its time."""

import logging
import smtplib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

from nameko.extensions import DependencyProvider

from services.common.contracts.caller import Caller
from services.common.contracts.complaints import ByComplaints, ReporterAddresses
from services.common.contracts.tenant import TenantProfile
from services.common.errors import Refusal
from services.common.runtime.client import CallTimedOut, RpcClient, ServiceFailed
from services.common.runtime.settings import Mail as MailSettings
from services.common.runtime.trust import Issuer, Seal
from services.notify.repository import MailRecords
from services.notify.texts import Sender, Text, compose, due_text
from services.notify.usecases import Mail, after_failure, may_go

log = logging.getLogger(__name__)

_BATCH = 200


class Mailer(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """Injects the post: an SMTP relay, and the way to a reporter's address."""

    def setup(self) -> None:
        """Connect to the broker for asking intake."""
        config = self.container.config
        settings = config["DUMAS"]
        seal, issuer = Seal(settings.sealing_key), Issuer("notify", config["SIGNING_KEY"])
        self.post = Post(config["MAIL"], RpcClient(settings.amqp_uri, seal, issuer, "notify", publishers=4))

    def stop(self) -> None:
        """Stop listening for replies."""
        self.post.close()

    def get_dependency(self, worker_ctx: Any) -> "Post":
        """The post."""
        return self.post


class Post:
    """Finds addresses and hands mails to the relay."""

    def __init__(self, settings: MailSettings, client: RpcClient) -> None:
        self._settings, self._client = settings, client

    def reporter_addresses(self, mails: Sequence[Mail]) -> dict[str, str]:
        """By complaint id. Asked of intake's vault at the last moment, and kept nowhere."""
        complaints = tuple({mail.complaint_id for mail in mails if mail.is_to_reporter})
        if not complaints:
            return {}
        caller = Caller(kind="service", actor="notify", tenant=mails[0].tenant)
        request = ByComplaints(complaint_ids=complaints)
        return self._client.call("intake.reporter_addresses", caller, request, ReporterAddresses).emails

    @contextmanager
    def relay(self) -> Iterator[smtplib.SMTP]:
        """The mail relay, open for several mails. OSError or SMTPException when it is not there."""
        with smtplib.SMTP(self._settings.host, self._settings.port, timeout=15) as relay:
            if self._settings.use_tls:
                relay.starttls()
            if self._settings.user:
                relay.login(self._settings.user, self._settings.password)
            yield relay

    def message(self, to: str, text: Text) -> EmailMessage:
        """A mail as it is sent."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self._settings.sender, to, text.subject
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text.body)
        return message

    @property
    def public_url(self) -> str:
        """Where readers of a mail find the product; empty where it is not set."""
        return self._settings.public_url

    @property
    def is_configured(self) -> bool:
        """Whether there is a relay at all."""
        return bool(self._settings.host)

    def close(self) -> None:
        """Stop listening for replies."""
        self._client.close()


def send_waiting(work: Callable[[str], Any], post: Post) -> None:
    """Send what waits, regency by regency; what waits for one officer goes in one mail."""
    if not post.is_configured:
        return
    with work("") as all_of_them:
        tenants = MailRecords(all_of_them).tenants()
    for tenant in tenants:
        with work(tenant) as mine:
            claimed = MailRecords(mine).claim(datetime.now(UTC), _BATCH)
        if claimed:
            _send(claimed, work, post)


def gathered(mails: Iterable[Mail]) -> list[list[Mail]]:
    """Mails that go out as one: those of one kind to one officer. Each mail to a reporter stands alone."""
    groups: dict[tuple[str, str], list[Mail]] = {}
    for mail in mails:
        groups.setdefault((mail.template, mail.officer or str(mail.mail_id)), []).append(mail)
    return list(groups.values())


def _send(claimed: list[Mail], work: Callable[[str], Any], post: Post) -> None:
    tenant = claimed[0].tenant
    try:
        addresses = post.reporter_addresses(claimed)
        with work(tenant) as mine:
            addresses |= MailRecords(mine).addresses()
            profile = MailRecords(mine).profile(tenant)
        with post.relay() as relay:
            for group in gathered(claimed):
                together = [mail for mail in group if may_go(mail, datetime.now(UTC))]
                if together:
                    to = addresses.get(together[0].to, "")
                    _hand_over(together, relay, post.message(to, _text(together, profile, post.public_url)))
    except (OSError, smtplib.SMTPException, Refusal, CallTimedOut, ServiceFailed) as reason:
        waiting = [mail for mail in claimed if mail.ended_at is None and may_go(mail, datetime.now(UTC))]
        log.warning("%s mails not sent (%s)", len(waiting), type(reason).__name__)
        for mail in waiting:
            after_failure(mail, datetime.now(UTC))
    with work(tenant) as mine:
        MailRecords(mine).save(claimed)


def _text(together: list[Mail], profile: TenantProfile, public_url: str) -> Text:
    occasions = [(mail.reference, _title(mail, profile)) for mail in together]
    return compose(together[0].template, Sender(profile.office, profile.key, public_url), occasions)


def _title(mail: Mail, profile: TenantProfile) -> str:
    title = str(mail.details.get("title", ""))
    if "due_at" not in mail.details:
        return title
    due_at, days = datetime.fromisoformat(mail.details["due_at"]), int(mail.details["working_days"])
    return due_text(title, due_at, days, profile.time_zone, datetime.now(UTC))


def _hand_over(together: list[Mail], relay: smtplib.SMTP, message: EmailMessage) -> None:
    try:
        if message["To"]:
            relay.send_message(message)
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as refused:
        # This mail was refused, not the connection: those behind it still go out.
        log.warning("a mail was refused (%s)", type(refused).__name__)
        for mail in together:
            after_failure(mail, datetime.now(UTC))
        return
    for mail in together:
        mail.ended_at, mail.ended_as = datetime.now(UTC), "sent" if message["To"] else "no_address"
