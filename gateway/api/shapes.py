"""What the REST interface takes and gives beyond the contracts: sign-in, receipts, and views that gather answers."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, GetJsonSchemaHandler, StringConstraints, create_model
from pydantic.alias_generators import to_camel
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from services.common.contracts.complaints import Attachment, Filing, Message, Mode
from services.common.contracts.content import MailMessage
from services.common.contracts.lateness import Lateness
from services.common.contracts.register import Awaited, Passed
from services.common.contracts.result import Code, Prose, Result
from services.common.contracts.tasks import Product, Remark

SignInName = Annotated[
    str, StringConstraints(strip_whitespace=True, to_lower=True, pattern=r"^[A-Za-z][A-Za-z0-9_]{1,39}$")
]
Typed = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[^\x00]*$")]


class OpenComplaint(Message):
    """The reporter's key, as typed; small letters, and 0 for O or 1 for I and L, are understood."""

    tenant: SignInName
    reference: Typed
    access_code: Typed


class ReporterSession(Message):
    """Leave to see and add to one complaint for half an hour."""

    token: str = Field(description="To be sent as `Authorization: Bearer …`.")
    reference: str
    expires_at: datetime


class AsSent(Message):
    """Which of a file is downloaded."""

    original: bool = Field(default=False, description="As it was sent, with what is hidden in it.")


class PublicFiling(Filing):
    """A complaint as a form sends it, with a field that people do not see and programs fill in."""

    homepage: Annotated[str, StringConstraints(max_length=300)] = Field(
        default="", description="Leave it out, or empty. A form hides this field; filled, a proof of work is asked for."
    )

    def filing(self) -> Filing:
        """What goes on from here. It has been checked, so it is not checked again."""
        names = Filing.model_fields.keys()
        return Filing.model_construct(self.model_fields_set & names, **{name: getattr(self, name) for name in names})


class ChallengeParameters(Message):
    """What is to be solved; ALTCHA's own names."""

    model_config = ConfigDict(alias_generator=to_camel, serialize_by_alias=True)

    algorithm: str
    cost: int
    key_length: int
    key_prefix: str
    key_signature: str
    nonce: str
    salt: str
    expires_at: int = Field(description="Seconds since 1970.")


class ProofChallenge(Message):
    """A sum that takes a cheap phone about a second."""

    parameters: ChallengeParameters
    signature: str


class FilingReceipt(Message):
    """Proof that a complaint was filed. Keep the access code: it is shown here and nowhere else."""

    reference: str
    access_code: str
    received_at: datetime
    state: Literal["received", "queued"] = Field(
        description="`queued`: safe with us and about to be received; the reference and the code are already valid."
    )
    note: str
    token: str | None = Field(description="The reporter's token, when the reporter filed in person.")
    tracking: str = Field(description="Where to look, with the reporter's token.")


class ReporterView(Message):
    """Where the complaint stands, what was answered, and the mailbox."""

    reference: str
    subject: str
    filed_at: datetime
    received_at: datetime | None = Field(
        default=None, description="When the office received it, where an officer keyed it in later and says so."
    )
    mode: Mode
    channel: str = ""
    has_identity: bool = False
    has_consent: bool = Field(default=False, description="To the identity going along to another agency.")
    missing_files: tuple[str, ...] = Field(default=(), description="Attachments the channel requires and that lack.")
    identity_openings: int = Field(default=0, description="How often the office was allowed to look who you are.")
    state: str = Field(description="`being_registered`, `in_progress`, `closed`, or `unknown` just now.")
    step: str | None = None
    kind: str | None = Field(default=None, description="Of the step it is at.")
    done: tuple[str, ...] = ()
    passed: tuple[Passed, ...] = Field(default=(), description="Every step that has ended, oldest first.")
    due_at: datetime | None = None
    why: str = ""
    end: str | None = None
    is_paused: bool = False
    waits_for_reporter: Awaited | None = None
    objection_until: datetime | None = None
    lateness: Lateness | None = Field(default=None, description="Why the deadline has passed, where it has.")
    answers: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...]
    messages: tuple[MailMessage, ...]
    missing: tuple[str, ...] = Field(default=(), description="`progress`, `answers`: cannot be shown just now.")


class NewMessage(Message):
    """A message for the complaint's mailbox."""

    text: Prose


class OwnCompletion(Message):
    """The reporter has added what was asked for, in words or as attachments. What waits stands in the complaint's
    `waits_for_reporter`."""

    task_id: UUID
    version: Annotated[int, Field(ge=1)]
    outcome: Code = Field(description="One of the outcomes listed there.")
    text: Prose | None = None


class Messages(Message):
    """The mailbox, oldest first."""

    messages: tuple[MailMessage, ...]


class ComplaintProducts(Message):
    """The results and documents of all desks, oldest first."""

    reference: str
    products: tuple[Product, ...]
    remarks: tuple[Remark, ...] = Field(default=(), description="What officers did besides ending steps, and why.")
    missing: tuple[str, ...] = Field(default=(), description="Desks that do not answer just now.")


class PartStates(Message):
    """Each part the gateway rests on: `ok` or `away`."""

    state: Literal["ready", "not_ready"]
    parts: dict[str, Literal["ok", "away"]]


class Alive(Message):
    """The process answers."""

    state: Literal["alive"] = "alive"


class Completion(Message):
    """How an officer ends a step, whatever its kind."""

    version: Annotated[int, Field(ge=1, description="The version of the complaint the officer has read.")]
    outcome: Code
    reason: Prose | None = Field(default=None, description="Needed where the step goes back.")


class Described:
    """Any JSON object, described in the specification as this model: only the desk knows what an outcome demands."""

    def __init__(self, model: type[Result]) -> None:
        self._model = model

    def __get_pydantic_json_schema__(self, _: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The model's schema in the object's place."""
        return handler(self._model.__pydantic_core_schema__)


def completion_of(kind: str, result: type[Result]) -> type[Completion]:
    """The body that ends a step of this kind."""
    shape = Annotated[dict[str, Any], Described(result)]
    return create_model(
        "Complete" + kind.title().replace("_", ""),
        __base__=Completion,
        __doc__=f"Ends a step of the kind `{kind}`.",
        result=(shape, Field(default_factory=dict, description="May stay empty where the step goes back.")),
    )
