"""Who decides has what is decided on beside the form."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask

from services.common.contracts.content import MailMessage
from services.common.contracts.tasks import Product
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.pages import office
from tests.unit.gateway.samples import NOW

CORE, ORDER = "Pungutan di loket karangan", "Diterima tanggal"
HINT = "dibaca oleh yang menerimanya kembali"


def product(kind: str, minutes: int, **result: Any) -> Product:
    """What a step of this kind brought forth, so many minutes later."""
    at = NOW + timedelta(minutes=minutes)
    return Product(
        step=kind, kind=kind, outcome="x", by="contoh_satu", completed_at=at, reason=None, result=result
    )  # fmt: skip


def said(text: str, minutes: int, *, from_reporter: bool = True) -> MailMessage:
    """A message of the mailbox, so many minutes after the step was opened."""
    at = NOW + timedelta(minutes=minutes)
    return MailMessage(
        message_id=UUID(int=minutes + 99), from_reporter=from_reporter, author="x", text=text, posted_at=at
    )


@pytest.fixture(autouse=True)
def answering(desks: Answerer) -> None:
    office.has_brought(desks)
    office.has_written(desks)


def test_the_decision_is_made_with_the_examination_before_ones_eyes(app: APIFlask, desks: Answerer) -> None:
    office.waits(desks, "decide")
    examined = product("assess", 1, core_problem=CORE, recommendation="Ditindaklanjuti.")
    sent_back = product("assess", 2, note="Belum selesai.", attachments=[])
    office.has_brought(desks, examined, sent_back, product("receive", 3, received_on="2026-03-03"))
    shown = office.form(app)
    assert all(words in shown for words in (CORE, "Ditindaklanjuti.", ORDER))
    assert "Belum selesai." not in shown


def test_a_result_that_is_also_the_last_one_stands_there_once(app: APIFlask, desks: Answerer) -> None:
    office.waits(desks, "decide")
    office.has_brought(desks, product("assess", 1, core_problem=CORE))
    assert office.form(app).count(CORE) == 1


def test_who_signs_the_letter_sees_the_team(app: APIFlask, desks: Answerer) -> None:
    office.waits(desks, "sign_letter")
    team = [{"officer": "contoh_ketua", "position": "ketua_tim"}]
    office.has_brought(
        desks, product("propose_team", 1, team=team, objective="Memeriksa"), product("draft_letter", 2, place="Loket")
    )
    shown = office.form(app)
    assert "contoh_ketua: Ketua tim" in shown
    assert "Loket" in shown


def test_who_decides_on_an_objection_reads_it(app: APIFlask, desks: Answerer) -> None:
    office.waits(desks, "reconsider")
    messages = (said("Halo dahulu", -9), said("Saya keberatan.", -1), said("Baik.", -1, from_reporter=False))
    desks.on("intake.content", office.content(messages=(*messages, said("Masih menunggu.", 5))))
    shown = office.form(app)
    assert "Keberatan pelapor" in shown
    assert "Saya keberatan." in shown
    assert "Halo dahulu" not in shown
    assert "Masih menunggu." not in shown


def test_who_passes_a_complaint_on_sees_who_is_reported(app: APIFlask, desks: Answerer) -> None:
    parties = ({"name": "Contoh Terlapor", "unit": "dinas_contoh"}, {"agency": "Sekolah Karangan"})
    for kind, is_told in (("forward", True), ("assess", False)):
        office.waits(desks, kind)
        desks.on("intake.content", office.content(reported=parties))
        shown = office.form(app)
        assert ("Contoh Terlapor, Dinas Contoh" in shown) is is_told
        assert ("Sekolah Karangan" in shown) is is_told


def test_a_reason_is_read_by_who_gets_it_back_only_where_somebody_does(app: APIFlask, desks: Answerer) -> None:
    office.waits(desks, "reconsider", with_reason=("lanjut",))
    assert HINT not in office.form(app)
    assert "Disimpan bersama langkah ini." in office.form(app)
    office.waits(desks, "reconsider", with_reason=("lanjut",), returns=("lanjut",))
    assert HINT in office.form(app)
