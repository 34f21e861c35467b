"""Both officers hear that one stands in for the other: nobody comes to hold, or to lend, an office unnoticed."""

from datetime import datetime, timedelta

from services.common.clocks.zones import ZONES, TimeZone, date_text
from services.common.contracts import events
from services.common.contracts.deputies import TITLES
from services.notify.usecases import NO_COMPLAINT, Mail, Mails


def tell_deputised(event: events.OfficerDeputised, mails: Mails, zone: TimeZone, now: datetime) -> None:
    """Of which event it is told, by names to sign in with."""
    ended = isinstance(event, events.DeputyEnded)
    last = (event.until - timedelta(seconds=1)).astimezone(ZONES[zone]).date()
    title = f"{event.officer} untuk {event.holder}, sampai {date_text(last)}"
    template, kind = "deputy_ended" if ended else "deputised", TITLES[event.kind]
    mail = Mail(event.event_id, event.tenant, template, kind, NO_COMPLAINT, now, now, details={"title": title})
    for officer in (event.holder, event.officer):
        mails.add_for_one(mail, officer)
