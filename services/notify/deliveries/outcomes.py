"""What a try means for its delivery and for its subscription. Pure; `records` writes it down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from services.notify.deliveries.claiming import Owed
from services.notify.deliveries.schedule import SANDBOX_WAITS, WAITS, Chance, next_try, retry_after
from services.notify.deliveries.sending import Answer

_ASKS_FOR_TIME = (429, 503)


@dataclass(frozen=True, slots=True)
class Result:
    """One try, and what becomes of the delivery; `next_attempt_at` is there while it waits on."""

    owed: Owed
    answer: Answer
    at: datetime
    outcome: Literal["waiting", "delivered", "given_up"]
    next_attempt_at: datetime | None = None


@dataclass(slots=True)
class Health:
    """How a subscription fared in several tries."""

    subscription_id: UUID
    delivered_at: datetime | None = None  #: the last time something was taken
    failing_from: datetime | None = None  #: the first failure after it
    is_gone: bool = False


def result(owed: Owed, answer: Answer, at: datetime, chance: Chance) -> Result:
    """What becomes of a delivery that was tried and answered now."""
    if answer.failure is None:
        return Result(owed, answer, at, "delivered")
    asked = retry_after(answer.retry_after, at) if answer.status in _ASKS_FOR_TIME else None
    waits = SANDBOX_WAITS if owed.is_sandbox else WAITS
    again = next_try(owed.attempts + 1, at, chance, asked, waits)
    return Result(owed, answer, at, "waiting" if again else "given_up", again)


def health(results: Iterable[Result]) -> list[Health]:
    """How each subscription fared."""
    found: dict[UUID, Health] = {}
    for one in sorted(results, key=lambda one: one.at):
        its = found.setdefault(one.owed.subscription_id, Health(one.owed.subscription_id))
        if one.outcome == "delivered":
            its.delivered_at, its.failing_from = one.at, None
        else:
            its.failing_from = its.failing_from or one.at
            its.is_gone = its.is_gone or one.answer.failure == "gone"
    return list(found.values())
