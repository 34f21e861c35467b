"""Anchors of the audit trail as they were kept: lines of a log, of mails, or of `dumas audit anchor`."""

import click

from services.common.contracts import anchor_lines
from services.common.contracts.audit import Anchor


def anchors_in(text: str) -> tuple[Anchor, ...]:
    """Every anchor in a text, whatever stands around it. ClickException when one cannot be read, or none is there."""
    found, meant = anchor_lines.read(text), text.count(anchor_lines.MARK)
    if not found:
        raise click.ClickException("There is no anchor in this file; `dumas audit anchor` shows how one looks.")
    if len(found) != meant:
        raise click.ClickException(f"{meant - len(found)} of the {meant} anchors in this file cannot be read.")
    return found
