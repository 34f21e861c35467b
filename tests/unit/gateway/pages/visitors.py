"""A reporter at the pages of a complaint: let in, with desks that answer, and forms sent as a browser does."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from gateway.pages import cookies
from gateway.parts import parts_of
from gateway.tokens import ReporterPass
from services.common.contracts.register import Awaited, Progress
from services.common.contracts.tasks import Answer
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import COMPLAINT, KEY, MAILBOX, NOW, REFERENCE, TENANT

OWN = "/contoh/pengaduan"
DOOR = "/contoh/lacak"
FROM_OUR_PAGE = {"Sec-Fetch-Site": "same-origin"}
CHANNELS = {"web": {"modes": ["open", "confidential", "anonymous"], "attachments_required": ["ktp"]}}
REGENCY = TENANT.model_copy(update={"channels": CHANNELS, "steps": ({"kind": "record"}, {"kind": "assess"})})
BOX = MAILBOX.model_copy(update={"channel": "web", "has_identity": True})
AWAITED = Awaited(
    task_id=COMPLAINT, version=3, kind="await_reporter", title="Menunggu", outcomes={"lengkap": "Lengkap"}, due_at=NOW
)


def desks_answer(desks: Answerer, **progress: Any) -> None:
    """A complaint in progress at `assess`, unless told otherwise; no documents."""
    standing: dict[str, Any] = {"reference": REFERENCE, "state": "in_progress", "kind": "assess", "step": "Penelaahan"}
    desks.on("register.tenant", REGENCY)
    desks.on("intake.mailbox", BOX)
    desks.on("register.progress", Progress(**{**standing, **progress}))
    desks.on("followup.answer", Answer())


def let_in(client: FlaskClient) -> None:
    """The browser has a reporter's token."""
    token = parts_of(client.application).reporter_tokens.write(ReporterPass("contoh", COMPLAINT, REFERENCE))
    client.set_cookie(cookies.REPORTER, token, path="/contoh")


def sends(client: FlaskClient, path: str, **form: Any) -> TestResponse:
    """A form of ours, with its key."""
    return client.post(path, data={"kunci": KEY, **form}, headers=FROM_OUR_PAGE)
