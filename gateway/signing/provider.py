"""What the gateway asks of whoever makes certified signatures, so that another can stand in BSrE's place."""

from dataclasses import dataclass, field
from typing import Protocol

from pydantic import SecretStr


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, with a passphrase or a one-time code. Lives as long as one request, and shows nothing of itself."""

    nik: SecretStr = field(repr=False)
    passphrase: SecretStr | None = field(default=None, repr=False)
    totp: SecretStr | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Wording:
    """What stands in the signature beside the name."""

    reason: str
    location: str
    contact: str


class Provider(Protocol):
    """Signs a PDF. What goes wrong is a problem of `gateway.signing.problems`, and no word of it is the provider's."""

    def sign(self, pdf: bytes, signer: Signer, wording: Wording) -> bytes:
        """The signed PDF, as it came back and not yet checked."""
        ...

    def send_code(self, nik: SecretStr) -> None:
        """Have a one-time code sent to this person, good for one document."""
        ...
