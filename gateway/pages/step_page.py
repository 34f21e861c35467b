"""What the page of a step shows beside its fields: choices of this complaint, and what stands on a form just opened."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final
from uuid import uuid4

from flask import g
from werkzeug.datastructures import MultiDict

from gateway.api import complaints, documents, interventions
from gateway.desks import AWAY
from gateway.pages import complaint_people, complaint_told, step_checklist, step_parsing, step_words
from gateway.pages.complaint_files import Paper, paper, signs_instead
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
_QUESTION: Final = "asks"
"""What the reporter is asked; only where the step then waits for the reporter."""

_NEWS: Final[Mapping[str, str]] = {
    "checking": "Berkas {file} terunggah dan sedang diperiksa; ikut dalam langkah ini.",
    "accepted": "Berkas {file} terunggah dan sudah dicentang di formulir.",
}
_NOT_TAKEN: Final = "Berkas {file} ditolak. Sebabnya ada di halaman pengaduan, bagian Bukti."


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

    @property
    def is_answered(self) -> bool:
        """Whether an answer was written that is not delivered yet."""
        told = [one.kind for one in self.products if "answer" in one.result or "delivered_on" in one.result]
        return bool(told) and told[-1] == "respond"

    def before(self, step: str) -> Product | None:
        """What this step brought forth when it was done last."""
        return next((one for one in reversed(self.products) if one.step == step and one.result), None)


def asked(work: Work, outcome: str, near: Around | None = None) -> tuple[StepField, ...]:
    """The fields this outcome asks for; what goes back is not finished, so of it only the reason is asked."""
    fields = fields_of(work.task.kind)
    way = next((one for one in work.ways if one.key == outcome), None)
    if way and way.is_return:
        return tuple(one for one in fields if one.name in _AT_ANY_END)
    asks = None if way is None or work.procedure is None else work.procedure.asks_reporter(way)
    needed = {_QUESTION} if asks else set()
    if near and work.task.kind == "deliver" and not near.is_answered:
        needed.add("answer")
    shown = (one for one in fields if one.name != _QUESTION or asks is not False)
    return tuple(replace(one, is_required=one.is_required or one.name in needed) for one in shown)


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
    usual = _usual(work, near)
    if "checklist" in written:
        written["checklist"] = step_checklist.brought_up_to_date(written["checklist"], usual["checklist"])
    values = step_parsing.form_of(fields, usual | written)
    values.setlist("attachments", [one for one in (*values.getlist("attachments"), uploaded) if one in known])
    values.update({"hasil": outcome, "versi": str(work.task.version), "seen": str(work.seen), "kunci": uuid4().hex})
    return Form(values)


def news(near: Around, uploaded: str) -> str:
    """What became of a file just uploaded."""
    file = next((one for one in near.files if str(one.attachment_id) == uploaded), None)
    if file is None:
        return ""
    return say(_NEWS.get(file.state, _NOT_TAKEN)).format(file=file.file_name)


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
    instead = signs_instead(work.standing, work.procedure)
    return [paper(caller, one, instead=instead) for one in listed if not (one.replaced_by or one.cancelled_at)]


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
        channel = work.procedure.channels.get(work.task.channel or "", {}) if work.procedure else {}
        usual["checklist"] = step_checklist.lines(channel, work.step, near.content)
    return usual


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
        found["officers"] = tuple((one.id, f"{one.name}, {one.position}") for one in people if one.may_join_a_team)
    return found
