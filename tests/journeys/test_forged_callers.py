"""A service believes no caller but those the gateway vouches for, each for one call and a moment."""

import base64
import os
import time
from typing import Any

import pytest

from deploy.cli.operator import operator, services
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import ByReference
from services.common.contracts.content import Content
from services.common.contracts.regencies import Tenants
from services.common.contracts.register import Nothing, Standing
from services.common.errors import CallerNotTrusted
from services.common.runtime.trust import Issuer, Seal
from tests.support.asking import asking, issuer, seal
from tests.support.stack import RunningStack
from tests.support.theirs import Theirs

OFFICER = Caller(kind="officer", actor="petugas", tenant="banyumas", roles=("petugas_penerima",))
NOTIFIER = Caller(kind="service", actor="notify", tenant="banyumas")


class Tampering(Issuer):
    """Signs as it should but for what is changed: the method, the request, or for how long."""

    def __init__(self, stack: RunningStack, **change: Any) -> None:
        super().__init__("gateway", base64.b64decode(stack.secret("signing_gateway")))
        self._change = change

    def sign(self, caller: Caller, method: str, request: str, *, valid_for: float) -> dict[str, str]:
        """A token for something else than what it is sent with."""
        asked = {"method": method, "request": request, "valid_for": valid_for, **self._change}
        return super().sign(caller, **asked)


class Recording(Seal):
    """Remembers what it closed last, or hands out what another remembered in place of closing anything."""

    def __init__(self, stack: RunningStack, replay: str | None = None) -> None:
        super().__init__(base64.b64decode(stack.secret("sealing")))
        self.closed = replay or ""
        self._replays = replay is not None

    def close(self, content: Any, purpose: str) -> str:
        """The sealed text."""
        if not self._replays:
            self.closed = super().close(content, purpose)
        return self.closed


def content(stack: RunningStack, theirs: Theirs, caller: Caller = OFFICER, **how: Any) -> Content:
    """What a complaint says, asked of intake directly."""
    with asking(stack, **how) as client:
        return client.call("intake.content", caller, ByReference(reference=theirs.receipt["reference"]), Content)


def test_a_caller_of_the_gateway_is_believed(stack: RunningStack, theirs: Theirs) -> None:
    assert content(stack, theirs).reference == theirs.receipt["reference"]


def test_a_caller_signed_with_another_key_is_not(stack: RunningStack, theirs: Theirs) -> None:
    with pytest.raises(CallerNotTrusted):
        content(stack, theirs, signing=Issuer("gateway", os.urandom(32)))


def test_a_caller_signed_by_nobody_known_is_not(stack: RunningStack, theirs: Theirs) -> None:
    with pytest.raises(CallerNotTrusted):
        content(stack, theirs, signing=Issuer("intake", os.urandom(32)))


def test_the_notifier_cannot_speak_for_an_officer(stack: RunningStack, theirs: Theirs) -> None:
    with pytest.raises(CallerNotTrusted):
        content(stack, theirs, signing=issuer(stack, "notify"))


def test_the_notifiers_key_is_no_gateways(stack: RunningStack, theirs: Theirs) -> None:
    with pytest.raises(CallerNotTrusted):
        content(stack, theirs, signing=issuer(stack, "gateway", key="notify"))


def test_a_stolen_operators_environment_speaks_for_operators_alone(
    stack: RunningStack, theirs: Theirs, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in stack.operator.items():
        monkeypatch.setenv(name, value)
    request = ByReference(reference=theirs.receipt["reference"])
    with services() as client:
        assert client.call("register.tenants", operator(""), Nothing(), Tenants).tenants
        for caller in (OFFICER, NOTIFIER, OFFICER.model_copy(update={"kind": "reporter"})):
            with pytest.raises(CallerNotTrusted):
                client.call("intake.content", caller, request, Content)


def test_the_operators_key_is_no_gateways(stack: RunningStack, theirs: Theirs) -> None:
    with pytest.raises(CallerNotTrusted):
        content(stack, theirs, signing=issuer(stack, "gateway", key="operator"))


def test_the_gateway_cannot_speak_for_a_service(stack: RunningStack, theirs: Theirs) -> None:
    with pytest.raises(CallerNotTrusted):
        content(stack, theirs, caller=NOTIFIER)


@pytest.mark.parametrize(
    "change",
    [{"valid_for": -1.0}, {"method": "register.standing"}, {"request": '{"reference":"BMS-26-0000-0000"}'}],
    ids=["expired", "for another method", "for another request"],
)
def test_a_caller_vouched_for_something_else_is_not_believed(
    stack: RunningStack, theirs: Theirs, change: dict[str, Any]
) -> None:
    with pytest.raises(CallerNotTrusted):
        content(stack, theirs, signing=Tampering(stack, **change))


def test_a_message_caught_on_its_way_is_no_use_for_another_method(stack: RunningStack, theirs: Theirs) -> None:
    caught = Recording(stack)
    content(stack, theirs, sealing=caught)
    request = ByReference(reference=theirs.receipt["reference"])
    with asking(stack, Recording(stack, replay=caught.closed)) as client:
        assert client.call("intake.content", OFFICER, request, Content)  # the same call again is the same answer
        with pytest.raises(CallerNotTrusted):
            client.call("register.standing", OFFICER, request, Standing)


def test_a_message_sealed_with_another_key_tells_nothing(stack: RunningStack) -> None:
    started = time.monotonic()
    with asking(stack, Seal(os.urandom(32))) as client, pytest.raises(CallerNotTrusted):
        client.call("register.tenants", OFFICER, Nothing(), Tenants)
    assert time.monotonic() - started < 10


def test_what_lies_on_the_broker_shows_nothing_of_the_complaint(stack: RunningStack, theirs: Theirs) -> None:
    caught = Recording(stack)
    content(stack, theirs, sealing=caught)
    assert theirs.receipt["reference"].encode() not in base64.b64decode(caught.closed)
    assert theirs.receipt["reference"] in str(seal(stack).open(caught.closed, "intake.content")["request"])
