"""Asking over HTTP with the standard library: JSON in, JSON out, and the status told whatever it is."""

import json
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

TIMEOUT = 20.0


class Away(Exception):
    """No answer, or one that says to come again later."""


def ask(method: str, url: str, *, body: bytes | None = None, headers: dict[str, str] | None = None) -> tuple[int, Any]:
    """Status and JSON. Away for whatever may be better in a while: no connection, 429 and 5xx."""
    given = {"Content-Type": "application/json", "Accept": "application/json", **(headers or {})}
    try:
        with urlopen(Request(url, body, given, method=method), timeout=TIMEOUT) as answer:
            return answer.status, json.loads(answer.read() or b"null")
    except HTTPError as refused:
        if refused.code == 429 or refused.code >= 500:
            raise Away(f"{method} {url}: {refused.code}") from refused
        return refused.code, json.loads(refused.read() or b"null")
    except (URLError, HTTPException, TimeoutError, ConnectionError) as reason:
        raise Away(f"{method} {url}: {reason}") from reason
