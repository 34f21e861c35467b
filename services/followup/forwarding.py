"""Passing a complaint to a unit or another agency: a memo in the office's words, and nothing that was not expressly
sent along. The worst leaks of this field happen here: identity goes to no unit, and to another agency only with the
reporter's consent or by legal order."""

from collections.abc import Mapping
from typing import Any, Protocol
from uuid import UUID

from services.common.contracts.caller import Caller
from services.common.contracts.events import ComplaintForwarded
from services.common.contracts.tasks import ForwardingCopy
from services.common.desk import announcements
from services.common.desk.access import facing, may_read
from services.common.desk.completion import Announce
from services.common.desk.custody import Custody
from services.common.desk.ending import Effect, Ending
from services.common.desk.paper_access import has_agencys_copy
from services.common.desk.units import take_back
from services.common.errors import ForwardingRefused, Invalid, NotFound
from services.common.vocabulary import AGENCIES, UNITS


class Forwardings(Protocol):
    """What these use cases ask of the desk's database."""

    def unit_keys(self, tenant: str) -> set[str]: ...
    def has_consent(self, complaint_id: UUID) -> bool: ...
    def by_reference(self, reference: str) -> Custody | None: ...
    def sent(self, complaint_id: UUID) -> ForwardingCopy | None: ...
    def copies(self, complaint_id: UUID) -> set[tuple[str, str]]: ...


def effects(forwardings: Forwardings, announce: Announce) -> Mapping[str, Effect]:
    """What is special to each kind of step."""
    return {
        "forward": lambda ending: forward(ending, forwardings, announce),
        "accept": lambda ending: returned(ending, announce),
        "delegate": lambda ending: returned(ending, announce),
        "transfer": lambda ending: transfer(ending, forwardings, announce),
    }


def forward(ending: Ending, forwardings: Forwardings, announce: Announce) -> None:
    """A unit gets the memo. Never the unit the complaint is about (Katingan rows 3.4 and 6). Invalid,
    ForwardingRefused."""
    if ending.is_return:
        return
    custody, unit = ending.custody, ending.result.unit
    if unit not in forwardings.unit_keys(custody.tenant):
        raise Invalid({"result.unit": "Not a unit of this regency; GET /api/v1/tenants/<tenant> lists them."})
    if unit in custody.barred.units:
        raise ForwardingRefused("the unit is the reported party. Choose the unit above it")
    custody.unit = unit
    _announce(ending, announce, unit=unit)


def transfer(ending: Ending, forwardings: Forwardings, announce: Announce) -> None:
    """Another agency gets the memo and what goes along (Katingan row 8). ForwardingRefused."""
    if ending.is_return:
        return
    sent, by_order = ending.result, ending.result.legal_order is not None
    if sent.with_identity and not by_order and not forwardings.has_consent(ending.custody.complaint_id):
        raise ForwardingRefused(
            "the reporter has not agreed that the identity goes along. Ask in the mailbox, give the legal order that "
            "demands it, or send it without"
        )
    _announce(ending, announce, with_identity=sent.with_identity, by_order=sent.with_identity and by_order)


def returned(ending: Ending, announce: Announce) -> None:
    """A unit that returns the memo has it no more."""
    if ending.is_return:
        take_back(ending.custody, announce, ending.now)


def _announce(ending: Ending, announce: Announce, **how: Any) -> None:
    sent = {
        "shared": ending.result.shared,
        "includes_story": ending.result.includes_story,
        "by": ending.caller.actor,
        **how,
    }
    announce(announcements.moved(ComplaintForwarded, ending.custody, ending.now, **sent))


def forwarding(caller: Caller, reference: str, forwardings: Forwardings) -> ForwardingCopy:
    """The memo, for the unit or agency that has it and for the office. NotFound for everybody else."""
    custody = forwardings.by_reference(reference)
    copy = forwardings.sent(custody.complaint_id) if custody else None
    if custody is None or copy is None:
        raise NotFound("forwarding copy")
    caller = facing(caller, custody.barred)
    copies = forwardings.copies(custody.complaint_id)
    is_the_units = bool(caller.unit) and caller.unit == custody.unit == copy.unit
    is_the_agencys = copy.unit is None and has_agencys_copy(caller, copies)
    is_theirs = caller.kind == "officer" and (is_the_units or is_the_agencys)
    is_shut_out = custody.barred.shuts_out(caller.actor, caller.unit)
    if is_shut_out or not (is_theirs or may_read(caller, custody.barred)):
        raise NotFound("forwarding copy")
    to = UNITS if copy.unit else AGENCIES
    return copy.model_copy(update={"copies": tuple(sorted(document for document, role in copies if role == to))})
