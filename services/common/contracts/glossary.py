"""What a regency calls things: our terms that may be said otherwise on its pages, and what it may say instead.

The list is closed, so that nothing but a name changes: no sentence, no number, no link. Adding a term here is all it
takes to offer it. Documents have wording of their own.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator


@dataclass(frozen=True, slots=True)
class Term:
    """How our texts say a term: in Bahasa Indonesia, and in English in the singular and the plural of each way."""

    id: str
    en: tuple[tuple[str, str], ...]


_OFFICE: Final = ("office of the region", "offices of the region")
_TERMS: Final = (
    Term("pelapor", (("reporter", "reporters"),)),
    Term("terlapor", (("reported party", "reported parties"),)),
    Term("pengaduan", (("complaint", "complaints"),)),
    Term("Buku Pengaduan", (("Buku Pengaduan", "Buku Pengaduan"),)),
    Term("perangkat daerah", (_OFFICE, ("regional office", "regional offices"))),
    Term("petugas", (("officer", "officers"),)),
)
TERMS: Final[Mapping[str, Term]] = {term.id: term for term in _TERMS}
"""The terms by how we write them, which is also how `tenant.yaml` names them."""

_WORDS = re.compile(r"[A-Za-z]+(?:[ -][A-Za-z]+)*", re.ASCII)
_LEAST, _MOST = 2, 40


def _plain(word: str) -> str:
    if not (_LEAST <= len(word) <= _MOST and _WORDS.fullmatch(word)):
        raise ValueError(
            f"write {_LEAST} to {_MOST} letters: words from A to Z with one space or hyphen between them, nothing else"
        )
    return word


def _known(name: str) -> str:
    if name not in TERMS:
        raise ValueError(f"this is no term that may be said otherwise; those are: {', '.join(TERMS)}")
    return name


OwnWord = Annotated[str, AfterValidator(_plain)]


class OwnWords(BaseModel):
    """What the regency says: in Bahasa Indonesia, and where it has a word, in English in the singular."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: OwnWord
    en: OwnWord | None = None

    @model_validator(mode="before")
    @classmethod
    def _in_one_language(cls, given: Any) -> Any:
        return {"id": given} if isinstance(given, str) else given


def _told_apart(given: dict[str, OwnWords]) -> dict[str, OwnWords]:
    """No two terms may get one name: who is who must stay clear."""
    in_indonesian = [given[name].id if name in given else name for name in TERMS]
    in_english = [(given[name].en if name in given else None) or term.en[0][0] for name, term in TERMS.items()]
    for said in (in_indonesian, in_english):
        twice = [word for word, times in Counter(word.lower() for word in said).items() if times > 1]
        if twice:
            raise ValueError(f"two terms would both be called '{twice[0]}', and nobody could tell them apart")
    return given


Glossary = Annotated[dict[Annotated[str, AfterValidator(_known)], OwnWords], AfterValidator(_told_apart)]
"""Our terms, with what the regency says instead."""
