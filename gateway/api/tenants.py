"""The regencies served, as anybody may see them."""

from gateway.parts import parts
from gateway.regencies import public
from services.common.contracts.regencies import PublicTenant, Tenants
from services.common.contracts.register import Nothing


def list_all() -> Tenants:
    """All regencies

    With their office, channels, steps and units.
    """
    return parts().desks.call("register.tenants", public(""), Nothing(), Tenants)


def show(tenant: str) -> PublicTenant:
    """One regency"""
    return parts().regencies.fresh(tenant)
