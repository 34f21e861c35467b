"""The pages on which an administrator settles what other systems hear; notify answers from memory."""

from datetime import datetime
from html import unescape
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from gateway.officers import apply_officers
from gateway.pages import cookies
from gateway.parts import parts_of
from gateway.second_factor import SecondFactors
from gateway.sign_in import Doorkeeper
from services.common.contracts.outward import deliveries as d
from services.common.contracts.outward import subscriptions as s
from services.common.contracts.outward.examples import example
from services.common.contracts.register import ApplyOfficers, Nothing
from services.common.contracts.tenant import Officer
from services.common.errors import Invalid, SubscriptionRefused
from tests.integration.gateway.conftest import OFFICERS
from tests.integration.gateway.pages.browser import hidden, sent, served
from tests.integration.gateway.people import Hours, Phone
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import NOW

ADMIN = Officer(id="kepala_tu", name="Contoh Tiga", roles=("admin_tenant",))
PASSWORD, PLACE = "sandi-uji-kepala-tu", "/petugas/kelola/langganan"
ONE, SENT = UUID(int=7), UUID(int=8)
HERE = f"{PLACE}/{ONE}"
SECRET = "whsec_Y29udG9oLXNhamE="
SUBSCRIPTION = s.Subscription(
    subscription_id=ONE,
    subscriber="sp4n_lapor",
    way="webhook",
    state="active",
    scope=s.Scope(channels=("sp4n_lapor",), types=("complaint.closed",)),
    url="https://sistem.contoh.example/hook",
    created_at=NOW,
    waiting=3,
)
DELIVERY = d.Delivery(
    delivery_id=SENT,
    event_id=UUID(int=9),
    type="complaint.closed",
    reference="CTH-26-7K3M-9QXR",
    outcome="given_up",
    is_replay=False,
    is_test=False,
    created_at=NOW,
    next_attempt_at=None,
    attempts=10,
    last_status=503,
    last_failure="status",
)
TRY = d.Attempt(at=NOW, milliseconds=12, status=503, failure="status", answer="<b>sebentar</b>")
WISH = {"sistem": "sp4n_lapor", "cara": "webhook", "alamat": "https://sistem.contoh.example/hook"}


@pytest.fixture(autouse=True)
def office(shell: Engine, desks: Answerer) -> None:
    apply_officers(shell, "contoh", (*OFFICERS, ADMIN), {"kepala_tu": PASSWORD}, {})
    served(desks)
    desks.on("assignment.roster", ApplyOfficers(officers=(*OFFICERS, ADMIN)))
    desks.on("notify.subscriptions", s.Subscriptions(subscriptions=(SUBSCRIPTION,)))
    desks.on("notify.add_subscription", s.NewSecret(subscription=SUBSCRIPTION, secret=SECRET))
    desks.on("notify.rotate_secret", s.NewSecret(subscription=SUBSCRIPTION, secret=SECRET, earlier_until=NOW))
    desks.on("notify.change_subscription", SUBSCRIPTION)
    desks.on("notify.remove_subscription", Nothing())
    desks.on("notify.send_test", DELIVERY)
    desks.on("notify.replay", d.Replayed(events=3))
    desks.on("notify.deliveries", d.Deliveries(deliveries=(DELIVERY,), next="1.a"))
    desks.on("notify.delivery", d.DeliveryInFull(delivery=DELIVERY, tries=(TRY,), body=example("complaint.closed")))


@pytest.fixture
def steward(
    app: APIFlask, keeper: Doorkeeper, factors: SecondFactors, clock: Hours, monkeypatch: pytest.MonkeyPatch
) -> FlaskClient:
    """The administrator's browser."""
    monkeypatch.setattr(parts_of(app).door, "_clock", clock)
    session = keeper.sign_in("contoh", "kepala_tu", PASSWORD)
    phone = Phone(factors.begin(session.signed_in).secret, clock)
    factors.confirm(session.signed_in, phone.code(), session.token)
    client = app.test_client()
    client.set_cookie(cookies.OFFICER, session.token, path=cookies.DESK_PATH)
    return client


def page(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def asked(desks: Answerer, method: str) -> Any:
    return desks.last(method)[1]


def test_all_subscriptions_are_listed_with_how_they_stand(steward: FlaskClient) -> None:
    shown = page(steward, PLACE)
    assert "sp4n_lapor" in shown
    assert "Berjalan" in shown
    assert f'href="{HERE}"' in shown


@pytest.mark.parametrize("address", ["amqps://dumas.example:5671", None])
def test_of_a_queue_is_shown_where_it_is_read_and_as_whom(
    steward: FlaskClient, desks: Answerer, address: str | None
) -> None:
    queue = SUBSCRIPTION.model_copy(
        update={"way": "amqp", "url": None, "queue": "ext.contoh.sp4n_lapor", "address": address}
    )
    desks.on("notify.subscriptions", s.Subscriptions(subscriptions=(queue,)))
    desks.on("notify.rotate_secret", s.NewSecret(subscription=queue, secret="sandi-sekali"))
    for shown in (page(steward, HERE), unescape(sent(steward, f"{HERE}/rahasia", kunci="k" * 22).text)):
        assert f"<dd>{address or 'Disebutkan pengelola platform'}</dd>" in shown
        assert "<code>dumas-pub</code>" in shown
        assert "<code>ext.contoh.sp4n_lapor</code>" in shown


def test_what_is_ticked_is_what_is_wished(steward: FlaskClient, desks: Answerer) -> None:
    key = hidden(steward.get(f"{PLACE}/baru"), "kunci")
    more = {"jenis-pengaduan": "complaint.closed", "terlindung": "ya", "kontak": "teknis@contoh.example"}
    answer = sent(steward, f"{PLACE}/baru", kunci=key, **WISH, **more)
    assert SECRET in answer.text
    wish = asked(desks, "notify.add_subscription")
    assert wish.scope == s.Scope(types=("complaint.closed",), protected=True)
    assert (wish.subscriber, wish.url, wish.is_ordered) == ("sp4n_lapor", WISH["alamat"], False)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"sistem": ""}, "Pilih sistem dari daftar."),
        ({"cara": ""}, "Pilih caranya."),
        ({"alamat": ""}, "Tulis alamat lengkap yang diawali https://"),
        ({"alamat": "ftp://contoh"}, "Tulis alamat lengkap yang diawali https://"),
        ({"kontak": "bukan surel"}, "Tulis satu alamat surel, atau kosongkan."),
    ],
    ids=str,
)
def test_what_does_not_fit_is_said_and_nothing_typed_is_lost(
    steward: FlaskClient, changes: dict[str, str], sentence: str
) -> None:
    key = hidden(steward.get(f"{PLACE}/baru"), "kunci")
    answer = sent(steward, f"{PLACE}/baru", kunci=key, **({**WISH, "kontak": "a@contoh.example"} | changes))
    assert answer.status_code == 422
    assert sentence in unescape(answer.text)
    assert key in answer.text


def test_what_notify_finds_wrong_stands_at_its_field(steward: FlaskClient, desks: Answerer) -> None:
    key = hidden(steward.get(f"{PLACE}/baru"), "kunci")
    desks.on("notify.add_subscription", Invalid({"scope.channels": "…"}))
    assert "tidak punya saluran sendiri" in sent(steward, f"{PLACE}/baru", kunci=key, **WISH).text
    desks.on("notify.add_subscription", SubscriptionRefused("…"))
    assert sent(steward, f"{PLACE}/baru", kunci=key, **WISH).status_code == 409


def test_a_subscription_is_changed_from_how_it_stands(steward: FlaskClient, desks: Answerer) -> None:
    shown = page(steward, f"{HERE}/ubah")
    assert 'value="complaint.closed" checked' in shown
    assert SUBSCRIPTION.url in shown if SUBSCRIPTION.url else False
    answer = sent(steward, f"{HERE}/ubah", alamat="https://lain.contoh.example/", semua="ya", urut="ya")
    assert answer.status_code == 303
    change = asked(desks, "notify.change_subscription")
    assert (change.url, change.scope.all_channels, change.scope.types) == ("https://lain.contoh.example/", True, ())


def test_it_is_switched_off_and_removed_after_a_question(steward: FlaskClient, desks: Answerer) -> None:
    assert sent(steward, f"{HERE}/keadaan", keadaan="mati").headers["Location"] == f"{HERE}?baru=mati"
    assert asked(desks, "notify.change_subscription").state == "disabled"
    assert "Hapus langganan sp4n_lapor?" in page(steward, f"{HERE}/hapus")
    assert sent(steward, f"{HERE}/hapus").headers["Location"] == f"{PLACE}?baru=dihapus"


def test_another_secret_is_shown_once(steward: FlaskClient) -> None:
    key = hidden(steward.get(HERE), "kunci")
    answer = sent(steward, f"{HERE}/rahasia", kunci=key)
    assert SECRET in answer.text
    assert "masih berlaku sampai" in answer.text
    assert SECRET not in page(steward, HERE)


def test_a_test_leads_to_what_comes_of_it(steward: FlaskClient, desks: Answerer) -> None:
    key = hidden(steward.get(HERE), "kunci")
    answer = sent(steward, f"{HERE}/coba", kunci=key, jenis="complaint.closed")
    assert answer.headers["Location"] == f"{HERE}/kiriman/{SENT}"
    assert sent(steward, f"{HERE}/coba", kunci=key, jenis="tidak.ada").status_code == 422
    desks.on("notify.send_test", SubscriptionRefused("…"))
    assert "Nyalakan dahulu" in sent(steward, f"{HERE}/coba", kunci=key, jenis="test.ping").text


def test_what_failed_or_all_since_a_day_is_sent_again(steward: FlaskClient, desks: Answerer) -> None:
    key = hidden(steward.get(HERE), "kunci")
    answer = sent(steward, f"{HERE}/ulang", kunci=key, apa="given_up")
    assert "Peristiwa yang sedang dikirim ulang: 3." in page(steward, answer.headers["Location"])
    sent(steward, f"{HERE}/ulang", kunci=key, apa="since", sejak="2026-03-01")
    assert asked(desks, "notify.replay").since == datetime(2026, 3, 1, tzinfo=ZoneInfo("Asia/Makassar"))
    assert sent(steward, f"{HERE}/ulang", kunci=key, apa="since", sejak="kemarin").status_code == 422


def test_the_log_is_looked_through_and_one_delivery_sent_again(steward: FlaskClient, desks: Answerer) -> None:
    shown = page(steward, f"{HERE}/kiriman?hasil=given_up&nomor=cth-26-7k3m-9qxr&dari=2026-03-01&sampai=2026-03-03")
    assert "Gagal, tidak dicoba lagi" in shown
    assert "Dijawab dengan galat (503)" in shown
    assert "setelah=1.a" in shown
    assert asked(desks, "notify.deliveries").reference == "CTH-26-7K3M-9QXR"
    assert steward.get(f"{HERE}/kiriman?nomor=x").status_code == 422
    answer = steward.get(f"{HERE}/kiriman/{SENT}")
    assert "&lt;b&gt;sebentar&lt;/b&gt;" in answer.text
    again = sent(steward, f"{HERE}/kiriman/{SENT}", kunci=hidden(answer, "kunci"))
    assert again.headers["Location"] == f"{HERE}?baru=ulang&n=1"
    assert asked(desks, "notify.replay").event_id == DELIVERY.event_id


def test_what_is_held_back_names_the_event_it_waits_for(steward: FlaskClient, desks: Answerer) -> None:
    held = DELIVERY.model_copy(update={"outcome": "waiting", "attempts": 0, "waits_for": UUID(int=77)})
    desks.on("notify.delivery", d.DeliveryInFull(delivery=held, tries=(), body=example("complaint.closed")))
    desks.on("notify.deliveries", d.Deliveries(deliveries=(held,)))
    assert str(UUID(int=77)) in page(steward, f"{HERE}/kiriman/{SENT}")
    assert "sesudah peristiwa sebelumnya" in page(steward, f"{HERE}/kiriman")


def test_a_second_change_of_a_secret_says_that_the_oldest_has_ended(steward: FlaskClient, desks: Answerer) -> None:
    made = s.NewSecret(subscription=SUBSCRIPTION, secret=SECRET, earlier_until=NOW, ended_early=True)
    desks.on("notify.rotate_secret", made)
    key = hidden(steward.get(HERE), "kunci")
    assert "tidak pernah ada lebih dari dua" in sent(steward, f"{HERE}/rahasia", kunci=key).text


def test_in_english_events_are_told_in_english(steward: FlaskClient) -> None:
    steward.get(f"{PLACE}/baru?bahasa=en")
    shown = page(steward, f"{PLACE}/baru")
    assert "The complaint was closed." in shown
    assert "Add a subscription" in shown


def test_who_is_no_administrator_sees_nothing_of_it(
    app: APIFlask, keeper: Doorkeeper, clock: Hours, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts_of(app).door, "_clock", clock)
    client = app.test_client()
    client.set_cookie(cookies.OFFICER, keeper.sign_in("contoh", "petugas", "sandi-uji-petugas").token, path="/petugas")
    assert client.get(f"{PLACE}/baru").status_code == 403
