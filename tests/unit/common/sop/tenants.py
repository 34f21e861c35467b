"""The four regencies of the repository, and the invented fifth, as parsed values."""

from pathlib import Path

from services.common.contracts.tenant import Officer, TenantProfile, Unit
from services.common.sop import load
from services.common.sop.model import Sop

ROOT = Path(__file__).parents[4]
TENANTS = ("banyumas", "madiun", "katingan", "klungkung")
INVENTED = "cempaka"
EVERY = (*TENANTS, INVENTED)


def folder(tenant: str) -> Path:
    return ROOT / ("tests" if tenant == INVENTED else "deploy") / "tenants" / tenant


def sop(tenant: str) -> Sop:
    return load.parse_sop(text(tenant, "sop.yaml"), f"{tenant}/sop.yaml")


def profile(tenant: str) -> TenantProfile:
    return load.parse_profile(text(tenant, "tenant.yaml"), f"{tenant}/tenant.yaml")


def units(tenant: str) -> tuple[Unit, ...]:
    return load.parse_units(text(tenant, "units.yaml"), f"{tenant}/units.yaml")


def officers(tenant: str) -> tuple[Officer, ...]:
    return load.parse_officers(text(tenant, "officers.yaml"), f"{tenant}/officers.yaml")


def text(tenant: str, name: str) -> str:
    return (folder(tenant) / name).read_text(encoding="utf-8")
