"""What of a complaint itself went to a unit or agency. Nothing that was not expressly sent, and who reports to no unit:
one that learns the name may be the very unit complained about.

To another agency the identity goes with the reporter's consent or by legal order. The officer who sends it reads it
here under the same opening as anywhere else, so that no one person alone can open it by naming an order.
"""

from collections.abc import Callable

from services.common.contracts import complaints as c
from services.common.contracts import content as w
from services.common.contracts.caller import Caller
from services.common.errors import NotFound
from services.intake.known import Complaints, Forwarding, Known, reach
from services.intake.showing import arrived, to_unit
from services.intake.vault import Vault

_OWN_WORDS = ("happened_on", "location", "story")
"""What only the reporter wrote; a place alone can show who did."""


MayKnow = Callable[[Caller, Known], c.Identity | None]
"""Who reports, as far as the caller may know it now: `Openings.as_far_as_granted`."""


def forwarded(
    caller: Caller, reference: str, *, complaints: Complaints, vault: Vault, who: MayKnow, for_bundle: bool = False
) -> w.ForwardedContent:
    """The forwarding copy, for the unit or agency that has it now; officers of the office may check what went out last.

    A bundle holds what was sent alone, not what the unit itself added. NotFound for everybody else, as if there were no
    such complaint.
    """
    known, sent = reach(caller, reference, complaints)
    of_office = sent is None and caller.kind != "reporter"
    sent = _last_sent(known, complaints) if of_office else sent
    if sent is None:
        raise NotFound("complaint")
    says = vault.open(known.tenant, known.complaint_id, "content", known.content)
    files = arrived(known, complaints)
    if of_office or for_bundle:
        files = [file for file in files if file.attachment_id in sent.shared]
    shown = tuple(seen for file in files if (seen := to_unit(caller, file, sent, vault)))
    return w.ForwardedContent(
        reference=known.reference,
        problem_code=says.get("problem_code"),
        **{name: says.get(name) if sent.includes_story else None for name in _OWN_WORDS},
        identity=who(caller, known) if _went_along(caller, known, sent, complaints) else None,
        attachments=shown,
        left_out=len(set(sent.shared) - {file.attachment_id for file in shown}),
    )


def _last_sent(known: Known, complaints: Complaints) -> Forwarding | None:
    went = [sent for sent in complaints.forwardings(known.complaint_id) if not sent.is_return]
    return went[-1] if went else None


def _went_along(caller: Caller, known: Known, sent: Forwarding, complaints: Complaints) -> bool:
    """With the reporter's consent or by legal order; in the office it is for the officer who sends it on."""
    may_go = sent.by_order or complaints.has_consent(known.complaint_id)
    return sent.with_identity and caller.actor == sent.by and may_go
