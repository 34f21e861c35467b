"""Complaints as officers and systems see them; who may see what is decided by the services."""

from collections.abc import Callable

from pydantic import ValidationError

from gateway.api.shapes import ComplaintProducts, Messages, NewMessage
from gateway.desks import AWAY
from gateway.parts import parts
from gateway.receipts import as_reference
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import ByReference
from services.common.contracts.content import Content, MailMessage, PostMessage
from services.common.contracts.lists import EntryQuery
from services.common.contracts.register import ApplyOfficers, Nothing, Register, Standing
from services.common.contracts.tasks import Product, Products, Remark
from services.common.errors import NotFound
from services.common.steps import DESKS

_PATIENCE = 5.0


def list_register(caller: Caller, query: EntryQuery) -> Register:
    """Buku Pengaduan

    The complaints of the regency, the newest first.
    """
    return parts().desks.call("register.entries", caller, query, Register)


def show(caller: Caller, reference: str) -> Standing:
    """Where a complaint stands

    With its open tasks, clocks and timeline.
    """
    return parts().desks.call("register.standing", caller, named(reference), Standing)


def content(caller: Caller, reference: str) -> Content:
    """What a complaint says

    Without the reporter's identity.
    """
    return parts().desks.call("intake.content", caller, named(reference), Content)


def products(caller: Caller, reference: str) -> ComplaintProducts:
    """Results and documents

    Of all desks, the oldest first. Desks that do not answer just now are listed under `missing`.
    """
    desks, request = parts().desks, named(reference)

    def ask(desk: str) -> Callable[[], Products]:
        return lambda: desks.call(f"{desk}.products", caller, request, Products, timeout=_PATIENCE)

    told = desks.together({desk: ask(desk) for desk in DESKS})
    gathered: list[Product] = []
    remarks: list[Remark] = []
    missing, unknown = [], 0
    for desk, future in told.items():
        try:
            gathered += future.result().products
            remarks += future.result().remarks
        except NotFound:
            unknown += 1  # the complaint has not come to this desk
        except AWAY:
            missing.append(desk)
    if unknown == len(DESKS):
        raise NotFound("complaint")
    gathered.sort(key=lambda product: product.completed_at)
    remarks.sort(key=lambda remark: remark.at)
    return ComplaintProducts(
        reference=request.reference, products=tuple(gathered), remarks=tuple(remarks), missing=tuple(missing)
    )


def messages(caller: Caller, reference: str) -> Messages:
    """The mailbox of a complaint"""
    return Messages(messages=content(caller, reference).messages)


def post_message(caller: Caller, reference: str, body: NewMessage, key: str) -> MailMessage:
    """Write to the reporter"""
    found = parts()
    request_key = found.receipts.request_key(caller, key)
    message = PostMessage(reference=named(reference).reference, text=body.text, request_key=request_key)
    return found.desks.call("intake.post_message", caller, message, MailMessage)


def roster(caller: Caller) -> ApplyOfficers:
    """The officers from whom teams are drawn"""
    return parts().desks.call("assignment.roster", caller, Nothing(), ApplyOfficers)


def named(reference: str) -> ByReference:
    """The reference of an address; NotFound when it cannot be one."""
    try:
        return ByReference(reference=as_reference(reference))
    except ValidationError:
        raise NotFound("complaint") from None
