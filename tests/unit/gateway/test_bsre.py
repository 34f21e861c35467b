"""What is said to an agency's Esign server, and what is understood of its answers; against one on loopback."""

import json
from base64 import b64decode

import pytest
from pydantic import SecretStr

from gateway.problems import DoorProblem
from gateway.signing.bsre import Bsre
from gateway.signing.problems import PassphraseRefused, SignerRefused, SigningAnswerRefused, SigningAway
from gateway.signing.provider import Signer, Wording
from gateway.signing.servers import Server, servers
from tests.support.bsre import NIK, PASSPHRASE, PASSWORD, TOTP, USER, Behaviour, Fake, Said, json_said, serving
from tests.support.signed import letter

WORDING = Wording(reason="Surat Perintah Tugas 700/001", location="Contoh", contact="Inspektorat Contoh")
SIGNER = Signer(SecretStr(NIK), SecretStr(PASSPHRASE))
BY_CODE = Signer(SecretStr(NIK), totp=SecretStr(TOTP))
HTML: Said = (200, b"<html><body>Bad Gateway</body></html>", "text/html")


def server(fake: Fake, password: str = PASSWORD) -> Server:
    written = {"contoh": {"url": fake.url, "user": USER, "password": password}}
    return servers(json.dumps(written))["contoh"]


def sign(fake: Fake, signer: Signer = SIGNER, seconds: float = 10.0) -> bytes:
    return Bsre(server(fake), seconds).sign(letter(), signer, WORDING)


def test_a_file_is_signed_with_a_passphrase() -> None:
    with serving() as fake:
        assert sign(fake).startswith(letter())


def test_a_file_is_signed_with_a_code() -> None:
    with serving() as fake:
        assert sign(fake, BY_CODE).startswith(letter())


def test_the_question_is_as_the_public_descriptions_have_it() -> None:
    with serving() as fake:
        sign(fake)
    (status, asked), (path, order) = fake.asked
    assert (status, asked) == ("/api/v2/user/check/status", {"nik": NIK})
    assert path == "/api/v2/sign/pdf"
    assert (order["nik"], order["passphrase"]) == (NIK, PASSPHRASE)
    assert order["signatureProperties"] == [
        {
            "tampilan": "INVISIBLE",
            "location": WORDING.location,
            "reason": WORDING.reason,
            "contactInfo": WORDING.contact,
        }
    ]
    assert [b64decode(each) for each in order["file"]] == [letter()]
    assert "totp" not in order


def test_a_server_below_a_path_is_asked_there() -> None:
    with serving() as fake:
        fake.url += "/esign/"
        with pytest.raises(SigningAnswerRefused):
            sign(fake)  # this one has nothing there
    assert fake.paths == ["/esign/api/v2/user/check/status"]


def test_a_code_can_be_sent_to_the_signer() -> None:
    with serving() as fake:
        Bsre(server(fake)).send_code(SecretStr(NIK))
    assert fake.asked[-1] == ("/api/v2/sign/get/totp", {"nik": NIK, "data": 1})


def test_a_wrong_passphrase_is_told() -> None:
    with serving() as fake, pytest.raises(PassphraseRefused):
        sign(fake, Signer(SecretStr(NIK), SecretStr("bukan ini")))


def test_a_wrong_code_is_told() -> None:
    with serving() as fake, pytest.raises(PassphraseRefused):
        sign(fake, Signer(SecretStr(NIK), totp=SecretStr("000000")))


@pytest.mark.parametrize(
    ("nik", "why"),
    [
        ("9900000000000002", "expired"),
        ("9900000000000003", "revoked"),
        ("9900000000000004", "registered"),
    ],
)
def test_who_has_no_certificate_is_told_why_before_a_passphrase_is_sent(nik: str, why: str) -> None:
    with serving() as fake, pytest.raises(SignerRefused, match=why):
        sign(fake, Signer(SecretStr(nik), SecretStr(PASSPHRASE)))
    assert fake.paths == ["/api/v2/user/check/status"]


def test_no_code_is_asked_for_whom_bsre_does_not_know() -> None:
    with serving() as fake, pytest.raises(SignerRefused):
        Bsre(server(fake)).send_code(SecretStr("9900000000000004"))
    assert fake.paths == ["/api/v2/user/check/status"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (json_said(400, {"status_code": 2011, "error": "User tidak terdaftar"}), SignerRefused),
        (json_said(400, {"message": "Sertifikat user sudah expired"}), SignerRefused),
        (json_said(400, {"error": "OTP tidak sesuai"}), PassphraseRefused),
        (json_said(500, {"error": "Passphrase anda salah"}), PassphraseRefused),
        (json_said(400, {"error": "parameter tidak lengkap"}), SigningAnswerRefused),
        (json_said(500, {"error": "kesalahan"}), SigningAway),
        ((502, HTML[1], "text/html"), SigningAway),
        (HTML, SigningAnswerRefused),
        (json_said(307, {}), SigningAnswerRefused),
        (json_said(200, {"status_code": 2031, "message": "Passphrase anda salah"}), PassphraseRefused),
        (json_said(200, {"time": 3}), SigningAnswerRefused),
        (json_said(200, {"time": 3, "file": []}), SigningAnswerRefused),
        (json_said(200, {"time": 3, "file": ["bukan base64"]}), SigningAnswerRefused),
        (json_said(200, ["daftar"]), SigningAnswerRefused),
        ((200, b'{"time": 3, "file": ["JVBE', "application/json"), SigningAnswerRefused),
    ],
)
def test_an_answer_that_is_no_file_is_told_apart(said: Said, expected: type[DoorProblem]) -> None:
    with serving(Behaviour(instead_of_signing=said)) as fake, pytest.raises(expected):
        sign(fake)


def test_a_redirect_is_not_followed() -> None:
    with serving(Behaviour(instead=json_said(302, {}))) as fake, pytest.raises(SigningAnswerRefused):
        sign(fake)
    assert fake.paths == ["/api/v2/user/check/status"]


def test_a_state_that_is_not_said_stops_the_signing() -> None:
    with serving(Behaviour(instead=json_said(200, {"status_code": 1111}))) as fake, pytest.raises(SigningAnswerRefused):
        sign(fake)
    assert fake.paths == ["/api/v2/user/check/status"]


def test_a_server_that_refuses_our_password_is_no_fault_of_the_signer() -> None:
    with serving() as fake, pytest.raises(SigningAnswerRefused, match="user and password"):
        Bsre(server(fake, "lain")).sign(letter(), SIGNER, WORDING)


def test_a_server_that_is_down_is_away() -> None:
    with serving() as fake:
        pass
    with pytest.raises(SigningAway):
        sign(fake)


def test_a_slow_server_is_not_waited_for() -> None:
    with serving(Behaviour(seconds=1.0)) as fake, pytest.raises(SigningAway):
        sign(fake, seconds=0.3)


def test_a_server_that_draws_its_answer_out_is_cut_off() -> None:
    with serving(Behaviour(drips=True)) as fake, pytest.raises(SigningAway):
        sign(fake, seconds=0.5)


def test_an_answer_without_end_is_not_read() -> None:
    endless = json_said(200, {"file": ["A" * (16 << 20)]})
    with serving(Behaviour(instead_of_signing=endless)) as fake, pytest.raises(SigningAnswerRefused, match="larger"):
        sign(fake)
