"""Anchors of the audit trail as they were kept: lines of a log, of mails, or of `dumas audit anchor`."""

import re

import click
from pydantic import ValidationError

from services.common.contracts.audit import Anchor

_OBJECT = re.compile(r"\{[^{}]*\}")


def anchors_in(text: str) -> tuple[Anchor, ...]:
    """Every anchor in a text, whatever stands around it. ClickException when there is none at all."""
    found = tuple(anchor for written in _OBJECT.findall(text) if (anchor := _anchor(written)))
    if not found:
        raise click.ClickException("There is no anchor in this file; `dumas audit anchor` shows how one looks.")
    return found


def _anchor(written: str) -> Anchor | None:
    try:
        return Anchor.model_validate_json(written)
    except ValidationError:
        return None
