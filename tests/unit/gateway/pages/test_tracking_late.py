"""What a reporter reads of a complaint that is late: the reason in plain words, and nobody's name."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.common.contracts.lateness import Lateness
from services.common.contracts.register import Passed
from services.common.steps import KINDS
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.pages.visitors import OWN, desks_answer, let_in
from tests.unit.gateway.samples import NOW


def page(client: FlaskClient, desks: Answerer, *, due: timedelta = timedelta(days=-5), **told: Any) -> str:
    """The reporter's page of a complaint, late as told; at `assess` unless told otherwise."""
    names = Lateness.model_fields.keys() & told.keys()
    given = {"working_days": 3, "waits_for": "office"} | {name: told.pop(name) for name in names}
    passed = (Passed(kind="record", ended_at=NOW),)
    progress = {"due_at": datetime.now(UTC) + due, "lateness": Lateness(**given), "passed": passed} | told
    desks_answer(desks, **progress)
    let_in(client)
    return client.get(OWN).text


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            {"kind": "delegate", "waits_for": "unit"},
            "perangkat daerah yang menanganinya belum menyelesaikan bagiannya.",
        ),
        ({"kind": "await_source", "waits_for": "source"}, "kami masih menunggu konfirmasi dari tempat asal"),
        ({"kind": "await_reporter", "waits_for": "reporter"}, "kami masih menunggu kelengkapan dari Anda."),
        ({"kind": "record", "has_begun": False}, "pengaduan ini belum sempat kami mulai kerjakan."),
        ({"overran": ("assess",)}, "tahap “Ditelaah” memakan waktu lebih lama"),
        ({"overran": ("verify", "carry_out")}, "“Diperiksa kelengkapannya dan Ditindaklanjuti”"),
        ({}, "tahap “Ditelaah” belum selesai."),
    ],
)
def test_what_holds_it_up_is_said_after_by_how_much(
    client: FlaskClient, desks: Answerer, told: dict[str, Any], sentence: str
) -> None:
    shown = page(client, desks, **told)
    assert "Terlambat 3 hari kerja:</strong>" in shown
    assert sentence in shown


@pytest.mark.parametrize("because", ["calendar", "extension", "pause", "version"])
def test_why_the_date_has_moved_is_said_too(client: FlaskClient, desks: Answerer, because: str) -> None:
    shown = page(client, desks, moved=(because,), was_sent_back=True)
    assert "dikembalikan ke langkah sebelumnya." in shown
    assert {
        "calendar": "disesuaikan dengan hari libur.",
        "extension": "sudah memuat perpanjangan itu.",
        "pause": "selama kami menunggu Anda tidak ikut dihitung.",
        "version": "mengikuti prosedur yang baru.",
    }[because] in shown


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_step_can_be_late(client: FlaskClient, desks: Answerer, kind: str) -> None:
    assert "Terlambat 3 hari kerja:</strong>" in page(client, desks, kind=kind, overran=(kind,))


def test_it_says_what_comes_next_and_how_to_ask(client: FlaskClient, desks: Answerer) -> None:
    shown = page(client, desks)
    assert "tetap kami kerjakan sampai selesai" in shown
    assert "Berikutnya: Selesai." in shown
    assert '<a class="govuk-link" href="#pesan">' in shown
    assert 'id="pesan"' in shown


def test_what_is_in_time_or_stands_still_says_nothing_of_it(client: FlaskClient, desks: Answerer) -> None:
    assert "Terlambat" not in page(client, desks, due=timedelta(days=5))
    assert "Terlambat" not in page(client, desks, is_paused=True)
    assert "Terlambat" not in page(client, desks, state="closed", kind=None)


def test_without_a_reason_it_is_said_to_be_late_all_the_same(client: FlaskClient, desks: Answerer) -> None:
    shown = page(client, desks, lateness=None)
    assert "Terlambat 5 hari.</strong> Kami belum selesai pada waktunya." in shown
