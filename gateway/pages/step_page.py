"""What the page of a step shows beside its fields: choices of this complaint, and what stands on a form just opened."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final
from uuid import uuid4

from flask import g
from werkzeug.datastructures import MultiDict

from gateway.api import complaints, documents, interventions
from gateway.desks import AWAY
from gateway.pages import complaint_people, complaint_sop, complaint_told, step_parsing, step_words
from gateway.pages.complaint_files import Paper, paper
from gateway.pages.forms import Form
from gateway.pages.step_fields import StepField, fields_of
from gateway.pages.step_task import Work
from gateway.pages.words import say, zone
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import Attachment
from services.common.contracts.content import Content
from services.common.contracts.rights import RIGHTS
from services.common.contracts.tasks import Product
from services.common.errors import NotFound, Refusal
from services.common.vocabulary import PROBLEM_CODES

Options = tuple[tuple[str, str], ...]
_ABOUT_PAPERS: Final = frozenset({"sign_letter", "hand_over_letter", "decide", "deliver", "close"})
_AT_ANY_END: Final = ("attachments", "note")


@dataclass(frozen=True, slots=True)
class Around:
    """The complaint around a step: its content as far as it may be read, its files, and what was done before."""

    content: Content | None = None
    files: tuple[Attachment, ...] = ()
    products: tuple[Product, ...] = ()
    choices: Mapping[str, Options] = field(default_factory=dict)

    @property
    def accepted(self) -> tuple[Attachment, ...]:
        """Files that can be named in a step."""
        return tuple(file for file in self.files if file.state == "accepted")

    def before(self, step: str) -> Product | None:
        """What this step brought forth when it was done last."""
        return next((one for one in reversed(self.products) if one.step == step and one.result), None)


def asked(work: Work, outcome: str) -> tuple[StepField, ...]:
    """The fields this outcome asks for; what goes back is not finished, so of it only the reason is asked."""
    fields = fields_of(work.task.kind)
    way = next((one for one in work.ways if one.key == outcome), None)
    return tuple(one for one in fields if one.name in _AT_ANY_END) if way and way.is_return else fields


def around(caller: Caller, work: Work) -> Around:
    """Everything that is needed besides the task; what cannot be had is left out."""
    content, files = _content(caller, work.task.reference)
    return Around(content, files, _products(caller, work.task.reference), _choices(caller, work))


def opened(work: Work, near: Around, outcome: str, uploaded: str) -> Form:
    """A form just opened: as it was filled in last, or with what is mostly so."""
    fields = fields_of(work.task.kind)
    earlier = near.before(work.task.step)
    written = {name: value for name, value in earlier.result.items() if value is not None} if earlier else {}
    known = {str(file.attachment_id) for file in near.files}
    values = step_parsing.form_of(fields, _usual(work, near) | written)
    values.setlist("attachments", [one for one in (*values.getlist("attachments"), uploaded) if one in known])
    values.update({"hasil": outcome, "versi": str(work.task.version), "seen": str(work.seen), "kunci": uuid4().hex})
    return Form(values)


def kept(work: Work, form: Form) -> Form:
    """The form as it was sent, rows without their gaps, so that faults stand at the right row."""
    values: MultiDict[str, str] = MultiDict(form.values)
    many = tuple(one for one in fields_of(work.task.kind) if one.shape in ("rows", "paragraphs"))
    for name in [key for key in values if any(key.startswith(f"{one.name}.") for one in many)]:
        values.poplist(name)
    values.update(step_parsing.form_of(many, step_parsing.result_of(many, form)))
    return Form(values, form.faults)


def papers(caller: Caller, work: Work) -> list[Paper]:
    """The documents this step is about, such as the letter that is to be signed."""
    if work.task.kind not in _ABOUT_PAPERS or work.standing is None:
        return []
    try:
        listed = documents.list_all(caller, work.task.reference).documents
    except (NotFound, *AWAY):
        return []
    return [paper(one) for one in listed if not (one.replaced_by or one.cancelled_at)]


def held_by(caller: Caller, work: Work) -> str:
    """Who else is busy with the step, by name."""
    handler = work.task.handler
    return complaint_people.names(caller)(handler) if handler and handler != caller.actor else ""


def telling(caller: Caller, near: Around) -> Callable[[Product], list[tuple[str, str]]]:
    """What tells a result in words."""
    spoken = complaint_told.Telling(complaint_people.names(caller), near.files)
    return lambda product: complaint_told.result(spoken, product)


def today() -> str:
    """The day in the regency."""
    return datetime.now(UTC).astimezone(zone()).date().isoformat()


def _usual(work: Work, near: Around) -> dict[str, Any]:
    usual: dict[str, Any] = {name: today() for name in step_words.TODAY}
    if work.task.kind == "verify":
        usual["checklist"] = _checklist(work, near)
    return usual


def _checklist(work: Work, near: Around) -> list[dict[str, Any]]:
    """What the SOP wants of this channel; what is not there yet is marked."""
    channel = work.procedure.channels.get(work.task.channel or "", {}) if work.procedure else {}
    missing = near.content.missing if near.content else ()
    has_identity = bool(near.content and near.content.has_identity)
    items = [(one, True) for one in (work.step.inputs if work.step else ())]
    if channel.get("identity_required"):
        items.append((say("Identitas pelapor"), has_identity))
    demanded = complaint_sop.words(channel.get("attachments_required"))
    items += [(f"{say('Lampiran')}: {complaint_told.attachment(one)}", one not in missing) for one in demanded]
    items.append((say("Uraian kejadian jelas (apa, siapa, di mana, kapan)"), True))
    return [{"item": item[:300], "is_met": is_met} for item, is_met in items]


def _content(caller: Caller, reference: str) -> tuple[Content | None, tuple[Attachment, ...]]:
    try:
        if RIGHTS["intake.content"].admits(caller):
            content = complaints.content(caller, reference)
            return content, content.attachments
        return None, interventions.forwarded(caller, reference).attachments
    except (Refusal, *AWAY):
        return None, ()


def _products(caller: Caller, reference: str) -> tuple[Product, ...]:
    if not RIGHTS["intake.products"].admits(caller):
        return ()
    try:
        return complaints.products(caller, reference).products
    except (NotFound, *AWAY):
        return ()


def _choices(caller: Caller, work: Work) -> dict[str, Options]:
    fields = fields_of(work.task.kind)
    needed = {one.source for field in fields for one in (field, *field.columns)}
    found: dict[str, Options] = {"problems": tuple((code, f"{code} {name}") for code, name in PROBLEM_CODES.items())}
    if "units" in needed:
        found["units"] = tuple((unit.key, unit.name) for unit in g.tenant.units)
    if "officers" in needed:
        people = sorted(complaints.roster(caller).officers, key=lambda one: one.name)
        found["officers"] = tuple((one.id, f"{one.name}, {one.position}") for one in people if one.kind == "officer")
    return found
