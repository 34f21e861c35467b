"""What a verification finds on its form: what is known is answered, what only a person can judge is open."""

from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask

from gateway.pages import step_checklist
from gateway.pages.complaint_sop import SopStep
from services.common.contracts.content import Content

CHANNEL = {"identity_required": ["name", "nik", "phone"], "attachments_required": ["evidence"]}
STEP = SopStep("periksa", "", "Memeriksa", "", "verify", (), ("Laporan penyimpangan",), (), "", "", ())
PLAIN = "Uraian kejadian jelas (apa, siapa, di mana, kapan)"


def content(**changes: Any) -> Content:
    told = dict.fromkeys(("happened_on", "location", "source_reference"))
    says = {"complaint_id": UUID(int=1), "reference": "CTH-26-7K3M-9QXR", "channel": "letter", "mode": "confidential"}
    says |= {"subject": "Contoh", "story": "Cerita contoh", "has_identity": True, **told}
    return Content(**{**says, "reported": (), "attachments": (), "messages": (), **changes})


@pytest.fixture(autouse=True)
def _speaking(app: APIFlask) -> Any:
    with app.test_request_context():
        yield


def lines(**changes: Any) -> dict[str, bool | None]:
    return {line["item"]: line.get("is_met") for line in step_checklist.lines(CHANNEL, STEP, content(**changes))}


def test_what_only_a_person_can_judge_is_left_open() -> None:
    found = lines()
    assert (found["Laporan penyimpangan"], found[PLAIN]) == (None, None)


def test_the_fields_of_the_identity_that_came_are_named_and_those_that_did_not() -> None:
    found = lines(identity_lacks=("nik",), missing=("evidence",))
    assert found["Identitas pelapor: Nama, Telepon"] is True
    assert found["Identitas pelapor; belum ada: NIK"] is False
    assert found["Lampiran: Bukti"] is False


def test_of_an_identity_that_is_not_there_everything_lacks() -> None:
    found = lines(has_identity=False)
    assert found["Identitas pelapor; belum ada: Nama, NIK, Telepon"] is False
    assert "Identitas pelapor" not in {item.partition(":")[0] for item in found}


def test_what_was_lacking_and_came_since_is_there_and_the_rest_stays_as_it_was_answered() -> None:
    earlier = [{"item": "Lampiran: Bukti", "is_met": False}, {"item": PLAIN, "is_met": False}]
    now = step_checklist.lines(CHANNEL, STEP, content())
    assert step_checklist.brought_up_to_date(earlier, now) == [
        {"item": "Lampiran: Bukti", "is_met": True},
        {"item": PLAIN, "is_met": False},
    ]
