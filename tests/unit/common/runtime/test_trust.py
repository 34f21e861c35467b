"""Callers can be neither forged, kept, moved to another call, nor vouched for by who may not; bodies stay sealed."""

import base64
import json
import os
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from services.common.contracts.caller import Caller
from services.common.errors import CallerNotTrusted
from services.common.runtime.trust import MAY_ISSUE, Issuer, Seal, Verifier

METHOD = "review.complete"
REQUEST = '{"task_id":"7","outcome":"audit"}'
OFFICER = Caller(kind="officer", actor="contoh_inspektur", tenant="contoh", roles=("inspektur",))

OPERATOR = Caller(kind="operator", actor="dumas", tenant="contoh")
KINDS = ("officer", "operator", "platform", "public", "reporter", "service", "system")

GATEWAY_KEY, NOTIFY_KEY, OPERATOR_KEY = os.urandom(32), os.urandom(32), os.urandom(32)


def public(seed: bytes) -> str:
    key = Ed25519PrivateKey.from_private_bytes(seed).public_key()
    return base64.b64encode(key.public_bytes_raw()).decode()


VERIFIER = Verifier(f"gateway:{public(GATEWAY_KEY)},notify:{public(NOTIFY_KEY)},operator:{public(OPERATOR_KEY)}")


def token(
    issuer: str = "gateway", key: bytes = GATEWAY_KEY, *, valid_for: float = 30, **changes: Any
) -> dict[str, str]:
    """A signed caller, right unless changed."""
    call = {"caller": OFFICER, "method": METHOD, "request": REQUEST, **changes}
    return Issuer(issuer, key).sign(call["caller"], call["method"], call["request"], valid_for=valid_for)


def refuse(signed: Any, method: str = METHOD, request: str | None = None) -> None:
    with pytest.raises(CallerNotTrusted):
        VERIFIER.verify(signed, method, REQUEST if request is None else request)


def test_a_caller_the_gateway_vouches_for_is_believed_whole() -> None:
    assert VERIFIER.verify(token(), METHOD, REQUEST) == OFFICER


def test_a_caller_signed_with_a_key_of_ones_own_is_refused() -> None:
    refuse(token(key=os.urandom(32)))


def test_a_caller_that_was_given_another_role_is_refused() -> None:
    signed = token()
    refuse({**signed, "claims": signed["claims"].replace("inspektur", "sekretaris")})


def test_a_caller_whose_tenant_was_changed_is_refused() -> None:
    signed = token()
    refuse({**signed, "claims": signed["claims"].replace('"tenant": "contoh"', '"tenant": "lain"')})


def test_a_caller_that_has_expired_is_refused() -> None:
    refuse(token(valid_for=-0.01))


def test_a_caller_captured_from_one_call_is_refused_at_another_method() -> None:
    refuse(token(), method="assignment.complete")


def test_a_caller_captured_from_one_request_is_refused_with_another() -> None:
    refuse(token(), request=REQUEST.replace("audit", "teguran"))


@pytest.mark.parametrize("issuer", ["review", "", "intake"])
def test_an_issuer_nobody_knows_is_refused(issuer: str) -> None:
    refuse(token(issuer))


def test_an_issuer_cannot_speak_under_anothers_name() -> None:
    refuse(token("gateway", NOTIFY_KEY))
    refuse(token("notify", GATEWAY_KEY, caller=Caller(kind="service", actor="notify", tenant="contoh")))


@pytest.mark.parametrize("kind", ["officer", "system", "reporter", "public", "operator", "platform"])
def test_the_notifier_vouches_for_nobody_but_services(kind: str) -> None:
    refuse(token("notify", NOTIFY_KEY, caller=OFFICER.model_copy(update={"kind": kind})))


@pytest.mark.parametrize("kind", ["service", "operator"])
def test_the_gateway_vouches_neither_for_services_nor_for_the_command(kind: str) -> None:
    refuse(token(caller=OFFICER.model_copy(update={"kind": kind})))


def test_the_notifier_vouches_for_itself() -> None:
    itself = Caller(kind="service", actor="notify", tenant="contoh")
    assert VERIFIER.verify(token("notify", NOTIFY_KEY, caller=itself), METHOD, REQUEST) == itself


@pytest.mark.parametrize("changed", [f"{REQUEST} ", "", 7, {}, []])
def test_a_request_that_is_not_the_very_text_that_was_signed_is_refused(changed: Any) -> None:
    refuse(token(), request=changed)


def test_the_operators_command_vouches_for_operators_alone() -> None:
    assert VERIFIER.verify(token("operator", OPERATOR_KEY, caller=OPERATOR), METHOD, REQUEST) == OPERATOR
    for kind in ("officer", "system", "reporter", "public", "platform", "service"):
        refuse(token("operator", OPERATOR_KEY, caller=OFFICER.model_copy(update={"kind": kind})))


def test_every_kind_of_caller_has_one_issuer() -> None:
    issuers = {kind: sorted(name for name, kinds in MAY_ISSUE.items() if kind in kinds) for kind in KINDS}
    others = {"operator": ["operator"], "service": ["notify"]}
    assert issuers == {kind: ["gateway"] for kind in KINDS} | others


@pytest.mark.parametrize(
    "signed",
    [
        {},
        [],
        None,
        "claims",
        {"claims": "{}", "signature": ""},
        {"claims": "[]", "signature": ""},
        {"claims": "not JSON", "signature": ""},
        {"claims": 7, "signature": ""},
        {"claims": '{"issuer": "gateway"}', "signature": "not base64!"},
        {"claims": '{"issuer": "gateway"}', "signature": None},
        {"claims": '{"issuer": ["gateway"]}', "signature": ""},
    ],
)
def test_what_is_no_token_at_all_is_refused_and_not_an_error(signed: Any) -> None:
    refuse(signed)


def test_a_signature_over_claims_that_say_too_little_is_refused() -> None:
    claims = json.dumps({"issuer": "gateway", "caller": OFFICER.model_dump(mode="json")})
    signature = Ed25519PrivateKey.from_private_bytes(GATEWAY_KEY).sign(claims.encode())
    with pytest.raises((CallerNotTrusted, KeyError)):  # the entrypoint answers both alike
        VERIFIER.verify({"claims": claims, "signature": base64.b64encode(signature).decode()}, METHOD, REQUEST)


def test_a_sealed_body_is_read_with_the_same_key_and_purpose_only() -> None:
    seal = Seal(os.urandom(32))
    sealed = seal.close({"story": "Cerita"}, METHOD)
    assert seal.open(sealed, METHOD) == {"story": "Cerita"}
    with pytest.raises(CallerNotTrusted):
        seal.open(sealed, f"reply:{METHOD}")
    with pytest.raises(CallerNotTrusted):
        Seal(os.urandom(32)).open(sealed, METHOD)


def test_a_sealed_body_shows_nothing_and_is_never_twice_the_same() -> None:
    seal = Seal(os.urandom(32))
    first, second = seal.close("Cerita", METHOD), seal.close("Cerita", METHOD)
    assert first != second
    assert b"Cerita" not in base64.b64decode(first)


def test_a_sealed_body_that_was_altered_is_refused() -> None:
    seal = Seal(os.urandom(32))
    raw = bytearray(base64.b64decode(seal.close("Cerita", METHOD)))
    raw[-1] ^= 1
    with pytest.raises(CallerNotTrusted):
        seal.open(base64.b64encode(bytes(raw)).decode(), METHOD)


@pytest.mark.parametrize("body", ["", "abc", "!", "AAAA", None, 7, {}])
def test_what_is_no_sealed_body_is_refused_and_not_an_error(body: Any) -> None:
    with pytest.raises(CallerNotTrusted):
        Seal(bytes(32)).open(body, METHOD)
