"""The reporter's own complaint: reference and access code open it, the mailbox shows even when other desks are away."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta

from pydantic import BaseModel

from gateway.api.shapes import Messages, NewMessage, OpenComplaint, OwnCompletion, ReporterSession, ReporterView
from gateway.desks import AWAY
from gateway.parts import parts
from gateway.receipts import as_access_code, as_reference
from gateway.regencies import public
from gateway.tokens import REPORTER_SECONDS, ReporterPass
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import MailboxKey, OpenMailbox
from services.common.contracts.content import Mailbox, MailMessage, PostMessage
from services.common.contracts.register import Nothing, Objected, ObjectToEnd, Progress
from services.common.contracts.tasks import Answer, CompleteTask, TaskCompleted
from services.common.errors import NotFound
from services.common.steps import AWAITS_REPORTER, desk_of

_PATIENCE = 2.5


def open_session(body: OpenComplaint) -> ReporterSession:
    """Open a complaint

    With its reference and access code. The token serves for half an hour.
    """
    parts().regencies.get(body.tenant)
    opened = OpenMailbox(reference=as_reference(body.reference), access_code=as_access_code(body.access_code))
    key = parts().desks.call("intake.open_mailbox", public(body.tenant), opened, MailboxKey)
    return ReporterSession(
        token=parts().reporter_tokens.write(ReporterPass(body.tenant, key.complaint_id, key.reference)),
        reference=key.reference,
        expires_at=datetime.now(UTC) + timedelta(seconds=REPORTER_SECONDS),
    )


def show(caller: Caller) -> ReporterView:
    """Where the complaint stands

    With the answers given so far and the mailbox. What cannot be shown just now is listed under `missing`.
    """
    desks = parts().desks
    asked: dict[str, Callable[[], BaseModel]] = {
        "mailbox": lambda: desks.call("intake.mailbox", caller, Nothing(), Mailbox),
        "progress": lambda: desks.call("register.progress", caller, Nothing(), Progress, timeout=_PATIENCE),
        "answers": lambda: desks.call("followup.answer", caller, Nothing(), Answer, timeout=_PATIENCE),
    }
    told = desks.together(asked)
    mailbox = told["mailbox"].result()
    unheard = Progress(reference="", state="unknown")
    unknown = unheard.model_copy(update={"state": "being_registered"})
    progress, is_known = _or(told["progress"], absent=unknown, away=unheard)
    answers, is_heard = _or(told["answers"], absent=Answer(), away=Answer())
    return ReporterView.model_validate(
        mailbox.model_dump()
        | progress.model_dump(exclude={"reference"})
        | {
            "answers": answers.model_dump()["texts"],
            "missing": [name for name, is_there in (("progress", is_known), ("answers", is_heard)) if not is_there],
        }
    )


def messages(caller: Caller) -> Messages:
    """The mailbox"""
    return Messages(messages=parts().desks.call("intake.mailbox", caller, Nothing(), Mailbox).messages)


def post_message(caller: Caller, body: NewMessage, key: str) -> MailMessage:
    """Write to the office"""
    found = parts()
    message = PostMessage(text=body.text, request_key=found.receipts.request_key(caller, key))
    return found.desks.call("intake.post_message", caller, message, MailMessage)


def complete(caller: Caller, body: OwnCompletion, key: str) -> TaskCompleted:
    """I have completed my complaint

    When the office has asked for something: add it as attachments, or say it here, then send this. The clocks of the
    complaint run on.
    """
    found = parts()
    request_key = found.receipts.request_key(caller, key)
    if body.text:
        message = PostMessage(text=body.text, request_key=f"{request_key}:text")
        found.desks.call("intake.post_message", caller, message, MailMessage)
    done = CompleteTask(kind=AWAITS_REPORTER, request_key=request_key, **body.model_dump(exclude={"text"}))
    return found.desks.call(f"{desk_of(AWAITS_REPORTER)}.complete", caller, done, TaskCompleted)


def object_to_end(caller: Caller, body: NewMessage, key: str) -> Objected:
    """Object to the end

    Within the days the SOP of the regency gives. The message is kept in the mailbox even when it comes too late.
    """
    found = parts()
    post_message(caller, body, key)
    objection = ObjectToEnd(request_key=f"{found.receipts.request_key(caller, key)}:objection")
    return found.desks.call("register.object", caller, objection, Objected)


def consent(caller: Caller) -> Nothing:
    """Agree that my identity goes along

    When the complaint is passed to another agency that has the authority.
    """
    return parts().desks.call("intake.give_consent", caller, Nothing(), Nothing)


def _or(told: "Future[BaseModel]", absent: BaseModel, away: BaseModel) -> tuple[BaseModel, bool]:
    """What a desk told; `absent` when it does not know the complaint (yet), `away` when it does not answer."""
    try:
        return told.result(), True
    except NotFound:
        return absent, True
    except AWAY:
        return away, False
