"""What the documentation has for programs: schemas of events, the AsyncAPI document, and webhooks to test with."""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from flask import Response

from gateway import asyncapi, event_schemas
from gateway.problems import NoSuchPage
from gateway.table import JSON
from services.common.contracts.outward.catalogue import OUTWARD

FIXTURES: Final = Path(__file__).parents[1] / "webhook_fixtures.json"
_SCHEMA: Final = "application/schema+json"
_ASYNCAPI: Final = "application/vnd.aai.asyncapi+json;version=3.0.0"


def schema(event: str) -> Response:
    """The JSON Schema of the data of one type of event."""
    if event not in OUTWARD:
        raise NoSuchPage
    return _file(event_schemas.document_of(event), _SCHEMA)


def asyncapi_document() -> Response:
    """All that is sent, for programs that write programs."""
    return _file(_drawn(), _ASYNCAPI)


def webhook_fixtures() -> Response:
    """Webhooks to take and to refuse."""
    return Response(FIXTURES.read_bytes(), content_type=JSON)


@cache
def _drawn() -> dict[str, Any]:
    return asyncapi.document()


def _file(content: dict[str, Any], media_type: str) -> Response:
    return Response(json.dumps(content, ensure_ascii=False, indent=2) + "\n", content_type=media_type)
