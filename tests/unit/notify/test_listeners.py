"""What the notifier is told of the broker where other systems listen."""

import pytest

from services.common.runtime.settings import Environment
from services.notify.outward.secrets import Listeners

KEY = "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s="


def address(written: str) -> str | None:
    return Listeners.read(Environment({"DUMAS_OUTWARD_KEY": KEY, "DUMAS_PUBLIC_AMQP": written})).amqp_address


def test_where_the_broker_is_reached_may_be_known_or_not() -> None:
    assert (
        address("amqps://dumas.example:5671") == address("amqps://dumas.example:5671/") == "amqps://dumas.example:5671"
    )
    assert address("") is None


@pytest.mark.parametrize("written", ["dumas.example:5671", "amqps://", "amqps://a:sandi@dumas.example", "amqps://a/b"])
def test_an_address_that_is_none_or_holds_a_password_ends_the_program(written: str) -> None:
    with pytest.raises(SystemExit, match="DUMAS_PUBLIC_AMQP"):
        address(written)
