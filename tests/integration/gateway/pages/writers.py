"""A citizen's browser at the pages of a report, on a real database: regencies to report in, and a way through."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.common.contracts.regencies import PublicTenant
from services.common.contracts.tenant import Unit
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import TENANT, receipt_for

OURS = {"Sec-Fetch-Site": "same-origin"}
STORY = "Saya diminta membayar di luar tarif resmi di loket contoh."
_PUBLIC: dict[str, Any] = {"filed_by": ["pelapor"], "source_reference": "none"}
WEB = _PUBLIC | {
    "label": "Formulir daring",
    "modes": ["open", "confidential"],
    "identity_required": ["name", "nik"],
    "attachments_required": ["ktp"],
}
WBS = _PUBLIC | {
    "label": "WBS",
    "modes": ["anonymous", "confidential", "open"],
    "identity_required": [],
    "attachments_required": [],
}
LETTER = WEB | {"label": "Surat", "filed_by": ["petugas_penerima"]}
UNITS = (Unit(key="dinas_contoh", name="Dinas Contoh"), Unit(key="desa_contoh", name="Desa Contoh", kind="desa"))
IDENTITY = {"name": "Contoh Pelapor", "nik": "3301.0000 0000-0001"}


def regency(**channels: Any) -> PublicTenant:
    """One with these channels."""
    return TENANT.model_copy(update={"channels": channels, "units": UNITS})


def served(desks: Answerer, **channels: Any) -> None:
    """The register knows the regency, intake takes complaints, no desk knows more yet."""
    desks.on("register.tenant", regency(**(channels or {"web": WEB, "wbs": WBS, "letter": LETTER})))
    desks.on("intake.submit", receipt_for)


def sent(client: FlaskClient, page: str, **fields: str) -> TestResponse:
    """A form from one of our pages."""
    return client.post(f"/contoh/{page}", data=fields, headers=OURS)


def shown(client: FlaskClient, page: str = "lapor/periksa") -> TestResponse:
    """A page as it is asked for."""
    return client.get(f"/contoh/{page}".rstrip("/"))


def place(answer: TestResponse) -> str:
    """Where the answer leads, within the regency."""
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"].removeprefix("/contoh/")


def written(client: FlaskClient, **identity: str) -> None:
    """A report on the regency's own form, all pages answered, nothing sent yet."""
    steps: tuple[tuple[str, dict[str, str]], ...] = (
        ("lapor", {"jalur": "web"}),
        ("lapor/perlindungan", {"cara": "confidential"}),
        ("lapor/cerita", {"pokok": "Pungutan di loket contoh", "uraian": STORY}),
        ("lapor/pihak", {"nama-0": "Contoh Terlapor", "unit-0": "dinas_contoh", "tanggal": "3-2-2026"}),
        ("lapor/identitas", IDENTITY | identity),
    )
    for page, fields in steps:
        assert sent(client, page, **fields).status_code == 303, page
    assert shown(client).status_code == 200


def whistled(client: FlaskClient) -> None:
    """An anonymous report of a whistleblower, likewise."""
    steps: tuple[tuple[str, dict[str, str]], ...] = (
        ("lapor", {"jalur": "wbs"}),
        ("lapor/perlindungan", {"cara": "anonymous"}),
        ("lapor/keamanan", {}),
        ("lapor/cerita", {"pokok": "Proyek contoh", "uraian": STORY}),
        ("lapor/pihak", {}),
    )
    for page, fields in steps:
        assert sent(client, page, **fields).status_code == 303, page
    assert shown(client).status_code == 200
