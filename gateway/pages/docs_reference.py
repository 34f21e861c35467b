"""The calls of the interface as Markdown, a page for each group, drawn from the OpenAPI document."""

import json
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any, Final, cast

from apiflask import APIFlask
from flask import current_app

from gateway import openapi
from gateway.pages import docs_models
from gateway.pages.docs_models import bounds, cell, kind_of, text_of
from gateway.pages.words import say

Json = Mapping[str, Any]

CALLERS: Final[Mapping[str, str]] = {
    "officer": "Petugas",
    "platform": "Pengelola platform",
    "system": "Sistem dengan kunci API",
    "reporter": "Pelapor dengan token pengaduannya",
}
_PLACES: Final[Mapping[str, str]] = {"path": "Alamat", "query": "Kueri", "header": "Kepala permintaan"}


def group(tag: str) -> str:
    """The page of one group: its calls, then the models they take and give."""
    spec = openapi.document(cast(APIFlask, current_app))
    calls = [(path, method, call) for path, method, call in _calls(spec) if call["tags"] == [tag]]
    listed = (
        f"- [{say(call['summary'])}](#{call['operationId']}) `{method.upper()} {path}`" for path, method, call in calls
    )
    told = (_call(spec, *each) for each in calls)
    models = docs_models.told(spec, [call for _, _, call in calls])
    return "\n\n".join([f"# {say(tag)}", "\n".join(listed), *told, *models]) + "\n"


def as_json(example: object) -> str:
    """An example."""
    return f"```json\n{json.dumps(example, ensure_ascii=False, indent=2)}\n```"


def _calls(spec: Json) -> Iterator[tuple[str, str, Json]]:
    for path, methods in spec["paths"].items():
        for method, call in methods.items():
            yield path, method, call


def _call(spec: Json, path: str, method: str, call: Json) -> str:
    told = [f"## {say(call['summary'])} {{#{call['operationId']}}}", f"`{method.upper()} {path}`"]
    if text := call.get("description"):
        told.append(say(text))
    told.append(f"**{say('Yang boleh')}:** {_who(call)}")
    told += _parameters(spec, call)
    for media_type, content in call.get("requestBody", {}).get("content", {}).items():
        told += _content(say("Isi permintaan"), media_type, content)
    told += _answers(spec, call)
    return "\n\n".join(told)


def _who(call: Json) -> str:
    kinds = [say(CALLERS[kind]) for scheme in call["security"] for kind in scheme]
    roles = ", ".join(f"`{role}`" for role in call.get(openapi.ROLES, ()))
    told = "; ".join(kinds) or say("siapa saja, tanpa masuk")
    return f"{told}. {say('Dengan salah satu peran')}: {roles}." if roles else f"{told}."


def _parameters(spec: Json, call: Json) -> list[str]:
    rows = [_parameter(docs_models.resolved(spec, each)) for each in call["parameters"]]
    if not rows:
        return []
    names = (say("Parameter"), say("Letak"), say("Isi"), say("Arti"))
    return ["\n".join([f"| {' | '.join(names)} |", "|---|---|---|---|", *rows])]


def _parameter(each: Json) -> str:
    needed = say("Wajib.") if each["required"] else ""
    told = " ".join(filter(None, (needed, say(text_of(each)), bounds(each["schema"]))))
    return f"| `{each['name']}` | {say(_PLACES[each['in']])} | {cell(kind_of(each['schema']))} | {cell(told)} |"


def _answers(spec: Json, call: Json) -> Iterator[str]:
    refusals = []
    for status, answer in sorted(call["responses"].items()):
        if status >= "400":
            refusals.append(f"[{status}](/docs/problems#status-{status})")
            continue
        given = docs_models.resolved(spec, answer)
        told = f"{say('Jawaban')} {status} {HTTPStatus(int(status)).phrase}"
        contents = given.get("content", {}).items()
        for media_type, content in contents:
            yield from _content(told, media_type, content)
        if not contents:
            yield f"**{told}**"
    if refusals:
        yield f"**{say('Galat')}:** {', '.join(refusals)}"


def _content(told: str, media_type: str, content: Json) -> Iterator[str]:
    yield f"**{told}:** {kind_of(content['schema'])} (`{media_type}`)"
    if "example" in content:
        yield as_json(content["example"])
