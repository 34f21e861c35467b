"""Which reported parties are officers or units of the regency itself: they must not see the complaint.

A citizen seldom knows a sign-in name or NIP, so names are compared: without titles, without punctuation, whole, and
never by a single word. The head of the office is also known by the position alone: there is only one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from services.common.contracts.complaints import ReportedParty
from services.common.contracts.conflict import NOBODY, Barred
from services.common.contracts.events import Post
from services.common.contracts.tenant import Officer
from services.common.desk.conflicts import barred
from services.common.sop.model import Sop

HEAD = "inspektur"

_DEGREES = """
prof dr drs dra drg ir h hj kh apt ns sh se st sp sip sap ssos spd sag skom skep skm shut ssi ssn sik spsi spt stp sstp
sst stper mh mm ma mt mp mhum mkn mpd mkes msi msc map mak mpa mba mkom mip msos mpsi ak ca cpa amd cfe cfra cgcae qia
crmo crmp cgap
"""
_TITLES = frozenset(_DEGREES.split())
_OF_THE_OFFICE = frozenset({"daerah", "kabupaten", "kab"})
_OFFICE = "inspektorat"
_UNITS = frozenset(["dinas", "badan", "kantor", "satuan", "kecamatan", "kelurahan", "desa", "puskesmas", "sekolah"])
_HEADS = frozenset(["camat", "lurah", "kades", "kadis", "kaban", "direktur", "pimpinan"])
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class KnownOfficer:
    """An officer as far as a reported party can be recognised by it. Keys are what `name_key`, `place_key` give."""

    officer: str
    name_key: str
    position_key: str
    nip: str
    unit: str | None
    roles: tuple[str, ...]


def known_officer(tenant: str, officer: Officer) -> KnownOfficer:
    """What is kept of a row of `officers.yaml`."""
    return KnownOfficer(
        officer=officer.id,
        name_key=name_key(officer.name),
        position_key=place_key(officer.position, tenant),
        nip=officer.nip,
        unit=officer.unit,
        roles=officer.roles,
    )


def name_key(name: str) -> str:
    """A name to compare by: no titles, no punctuation, no case. Empty when fewer than two words are left."""
    first, *others = name.casefold().split(",")
    # Behind a comma titles stand in any spelling: `S. H.` is `sh`.
    parts = [first, *(part for part in others if _joined(part) not in _TITLES)]
    tokens = [token for part in parts for token in part.split() if _joined(token) not in _TITLES]
    words = [word for token in tokens for word in _WORD.findall(token)]
    return " ".join(words) if len(words) > 1 else ""


def place_key(text: str, tenant: str) -> str:
    """A position or agency to compare by: `Inspektur Daerah Kabupaten Contoh` is `inspektur` in Contoh."""
    words = _WORD.findall(text.casefold())
    return " ".join(word for word in words if word not in _OF_THE_OFFICE and word != tenant)


def shut_out(parties: Iterable[ReportedParty], sop: Sop, officers: Iterable[KnownOfficer]) -> Barred:
    """Who must not see a complaint about these parties, and who stands in for them."""
    reported = tuple(parties)
    if not reported:
        return NOBODY
    accused = [known for known in officers if any(_is(known, party, sop.tenant) for party in reported)]
    units = tuple(dict.fromkeys(party.unit for party in reported if party.unit and _is_the_unit(party)))
    return barred(sop, [Post(id=known.officer, roles=known.roles, unit=known.unit) for known in accused], units)


def _is_the_unit(party: ReportedParty) -> bool:
    """The unit itself, or who heads it: the memo would go to the very person. A clerk of a unit is neither."""
    return party.officer is None and (party.is_the_unit() or _heads_a_unit(party.position or ""))


def _heads_a_unit(position: str) -> bool:
    words = _WORD.findall(position.casefold())
    return (words[:1] == ["kepala"] and (len(words) == 1 or words[1] in _UNITS)) or bool(_HEADS.intersection(words[:1]))


def _is(known: KnownOfficer, party: ReportedParty, tenant: str) -> bool:
    if party.officer == known.officer or (party.nip and party.nip == known.nip):
        return True
    if party.name and known.name_key and name_key(party.name) == known.name_key:
        return True
    return HEAD in known.roles and _is_the_head(known, party, tenant)


def _is_the_head(known: KnownOfficer, party: ReportedParty, tenant: str) -> bool:
    elsewhere = party.unit or place_key(party.agency or "", tenant) not in ("", _OFFICE)
    position = place_key(party.position or "", tenant)
    return not elsewhere and bool(position) and position == known.position_key


def _joined(part: str) -> str:
    return "".join(_WORD.findall(part))
