"""The entrypoints every desk has. A desk derives from this, adds its own, and listens for its hand-over."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar

from services.common.contracts.auditing import audited_of
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import ByReference
from services.common.contracts.events import AttachmentAdded, HandedOver
from services.common.contracts.keys import KeysRotated, KeyStatus, RotateKeys
from services.common.contracts.register import Nothing
from services.common.contracts.tasks import CompleteTask, Products, Remark, TaskCompleted
from services.common.desk import arrival, completion
from services.common.desk.access import may_read
from services.common.desk.ending import Effect
from services.common.desk.papering import PaperingDesk
from services.common.desk.records import Records
from services.common.desk.rotation import Rotation
from services.common.errors import AttachmentUnknown, NotFound, NotYetChecked, NotYetRendered
from services.common.runtime.database import Work
from services.common.runtime.entrypoints import on, rpc
from services.common.runtime.parking import KeepsParking
from services.common.runtime.settings import Environment
from services.common.runtime.tenant_keys import Keyring
from services.common.sealing import Ring

_PATIENCE = 35  # times 0.2 s: less than callers wait for an answer


class DeskService(PaperingDesk, KeepsParking):
    """A desk: ends its steps and shows what they brought forth."""

    secrets: ClassVar[tuple[str, ...]] = ()
    """The secrets of a regency that must be there whatever was asked for before."""

    @staticmethod
    def configure(env: Environment) -> dict[str, Any]:
        """The desk's own master keys."""
        return {"KEYRING": Keyring(Ring(env.text("DUMAS_SEAL_KEYS")))}

    def effects(self, work: Work) -> Mapping[str, Effect]:
        """What is special to this desk's kinds of step."""
        return {}

    @rpc
    def complete(self, caller: Caller, request: CompleteTask) -> TaskCompleted:
        """End a step."""
        for _ in range(_PATIENCE):
            try:
                return self._complete(caller, request)
            except (AttachmentUnknown, NotYetChecked, NotYetRendered):
                # A file uploaded a moment ago is known here as soon as it has passed its checks; a signature takes
                # a moment too.
                time.sleep(0.2)
        return self._complete(caller, request)

    def _complete(self, caller: Caller, request: CompleteTask) -> TaskCompleted:
        with self.work(caller.tenant) as work:

            def act() -> TaskCompleted:
                return self.end(work, caller, request)

            answer: TaskCompleted = work.once(caller, request, request.request_key, TaskCompleted, act)
            return answer

    def end(self, work: Work, caller: Caller, request: CompleteTask) -> TaskCompleted:
        """End a step, on one transaction."""
        return completion.complete(
            self.name,
            caller,
            request,
            records=self.records(work),
            announce=work.announce,
            effects=self.effects(work),
            write=self.writing(work).of_step,
            now=datetime.now(UTC),
        )

    @rpc
    def products(self, caller: Caller, request: ByReference) -> Products:
        """The results of a complaint's steps on this desk."""
        with self.work(caller.tenant) as work:
            records = Records(work)
            custody = records.by_reference(request.reference)
            if custody is None or not may_read(caller, custody.barred):
                raise NotFound("complaint")
            notes = records.remarks(custody.complaint_id)
            shown = Products(
                reference=request.reference,
                products=tuple(records.products(custody.complaint_id)),
                remarks=tuple(Remark(**{name: getattr(note, name) for name in Remark.model_fields}) for note in notes),
            )
            if shown.products or shown.remarks:
                work.announce(audited_of(caller, "results_read", datetime.now(UTC), custody, desk=self.name))
            return shown

    @rpc
    def rotate_keys(self, caller: Caller, request: RotateKeys) -> KeysRotated:
        """Wrap the next keys anew."""
        with self.work(caller.tenant) as work:
            return Rotation(work, self.records(work), self.secrets).rotate(caller, request, datetime.now(UTC))

    @rpc
    def key_status(self, caller: Caller, request: Nothing) -> KeyStatus:
        """Under what the regency's keys are wrapped."""
        with self.work(caller.tenant) as work:
            return Rotation(work, self.records(work)).status()


class LaterDesk(DeskService):
    """A desk to the right of intake: takes complaints over and hears of their attachments."""

    @on(AttachmentAdded)
    def keep_attachment(self, event: AttachmentAdded) -> None:
        """Remember an attachment."""
        with self.work(event.tenant) as work:
            Records(work).keep_attachment(event)

    def hold(self, event: HandedOver) -> None:
        """Take a complaint over from the desk to the left."""
        with self.work(event.tenant) as work:
            if work.first_time(event, "take_over"):
                arrival.take_over(
                    self.name, event, records=Records(work), announce=work.announce, now=datetime.now(UTC)
                )
