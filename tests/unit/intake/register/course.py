"""A made-up SOP that waits for the reporter, reminds and hears objections; and its events at times of one's choice."""

from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID, uuid5

from services.common.contracts import events
from services.common.sop.load import parse_sop
from services.common.sop.model import Sop
from services.common.steps import desk_of
from services.intake.register.domain import Followed, Measured
from services.intake.register.usecases import hear
from tests.unit.common.clocks.support import local
from tests.unit.common.sop.small import SMALL
from tests.unit.intake.register.life import COMPLAINT, MemoryJournal

_CHANGES = (
    (
        "    kind: record\n    roles: [jfu]\n    outcomes:\n      dicatat: {label: Dicatat, to: telaah}\n",
        """\
    kind: verify
    roles: [jfu]
    clock: {text: 30 menit, amount: 30, unit: working_minutes, provenance: {basis: literal}}
    outcomes:
      dicatat: {label: Dicatat, to: telaah}
      kurang: {label: Kurang lengkap, to: lengkapi}
    provenance: {basis: literal}
  - key: lengkapi
    title: Menunggu kelengkapan dari pelapor
    text: Menunggu kelengkapan
    kind: await_reporter
    roles: [pelapor]
    pauses: true
    when_late: lewat
    clock: {text: 10 hari kerja, amount: 10, unit: working_days, provenance: {basis: literal}}
    outcomes:
      lengkap: {label: Lengkap, to: telaah}
      lewat: {label: Tidak dilengkapi, to: gugur}
""",
    ),
    (
        "    required: [criteria]\n",
        """\
    required: [criteria]
    clock:
      text: 5 hari kerja
      amount: 5
      unit: working_days
      extension: {most: 10, approved_by: [sekretaris], provenance: {basis: literal}}
      provenance: {basis: literal}
""",
    ),
    (
        "          - to: ditutup\n    provenance: {basis: literal}\n",
        """\
          - to: ditutup
    provenance: {basis: literal}
  - key: tinjau
    title: Meninjau keberatan
    text: Meninjau keberatan
    kind: reconsider
    roles: [sekretaris]
    outcomes:
      diterima: {label: Diterima, to: jawaban, is_return: true, reason_required: true, limit: 1}
      ditolak: {label: Ditolak, to: ditutup}
    provenance: {basis: literal}
""",
    ),
    (
        "  ditutup: {label: Ditutup, provenance: {basis: literal}}\n",
        """\
  ditutup:
    label: Ditutup
    objection:
      {text: 5 hari kerja, amount: 5, unit: working_days, to: tinjau, times: 1, provenance: {basis: literal}}
    provenance: {basis: literal}
  gugur: {label: Gugur, provenance: {basis: literal}}
""",
    ),
    (
        "    start: {all_of: [received, catat.dicatat]}\n    stop: {any_of: [document.jawaban]}\n",
        "    start: {any_of: [received]}\n    stop: {any_of: [document.laporan_penelaahan, closed]}\n",
    ),
    (
        "schedules:\n",
        """\
reminders:
  - {working_days: -3, to: [holder]}
  - {working_days: 0, to: [holder, inspektur]}
  - {working_days: 1, to: inspektur}
schedules:
""",
    ),
)


@cache
def waiting_sop(version: int = 1, days: int = 20) -> Sop:
    """The small SOP with a step that waits for the reporter; the whole may take so many working days."""
    text = SMALL
    for old, new in _CHANGES:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    text = text.replace("version: 1\n", f"version: {version}\n").replace("amount: 20\n", f"amount: {days}\n")
    return parse_sop(text, "sop.yaml")


class Course:
    """One complaint under that SOP; each event gets the next number. Times are those of the clocks in Jakarta."""

    complaint: UUID = COMPLAINT
    tenant: str = "contoh"
    reference: str = "CTH-26-7K3M-9QXR"

    def __init__(self, *more: Sop) -> None:
        self.journal = MemoryJournal(waiting_sop(), *more)
        self.sequence = 0

    def take(self, event: events.FlowEvent) -> None:
        """Let the register hear it."""
        hear(event, self.journal)

    @property
    def known(self) -> Followed:
        """What the register knows."""
        assert self.journal.known is not None
        return self.journal.known

    def clock(self, key: str = "total", visit: int = 0) -> Measured:
        """A clock as it stands."""
        return self.journal.stored[key, visit]

    def received(self, at: str, **given: Any) -> None:
        """Filed at the counter."""
        first = {
            "sop": f"{self.tenant}@1",
            "channel": "walk_in",
            "mode": "open",
            "filed_by": "jfu",
            "received_at": local(at),
        }
        self.hear(events.ComplaintReceived, at, **(first | given), task=self.task("catat"))

    def entered(self, step: str, at: str) -> None:
        """A further step waits."""
        self.hear(events.TaskOpened, at, task=self.task(step))

    def ended(self, step: str, outcome: str, at: str, **given: Any) -> None:
        """A step ended."""
        self.hear(events.StepCompleted, at, **(self.ending(step, outcome) | given))

    def ending(self, step: str, outcome: str) -> dict[str, Any]:
        """What is told of a step that ended."""
        found = waiting_sop().step(step)
        assert found is not None
        facts = {"channel": "walk_in", "mode": "open"}
        told = {"step": step, "kind": found.kind, "desk": desk_of(found.kind), "outcome": outcome, "by": "contoh"}
        return told | {"task_id": self.complaint, "facts": facts, "next_step": None, "next_desk": None}

    def issued(self, document: str, at: str) -> None:
        """A document came into being."""
        document_id = uuid5(self.complaint, f"{document}:{self.sequence}")
        self.hear(events.DocumentIssued, at, document_id=document_id, document=document, step="telaah")

    def extended(self, clock: str, amount: int, at: str, **given: Any) -> None:
        """More time was granted, or not."""
        told = {"extension_id": self.complaint, "task_id": self.complaint, "clock": clock, "amount": amount}
        self.hear(events.ExtensionDecided, at, **(told | {"is_granted": True, "by": "contoh"} | given))

    def task(self, step: str, **given: Any) -> events.OpenedTask:
        """A step that waits, with the number of the event that comes next."""
        found = waiting_sop().step(step)
        assert found is not None
        told = {"step": step, "kind": found.kind, "desk": desk_of(found.kind), "roles": found.roles}
        task_id = uuid5(self.complaint, str(self.sequence + 1))
        return events.OpenedTask(**({"task_id": task_id, "title": found.title} | told | given))

    def hear(self, of: type[events.FlowEvent], at: str | datetime, /, **given: Any) -> None:
        """Any event."""
        self.sequence += 1
        event = of(
            event_id=uuid5(self.complaint, f"event:{self.sequence}"),
            happened_at=local(at) if isinstance(at, str) else at,
            tenant=self.tenant,
            complaint_id=self.complaint,
            reference=self.reference,
            sequence=self.sequence,
            **given,
        )
        self.take(event)
