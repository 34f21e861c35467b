"""Sends a report that was written page by page, as the interface takes it, and keeps nothing of it but the receipt."""

import hashlib
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from flask import g

from gateway.api import filing
from gateway.api.shapes import FilingReceipt, PublicFiling
from gateway.callers import reporter
from gateway.desks import AWAY
from gateway.drafts import Draft
from gateway.pages.forms import Form
from gateway.pages.report_draft import RECEIPT, channel_of
from gateway.pages.report_faults import place, sentence
from gateway.pages.report_fields import ELSEWHERE, NOT_BEFORE
from gateway.parts import parts
from gateway.problems import ProofNeeded, TooManyRequests
from gateway.reading import shaped
from gateway.receipts import checked_key
from gateway.tokens import ReporterPass
from services.common.contracts.caller import Caller
from services.common.errors import Invalid, KeyReused

LIMITS: Final = ("filing_client", "filing_tenant")
_PAGES: Final = ("begin", "mode", "story", "parties", "identity")


@dataclass(frozen=True, slots=True)
class Refused:
    """Why it was not sent just now. `page` is where something is wrong, with its faults by field; else `kind` says
    what to do: `proof` of work, `many` were sent, or we are `away`; `wait` is in seconds, where waiting helps."""

    kind: str
    status: int
    page: str = ""
    faults: dict[str, dict[str, str]] = field(default_factory=dict)
    wait: int | None = None


def send(draft: Draft, form: Form) -> Refused | None:
    """File it; afterwards the draft holds its receipt alone."""
    tenant = g.tenant.profile.key
    try:
        body = shaped(PublicFiling, **values(draft.content, form))
        given = {"tenant": tenant, "body": body, "key": checked_key(draft.content["key"])}
        parts().admission.admit(LIMITS, True, given)
        receipt = _filed(tenant, body, draft.content)
    except Invalid as reason:
        return _wrong(reason)
    except ProofNeeded as reason:
        return Refused("proof", reason.status, wait=reason.retry_after)
    except TooManyRequests as reason:
        return Refused("many", reason.status, wait=reason.retry_after)
    except AWAY:
        return Refused("away", 503)
    draft.content = {RECEIPT: _kept(receipt, body)}
    return None


def values(content: dict[str, Any], form: Form) -> dict[str, Any]:
    """The filing; where it was reported before is added to the story, for no channel of citizens has a field for it."""
    given = {name: content.get(name) for name in ("mode", "subject", "story", "location", "happened_on")}
    if content.get("elsewhere", NOT_BEFORE) != NOT_BEFORE:
        named = filter(None, (ELSEWHERE.get(content["elsewhere"]), content.get("elsewhere_where")))
        given["story"] = f"{given['story']}\n\nPernah dilaporkan ke tempat lain: {', '.join(named)}."
    is_known = content.get("mode") != "anonymous"
    channel = channel_of(content)
    return {
        **given,
        "channel": channel.key if channel else "",
        "reported": content.get("reported", ()),
        "identity": (content.get("identity") or None) if is_known else None,
        "consents_to_forwarding": is_known and form.text("setuju") == "ya",
        "homepage": form.text("homepage")[:300],
    }


def caller_of(receipt: dict[str, Any]) -> Caller:
    """The reporter of this complaint."""
    return reporter(leave_of(receipt))


def leave_of(receipt: dict[str, Any]) -> ReporterPass:
    """What a receipt that is kept here opens."""
    return ReporterPass(g.tenant.profile.key, UUID(receipt["complaint_id"]), receipt["reference"])


def _filed(tenant: str, body: PublicFiling, content: dict[str, Any]) -> FilingReceipt:
    try:
        answer = filing.by_public(tenant, body, content["key"])
    except KeyReused:
        # It was sent before in other words, and the answer never came here. These words count.
        words = hashlib.sha256(body.model_dump_json().encode()).hexdigest()[:16]
        answer = filing.by_public(tenant, body, f"{content['key']}-{words}")
    return FilingReceipt.model_validate_json(answer.get_data())


def _kept(receipt: FilingReceipt, body: PublicFiling) -> dict[str, Any]:
    leave = parts().reporter_tokens.read(receipt.token or "")
    told = receipt.model_dump(mode="json", include={"reference", "access_code", "received_at", "state"})
    return told | {"complaint_id": str(leave.complaint_id), "channel": body.channel, "mode": body.mode}


def _wrong(reason: Invalid) -> Refused:
    faults: dict[str, dict[str, str]] = {}
    for path in reason.fields:
        page, name = place(path)
        faults.setdefault(page, {})[name] = sentence(path.rpartition(".")[2])
    first = next((page for page in _PAGES if page in faults), "check")
    return Refused("wrong", 422, first, faults)
