"""What the REST interface takes to sign a document.

NIK, passphrase and one-time code are kept from every printed form of the request, and go to the signing server alone.
"""

import re
from typing import Annotated, Final
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field, SecretStr

from services.common.contracts.complaints import Message
from services.common.contracts.documents import Way

_NIK: Final = re.compile(r"[0-9]{16}")


def _digits(nik: SecretStr) -> SecretStr:
    if not _NIK.fullmatch(nik.get_secret_value()):
        raise ValueError("must be 16 digits")
    return nik


Nik = Annotated[SecretStr, AfterValidator(_digits)]
Passphrase = Annotated[SecretStr, Field(min_length=1, max_length=200)]


class _Secretive(Message):
    model_config = ConfigDict(hide_input_in_errors=True)


class SignatureOrder(_Secretive):
    """How the document is to be signed.

    `internal`: by our own key, nothing more is needed. `wet`: by hand; name the scan, attached before as kind
    `signed_document`. `bsre`: certified; give the NIK, and either the passphrase or a one-time code.
    """

    way: Way
    attachment_id: UUID | None = Field(default=None, description="For `wet`: the scan.")
    nik: Nik | None = Field(default=None, description="For `bsre`: of who signs.")
    passphrase: Passphrase | None = Field(default=None, description="For `bsre`, unless there is a code. Never kept.")
    totp: Passphrase | None = Field(default=None, description="For `bsre`: the code that was sent. Never kept.")


class CodeOrder(_Secretive):
    """To whom BSrE sends a one-time code."""

    nik: Nik
