"""The webhooks receivers test themselves with, good ones and bad: `python -m tests.contract.webhook_fixtures` writes
`gateway/webhook_fixtures.json`. They are signed by what signs real ones.
"""

import base64
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from gateway.pages.docs_files import FIXTURES
from services.common.contracts.outward.examples import example
from services.notify.deliveries import signing

COMMAND: Final = "python -m tests.contract.webhook_fixtures"
TOLERANCE: Final = 300
NOW: Final = datetime(2026, 3, 2, 2, 16, tzinfo=UTC)
_OWN: Final = b"dumas-" * 5 + b"du"
_OTHER: Final = b"other-" * 5 + b"ot"
_BODY: Final = example("review.completed")


def text() -> str:
    """The file as it should be."""
    told = {
        "about": "Check each fixture with `signing_key` as if it were `now` (seconds since 1970), and take exactly "
        "those whose `taken` is true. `body` is the text whose UTF-8 bytes were sent. "
        "Standard Webhooks 1.0; the keys are nobody's.",
        "signing_key": _written(_OWN),
        "now": int(NOW.timestamp()),
        "tolerance_seconds": TOLERANCE,
        "fixtures": list(_fixtures()),
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _fixtures() -> Iterator[dict[str, Any]]:
    good = _headers((_OWN,))
    yield _fixture("valid", "Signed with your secret, just now.", good, is_taken=True)
    both = _headers((_OTHER, _OWN))
    yield _fixture("two_signatures", "While a secret is changed: one of the two fits.", both, is_taken=True)
    replay = _headers((_OWN,), is_replay=True)
    yield _fixture("replay", "Sent again on request: the same id, a new time and signature.", replay, is_taken=True)
    latest = _headers((_OWN,), NOW - timedelta(seconds=TOLERANCE))
    yield _fixture("just_within_tolerance", "As old as may be.", latest, is_taken=True)
    yield _fixture("wrong_secret", "Signed with somebody else's secret.", _headers((_OTHER,)))
    stale = _headers((_OWN,), NOW - timedelta(seconds=TOLERANCE + 1))
    yield _fixture("stale_timestamp", "Rightly signed, too long ago: somebody sends it a second time.", stale)
    future = _headers((_OWN,), NOW + timedelta(seconds=TOLERANCE + 1))
    yield _fixture("future_timestamp", "Rightly signed, for later.", future)
    moved = good | {"webhook-timestamp": str(int(NOW.timestamp()) + 1)}
    yield _fixture("changed_timestamp", "The time is part of what is signed.", moved)
    other = good | {"webhook-id": str(UUID(int=1))}
    yield _fixture("changed_id", "So is the id.", other)
    again = json.dumps(json.loads(_BODY), ensure_ascii=False, indent=2)
    yield _fixture("reserialised_body", "Read and written again: the same content, other bytes.", good, again)
    changed = _BODY.replace('"sequence":4', '"sequence":5')
    yield _fixture("changed_body", "A number was changed on the way.", good, changed)
    unsigned = {name: value for name, value in good.items() if name != "webhook-signature"}
    yield _fixture("no_signature", "Not signed.", unsigned)
    newer = good | {"webhook-signature": good["webhook-signature"].replace("v1,", "v2,")}
    yield _fixture("unknown_version", "A kind of signature you do not know is none.", newer)


def _headers(keys: Sequence[bytes], at: datetime = NOW, *, is_replay: bool = False) -> dict[str, str]:
    event_id = UUID(json.loads(_BODY)["id"])
    told = signing.headers(keys, event_id, at, _BODY, is_replay=is_replay)
    return {name: value for name, value in told.items() if name.startswith(("webhook-", "Content-Type"))}


def _fixture(
    name: str, why: str, headers: dict[str, str], body: str = _BODY, *, is_taken: bool = False
) -> dict[str, Any]:
    return {"name": name, "taken": is_taken, "why": why, "headers": headers, "body": body}


def _written(key: bytes) -> str:
    return signing.PREFIX + base64.b64encode(key).decode()


if __name__ == "__main__":
    FIXTURES.write_text(text(), encoding="utf-8")
    sys.stdout.write(f"{FIXTURES.name} is written; read the difference before you commit it\n")
