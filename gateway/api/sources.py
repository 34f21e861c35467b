"""Systems of other portals say that a complaint is closed there, with their key or by a signed callback; and where the
complaints of a channel stand is copied back."""

from collections.abc import Iterator
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from flask import Response, request
from pydantic import ValidationError

from gateway import copying_back, downloads
from gateway.api.complaints import named
from gateway.api.source_shapes import Callback, Days, NamedWord, SourceWord
from gateway.parts import parts
from gateway.problems import NotJson, TooLarge
from gateway.reading import read_json, shaped
from gateway.regencies import public
from services.common.contracts.caller import Caller
from services.common.contracts.sources import (
    MOST_BYTES,
    CallbackSender,
    ChannelDays,
    ChannelLine,
    ChannelLines,
    ChannelQuery,
    ConfirmSource,
    FiledBefore,
    FiledFrom,
    SignedCallback,
    SourceConfirmed,
)
from services.common.errors import CallbackRefused, NotFound, NotSignedIn

_HEADERS = {"webhook_id": "webhook-id", "timestamp": "webhook-timestamp", "signature": "webhook-signature"}
_PAGE = 200


def confirm(caller: Caller, reference: str, body: SourceWord) -> SourceConfirmed:
    """Confirm a complaint of your own

    For the system of the portal it came from: the step that waits for the source ends with that. Said again, nothing
    happens (`is_new` is false). 409 `not-awaited`: the complaint is not so far, or is not of your channel.
    """
    return _confirm(caller, named(reference).reference, body, uuid4().hex)


def confirm_named(caller: Caller, body: NamedWord) -> SourceConfirmed:
    """Confirm a complaint by its number at the source

    The same for a portal that keeps only its own numbers.
    """
    return _confirm(caller, _reference(caller, body), body, uuid4().hex)


def callback(tenant: str, subscription_id: UUID) -> SourceConfirmed:
    """Signed callback

    The same without an API key, for a system that gets webhooks: sign the body as Standard Webhooks 1.0 prescribe,
    with the secret of the subscription its events come by. Sent again with the same `webhook-id` and body, it is
    answered alike. Whatever is wrong with the signature, the answer is 401 `callback-refused` and says no more.
    """
    parts().regencies.get(tenant)
    caller = _signer(tenant, subscription_id)
    said = read_json(Callback, request).data
    key = parts().receipts.request_key(caller, f"callback {request.headers['webhook-id']}")
    return _confirm(caller, _reference(caller, said), said, key)


def lines(caller: Caller, channel: str, query: ChannelDays) -> ChannelLines:
    """Where the complaints of a channel stand

    The oldest first: for officers, and for the system whose channel it is. `status` is one of eight words.
    """
    asked = shaped(ChannelQuery, channel=channel, **dict(query))
    return parts().desks.call("register.channel_lines", caller, asked, ChannelLines)


def lines_csv(caller: Caller, channel: str, query: Days) -> Response:
    """The same as CSV

    In UTF-8, to be copied back into the portal. No cell can be taken for a formula.
    """
    return _file(copying_back.csv_of(_all(caller, channel, query), _zone(caller)), f"{channel}.csv", copying_back.CSV)


def lines_xlsx(caller: Caller, channel: str, query: Days) -> Response:
    """The same as XLSX

    Every cell is a text.
    """
    return _file(
        copying_back.xlsx_of(_all(caller, channel, query), _zone(caller)), f"{channel}.xlsx", copying_back.XLSX
    )


def _all(caller: Caller, channel: str, days: Days) -> Iterator[ChannelLine]:
    """Page by page, so that no answer of the register is large."""
    after: str | None = None
    while True:
        page = lines(caller, channel, ChannelDays(**dict(days), after=after, limit=_PAGE))
        yield from page.lines
        if page.next is None:
            return
        after = page.next


def _zone(caller: Caller) -> ZoneInfo:
    return ZoneInfo(parts().regencies.get(caller.tenant).profile.time_zone)


def _file(content: bytes, name: str, media_type: str) -> Response:
    return downloads.saved([content], name=f"pengaduan-{name}", media_type=media_type, size=len(content))


def _confirm(caller: Caller, reference: str, said: SourceWord, key: str) -> SourceConfirmed:
    asked = ConfirmSource(
        reference=reference, confirmed_on=said.confirmed_on, source_status=said.source_status, request_key=key
    )
    return parts().desks.call("followup.confirm_source", caller, asked, SourceConfirmed)


def _reference(caller: Caller, said: NamedWord) -> str:
    if said.source_reference is None:
        return named(said.reference or "").reference
    asked = FiledFrom(numbers=(said.source_reference,))
    found = parts().desks.call("intake.filed_from", caller, asked, FiledBefore).references
    if not found.get(said.source_reference):
        raise NotFound("complaint")
    return found[said.source_reference]


def _signer(tenant: str, subscription_id: UUID) -> Caller:
    """Whose secret signed this request. CallbackRefused, alike for whatever is wrong."""
    if not request.is_json:
        raise NotJson
    if len(raw := request.get_data()) > MOST_BYTES:
        raise TooLarge(MOST_BYTES)
    sent = {name: request.headers.get(header, "") for name, header in _HEADERS.items()}
    try:
        # The body first as it came: what is parsed and written anew would have another signature.
        signed = SignedCallback(subscription_id=subscription_id, body=raw.decode(), **sent)
        found = parts().desks.call("notify.verify_callback", public(tenant), signed, CallbackSender)
        return parts().door.known_system(tenant, found.subscriber).caller
    except (UnicodeDecodeError, ValidationError, NotSignedIn):
        raise CallbackRefused from None
