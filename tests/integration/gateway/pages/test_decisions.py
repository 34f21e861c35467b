"""What an officer decides about a request: nothing typed is lost, and who was faster is told."""

import pytest
from flask.testing import FlaskClient

from services.common.contracts.extensions import OpenExtension
from services.common.contracts.identity import Openings
from services.common.contracts.register import Extensions, Tasks
from services.common.errors import ExtensionRefused
from tests.integration.gateway.pages.browser import entered, sent, served
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import COMPLAINT, KEY, NOW, REFERENCE

ADDRESS = f"/petugas/permintaan/waktu/{COMPLAINT}"
SAID = {"jenis": "assess", "kunci": KEY, "keputusan": "ya"}
WORDS = "Lapangan jauh dan hujan."


@pytest.fixture
def officer(client: FlaskClient, desks: Answerer) -> FlaskClient:
    served(desks)
    desks.on("register.extensions", Extensions(extensions=()))
    desks.on("intake.openings", Openings(openings=()))
    desks.on("register.tasks", Tasks(tasks=(), next=None))
    entered(client)
    return client


def test_a_reason_that_is_too_long_is_a_fault_of_the_form(officer: FlaskClient, desks: Answerer) -> None:
    waiting = OpenExtension(
        extension_id=COMPLAINT, reference=REFERENCE, task_id=COMPLAINT, step="telaah", kind="assess", desk="review",
        clock="telaah", amount=2, asked_by="contoh", asked_at=NOW,
    )  # fmt: skip
    desks.on("register.extensions", Extensions(extensions=(waiting,)))
    answer = sent(officer, ADDRESS, alasan="x" * 30_000, **SAID)
    assert answer.status_code == 422
    assert "Isian ini belum sesuai" in answer.text


def test_who_comes_second_is_told_so_beside_the_reason_that_was_typed(officer: FlaskClient, desks: Answerer) -> None:
    desks.on("review.decide_extension", ExtensionRefused("this request was decided, or its time is over"))
    answer = sent(officer, ADDRESS, alasan=WORDS, **SAID)
    assert answer.status_code == 409
    assert "Permintaan ini sudah diputuskan" in answer.text
    assert WORDS in answer.text


@pytest.mark.parametrize("address", ["/petugas?cari=%00", "/petugas/buku?cari=%00"])
def test_what_no_text_can_hold_is_not_our_failure(officer: FlaskClient, address: str) -> None:
    assert officer.get(address).status_code == 422
