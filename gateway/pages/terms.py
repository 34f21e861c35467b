"""The fixed codes of the contracts as officers and citizens say them: roles, ways in, modes, categories.

Labels of channels, steps, outcomes and units are the regency's own and come with the data.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from flask import g

from gateway.pages.words import say
from services.common.contracts.deputies import ActedAs
from services.common.contracts.regencies import PublicTenant
from services.common.contracts.rights import HANDLERS
from services.common.vocabulary import PROBLEM_CODES

ROLES: Final[Mapping[str, str]] = {
    "pelapor": "Pelapor",
    "petugas_penerima": "Petugas penerima pengaduan",
    "tim_pengaduan": "Tim Pengaduan",
    "sekretaris": "Sekretaris",
    "sekretariat": "Sekretariat",
    "kasubag": "Kepala Subbagian",
    "kasubag_perencanaan": "Kasubag Perencanaan",
    "jfu": "Jabatan Fungsional Umum",
    "inspektur": "Inspektur",
    "tim_penelaah": "Tim Penelaah",
    "irban": "Inspektur Pembantu",
    "tim_audit": "Tim Audit",
    "unit_terlapor": "Perangkat daerah",
    "instansi_lain": "Instansi lain",
    "lapak_aduan": "Lapak Aduan",
    "sp4n_lapor": "SP4N-LAPOR!",
    "pelanggan": "Sistem pelanggan",
    "pimpinan_daerah": "Kepala daerah",
    "inspektur_provinsi": "Inspektur Provinsi",
    "custodian": "Penjaga identitas",
    "admin_tenant": "Administrator",
}
CHANNELS: Final[Mapping[str, str]] = {
    "web": "Formulir daring",
    "walk_in": "Datang langsung",
    "letter": "Surat",
    "email": "Surel",
    "phone": "Telepon",
    "box": "Kotak pengaduan",
    "disposition": "Disposisi kepala daerah",
    "lapak_aduan": "Lapak Aduan",
    "sp4n_lapor": "SP4N-LAPOR!",
    "wbs": "WBS",
}
MODES: Final[Mapping[str, str]] = {"open": "Terbuka", "confidential": "Rahasia", "anonymous": "Anonim"}


def role(code: str) -> str:
    """A role as the regency calls it, or in our words; the code where it has none."""
    tenant: PublicTenant | None = g.get("tenant")
    own = tenant.roles.get(code) if tenant else None
    return own or say(ROLES.get(code, code))


def roles(codes: Iterable[str]) -> str:
    """Several, in a row."""
    return ", ".join(role(code) for code in codes)


def offices(codes: Iterable[str], lent: Mapping[str, str]) -> str:
    """The same, with `Plh.` or `Plt.` before those that are another's."""
    return ", ".join(ActedAs(code, lent.get(code, "")).titled(role(code)) for code in codes)


def is_for_officers(roles: Sequence[str]) -> bool:
    """Whether an officer could do what waits for these roles; else the reporter does, or a system."""
    return not HANDLERS.isdisjoint(roles)


def unit(key: str | None) -> str:
    """The name of a unit of the regency; its key where it is gone."""
    tenant: PublicTenant | None = g.get("tenant")
    names = {each.key: each.name for each in tenant.units} if tenant else {}
    return names.get(key, key) if key else ""


def problem(code: str | None) -> str:
    """A category of the official register."""
    return say(PROBLEM_CODES.get(code, code)) if code else ""


def channel(code: str | None) -> str:
    """How a complaint came, as the regency's SOP calls it, or in our words; nothing where that is hidden."""
    tenant: PublicTenant | None = g.get("tenant")
    own: str | None = tenant.channels.get(code or "", {}).get("label") if tenant else None
    return own or (say(CHANNELS.get(code, code)) if code else "")


def mode(code: str) -> str:
    """How well the reporter is protected, in a word."""
    return say(MODES.get(code, code))
