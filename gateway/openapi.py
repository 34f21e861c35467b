"""The OpenAPI 3.1 document: APIFlask draws it from the route table, this adds what every operation has in common."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

from apiflask import APIFlask
from pydantic import BaseModel

from gateway.components import ANY_FILE, EXAMPLES, PARAMETERS, PATH, PROBLEM, PROBLEM_ANSWER, SCHEMES, UPLOAD, ref
from gateway.table import JSON, Route
from services.common.contracts.rights import ALL_ROLES

TITLE: Final = "Dumas"
VERSION: Final = "1.0.0"
ROLES: Final = "x-roles"
"""Where an operation says which roles may call it; without it, all may."""

_ABOUT = (
    "Public-complaint handling for regional inspectorates. A complaint is filed without signing in and answered with "
    "a receipt; officers and systems work on it step by step, as their regency's procedure says. Every problem is "
    "`application/problem+json` (RFC 9457); its type is a page that explains it. All names in examples are invented."
)
_CACHE = "dumas-openapi"
_BODY_PROBLEMS = ("400", "413", "415", "422")


def describe(app: APIFlask, routes: tuple[Route, ...]) -> None:
    """Let the application draw its document."""
    app.config.update(
        OPENAPI_VERSION="3.1.0",
        DESCRIPTION=_ABOUT,
        AUTO_SERVERS=False,
        AUTO_200_RESPONSE=False,
        AUTO_404_RESPONSE=False,
        AUTO_VALIDATION_ERROR_RESPONSE=False,
        TAGS=[{"name": tag} for tag in dict.fromkeys(route.tag for route in routes)],
        SECURITY_SCHEMES=SCHEMES,
    )
    by_name = {route.name: route for route in routes}
    app.spec_processor(lambda spec: spec if isinstance(spec, str) else _completed(spec, by_name))


def document(app: APIFlask) -> dict[str, Any]:
    """The document, drawn once."""
    if _CACHE not in app.extensions:
        app.extensions[_CACHE] = app.spec
    found: dict[str, Any] = app.extensions[_CACHE]
    return found


def _completed(spec: dict[str, Any], routes: dict[str, Route]) -> dict[str, Any]:
    parts = spec["components"]
    # APIFlask files a model inside another as `Outer.Inner`; here every model is known by its own name.
    parts["schemas"] = {name.rpartition(".")[2]: schema for name, schema in parts["schemas"].items()}
    parts["schemas"]["Problem"] = PROBLEM
    parts["responses"] = {"Problem": PROBLEM_ANSWER}
    parts["parameters"] = PARAMETERS
    _name_results(parts["schemas"])
    for route in routes.values():
        if route.signed:
            parts["schemas"] |= _schemas(route.signed)
    for operation in _operations(spec):
        _finish(operation, routes[operation["operationId"]])
    return spec


def _name_results(schemas: dict[str, Any]) -> None:
    """The result inside each completion becomes a model of its own."""
    for schema in list(schemas.values()):
        result = schema.get("properties", {}).get("result", {})
        if "title" in result and "properties" in result:
            text = result.pop("description")
            schemas[result["title"]] = result
            schema["properties"]["result"] = ref(f"schemas/{result['title']}") | {"description": text}


def _schemas(model: type[BaseModel]) -> dict[str, Any]:
    """A model and those in it, by name."""
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    inside: dict[str, Any] = schema.pop("$defs", {})
    return inside | {model.__name__: schema}


def _operations(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in spec["paths"].values():
        yield from path.values()


def _finish(operation: dict[str, Any], route: Route) -> None:
    operation["security"] = [{kind: []} for kind in route.who]
    if route.right and (roles := route.right.roles) != ALL_ROLES:
        operation[ROLES] = sorted(roles)
    parameters, responses = operation["parameters"], operation["responses"]
    _say_parameters(parameters, route)
    _say_body(operation, route)
    if route.downloads:
        responses["200"] = {"description": "The file.", "content": {"*/*": {"schema": ANY_FILE}}}
    if route.status == 204:
        responses["204"] = {"description": "Done."}
    if route.name.startswith("filing_"):
        responses["202"] = deepcopy(responses["201"])
        responses["202"]["description"] = "Queued safely; the receipt is already valid."
    if "requestBody" in operation:
        operation["requestBody"]["required"] = True
    _show_examples(operation, route)
    for status in _problems(route):
        responses.setdefault(status, ref("responses/Problem"))


def _say_body(operation: dict[str, Any], route: Route) -> None:
    """Of what the handler reads itself."""
    if route.uploads:
        operation["requestBody"] = deepcopy(UPLOAD)
    if route.signed:
        operation["requestBody"] = {"content": {JSON: {"schema": ref(f"schemas/{route.signed.__name__}")}}}


def _say_parameters(parameters: list[dict[str, Any]], route: Route) -> None:
    for parameter in parameters:
        parameter["schema"] |= PATH.get(parameter["name"], {})
    if route.keyed:
        parameters.append(ref("parameters/IdempotencyKey"))
    if route.proof:
        parameters.append(ref("parameters/Proof"))
    if route.signed:
        parameters += [ref(f"parameters/Webhook{what}") for what in ("Id", "Timestamp", "Signature")]
    if route.uploads and route.who:  # a file that is only looked at needs no name
        parameters += [ref("parameters/FileName"), ref("parameters/AttachmentKind")]


def _show_examples(operation: dict[str, Any], route: Route) -> None:
    shown = EXAMPLES["operations"].get(route.name, {})
    if "takes" in shown:
        operation["requestBody"]["content"][JSON]["example"] = shown["takes"]
    if "gives" in shown:
        operation["responses"][str(route.status)]["content"][route.media]["example"] = shown["gives"]


def _problems(route: Route) -> list[str]:
    if not route.has_problems:
        return []
    found = {"500", "503", "504", *route.also}
    found.update(_BODY_PROBLEMS if route.takes or route.uploads or route.signed else ())
    found.update(("401", "409") if route.signed else ())
    found.update(("401", "403") if route.who else ())
    found.update(("404",) if "<" in route.path else ())
    found.update(("422",) if route.query else ())
    found.update(("409",) if route.keyed or route.uploads else ())
    found.update(("429",) if route.limits else ())
    found.update(("428",) if route.proof else ())
    return sorted(found)
