"""Reports of SP4N-LAPOR! come in by a file: checked first, entered once, gone on with after whatever came between."""

from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.common.contracts.caller import Caller
from services.common.contracts.complaints import Submission
from services.common.contracts.regencies import Tenants
from services.common.contracts.register import ApplyOfficers
from services.common.contracts.sources import ChannelLines, FiledBefore, FiledFrom
from services.common.errors import AlreadyFiled, Invalid, Unavailable
from tests.integration.gateway.pages.browser import OURS, entered, sent
from tests.support.sp4n import as_csv, as_xlsx, row
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import TENANT, receipt_for

UPLOAD, CHECK, EXPORT = "/petugas/impor-sp4n", "/petugas/impor-sp4n/periksa", "/petugas/ekspor-sp4n"
KNOWN = "CTH-26-AAAA-BBBB"


def channel(*filed_by: str) -> dict[str, Any]:
    return {
        "label": "SP4N-LAPOR!",
        "filed_by": list(filed_by),
        "modes": ["open", "confidential", "anonymous"],
        "identity_required": [],
        "attachments_required": [],
        "source_reference": "required",
    }


class Intake:
    """Files each number once, and knows which it has."""

    def __init__(self, **known: str) -> None:
        self.known = known
        self.keys: list[str] = []

    def submit(self, caller: Caller, request: Any) -> Any:
        assert isinstance(request, Submission)
        number = request.filing.source_reference or ""
        if number in self.known:
            raise AlreadyFiled(self.known[number])
        self.known[number] = request.reference
        self.keys.append(request.request_key)
        return receipt_for(caller, request)

    def filed_from(self, caller: Caller, request: Any) -> FiledBefore:
        assert isinstance(request, FiledFrom)
        return FiledBefore(
            references={number: self.known[number] for number in request.numbers if number in self.known}
        )


@pytest.fixture
def intake(desks: Answerer) -> Intake:
    made = Intake(**{"100": KNOWN})
    desks.on("intake.submit", made.submit)
    desks.on("intake.filed_from", made.filed_from)
    return made


def served(desks: Answerer, *filed_by: str) -> None:
    regency = TENANT.model_copy(update={"channels": {"sp4n_lapor": channel(*filed_by)}})
    desks.on("register.tenant", regency)
    desks.on("register.tenants", Tenants(tenants=(regency,)))


@pytest.fixture
def officer(client: FlaskClient, desks: Answerer, intake: Intake) -> FlaskClient:
    """Who receives complaints, signed in."""
    served(desks, "sp4n_lapor", "petugas_penerima")
    entered(client)
    return client


def uploaded(officer: FlaskClient, file: bytes, name: str = "laporan.csv") -> TestResponse:
    return officer.post(
        UPLOAD, data={"berkas": (BytesIO(file), name)}, headers=OURS, content_type="multipart/form-data"
    )


FILE = as_csv(row("100"), row("101"), row("102", **{"Isi Laporan": ""}), row("103"))


def test_a_file_is_checked_before_anything_is_entered(officer: FlaskClient, intake: Intake) -> None:
    assert "Tracking ID" in officer.get(UPLOAD).text
    answer = uploaded(officer, FILE)
    assert (answer.status_code, answer.headers["Location"]) == (303, CHECK)
    page = officer.get(CHECK).text
    assert "4 baris: 2 baru, 1 sudah ada, 0 tercatat sekarang, 1 keliru" in page
    assert KNOWN in page
    assert "Isi laporan kosong" in page
    assert intake.keys == []


def test_what_is_new_is_entered_and_listed_with_its_reference(officer: FlaskClient, intake: Intake) -> None:
    uploaded(officer, as_xlsx(row("101"), row("103")), "laporan.xlsx")
    assert sent(officer, CHECK).status_code == 303
    page = officer.get(CHECK).text
    assert "Selesai: 2 laporan tercatat" in page
    for number in ("101", "103"):
        assert f"/petugas/pengaduan/{intake.known[number]}" in page
    assert "Lampiran di SP4N: 2" in page


def test_the_same_file_again_makes_no_second_complaint(officer: FlaskClient, intake: Intake) -> None:
    for _ in range(2):
        uploaded(officer, FILE)
        sent(officer, CHECK)
        sent(officer, CHECK)
    assert len(intake.keys) == len(set(intake.keys)) == 2
    assert "3 sudah ada, 0 tercatat sekarang, 1 keliru" in officer.get(CHECK).text


def test_where_the_desk_goes_away_in_the_middle_it_is_gone_on_later(
    officer: FlaskClient, desks: Answerer, intake: Intake
) -> None:
    def one_only(caller: Caller, request: Any) -> Any:
        if intake.keys:
            raise Unavailable("intake")
        return intake.submit(caller, request)

    desks.on("intake.submit", one_only)
    uploaded(officer, FILE)
    assert "gangguan=1" in sent(officer, CHECK).headers["Location"]
    stuck = officer.get(f"{CHECK}?gangguan=1").text
    assert "Belum semuanya tercatat" in stuck
    assert "Lanjutkan (1 lagi)" in stuck
    desks.on("intake.submit", intake.submit)
    sent(officer, CHECK)
    assert "Selesai: 2 laporan tercatat" in officer.get(CHECK).text


def test_who_filed_it_meanwhile_and_what_the_desk_refuses_is_told(
    officer: FlaskClient, desks: Answerer, intake: Intake
) -> None:
    answers = {"101": AlreadyFiled(KNOWN), "103": Invalid({"source_reference": "no"})}

    def refuse(_caller: Caller, request: Any) -> Any:
        raise answers[request.filing.source_reference]

    desks.on("intake.submit", refuse)
    uploaded(officer, FILE)
    sent(officer, CHECK)
    assert "2 sudah ada, 0 tercatat sekarang, 2 keliru" in officer.get(CHECK).text


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (b"", "Pilih dahulu berkas"),
        (b"Nama;Alamat\n1;2\n", "Tidak ada baris judul dengan kolom Tracking ID, Isi Laporan"),
        (b"\xd0\xcf\x11\xe0 xls", "Simpan sebagai .xlsx"),
        (b"PK\x03\x04 zip", "bukan CSV atau XLSX"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_what_to_do(officer: FlaskClient, file: bytes, told: str) -> None:
    answer = uploaded(officer, file)
    assert answer.status_code == 422
    assert told in answer.text


def test_without_a_file_there_is_nothing_to_enter(officer: FlaskClient) -> None:
    for answer in (officer.get(CHECK), sent(officer, CHECK)):
        assert (answer.status_code, answer.headers["Location"]) == (303, UPLOAD)


def test_where_the_sop_lets_the_system_alone_file_no_officer_imports(client: FlaskClient, desks: Answerer) -> None:
    served(desks, "sp4n_lapor")
    entered(client)
    assert client.get(UPLOAD).status_code == 403
    assert uploaded(client, FILE).status_code == 403


def test_the_status_is_exported_for_the_days_asked_for(officer: FlaskClient, desks: Answerer) -> None:
    desks.on("register.channel_lines", ChannelLines(lines=(), next=None))
    assert "Unduh XLSX" in officer.get(EXPORT).text
    answer = officer.get(f"{EXPORT}?bentuk=csv&dari=2026-03-01&sampai=2026-03-31")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="pengaduan-sp4n_lapor.csv"')
    asked = desks.last("register.channel_lines")[1].model_dump(mode="json")
    assert (asked["from_on"], asked["until_on"], asked["channel"]) == ("2026-03-01", "2026-03-31", "sp4n_lapor")
    wrong = officer.get(f"{EXPORT}?bentuk=csv&dari=kemarin")
    assert wrong.status_code == 422
    assert "Tulis tanggal" in wrong.text


def test_who_keys_in_a_number_that_is_there_is_told_which_complaint_has_it(
    officer: FlaskClient, desks: Answerer
) -> None:
    desks.on("assignment.roster", ApplyOfficers(officers=()))
    said = {"kanal": "sp4n_lapor", "cara": "anonymous", "pokok": "Contoh", "uraian": "Contoh", "nomor": "100"}
    answer = sent(officer, "/petugas/catat", kunci="kunci-yang-cukup-panjang", **said)
    assert answer.status_code == 409
    assert f"Nomor ini sudah tercatat sebagai {KNOWN}" in answer.text
    assert UPLOAD in answer.text
