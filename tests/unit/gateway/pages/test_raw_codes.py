"""An officer reads names and words where the services tell keys and ids."""

import re
from typing import Any

import pytest
from apiflask import APIFlask

from gateway.pages import complaint, complaint_book, terms
from services.common.contracts.procedures import SopDefinition
from services.common.contracts.register import Nothing, Standing
from services.common.contracts.tasks import Correction
from services.common.sop.load import parse_sop
from tests.unit.common.sop.small import SMALL
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.pages.office import HEAD, has_brought, has_written, request, waits
from tests.unit.gateway.samples import COMPLAINT, NOW, REFERENCE

DONE: dict[str, Any] = {"event": "step_completed"}


@pytest.fixture
def desks(desks: Answerer) -> Answerer:
    """A complaint whose line was put right, and which its reporter, a clock and an officer have moved on."""
    movers = (str(COMPLAINT), "tenggat", "contoh_petugas")
    waits(desks, "assess", timeline=tuple(DONE | {"by": by} for by in movers))
    had = desks.call("register.standing", HEAD, Nothing(), Standing)
    told = {"before": None, "after": "dinas_contoh", "by": "contoh_petugas", "corrected_at": NOW}
    entry = had.entry.model_copy(update={"unit": "dinas_contoh"})
    corrected = Correction.model_validate({"field": "unit", **told})
    standing = had.model_copy(update={"entry": entry, "corrections": (corrected,), "sop": "contoh@4"})
    desks.on("register.standing", standing)
    desks.on(
        "register.definition",
        SopDefinition(sop="contoh@4", definition=parse_sop(SMALL, "sop.yaml").model_dump(mode="json")),
    )
    has_brought(desks)
    has_written(desks)
    return desks


def shown(app: APIFlask) -> str:
    with request(app, HEAD):
        return re.sub(r"\s+", " ", complaint.show(HEAD, REFERENCE).get_data(as_text=True))


def test_what_the_reporter_did_is_said_to_be_the_reporters(app: APIFlask, desks: Answerer) -> None:
    page = shown(app)
    by = re.findall(r"Langkah selesai.*?</td><td[^>]*>([^<]*)</td>", page)
    assert by == ["contoh_petugas", "Sistem", "Pelapor"]
    assert str(COMPLAINT) not in page.partition("riwayat")[2].partition("<script")[0]


def test_a_version_of_the_sop_is_told_by_its_number(app: APIFlask, desks: Answerer) -> None:
    page = shown(app)
    assert "versi 4" in page
    assert "contoh@4" not in page


def test_a_unit_has_its_name_where_a_line_is_put_right_and_was(app: APIFlask, desks: Answerer) -> None:
    assert "Koreksi Buku Pengaduan: – → Dinas Contoh" in shown(app)
    with request(app, HEAD):
        page = complaint_book.correct(HEAD, REFERENCE).get_data(as_text=True)
    assert '<dd class="govuk-summary-list__value">Dinas Contoh</dd>' in page


def test_an_office_held_for_another_has_its_title(app: APIFlask) -> None:
    with request(app, HEAD):
        assert terms.offices(("sekretaris", "inspektur"), {"inspektur": "plh"}) == "Sekretaris, Plh. Inspektur"
