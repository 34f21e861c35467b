"""Every address of the gateway, on one page."""

from typing import Final

from gateway.api import (
    attachments,
    complaints,
    filing,
    health,
    interventions,
    pages,
    procedures,
    reporter,
    shapes,
    signin,
    tasks,
    tenants,
)
from gateway.api import intervention_shapes as i
from gateway.callers import OFFICERS, REPORTERS, STAFF
from gateway.table import Route
from services.common.contracts import complaints as c
from services.common.contracts import procedures as p
from services.common.contracts import register as r
from services.common.contracts.tasks import Intervened, TaskCompleted
from services.common.steps import KINDS

API_PREFIX = "/api/v1"

PUBLIC, REPORTER, SIGN_IN, WORK, OPS = "Filing", "Reporter", "Signing in", "Complaints and tasks", "Health"
SOPS = "Procedures"

_OWN = "/reporter/attachments"
_ONE = "/complaints/<reference>"
_FILES = f"{_ONE}/attachments"

# fmt: off
API: Final[tuple[Route, ...]] = (
    Route("GET", "/tenants", tenants.list_all, PUBLIC, gives=r.Tenants),
    Route("GET", "/tenants/<tenant>", tenants.show, PUBLIC, gives=r.PublicTenant),
    Route("POST", "/tenants/<tenant>/complaints", filing.by_public, PUBLIC,
          takes=c.Filing, gives=shapes.FilingReceipt, status=201, keyed=True),

    Route("POST", "/reporter/session", reporter.open_session, REPORTER,
          takes=shapes.OpenComplaint, gives=shapes.ReporterSession, status=201),
    Route("GET", "/reporter/complaint", reporter.show, REPORTER, REPORTERS, gives=shapes.ReporterView),
    Route("GET", "/reporter/messages", reporter.messages, REPORTER, REPORTERS, gives=shapes.Messages),
    Route("POST", "/reporter/messages", reporter.post_message, REPORTER, REPORTERS,
          takes=shapes.NewMessage, gives=c.MailMessage, status=201, keyed=True),
    Route("POST", "/reporter/completion", reporter.complete, REPORTER, REPORTERS,
          takes=shapes.OwnCompletion, gives=TaskCompleted, keyed=True),
    Route("POST", "/reporter/objection", reporter.object_to_end, REPORTER, REPORTERS,
          takes=shapes.NewMessage, gives=r.Objected, status=201, keyed=True),
    Route("POST", "/reporter/consent", reporter.consent, REPORTER, REPORTERS, gives=r.Nothing),
    Route("POST", _OWN, attachments.add_own, REPORTER, REPORTERS, gives=c.Attachment, status=201, uploads=True),
    Route("GET", f"{_OWN}/<uuid:attachment_id>", attachments.fetch_own, REPORTER, REPORTERS, downloads=True),

    Route("POST", "/sessions", signin.sign_in, SIGN_IN, takes=shapes.SignIn, gives=shapes.Session, status=201),
    Route("DELETE", "/sessions", signin.sign_out, SIGN_IN, OFFICERS, status=204),
    Route("GET", "/me", signin.me, SIGN_IN, STAFF, gives=shapes.Me),

    Route("POST", "/complaints", filing.by_staff, WORK, STAFF,
          takes=c.Filing, gives=shapes.FilingReceipt, status=201, keyed=True),
    Route("GET", "/complaints", complaints.list_register, WORK, STAFF, query=r.Page, gives=r.Register),
    Route("GET", _ONE, complaints.show, WORK, STAFF, gives=r.Standing),
    Route("GET", f"{_ONE}/content", complaints.content, WORK, STAFF, gives=c.Content),
    Route("GET", f"{_ONE}/products", complaints.products, WORK, STAFF, gives=shapes.ComplaintProducts),
    Route("GET", f"{_ONE}/messages", complaints.messages, WORK, STAFF, gives=shapes.Messages),
    Route("POST", f"{_ONE}/messages", complaints.post_message, WORK, STAFF,
          takes=shapes.NewMessage, gives=c.MailMessage, status=201, keyed=True),
    Route("POST", _FILES, attachments.add, WORK, STAFF, gives=c.Attachment, status=201, uploads=True),
    Route("GET", f"{_FILES}/<uuid:attachment_id>", attachments.fetch, WORK, STAFF, downloads=True),
    Route("GET", "/roster", complaints.roster, WORK, STAFF, gives=r.ApplyOfficers),
    Route("GET", "/forwarded/<reference>", interventions.forwarded, WORK, OFFICERS, gives=i.Forwarded),
    Route("POST", f"{_ONE}/sop", interventions.migrate_sop, WORK, OFFICERS,
          takes=i.SopChange, gives=Intervened, keyed=True),
    Route("POST", "/conflicts", interventions.declare_conflict, WORK, OFFICERS,
          takes=i.Conflict, gives=Intervened, status=201, keyed=True),
    Route("GET", "/extensions", interventions.extensions, WORK, OFFICERS, gives=r.Extensions),
    Route("POST", "/extensions", interventions.ask_extension, WORK, OFFICERS,
          takes=i.ExtensionRequest, gives=Intervened, status=201, keyed=True),
    Route("POST", "/extensions/<uuid:extension_id>", interventions.decide_extension, WORK, OFFICERS,
          takes=i.ExtensionDecision, gives=Intervened, keyed=True),
    Route("GET", "/tasks", tasks.list_mine, WORK, STAFF, query=r.Page, gives=r.Tasks),
    *(
        Route("POST", f"/tasks/<uuid:task_id>/{kind}", tasks.completer(kind), WORK, STAFF,
              takes=tasks.BODIES[kind], gives=TaskCompleted, keyed=True)
        for kind in KINDS
    ),

    Route("GET", "/sops", procedures.versions, SOPS, OFFICERS, gives=p.Sops),
    Route("GET", "/sops/<sop>", procedures.definition, SOPS, OFFICERS, gives=p.SopDefinition),
    Route("POST", "/sops/retirements", procedures.retire, SOPS, OFFICERS, takes=p.RetireSop, gives=p.Sops),
    Route("POST", "/simulations", procedures.simulate, SOPS, OFFICERS, takes=p.Simulate, gives=p.Simulation),
)

HEALTH: Final[tuple[Route, ...]] = (
    Route("GET", "/healthz", health.alive, OPS, gives=shapes.Alive, has_problems=False),
    Route("GET", "/readyz", health.ready, OPS, gives=shapes.PartStates, has_problems=False),
)

PAGES: Final = (
    ("/", pages.home),
    ("/docs", pages.reference),
    ("/problems", pages.problems),
    ("/problems/<code>", pages.problem),
)
# fmt: on
