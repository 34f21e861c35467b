"""The register's entrypoints about issued documents: it hears what becomes of them, and tells who verifies one."""

from collections.abc import Callable
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import load_pem_x509_certificate

from services.common.contracts import documents as d
from services.common.contracts.caller import Caller
from services.common.contracts.events import DocumentRendered, DocumentSigned, DocumentWithdrawn
from services.common.contracts.regencies import ByTenant
from services.common.contracts.tenant import TenantProfile
from services.common.errors import NotFound
from services.common.runtime.database import Work
from services.common.runtime.entrypoints import on, rpc
from services.intake.register.attesting import attested
from services.intake.register.issued import Issued, Told
from services.intake.register.models import Tenant
from services.intake.register.regencies import Regencies


class Verifier:
    """Vouches for what the regencies issued."""

    work: Callable[[str], Any]

    @on(DocumentRendered, DocumentSigned, DocumentWithdrawn)
    def keep_issued(self, event: Told) -> None:
        """A document was made, signed, or does not stand any more."""
        with self.work(event.tenant) as work:
            Issued(work).keep(event)

    @rpc
    def verification(self, caller: Caller, request: d.ByCode) -> d.Verification:
        """What everybody may know of a document; public."""
        with self.work(request.tenant) as work:
            return verification(work, request)

    @rpc
    def signing_certificate(self, caller: Caller, request: ByTenant) -> d.Certificate:
        """The certificate that belongs to the regency's own key; public."""
        with self.work(request.tenant) as work:
            return certificate(work, request.tenant)


def verification(work: Work, request: d.ByCode) -> d.Verification:
    """A document by its code. NotFound, said alike of an unknown code and an unknown regency."""
    issued, regencies = Issued(work), Regencies(work)
    row = issued.under(request.tenant, request.code)
    regency, sop = work.session.get(Tenant, request.tenant), regencies.in_force(request.tenant)
    if row is None or regency is None or sop is None:
        raise NotFound("document")
    profile = TenantProfile.model_validate(regency.profile)
    units = {unit["key"]: unit["name"] for unit in regency.units}
    return attested(row, issued.instead_of(row), profile, regencies.sop(sop), units)


def certificate(work: Work, tenant: str) -> d.Certificate:
    """NotFound before the regency has signed anything by its own key."""
    pem = Issued(work).certificate(tenant)
    if pem is None:
        raise NotFound("certificate")
    return d.Certificate(pem=pem, sha256=load_pem_x509_certificate(pem.encode()).fingerprint(SHA256()).hex())
