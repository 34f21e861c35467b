"""From a sheet to HTML, by Jinja templates: ours, or the regency's own in place of them.

The sandbox gives templates plain data and the words of `_FILTERS`; they can neither load files nor run anything. What
people wrote is data, so braces and angle brackets in it come out as they are.
"""

from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment

from services.common.documents import KINDS
from services.common.press import words
from services.common.press.plain import made_plain
from services.common.press.sheet import Person, Sheet

_FOLDER: Final = Path(__file__).with_name("templates")
_OURS: Final = {file.name: file.read_text(encoding="utf-8") for file in sorted(_FOLDER.glob("*.html"))}
STYLE: Final = (_FOLDER / "style.css").read_text(encoding="utf-8")

_FILTERS: Final = {
    "tanggal": words.long_date,
    "tanggal_singkat": words.short_date,
    "hari": words.weekday,
    "terbilang": words.spelled,
    "angka": words.counted,
    "romawi": words.roman,
    "nip": words.nip,
    "ya_tidak": words.yes_or_no,
    "alinea": words.paragraphs,
}
_PAGES: Final = {"A4": (210, 297), "F4": (215, 330)}
_SECRET: Final = frozenset(KINDS) - {
    "tanda_terima",
    "spt",
    "laporan_tindak_lanjut",
    "tanggapan_tertulis",
    "jawaban",
    "bukti_penyampaian",
    "buku_pengaduan",
    "laporan_semester",
}
"""Kinds marked as confidential (`Sifat: Rahasia`)."""

OWN: Final = "documents/"
_FAULTS: Final = (
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
    MemoryError,
)


class TemplateFaulty(Exception):
    """A regency's template cannot be used: `line` of its file, 0 for the whole, and what is wrong."""

    def __init__(self, line: int, message: str) -> None:
        self.line, self.message = line, message
        super().__init__(f"line {line}: {message}")


def written(sheet: Sheet) -> str:
    """The document as HTML. TemplateFaulty."""
    own = sheet.stationery.get("documents", {})
    name = f"{OWN}{sheet.kind}.html"
    environment = _environment(tuple(sorted((f"{OWN}{kind}.html", text) for kind, text in own.items())))
    try:
        return environment.get_template(name if sheet.kind in own else f"{sheet.kind}.html").render(_shown(sheet))
    except _FAULTS as reason:
        if sheet.kind not in own:
            raise
        raise TemplateFaulty(_line(reason, name), _told(reason)) from reason


@lru_cache(maxsize=32)
def _environment(own: tuple[tuple[str, str], ...]) -> ImmutableSandboxedEnvironment:
    sources: Mapping[str, str] = _OURS | dict(own)

    def source(name: str) -> tuple[str, str, None] | None:
        return (sources[name], name, None) if name in sources else None

    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(source),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_nothing_if_none,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals = {"range": environment.globals["range"]}
    environment.filters |= _FILTERS
    return environment


def _nothing_if_none(value: Any) -> Any:
    return "" if value is None else value


def _shown(sheet: Sheet) -> dict[str, Any]:
    """What a template may use; `deploy/tenants/README.md` tells of each."""
    return {
        "document": _document(sheet),
        "says": type(sheet.says).model_validate(made_plain(sheet.fields)).model_dump(),
        "office": _office(sheet),
        "signer": _person(sheet.signer),
        "issuer": _person(sheet.issuer),
        "head": _person(sheet.head),
        "book": made_plain(asdict(sheet.book)) if sheet.book else None,
    }


def _document(sheet: Sheet) -> dict[str, Any]:
    return {
        "kind": sheet.kind,
        "title": sheet.what.title,
        "number": made_plain(sheet.number),
        "edition": sheet.edition,
        "reference": made_plain(sheet.reference),
        "dated_on": sheet.dated_on,
        "code": made_plain(sheet.code),
        "verify_url": made_plain(sheet.verify_url),
        "is_secret": sheet.kind in _SECRET,
        "must_be_signed": sheet.what.must_be_signed,
    }


def _office(sheet: Sheet) -> dict[str, Any]:
    profile = made_plain(sheet.profile.model_dump())
    width, height = _PAGES[sheet.profile.paper]
    name = made_plain(sheet.unit) or profile["office"]
    contact = dict.fromkeys(profile["contact"], "") if sheet.unit else profile["contact"]  # a unit's own is not known
    return {
        "name": name,
        "short_name": _without_region(name, profile["government"]),
        "government": profile["government"],
        "place": profile["place"],
        "province": profile["province"],
        **contact,
        "website": contact["website"].removeprefix("https://").removeprefix("http://").rstrip("/"),
        "fee": profile["fee"],
        "has_crest": bool(sheet.stationery.get("crest")),
        "page": f"{width}mm {height}mm",
        "wide_page": f"{height}mm {width}mm",
    }


def _without_region(office: str, government: str) -> str:
    """The line above names the region already: `Inspektorat Daerah` of `Inspektorat Daerah Kabupaten Contoh`."""
    region = government.removeprefix("Pemerintah ")
    return office.removesuffix(region).rstrip() or office


def _person(one: Person | None) -> dict[str, str] | None:
    return made_plain(asdict(one)) if one else None


def _line(reason: BaseException, name: str) -> int:
    """The line of the regency's own file where it went wrong."""
    if getattr(reason, "filename", None) == name:
        return int(getattr(reason, "lineno", 0))
    traced, line = reason.__traceback__, 0
    while traced:
        if traced.tb_frame.f_code.co_filename == name:
            line = traced.tb_lineno
        traced = traced.tb_next
    return line


def _told(reason: BaseException) -> str:
    if isinstance(reason, TemplateNotFound):
        return f"There is no template '{reason.name}' to extend or include."
    if isinstance(reason, RecursionError):
        return "The template calls, extends or includes itself without end."
    if isinstance(reason, MemoryError):
        return "The template makes more text than a document can hold."
    said = str(reason) or type(reason).__name__
    return f"{said[0].upper()}{said[1:]}".rstrip(".") + "."
