"""Complaints from Lapak Aduan are closed by Lapak Aduan, or by staff who hold the proof."""

from typing import Any
from uuid import uuid4

import pytest

from deploy.demo.api import Refused, Upload
from deploy.demo.story import TODAY, Turn
from tests.support import filings
from tests.support.checked import accepted
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


def test_the_files_of_a_portal_go_along_in_the_reporters_name(banyumas: Regency) -> None:
    receipt = banyumas.file(filings.lapak_aduan(), "lapak_aduan")
    attached = banyumas.reporter(receipt).upload("/reporter/attachments", filings.JPEG)
    place = f"/complaints/{receipt['reference']}"
    banyumas.task(receipt["reference"])
    found = accepted(banyumas.person("petugas"), f"{place}/content", attached["attachment_id"])
    assert found["file_name"] == filings.JPEG.name
    with pytest.raises(Refused) as refused:
        banyumas.person("lapak_aduan").upload(f"{place}/attachments", filings.JPEG)
    assert refused.value.status == 403


def test_a_source_that_closed_it_before_it_was_received_is_told_so(banyumas: Regency, waiting: Json) -> None:
    for day in ("2020-01-02", "2100-01-02"):
        said = SAID | {"confirmed_on": day}
        with pytest.raises(Refused) as refused:
            banyumas.person("lapak_aduan").post(f"/complaints/{waiting['reference']}/source-confirmation", said)
        assert refused.value.status == 422
        assert [each["field"] for each in refused.value.problem["errors"]] == ["confirmed_on"]


def test_the_source_confirms_by_its_own_number_and_may_say_it_again(banyumas: Regency, waiting: Json) -> None:
    number = banyumas.standing(waiting["reference"])["entry"]["source_reference"]
    system = banyumas.person("lapak_aduan")
    told = [system.post("/source-confirmations", {"source_reference": number, **SAID}) for _ in range(2)]
    assert [one["is_new"] for one in told] == [True, False]
    banyumas.has_ended(waiting)
    assert banyumas.advance(waiting["reference"]) is None
    by_reference = system.post(f"/complaints/{waiting['reference']}/source-confirmation", SAID)
    assert (by_reference["is_new"], by_reference["is_closed"]) == (False, True)


def test_a_source_that_speaks_too_early_is_told_so(banyumas: Regency) -> None:
    reference = banyumas.filed(filings.lapak_aduan(), "lapak_aduan")
    other = banyumas.filed(filings.by_letter(), "petugas")
    for named in (reference, other):
        with pytest.raises(Refused) as refused:
            banyumas.person("lapak_aduan").post(f"/complaints/{named}/source-confirmation", SAID)
        assert (refused.value.status, refused.value.problem["type"]) == (409, "/problems/not-awaited")


def test_a_number_that_was_filed_is_not_filed_again_whoever_tries(banyumas: Regency) -> None:
    filing = filings.lapak_aduan()
    key = uuid4().hex
    first = banyumas.file(filing, "lapak_aduan", key)
    assert banyumas.file(filing, "lapak_aduan", key) == first
    for who in ("lapak_aduan", "petugas"):
        with pytest.raises(Refused) as refused:
            banyumas.file(filing | {"story": "Lain."}, who)
        assert (refused.value.status, refused.value.problem["reference"]) == (409, first["reference"])


def test_a_source_copies_back_its_own_channel_and_no_other(banyumas: Regency) -> None:
    filing = filings.lapak_aduan()
    reference = banyumas.filed(filing, "lapak_aduan")
    system = banyumas.person("lapak_aduan")
    lines: list[Json] = []
    page: Json = {"next": ""}
    while page["next"] is not None:
        page = system.get("/channels/lapak_aduan/complaints", limit=200, **({"after": page["next"]} if lines else {}))
        lines += page["lines"]
    (line,) = [one for one in lines if one["reference"] == reference]
    assert (line["source_reference"], line["status"]) == (filing["source_reference"], "received")
    assert reference in system.request("GET", "/channels/lapak_aduan/complaints.csv").text
    with pytest.raises(Refused) as refused:
        system.get("/channels/letter/complaints")
    assert refused.value.status == 422
