"""What every receiver of events from Dumas does, in Python without any package: check the signature, keep an event
once, drop what comes late, and ask for what is missing. `python dumas_events.py check fixtures.json` tries it out.
"""

import base64
import hmac
import json
import os
import sqlite3
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from typing import Any

TOLERANCE = 300
"""Seconds. What was signed longer ago may be an old request that somebody sends again."""

Event = dict[str, Any]


class Refused(Exception):
    """Not from Dumas, not as it was sent, or not from now."""


def verify(headers: Mapping[str, str], body: bytes, secret: str, now: float) -> None:
    """`headers` by their names in small letters; `body` the bytes as they came: never what was parsed and written
    again. Refused.
    """
    event_id, sent_at = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not (sent_at.isascii() and sent_at.isdecimal()) or abs(now - int(sent_at)) > TOLERANCE:
        raise Refused("too old, or from the future")
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.digest(key, f"{event_id}.{sent_at}.".encode() + body, "sha256")
    wanted = b"v1," + base64.b64encode(digest)
    # While the secret is being changed there are two signatures; one must fit. compare_digest takes the same time
    # wherever they differ, so nobody can feel his way to the right one.
    signatures = headers.get("webhook-signature", "").encode().split(b" ")
    if not any(hmac.compare_digest(wanted, each) for each in signatures):
        raise Refused("the signature does not fit")


class Inbox:
    """Events that were received, in a file of SQLite. Put your own work where `_keep` prints, or read the table."""

    def __init__(self, path: str, missed: Callable[[str], Iterator[Event]]) -> None:
        """`missed` gives all events of a complaint, from the first."""
        self._database, self._missed = sqlite3.connect(path), missed
        with self._database:
            self._database.execute(
                "CREATE TABLE IF NOT EXISTS event (id TEXT PRIMARY KEY, reference TEXT, sequence INTEGER, body TEXT)"
            )

    def take(self, event: Event) -> None:
        """Once this has returned the event is saved, and may be acknowledged."""
        if event.get("dumastest"):
            print("test", event["type"], flush=True)  # somebody tries the subscription out: nothing happened
            return
        # A gap: ask before going on. Who hears only some types has gaps all the time, and should leave this out.
        if "subject" in event and int(event.get("sequence", 0)) > self._last(event) + 1:
            for earlier in self._missed(event["subject"]):
                self._keep(earlier)
        self._keep(event)

    def _last(self, event: Event) -> int:
        """The highest number that was seen of this complaint."""
        query = "SELECT coalesce(max(sequence), 0) FROM event WHERE reference = ?"
        with closing(self._database.execute(query, (event.get("subject"),))) as found:
            return int(found.fetchone()[0])

    def _keep(self, event: Event) -> None:
        """Unless it is known, or older than what was seen."""
        reference, sequence = event.get("subject"), int(event.get("sequence", 0))
        if reference is not None and sequence <= self._last(event):
            return
        with self._database:
            saved = self._database.execute(
                "INSERT OR IGNORE INTO event VALUES (?, ?, ?, ?)",
                (event["id"], reference, sequence, json.dumps(event)),
            )
        if saved.rowcount:
            print("kept", event["type"], reference, sequence, flush=True)


def from_feed(reference: str) -> Iterator[Event]:
    """All events of a complaint from GET /api/v1/events, in order. OSError when Dumas cannot be asked: then do not
    acknowledge, and the event comes again.
    """
    asked, has_more = {"reference": reference}, True
    while has_more:
        address = f"{os.environ['DUMAS_API']}/api/v1/events?{urllib.parse.urlencode(asked)}"
        request = urllib.request.Request(address, headers={"Authorization": f"Bearer {os.environ['DUMAS_KEY']}"})
        with urllib.request.urlopen(request, timeout=5) as answer:
            page = json.load(answer)
        yield from page["events"]
        asked["after"], has_more = page["cursor"], page["has_more"]


def require(*names: str) -> None:
    """End here, and not at the first event, when something is missing in the environment."""
    if missing := [name for name in names if not os.environ.get(name)]:
        print("not set:", ", ".join(missing), file=sys.stderr)
        sys.exit(2)


def inbox() -> Inbox:
    """As the environment says."""
    return Inbox(os.environ.get("DUMAS_STORE", "events.sqlite"), from_feed)


def check(path: str) -> bool:
    """Whether each webhook of /docs/webhooks/fixtures.json is taken or refused as it should be."""
    with open(path, encoding="utf-8") as file:
        told = json.load(file)
    right = True
    for fixture in told["fixtures"]:
        try:
            verify(fixture["headers"], fixture["body"].encode(), told["signing_key"], told["now"])
            is_taken = True
        except Refused:
            is_taken = False
        print("taken" if is_taken else "refused", fixture["name"])
        right = right and is_taken == fixture["taken"]
    return right


def now() -> float:
    """Seconds since 1970. Keep the clock of this machine right: the tolerance is five minutes."""
    return time.time()


if __name__ == "__main__":
    if sys.argv[1:2] != ["check"] or len(sys.argv) != 3:
        sys.exit("python dumas_events.py check fixtures.json")
    sys.exit(0 if check(sys.argv[2]) else 1)
