"""What an officer wrote in a form that came when the session was over: kept until it is sent again.

It lies sealed in the database, for a day, under a key the browser has; and opens for the same account only, so that
who signs in next at the same computer does not find it. Files are not kept, nor what must stay nowhere.
"""

from typing import Any, Final
from uuid import uuid4

from flask import Request, request
from werkzeug.wrappers import Response

from gateway import arrival
from gateway.pages import cookies
from gateway.parts import parts

NEVER: Final = frozenset({"sandi", "kode", "frasa", "passphrase", "nik"})
"""Names of fields that are kept nowhere."""

_MOST = 5
_LARGEST = 256 * 1024


def is_worth_keeping(sent: Request) -> bool:
    """Whether this is a form with something in it, of an officer who was signed in, and not too long. Busy."""
    if sent.method != "POST" or cookies.KNOWN_AS not in sent.cookies or not 0 < (sent.content_length or 0) <= _LARGEST:
        return False
    arrival.whole(sent)
    return bool(sent.form)


def keep(answer: Response, sent: Request) -> None:
    """Keep the form of this request for who wrote it, beside those kept before."""
    owner, drafts = sent.cookies[cookies.KNOWN_AS], parts().drafts
    draft = drafts.open(owner, sent.cookies.get(cookies.WRITTEN, "")) or drafts.new()
    fields = [[name, value] for name, value in sent.form.items(multi=True) if name not in NEVER]
    writing = {"id": uuid4().hex, "path": sent.full_path.rstrip("?"), "fields": fields, "had_files": bool(sent.files)}
    draft.content["writings"] = [*draft.content.get("writings", []), writing][-_MOST:]
    drafts.save(owner, draft)
    cookies.keep(answer, cookies.WRITTEN, draft.key, cookies.DESK_PATH)


def kept_for(tenant: str, account_id: str) -> list[dict[str, Any]]:
    """What was kept for this account in this browser, in the order it came."""
    draft = parts().drafts.open(f"{tenant}/{account_id}", request.cookies.get(cookies.WRITTEN, ""))
    return list(draft.content.get("writings", [])) if draft else []


def forget(tenant: str, account_id: str, writing_id: str) -> None:
    """Keep one of them no longer."""
    owner, drafts = f"{tenant}/{account_id}", parts().drafts
    if draft := drafts.open(owner, request.cookies.get(cookies.WRITTEN, "")):
        left = [each for each in draft.content.get("writings", []) if each["id"] != writing_id]
        draft.content["writings"] = left
        if left:
            drafts.save(owner, draft)
        else:
            drafts.forget(draft.key)
