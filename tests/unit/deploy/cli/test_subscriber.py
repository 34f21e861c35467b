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


def test_of_a_secret_it_prints_until_when_the_one_before_holds_and_that_an_older_one_ended() -> None:
    one = ONE.model_copy(update={"way": "webhook", "queue": None})
    until = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
    printed = list(told(NewSecret(subscription=one, secret="whsec_x", earlier_until=until, ended_early=True)))
    assert printed[2] == "the secret before holds until 2026-03-04 02:00 UTC"
    assert "holds no more" in printed[3]
    assert len(list(told(NewSecret(subscription=one, secret="whsec_x", earlier_until=until)))) == 3
