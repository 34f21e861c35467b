"""What the signer typed is in no log, however it ends, and in no exception."""

import json
import logging
import traceback

import pytest
from pydantic import BaseModel, SecretStr, ValidationError

from gateway.api.signature_shapes import SignatureOrder
from gateway.problems import DoorProblem
from gateway.signing.bsre import Bsre
from gateway.signing.provider import Signer, Wording
from gateway.signing.servers import servers
from tests.support.bsre import NIK, PASSPHRASE, PASSWORD, TOTP, USER, Behaviour, json_said, serving
from tests.support.signed import letter

SECRETS = (NIK, PASSPHRASE, TOTP, PASSWORD)
SIGNER = Signer(SecretStr(NIK), SecretStr(PASSPHRASE), SecretStr(TOTP))
ECHO = f"{NIK} {PASSPHRASE} {TOTP} {PASSWORD}"


def none_in(text: str) -> bool:
    return not any(secret in text for secret in SECRETS)


@pytest.mark.parametrize(
    "behaviour",
    [
        Behaviour(),
        Behaviour(instead_of_signing=json_said(400, {"status_code": 2031, "error": ECHO})),
        Behaviour(instead_of_signing=json_said(400, {"status_code": 2011, "error": ECHO})),
        Behaviour(instead_of_signing=json_said(418, {"error": ECHO})),
        Behaviour(instead_of_signing=json_said(200, {"file": [ECHO]})),
        Behaviour(instead_of_signing=(200, ECHO.encode(), "text/html")),
        Behaviour(instead=json_said(200, {"status": ECHO})),
        Behaviour(instead=json_said(500, {"error": ECHO})),
        Behaviour(seconds=1.0),
    ],
    ids=range(9),
)
def test_neither_logs_nor_exceptions_hold_what_the_signer_typed(
    behaviour: Behaviour, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    told = ""
    with serving(behaviour) as fake:
        written = {"contoh": {"url": fake.url, "user": USER, "password": PASSWORD}}
        bsre = Bsre(servers(json.dumps(written))["contoh"], 0.5)
        try:
            bsre.sign(letter(), SIGNER, Wording("Contoh", "Contoh", "Contoh"))
            bsre.send_code(SIGNER.nik)
        except DoorProblem as problem:
            told = "".join(traceback.format_exception(problem)) + problem.detail + repr(problem.__context__)
    assert none_in(told + caplog.text + "".join(str(record.__dict__) for record in caplog.records))


def test_a_signer_shows_nothing_of_itself() -> None:
    assert none_in(repr(SIGNER) + str(SIGNER))


def test_an_order_shows_nothing_of_the_signer() -> None:
    order = SignatureOrder(way="bsre", nik=SIGNER.nik, passphrase=SIGNER.passphrase, totp=SIGNER.totp)
    assert none_in(repr(order) + str(order) + order.model_dump_json())


@pytest.mark.parametrize("field", ["nik", "passphrase", "totp", "lain"])
def test_an_order_that_does_not_fit_shows_nothing_of_it(field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        _read(SignatureOrder, {"way": "bsre", field: PASSPHRASE * 20})
    assert none_in(str(refused.value))


def _read(model: type[BaseModel], sent: dict[str, str]) -> BaseModel:
    return model.model_validate_json(json.dumps(sent))
