"""How every refusal is told over HTTP: RFC 9457, one kind per page.

`REFUSALS` gives each refusal of the services its status; the door's own problems bring theirs along.
"""

import re
from dataclasses import dataclass
from typing import Final

from gateway.problems import DOOR
from gateway.signing.problems import ALL as SIGNING
from services.common import errors

REFUSALS: Final[dict[type[errors.Refusal], int]] = {
    errors.NotFound: 404,
    errors.UnknownTenant: 404,
    errors.WrongReferenceOrCode: 401,
    errors.SignInFailed: 401,
    errors.NotSignedIn: 401,
    errors.NotYourRole: 403,
    errors.Invalid: 422,
    errors.OutcomeNotAllowed: 409,
    errors.ReturnedTooOften: 409,
    errors.Incomplete: 409,
    errors.ExtensionRefused: 409,
    errors.ForwardingRefused: 409,
    errors.OpeningRefused: 403,
    errors.ObjectionTooLate: 409,
    errors.CannotMigrate: 409,
    errors.TaskDone: 409,
    errors.StaleVersion: 409,
    errors.KeyReused: 422,
    errors.AlreadyFiled: 409,
    errors.NotAwaited: 409,
    errors.CallbackRefused: 401,
    errors.AttachmentRefused: 422,
    errors.AttachmentUnknown: 422,
    errors.NotYetChecked: 409,
    errors.KeptApart: 409,
    errors.NotYetRendered: 503,
    errors.SigningRefused: 409,
    errors.NotSigned: 409,
    errors.CancelRefused: 409,
    errors.SubscriptionRefused: 409,
    errors.UploadExpired: 409,
    errors.NoLongerKept: 410,
    errors.CallerNotTrusted: 401,
    errors.Unavailable: 503,
}
"""The HTTP status of every refusal; a test holds this table to `errors.ALL`."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: its address, its title, its status and what it means in general."""

    code: str
    title: str
    status: int
    meaning: str

    @property
    def address(self) -> str:
        """The problem type, and a page that explains it."""
        return f"/problems/{self.code}"


def _kind(cls: type, status: int, sentence: str) -> Kind:
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", cls.__name__)
    return Kind(
        words.lower().replace(" ", "-"), words.capitalize(), status, sentence.replace("'{}'", "…").replace("{}", "…")
    )


BY_CLASS: Final[dict[type, Kind]] = {
    **{cls: _kind(cls, status, cls.sentence) for cls, status in REFUSALS.items()},
    **{cls: _kind(cls, cls.status, cls.sentence) for cls in (*DOOR, *SIGNING)},
}
KINDS: Final = {kind.code: kind for kind in BY_CLASS.values()}
"""Every kind of problem by its code."""
