"""Everything that is kept about a reporter, for that reporter: a request for access, fulfilled at once."""

from datetime import datetime

from services.common.contracts.auditing import audited_of
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import Identity, ReportedParty
from services.common.contracts.privacy import DataRequest, OwnData
from services.common.desk.completion import Announce
from services.intake.known import Complaints, find
from services.intake.showing import arrived, described, is_the_reporters
from services.intake.usecases import by_the_office
from services.intake.vault import Vault


def own_data(
    caller: Caller,
    requests: tuple[DataRequest, ...],
    *,
    complaints: Complaints,
    vault: Vault,
    announce: Announce,
    now: datetime,
) -> OwnData:
    """The reporter's own complaint, whole, with the identity as it was given. NotFound, Destroyed."""
    known = find(caller, None, complaints)
    says = vault.open(known.tenant, known.complaint_id, "content", known.content)
    sealed = complaints.identity(known.complaint_id)
    given = vault.open(known.tenant, known.complaint_id, "identity", sealed) if sealed else None
    announce(audited_of(caller, "own_data_read", now, known))
    return OwnData(
        reference=known.reference,
        filed_at=known.filed_at,
        received_at=says.get("received_at"),
        channel=known.channel,
        mode=known.mode,
        identity=Identity.model_validate(given) if given else None,
        subject=says["subject"],
        story=says["story"],
        happened_on=says.get("happened_on"),
        location=says.get("location"),
        reported=tuple(ReportedParty.model_validate(party) for party in says.get("reported", ())),
        source_reference=says.get("source_reference"),
        has_consented=complaints.has_consent(known.complaint_id),
        identity_openings=complaints.times_granted(known.complaint_id),
        attachments=tuple(described(file, vault) for file in arrived(known, complaints) if is_the_reporters(file)),
        messages=tuple(by_the_office(message) for message in complaints.messages(known.complaint_id, vault)),
        requests=requests,
    )
