"""What the followup desk does besides ending steps: demand the report, answer the reporter, take the source's word."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from services.common.desk.completion import Effect, Ending
from services.common.desk.custody import Custody
from services.common.errors import Invalid


class Answers(Protocol):
    """What these use cases ask of the desk's database."""

    def write(self, custody: Custody, text: str, at: datetime) -> None: ...
    def forget_drafts(self, custody: Custody) -> None: ...
    def deliver(self, custody: Custody, at: datetime) -> None: ...
    def tell(self, custody: Custody, text: str, at: datetime) -> None: ...


def effects(answers: Answers) -> Mapping[str, Effect]:
    """What is special to each kind of step."""
    return {
        "carry_out": carry_out,
        "respond": lambda ending: respond(ending, answers),
        "deliver": lambda ending: deliver(ending, answers),
        "await_source": await_source,
        "close": lambda ending: tell(ending, answers),
        "reconsider": lambda ending: tell(ending, answers),
    }


def carry_out(ending: Ending) -> str | None:
    """The report the branch demands (LHA, LHK, LHKo; Banyumas row 10) is attached and numbered."""
    if ending.is_return:
        return None
    demand_attachment(ending, f"Attach the report ({', '.join(ending.documents) or 'laporan'}) first.")
    return str(ending.result.report_number)


def respond(ending: Ending, answers: Answers) -> None:
    """The answer is written, in the place of a draft that was returned; the reporter sees it when it is delivered."""
    if not ending.is_return:
        answers.forget_drafts(ending.custody)
        answers.write(ending.custody, ending.result.answer, ending.now)


def deliver(ending: Ending, answers: Answers) -> None:
    """What was written is delivered, and what the reporter is told besides."""
    if ending.is_return:
        return
    if ending.result.answer:
        answers.write(ending.custody, ending.result.answer, ending.now)
    answers.deliver(ending.custody, ending.now)


def await_source(ending: Ending) -> None:
    """The source itself confirms (Banyumas row 12); an officer may enter it only with the proof attached."""
    if ending.caller.kind != "system" and not ending.is_return:
        demand_attachment(
            ending, "Only the source can confirm. To enter its confirmation for it, attach the proof of it."
        )


def tell(ending: Ending, answers: Answers) -> None:
    """A message to the reporter, if there is one: the last one at closing, the decision on an objection either way."""
    if ending.result.message:
        answers.tell(ending.custody, ending.result.message, ending.now)


def demand_attachment(ending: Ending, sentence: str) -> None:
    """A step that rests on a paper has the paper attached. Invalid."""
    if not ending.result.attachments:
        raise Invalid({"result.attachments": sentence})
