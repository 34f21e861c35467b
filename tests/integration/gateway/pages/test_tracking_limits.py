"""Codes cannot be guessed at the door of the pages either; it counts with the door of the interface."""

import pytest

from services.common.errors import WrongReferenceOrCode
from tests.integration.gateway.doors import Door
from tests.integration.gateway.pages.browser import sent
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import CODE, REFERENCE

PLACE = "/contoh/lacak"


@pytest.fixture(autouse=True)
def wrong(desks: Answerer) -> None:
    """Every code is wrong."""
    desks.on("intake.open_mailbox", WrongReferenceOrCode())


def test_tries_for_one_complaint_are_counted_however_it_is_typed(door: Door) -> None:
    client = door("code_reference=2/hour")
    typed = (REFERENCE, REFERENCE.lower().replace("-", " "), REFERENCE.replace("-", ""))
    answers = [sent(client, PLACE, nomor=each, kode=CODE) for each in typed]
    assert [answer.status_code for answer in answers] == [422, 422, 429]
    assert "Terlalu banyak percobaan. Tunggu" in answers[2].text
    assert int(answers[2].headers["Retry-After"]) > 0


def test_tries_at_both_doors_count_together(door: Door) -> None:
    client = door("code_client=1/hour")
    key = {"tenant": "contoh", "reference": REFERENCE, "access_code": CODE}
    assert client.post("/api/v1/reporter/session", json=key).status_code == 401
    assert sent(client, PLACE, nomor=REFERENCE, kode=CODE).status_code == 429


def test_what_was_typed_stays_while_it_must_wait(door: Door) -> None:
    client = door("code_client=1/hour")
    pages = [sent(client, PLACE, nomor=REFERENCE, kode=CODE) for _ in range(2)]
    assert f'value="{REFERENCE}"' in pages[1].text
