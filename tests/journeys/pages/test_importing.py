"""A file of SP4N-LAPOR! on the running product, without scripts: entered once, and copied back with where it stands."""

import csv
from io import StringIO
from uuid import uuid4

from deploy.demo.waiting import await_that
from tests.journeys.pages.desk_hands import Officer, words_of
from tests.support.regency import Regency
from tests.support.sp4n import STORY, as_csv, as_xlsx, row

CHECK = "/impor-sp4n/periksa"


def exported(officer: Officer) -> dict[str, str]:
    """References by the portal's number, as the office copies them back."""
    reader = csv.DictReader(StringIO(officer.fetch("/ekspor-sp4n?bentuk=csv").decode("utf-8-sig")))
    return {line["Nomor di sumber"]: line["Nomor pengaduan"] for line in reader}


def test_a_file_becomes_complaints_once_and_their_standing_is_copied_back(klungkung: Regency) -> None:
    numbers = [uuid4().hex[:12] for _ in range(3)]
    officer = Officer(klungkung, "petugas")
    assert "/petugas/impor-sp4n" in officer.open("/catat")
    page = officer.send_file("/impor-sp4n", "berkas", ("sp4n.xlsx", as_xlsx(*(row(number) for number in numbers))))
    assert "3 baris: 3 baru, 0 sudah ada" in words_of(page)
    page = words_of(officer.send(CHECK, {}))
    assert "Selesai: 3 laporan tercatat." in page
    again = officer.send_file("/impor-sp4n", "berkas", ("sp4n.csv", as_csv(*(row(number) for number in numbers))))
    assert "3 baris: 0 baru, 3 sudah ada" in words_of(again)

    reference = await_that(lambda: exported(officer).get(numbers[0]), "the report in the register")
    assert reference in page
    klungkung.task(reference)
    standing = klungkung.standing(reference)["entry"]
    assert (standing["channel"], standing["mode"]) == ("sp4n_lapor", "confidential")
    assert klungkung.person("petugas").get(f"/complaints/{reference}/content")["story"] == STORY
