"""All kinds of problem as Markdown, by the status they are answered with."""

from http import HTTPStatus
from itertools import groupby
from typing import cast

from apiflask import APIFlask
from flask import current_app

from gateway import openapi
from gateway.components import EXAMPLES
from gateway.kinds import KINDS, Kind
from gateway.pages import docs_models
from gateway.pages.docs_reference import as_json
from gateway.pages.words import say


def catalogue() -> str:
    """The page."""
    spec = openapi.document(cast(APIFlask, current_app))
    begun = [
        f"# {say('Galat')}",
        say(
            "Setiap galat dijawab sebagai `application/problem+json` (RFC 9457). `type` menyebut jenisnya dan adalah "
            "alamat halaman yang menjelaskannya, `detail` menyebut apa yang salah kali ini dan apa yang harus "
            "dilakukan. Sebutkan `correlation_id` bila Anda bertanya tentangnya."
        ),
        as_json(EXAMPLES["problem"]),
    ]
    by_status = sorted(KINDS.values(), key=lambda kind: (kind.status, kind.code))
    told = [part for status, kinds in groupby(by_status, lambda kind: kind.status) for part in _of(status, list(kinds))]
    return "\n\n".join([*begun, *told, docs_models.model(spec, "Problem")]) + "\n"


def _of(status: int, kinds: list[Kind]) -> list[str]:
    rows = (f"| [`{kind.code}`]({kind.address}) | {docs_models.cell(say(kind.meaning))} |" for kind in kinds)
    head = f"| {say('Jenis')} | {say('Arti')} |"
    return [f"## {status} {HTTPStatus(status).phrase} {{#status-{status}}}", "\n".join([head, "|---|---|", *rows])]
