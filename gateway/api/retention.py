"""The end of what is kept: legal holds, and the certificates of what was destroyed."""

from gateway.api.complaints import named
from gateway.api.privacy_shapes import HoldChange
from gateway.parts import parts
from services.common.contracts.caller import Caller
from services.common.contracts.register import Page
from services.common.contracts.retention import Destructions, Hold, HoldComplaint


def hold(caller: Caller, reference: str, body: HoldChange) -> Hold:
    """Set or lift a legal hold

    While it holds nothing of the complaint is destroyed, whatever its time. For the head of the office and the
    administrator; every change is kept and written into the audit trail.
    """
    request = HoldComplaint(reference=named(reference).reference, **dict(body))
    return parts().desks.call("register.hold", caller, request, Hold)


def destructions(caller: Caller, query: Page) -> Destructions:
    """Certificates of destruction

    What was made unreadable for good, of which class of retention, when it was due; the newest first.
    """
    return parts().desks.call("register.destructions", caller, query, Destructions)
