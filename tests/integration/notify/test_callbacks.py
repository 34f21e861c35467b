"""Who signed a callback: only the secret of a subscription in use, fresh, and over the very bytes."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from standardwebhooks import Webhook

from services.common.contracts.outward.subscriptions import NewSecret, RotateSecret
from services.common.contracts.sources import SignedCallback
from services.common.errors import CallbackRefused
from services.notify.outward import callbacks, changing, subscribing
from tests.integration.notify.listening import KNOWN, Listening, now
from tests.support.databases import Databases

BODY = '{"type":"source.confirmed","data":{"source_reference":"LA-1 é"}}'


@pytest.fixture
def office(databases: Databases) -> Iterator[Listening]:
    made = Listening(databases)
    yield made
    made.close()


def signed(made: NewSecret, ago: timedelta = timedelta(), **changes: Any) -> SignedCallback:
    """A callback as a library of Standard Webhooks signs it."""
    at, name = now() - ago, f"msg_{uuid4().hex}"
    given = {
        "subscription_id": made.subscription.subscription_id,
        "webhook_id": name,
        "timestamp": str(int(at.timestamp())),
        "signature": Webhook(made.secret).sign(name, at, BODY),
        "body": BODY,
    }
    return SignedCallback.model_validate(given | changes)


def told(office: Listening, request: SignedCallback, after: timedelta = timedelta()) -> str:
    with office.work() as work:
        return callbacks.sender(work, KNOWN, request, now() + after).subscriber


def refused(office: Listening, request: SignedCallback, after: timedelta = timedelta()) -> bool:
    with pytest.raises(CallbackRefused):
        told(office, request, after)
    return True


def test_the_subscriber_is_known_by_its_signature(office: Listening) -> None:
    made = office.add()
    request = signed(made)
    assert told(office, request) == "portal"
    assert told(office, request.model_copy(update={"signature": f"v1,bm90 v1a,x {request.signature}"})) == "portal"


@pytest.mark.parametrize(
    "changes",
    [
        {"body": BODY.replace("LA-1", "LA-2")},
        {"webhook_id": "msg_other"},
        {"signature": ""},
        {"signature": "v1,AAAA"},
        {"timestamp": ""},
        {"timestamp": "soon"},
        {"timestamp": "0001"},
        {"timestamp": "99999999999999"},
        {"subscription_id": UUID(int=7)},
    ],
)
def test_a_forger_is_told_nothing(office: Listening, changes: dict[str, Any]) -> None:
    assert refused(office, signed(office.add(), **changes))


@pytest.mark.parametrize("ago", [timedelta(minutes=6), timedelta(minutes=-6)])
def test_what_is_old_or_ahead_is_refused(office: Listening, ago: timedelta) -> None:
    assert refused(office, signed(office.add(), ago))


def test_another_subscriptions_secret_does_not_fit(office: Listening) -> None:
    one, other = office.add(), office.add()
    assert refused(office, signed(one, subscription_id=other.subscription.subscription_id))


def test_while_a_secret_is_changed_both_hold(office: Listening) -> None:
    made = office.add()
    one = made.subscription.subscription_id
    with office.work() as work:
        request = RotateSecret(subscription_id=one, request_key=uuid4().hex)
        changed = subscribing.rotate(work, KNOWN, office.admin, request, now())
    assert told(office, signed(made)) == told(office, signed(changed)) == "portal"
    late = timedelta(hours=49)
    assert refused(office, signed(made, -late), late)
    assert told(office, signed(changed, -late), late) == "portal"


def test_of_another_regency_it_is_not_known(office: Listening, databases: Databases) -> None:
    elsewhere = Listening(databases)
    assert refused(elsewhere, signed(office.add()))
    elsewhere.close()


def test_who_was_switched_off_or_removed_is_not_heard(office: Listening) -> None:
    made, removed = office.add(), office.add()
    office.change(made.subscription.subscription_id, state="disabled")
    assert refused(office, signed(made))
    with office.work() as work:
        changing.remove(work, office.admin, removed.subscription.subscription_id, now())
    assert refused(office, signed(removed))


def test_an_endpoint_that_fails_takes_away_no_right(office: Listening) -> None:
    made = office.add()
    query = "UPDATE subscription SET state = 'disabled', disabled_because = 'failing' WHERE subscription_id = %s"
    office.sql(f"{query} RETURNING tenant", str(made.subscription.subscription_id))
    assert told(office, signed(made)) == "portal"
