"""The four things the bridge asks of Dumas: file, listen, and confirm, by API key or by signed callback."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from . import signing
from .http import ask

Report = dict[str, Any]


class Refused(Exception):
    """Dumas will not take this, however often it is sent; the text says why."""


class NotYet(Exception):
    """The complaint does not wait for its source."""


@dataclass(frozen=True)
class Dumas:
    """One regency there, as one system. With `secret` and `subscription` it is called back without the API key."""

    url: str
    tenant: str
    key: str = field(repr=False)
    secret: str = field(default="", repr=False)
    subscription: str = ""

    def file(self, report: Report) -> str:
        """The complaint's reference. The same report makes one complaint, whatever was lost on the way. Refused."""
        number = str(report["number"])
        # Made of the number, so a retry has the same key even if this program lost its memory.
        again = hashlib.sha256(f"lapak-aduan|{self.tenant}|{number}".encode()).hexdigest()
        filing = {
            "channel": "lapak_aduan",
            "source_reference": number,
            "mode": "open",
            "subject": report["title"],
            "story": report["text"],
            "received_at": report["reported_at"],
        }
        status, told = self._post("/complaints", filing, {"Idempotency-Key": again})
        if status in (201, 202) or (status == 409 and told.get("reference")):  # 409 already-filed: by somebody else
            return str(told["reference"])
        raise Refused(_why(told))

    def events(self, cursor: str) -> tuple[list[dict[str, Any]], str]:
        """What was told after the cursor, and the next cursor."""
        status, told = ask("GET", f"{self.url}/api/v1/events?after={quote(cursor)}", headers=self._bearer())
        if status != 200:
            raise Refused(_why(told))
        return told["events"], told["cursor"]

    def confirm(self, number: str, closed_on: str, words: str) -> None:
        """The portal has closed the report. Said twice, it counts once. NotYet, Refused."""
        word = {"source_reference": number, "confirmed_on": closed_on, "source_status": words}
        status, told = self._call_back(number, word) if self.secret else self._post("/source-confirmations", word)
        if status == 409:
            raise NotYet(_why(told))
        if status != 200:
            raise Refused(_why(told))

    def _call_back(self, number: str, word: dict[str, str]) -> tuple[int, Any]:
        body = json.dumps({"type": "source.confirmed", "data": word}).encode()
        place = f"{self.url}/api/v1/tenants/{self.tenant}/callbacks/{self.subscription}"
        message_id = f"confirm_{number}_{hashlib.sha256(body).hexdigest()[:12]}"
        return ask("POST", place, body=body, headers=signing.headers(self.secret, message_id, body))

    def _post(self, path: str, body: dict[str, Any], headers: dict[str, str] | None = None) -> tuple[int, Any]:
        given = self._bearer() | (headers or {})
        return ask("POST", f"{self.url}/api/v1{path}", body=json.dumps(body).encode(), headers=given)

    def _bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"}


def _why(problem: Any) -> str:
    """A problem of Dumas in a line; it never repeats what was sent."""
    if not isinstance(problem, dict):
        return "no reason given"
    fields = "; ".join(f"{one['field']}: {one['message']}" for one in problem.get("errors", ()))
    return " ".join(filter(None, (problem.get("title"), problem.get("detail"), fields)))
