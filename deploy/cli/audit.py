"""`dumas audit verify|export|anchor`: the audit trail, examined, handed out, and anchored outside of the system."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TextIO

import click

from deploy.cli.asking import Ask, asking, speaking_for
from deploy.cli.audit_anchors import anchors_in
from deploy.cli.audit_upkeep import neglected
from deploy.cli.operator import services
from services.common.contracts import anchor_lines
from services.common.contracts.audit import ACTIONS, INSTALLATION, Anchor, AuditPage, AuditTrail, Chain, ChainPage
from services.common.contracts.chain import Examination
from services.common.contracts.regencies import Tenants
from services.common.contracts.register import Nothing

_At = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"])
_Tenants = click.argument("tenants", nargs=-1, metavar="[TENANT]...")


@click.group()
def audit() -> None:
    """The audit trail: find what was changed in it, hand it out, anchor it elsewhere."""


@audit.command()
@_Tenants
@click.option("--anchors", type=click.File(encoding="utf-8"), help="Mails, log lines or `audit anchor` lines you kept.")
def verify(tenants: tuple[str, ...], anchors: TextIO | None) -> None:
    """Find the first entry that was altered, removed or put elsewhere, moves the trail does not tell of, and whether
    it is chained and anchored as it should be. Exit status 1 when something is wrong."""
    kept = anchors_in(anchors.read()) if anchors else ()
    if anchors:
        click.echo(f"{len(kept)} kept anchors read")
    with services() as client:
        chosen = tenants or tuple(dict.fromkeys((*_all(speaking_for("", client)), *(each.tenant for each in kept))))
        examined = [examine(each, kept, speaking_for(each, client)) for each in chosen]
    if not all(each.is_sound for each in examined):
        raise SystemExit(1)


@audit.command()
@click.argument("tenant")
@click.option("--from", "since", type=_At, help="From this day, or instant, in UTC.")
@click.option("--to", "until", type=_At, help="Up to this day, or instant, in UTC; it is not included.")
@click.option("--format", type=click.Choice(["jsonl"]), default="jsonl", show_default=True, expose_value=False)
def export(tenant: str, since: datetime | None, until: datetime | None) -> None:
    """Write who did and read what, a JSON object to a line, oldest first. The export is an entry of the trail."""
    with asking(tenant) as ask:
        for line in exported(tenant, AuditPage(since=_utc(since), until=_utc(until), limit=500), ask):
            click.echo(line)


@audit.command()
@_Tenants
def anchor(tenants: tuple[str, ...]) -> None:
    """Print how each trail stands. Keep the lines where nobody who runs the product can change them."""
    with services() as client:
        for tenant in tenants or _all(speaking_for("", client)):
            last = speaking_for(tenant, client)("register.audit_chain", ChainPage(limit=1), Chain).last
            if last:
                click.echo(anchor_lines.written(last.tenant, last.number, last.hash))


def examine(tenant: str, anchors: tuple[Anchor, ...], ask: Ask) -> Examination:
    """Examine one trail from its beginning, and say what was found."""
    examination, page, chain = Examination(tenant, anchors), ChainPage(), Chain(entries=())
    while True:
        chain = ask("register.audit_chain", page, Chain)
        examination.hold_to(chain.anchors)
        for entry in chain.entries:
            examination.take(entry)
        for number in chain.unlike:
            examination.find(number, "the journal tells something else of this move, or nothing")
        if chain.next is None:
            break
        page = ChainPage(after=chain.next)
    examination.end()
    examination.besides = list(neglected(chain.upkeep)) if chain.upkeep else []
    _say(examination, chain.pending)
    return examination


def exported(tenant: str, page: AuditPage, ask: Ask) -> Iterator[str]:
    """The entries as lines, page by page."""
    after: int | None = page.after
    while after is not None:
        trail = ask("register.audit_entries", page.model_copy(update={"after": after}), AuditTrail)
        for entry in trail.entries:
            told = {"tenant": tenant, **entry.model_dump(mode="json"), "meaning": ACTIONS.get(entry.action, "")}
            yield json.dumps(told, ensure_ascii=False)
        after = trail.next


def _all(ask: Ask) -> tuple[str, ...]:
    return (INSTALLATION, *(each.profile.key for each in ask("register.tenants", Nothing(), Tenants).tenants))


def _say(examined: Examination, pending: int) -> None:
    name = examined.tenant or "(installation)"
    span = f", {examined.first.at:%Y-%m-%d} to {examined.last.at:%Y-%m-%d}" if examined.first and examined.last else ""
    waiting = f", {pending} waiting" if pending else ""
    click.echo(f"{name}: {examined.entries} entries{span}{waiting}")
    if examined.fault:
        click.echo(f"{name}: entry {examined.fault.number}: {examined.fault.what}")
    for what in examined.besides:
        click.echo(f"{name}: {what}")


def _utc(at: datetime | None) -> datetime | None:
    return at.replace(tzinfo=UTC) if at else None
