"""A complaint on the pages of the office, without a script: from the counter through every step to its end."""

import re
from typing import Any
from uuid import uuid4

from deploy.demo.papers import sign
from deploy.demo.waiting import await_that
from tests.journeys.pages.desk_hands import Officer, form_in, words_of
from tests.support import filings
from tests.support.regency import FORWARD, Regency
from tests.support.story_forms import Fields, filled

AT_THE_COUNTER: Fields = {
    "kanal": ["walk_in"],
    "cara": ["confidential"],
    "pokok": [filings.SUBJECT],
    "uraian": [filings.STORY],
    "nama-0": ["Terlapor Karangan"],
    "identitas-name": ["Pelapor Karangan"],
    "identitas-phone": ["0812-0000-0001"],
}
_REFERENCE = re.compile(r"BMS-26-[0-9A-Z]{4}-[0-9A-Z]{4}")


def entered(officer: Officer, key: str, **more: list[str]) -> str:
    """The page a complaint leads to that was entered at the counter."""
    return officer.send("/catat", AT_THE_COUNTER | {"kunci": [key]} | more)


def reference_on(page: str) -> str:
    """The complaint a slip is about."""
    found = _REFERENCE.search(page)
    assert found, words_of(page)[:500]
    return found.group()


def attached(regency: Regency, who: str, reference: str) -> list[str]:
    """The ids of the files of a complaint once all have passed their checks."""

    def look() -> list[str] | None:
        files = regency.person(who).get(f"/complaints/{reference}/content")["attachments"]
        ready = files and all(file["state"] == "accepted" for file in files)
        return [file["attachment_id"] for file in files] if ready else None

    return await_that(look, f"the files of {reference}")


def walk(regency: Regency, reference: str, until: str | None = None) -> None:
    """End every step on its page, by whom the stories say."""
    while (task := regency.task(reference)) and task["step"] != until:
        turn = FORWARD[regency.tenant, task["step"]]
        officer, result = Officer(regency, turn.officer), dict(turn.result)
        if turn.report:
            officer.upload(reference, turn.report)
            result["attachments"] = attached(regency, turn.officer, reference)[-1:]
        if task["kind"] == "sign_letter":
            sign(regency.person(turn.officer), reference, "spt")
        page = officer.end(reference, task["kind"], turn.outcome, result)
        assert "Langkah selesai." in page, words_of(page)[:800]
        regency.has_ended(task)


def test_a_complaint_goes_from_the_counter_to_its_end_without_a_script(banyumas: Regency) -> None:
    slip = entered(Officer(banyumas, "petugas"), uuid4().hex)
    reference = reference_on(slip)
    walk(banyumas, reference)
    page = Officer(banyumas, "inspektur").open(f"/pengaduan/{reference}")
    assert banyumas.standing(reference)["entry"]["end"] == "selesai"
    for said in (
        "Selesai",
        "Surat Perintah Tugas",
        "Tim meminta keterangan",
        "Contoh Empat Banyumas",
        "tidak ditempuh",
    ):
        assert said in page


def test_a_complaint_entered_twice_by_a_nervous_finger_is_one(banyumas: Regency) -> None:
    officer, key = Officer(banyumas, "petugas"), uuid4().hex
    assert reference_on(entered(officer, key)) == reference_on(entered(officer, key))


def test_the_slip_has_the_reference_the_access_code_and_a_qr_and_opens_again(banyumas: Regency) -> None:
    officer = Officer(banyumas, "petugas")
    slip = entered(officer, uuid4().hex)
    receipt = {"reference": reference_on(slip), "access_code": re.findall(r'class="code">([^<]+)<', slip)[1]}
    assert "<svg" in slip
    assert banyumas.reporter(receipt).get("/reporter/complaint")["subject"] == filings.SUBJECT
    assert receipt["access_code"] in officer.open(f"/catat/{receipt['reference']}")


def test_a_slip_is_shown_to_who_entered_the_complaint_alone(banyumas: Regency) -> None:
    reference = reference_on(entered(Officer(banyumas, "petugas"), uuid4().hex))
    assert "tidak ditemukan" in Officer(banyumas, "pengaduan").open(f"/catat/{reference}", status=404)


def test_what_is_wrong_at_the_counter_is_told_and_nothing_typed_is_lost(banyumas: Regency) -> None:
    wrong = AT_THE_COUNTER | {"kunci": [uuid4().hex], "identitas-nik": ["12"], "kanal": [""]}
    page = Officer(banyumas, "petugas").send("/catat", wrong, status=422)
    assert "NIK terdiri dari 16 angka." in page
    assert filings.STORY in page


def at(regency: Regency, step: str) -> tuple[str, dict[str, Any]]:
    """A complaint at a step, and its task."""
    reference = regency.filed(filings.by_letter(), "petugas")
    task = regency.advance(reference, to=step)
    assert task is not None
    return reference, task


def test_what_is_wrong_on_a_step_is_told_at_its_field_and_nothing_typed_is_lost(banyumas: Regency) -> None:
    reference, task = at(banyumas, "telaah")
    officer = Officer(banyumas, "penelaah_satu")
    place = f"/pengaduan/{reference}/langkah/{task['task_id']}"
    fields = officer.form(reference, task["task_id"], "direkomendasikan")
    page = officer.send(place, fields | filled("assess", {"core_problem": "Pungutan karangan"}), status=422)
    assert "Pungutan karangan" in page
    assert {'href="#recommendation"', 'href="#criteria"'} <= set(re.findall(r'href="#[a-z_]+"', page))


def test_a_row_is_added_and_the_rest_of_the_form_stays(banyumas: Regency) -> None:
    reference, task = at(banyumas, "usul_tim")
    officer = Officer(banyumas, "irban_satu")
    place = f"/pengaduan/{reference}/langkah/{task['task_id']}"
    fields = officer.form(reference, task["task_id"], "diusulkan") | {"objective": ["Menguji hal karangan"]}
    page = officer.send(place, fields | {"aksi": ["tambah:team"]})
    assert 'name="team.3.officer"' in page
    assert form_in(page, f"/langkah/{task['task_id']}")["objective"] == ["Menguji hal karangan"]


def test_a_step_sent_twice_ends_once(banyumas: Regency) -> None:
    reference, task = at(banyumas, "sampaikan")
    officer = Officer(banyumas, "pengaduan")
    fields = officer.form(reference, task["task_id"], "disampaikan")
    place = f"/pengaduan/{reference}/langkah/{task['task_id']}"
    officer.send(place, fields)
    page = officer.send(place, fields, status=409)
    assert "Contoh Tiga Banyumas menyelesaikan" in page


def test_who_comes_second_is_told_who_was_first_and_can_copy_what_was_typed(banyumas: Regency) -> None:
    reference, task = at(banyumas, "perintah_telaah")
    officer = Officer(banyumas, "inspektur")
    fields = officer.form(reference, task["task_id"], "diperintahkan")
    banyumas.take(task)
    banyumas.task(reference)
    place = f"/pengaduan/{reference}/langkah/{task['task_id']}"
    page = officer.send(place, fields | {"instruction": ["Telaah hal karangan"]}, status=409)
    assert "Langkah ini sudah selesai" in page
    assert "Telaah hal karangan" in page


def test_the_letter_is_signed_on_its_own_page(banyumas: Regency) -> None:
    reference, task = at(banyumas, "tanda_tangan")
    officer = Officer(banyumas, "inspektur")
    place = await_that(
        lambda: _signing_place(officer.open(f"/pengaduan/{reference}/langkah/{task['task_id']}?hasil=ditandatangani")),
        "the letter as a file",
    )
    form = form_in(officer.open(place), place)
    officer.send(place, form | {"cara": ["internal"]})
    banyumas.take(task)
    assert "oleh kunci kantor" in officer.open(f"/pengaduan/{reference}")


def _signing_place(page: str) -> str | None:
    found = re.search(r"/petugas(/pengaduan/[A-Z0-9-]+/dokumen/spt/[0-9a-f-]+/tanda-tangan)", page)
    return found.group(1) if found else None


def test_who_saves_an_older_version_sees_what_changed_and_may_save_all_the_same(banyumas: Regency) -> None:
    reference, task = at(banyumas, "perintah_telaah")
    officer = Officer(banyumas, "inspektur")
    place = f"/pengaduan/{reference}/langkah/{task['task_id']}"
    fields = officer.form(reference, task["task_id"], "diperintahkan") | {"instruction": ["Telaah hal karangan"]}
    page = officer.send(place, fields | {"versi": ["1"], "seen": ["1"]}, status=409)
    assert "Pengaduan ini berubah sejak Anda membukanya" in page
    assert "Simpan tetap" in page
    assert "Langkah selesai." in officer.send(place, form_in(page, place))
