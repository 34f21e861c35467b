"""What the public broker should hold for a system, and what is missing or too much. No broker needed."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from services.notify.deliveries import difference
from services.notify.deliveries.wanted import DIRECT, Definitions, Listener, queue_of, wanted

VHOST = "dumas-pub"
ONE = Listener(
    subscription_id=uuid4(),
    tenant="banyumas",
    subscriber="lapak_aduan",
    state="active",
    types=(),
    channels=("lapak_aduan",),
    all_channels=False,
    protected=False,
    secret="c2FuZGk=",
    changed_at=datetime(2026, 3, 2, tzinfo=UTC),
    removed_at=None,
)
QUEUE = "ext.banyumas.lapak_aduan"


def keys(one: Listener) -> set[str]:
    return {row["routing_key"] for row in wanted(one, VHOST)["bindings"] if row["source"] != DIRECT}


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ({}, {"banyumas.*.*.lapak_aduan.open"}),
        ({"protected": True}, {"banyumas.*.*.lapak_aduan.*"}),
        ({"all_channels": True}, {"banyumas.*.*.*.open"}),
        ({"all_channels": True, "protected": True}, {"banyumas.*.*.*.*"}),
        (
            {"types": ("complaint.closed", "decision.made"), "channels": ("lapak_aduan", "sp4n_lapor")},
            {
                f"banyumas.{type_}.{channel}.open"
                for type_ in ("complaint.closed", "decision.made")
                for channel in ("lapak_aduan", "sp4n_lapor")
            },
        ),
        ({"channels": ()}, set()),
    ],
    ids=["its own", "protected", "all channels", "all", "types and channels", "none"],
)
def test_a_scope_is_bindings_of_five_words(scope: dict[str, Any], expected: set[str]) -> None:
    assert keys(replace(ONE, **scope)) == expected


def test_each_queue_is_addressed_by_its_name() -> None:
    direct = [row for row in wanted(ONE, VHOST)["bindings"] if row["source"] == DIRECT]
    assert [(row["destination"], row["routing_key"]) for row in direct] == [(QUEUE, QUEUE)]


def test_a_user_reads_its_own_queues_and_nothing_else() -> None:
    (permission,) = wanted(ONE, VHOST)["permissions"]
    assert (permission["configure"], permission["write"]) == ("^$", "^$")
    assert permission["read"] == r"^ext\.banyumas\.lapak_aduan(\.dead)?$"


def test_who_is_switched_off_keeps_the_queue_and_hears_nothing() -> None:
    off = wanted(replace(ONE, state="disabled"), VHOST)
    assert (off["permissions"], off["bindings"]) == ([], [])
    assert {row["name"] for row in off["queues"]} == {QUEUE, f"{QUEUE}.dead"}


def test_of_what_is_as_it_should_be_nothing_is_lacking_and_nothing_too_much() -> None:
    should = wanted(ONE, VHOST)
    assert difference.lacking(should, should) == {}
    assert difference.forbidden(should, should, QUEUE) == []
    assert difference.unwanted_bindings(should, should, QUEUE, VHOST) == []
    assert difference.other_than_wanted(should, should) == []


def test_only_what_differs_is_told_again() -> None:
    should = wanted(replace(ONE, secret="YmFydQ==", all_channels=True), VHOST)
    missing = difference.lacking(should, wanted(ONE, VHOST))
    assert set(missing) == {"users", "bindings"}
    surplus = difference.unwanted_bindings(should, wanted(ONE, VHOST), QUEUE, VHOST)
    assert [row["routing_key"] for row in surplus] == ["banyumas.*.*.lapak_aduan.open"]


def test_a_permission_in_another_virtual_host_is_forbidden() -> None:
    should = wanted(ONE, VHOST)
    own = {"user": QUEUE, "configure": "", "write": "", "read": ".*"}
    held: Definitions = {"permissions": [*should["permissions"], {**own, "vhost": "/"}]}
    assert [row["vhost"] for row in difference.forbidden(should, held, QUEUE)] == ["/"]


def test_a_queue_with_other_arguments_is_told_of_and_not_made_again() -> None:
    should, held = wanted(ONE, VHOST), wanted(ONE, VHOST)
    held["queues"] = [{**row, "arguments": {}} for row in held["queues"] if row["name"] == QUEUE]
    assert difference.other_than_wanted(should, held) == [QUEUE]
    assert [row["name"] for row in difference.lacking(should, held)["queues"]] == [f"{QUEUE}.dead"]


def test_a_name_that_was_never_a_subscribers_is_a_stranger() -> None:
    names = ("dumas", QUEUE, "ext.banyumas.asing")
    held: Definitions = {
        "users": [{"name": name} for name in names],
        "queues": [{"name": f"{QUEUE}.dead", "vhost": VHOST}, {"name": "ext.lain.lagi", "vhost": "/"}],
    }
    assert difference.strangers(held, VHOST, [QUEUE]) == {"ext.banyumas.asing"}


def test_no_two_systems_share_a_name() -> None:
    assert queue_of("a", "dead") != queue_of("a", "b")
    assert queue_of("banyumas", "lapak_aduan") == QUEUE
