"""What a regency needs before it can work well, as a list of tasks: what is there, and what is missing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal

from flask import g, url_for

from gateway.api import procedures, subscriptions
from gateway.desks import AWAY
from gateway.pages import terms, words
from gateway.pages.words import say
from gateway.parts import parts
from gateway.regencies import public
from gateway.signing.problems import BsreNotSetUp
from services.common.contracts.caller import Caller
from services.common.contracts.procedures import Simulate, Simulation
from services.common.contracts.regencies import ByTenant, PublicTenant
from services.common.contracts.rights import RIGHTS
from services.common.contracts.stationery import Crest
from services.common.contracts.tenant import Officer
from services.common.errors import NotFound
from services.common.vocabulary import REPORTER, SECOND_FACTOR_ROLES, SYSTEMS

State = Literal["done", "missing", "advice"]
_JANUARY: Final = 5
_NEEDED: Final = SECOND_FACTOR_ROLES - {"inspektur_provinsi"}
"""Roles outside the steps without which no identity is opened and nobody sees the trail."""


@dataclass(frozen=True, slots=True)
class SetupTask:
    """One line: what it is about, how it stands in words, and where it is looked at (a page of ours, or nowhere)."""

    name: str
    state: State
    told: str
    address: str = ""


def tasks(caller: Caller, officers: Sequence[Officer]) -> list[SetupTask]:
    """All of them, in the order in which one sets a regency up."""
    regency: PublicTenant = g.tenant
    return [
        _profile(regency),
        _crest(regency),
        _sop(regency),
        _calendar(caller, regency),
        _units(regency),
        _people(regency, officers),
        _signing(regency),
        _retention(regency),
        *_listeners(caller),
    ]


def roles_of(regency: PublicTenant) -> list[str]:
    """Roles of officers that the steps of the SOP wait for, and those without which the office cannot do."""
    of_steps = dict.fromkeys(role for step in regency.steps for role in step["roles"])
    return [*(role for role in of_steps if role not in SYSTEMS | {REPORTER}), *sorted(_NEEDED - of_steps.keys())]


def _profile(regency: PublicTenant) -> SetupTask:
    contact = regency.profile.contact
    missing = [say(name) for name, given in (("telepon", contact.phone), ("surel", contact.email)) if not given]
    address = url_for("start.start", tenant=regency.profile.key)
    if missing:
        return SetupTask(
            say("Profil kantor"), "advice", say("Belum ada: {what}.").format(what=", ".join(missing)), address
        )
    return SetupTask(say("Profil kantor"), "done", f"{regency.profile.office}, {contact.address}", address)


def _crest(regency: PublicTenant) -> SetupTask:
    key = regency.profile.key
    try:
        parts().desks.call("register.crest", public(key), ByTenant(tenant=key), Crest)
    except NotFound:
        return SetupTask(say("Lambang"), "missing", say("Belum ada; yang tampil gambar pengganti."))
    return SetupTask(say("Lambang"), "done", say("Tercetak pada halaman dan dokumen."))


def _sop(regency: PublicTenant) -> SetupTask:
    address = url_for("procedures.version", sop=regency.sop)
    guessed = sum(step["basis"] in {"read", "added", "reconstructed"} for step in regency.steps)
    if not guessed:
        return SetupTask(say("SOP"), "done", regency.title, address)
    told = say("{n} dari {all} langkah adalah tafsiran atau tambahan. Mintalah pimpinan mengesahkannya.")
    return SetupTask(say("SOP"), "advice", told.format(n=guessed, all=len(regency.steps)), address)


def _calendar(caller: Caller, regency: PublicTenant) -> SetupTask:
    """Told by a hypothetical complaint of next January: its deadlines are provisional until holidays are decreed."""
    zone = words.zone()
    year = datetime.now(UTC).astimezone(zone).year + 1
    asked = Simulate(sop=regency.sop, starts_at=datetime(year, 1, _JANUARY, 9, tzinfo=zone))
    found = procedures.simulate(caller, asked)
    address = url_for("admin_calendar.year", tahun=year)
    if _is_provisional(found):
        told = say("Hari libur tahun {year} belum ditetapkan. Tenggat pada tahun itu bersifat sementara.")
        return SetupTask(say("Kalender kerja"), "missing", told.format(year=year), address)
    return SetupTask(say("Kalender kerja"), "done", say("Ada sampai dengan tahun {year}.").format(year=year), address)


def _is_provisional(found: Simulation) -> bool:
    return any(clock.is_provisional for clock in found.clocks) or any("sementara" in step.why for step in found.steps)


def _units(regency: PublicTenant) -> SetupTask:
    address = url_for("admin.units")
    if not regency.units:
        told = say("Belum ada. Tanpa daftar ini terlapor tidak dapat dikenali dan penerusan tidak dapat dilakukan.")
        return SetupTask(say("Unit dan perangkat daerah"), "missing", told, address)
    told = say("{n} unit terdaftar.").format(n=len(regency.units))
    return SetupTask(say("Unit dan perangkat daerah"), "done", told, address)


def _people(regency: PublicTenant, officers: Sequence[Officer]) -> SetupTask:
    held = {role for officer in officers for role in officer.roles}
    empty = [terms.role(role) for role in roles_of(regency) if role not in held]
    address = url_for("admin_people.people")
    if empty:
        told = say("Belum ada pemegang: {roles}.").format(roles=", ".join(empty))
        return SetupTask(say("Petugas untuk setiap peran"), "missing", told, address)
    told = say("{n} petugas; setiap peran terisi.").format(n=len(officers))
    return SetupTask(say("Petugas untuk setiap peran"), "done", told, address)


def _signing(regency: PublicTenant) -> SetupTask:
    ways = regency.profile.signing
    if "bsre" in ways and not _has_server(regency.profile.key):
        told = say("BSrE dipilih, tetapi servernya belum diatur (DUMAS_BSRE). Cara lain tetap dapat dipakai.")
        return SetupTask(say("Tanda tangan"), "missing", told)
    told = "; ".join(_told(ways))
    return SetupTask(say("Tanda tangan"), "done", told)


def _has_server(tenant: str) -> bool:
    try:
        parts().providers.of(tenant)
    except BsreNotSetUp:
        return False
    return True


def _told(ways: Sequence[str]) -> Iterator[str]:
    ways_told: dict[str, Callable[[], str]] = {
        "wet": lambda: say("basah, lalu dipindai"),
        "internal": lambda: say("elektronik dengan kunci sistem ini"),
        "bsre": lambda: say("elektronik tersertifikasi BSrE"),
    }
    return (ways_told[way]() for way in ways)


def _retention(regency: PublicTenant) -> SetupTask:
    address = url_for("admin_data.destructions")
    if regency.profile.retention:
        return SetupTask(say("Masa simpan"), "done", say("Ditetapkan sendiri oleh daerah ini."), address)
    told = say("Memakai masa simpan bawaan. Sesuaikan dengan JRA daerah ini.")
    return SetupTask(say("Masa simpan"), "advice", told, address)


def _listeners(caller: Caller) -> Iterator[SetupTask]:
    """For who may see them: nobody needs to listen, but what is not taken should be looked at."""
    if not RIGHTS["notify.subscriptions"].admits(caller):
        return
    name, address = say("Sistem lain"), url_for("admin_subscriptions.overview")
    try:
        found = subscriptions.listed(caller).subscriptions
    except AWAY:
        yield SetupTask(name, "advice", say("Tidak dapat ditanyai sekarang."), address)
        return
    if ill := sum(one.state == "disabled" or one.failing_since is not None for one in found):
        yield SetupTask(name, "advice", say("{n} langganan mati atau gagal.").format(n=ill), address)
    else:
        yield SetupTask(name, "done", say("{n} langganan.").format(n=len(found)), address)
