"""What of a complaint itself went to a unit or agency. Nothing that was not expressly sent, and never who reports
without the reporter's consent: a unit that learns the reporter's name may be the very unit complained about."""

from typing import Any

from services.common.contracts import complaints as c
from services.common.contracts import content as w
from services.common.contracts.caller import Caller
from services.common.errors import NotFound
from services.intake.known import Complaints, Forwarding, Known, reach
from services.intake.showing import arrived, to_unit
from services.intake.vault import Vault

_OWN_WORDS = ("happened_on", "location", "story")
"""What only the reporter wrote; a place alone can show who did."""


def forwarded(caller: Caller, reference: str, *, complaints: Complaints, vault: Vault) -> w.ForwardedContent:
    """The forwarding copy, for the unit that has it now; officers of the office may check what went out last.

    NotFound for everybody else, as if there were no such complaint.
    """
    known, sent = reach(caller, reference, complaints)
    of_office = sent is None and caller.kind != "reporter"
    sent = _last_sent(known, complaints) if of_office else sent
    if sent is None:
        raise NotFound("complaint")
    says = vault.open(known.tenant, known.complaint_id, "content", known.content)
    files = arrived(known, complaints)
    if of_office:
        files = [file for file in files if file.attachment_id in sent.shared]
    return w.ForwardedContent(
        reference=known.reference,
        problem_code=says.get("problem_code"),
        **{name: says.get(name) if sent.includes_story else None for name in _OWN_WORDS},
        identity=_identity(caller, known, sent, complaints, vault),
        attachments=tuple(shown for file in files if (shown := to_unit(caller, file, sent, vault))),
    )


def _last_sent(known: Known, complaints: Complaints) -> Forwarding | None:
    went = [sent for sent in complaints.forwardings(known.complaint_id) if not sent.is_return]
    return went[-1] if went else None


def _identity(
    caller: Caller, known: Known, sent: Forwarding, complaints: Complaints, vault: Vault
) -> c.Identity | None:
    """With the reporter's consent or by legal order, and in the office for nobody but the officer who sends it on."""
    may_go = sent.by_order or complaints.has_consent(known.complaint_id)
    if not sent.with_identity or caller.actor != sent.by or not may_go:
        return None
    sealed = complaints.identity(known.complaint_id)
    given: Any = vault.open(known.tenant, known.complaint_id, "identity", sealed) if sealed else None
    return c.Identity.model_validate(given) if given else None
