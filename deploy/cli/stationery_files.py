"""Reads what a regency prints on: `crest.svg` or `crest.png`, and `documents/`. All of it may be absent."""

from base64 import b64encode
from pathlib import Path

from services.common.contracts.stationery import CREST_BYTES, CREST_TYPES, Crest, Stationery
from services.common.contracts.tenant import TenantProfile
from services.common.documents import KINDS
from services.common.press.proofreading import proofread
from services.common.sop.load import Fault, SopFaulty

STYLE = "letter.css"
_TEXT_BYTES = 64 * 1024


def read_stationery(folder: Path, profile: TenantProfile) -> Stationery:
    """What of it is there, checked. SopFaulty."""
    if faults := list(_misplaced(folder)):
        raise SopFaulty(faults)
    files = {file.name: _text(file) for file in sorted((folder / "documents").glob("*.*"))}
    given = Stationery(
        crest=_crest(folder),
        style=files.pop(STYLE, ""),
        documents={name.removesuffix(".html"): text for name, text in files.items()},
    )
    if found := proofread(given, profile):
        raise SopFaulty(Fault(str(folder / one.file), one.line, "", one.message) for one in found)
    return given


def _misplaced(folder: Path) -> list[Fault]:
    """Files that would be left out without a word, or are too large to be looked into."""
    known = {STYLE, *(f"{kind}.html" for kind in KINDS)}
    crests = [file for ending in CREST_TYPES if (file := folder / f"crest{ending}").is_file()]
    faults = [
        Fault(str(file), 1, "", f"Of documents there are only {STYLE} and a template a kind: {', '.join(KINDS)}.")
        for file in sorted((folder / "documents").glob("*"))
        if file.name not in known
    ]
    faults += [Fault(str(file), 1, "", "There is one crest; take out one of the two.") for file in crests[1:]]
    sizes = dict.fromkeys(crests, CREST_BYTES)
    sizes |= {file: _TEXT_BYTES for file in (folder / "documents").glob("*") if file.name in known}
    faults += [
        Fault(str(file), 1, "", f"At most {most // 1024} KB; this has {file.stat().st_size // 1024 + 1}.")
        for file, most in sizes.items()
        if file.stat().st_size > most
    ]
    return faults


def _crest(folder: Path) -> Crest | None:
    for ending, media_type in CREST_TYPES.items():
        if (file := folder / f"crest{ending}").is_file():
            return Crest(media_type=media_type, base64=b64encode(file.read_bytes()).decode())
    return None


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        line = fault.object.count(b"\n", 0, fault.start) + 1
        raise SopFaulty([Fault(str(file), line, "", "This is no UTF-8; save the file as UTF-8.")]) from None
