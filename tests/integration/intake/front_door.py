"""Intake's tables and service in this process, with one regency of its own in them."""

from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import URL, Engine

from services.common.contracts import complaints as c
from services.common.contracts import content as w
from services.common.contracts import events
from services.common.contracts.caller import Caller
from services.common.runtime.database import Work, transaction
from services.common.runtime.tenant_keys import Keyring
from services.intake import filing as use
from services.intake import submission as saving
from services.intake.forwarding import forwarded
from services.intake.models import Base
from services.intake.repository import ComplaintRecords
from services.intake.service import IntakeService
from services.intake.submission import FilingRecords
from services.intake.vault import Vault
from tests.support.databases import rows
from tests.support.rings import intakes_keyring
from tests.unit.assignment.samples import profile
from tests.unit.common.desk.memory import small_sop
from tests.unit.intake import samples

OPEN = {"mode": "open", "identity": {"name": "Pelapor Contoh"}}


class Intake:
    """Intake's tables, and one regency of its own in them."""

    def __init__(self, engine: Engine, owner: URL) -> None:
        self.tenant, self.owner, self.engine = f"t{uuid4().hex[:12]}", owner, engine
        self.keyring = intakes_keyring()
        self.service = self.process(self.keyring)
        told = {"event_id": uuid4(), "happened_at": samples.NOW, "tenant": self.tenant}
        shape = profile(key=self.tenant).model_dump(mode="json")
        units = [{"key": "dinas_contoh", "name": "Dinas Contoh"}]
        with self.work() as work:
            ComplaintRecords(work).keep_tenant(events.TenantPublished(**told, profile=shape, units=units))
        self.publish(1)
        self.know(samples.OFFICERS)

    def work(self, tenant: str = "") -> AbstractContextManager[Work]:
        return transaction(self.engine, "intake", tenant or self.tenant, Base, self.keyring)

    def process(self, keyring: Keyring) -> IntakeService:
        """Another process of the service, with master keys of its own."""
        service = IntakeService()
        vars(service)["work"] = lambda tenant: transaction(self.engine, "intake", tenant, Base, keyring)
        return service

    def caller(self, caller: Caller, **changes: Any) -> Caller:
        """The same caller in this regency."""
        return caller.model_copy(update={"tenant": self.tenant, **changes})

    def publish(self, version: int) -> None:
        """A version of the SOP came into force."""
        sop = small_sop().model_copy(update={"tenant": self.tenant, "version": version})
        told = {"event_id": uuid4(), "happened_at": samples.NOW, "tenant": self.tenant}
        with self.work() as work:
            kept = events.SopPublished(**told, sop=sop.id, definition=sop.model_dump(mode="json"))
            ComplaintRecords(work).keep_sop(kept)

    def retire(self, version: int, *, is_retired: bool = True) -> None:
        """A version takes no new complaints, or does again."""
        told = {"event_id": uuid4(), "happened_at": samples.NOW, "tenant": self.tenant}
        event = events.SopRetired(**told, sop=f"{self.tenant}@{version}", is_retired=is_retired)
        with self.work() as work:
            ComplaintRecords(work).retire_sop(event)

    def know(self, officers: Any) -> None:
        """These officers may turn out to be reported parties."""
        with self.work() as work:
            ComplaintRecords(work).replace_officers(self.tenant, officers)

    def published(self) -> use.Published | None:
        """What a process that has just started knows of the regency."""
        vars(saving)["_published"].clear()
        with self.work() as work:
            return FilingRecords(work).published(self.tenant)

    def file(self, **filed: Any) -> c.Submission:
        """A complaint on the public form."""
        self.published()
        sent = self.submission(**filed)
        caller = samples.PUBLIC.model_copy(update={"tenant": self.tenant})
        with self.work() as work:
            use.submit(caller, sent, filings=FilingRecords(work), vault=Vault(work.keys), now=samples.NOW)
        return sent

    def submission(self, **filed: Any) -> c.Submission:
        """A complaint that is to be filed."""
        reference = f"CTH-26-{uuid4().hex[:4].upper()}-{uuid4().hex[:4].upper()}"
        named = {"complaint_id": uuid4(), "reference": reference, "request_key": uuid4().hex}
        return samples.submission(of=samples.filing(**filed), **named)

    def told(self, complaint_id: UUID) -> list[str]:
        """What the outbox holds of a complaint, in order."""
        query = "SELECT name FROM outbox WHERE payload->>'complaint_id' = %s ORDER BY seq"
        return [name for (name,) in rows(self.owner, query, str(complaint_id))]

    def send(self, filed: c.Submission, sequence: int, *, is_return: bool = False, **changes: Any) -> None:
        """Hear that the complaint was forwarded, or came back."""
        told: dict[str, Any] = {"event_id": uuid4(), "happened_at": samples.NOW, "tenant": self.tenant}
        told |= {"complaint_id": filed.complaint_id, "reference": filed.reference, "sequence": sequence}
        kind = events.ForwardingReturned if is_return else events.ComplaintForwarded
        with self.work() as work:
            ComplaintRecords(work).keep_forwarding(kind(**told, **{"unit": "dinas_contoh", **changes}))

    def seen(self, filed: c.Submission, caller: Caller = samples.UNIT) -> w.ForwardedContent:
        """The forwarding copy as the caller sees it."""
        with self.work() as work:
            who, records = self.service.openings_on(work).as_far_as_granted, ComplaintRecords(work)
            return forwarded(caller, filed.reference, complaints=records, vault=Vault(work.keys), who=who)
