"""`dumas processing-record`: the record of processing of one regency, as a page to read or as JSON."""

from collections.abc import Iterator

import click

from deploy.cli.asking import asking
from services.common.contracts.processing import ProcessingRecord
from services.common.contracts.register import Nothing


@click.command("processing-record")
@click.argument("tenant")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
def processing_record(tenant: str, as_json: bool) -> None:
    """Show which personal data a regency processes, why, on which basis, and for how long (UU 27/2022 Pasal 31)."""
    with asking(tenant) as ask:
        found = ask("register.processing_record", Nothing(), ProcessingRecord)
    click.echo(found.model_dump_json(indent=2) if as_json else "\n".join(_page(found)))


def _page(found: ProcessingRecord) -> Iterator[str]:
    yield f"CATATAN KEGIATAN PEMROSESAN DATA PRIBADI  ({found.sop}, {found.as_of})"
    yield f"Pengendali  {found.controller.office}, {found.controller.government}"
    yield f"            {found.controller.contact.address}"
    yield f"Prosesor    {found.processor}"
    yield "\nKEGIATAN, TUJUAN, DASAR"
    for activity in found.activities:
        yield f"- {activity.activity} ({', '.join(activity.parts)})"
        yield f"  {activity.purpose}"
        yield f"  {activity.basis}"
    yield "\nDATA DAN TEMPATNYA"
    yield from (f"- {each.subject}: {each.data}. {each.place}." for each in found.categories)
    yield "\nPENERIMA"
    yield from (f"- {each}" for each in found.recipients)
    yield "\nRETENSI SEJAK DITUTUP (bulan: pengaduan / identitas)"
    yield from (f"- {each.label}: {each.complaint_months} / {each.identity_months}" for each in found.retention)
    if found.is_default_retention:
        yield "  Bawaan sistem; daerah belum menetapkan sendiri menurut JRA."
    yield "\nHAK SUBJEK DATA"
    yield from (f"- {each}" for each in found.rights)
    yield "\nPENGAMANAN"
    yield from (f"- {each}" for each in found.security)
