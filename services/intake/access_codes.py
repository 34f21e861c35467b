"""Another access code for who lost it and comes to the office, after the officer has seen who that is.

The officer types what stands on the identity card, and it is compared here: so nobody has to open an identity for it,
and nobody is told who reports. Every try is written into the trail, those that did not fit too.
"""

import hmac
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from services.common.contracts import identity as i
from services.common.contracts.auditing import audited_of
from services.common.contracts.caller import Caller
from services.common.desk.completion import Announce
from services.common.errors import NotYourRole, OpeningRefused
from services.common.vocabulary import REPORTER, SYSTEMS
from services.intake.known import Complaints, Known, find
from services.intake.vault import Vault


class Coded(Complaints, Protocol):
    """What replacing a code asks of the database."""

    def keep_code(self, complaint_id: UUID, code_hash: bytes) -> None: ...


def replace_code(
    caller: Caller, request: i.ReplaceCode, *, complaints: Coded, vault: Vault, announce: Announce, now: datetime
) -> i.CodeReplaced:
    """Replace it, where the document shown is of who reports. NotFound, NotYourRole, OpeningRefused.

    For roles that enter complaints by the complaint's own SOP, and only while an identity is kept of it.
    """
    known = find(caller, request.reference, complaints)
    _check_role(caller, known, complaints)
    sealed = complaints.identity(known.complaint_id)
    if sealed is None or known.mode == "anonymous":
        raise OpeningRefused("none is kept of this complaint")
    given: dict[str, Any] = vault.open(known.tenant, known.complaint_id, "identity", sealed)
    compared, fits = ("nik", _is_nik(given, request)) if given.get("nik") else ("name", _is_name(given, request))
    if fits:
        complaints.keep_code(known.complaint_id, vault.code_hash(known.reference, request.access_code))
    action = "code_replaced" if fits else "code_refused"
    announce(audited_of(caller, action, now, known, shown=request.shown, compared=compared))
    return i.CodeReplaced.model_validate({"is_replaced": fits, "compared": compared})


def _check_role(caller: Caller, known: Known, complaints: Complaints) -> None:
    channels = complaints.sop(known.sop).channels.values()
    receiving = {role for channel in channels for role in channel.filed_by} - SYSTEMS - {REPORTER}
    if receiving.isdisjoint(caller.roles):
        raise NotYourRole(" / ".join(sorted(receiving)))


def _is_nik(given: dict[str, Any], request: i.ReplaceCode) -> bool:
    return hmac.compare_digest(str(given["nik"]).encode(), (request.nik or "").encode())


def _is_name(given: dict[str, Any], request: i.ReplaceCode) -> bool:
    """Whether the names are the same, however they are spaced and written large."""
    kept = _plain(given.get("name"))
    return bool(kept) and kept == _plain(request.name)


def _plain(name: str | None) -> str:
    return " ".join((name or "").casefold().replace(".", " ").split())
