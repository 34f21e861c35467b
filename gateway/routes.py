"""Every address of the gateway, on one page."""

from typing import Final

from gateway.api import access_shapes as a
from gateway.api import (
    attachments,
    audit,
    bundles,
    challenge,
    complaints,
    document_shapes,
    documents,
    filing,
    handling,
    handling_shapes,
    health,
    identities,
    identity_shapes,
    interventions,
    operations,
    parked,
    privacy,
    privacy_shapes,
    procedures,
    report_shapes,
    reporter,
    reports,
    retention,
    second_factor,
    shapes,
    signature_shapes,
    signatures,
    signin,
    tasks,
    tenants,
    verification,
    verification_shapes,
)
from gateway.api import intervention_shapes as i
from gateway.callers import EVERY_ACCOUNT, OFFICERS, OPERATORS, PEOPLE, REPORTERS, STAFF
from gateway.deputy_routes import DEPUTIES
from gateway.listening_routes import LISTENING
from gateway.sandbox_routes import SANDBOX
from gateway.source_routes import SOURCES
from gateway.table import Route
from services.common.contracts import complaints as c
from services.common.contracts import content as w
from services.common.contracts import documents as n
from services.common.contracts import handling as h
from services.common.contracts import identity as o
from services.common.contracts import privacy as d
from services.common.contracts import procedures as p
from services.common.contracts import regencies as g
from services.common.contracts import register as r
from services.common.contracts import retention as k
from services.common.contracts.audit import AuditPage, AuditTrail
from services.common.contracts.calendars import CalendarOf, CalendarYear
from services.common.contracts.lists import EntryQuery, TaskQuery
from services.common.contracts.parked import ParkedOf, ParkedSettled, SettleParked
from services.common.contracts.processing import ProcessingRecord
from services.common.contracts.tasks import Intervened, TaskCompleted
from services.common.steps import KINDS, desk_of

API_PREFIX = "/api/v1"

PUBLIC, REPORTER, SIGN_IN, WORK, OPS = "Filing", "Reporter", "Signing in", "Complaints and tasks", "Health"
STEPS, SOPS, AUDIT = "Completing steps", "Procedures", "Audit"
DATA, BOOK, VERIFY = "Personal data", "Books and reports", "Verifying documents"

_OWN = "/reporter/attachments"
_ONE = "/complaints/<reference>"
_FACTOR = "/me/second-factor"
_FILES, _PAPERS = f"{_ONE}/attachments", f"{_ONE}/documents"
_PAPER = "<kind>/<uuid:document_id>"
_ISSUED = "/tenants/<tenant>/documents/<code>"
_REPORTS, _REPORT = "/reports", "/reports/<uuid:document_id>"
_MESSAGES, _SIGNING, _NEW_CODE = ("message_reporter",), ("signing_account",), ("new_code_account",)

# fmt: off
API: Final[tuple[Route, ...]] = (
    Route("GET", "/tenants", tenants.list_all, PUBLIC, gives=g.Tenants),
    Route("GET", "/tenants/<tenant>", tenants.show, PUBLIC, gives=g.PublicTenant),
    Route("POST", "/tenants/<tenant>/complaints", filing.by_public, PUBLIC,
          takes=shapes.PublicFiling, gives=shapes.FilingReceipt, status=201, keyed=True,
          limits=("filing_client", "filing_tenant"), proof=True),
    Route("GET", "/challenge", challenge.give, PUBLIC, gives=shapes.ProofChallenge, limits=("challenge_client",)),

    Route("GET", _ISSUED, verification.show, VERIFY, gives=n.Verification),
    Route("POST", _ISSUED, verification.check_file, VERIFY, gives=verification_shapes.FileCheck, uploads=True,
          limits=verification.LIMITS),
    Route("GET", "/tenants/<tenant>/signing-certificate", verification.certificate, VERIFY, downloads=True),

    Route("POST", "/reporter/session", reporter.open_session, REPORTER,
          takes=shapes.OpenComplaint, gives=shapes.ReporterSession, status=201,
          limits=("code_client", "code_reference")),
    Route("GET", "/reporter/complaint", reporter.show, REPORTER, REPORTERS, gives=shapes.ReporterView),
    Route("GET", "/reporter/messages", reporter.messages, REPORTER, REPORTERS, gives=shapes.Messages),
    Route("POST", "/reporter/messages", reporter.post_message, REPORTER, REPORTERS,
          takes=shapes.NewMessage, gives=w.MailMessage, status=201, keyed=True, limits=_MESSAGES),
    Route("POST", "/reporter/completion", reporter.complete, REPORTER, REPORTERS,
          takes=shapes.OwnCompletion, gives=TaskCompleted, keyed=True, limits=_MESSAGES),
    Route("POST", "/reporter/objection", reporter.object_to_end, REPORTER, REPORTERS,
          takes=shapes.NewMessage, gives=r.Objected, status=201, keyed=True, limits=_MESSAGES),
    Route("POST", "/reporter/mode", identities.raise_mode, REPORTER, REPORTERS, takes=o.RaiseMode, gives=r.Nothing),
    Route("POST", "/reporter/consent", reporter.consent, REPORTER, REPORTERS, gives=r.Nothing),
    Route("GET", "/reporter/data", privacy.own_data, REPORTER, REPORTERS, gives=d.OwnData, limits=("data_reporter",)),
    Route("GET", "/reporter/data-requests", privacy.own_requests, REPORTER, REPORTERS, gives=d.DataRequests),
    Route("POST", "/reporter/data-requests", privacy.ask_own, REPORTER, REPORTERS,
          takes=privacy_shapes.OwnDataRequest, gives=d.DataRequest, status=201, keyed=True, limits=_MESSAGES),
    Route("POST", _OWN, attachments.add_own, REPORTER, REPORTERS, gives=c.Attachment, status=201, uploads=True,
          limits=("upload_reporter",)),
    Route("GET", f"{_OWN}/<uuid:attachment_id>", attachments.fetch_own, REPORTER, REPORTERS,
          query=shapes.AsSent, downloads=True),

    Route("POST", "/reporter/receipt", documents.request_receipt, REPORTER, REPORTERS, gives=n.Document),
    Route("GET", "/reporter/documents", documents.list_own, REPORTER, REPORTERS, gives=document_shapes.OwnDocuments),
    Route("GET", f"/reporter/documents/{_PAPER}", documents.fetch_own, REPORTER, REPORTERS,
          query=document_shapes.AsBefore, downloads=True),

    Route("POST", "/sessions", signin.sign_in, SIGN_IN, takes=a.SignIn, gives=a.Session, status=201,
          limits=("sign_in_client",)),
    Route("DELETE", "/sessions", signin.sign_out, SIGN_IN, PEOPLE, status=204, half=True),
    Route("GET", "/me", signin.me, SIGN_IN, EVERY_ACCOUNT, gives=a.Me),
    Route("PUT", "/me/password", signin.change_password, SIGN_IN, PEOPLE, takes=a.NewPassword, status=204, half=True),
    Route("GET", "/me/sessions", signin.sessions, SIGN_IN, PEOPLE, gives=a.OwnSessions),
    Route("DELETE", "/me/sessions", signin.end_others, SIGN_IN, PEOPLE, status=204),
    Route("POST", _FACTOR, second_factor.begin, SIGN_IN, PEOPLE, gives=a.NewSecondFactor, status=201, half=True),
    Route("POST", f"{_FACTOR}/confirmation", second_factor.confirm, SIGN_IN, PEOPLE,
          takes=a.Code, gives=a.Me, half=True),
    Route("DELETE", _FACTOR, second_factor.give_up, SIGN_IN, PEOPLE, takes=a.Code, status=204),

    Route("GET", "/operations", operations.show, OPS, OPERATORS, asks="register.counts", gives=a.Operations),
    Route("GET", "/operations/parked", parked.look, OPS, OPERATORS,
          asks="register.parked", query=ParkedOf, gives=a.ParkedSeen),
    Route("POST", "/operations/parked", parked.settle, OPS, OPERATORS,
          asks="register.settle_parked", takes=SettleParked, gives=ParkedSettled),

    Route("POST", "/complaints", filing.by_staff, WORK, STAFF, asks="intake.submit",
          takes=c.Filing, gives=shapes.FilingReceipt, status=201, keyed=True),
    Route("GET", "/complaints", complaints.list_register, WORK, STAFF,
          asks="register.entries", query=EntryQuery, gives=r.Register),
    Route("GET", _ONE, complaints.show, WORK, STAFF, asks="register.standing", gives=r.Standing),
    Route("GET", f"{_ONE}/content", complaints.content, WORK, STAFF, asks="intake.content", gives=w.Content),
    Route("GET", f"{_ONE}/identity", identities.identity, WORK, OFFICERS,
          asks="intake.identity", gives=o.OpenedIdentity),
    Route("POST", f"{_ONE}/access-code", identities.replace_code, WORK, OFFICERS, asks="intake.replace_code",
          takes=identity_shapes.CounterCheck, gives=identity_shapes.NewCode, status=201, keyed=True, limits=_NEW_CODE),
    Route("GET", "/openings", identities.openings, WORK, OFFICERS, asks="intake.openings", gives=o.Openings),
    Route("POST", "/openings", identities.request_opening, WORK, OFFICERS, asks="intake.request_opening",
          takes=identity_shapes.OpeningRequest, gives=o.Opening, status=201, keyed=True),
    Route("POST", "/openings/<uuid:opening_id>", identities.decide_opening, WORK, OFFICERS,
          asks="intake.decide_opening", takes=identity_shapes.OpeningDecision, gives=o.Opening),
    Route("POST", f"{_ONE}/hold", retention.hold, WORK, OFFICERS,
          asks="register.hold", takes=privacy_shapes.HoldChange, gives=k.Hold),
    Route("GET", f"{_ONE}/products", complaints.products, WORK, STAFF,
          asks="intake.products", gives=shapes.ComplaintProducts),
    Route("GET", f"{_ONE}/messages", complaints.messages, WORK, STAFF, asks="intake.content", gives=shapes.Messages),
    Route("POST", f"{_ONE}/messages", complaints.post_message, WORK, STAFF, asks="intake.post_message",
          takes=shapes.NewMessage, gives=w.MailMessage, status=201, keyed=True),
    Route("POST", _FILES, attachments.add, WORK, STAFF,
          asks="intake.begin_attachment", gives=c.Attachment, status=201, uploads=True),
    Route("GET", f"{_FILES}/<uuid:attachment_id>", attachments.fetch, WORK, STAFF,
          asks="intake.fetch_attachment", query=shapes.AsSent, downloads=True),
    Route("GET", _PAPERS, documents.list_all, WORK, OFFICERS,
          asks="intake.documents", gives=document_shapes.ComplaintDocuments),
    Route("POST", _PAPERS, documents.request, WORK, OFFICERS, asks="intake.request_document",
          takes=document_shapes.DocumentRequest, gives=n.Document),
    Route("GET", f"{_PAPERS}/{_PAPER}", documents.fetch, WORK, OFFICERS,
          asks="intake.fetch_document", query=document_shapes.AsBefore, downloads=True),
    Route("POST", f"{_PAPERS}/{_PAPER}/cancellation", documents.cancel, WORK, OFFICERS, asks="intake.cancel_document",
          takes=document_shapes.Cancellation, gives=n.Document, keyed=True),
    Route("POST", f"{_PAPERS}/{_PAPER}/signature", signatures.sign, WORK, OFFICERS, asks="intake.sign_document",
          takes=signature_shapes.SignatureOrder, gives=n.Document, keyed=True, limits=_SIGNING),
    Route("POST", f"{_PAPERS}/{_PAPER}/signature/code", signatures.send_code, WORK, OFFICERS,
          asks="intake.begin_signing", takes=signature_shapes.CodeOrder, gives=r.Nothing, limits=_SIGNING),
    Route("GET", f"{_ONE}/bundle", bundles.fetch, WORK, OFFICERS, asks="intake.forwarded", downloads=True),
    Route("GET", "/roster", complaints.roster, WORK, STAFF, asks="assignment.roster", gives=r.ApplyOfficers),
    Route("GET", "/forwarded/<reference>", interventions.forwarded, WORK, OFFICERS,
          asks="intake.forwarded", gives=i.Forwarded),
    Route("POST", f"{_ONE}/sop", interventions.migrate_sop, WORK, OFFICERS, asks="intake.migrate_sop",
          takes=i.SopChange, gives=Intervened, keyed=True),
    Route("POST", "/conflicts", interventions.declare_conflict, WORK, OFFICERS, asks="intake.declare_conflict",
          takes=i.Conflict, gives=Intervened, status=201, keyed=True),
    Route("GET", "/extensions", interventions.extensions, WORK, OFFICERS,
          asks="register.extensions", gives=r.Extensions),
    Route("POST", "/extensions", interventions.ask_extension, WORK, OFFICERS, asks="intake.ask_extension",
          takes=i.ExtensionRequest, gives=Intervened, status=201, keyed=True),
    Route("POST", "/extensions/<uuid:extension_id>", interventions.decide_extension, WORK, OFFICERS,
          asks="intake.decide_extension", takes=i.ExtensionDecision, gives=Intervened, keyed=True),
    Route("GET", "/tasks", tasks.list_mine, WORK, STAFF, asks="register.tasks", query=TaskQuery, gives=r.Tasks),
    Route("POST", "/tasks/handovers", handling.hand, WORK, OFFICERS, asks="register.hand_tasks",
          takes=handling_shapes.HandOver, gives=h.TasksHanded, keyed=True),
    Route("GET", "/tasks/holders", handling.holders, WORK, OFFICERS, asks="register.holders", gives=h.Holders),
    Route("GET", "/workload", handling.workload, WORK, OFFICERS,
          asks="register.workload", query=h.WorkloadQuery, gives=h.Workload),
    *(
        Route("POST", f"/tasks/<uuid:task_id>/{kind}", tasks.completer(kind), STEPS, STAFF,
              asks=f"{desk_of(kind)}.complete", takes=tasks.BODIES[kind], gives=TaskCompleted, keyed=True)
        for kind in KINDS
    ),

    Route("POST", _REPORTS, reports.order, BOOK, OFFICERS, asks="register.order_report",
          takes=report_shapes.ReportOrder, gives=n.Document, status=201, keyed=True),
    Route("GET", _REPORTS, reports.list_all, BOOK, OFFICERS, asks="register.reports", gives=n.Reports),
    Route("GET", _REPORT, reports.fetch, BOOK, OFFICERS,
          asks="intake.fetch_report", query=document_shapes.AsBefore, downloads=True),
    Route("POST", f"{_REPORT}/signature", reports.sign, BOOK, OFFICERS, asks="register.sign_report",
          takes=report_shapes.ReportSignature, gives=n.Document, keyed=True),
    Route("POST", f"{_ONE}/corrections", reports.correct_entry, BOOK, OFFICERS, asks="intake.correct_entry",
          takes=report_shapes.EntryCorrection, gives=Intervened, status=201, keyed=True),

    Route("GET", "/sops", procedures.versions, SOPS, OFFICERS, asks="register.sops", gives=p.Sops),
    Route("GET", "/calendar", procedures.calendar, SOPS, OFFICERS,
          asks="register.calendar", query=CalendarOf, gives=CalendarYear),
    Route("GET", "/sops/<sop>", procedures.definition, SOPS, OFFICERS,
          asks="register.definition", gives=p.SopDefinition),
    Route("POST", "/sops/retirements", procedures.retire, SOPS, OFFICERS,
          asks="register.retire_sop", takes=p.RetireSop, gives=p.Sops),
    Route("POST", "/simulations", procedures.simulate, SOPS, OFFICERS,
          asks="register.simulate", takes=p.Simulate, gives=p.Simulation),

    Route("GET", "/data-requests", privacy.requests, DATA, OFFICERS, asks="intake.data_requests", gives=d.DataRequests),
    Route("POST", "/data-requests", privacy.enter, DATA, OFFICERS, asks="intake.ask_data",
          takes=privacy_shapes.DataRequestEntry, gives=d.DataRequest, status=201, keyed=True),
    Route("POST", "/data-requests/<uuid:request_id>", privacy.decide, DATA, OFFICERS, asks="intake.decide_data_request",
          takes=privacy_shapes.DataRequestDecision, gives=d.DataRequest),
    Route("GET", "/destructions", retention.destructions, DATA, OFFICERS,
          asks="register.destructions", query=r.Page, gives=k.Destructions),
    Route("GET", "/processing-record", privacy.processing_record, DATA, OFFICERS,
          asks="register.processing_record", gives=ProcessingRecord),

    *DEPUTIES,
    *LISTENING,
    *SANDBOX,
    *SOURCES,

    Route("GET", "/audit", audit.entries, AUDIT, OFFICERS,
          asks="register.audit_entries", query=AuditPage, gives=AuditTrail),
)

HEALTH: Final[tuple[Route, ...]] = (
    Route("GET", "/healthz", health.alive, OPS, gives=shapes.Alive, has_problems=False),
    Route("GET", "/readyz", health.ready, OPS, gives=shapes.PartStates, has_problems=False),
)
# fmt: on
