"""An SOP as data: the shape of `deploy/tenants/<regency>/sop.yaml`.

The model is strict: an unknown key, a wrong type or a missing value is refused when the file is read, and so is an
SOP larger than any procedure, for the check walks every way through it. What needs
more than one element at a time (is every step reachable, can every clock stop) is asked by `sop.check`.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,39}$")]


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _as_transitions(value: Any) -> Any:
    return [{"to": value}] if isinstance(value, str) else value


Words = Annotated[tuple[Key, ...], BeforeValidator(_as_list)]
Guard = dict[Key, Words]
"""`{channel: [lapak_aduan], decision: audit_kasus}`: true when every named fact has one of the listed values."""


class Strict(BaseModel):
    """A frozen model that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Provenance(Strict):
    """Which words of the published SOP an element rests on.

    `literal` stands in the source; `read` is our reading of silent or garbled words; `added` is needed to finish the
    work but absent from the source; `reconstructed` replaces a part of the source that cannot be used.
    """

    basis: Literal["literal", "read", "added", "reconstructed"]
    note: str = ""


class Role(Strict):
    """A role by this tenant's name for it."""

    label: str
    substitute: Words = Field(
        default=(), description="Roles that do its steps where a holder of it is the reported party."
    )


class Channel(Strict):
    """A way complaints arrive, and what the SOP asks of the reporter there.

    Identity rules belong to the channel and not to the tenant: WBS never demands what DUMAS does.
    """

    label: str
    filed_by: Words = Field(description="Roles that may file here; `pelapor` means the public form.")
    modes: tuple[Literal["open", "confidential", "anonymous"], ...] = Field(min_length=1)
    identity_required: Words = ()
    attachments_required: Words = ()
    source_reference: Literal["none", "optional", "required"] = "none"
    provenance: Provenance


class Transition(Strict):
    """Where a step leads; the first transition whose guard holds is taken."""

    when: Guard = {}
    to: Key = Field(description="A step, or one of the SOP's ends.")


class Outcome(Strict):
    """One way a step can end."""

    label: str
    to: Annotated[tuple[Transition, ...], BeforeValidator(_as_transitions), Field(min_length=1)]
    sets: dict[Key, Key] = {}
    is_return: bool = Field(default=False, description="Goes back to an earlier step of the same desk.")
    reason_required: bool = False
    limit: int | None = Field(default=None, ge=1, description="How often a complaint may take it; returns need one.")
    when_complete: bool = Field(
        default=False, description="Only possible when every attachment the channel requires is there."
    )
    finds: dict[Key, bool] = Field(
        default={},
        description="What the outcome says of yes-or-no fields of the kind's result; none may say otherwise.",
    )


class Output(Strict):
    """A document the step must produce, when its guard holds."""

    document: Key
    when: Guard = {}


class Copy(Strict):
    """A copy (tembusan) of a document that goes to a role when the step ends."""

    document: Key
    to: Words
    when: Guard = {}


class Extension(Strict):
    """How much longer a clock may be made: asked by who holds the task, with a reason, and granted by somebody else."""

    most: int = Field(ge=1, description="The most that may be granted in all, in the unit of the clock.")
    approved_by: Words
    provenance: Provenance


class Allowance(Strict):
    """A length of time in the words of the source and as a number with its unit."""

    text: str
    amount: int = Field(ge=1)
    unit: Literal["working_minutes", "working_hours", "days", "working_days", "months"]
    limit: Literal["maximum", "target"] = "maximum"
    extension: Extension | None = None
    provenance: Provenance


class Step(Strict):
    """One row of the SOP."""

    key: Key
    number: str | None = Field(default=None, description="The row's number in the source; none for an added step.")
    title: str
    text: str = Field(description="The literal words of the source.")
    kind: Key
    roles: Words
    inputs: tuple[str, ...] = ()
    outputs: tuple[Output, ...] = ()
    copies: tuple[Copy, ...] = ()
    required: Words = Field(default=(), description="Fields of the kind's result that this SOP makes mandatory.")
    clock: Allowance | None = Field(default=None, description="Runs from entering the step to leaving it.")
    pauses: bool = Field(
        default=False, description="The SOP's clocks stand still here, until the step's own clock has run out."
    )
    when_late: Key | None = Field(default=None, description="The outcome that is taken when the step's clock runs out.")
    outcomes: dict[Key, Outcome] = Field(min_length=1, max_length=20)
    provenance: Provenance


Anchor = Annotated[str, StringConstraints(pattern=r"^(received|closed|[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*)$")]
"""An event of the complaint's life: `received`, `closed`, `<step>.entered`, `<step>.completed`, `<step>.<outcome>`
or `document.<document>`."""


class Anchors(Strict):
    """When a clock starts or stops: after all of the events of `all_of`, or after any of `any_of`.

    With both lists whichever is met first counts: report and status, or the complaint was closed without them.
    """

    all_of: tuple[Anchor, ...] = ()
    any_of: tuple[Anchor, ...] = ()

    def model_post_init(self, _context: Any) -> None:
        if not (self.all_of or self.any_of):
            raise ValueError("give all_of or any_of, with at least one event")


class Clock(Allowance):
    """A deadline over more than one step."""

    key: Key
    when: Guard = {}
    start: Anchors
    stop: Anchors


class Schedule(Strict):
    """A report that falls due by the calendar."""

    report: Key
    to: Words
    every: Literal["month", "quarter", "semester", "year"]
    provenance: Provenance


class Objection(Allowance):
    """For how long after this end the reporter may object, how often, and the step that decides on it."""

    to: Key
    times: int = Field(default=1, ge=1)


class Reminder(Strict):
    """When who is reminded of a deadline: so many working days before (negative) or after it falls due."""

    working_days: int = Field(ge=-60, le=60)
    to: Words = Field(description="Roles; `holder` means those the open step waits for.")


class End(Strict):
    """A way a complaint ends."""

    label: str
    objection: Objection | None = None
    provenance: Provenance


class Source(Strict):
    """The published document this SOP was written from."""

    office: str
    document: str
    number: str = ""
    dated_on: str = ""
    legal_basis: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Sop(Strict):
    """A regency's procedure, immutable once published. Known everywhere by its `id`, `<tenant>@<version>`."""

    tenant: Key
    version: int = Field(ge=1)
    title: str
    source: Source
    products: tuple[Key, ...] = ()
    roles: dict[Key, Role]
    channels: dict[Key, Channel] = Field(max_length=20)
    facts: dict[Key, Annotated[tuple[Key, ...], Field(max_length=20)]] = Field(default={}, max_length=8)
    steps: tuple[Step, ...] = Field(min_length=1, max_length=80)
    ends: dict[Key, End] = Field(min_length=1)
    clocks: tuple[Clock, ...] = Field(default=(), max_length=30)
    schedules: tuple[Schedule, ...] = ()
    reminders: tuple[Reminder, ...] = ()

    @property
    def id(self) -> str:
        """`banyumas@1`."""
        return f"{self.tenant}@{self.version}"

    @property
    def first(self) -> Step:
        """The step a new complaint enters."""
        return self.steps[0]

    def step(self, key: str) -> Step | None:
        """The step with this key, or None when the key names an end (or nothing)."""
        return next((step for step in self.steps if step.key == key), None)
