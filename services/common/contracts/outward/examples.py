"""An example of every outward event, with a made-up complaint: what documentation shows and test events say."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID, uuid5

from services.common.contracts.outward.catalogue import OUTWARD
from services.common.contracts.outward.envelope import body

TENANT: Final = "contoh"
_SPACE: Final = UUID("5b0c3c1e-7d0a-4c52-9a55-0f4d7f6c1a10")
_AT: Final = datetime(2026, 3, 2, 2, 15, tzinfo=UTC)
_ABOUT: Final = {
    "reference": "CTH-26-7K3M-9QXR",
    "sequence": 4,
    "channel": "lapak_aduan",
    "source_reference": "LA-2026-0417",
    "status": "acted",
    "step": "laksanakan",
    "due_at": "2026-03-30T09:00:00Z",
    "url": "/api/v1/events?reference=CTH-26-7K3M-9QXR",
}
_MORE: Final[Mapping[str, Mapping[str, Any]]] = {
    "complaint.received": {"sequence": 1, "status": "received", "step": "terima"},
    "complaint.registered": {"sequence": 2, "status": "received", "step": None, "outcome": "diterima"},
    "complaint.completion_requested": {"status": "waits", "step": "lengkapi"},
    "complaint.completion_received": {"status": "waits", "step": None, "outcome": "dilengkapi"},
    "complaint.status_changed": {"before": "examined"},
    "review.completed": {"status": "examined", "outcome": "ditelaah", "category": "berkadar_pengawasan"},
    "decision.made": {"status": "examined", "outcome": "audit_kasus", "decision": "audit_kasus"},
    "followup.reported": {"outcome": "dilaporkan"},
    "complaint.forwarded": {"status": "passed_on", "to": "unit"},
    "forwarding.accepted": {"status": "passed_on"},
    "forwarding.returned": {"status": "passed_on"},
    "forwarding.reported": {"status": "passed_on", "outcome": "dilaporkan"},
    "answer.delivered": {"outcome": "disampaikan"},
    "source.awaited": {"step": "tunggu_selesai"},
    "complaint.closed": {"sequence": 12, "status": "ended", "step": None, "due_at": None, "end": "selesai"},
    "complaint.reopened": {"sequence": 13, "step": None, "due_at": None, "end": "selesai"},
    "deadline.approached": {"clock": "penyelesaian", "deadline_at": "2026-03-30T09:00:00Z", "working_days": -3},
    "deadline.passed": {"clock": "penyelesaian", "deadline_at": "2026-02-27T09:00:00Z", "working_days": 1},
    "deadline.extended": {"clock": "penyelesaian", "amount": 5},
    "subscription.disabled": {"because": "failing", "failing_since": "2026-02-25T02:15:00Z"},
}


def example(name: str, subscription_id: UUID | None = None) -> str:
    """One event as it is sent, valid by its schema. Test events are made of these, and bear the subscription's id."""
    one = OUTWARD[name]
    about: Mapping[str, Any] = _ABOUT if one.is_of_complaint else {"subscription_id": subscription_id or _SPACE}
    data = one.data.model_validate({**about, **_MORE.get(name, {})}).model_dump(mode="json")
    return body(event_id=uuid5(_SPACE, name), tenant=TENANT, type_=name, happened_at=_AT, data=data)
