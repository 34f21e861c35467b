"""Everything of a complaint that its page shows, from all desks. A part that is away or refused is named, and the rest
is shown.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeVar
from uuid import UUID

from gateway.api import complaints, documents, identities
from gateway.api.document_shapes import ListedDocument
from gateway.desks import AWAY
from gateway.pages import catching_up, complaint_people, complaint_sop
from gateway.pages.complaint_people import Named
from gateway.pages.complaint_sop import Procedure
from services.common.contracts.caller import Caller
from services.common.contracts.content import Content
from services.common.contracts.identity import Opening
from services.common.contracts.register import Standing
from services.common.contracts.rights import RIGHTS
from services.common.contracts.tasks import Product, Remark
from services.common.errors import NotFound, Refusal

Got = TypeVar("Got")
_PARTS: Final = {"intake": "Tahap penerimaan", "review": "Tahap penelaahan", "assignment": "Tahap penugasan"}


@dataclass(slots=True)
class Whole:
    """A complaint as far as it could be had. `missing` names what could not; `is_behind`: a step just ended is still on
    its way to the register.
    """

    standing: Standing
    named: Named
    is_behind: bool = False
    procedure: Procedure | None = None
    content: Content | None = None
    is_refused: bool = False
    products: tuple[Product, ...] = ()
    remarks: tuple[Remark, ...] = ()
    documents: tuple[ListedDocument, ...] = ()
    openings: tuple[Opening, ...] = ()
    missing: list[str] = field(default_factory=list)


def whole(caller: Caller, reference: str, ended: UUID | None) -> Whole:
    """The complaint. NotFound; as `Desks.call` when where it stands cannot be told.

    A step just ended (`ended`) is waited for a moment: the register hears of it by an event.
    """
    standing = _standing(caller, reference, ended)
    found = Whole(standing, complaint_people.names(caller), _has(standing, ended))
    found.procedure = complaint_sop.procedure(caller, found.standing.sop)
    _read_content(caller, found)
    products = _had(found, "Hasil langkah", lambda: complaints.products(caller, reference))
    if products:
        found.products, found.remarks = products.products, products.remarks
        found.missing += [f"Hasil {_PARTS.get(desk, 'Tahap tindak lanjut')}" for desk in products.missing]
    listed = _had(found, "Dokumen", lambda: documents.list_all(caller, reference))
    found.documents = listed.documents if listed else ()
    if found.content and found.content.has_identity and RIGHTS["intake.openings"].admits(caller):
        mine = _had(found, "Identitas pelapor", lambda: identities.openings(caller))
        of = found.standing.entry.reference
        found.openings = tuple(one for one in mine.openings if one.reference == of) if mine else ()
    return found


def _standing(caller: Caller, reference: str, ended: UUID | None) -> Standing:
    return catching_up.seen(lambda: complaints.show(caller, reference), lambda found: _has(found, ended))


def _has(standing: Standing, task_id: UUID | None) -> bool:
    return any(task.task_id == task_id for task in standing.tasks)


def _read_content(caller: Caller, found: Whole) -> None:
    try:
        found.content = complaints.content(caller, found.standing.entry.reference)
    except AWAY:
        found.missing.append("Isi pengaduan, bukti dan pesan")
    except Refusal:
        found.is_refused = True


def _had(found: Whole, part: str, ask: Callable[[], Got]) -> Got | None:
    try:
        return ask()
    except NotFound:
        return None
    except AWAY:
        found.missing.append(part)
        return None
