"""Intake's rules: who may file what where, and what may be attached."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta

from services.common.contracts.caller import Caller
from services.common.contracts.complaints import Filing, FinishAttachment
from services.common.contracts.tenant import AttachmentRules, Unit
from services.common.errors import AttachmentRefused, Invalid, NotYourRole
from services.common.sop.model import Channel, Sop
from services.common.vocabulary import ATTACHMENT_KINDS, EXTERNAL_ROLES, OFFICE_ATTACHMENTS, REPORTER

UPLOAD_LIFETIME = timedelta(hours=2)
_SKEW = timedelta(minutes=5)
IDENTITY_LACKS = "identity_lacks"
"""Where a complaint's content keeps what the identity lacked when it was keyed in."""

NOT_BEFORE = datetime(2000, 1, 1, tzinfo=UTC)
"""Nothing that is entered later can have come in before this; a year typed wrong is told instead of kept."""

_ENDINGS = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "audio/mpeg": ".mp3",
    "audio/ogg": ".ogg",
    "audio/mp4": ".m4a",
    "video/mp4": ".mp4",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}


_IN_PERSON = (
    "On this channel reporters file themselves, without a key: POST /api/v1/tenants/{}/complaints. What came to your "
    "portal is filed on the portal's own channel."
)


def filing_role(caller: Caller, sop: Sop, filing: Filing) -> str:
    """The role in which the caller files here. Raises Invalid for an unknown channel, NotYourRole."""
    channel = sop.channels.get(filing.channel)
    if channel is None:
        raise Invalid({"channel": f"Not a channel of this regency. Possible are: {', '.join(sop.channels)}."})
    roles = (REPORTER,) if caller.kind == "public" else caller.roles
    role = next((role for role in channel.filed_by if role in roles), None)
    if role is None and caller.kind == "system" and REPORTER in channel.filed_by:
        raise Invalid({"channel": _IN_PERSON.format(caller.tenant)})
    if role is None:
        raise NotYourRole(" / ".join(channel.filed_by))
    return role


def check_filing(
    filing: Filing,
    role: str,
    channel: Channel,
    units: Iterable[Unit],
    now: datetime,
    *,
    officers: Collection[str] = (),
    asks_later: bool = False,
) -> None:
    """What the channel asks of a complaint is there, and what it forbids is not. Raises Invalid with every fault.

    Who keys in a letter has no more than the letter: where the SOP `asks_later`, the identity may lack fields.
    """
    known = {unit.key for unit in units}
    faults = {
        **_identity_faults(filing, channel, may_lack=asks_later and role not in EXTERNAL_ROLES),
        **_source_faults(filing, channel),
        **_party_faults(filing, role, known, officers),
    }
    if filing.received_at and role == REPORTER:
        faults["received_at"] = "Only officers who key in a complaint say when it was received."
    elif filing.received_at and filing.received_at > now + _SKEW:
        faults["received_at"] = "A complaint cannot have been received in the future."
    elif filing.received_at and filing.received_at < NOT_BEFORE:
        faults["received_at"] = "This lies before the year 2000."
    if filing.consents_to_forwarding and filing.mode == "anonymous":
        faults["consents_to_forwarding"] = "An anonymous complaint has no identity that could go along. Leave it out."
    if faults:
        raise Invalid(faults)


def _party_faults(filing: Filing, role: str, units: Collection[str], officers: Collection[str]) -> dict[str, str]:
    faults = {}
    for place, party in enumerate(filing.reported):
        if party.unit and party.unit not in units:
            faults[f"reported.{place}.unit"] = "Not a unit of this regency; use `agency` for others."
        if party.officer and role in EXTERNAL_ROLES:
            faults[f"reported.{place}.officer"] = "Only officers who key in a complaint name officers by sign-in name."
        elif party.officer and party.officer not in officers:
            faults[f"reported.{place}.officer"] = "Not an officer of this inspectorate; give the name instead."
    return faults


def identity_lacks(filing: Filing, channel: Channel) -> tuple[str, ...]:
    """What the channel demands of who reports and the complaint does not tell; an anonymous one owes nothing."""
    if filing.mode == "anonymous":
        return ()
    given = filing.identity.model_dump(exclude_none=True) if filing.identity else {}
    return tuple(name for name in channel.identity_required if name not in given)


def _identity_faults(filing: Filing, channel: Channel, *, may_lack: bool) -> dict[str, str]:
    if filing.mode not in channel.modes:
        return {"mode": f"Not possible on this channel. Possible are: {', '.join(channel.modes)}."}
    if filing.mode == "anonymous" and filing.identity and filing.identity.model_dump(exclude_none=True):
        return {"identity": "An anonymous complaint carries no identity. Leave it out."}
    missing = () if may_lack else identity_lacks(filing, channel)
    return {f"identity.{name}": "This regency's SOP requires it on this channel." for name in missing}


def _source_faults(filing: Filing, channel: Channel) -> dict[str, str]:
    if channel.source_reference == "required" and not filing.source_reference:
        return {"source_reference": "Give the complaint's number at its source; the answer goes back under it."}
    if channel.source_reference == "none" and filing.source_reference:
        return {"source_reference": "This channel has no numbers of its own. Leave it out."}
    return {}


def check_announced(kind: str, media_type: str, taken: Counter[str], rules: AttachmentRules) -> None:
    """Before an upload: the kind is known, the type allowed, and there is room. Raises Invalid, AttachmentRefused.

    `taken` counts by their state what the caller has attached to this complaint.
    """
    if kind not in ATTACHMENT_KINDS:
        raise Invalid({"kind": f"Unknown. Possible are: {', '.join(ATTACHMENT_KINDS)}."})
    if media_type not in rules.types:
        taken_are = ", ".join(rules.types)
        raise AttachmentRefused(f"files of the type {media_type} are not taken. Taken are: {taken_are}", "type")
    _check_room(taken, rules)


def check_units_kind(kind: str) -> None:
    """A unit attaches the report on what it did. Raises Invalid."""
    if kind != "report":
        raise Invalid({"kind": "A unit attaches its report; choose `report`."})


def check_reporters_kind(kind: str) -> None:
    """A reporter attaches nothing that would pass for the office's own. Raises Invalid."""
    if kind in OFFICE_ATTACHMENTS:
        own = ", ".join(sorted(ATTACHMENT_KINDS.keys() - OFFICE_ATTACHMENTS))
        raise Invalid({"kind": f"Only the office attaches this. Yours can be: {own}."})


def neutral_name(position: int, media_type: str, what: str = "lampiran") -> str:
    """A file name that says nothing: people put names into names. `lampiran-1.pdf`."""
    return f"{what}-{position}{_ENDINGS.get(media_type, '')}"


def check_arrived(arrived: FinishAttachment, announced: str, taken: Counter[str], rules: AttachmentRules) -> None:
    """After an upload: not empty, not too large, in truth of the announced type, and there is still room.

    Raises AttachmentRefused.
    """
    _check_room(taken, rules)
    if arrived.size == 0:
        raise AttachmentRefused("it is empty. Choose the file again", "empty")
    if arrived.size > rules.max_bytes:
        raise AttachmentRefused(f"it is larger than {rules.max_bytes // (1024 * 1024)} MiB", "too_large")
    if arrived.media_type != announced:
        unlike = f"it was announced as {announced} but its content is {arrived.media_type}"
        raise AttachmentRefused(unlike, "unlike")


def _check_room(taken: Counter[str], rules: AttachmentRules) -> None:
    # Everybody has the same room, so that nobody can keep another's file out. Uploads that were begun take none, and
    # what was kept apart none of the others': a file that is refused or given up must not cost a place. But nobody
    # fills the store with what is refused either.
    if taken["accepted"] + taken["checking"] >= rules.max_count:
        raise AttachmentRefused(f"you can attach {rules.max_count} files to a complaint, and have done so", "no_room")
    if taken["refused"] + taken["infected"] >= rules.max_count:
        failed = "too many of your files did not pass their checks. Bring it to the office"
        raise AttachmentRefused(failed, "too_many_refused")
