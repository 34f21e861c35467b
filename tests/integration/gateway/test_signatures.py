"""Documents are signed through the gateway: two ways by the desk, the third by BSrE, checked before it counts."""

import hashlib
import json
import logging
from base64 import b64encode
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from gateway.signing.servers import servers
from services.common.contracts import documents as d
from services.common.contracts.caller import Caller
from services.common.errors import NotYourRole, SigningRefused
from services.common.press.examining import examined
from services.common.runtime.settings import Store
from services.common.runtime.storage import ObjectStore
from tests.integration.gateway.doors import Door, problem
from tests.integration.gateway.people import bearer, signed_in
from tests.support.bsre import NIK, PASSPHRASE, PASSWORD, TOTP, USER, Behaviour, Fake, json_said, rewritten, serving
from tests.support.signed import continued, letter, signed
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import KEY, NOW, REFERENCE, content

SPT: UUID = uuid4()
HERE = f"/api/v1/complaints/{REFERENCE}/documents/spt/{SPT}/signature"
FILE_KEY, TARGET_KEY = bytes(range(32)), bytes(range(32, 64))
BY_BSRE = {"way": "bsre", "nik": NIK, "passphrase": PASSPHRASE}
Sign = Callable[..., TestResponse]


class Desk:
    """Keeps what it was told, as the assignment desk would."""

    def __init__(self, store: Store) -> None:
        self.files = ObjectStore(store)
        self.place, self.target = f"contoh/{uuid4()}", f"contoh/{uuid4()}-signed"
        self.files.put(self.place, BytesIO(letter()), len(letter()), FILE_KEY)
        self.document = d.Document(
            document_id=SPT,
            desk="assignment",
            kind="spt",
            title="Surat Perintah Tugas",
            number="700/001/CTH/2026",
            edition=1,
            step="konsep",
            issued_by="petugas",
            issued_at=NOW,
            media_type="application/pdf",
            code="7K3MQ9TX4H2D9WQZ",
            sha256=hashlib.sha256(letter()).hexdigest(),
            size=len(letter()),
        )

    def begin(self, _caller: Caller, _request: Any) -> d.SigningPlace:
        """Say where."""
        keys = {"file_key": b64encode(FILE_KEY).decode(), "target_file_key": b64encode(TARGET_KEY).decode()}
        return d.SigningPlace(document=self.document, object_key=self.place, target_key=self.target, **keys)

    @property
    def kept(self) -> bytes | None:
        """The signed file, if one was put in its place."""
        try:
            return b"".join(self.files.get(self.target, TARGET_KEY))
        except OSError:
            return None


@pytest.fixture
def desk(desks: Answerer, store: Store) -> Desk:
    """The assignment desk, with an SPT that waits to be signed."""
    made = Desk(store)
    for method in ("sign_document", "finish_signing"):
        desks.on(f"assignment.{method}", made.document)
    desks.on("assignment.begin_signing", made.begin)
    return made


def at(fake: Fake, door: Door, limits: str = "off") -> Sign:
    """Somebody who has signed in, at a gateway that knows this server."""
    written = {"contoh": {"url": fake.url, "user": USER, "password": PASSWORD}}
    return _signer(door(limits, bsre=servers(json.dumps(written))))


def _signer(client: FlaskClient) -> Sign:
    headers = bearer(content(signed_in(client))["token"])

    def sign(body: dict[str, Any], place: str = HERE, key: str = KEY) -> TestResponse:
        return client.post(place, json=body, headers=headers | {"Idempotency-Key": key})

    return sign


@pytest.fixture
def sign(door: Door, desk: Desk) -> Iterator[Sign]:
    """Signs where BSrE works as it should."""
    with serving() as fake:
        yield at(fake, door)


def test_our_own_signature_is_asked_of_the_desk_that_issued_it(sign: Sign, desks: Answerer) -> None:
    assert sign({"way": "internal"}).status_code == 200
    caller, request = desks.last("assignment.sign_document")
    assert isinstance(request, d.SignDocument)
    assert (caller.actor, request.document_id, request.way) == ("petugas", SPT, "internal")
    assert request.reference == REFERENCE
    assert KEY not in request.request_key


def test_a_scan_is_named_to_the_desk(sign: Sign, desks: Answerer) -> None:
    scan = uuid4()
    assert sign({"way": "wet", "attachment_id": str(scan)}).status_code == 200
    _, request = desks.last("assignment.sign_document")
    assert isinstance(request, d.SignDocument)
    assert request.attachment_id == scan


def test_bsre_signs_the_file_that_was_issued(sign: Sign, desk: Desk, desks: Answerer) -> None:
    assert sign(BY_BSRE).status_code == 200
    assert desk.kept is not None
    assert desk.kept.startswith(letter())
    assert examined(desk.kept).signatures == 1
    _, request = desks.last("assignment.finish_signing")
    assert isinstance(request, d.FinishSigning)
    assert desks.last("assignment.begin_signing")[1] == d.ByDocument(document_id=SPT, reference=REFERENCE)
    assert (request.document_id, request.reference) == (SPT, REFERENCE)
    assert (request.sha256, request.size) == (hashlib.sha256(desk.kept).hexdigest(), len(desk.kept))


def test_bsre_signs_by_a_code_that_was_sent(sign: Sign, desk: Desk) -> None:
    assert sign({"nik": NIK}, f"{HERE}/code").json == {}
    assert sign({"way": "bsre", "nik": NIK, "totp": TOTP}).status_code == 200
    assert desk.kept


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"way": "bsre", "passphrase": PASSPHRASE}, "nik"),
        ({"way": "bsre", "nik": "123", "passphrase": PASSPHRASE}, "nik"),
        ({"way": "bsre", "nik": NIK}, "passphrase"),
        (BY_BSRE | {"totp": TOTP}, "passphrase"),
        ({"way": "internal", "passphrase": PASSPHRASE}, "passphrase"),
    ],
)
def test_an_order_that_lacks_or_brings_too_much_is_told(sign: Sign, body: dict[str, Any], field: str) -> None:
    answer = sign(body)
    assert answer.status_code == 422
    assert [each["field"] for each in content(answer)["errors"]] == [field]
    assert PASSPHRASE not in answer.text


@pytest.mark.parametrize("kind", ["nonsense", "buku_pengaduan"])
def test_what_no_desk_of_a_complaint_issues_is_not_found(sign: Sign, kind: str) -> None:
    assert sign(BY_BSRE, HERE.replace("/spt/", f"/{kind}/")).status_code == 404


def test_a_regency_without_a_server_is_told_so(door: Door, desk: Desk) -> None:
    answer = _signer(door("off"))(BY_BSRE)
    assert (answer.status_code, problem(answer)) == (409, "bsre-not-set-up")


def test_whom_the_desk_refuses_is_refused_before_anything_is_sent(door: Door, desk: Desk, desks: Answerer) -> None:
    desks.on("assignment.begin_signing", SigningRefused("it is signed already"))
    with serving() as fake:
        sign = at(fake, door)
        assert (sign(BY_BSRE).status_code, sign({"nik": NIK}, f"{HERE}/code").status_code) == (409, 409)
    assert fake.asked == []


def test_a_file_that_was_signed_meanwhile_is_not_written_over(sign: Sign, desk: Desk, desks: Answerer) -> None:
    desks.on("assignment.finish_signing", SigningRefused("it is signed already"))
    assert sign(BY_BSRE).status_code == 409
    assert desk.kept is None


def test_a_file_that_is_not_the_issued_one_is_not_sent(sign: Sign, desk: Desk, desks: Answerer) -> None:
    desk.files.put(desk.place, BytesIO(letter("Lain.")), len(letter("Lain.")), FILE_KEY)
    assert sign(BY_BSRE).status_code == 500
    _is_unsigned(desk, desks)


def test_a_wrong_passphrase_signs_nothing(sign: Sign, desk: Desk, desks: Answerer) -> None:
    answer = sign(BY_BSRE | {"passphrase": "bukan ini"})
    assert (answer.status_code, problem(answer)) == (422, "passphrase-refused")
    _is_unsigned(desk, desks)


def test_a_passphrase_is_not_guessed(door: Door, desk: Desk) -> None:
    with serving() as fake:
        one, other = (at(fake, door, "signing_nik=2/15 minutes") for _ in range(2))
        wrong = BY_BSRE | {"passphrase": "bukan ini"}
        assert [sign(wrong).status_code for sign in (one, other, one)] == [422, 422, 429]
        assert other({"nik": NIK}, f"{HERE}/code").status_code == 429
        assert one(BY_BSRE | {"nik": "9900000000000002"}).status_code == 409
        assert one({"way": "internal"}).status_code == 200


def test_who_may_not_sign_keeps_no_signer_from_signing(door: Door, desk: Desk, desks: Answerer) -> None:
    with serving() as fake:
        sign = at(fake, door, "signing_nik=1/15 minutes")
        desks.on("assignment.begin_signing", NotYourRole("inspektur"))
        assert [sign(BY_BSRE).status_code for _ in range(2)] == [403, 403]
        desks.on("assignment.begin_signing", desk.begin)
        assert sign(BY_BSRE).status_code == 200


def test_an_account_signs_only_so_often(door: Door, desk: Desk) -> None:
    sign = _signer(door("signing_account=2/15 minutes"))
    assert [sign({"way": "internal"}, key=str(uuid4())).status_code for _ in range(3)] == [200, 200, 429]
    assert sign({"nik": NIK}, f"{HERE}/code").status_code == 429


def test_a_certificate_that_has_expired_signs_nothing(sign: Sign, desk: Desk, desks: Answerer) -> None:
    answer = sign(BY_BSRE | {"nik": "9900000000000002"})
    assert (answer.status_code, problem(answer)) == (409, "signer-refused")
    assert "expired" in content(answer)["detail"]
    _is_unsigned(desk, desks)


@pytest.mark.parametrize(
    ("behaviour", "why"),
    [
        (Behaviour(files=lambda sent: [sent]), "one signature more"),
        (Behaviour(files=rewritten), "written anew"),
        (Behaviour(files=lambda sent: [signed(sent)[:-2000]]), "no PDF"),
        (Behaviour(files=lambda sent: [signed(signed(sent))]), "one signature more"),
        (Behaviour(files=lambda sent: [continued(signed(sent))]), "cover the whole file"),
        (Behaviour(files=lambda _sent: [b"<html></html>"]), "written anew"),
        (Behaviour(files=lambda _sent: []), "one file"),
        (Behaviour(instead_of_signing=(200, b"<html></html>", "text/html")), "no JSON"),
    ],
    ids=["unsigned", "rewritten", "truncated", "twice", "continued", "page", "no file", "html"],
)
def test_what_is_not_the_issued_file_signed_once_is_not_taken(
    door: Door, desk: Desk, desks: Answerer, behaviour: Behaviour, why: str
) -> None:
    with serving(behaviour) as fake:
        answer = at(fake, door)(BY_BSRE)
    assert (answer.status_code, problem(answer)) == (502, "signing-answer-refused")
    assert why in content(answer)["detail"]
    _is_unsigned(desk, desks)


def test_a_server_that_fails_signs_nothing(door: Door, desk: Desk, desks: Answerer) -> None:
    with serving(Behaviour(instead=json_said(503, {}))) as fake:
        answer = at(fake, door)(BY_BSRE)
    assert (answer.status_code, problem(answer)) == (503, "signing-away")
    assert answer.headers["Retry-After"]
    _is_unsigned(desk, desks)


@pytest.mark.parametrize("passphrase", [PASSPHRASE, "bukan ini"])
def test_what_the_signer_typed_goes_to_no_desk_no_log_and_no_answer(
    sign: Sign, desk: Desk, desks: Answerer, caplog: pytest.LogCaptureFixture, passphrase: str
) -> None:
    caplog.set_level(logging.DEBUG)
    answers = [
        sign(BY_BSRE | {"passphrase": passphrase}),
        sign({"way": "bsre", "nik": NIK, "totp": TOTP}),
        sign({"nik": NIK}, f"{HERE}/code"),
        sign(BY_BSRE | {"passphrase": passphrase, "lain": NIK}),
    ]
    sent = "".join(f"{caller!r}{request!r}{request.model_dump_json()}" for _, caller, request in desks.calls)
    logged = "".join(str(record.__dict__) for record in caplog.records)
    said = "".join(answer.text for answer in answers)
    for secret in (NIK, passphrase, TOTP, PASSWORD):
        assert secret not in sent
        assert secret not in logged
        assert secret not in said


def _is_unsigned(desk: Desk, desks: Answerer) -> None:
    assert desk.kept is None
    assert "assignment.finish_signing" not in [name for name, _, _ in desks.calls]
