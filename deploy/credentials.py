"""What somebody signs in with, as it stands in a sign-ins file: a password or an API key, and perhaps a phone's secret.

In the file it is a text, or `{"password": …, "totp": …}` for an officer who signs in with a code.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass

import pyotp

Written = str | dict[str, str]
SignIns = Mapping[str, Mapping[str, Written]]
"""`{tenant: {officer or system: what it signs in with}}`."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """`password` is the API key of a system; `totp` is base32, and empty for who signs in without a code."""

    password: str
    totp: str = ""

    @classmethod
    def read(cls, written: Written) -> "Credentials":
        """From the file. KeyError when the password is missing."""
        if isinstance(written, str):
            return cls(written)
        return cls(written["password"], written.get("totp", ""))

    @property
    def is_key(self) -> bool:
        """Whether it is an API key, with which nobody signs in."""
        return self.password.startswith("dk_")

    def step(self) -> int:
        """The time step of now; each has a code of its own."""
        return int(time.time()) // pyotp.TOTP(self.totp).interval

    def code(self, step: int | None = None) -> str:
        """The code of now, or of another step."""
        return pyotp.TOTP(self.totp).generate_otp(self.step() if step is None else step)
