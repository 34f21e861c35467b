"""The four regencies of the repository as parsed values."""

from pathlib import Path

from services.common.contracts.tenant import Officer, TenantProfile, Unit
from services.common.sop import load
from services.common.sop.model import Sop

FOLDER = Path(__file__).parents[4] / "deploy" / "tenants"
TENANTS = ("banyumas", "madiun", "katingan", "klungkung")


def sop(tenant: str) -> Sop:
    return load.parse_sop(_text(tenant, "sop.yaml"), f"{tenant}/sop.yaml")


def profile(tenant: str) -> TenantProfile:
    return load.parse_profile(_text(tenant, "tenant.yaml"), f"{tenant}/tenant.yaml")


def units(tenant: str) -> tuple[Unit, ...]:
    return load.parse_units(_text(tenant, "units.yaml"), f"{tenant}/units.yaml")


def officers(tenant: str) -> tuple[Officer, ...]:
    return load.parse_officers(_text(tenant, "officers.yaml"), f"{tenant}/officers.yaml")


def _text(tenant: str, name: str) -> str:
    return (FOLDER / tenant / name).read_text(encoding="utf-8")
