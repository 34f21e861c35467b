"""Signing a document, in one of three ways, and taking one back.

By hand: printed, signed, scanned; the scan is bound to the document by its hash. By our own key: the press signs
(`press/authority`), and says it is "bukan TTE tersertifikasi". By BSrE: the gateway has it signed, because a
passphrase is put neither on the broker nor into a database. A signed document is never written again.
"""

from datetime import datetime
from typing import Any, Final, Protocol
from uuid import UUID, uuid4

from services.common.contracts import deputies
from services.common.contracts.caller import Caller
from services.common.contracts.documents import FinishSigning, SignDocument
from services.common.contracts.events import DocumentSigned
from services.common.contracts.tenant import TenantProfile
from services.common.desk.papers import Paper
from services.common.documents import KINDS, signed_place
from services.common.errors import CancelRefused, Invalid, NotSigned, NotYetRendered, NotYourRole, SigningRefused

_NOT_ALLOWED: Final = "this regency does not sign that way; its ways are: {}"


class Signed(Protocol):
    """What signing asks of a desk's database."""

    def profile(self, tenant: str) -> TenantProfile: ...
    def scan(self, complaint_id: UUID, attachment_id: UUID) -> str | None: ...
    def is_bound(self, complaint_id: UUID, attachment_id: UUID, sha256: str) -> bool: ...
    def change(self, document_id: UUID, **values: Any) -> None: ...


def sign(
    caller: Caller, paper: Paper, request: SignDocument, *, records: Signed, now: datetime
) -> DocumentSigned | None:
    """Ask the press for a signature, or bind a scan; the event where it is signed by that.

    NotYourRole, NotYetRendered, SigningRefused, Invalid.
    """
    role = may_be_signed(caller, paper, request.way, records.profile(paper.tenant))
    values = {"way": request.way, "signed_by": caller.actor, "signed_as": role, "asked_at": now}
    if request.way == "internal":
        records.change(paper.document_id, **values)
        return None
    if request.attachment_id is None or paper.complaint_id is None:
        raise Invalid({"attachment_id": "Attach the scan first, as kind `signed_document`, and name it here."})
    digest = records.scan(paper.complaint_id, request.attachment_id)
    if digest is None:
        raise Invalid({"attachment_id": "This complaint has no such attachment of kind `signed_document`."})
    if records.is_bound(paper.complaint_id, request.attachment_id, digest):
        raise Invalid({"attachment_id": "This scan is bound to a document already; attach one of this document."})
    scan = {"attachment_id": request.attachment_id, "signed_sha256": digest, "signed_at": now}
    records.change(paper.document_id, **values, **scan)
    return signed(paper, way=request.way, by=caller.actor, role=role, sha256=digest, now=now)


def finish(caller: Caller, paper: Paper, request: FinishSigning, *, records: Signed, now: datetime) -> DocumentSigned:
    """BSrE has signed. NotYourRole, NotYetRendered, SigningRefused, Invalid."""
    role = may_be_signed(caller, paper, "bsre", records.profile(paper.tenant))
    if not request.place.startswith(signed_place(paper.tenant, paper.document_id)):
        raise Invalid({"place": "Not a place for this document."})
    who = {"way": "bsre", "signed_by": caller.actor, "signed_as": role, "asked_at": now, "signed_at": now}
    file = {"signed_key": request.place, "signed_size": request.size, "signed_sha256": request.sha256}
    records.change(paper.document_id, **who, **file)
    return signed(paper, way="bsre", by=caller.actor, role=role, sha256=request.sha256, now=now)


def may_be_signed(caller: Caller, paper: Paper, way: str, profile: TenantProfile) -> str:
    """The role in which the caller signs, or the code of one that is another's.

    NotYourRole, NotYetRendered, SigningRefused.
    """
    role = signing_role(caller, paper)
    if role is None:
        raise NotYourRole(" / ".join(paper.signer_roles))
    if way not in profile.signing:
        raise SigningRefused(_NOT_ALLOWED.format(", ".join(profile.signing)))
    if not paper.stands:
        raise SigningRefused("it was cancelled, or another edition stands in its place")
    if paper.way:
        raise SigningRefused("it is signed already, or just being signed")
    if paper.media_type != "application/pdf":
        raise SigningRefused("only a PDF can be signed")
    if paper.rendered_at is None:
        raise NotYetRendered(str(paper.document_id))
    if paper.object_key is None:
        raise SigningRefused("it was drafted before documents were files. Return it, so that it is drafted anew")
    _names_the_signer(caller, paper, role)
    return role


def signing_role(caller: Caller, paper: Paper) -> str | None:
    """In which role the caller may sign, or the code of one that is another's: one the document names; who wrote it,
    where the own name stands below it."""
    if caller.has_any(tuple(paper.signer_roles)):
        deputy = caller.acting(paper.signer_roles)
        return deputy.code if deputy else next(role for role in paper.signer_roles if role in caller.own_roles)
    if caller.actor != paper.issued_by or not _names_its_writer(paper):
        return None
    return paper.issued_as or next(iter((*caller.own_roles, *caller.roles)), None)


def _names_the_signer(caller: Caller, paper: Paper, signed_as: str) -> None:
    """A deputy does not sign above the name of somebody else. SigningRefused."""
    lent = next((each for each in caller.deputises if each.code == signed_as), None)
    if lent and not _names_its_writer(paper) and paper.issued_at < lent.since:
        raise SigningRefused("it was written before you stood in, and names another. Have it written anew")


def _names_its_writer(paper: Paper) -> bool:
    """Whether the name below it is that of who wrote it: as of its kind, and of a unit's own report."""
    kind = KINDS[paper.kind]
    return kind.is_the_writers or (paper.unit is not None and not kind.for_unit)


def demand_signature(paper: Paper | None, kind: str) -> None:
    """The document this step is about is signed. NotSigned; NotYetRendered while the press is at it."""
    if paper and paper.way and paper.signed_at is None:
        raise NotYetRendered(str(paper.document_id))
    if paper is None or paper.signed_at is None:
        raise NotSigned(KINDS[kind].title, kind, str(paper.document_id) if paper else "…")


def may_be_cancelled(caller: Caller, paper: Paper) -> None:
    """A draft is taken back by its writer too, a signed one only by who signed it or by the role it names.

    NotYourRole, CancelRefused.
    """
    by_whom = paper.signed_by if paper.way else paper.issued_by
    if caller.actor != by_whom and not caller.has_any(tuple(paper.signer_roles)):
        raise NotYourRole(" / ".join(paper.signer_roles))
    if paper.way and paper.signed_at is None:
        raise CancelRefused("it is just being signed. Try again in a moment")
    if not paper.stands:
        raise CancelRefused("it does not stand any more")
    if paper.delivered_at:
        raise CancelRefused("the reporter has it already. Write another in its place")


def signed(paper: Paper, *, way: str, by: str, role: str, sha256: str, now: datetime) -> DocumentSigned:
    """The event."""
    acted = deputies.read(role)
    return DocumentSigned(
        event_id=uuid4(),
        happened_at=now,
        tenant=paper.tenant,
        document_id=paper.document_id,
        complaint_id=paper.complaint_id,
        way=way,
        by=by,
        role=acted.role,
        as_deputy=role if acted.kind else "",
        signed_at=now,
        sha256=sha256,
    )
