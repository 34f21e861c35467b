"""What each service offers on request. One Protocol per service, held to by a test on both sides.

Every method takes the verified caller and one typed message and answers with one typed message. Mutating methods
carry a `request_key` in their message, or are idempotent by nature.
"""

from typing import ClassVar, Protocol

from services.common.contracts import complaints as c
from services.common.contracts import register as r
from services.common.contracts.caller import Caller
from services.common.contracts.tasks import Answer, CompleteTask, Products, TaskCompleted


class DeskRpc(Protocol):
    """What every desk that owns steps offers."""

    def complete(self, caller: Caller, request: CompleteTask) -> TaskCompleted: ...
    def products(self, caller: Caller, request: c.ByReference) -> Products: ...


class IntakeRpc(DeskRpc, Protocol):
    """The front door: filing, content, mailbox, attachments."""

    name: ClassVar[str] = "intake"

    def submit(self, caller: Caller, request: c.Submission) -> c.Receipt: ...
    def open_mailbox(self, caller: Caller, request: c.OpenMailbox) -> c.MailboxKey: ...
    def mailbox(self, caller: Caller, request: r.Nothing) -> c.Mailbox: ...
    def content(self, caller: Caller, request: c.ByReference) -> c.Content: ...
    def post_message(self, caller: Caller, request: c.PostMessage) -> c.MailMessage: ...
    def begin_attachment(self, caller: Caller, request: c.BeginAttachment) -> c.Upload: ...
    def finish_attachment(self, caller: Caller, request: c.FinishAttachment) -> c.Attachment: ...
    def fetch_attachment(self, caller: Caller, request: c.FetchAttachment) -> c.StoredAttachment: ...
    def reporter_addresses(self, caller: Caller, request: c.ByComplaints) -> c.ReporterAddresses: ...


class RegisterRpc(Protocol):
    """Tenants, tasks, the Buku Pengaduan, standing and clocks."""

    name: ClassVar[str] = "register"

    def apply_tenant(self, caller: Caller, request: r.ApplyTenant) -> r.TenantApplied: ...
    def tenants(self, caller: Caller, request: r.Nothing) -> r.Tenants: ...
    def tenant(self, caller: Caller, request: r.ByTenant) -> r.PublicTenant: ...
    def tasks(self, caller: Caller, request: r.Page) -> r.Tasks: ...
    def entries(self, caller: Caller, request: r.Page) -> r.Register: ...
    def standing(self, caller: Caller, request: c.ByReference) -> r.Standing: ...
    def progress(self, caller: Caller, request: r.Nothing) -> r.Progress: ...


class ReviewRpc(DeskRpc, Protocol):
    """Examination and the Inspektur's decision."""

    name: ClassVar[str] = "review"


class AssignmentRpc(DeskRpc, Protocol):
    """Team and letter; keeps the roster of officers."""

    name: ClassVar[str] = "assignment"

    def apply_officers(self, caller: Caller, request: r.ApplyOfficers) -> r.Applied: ...
    def roster(self, caller: Caller, request: r.Nothing) -> r.ApplyOfficers: ...


class FollowupRpc(DeskRpc, Protocol):
    """Carrying out, answering, closing."""

    name: ClassVar[str] = "followup"

    def answer(self, caller: Caller, request: r.Nothing) -> Answer: ...


class NotifyRpc(Protocol):
    """Tells people; keeps officers' addresses."""

    name: ClassVar[str] = "notify"

    def apply_officers(self, caller: Caller, request: r.ApplyOfficers) -> r.Applied: ...


ALL: tuple[type, ...] = (IntakeRpc, RegisterRpc, ReviewRpc, AssignmentRpc, FollowupRpc, NotifyRpc)
"""The contract of every service."""
