"""Complaints from Lapak Aduan are closed by Lapak Aduan, or by staff who hold the proof."""

from typing import Any

import pytest

from deploy.demo.api import Refused, Upload
from deploy.demo.story import TODAY, Turn
from tests.support import filings
from tests.support.regency import Regency

Json = dict[str, Any]

SAID = {"confirmed_on": TODAY, "source_status": "selesai"}
PROOF = Upload("status.jpg", "image/jpeg", filings.JPEG.content, "confirmation")


@pytest.fixture
def waiting(banyumas: Regency) -> Json:
    """A task that waits for the source."""
    task = banyumas.advance(banyumas.filed(filings.lapak_aduan(), "lapak_aduan"), to="tunggu_selesai")
    assert task is not None
    return task


def test_the_source_closes_its_complaint_with_its_own_key(banyumas: Regency, waiting: Json) -> None:
    (found,) = [
        task for task in banyumas.person("lapak_aduan").get("/tasks")["tasks"] if task["task_id"] == waiting["task_id"]
    ]
    assert found["source_reference"] == banyumas.standing(waiting["reference"])["entry"]["source_reference"]
    assert banyumas.take(found, Turn("lapak_aduan", "tunggu_selesai", "selesai", SAID))["end"] == "selesai"
    assert banyumas.advance(waiting["reference"]) is None


def test_staff_without_proof_cannot_close_it(banyumas: Regency, waiting: Json) -> None:
    before = banyumas.standing(waiting["reference"])
    with pytest.raises(Refused) as refused:
        banyumas.person("pengaduan").complete(waiting, "selesai", SAID)
    assert (refused.value.status, refused.value.problem["errors"][0]["field"]) == (422, "result.attachments")
    assert banyumas.standing(waiting["reference"]) == before


def test_staff_with_proof_close_it_for_the_source(banyumas: Regency, waiting: Json) -> None:
    staff = banyumas.person("pengaduan")
    proof = staff.upload(f"/complaints/{waiting['reference']}/attachments", PROOF)
    done = staff.complete(waiting, "selesai", {**SAID, "attachments": [proof["attachment_id"]]})
    assert done["end"] == "selesai"


def test_a_source_sees_no_complaint_of_another_channel(banyumas: Regency) -> None:
    reference = banyumas.filed(filings.by_letter(), "petugas")
    system = banyumas.person("lapak_aduan")
    assert reference not in {task["reference"] for task in system.get("/tasks", limit=200)["tasks"]}
    with pytest.raises(Refused) as refused:
        system.get(f"/complaints/{reference}/content")
    assert refused.value.status == 403
