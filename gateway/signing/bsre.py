"""BSrE, by the "Esign Client Service" that an agency runs on its own premises (version 2 of its interface).

Written from public descriptions and public client code, not from the vendor's document. TO BE VERIFIED with an
agency's own Esign server before it is relied on: the names of the fields, the codes and words of refusals (`_CODES`,
`_WORDS`), the states of a person (`_STATES`), what `signatureProperties` an invisible signature needs, and that the
file comes back as an incremental update of the one that was sent (`gateway.signing.checking`).
"""

import binascii
import re
import threading
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from pydantic import SecretStr

from gateway.problems import Busy
from gateway.signing.exchange import Answer, Deadline, asked
from gateway.signing.problems import PassphraseRefused, SignerRefused, SigningAnswerRefused, SigningAway
from gateway.signing.provider import Signer, Wording
from gateway.signing.servers import Server

SECONDS: Final = 30.0
"""How long signing may take in all."""

_AT_ONCE: Final = 4
_GROWTH: Final = 8 * 1024 * 1024  # bytes that a signature and its proofs may add
_SMALL: Final = 64 * 1024
_STATUS, _SIGN, _CODE = "/api/v2/user/check/status", "/api/v2/sign/pdf", "/api/v2/sign/get/totp"
_ISSUED: Final = "ISSUE"
_OK, _DENIED, _FAILED = 200, (401, 403), 500
_STATES: Final = {
    "NOT_REGISTERED": "no such person is registered with BSrE",
    "NO_CERTIFICATE": "the person is registered and has no certificate yet",
    "NEW": "the certificate is not issued yet",
    "WAITING_FOR_VERIFICATION": "BSrE has not verified the person yet",
    "EXPIRED": "the certificate has expired",
    "RENEW": "the certificate must be renewed",
    "REVOKE": "the certificate was revoked",
    "SUSPEND": "the certificate is suspended",
}
_CODES: Final = {2011: "NOT_REGISTERED", 2031: "PASSPHRASE"}
_WORDS: Final = (
    ("passphrase", "PASSPHRASE"),
    ("otp", "PASSPHRASE"),
    ("tidak terdaftar", "NOT_REGISTERED"),
    ("not registered", "NOT_REGISTERED"),
    ("expired", "EXPIRED"),
    ("kedaluwarsa", "EXPIRED"),
    ("kadaluarsa", "EXPIRED"),
    ("revoke", "REVOKE"),
    ("dicabut", "REVOKE"),
)
_PLAIN: Final = re.compile(r"[A-Z][A-Z_]{0,39}")


class Bsre:
    """One agency's server. No more than a few threads wait for it at a time."""

    def __init__(self, server: Server, seconds: float = SECONDS) -> None:
        self._server, self._seconds = server, seconds
        self._room = threading.BoundedSemaphore(_AT_ONCE)

    def sign(self, pdf: bytes, signer: Signer, wording: Wording) -> bytes:
        """PassphraseRefused, SignerRefused, SigningAway, SigningAnswerRefused, Busy."""
        with self._seat() as deadline:
            self._demand_certificate(signer.nik, deadline)
            answer = asked(self._server, _SIGN, _order(pdf, signer, wording), deadline, _most(len(pdf)))
            _demand_success(answer)
            return _file(answer)

    def send_code(self, nik: SecretStr) -> None:
        """SignerRefused, SigningAway, SigningAnswerRefused, Busy. A code that the server repeats is not read."""
        with self._seat() as deadline:
            self._demand_certificate(nik, deadline)
            question = {"nik": nik.get_secret_value(), "data": 1}
            _demand_success(asked(self._server, _CODE, question, deadline, _SMALL))

    @contextmanager
    def _seat(self) -> Iterator[Deadline]:
        if not self._room.acquire(blocking=False):
            raise Busy
        try:
            yield Deadline(self._seconds)
        finally:
            self._room.release()

    def _demand_certificate(self, nik: SecretStr, deadline: Deadline) -> None:
        """Ask before the passphrase is sent."""
        answer = asked(self._server, _STATUS, {"nik": nik.get_secret_value()}, deadline, _SMALL)
        _demand_success(answer)
        state = (answer.content or {}).get("status")
        if not isinstance(state, str) or not _PLAIN.fullmatch(state):
            raise SigningAnswerRefused("it did not say how the person stands with BSrE")
        if state != _ISSUED:
            raise SignerRefused(_STATES.get(state, f"BSrE says {state}"))


def _most(size: int) -> int:
    """Bytes of an answer that brings back a file of this size, signed: base64 takes four for three."""
    return (size + _GROWTH) * 4 // 3 + _SMALL


def _order(pdf: bytes, signer: Signer, wording: Wording) -> dict[str, Any]:
    secret = {"passphrase": signer.passphrase, "totp": signer.totp}
    shown = {
        "tampilan": "INVISIBLE",
        "location": wording.location,
        "reason": wording.reason,
        "contactInfo": wording.contact,
    }
    return {
        "nik": signer.nik.get_secret_value(),
        **{name: value.get_secret_value() for name, value in secret.items() if value},
        "signatureProperties": [shown],
        "file": [b64encode(pdf).decode()],
    }


def _demand_success(answer: Answer) -> None:
    """The answer is no refusal. Its own words are not repeated: they may quote the NIK."""
    if answer.status in _DENIED:
        raise SigningAnswerRefused("it does not accept the user and password of this installation")
    if answer.status == _OK and answer.content is not None:
        return
    _demand_no_refusal(answer.content or {})
    if answer.status >= _FAILED:
        raise SigningAway
    raise SigningAnswerRefused("it is no JSON" if answer.status == _OK else f"it came with status {answer.status}")


def _demand_no_refusal(content: dict[str, Any]) -> None:
    refused = _refusal(content)
    if refused == "PASSPHRASE":
        raise PassphraseRefused
    if refused:
        raise SignerRefused(_STATES[refused])


def _refusal(content: dict[str, Any]) -> str | None:
    code = content.get("status_code")
    if isinstance(code, int) and code in _CODES:
        return _CODES[code]
    said = " ".join(str(content.get(name, "")) for name in ("error", "message", "status")).lower()
    return next((meaning for word, meaning in _WORDS if word in said), None)


def _file(answer: Answer) -> bytes:
    content = answer.content or {}
    if "file" not in content:
        _demand_no_refusal(content)  # refusals may come with status 200
    files = content.get("file")
    if not isinstance(files, list) or len(files) != 1 or not isinstance(files[0], str):
        raise SigningAnswerRefused("it does not hold one file")
    try:
        return b64decode(files[0], validate=True)
    except binascii.Error:
        raise SigningAnswerRefused("its file is no base64") from None
