"""Reads docker-compose.yml as `docker compose` would, without it: merged anchors, variables filled in."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[3]
FILE = ROOT / "docker-compose.yml"
EXAMPLE = ROOT / "deploy" / "docker" / "env.example"

Service = dict[str, Any]

_VARIABLE = re.compile(r"\$\{([A-Z0-9_]+)(?::([-?])([^}]*))?\}")
_LINE = re.compile(r'^([A-Z0-9_]+)="?(.*?)"?$', re.MULTILINE)


def content() -> dict[str, Any]:
    """The file with its anchors merged and its variables as they stand."""
    loaded: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return loaded


def services(values: Mapping[str, str]) -> dict[str, Service]:
    """The services with `values` for the variables. KeyError names a required one that is missing."""
    filled: dict[str, Service] = _filled(content()["services"], values)
    return filled


def read_env(text: str) -> dict[str, str]:
    """The variables of an env file."""
    return dict(_LINE.findall(text))


def variables() -> dict[str, set[str]]:
    """The variables of the file, each with the ways it is used: `?` required, `-` with a default, or bare."""
    used: dict[str, set[str]] = {}
    for name, way, _ in _VARIABLE.findall(FILE.read_text(encoding="utf-8")):
        used.setdefault(name, set()).add(way)
    return used


def _filled(node: Any, values: Mapping[str, str]) -> Any:
    if isinstance(node, dict):
        return {key: _filled(value, values) for key, value in node.items()}
    if isinstance(node, list):
        return [_filled(value, values) for value in node]
    return _VARIABLE.sub(lambda found: _value(found, values), node) if isinstance(node, str) else node


def _value(found: re.Match[str], values: Mapping[str, str]) -> str:
    name, way, default = found.groups()
    return values.get(name) or (default if way == "-" else values[name])
