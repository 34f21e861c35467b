"""Other systems hear of complaints: by webhook, by asking, by a stream, and on a developer's own machine."""

import json
import re
import subprocess
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import requests
from standardwebhooks import Webhook

from deploy.demo.api import Api, Refused
from deploy.demo.waiting import await_that
from tests.journeys.pages.office import Officer
from tests.journeys.pages.visiting import hidden
from tests.support import filings
from tests.support.command import DUMAS, dumas
from tests.support.receivers import Asked, Receiver, receiving
from tests.support.regency import Regency
from tests.support.stack import RunningStack

Json = dict[str, Any]
SYSTEM = "lapak_aduan"
PLACE = "/petugas/kelola/langganan"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


@pytest.fixture
def admin(banyumas: Regency) -> Api:
    return banyumas.person("admin")


@pytest.fixture
def subscribed(admin: Api, receiver: Receiver) -> Iterator[Json]:
    """A subscription of the regency's portal, with its secret; gone afterwards."""
    made: Json = admin.post("/subscriptions", {"subscriber": SYSTEM, "way": "webhook", "url": receiver.url()})
    yield made
    admin.request("DELETE", path_of(made))


def openly(office: Regency) -> str:
    """The reference of a complaint the portal passes on, whose reporter needs no protection."""
    return office.filed(filings.lapak_aduan(mode="open", identity=filings.REPORTER), SYSTEM)


def path_of(made: Json) -> str:
    return f"/subscriptions/{made['subscription']['subscription_id']}"


def arrived(receiver: Receiver, subject: str | None, type_: str = "complaint.received") -> Asked:
    """The request that told of it. NothingCame."""

    def look() -> Asked | None:
        told = ((one, json.loads(one.body)) for one in list(receiver.asked))
        return next((one for one, body in told if (body.get("subject"), body["type"]) == (subject, type_)), None)

    return await_that(look, f"{type_} to arrive")


def text(stack: RunningStack, office: Regency, path: str) -> str:
    """What the system gets, byte by byte."""
    bearer = {"Authorization": f"Bearer {office.token(SYSTEM)}"}
    answer = requests.get(f"{stack.base_url}/api/v1{path}", headers=bearer, timeout=30)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_a_webhook_arrives_signed_and_is_the_same_by_every_way(
    stack: RunningStack, banyumas: Regency, admin: Api, receiver: Receiver, subscribed: Json
) -> None:
    reference = openly(banyumas)
    sent = arrived(receiver, reference)
    assert Webhook(subscribed["secret"]).verify(sent.body, sent.headers)["subject"] == reference
    assert text(stack, banyumas, f"/events/{sent.event}") == sent.body
    assert sent.body in text(stack, banyumas, f"/events?reference={reference}")
    log = f"{path_of(subscribed)}/deliveries"

    def delivered() -> Any:
        return admin.get(log, reference=reference, type="complaint.received", outcome="delivered")["deliveries"]

    (found,) = await_that(delivered, "the log to say so")
    assert (found["event_id"], found["last_status"], found["attempts"]) == (sent.event, 200, 1)
    full = admin.get(f"{log}/{found['delivery_id']}")
    assert (full["body"], len(full["tries"])) == (sent.body, 1)


def test_an_event_is_sent_again_with_its_id(banyumas: Regency, receiver: Receiver, subscribed: Json) -> None:
    first = arrived(receiver, openly(banyumas))
    again = {"event_id": first.event}
    assert banyumas.person(SYSTEM).post(f"{path_of(subscribed)}/replay", again) == {"events": 1}
    await_that(lambda: receiver.events.count(first.event) == 2, "the event to arrive again")
    repeated = [one for one in receiver.asked if one.event == first.event][-1]
    assert (repeated.body, repeated.headers["webhook-replay"]) == (first.body, "true")


def test_with_two_secrets_both_signatures_fit(banyumas: Regency, receiver: Receiver, subscribed: Json) -> None:
    turned = banyumas.person(SYSTEM).post(f"{path_of(subscribed)}/secret", {})
    sent = arrived(receiver, openly(banyumas))
    for secret in (subscribed["secret"], turned["secret"]):
        Webhook(secret).verify(sent.body, sent.headers)


def test_protected_complaints_and_other_channels_are_not_told_unless_granted(
    stack: RunningStack, banyumas: Regency, admin: Api, receiver: Receiver, subscribed: Json
) -> None:
    other = banyumas.filed(filings.on_the_web())
    hidden_one = str(banyumas.file(filings.anonymous())["reference"])
    mine = openly(banyumas)
    arrived(receiver, mine)
    heard = {json.loads(one.body)["subject"] for one in receiver.asked}
    assert heard.isdisjoint({other, hidden_one})
    await_that(lambda: admin.get("/events", reference=hidden_one)["events"], "the administrator to find the event")
    page = text(stack, banyumas, "/events?limit=500")
    assert (mine in page, other in page, hidden_one in page) == (True, False, False)
    with pytest.raises(Refused) as refused:
        banyumas.person(SYSTEM).post("/subscriptions", {"subscriber": SYSTEM, "way": "amqp"})
    assert refused.value.status == 403


def test_a_stream_tells_what_happens_from_now_on(stack: RunningStack, banyumas: Regency) -> None:
    bearer = {"Authorization": f"Bearer {banyumas.token(SYSTEM)}"}
    place = f"{stack.base_url}/api/v1/events/stream?types=complaint.received"
    with requests.get(place, headers=bearer, stream=True, timeout=30) as stream:
        lines = stream.iter_lines(decode_unicode=True)
        assert [next(lines), next(lines)[:4]] == ["retry: 3000", "id: "]
        reference = openly(banyumas)
        told = next(json.loads(line[6:]) for line in lines if line.startswith("data: "))
    assert (told["subject"], told["type"]) == (reference, "complaint.received")


def test_a_developer_gets_events_on_the_own_machine(stack: RunningStack, banyumas: Regency, receiver: Receiver) -> None:
    command = (DUMAS, "listen", "--forward", receiver.url(), "--api", stack.base_url, "--types", "complaint.received")
    environment = {**stack.operator, "DUMAS_API_KEY": banyumas.token(SYSTEM), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as listening:
        try:
            assert listening.stdout is not None
            secret = listening.stdout.readline().split()[-1]
            assert "following" in listening.stdout.readline()
            sent = arrived(receiver, openly(banyumas))
            Webhook(secret).verify(sent.body, sent.headers)
            assert sent.event in listening.stdout.readline()
        finally:
            listening.terminate()


def test_an_operator_settles_a_subscription_by_command(stack: RunningStack, receiver: Receiver) -> None:
    said = dumas(stack, "subscriber", "add", "banyumas", SYSTEM, "--webhook", receiver.url(), "--type", "test.ping")
    one, secret = said.split()[1], said.split()[3]
    which = ("banyumas", SYSTEM, "--subscription", one)
    assert one in dumas(stack, "subscriber", "list", "banyumas", SYSTEM)
    dumas(stack, "subscriber", "test", *which)
    sent = arrived(receiver, None, "test.ping")
    assert Webhook(secret).verify(sent.body, sent.headers)["dumastest"] is True
    assert "holds until" in dumas(stack, "subscriber", "rotate", *which)
    assert dumas(stack, "subscriber", "replay", *which, "--event", sent.event) == "1 on their way again\n"
    dumas(stack, "subscriber", "add", "banyumas", "admin", "--webhook", receiver.url(), expect=1)
    dumas(stack, "subscriber", "add", "banyumas", SYSTEM, expect=2)
    dumas(stack, "subscriber", "remove", *which, "--yes")
    assert one not in dumas(stack, "subscriber", "list", "banyumas")


def test_an_administrator_does_it_all_on_pages(stack: RunningStack, receiver: Receiver) -> None:
    office = Officer(stack, "banyumas", "admin")
    office.enter()
    assert f'href="{PLACE}"' in office.get("/petugas/kelola").text
    key = hidden(office.get(f"{PLACE}/baru").text, "kunci")
    wish = {"kunci": key, "sistem": SYSTEM, "cara": "webhook", "alamat": receiver.url(), "urut": "ya"}
    made = office.send(f"{PLACE}/baru", **wish)
    secret = re.search(r'admin-password">([^<]+)<', made.text)
    one = re.search(rf'href="({PLACE}/[0-9a-f-]+)"', made.text)
    assert secret
    assert one
    tested = office.send(f"{one[1]}/coba", kunci=uuid4().hex, jenis="complaint.closed")
    sent = arrived(receiver, "CTH-26-7K3M-9QXR", "complaint.closed")
    Webhook(secret[1]).verify(sent.body, sent.headers)
    delivery = tested.url.removeprefix(stack.base_url)
    office.await_words(delivery, "Diterima")
    office.send(delivery, kunci=uuid4().hex)
    await_that(lambda: receiver.events.count(sent.event) == 2, "it to arrive again")
    office.await_words(f"{one[1]}/kiriman", "kiriman ulang")
    assert "Mati" in office.send(f"{one[1]}/keadaan", keadaan="mati").text
    assert "Langganan telah dihapus." in office.send(f"{one[1]}/hapus").text
