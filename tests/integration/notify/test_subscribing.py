"""Subscriptions are added, changed and ended, by notify's own SQL."""

import base64
import hashlib
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from cryptography.exceptions import InvalidTag

from services.common.contracts.outward.subscriptions import RotateSecret, Scope
from services.common.contracts.tenant import Officer
from services.common.errors import Invalid, KeyReused, NotFound, SubscriptionRefused
from services.notify.deliveries.signing import opened
from services.notify.outward import changing, subscribing
from tests.integration.notify.listening import KEY, KNOWN, SYSTEMS, Listening, now
from tests.support.databases import Databases, holding

HEARS = 3


@pytest.fixture
def office(databases: Databases) -> Iterator[Listening]:
    made = Listening(databases)
    yield made
    made.close()


def owed(office: Listening, one: UUID) -> int:
    return len(office.owed(one))


def kept(office: Listening, one: UUID, columns: str = "secret") -> Any:
    return office.sql(f"SELECT {columns} FROM subscription WHERE subscription_id = %s", str(one))[0]


def test_a_system_hears_of_its_own_channels_unless_more_is_granted(office: Listening) -> None:
    own, all_of_them = office.add().subscription, office.add(scope=Scope(all_channels=True)).subscription
    assert own.scope.channels == ("lapak_aduan",)
    office.tell()
    office.tell(channel="walk_in")
    assert (owed(office, own.subscription_id), owed(office, all_of_them.subscription_id)) == (HEARS, 2 * HEARS)


def test_the_secret_of_a_webhook_lies_sealed_and_signs(office: Listening) -> None:
    made = office.add()
    one = made.subscription.subscription_id
    sealed = bytes(kept(office, one)[0])
    assert base64.b64decode(made.secret.removeprefix("whsec_")) == opened(KEY, sealed, one)
    assert holding(office.owner, made.secret) == set()
    with pytest.raises(InvalidTag):
        opened(b"o" * 32, sealed, one)


def test_of_a_password_there_is_the_brokers_hash_alone(office: Listening) -> None:
    made = office.add(way="amqp")
    raw = base64.b64decode(bytes(kept(office, made.subscription.subscription_id)[0]))
    assert raw[4:] == hashlib.sha256(raw[:4] + made.secret.encode()).digest()
    assert made.subscription.state == "preparing"
    assert made.subscription.queue == f"ext.{office.tenant}.portal"


def test_a_system_by_amqp_is_told_where_to_connect_and_one_by_webhook_is_not(office: Listening) -> None:
    assert office.add(way="amqp").subscription.address == KNOWN.amqp_address == "amqps://dumas.example:5671"
    assert office.add().subscription.address is None


def test_the_same_request_gets_the_same_answer_and_no_second_subscription(office: Listening) -> None:
    first, again = office.add(key="kunci-pertama"), office.add(key="kunci-pertama")
    assert (first.subscription.subscription_id, first.secret) == (again.subscription.subscription_id, again.secret)
    assert office.listed(office.admin) == ["portal"]
    with pytest.raises(KeyReused):
        office.add(key="kunci-pertama", scope=Scope(protected=True))


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"subscriber": "admin"}, "subscriber"),
        ({"subscriber": "tidak_ada"}, "subscriber"),
        ({"subscriber": "pendengar"}, "scope.channels"),
        ({"scope": Scope(channels=("radio",))}, "scope.channels"),
        ({"way": "webhook"}, "url"),
        ({"way": "amqp", "url": "https://contoh.example/"}, "url"),
    ],
    ids=str,
)
def test_what_does_not_fit_is_refused_by_name(office: Listening, wish: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        office.add(**wish)
    assert set(refused.value.fields) == {field}
    assert office.listed(office.admin) == []


def test_a_system_holds_one_queue_and_a_new_one_after_it_was_removed(office: Listening) -> None:
    first = office.add(way="amqp").subscription.subscription_id
    with pytest.raises(SubscriptionRefused):
        office.add(way="amqp")
    with office.work() as work:
        changing.remove(work, office.admin, first, now())
    assert office.add(way="amqp").subscription.subscription_id != first


def test_another_secret_holds_beside_the_one_before_for_two_days(office: Listening) -> None:
    made = office.add()
    one = made.subscription.subscription_id
    request = RotateSecret(subscription_id=one, request_key=uuid4().hex)
    with office.work() as work:
        turned = subscribing.rotate(work, KNOWN, office.system(), request, now())
    sealed, earlier = kept(office, one, "secret, earlier_secret")
    assert opened(KEY, bytes(sealed), one) == base64.b64decode(turned.secret.removeprefix("whsec_"))
    assert opened(KEY, bytes(earlier), one) == base64.b64decode(made.secret.removeprefix("whsec_"))
    assert turned.earlier_until is not None
    assert round((turned.earlier_until - now()).total_seconds() / 3600) == 48


def test_a_second_change_within_two_days_says_that_it_ends_the_oldest_secret(office: Listening) -> None:
    one = office.add().subscription.subscription_id
    made = []
    for _ in range(2):
        with office.work() as work:
            request = RotateSecret(subscription_id=one, request_key=uuid4().hex)
            made.append(subscribing.rotate(work, KNOWN, office.system(), request, now()))
    assert [each.ended_early for each in made] == [False, True]
    _, earlier = kept(office, one, "secret, earlier_secret")
    assert opened(KEY, bytes(earlier), one) == base64.b64decode(made[0].secret.removeprefix("whsec_"))


def test_a_narrower_scope_withdraws_what_waits_and_a_wider_one_owes_nothing_of_before(office: Listening) -> None:
    one = office.add().subscription.subscription_id
    office.tell()
    office.change(one, scope=Scope(types=("complaint.registered",)))
    assert office.owed(one) == ["complaint.registered"]
    office.change(one, scope=Scope(all_channels=True))
    assert office.owed(one) == ["complaint.registered"]


def test_a_subscription_that_was_off_begins_anew(office: Listening) -> None:
    one = office.add().subscription.subscription_id
    office.tell()
    assert office.change(one, state="disabled").disabled_because == "switched_off"
    assert owed(office, one) == 0
    office.tell()
    assert office.change(one, state="active").state == "active"
    assert owed(office, one) == 0
    office.tell()
    assert owed(office, one) == HEARS


def test_what_is_removed_hears_nothing_and_keeps_no_secret(office: Listening) -> None:
    one = office.add().subscription.subscription_id
    office.tell()
    with office.work() as work:
        changing.remove(work, office.admin, one, now())
    assert office.listed(office.admin) == []
    assert owed(office, one) == 0
    assert bytes(kept(office, one)[0]) == b""
    with office.work() as work, pytest.raises(NotFound):
        changing.remove(work, office.admin, one, now())


def test_a_system_that_is_gone_from_the_officers_file_hears_no_more(office: Listening) -> None:
    one = office.add().subscription.subscription_id
    office.apply(*(each for each in SYSTEMS if each.id != "portal"))
    office.tell()
    assert owed(office, one) == 0
    assert {details["because"] for details in office.told_of("subscription_removed")} == {"account"}


def test_an_officer_who_was_a_system_hears_no_more_either(office: Listening) -> None:
    one = office.add().subscription.subscription_id
    office.apply(*SYSTEMS[1:], Officer(id="portal", name="Contoh", roles=("lapak_aduan",)))
    office.tell()
    assert owed(office, one) == 0


def test_a_system_knows_of_its_own_subscriptions_only(office: Listening) -> None:
    theirs = office.add("pendengar", scope=Scope(all_channels=True)).subscription.subscription_id
    office.add()
    assert office.listed(office.admin) == ["pendengar", "portal"]
    assert office.listed(office.system()) == ["portal"]
    request = RotateSecret(subscription_id=theirs, request_key=uuid4().hex)
    with office.work() as work, pytest.raises(NotFound):
        subscribing.rotate(work, KNOWN, office.system(), request, now())
    with pytest.raises(NotFound):
        office.log(office.system(), theirs)


def test_what_is_done_enters_the_audit_trail(office: Listening) -> None:
    one = office.add().subscription.subscription_id
    office.change(one, contact="teknis@contoh.example")
    assert office.told_of("subscription_added") == [{"way": "webhook", "subscription": str(one)}]
    assert office.told_of("subscription_changed") == [{"what": "contact", "subscription": str(one)}]
