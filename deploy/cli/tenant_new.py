"""`dumas tenant new`: a folder for a new regency that is valid at once and says in comments what to fill in."""

import json
import re
from pathlib import Path
from string import Template

import click

from deploy.cli.calendars import SHIPPED
from deploy.cli.tenant_files import faults_of
from services.common.clocks.zones import ZONES

_TEMPLATES = Path(__file__).with_name("scaffold")
_KEY, _CODE = re.compile(r"[a-z][a-z0-9_]{1,39}"), re.compile(r"[A-Z]{3}")
_REGION = re.compile(r"\b(Kabupaten|Kota|Provinsi)\s+(\S.*)$")


@click.command()
@click.argument("key")
@click.option("--office", required=True, help='As in the letterhead: "Inspektorat Daerah Kabupaten Contoh".')
@click.option("--code", required=True, help="Three letters that start every reference, such as CTH.")
@click.option("--zone", required=True, type=click.Choice(list(ZONES)))
@click.option("--province", help="The folder with the province's own holidays, when it has one.")
@click.option(
    "--into",
    default=SHIPPED,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where the folders of the regencies are.",
)
def new(*, key: str, office: str, code: str, zone: str, province: str | None, into: Path) -> None:
    """Make the folder of a new regency, with a procedure that works and people who do not exist."""
    _fitting(key, code, office)
    if province and not _has_holidays(province, into):
        raise click.BadParameter(f"'{province}' has no holidays.yaml in {into}.", param_hint="--province")
    folder = into / key
    if folder.exists():
        raise click.UsageError(f"{folder} is there already and was left as it is. Choose another key.")
    words = {"key": key, "code": code, "zone": zone, "province": province or "null", **_named(office, province)}
    folder.mkdir()
    for template in sorted(_TEMPLATES.glob("*.yaml")):
        text = Template(template.read_text(encoding="utf-8")).substitute(words)
        (folder / template.name).write_text(text, encoding="utf-8")
    if faults := faults_of(folder):
        raise click.ClickException("\n".join(faults))
    click.echo(f"{folder} is ready. Fill in what its files say, then run: dumas tenant check {folder}")


def _fitting(key: str, code: str, office: str) -> None:
    if not _KEY.fullmatch(key):
        raise click.BadParameter("A key is 2 to 40 small letters, digits and _, and starts with a letter.")
    if not _CODE.fullmatch(code):
        raise click.BadParameter("A code is three capital letters.", param_hint="--code")
    if not office.strip():
        raise click.BadParameter("An office has a name.", param_hint="--office")


def _has_holidays(province: str, into: Path) -> bool:
    around = into if (into / "national" / "holidays.yaml").is_file() else SHIPPED
    return province != "national" and (around / province / "holidays.yaml").is_file()


def _named(office: str, province: str | None) -> dict[str, str]:
    """Names quoted for YAML. Government and place follow from an office called after its Kabupaten or Kota."""
    region = _REGION.search(office)
    names = {
        "office": office.strip(),
        "government": f"Pemerintah {region.group(0)}" if region else "isi nama pemerintah daerah",
        "place": region.group(2) if region else "isi nama tempat",
        "province_name": province.replace("_", " ").title() if province else "isi nama provinsi",
    }
    return {name: json.dumps(" ".join(words.split()), ensure_ascii=False) for name, words in names.items()}
