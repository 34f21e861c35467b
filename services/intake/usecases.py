"""What intake does with a filed complaint: let the reporter in, show it, carry messages."""

import hmac
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from services.common.contracts import complaints as c
from services.common.contracts import content as w
from services.common.contracts.caller import Caller
from services.common.contracts.events import MessagePosted
from services.common.desk.completion import Announce
from services.common.errors import WrongReferenceOrCode
from services.common.vocabulary import REPORTER
from services.intake.attachments import missing
from services.intake.domain import IDENTITY_LACKS
from services.intake.known import Complaints, Known, find
from services.intake.showing import arrived, described, is_the_reporters, to_office
from services.intake.vault import Vault


def open_mailbox(request: c.OpenMailbox, *, complaints: Complaints, vault: Vault) -> c.MailboxKey:
    """Let the reporter in. An unknown reference and a wrong code take the same path and give the same answer."""
    reference = request.reference.strip().upper()
    kept = complaints.code_under(reference)
    given = vault.code_hash(reference, request.access_code)
    if not hmac.compare_digest(given, kept.code_hash):
        raise WrongReferenceOrCode
    return c.MailboxKey(complaint_id=kept.complaint_id, reference=reference)


def content(caller: Caller, reference: str, *, complaints: Complaints, vault: Vault) -> w.Content:
    """What a complaint says. Identity stays in the vault."""
    known = find(caller, reference, complaints)
    says = vault.open(known.tenant, known.complaint_id, "content", known.content)
    return w.Content(
        complaint_id=known.complaint_id,
        reference=known.reference,
        channel=known.channel,
        mode=known.mode,
        subject=says["subject"],
        story=says["story"],
        happened_on=says.get("happened_on"),
        location=says.get("location"),
        reported=tuple(c.ReportedParty.model_validate(party) for party in says.get("reported", ())),
        source_reference=says.get("source_reference"),
        has_identity=complaints.identity(known.complaint_id) is not None,
        identity_lacks=says.get(IDENTITY_LACKS, ()),
        has_consent=complaints.has_consent(known.complaint_id),
        missing=missing(known, complaints),
        attachments=tuple(to_office(file, vault) for file in arrived(known, complaints)),
        messages=complaints.messages(known.complaint_id, vault),
    )


def mailbox(caller: Caller, *, complaints: Complaints, vault: Vault) -> w.Mailbox:
    """The reporter's view."""
    known = find(caller, None, complaints)
    says = vault.open(known.tenant, known.complaint_id, "content", known.content)
    return w.Mailbox(
        reference=known.reference,
        subject=says["subject"],
        filed_at=known.filed_at,
        received_at=says.get("received_at"),
        mode=known.mode,
        channel=known.channel,
        has_identity=complaints.identity(known.complaint_id) is not None,
        has_consent=complaints.has_consent(known.complaint_id),
        missing_files=missing(known, complaints),
        identity_openings=complaints.times_granted(known.complaint_id),
        attachments=tuple(described(file, vault) for file in arrived(known, complaints) if is_the_reporters(file)),
        messages=tuple(by_the_office(message) for message in complaints.messages(known.complaint_id, vault)),
    )


def by_the_office(message: w.MailMessage) -> w.MailMessage:
    """To the reporter an officer is the office, not a name."""
    return message if message.from_reporter else message.model_copy(update={"author": "inspektorat"})


def post_message(
    caller: Caller,
    request: w.PostMessage,
    *,
    complaints: Complaints,
    vault: Vault,
    announce: Announce,
    now: datetime,
) -> w.MailMessage:
    """Put a message into the mailbox."""
    known = find(caller, request.reference, complaints)
    return write(caller, known, request.text, complaints=complaints, vault=vault, announce=announce, now=now)


def write(
    caller: Caller,
    known: Known,
    text: str,
    *,
    complaints: Complaints,
    vault: Vault,
    announce: Announce,
    now: datetime,
) -> w.MailMessage:
    """Put words into the mailbox and announce that there are some."""
    from_reporter = caller.kind == "reporter"
    message = w.MailMessage(
        message_id=uuid4(),
        from_reporter=from_reporter,
        author=REPORTER if from_reporter else caller.actor,
        text=text,
        posted_at=now,
    )
    complaints.add_message(known, message, vault)
    announce(
        MessagePosted(
            event_id=uuid4(),
            happened_at=now,
            tenant=known.tenant,
            complaint_id=known.complaint_id,
            reference=known.reference,
            message_id=message.message_id,
            from_reporter=from_reporter,
        )
    )
    return message


def addresses(tenant: str, sealed: Mapping[UUID, bytes], vault: Vault) -> c.ReporterAddresses:
    """The addresses in these identities, by complaint; who gave none is absent."""
    opened = {known: vault.open(tenant, known, "identity", row) for known, row in sealed.items()}
    return c.ReporterAddresses(
        emails={str(known): identity["email"] for known, identity in opened.items() if "email" in identity}
    )
