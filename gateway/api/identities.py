"""Who reports: how well that is protected, who asks to know it, and who agrees."""

from uuid import UUID

from gateway.api.complaints import named
from gateway.api.identity_shapes import CounterCheck, NewCode, OpeningDecision, OpeningRequest
from gateway.parts import parts
from services.common.contracts.caller import Caller
from services.common.contracts.identity import (
    CodeReplaced,
    DecideOpening,
    OpenedIdentity,
    Opening,
    Openings,
    RaiseMode,
    ReplaceCode,
    RequestOpening,
)
from services.common.contracts.register import Nothing
from services.common.errors import Invalid


def raise_mode(caller: Caller, body: RaiseMode) -> Nothing:
    """Protect me better

    From open to confidential, or to anonymous; never back. `anonymous` destroys what is kept of the identity, for
    good: the office can then reach the reporter through the mailbox only.
    """
    return parts().desks.call("intake.raise_mode", caller, body, Nothing)


def replace_code(caller: Caller, reference: str, body: CounterCheck, key: str) -> NewCode:
    """Give who reports another access code

    For who receives complaints by the SOP, when the reporter has lost the code and comes to the office. What stands on
    the document shown is compared with what is kept, without telling who reports; every try is in the audit trail.
    """
    found, known = parts(), named(reference)
    code = found.receipts.new_code(caller, key, known.reference)
    asked = ReplaceCode(reference=known.reference, access_code=code, **dict(body))
    told = found.desks.call("intake.replace_code", caller, asked, CodeReplaced)
    if not told.is_replaced:
        raise Invalid({told.compared: "This is not what is kept of who reports. No new code was given."})
    return NewCode(reference=known.reference, access_code=code)


def request_opening(caller: Caller, body: OpeningRequest, key: str) -> Opening:
    """Ask to open an identity

    The custodian decides, who never had a hand in the complaint. The reporter learns how often it was granted.
    """
    found = parts()
    request = RequestOpening(**dict(body), request_key=found.receipts.request_key(caller, key))
    return found.desks.call("intake.request_opening", caller, request, Opening)


def openings(caller: Caller) -> Openings:
    """Requests to open identities

    My own; the custodian's are all of the regency.
    """
    return parts().desks.call("intake.openings", caller, Nothing(), Openings)


def decide_opening(caller: Caller, opening_id: UUID, body: OpeningDecision) -> Opening:
    """Agree that an identity is opened, or not

    For the custodian, for some hours, with a reason that the officer who asked can read.
    """
    decision = DecideOpening(opening_id=opening_id, **dict(body))
    return parts().desks.call("intake.decide_opening", caller, decision, Opening)


def identity(caller: Caller, reference: str) -> OpenedIdentity:
    """Who reports

    Where the reporter is open about it, or the custodian has agreed and the time is not over. Every reading is
    written into the audit trail.
    """
    return parts().desks.call("intake.identity", caller, named(reference), OpenedIdentity)
