"""The English of the pages: complete, of nothing that is no longer said, with the same blanks to fill in."""

import re
from collections.abc import Callable

from babel.messages.catalog import Message

from tests.lint.interface_words import INDONESIAN
from tests.lint.translations import texts
from tests.lint.words import ENGLISH

_BLANK = re.compile(r"%?\{\w+\}")
_END = re.compile(r"[.:?!…]$")
KEPT = texts(ENGLISH.kept())


def _ids(messages: list[Message]) -> set[str]:
    return {str(each.id) for each in messages}


def test_everything_the_pages_say_is_translated() -> None:
    translated = _ids([each for each in KEPT if each.string])
    assert sorted(_ids(texts(ENGLISH.said())) - translated) == []


def test_nothing_is_translated_that_is_no_longer_said() -> None:
    assert sorted(_ids(KEPT) - _ids(texts(ENGLISH.said()))) == []


def test_a_translation_has_the_same_blanks() -> None:
    assert _unlike(lambda text: sorted(_BLANK.findall(text))) == []


def test_a_translation_ends_as_the_text_does() -> None:
    assert _unlike(_END.findall) == []


def test_everything_the_interface_says_of_itself_is_translated_and_nothing_else() -> None:
    kept = texts(INDONESIAN.kept())
    translated = _ids([each for each in kept if each.string])
    assert sorted(_ids(texts(INDONESIAN.said())) ^ translated) == []


def _unlike(part: Callable[[str], object]) -> list[str]:
    """The texts in which a part is not what it is in the translation."""
    done = [each for each in KEPT if each.string]
    return [str(each.id) for each in done if part(str(each.id)) != part(str(each.string))]
