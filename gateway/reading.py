"""Reads requests into the contracts' models: the body is parsed and checked in one pass, never twice.

Replaces APIFlask's own reader of pydantic models. Messages name the field and the rule, not what was sent.
"""

import re
from typing import Any, TypeVar

from apiflask.schema_adapters import registry
from apiflask.schema_adapters.pydantic import PydanticAdapter
from flask import Request
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from gateway.problems import MalformedJson, NotJson
from services.common.errors import Invalid

Model = TypeVar("Model", bound=BaseModel)

_PLAIN_NAME = re.compile(r"\w{1,40}", re.ASCII)


def read_json(model: type[Model], request: Request) -> Model:
    """The body as this model. NotJson, MalformedJson, or Invalid with each field that does not fit."""
    if not request.is_json:
        raise NotJson
    try:
        return model.model_validate_json(request.get_data(cache=False))
    except ValidationError as error:
        raise _told(error) from None  # the original carries what was sent


def shaped(model: type[Model], **values: Any) -> Model:
    """A message made of parts of a request; Invalid when they do not fit."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise _told(error) from None


def _told(error: ValidationError) -> Invalid | MalformedJson:
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    if faults[0]["type"] == "json_invalid":
        return MalformedJson()
    return Invalid({_field(fault): _message(fault) for fault in faults})


def _field(fault: ErrorDetails) -> str:
    names = (str(part) for part in fault["loc"])
    return ".".join(name if _PLAIN_NAME.fullmatch(name) else "(unknown)" for name in names) or "(body)"


def _message(fault: ErrorDetails) -> str:
    # Errors raised by validators may quote the value behind their first colon.
    return fault["msg"].partition(":")[0] if fault["type"] == "value_error" else fault["msg"]


class ContractAdapter(PydanticAdapter):
    """How APIFlask reads requests here, and what it writes of a model in the specification."""

    def validate_input(self, request: Request, location: str, **kwargs: Any) -> BaseModel:
        """The body, or the query."""
        if location == "json":
            return read_json(self.model_class, request)
        return shaped(self.model_class, **request.args.to_dict())

    def get_openapi_schema(self, **kwargs: Any) -> dict[str, Any]:
        """The model's schema; models inside it are referred to by their own names (see `gateway.openapi`)."""
        return self.model_class.model_json_schema(ref_template="#/components/schemas/{model}")


def install() -> None:
    """Make APIFlask use the adapter for every pydantic model."""
    registry.register("pydantic", ContractAdapter)
