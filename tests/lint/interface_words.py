"""`make words`: what the interface says of itself in English, taken into `gateway/words/id.po`, to be translated there.

Titles and texts of calls, their parameters, models and their fields, kinds of problem, and fields of events.
"""

import sys
from collections.abc import Iterator
from typing import Any, Final

from babel.messages.catalog import Catalog

from gateway import event_schemas, openapi
from gateway.app import create_app
from gateway.kinds import KINDS
from gateway.pages.docs_models import text_of
from services.common.contracts.outward.catalogue import OUTWARD
from services.common.standing import MEANINGS
from tests.lint.translations import Translations
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.conftest import SETTINGS


def said() -> Catalog:
    """Everything the interface says of itself."""
    catalogue = Catalog(project="Dumas")
    spec = openapi.document(create_app(SETTINGS, Answerer()))
    for text in filter(None, (*_of_calls(spec), *_of_models(spec), *_of_problems(), *_of_events())):
        catalogue.add(text)
    return catalogue


def _of_calls(spec: dict[str, Any]) -> Iterator[str]:
    for path in spec["paths"].values():
        for call in path.values():
            yield from (*call["tags"], call["summary"], call.get("description", ""))
            yield from (text_of(each) for each in call["parameters"] if "schema" in each)
    yield from (each["description"] for each in spec["components"]["parameters"].values())


def _of_models(spec: dict[str, Any]) -> Iterator[str]:
    for schema in spec["components"]["schemas"].values():
        yield schema.get("description", "")
        yield from (field.get("description", "") for field in schema.get("properties", {}).values())


def _of_problems() -> Iterator[str]:
    return (kind.meaning for kind in KINDS.values())


def _of_events() -> Iterator[str]:
    yield from MEANINGS.values()
    for schema in (event_schemas.envelope(), *map(event_schemas.of_data, OUTWARD)):
        yield from (field.get("description", "") for field in schema["properties"].values())


INDONESIAN: Final = Translations("id", "the interface says of itself", said)

if __name__ == "__main__":
    sys.exit(INDONESIAN.main(*sys.argv[1:]))
