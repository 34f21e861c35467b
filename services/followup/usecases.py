"""What the followup desk does besides ending steps: answer the reporter, deliver, take the source's word."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, Protocol
from uuid import UUID

from services.common.desk.custody import RECEIVED_ON, Custody
from services.common.desk.ending import Effect, Ending
from services.common.desk.papers import Paper
from services.common.documents import KINDS
from services.common.errors import Invalid

_FOR_REPORTER: Final = tuple(kind.name for kind in KINDS.values() if kind.for_reporter and kind.desk == "followup")


class Answers(Protocol):
    """What these use cases ask of the desk's database."""

    def write(self, custody: Custody, text: str, at: datetime) -> None: ...
    def is_written(self, custody: Custody) -> bool: ...
    def forget_drafts(self, custody: Custody) -> None: ...
    def deliver(self, custody: Custody, at: datetime) -> None: ...
    def tell(self, custody: Custody, text: str, at: datetime) -> None: ...
    def standing(self, complaint_id: UUID, kind: str) -> Paper | None: ...
    def change(self, document_id: UUID, **values: Any) -> None: ...


def effects(answers: Answers) -> Mapping[str, Effect]:
    """What is special to each kind of step."""
    return {
        "respond": lambda ending: respond(ending, answers),
        "deliver": lambda ending: deliver(ending, answers),
        "await_source": await_source,
        "close": lambda ending: tell(ending, answers),
        "reconsider": lambda ending: tell(ending, answers),
    }


def respond(ending: Ending, answers: Answers) -> None:
    """The answer is written, in the place of a draft that was returned; the reporter sees it when it is delivered."""
    if not ending.is_return:
        answers.forget_drafts(ending.custody)
        answers.write(ending.custody, ending.result.answer, ending.now)


def deliver(ending: Ending, answers: Answers) -> None:
    """What was written is delivered, documents as well, and what the reporter is told besides. Invalid."""
    if ending.is_return:
        return
    if not (ending.result.answer or answers.is_written(ending.custody)):
        said = "Nothing was written for the reporter before. Say here what the reporter is told."
        raise Invalid({"result.answer": said})
    if ending.result.answer:
        answers.write(ending.custody, ending.result.answer, ending.now)
    answers.deliver(ending.custody, ending.now)
    for kind in _FOR_REPORTER:
        paper = answers.standing(ending.custody.complaint_id, kind)
        if paper and paper.delivered_at is None:
            answers.change(paper.document_id, delivered_at=ending.now)


def await_source(ending: Ending) -> None:
    """The source itself confirms (Banyumas row 12); an officer may enter it only with the proof attached."""
    if not ending.is_return:
        _demand_later(ending)
    if ending.caller.kind != "system" and not ending.is_return:
        _demand_proof(ending)


def tell(ending: Ending, answers: Answers) -> None:
    """A message to the reporter, if there is one: the last one at closing, the decision on an objection either way."""
    if ending.result.message:
        answers.tell(ending.custody, ending.result.message, ending.now)


def _demand_later(ending: Ending) -> None:
    """The source has not closed the complaint before there was one. Invalid."""
    received_on = ending.custody.facts.get(RECEIVED_ON)  # unknown of complaints filed by an earlier version
    if received_on and ending.result.confirmed_on < date.fromisoformat(received_on):
        said = f"The complaint was received on {received_on}. Give the day on which the source closed it."
        raise Invalid({"result.confirmed_on": said})


def _demand_proof(ending: Ending) -> None:
    if not ending.result.attachments:
        sentence = "Only the source can confirm. To enter its confirmation for it, attach the proof of it."
        raise Invalid({"result.attachments": sentence})
