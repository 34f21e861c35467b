"""Made-up complaints and callers, and intake's database in memory."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from services.common.contracts import complaints as c
from services.common.contracts import content as w
from services.common.contracts.caller import Caller
from services.common.contracts.conflict import Barred
from services.common.contracts.tenant import AttachmentRules, Officer, Unit
from services.common.errors import OpeningRefused
from services.common.sealing import Destroyed, NewKey, derived
from services.common.sop.model import Sop
from services.intake.filing import Earlier, Filed, Published
from services.intake.known import NO_CODE, File, Forwarding, KeptCode, Known
from services.intake.parties import KnownOfficer, known_officer
from services.intake.source_numbers import Numbered
from services.intake.vault import Vault
from services.intake.verdicts import state_for
from tests.unit.common.desk.memory import small_sop

COMPLAINT = UUID("c0ffee00-0000-4000-8000-000000000001")
OTHER = UUID("c0ffee00-0000-4000-8000-000000000002")
REFERENCE = "CTH-26-7K3M-9QXR"
CODE = "4HTN-WQ7C-M2KD-8RVX"
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)

PUBLIC = Caller(kind="public", actor="anybody", tenant="contoh")
CLERK = Caller(kind="officer", actor="contoh_petugas", tenant="contoh", roles=("jfu",))
READER = Caller(kind="officer", actor="contoh_inspektur", tenant="contoh", roles=("inspektur",))
REPORTER = Caller(kind="reporter", actor=REFERENCE, tenant="contoh", complaint_id=COMPLAINT)
RULES = AttachmentRules(types=("application/pdf", "image/png"), max_bytes=2 * 1024 * 1024, max_count=3)
UNITS = (Unit(key="dinas_contoh", name="Dinas Contoh"),)

UNIT = Caller(kind="officer", actor="contoh_dinas", tenant="contoh", roles=("unit_terlapor",), unit="dinas_contoh")


def known(officer: str, name: str, *roles: str, **changes: Any) -> KnownOfficer:
    """An officer of the made-up regency, as intake knows it."""
    return known_officer("contoh", Officer(id=officer, name=name, roles=roles, **changes))


OFFICERS = (
    known("contoh_inspektur", "Dr. Contoh Satu, S.H., M.Si.", "inspektur", position="Inspektur Daerah"),
    known("contoh_petugas", "Contoh Dua", "jfu", nip="000000000000009002"),
)


class MemoryKeys:
    """Implements `vault.ComplaintKeys`: every key follows from one, unless it was destroyed."""

    def __init__(self, master: bytes = bytes(range(32)), tenant: str = "contoh") -> None:
        self.tenant = tenant
        self._master = master
        self.destroyed: set[str] = set()

    def of(self, complaint_id: UUID, purpose: str) -> bytes:
        if purpose in self.destroyed:
            raise Destroyed(NOW.date())
        return derived(self._master, f"{self.tenant}|{complaint_id}|{purpose}")

    def to_seal(self, complaint_id: UUID, purpose: str) -> bytes:
        return self.of(complaint_id, purpose)

    def made(self, complaint_id: UUID, *purposes: str) -> list[NewKey]:
        return [NewKey(purpose, 1, b"wrapped") for purpose in purposes]

    def secret(self, purpose: str) -> bytes:
        return derived(self._master, purpose)


def nobody(caller: Caller, known: Known) -> None:
    """Nobody has leave to know who reports."""
    raise OpeningRefused("ask the custodian first")


def vault() -> Vault:
    """A vault with keys of its own."""
    return Vault(MemoryKeys())


def filing(**changes: Any) -> c.Filing:
    """A complaint to the WBS channel of the small SOP."""
    given = {"channel": "wbs", "mode": "anonymous", "subject": "Judul", "story": "Cerita"}
    return c.Filing.model_validate({**given, **changes})


def submission(*, of: c.Filing | None = None, **changes: Any) -> c.Submission:
    """A filing with the names the gateway gave out for it."""
    given = {"complaint_id": COMPLAINT, "reference": REFERENCE, "access_code": CODE, "request_key": "key-1"}
    return c.Submission(**{**given, **changes}, filing=of or filing())


class MemoryFilings:
    """Implements `filing.Filings`: a request key is taken once."""

    def __init__(self, *, is_published: bool = True, sop: Sop | None = None) -> None:
        self._published = Published(sop or small_sop(), UNITS, OFFICERS) if is_published else None
        self.saved: dict[str, Filed] = {}

    def published(self, tenant: str) -> Published | None:
        return self._published if tenant == "contoh" else None

    def save(self, filed: Filed) -> bool:
        row = filed.row
        if row["request_key"] in self.saved or self.numbered(row["channel"], filter(None, [row["portal_number"]])):
            return False
        self.saved[filed.row["request_key"]] = filed
        return True

    def earlier(self, request_key: str) -> Earlier | None:
        if request_key not in self.saved:
            return None
        row = self.saved[request_key].row
        return Earlier(row["fingerprint"], row["reference"], row["filed_at"])

    def numbered(self, channel: str, numbers: Iterable[str]) -> list[Numbered]:
        wanted = {(channel, number) for number in numbers}
        return [
            Numbered(filed.row["portal_number"], filed.row["reference"], filed.custody.barred)
            for filed in self.saved.values()
            if (filed.row["channel"], filed.row["portal_number"]) in wanted
        ]


class MemoryComplaints:
    """Implements `known.Complaints` for one complaint."""

    def __init__(self, *, identity: dict[str, str] | None = None, sop: Sop | None = None, **filed: Any) -> None:
        self.vault = vault()
        self._sop = sop or small_sop()
        as_filed = filing(**filed)
        says = as_filed.model_dump(mode="json", exclude={"identity"}, exclude_none=True)
        self.known = Known(
            complaint_id=COMPLAINT,
            tenant="contoh",
            reference=REFERENCE,
            sop="contoh@1",
            channel=as_filed.channel,
            mode=as_filed.mode,
            content=self.vault.seal("contoh", COMPLAINT, "content", says),
            code_hash=self.vault.code_hash(REFERENCE, CODE),
            filed_at=NOW,
        )
        self.sealed = self.vault.seal("contoh", COMPLAINT, "identity", identity) if identity else None
        self.kept: dict[UUID, File] = {}
        self.mail: list[w.MailMessage] = []
        self.sent: list[Forwarding] = []
        self.copied: set[tuple[str, str]] = set()
        self.consented_at: datetime | None = None

    def bar(self, *officers: str, **barred: Any) -> None:
        """These turn out to be reported parties."""
        self.known = replace(self.known, barred=Barred(officers=officers, **barred))

    def filed_under(self, reference: str) -> Known | None:
        return self.known if reference == REFERENCE else None

    def code_under(self, reference: str) -> KeptCode:
        return KeptCode(COMPLAINT, self.known.code_hash) if reference == REFERENCE else NO_CODE

    def by_id(self, complaint_id: UUID) -> Known | None:
        return self.known if complaint_id == COMPLAINT else None

    def sop(self, sop_id: str) -> Sop:
        return self._sop

    def rules(self, tenant: str) -> AttachmentRules:
        return RULES

    def times_granted(self, complaint_id: UUID) -> int:
        return 0

    def identity(self, complaint_id: UUID) -> bytes | None:
        return self.sealed

    def has_consent(self, complaint_id: UUID) -> bool:
        return self.consented_at is not None

    def add_consent(self, known: Known, given_at: datetime) -> bool:
        is_new = self.consented_at is None
        self.consented_at = self.consented_at or given_at
        return is_new

    def forwardings(self, complaint_id: UUID) -> list[Forwarding]:
        return sorted(self.sent, key=lambda sent: sent.sequence)

    def copies(self, complaint_id: UUID) -> set[tuple[str, str]]:
        return self.copied

    def messages(self, complaint_id: UUID, vault: Vault) -> tuple[w.MailMessage, ...]:
        return tuple(self.mail)

    def add_message(self, known: Known, message: w.MailMessage, vault: Vault) -> None:
        self.mail.append(message)

    def files(self, complaint_id: UUID) -> list[File]:
        return [replace(file) for file in self.kept.values() if file.complaint_id == complaint_id]

    def file(self, attachment_id: UUID) -> File | None:
        file = self.kept.get(attachment_id)
        return replace(file) if file else None

    def save_file(self, file: File) -> None:
        self.kept[file.attachment_id] = replace(file)

    def looked_through(self, attachment_id: UUID, found: str | None = None, *, has_copy: bool = True) -> None:
        """What the evidence process does once a file has arrived."""
        file = self.kept[attachment_id]
        file.state, file.reason = state_for(found), found
        if found is None and has_copy:
            file.copy_key, file.copy_size, file.copy_sha256 = f"{file.object_key}-copy", 7, "cd" * 32
