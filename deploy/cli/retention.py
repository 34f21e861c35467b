"""`dumas retention due|list|run`: what will be destroyed, what was, and the timer's round now."""

import click

from deploy.cli.asking import asking
from services.common.contracts.register import Nothing, Page
from services.common.contracts.retention import AllDue, Destruction, Destructions, DueWithin, RetentionRun

_AT_ONCE = 200
_Json = click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")


@click.group()
def retention() -> None:
    """What is kept no longer: what falls due, the certificates of what was destroyed, and the round now."""


@retention.command()
@click.argument("tenant")
@click.option("--days", default=90, show_default=True, type=click.IntRange(0, 3660), help="From today.")
@_Json
def due(tenant: str, days: int, as_json: bool) -> None:
    """Show what falls due within some days, the earliest first."""
    with asking(tenant) as ask:
        found = ask("register.retention_due", DueWithin(days=days), AllDue)
    if as_json:
        click.echo(found.model_dump_json(indent=2))
        return
    for one in found.due:
        held = "  held" if one.is_held else ""
        click.echo(
            f"{one.due_on}  {one.reference}  {one.scope:<9}  {one.retention_class}  closed {one.closed_on}{held}"
        )
    more = ", and more: ask for fewer days" if found.is_cut else ""
    click.echo(f"{len(found.due)} within {days} days{more}")


@retention.command("list")
@click.argument("tenant")
@_Json
def list_(tenant: str, as_json: bool) -> None:
    """Show the certificates of what was destroyed, the newest first."""
    found = _all(tenant)
    if as_json:
        click.echo(Destructions(destructions=found, next=None).model_dump_json(indent=2))
        return
    for one in found:
        at = f"{one.announced_at:%Y-%m-%d %H:%M}Z"
        click.echo(f"{one.number:>6}  {at}  {one.reference}  {one.scope:<9}  {one.retention_class}  due {one.due_on}")
    click.echo(f"{len(found)} certificates")


@retention.command()
@click.argument("tenant")
def run(tenant: str) -> None:
    """Destroy what is due, now; otherwise it is done once an hour."""
    with asking(tenant) as ask:
        done = ask("register.run_retention", Nothing(), RetentionRun)
    click.echo(f"{done.identities} identities and {done.complaints} complaints destroyed, {done.held} held")


def _all(tenant: str) -> tuple[Destruction, ...]:
    found: list[Destruction] = []
    after: str | None = None
    with asking(tenant) as ask:
        while True:
            page = ask("register.destructions", Page(after=after, limit=_AT_ONCE), Destructions)
            found += page.destructions
            if page.next is None:
                return tuple(found)
            after = page.next
