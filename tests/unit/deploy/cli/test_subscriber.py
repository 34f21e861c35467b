"""What `dumas subscriber` prints of a subscription that was added."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from deploy.cli.subscriber import told
from services.common.contracts.outward.subscriptions import NewSecret, Scope, Subscription

ONE = Subscription(
    subscription_id=UUID(int=7),
    subscriber="portal",
    way="amqp",
    state="preparing",
    scope=Scope(),
    queue="ext.contoh.portal",
    created_at=datetime(2026, 3, 2, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("address", "printed"),
    [
        ("amqps://dumas.example:5671", "amqps://dumas.example:5671"),
        (None, "where you have opened the broker (DUMAS_PUBLIC_AMQP is not set)"),
    ],
)
def test_of_a_queue_it_prints_all_that_is_needed_to_connect(address: str | None, printed: str) -> None:
    made = NewSecret(subscription=ONE.model_copy(update={"address": address}), secret="sandi-sekali")
    assert [line.split(maxsplit=1) for line in told(made)] == [
        ["subscription", str(ONE.subscription_id)],
        ["address", printed],
        ["vhost", "dumas-pub"],
        ["user", "ext.contoh.portal"],
        ["queue", "ext.contoh.portal"],
        ["password", "sandi-sekali"],
    ]
