"""YAML text into a strict model.

YAML writes lists and dates where the models hold tuples and dates; going through JSON lets the models stay strict
about everything else.
"""

import json
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict


class StrictData(BaseModel):
    """A frozen model that refuses unknown keys and converts no types."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


Model = TypeVar("Model", bound=StrictData)


def read(model: type[Model], text: str) -> Model:
    """The model written in `text`. Raises yaml.YAMLError or pydantic.ValidationError."""
    return model.model_validate_json(json.dumps(yaml.safe_load(text), default=str))
