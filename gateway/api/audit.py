"""The audit trail of a regency, for those who answer for it."""

from gateway.parts import parts
from services.common.contracts.audit import AuditPage, AuditTrail
from services.common.contracts.caller import Caller


def entries(caller: Caller, query: AuditPage) -> AuditTrail:
    """Audit trail

    Who did what and read what, oldest first; for the head of the office and the administrator. Entries of complaints
    that are about the caller are left out, so their numbers are missing. Reading the trail is an entry itself.
    """
    return parts().desks.call("register.audit_entries", caller, query, AuditTrail)
