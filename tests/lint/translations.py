"""A file of translations: what is said is taken into it, and what is not translated yet is told."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).parents[2]
WORDS: Final = ROOT / "gateway" / "words"


@dataclass(frozen=True, slots=True)
class Translations:
    """Of what is said, into one language. `what` is how the head of the file calls it."""

    language: str
    what: str
    said: Callable[[], Catalog]

    @property
    def file(self) -> Path:
        """Where they stand."""
        return WORDS / f"{self.language}.po"

    def kept(self) -> Catalog:
        """The texts as they stand in the file."""
        if not self.file.exists():
            return Catalog(locale=self.language, project="Dumas", fuzzy=False)
        with self.file.open("rb") as file:
            return read_po(file, locale=self.language)

    def write(self, catalogue: Catalog) -> None:
        """Put it into the file, in an order that does not change with the places."""
        catalogue.header_comment = f"# What {self.what}. `make words` adds what is new; translate it here."
        catalogue.last_translator = catalogue.language_team = "Dumas"
        catalogue.msgid_bugs_address = ""
        with self.file.open("wb") as file:
            write_po(file, catalogue, width=120, sort_output=True, include_lineno=False, ignore_obsolete=True)

    def main(self, *options: str) -> int:
        """Tell what is not translated; with `--write` put it into the file. 1 when something is missing."""
        catalogue = self.kept()
        catalogue.update(self.said(), no_fuzzy_matching=True)
        missing = [str(each.id) for each in texts(catalogue) if not each.string]
        if "--write" in options:
            self.write(catalogue)
        for text in missing:
            sys.stdout.write(f"not translated: {text}\n")
        for stale in catalogue.obsolete:
            sys.stdout.write(f"no longer said: {stale}\n")
        return 1 if missing else 0


def texts(catalogue: Catalog) -> list[Message]:
    """Its messages without the header."""
    return [each for each in catalogue if each.id]
