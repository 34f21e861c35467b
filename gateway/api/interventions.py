"""What officers do besides ending steps: more time, conflicts of interest, another SOP version; and what a unit got."""

from typing import Any, TypeVar
from uuid import UUID

from pydantic import BaseModel

from gateway.api.complaints import named
from gateway.api.intervention_shapes import Conflict, ExtensionDecision, ExtensionRequest, Forwarded, SopChange
from gateway.parts import parts
from services.common.contracts.caller import Caller
from services.common.contracts.content import ForwardedContent, ReadForwarding
from services.common.contracts.register import Extensions, Nothing
from services.common.contracts.tasks import (
    AskExtension,
    DecideExtension,
    DeclareConflict,
    ForwardingCopy,
    Intervened,
    Intervention,
    MigrateSop,
)
from services.common.errors import Invalid
from services.common.steps import KINDS, desk_of

Asked = TypeVar("Asked", bound=Intervention)


def extensions(caller: Caller) -> Extensions:
    """Requests for more time that wait for me"""
    return parts().desks.call("register.extensions", caller, Nothing(), Extensions)


def ask_extension(caller: Caller, body: ExtensionRequest, key: str) -> Intervened:
    """Ask for more time

    For who holds the task, with a reason; how much is possible, and who grants it, is said by the regency's SOP.
    """
    return _intervene("ask_extension", caller, key, AskExtension, body)


def decide_extension(caller: Caller, extension_id: UUID, body: ExtensionDecision, key: str) -> Intervened:
    """Grant more time, or not

    For the roles the SOP names, and never for who asked.
    """
    return _intervene("decide_extension", caller, key, DecideExtension, body, extension_id=extension_id)


def declare_conflict(caller: Caller, body: Conflict, key: str) -> Intervened:
    """Declare a conflict of interest

    The officers and units named are reported parties: they find nothing of the complaint from here on, and the SOP's
    substitutes do their steps.
    """
    return _intervene("declare_conflict", caller, key, DeclareConflict, body)


def migrate_sop(caller: Caller, reference: str, body: SopChange, key: str) -> Intervened:
    """Move a complaint to another SOP version

    From the step it is at; that step must exist there too.
    """
    return _intervene("migrate_sop", caller, key, MigrateSop, body, reference=named(reference).reference)


def forwarded(caller: Caller, reference: str) -> Forwarded:
    """A forwarding copy

    What a unit or agency got of a complaint: the memo, and what was expressly sent along. Units see this and nothing
    else of a complaint; as files it is the bundle of the complaint.
    """
    desks, request = parts().desks, named(reference)
    memo = desks.call("followup.forwarding", caller, request, ForwardingCopy)
    asked = ReadForwarding(reference=request.reference)
    content = desks.call("intake.forwarded", caller, asked, ForwardedContent)
    return Forwarded(**{**dict(content), **dict(memo)})


def _intervene(
    method: str, caller: Caller, key: str, asked: type[Asked], body: BaseModel, **named_in_path: Any
) -> Intervened:
    found, said = parts(), dict(body)
    if said["kind"] not in KINDS:
        raise Invalid({"kind": f"Not a kind of step. Possible are: {', '.join(KINDS)}."})
    request = asked(**said, **named_in_path, request_key=found.receipts.request_key(caller, key))
    return found.desks.call(f"{desk_of(said['kind'])}.{method}", caller, request, Intervened)
