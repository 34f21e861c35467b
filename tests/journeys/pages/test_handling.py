"""Who is busy with a task: taken and handed over on pages without scripts, told by mail, and seen by the head."""

import re
from uuid import uuid4

import pytest

from deploy.demo.api import Api
from deploy.demo.waiting import await_that
from tests.journeys.pages.desk_hands import Officer, words_of
from tests.support import filings
from tests.support.mails import sent_to
from tests.support.regency import FORWARD, Regency
from tests.support.stack import RunningStack


@pytest.fixture
def examined(banyumas: Regency) -> str:
    """A complaint that waits for one of two examiners."""
    reference = banyumas.filed(filings.by_letter(), "petugas")
    banyumas.advance(reference, to="telaah")
    return reference


def task_of(regency: Regency, reference: str) -> str:
    task = regency.task(reference)
    assert task is not None
    return str(task["task_id"])


def test_an_examiner_takes_a_step_and_the_other_is_warned_but_may_end_it(banyumas: Regency, examined: str) -> None:
    mine, other = Officer(banyumas, "penelaah_satu"), Officer(banyumas, "penelaah_dua")
    page = f"/pengaduan/{examined}"
    assert "Dipegang: belum ada yang memegang" in words_of(mine.open(page))
    taken = {"kunci": [str(uuid4())], "tugas": [task_of(banyumas, examined)], "kepada": ["penelaah_satu"]}
    assert "Pemegang langkah ini tersimpan." in mine.send(f"{page}/pemegang", taken)
    assert "Dipegang: Contoh Empat Banyumas" in words_of(other.open(page))
    assert examined in mine.open(f"?daftar=saya&cari={examined}")
    assert examined not in words_of(other.open(f"?daftar=saya&cari={examined}")).replace("Tidak ada", "")
    turn = FORWARD["banyumas", "telaah"]
    task_id = other.task(examined, turn.outcome)
    warned = other.open(f"{page}/langkah/{task_id}?hasil={turn.outcome}")
    assert "Langkah ini sedang dipegang Contoh Empat Banyumas. Lanjutkan?" in warned
    assert "Langkah selesai." in other.end(examined, "assess", turn.outcome, dict(turn.result))
    after = await_that(lambda: _at_the_next(banyumas, examined), "the decision")
    assert after["handler"] is None


def test_the_head_hands_ticked_tasks_over_and_the_new_handler_is_told_by_mail(
    banyumas: Regency, examined: str, stack: RunningStack
) -> None:
    head, task = Officer(banyumas, "inspektur"), task_of(banyumas, examined)
    place = f"?daftar=semua&cari={examined}"
    key = re.search(r'name="kunci" value="([^"]*)"', head.open(place))
    assert key is not None
    gone, said = str(uuid4()), {"kunci": [key[1]], "aksi": ["serahkan"], "kepada": ["penelaah_dua"], "sebab": ["leave"]}
    told = head.send(place, said | {"tugas": [task, gone]})
    assert "1 tugas kini dipegang Contoh Lima Banyumas." in told
    assert "1 tugas tidak berubah" in told
    assert "Sudah selesai" in told
    workload = head.open("/beban")
    assert "Contoh Lima Banyumas" in workload
    assert examined in head.open(f"?daftar=semua&pemegang=penelaah_dua&cari={examined}")
    address = _address(banyumas.person("inspektur"), "penelaah_dua")
    subject = "Tugas diserahkan kepada Anda"

    def look() -> bool | None:
        return any(examined in mail.body and subject in mail.subject for mail in sent_to(stack.mails, address)) or None

    await_that(look, "the mail to the new handler")


def test_who_does_not_see_the_workload_is_refused(banyumas: Regency) -> None:
    assert "Beban tugas" not in Officer(banyumas, "penelaah_satu").open("")
    Officer(banyumas, "penelaah_satu").open("/beban", status=403)


def _at_the_next(regency: Regency, reference: str) -> dict[str, object] | None:
    tasks = regency.standing(reference)["tasks"]
    return next((task for task in tasks if task["step"] == "putusan"), None)


def _address(head: Api, officer: str) -> str:
    return next(str(one["email"]) for one in head.get("/roster")["officers"] if one["id"] == officer)
