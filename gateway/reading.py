"""Reads requests into the contracts' models: the body is parsed and checked in one pass, never twice.

Replaces APIFlask's own reader of pydantic models. Messages name the field and the rule, not what was sent.
"""

from typing import Any, TypeVar

from apiflask.schema_adapters import registry
from apiflask.schema_adapters.pydantic import PydanticAdapter
from flask import Request
from pydantic import BaseModel, ValidationError

from gateway import arrival
from gateway.problems import MalformedJson, NotJson
from services.common.errors import Invalid
from services.common.faults import faults_of

Model = TypeVar("Model", bound=BaseModel)


def read_json(model: type[Model], request: Request) -> Model:
    """The body as this model. NotJson, MalformedJson, or Invalid with each field that does not fit."""
    if not request.is_json:
        raise NotJson
    arrival.whole(request)
    try:
        return model.model_validate_json(request.get_data())
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
    return Invalid(faults_of(error))


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
