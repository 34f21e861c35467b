"""Sending mails by SMTP. No transaction is open while a mail server takes its time."""

import logging
import smtplib
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

from nameko.extensions import DependencyProvider

from services.common.contracts.caller import Caller
from services.common.contracts.complaints import ByComplaint, ReporterAddress
from services.common.errors import Refusal
from services.common.runtime.client import CallTimedOut, RpcClient, ServiceFailed
from services.common.runtime.settings import Mail as MailSettings
from services.common.runtime.trust import Issuer, Seal
from services.notify.repository import MailRecords
from services.notify.texts import compose
from services.notify.usecases import Mail, after_failure

log = logging.getLogger(__name__)

_BATCH = 20


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

    def reporter_address(self, mail: Mail) -> str:
        """Asked of intake's vault at the last moment, and kept nowhere."""
        caller = Caller(kind="service", actor="notify", tenant=mail.tenant)
        request = ByComplaint(complaint_id=mail.complaint_id)
        return self._client.call("intake.reporter_address", caller, request, ReporterAddress).email

    def send(self, to: str, subject: str, body: str) -> None:
        """Hand one mail over. OSError or SMTPException when the relay does not take it."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self._settings.sender, to, subject
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(body)
        with smtplib.SMTP(self._settings.host, self._settings.port, timeout=15) as relay:
            if self._settings.use_tls:
                relay.starttls()
            if self._settings.user:
                relay.login(self._settings.user, self._settings.password)
            relay.send_message(message)

    @property
    def is_configured(self) -> bool:
        """Whether there is a relay at all."""
        return bool(self._settings.host)

    def close(self) -> None:
        """Stop listening for replies."""
        self._client.close()


def send_waiting(work: Callable[[str], Any], post: Post) -> None:
    """Send what waits, regency by regency."""
    if not post.is_configured:
        return
    with work("") as all_of_them:
        tenants = MailRecords(all_of_them).tenants()
    for tenant in tenants:
        with work(tenant) as mine:
            claimed = MailRecords(mine).claim(datetime.now(UTC), _BATCH)
        for mail in claimed:
            _send_one(mail, work, post)


def _send_one(mail: Mail, work: Callable[[str], Any], post: Post) -> None:
    with work(mail.tenant) as mine:
        records = MailRecords(mine)
        office = records.profile(mail.tenant).office
        address = records.address(mail.officer) if mail.officer else ""
    try:
        to = address if mail.officer else post.reporter_address(mail)
        if to:
            text = compose(mail.template, office, mail.reference, mail.details)
            post.send(to, text.subject, text.body)
        mail.ended_at, mail.ended_as = datetime.now(UTC), "sent" if to else "no_address"
    except (OSError, smtplib.SMTPException, Refusal, CallTimedOut, ServiceFailed) as reason:
        log.warning("mail not sent (%s), attempt %s", type(reason).__name__, mail.attempts)
        after_failure(mail, datetime.now(UTC))
    with work(mail.tenant) as mine:
        MailRecords(mine).save(mail)
