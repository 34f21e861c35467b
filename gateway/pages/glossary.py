"""Puts a regency's own terms in the place of ours, in the texts of the pages alone: never in what people wrote.

A text is looked through once and remembered, so a page pays for a lookup. What is put in consists of letters, which
`services.common.contracts.glossary` sees to; blanks to be filled in, such as `{office}`, are left alone.
"""

import re
from functools import lru_cache
from typing import Final

from services.common.contracts.glossary import TERMS, Glossary, Term

Own = tuple[tuple[str, str, str], ...]
"""For each term said otherwise: ours, theirs in Bahasa Indonesia, theirs in English or nothing."""

_REMEMBERED: Final = 8192
_ENDINGS: Final = "(?:nya|ku|mu)?"
_VOWELS: Final = tuple("aeiouAEIOU")


def own_of(glossary: Glossary) -> Own:
    """The regency's terms, as `worded` takes them."""
    return tuple((ours, words.id, words.en or "") for ours, words in sorted(glossary.items()))


@lru_cache(_REMEMBERED)
def worded(text: str, language: str, own: Own) -> str:
    """The text with the regency's terms; capitals, plurals and a/an follow."""
    said = _said(language, own)
    return _pattern(language).sub(lambda found: _put(found, said), text)


@lru_cache(_REMEMBERED)
def _said(language: str, own: Own) -> dict[str, str]:
    """What is said for each form of ours, in small letters."""
    if language == "id":
        return {ours.lower(): theirs for ours, theirs, _ in own}
    forms = ((form, english) for ours, _, english in own if english for form in TERMS[ours].en)
    return {
        name.lower(): word
        for (one, many), english in forms
        for name, word in ((many, _plural(english)), (one, english))
    }


@lru_cache
def _pattern(language: str) -> re.Pattern[str]:
    """All terms, the longest first, so that `Buku Pengaduan` is not taken for a `pengaduan`; blanks before any."""
    names = sorted({form for term in TERMS.values() for form in _forms(term, language)}, key=len, reverse=True)
    article, ending = ("", _ENDINGS) if language == "id" else (r"(?:\b(?P<article>an?) )?", "")
    return re.compile(rf"\{{[^{{}}]*\}}|{article}\b(?P<term>{'|'.join(names)})(?={ending}\b)", re.IGNORECASE)


def _forms(term: Term, language: str) -> tuple[str, ...]:
    return (term.id,) if language == "id" else tuple(form for pair in term.en for form in pair)


def _put(found: re.Match[str], said: dict[str, str]) -> str:
    ours = found["term"]
    if ours is None or (theirs := said.get(ours.lower())) is None:
        return found[0]
    article = found.groupdict().get("article")
    before = f"{article[0]}{'n' if theirs.startswith(_VOWELS) else ''} " if article else ""
    return before + _capitalised(theirs, ours)


def _capitalised(theirs: str, ours: str) -> str:
    """As ours is written: in capitals, each word with one, or the first; else as the regency writes it."""
    if ours.isupper():
        return theirs.upper()
    words = ours.split()
    if len(words) > 1 and all(word[0].isupper() for word in words):
        return re.sub(r"\b[a-z]", lambda first: first[0].upper(), theirs)
    return theirs[0].upper() + theirs[1:] if ours[0].isupper() else theirs


def _plural(word: str) -> str:
    if word.endswith("y") and not word.endswith(("ay", "ey", "oy", "uy")):
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"
