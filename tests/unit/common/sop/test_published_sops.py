"""What sets each regency apart: its decisions, clocks, copies and ends, as its published SOP has them."""

import pytest

from services.common.sop.flow import advance, copies, outputs
from services.common.sop.model import Allowance, Sop, Step
from tests.unit.common.sop.tenants import sop


def step(sop: Sop, key: str) -> Step:
    found = sop.step(key)
    assert found is not None, key
    return found


def spelled(clock: Allowance | None) -> tuple[str, int, str, str]:
    assert clock is not None
    return clock.text, clock.amount, clock.unit, clock.limit


def test_banyumas_has_twenty_working_days_from_the_receipt_until_it_is_closed() -> None:
    (clock,) = sop("banyumas").clocks
    assert spelled(clock) == ("20 Hari kerja", 20, "working_days", "maximum")
    assert (clock.start.all_of, clock.stop.all_of) == (("sampaikan.entered",), ("closed",))


def test_banyumas_decides_between_three_follow_ups_each_with_its_report() -> None:
    banyumas = sop("banyumas")
    reports = {}
    for decision in banyumas.facts["decision"]:
        facts = advance(banyumas, step(banyumas, "putusan"), decision, {}).facts
        reports[facts["decision"]] = outputs(step(banyumas, "laksana"), facts)
    assert reports == {"koordinasi": ["lhko"], "klarifikasi": ["lhk"], "audit_kasus": ["lha"]}


def test_banyumas_copies_the_letter_to_the_complaint_team_for_lapak_aduan_only() -> None:
    serah = step(sop("banyumas"), "serah_spt")
    assert copies(serah, {"channel": "lapak_aduan"}) == [("spt", "tim_pengaduan")]
    assert copies(serah, {"channel": "letter"}) == []


@pytest.mark.parametrize(
    ("channel", "steps"),
    [
        ("lapak_aduan", ["info_sumber", "tunggu_selesai"]),
        ("disposition", ["jawab_bupati", "info_sumber", "tutup"]),
        ("wbs", ["info_sumber", "tutup"]),
    ],
)
def test_banyumas_ends_as_the_source_of_the_complaint_asks(channel: str, steps: list[str]) -> None:
    banyumas = sop("banyumas")
    here: Step | None = step(banyumas, "laksana")
    taken = []
    while here is not None:
        taken.append(here.key)
        here = advance(banyumas, here, next(iter(here.outcomes)), {"channel": channel}).step
    assert taken[1:] == steps


def test_banyumas_answers_the_bupati_on_a_disposition() -> None:
    banyumas = sop("banyumas")
    assert step(banyumas, "jawab_bupati").provenance.basis == "added"
    assert copies(step(banyumas, "info_sumber"), {"channel": "disposition"}) == [("jawaban", "pimpinan_daerah")]


def test_madiun_times_each_step_and_has_no_total() -> None:
    madiun = sop("madiun")
    assert {each.key: spelled(each.clock) for each in madiun.steps} == {
        "catat": ("30 menit", 30, "working_minutes", "maximum"),
        "klarifikasi": ("10 menit", 10, "working_minutes", "maximum"),
        "putusan": ("maks 10 hari", 10, "days", "maximum"),
        "jawaban": ("1 jam", 1, "working_hours", "maximum"),
        "sampaikan": ("30 menit", 30, "working_minutes", "maximum"),
    }
    assert madiun.clocks == ()


def test_madiun_asks_neither_identity_nor_evidence() -> None:
    channels = sop("madiun").channels.values()
    assert not any(channel.identity_required or channel.attachments_required for channel in channels)


def test_katingan_sorts_into_four_categories() -> None:
    katingan = sop("katingan")
    telaah = step(katingan, "telaah")
    moves = {name: advance(katingan, telaah, name, {}) for name in telaah.outcomes}
    assert {name: (move.facts["category"], move.step and move.step.key) for name, move in moves.items()} == {
        "berkadar_pengawasan": ("berkadar_pengawasan", "keputusan_tl"),
        "tidak_berkadar": ("tidak_berkadar", "unit_kerja"),
        "tidak_logis": ("tidak_logis", "unit_kerja"),
        "bukan_kewenangan": ("bukan_kewenangan", "salurkan"),
    }


def test_katingan_decides_between_three_follow_ups() -> None:
    assert set(step(sop("katingan"), "keputusan_tl").outcomes) == {"tanggapan_tertulis", "adtt", "audit_investigasi"}


def test_katingan_starts_sixty_days_when_examined_and_received_by_the_secretariat() -> None:
    (clock,) = sop("katingan").clocks
    assert spelled(clock)[1:] == (60, "days", "maximum")
    assert clock.text.startswith("paling lama 60 hari sejak pengaduan telah melewati proses penelahaan dan diterima")
    assert clock.start.all_of == ("telaah.berkadar_pengawasan", "terima_tu.completed")
    assert step(sop("katingan"), "terima_tu").roles == ("sekretariat",)
    assert clock.when == {"category": ("berkadar_pengawasan",)}


def test_katingan_gives_a_unit_fourteen_working_days_and_copies_its_report_to_the_inspektur() -> None:
    unit = step(sop("katingan"), "unit_kerja")
    assert spelled(unit.clock) == ("paling lama 14 hari kerja", 14, "working_days", "maximum")
    assert unit.clock
    assert "14 Hari" in unit.clock.provenance.note
    assert copies(unit, {}) == [("laporan_tindak_lanjut", "inspektur")]


def test_katingan_passes_on_what_is_not_its_own() -> None:
    katingan = sop("katingan")
    assert advance(katingan, step(katingan, "salurkan"), "disalurkan", {}).end == "disalurkan"


def test_katingan_reports_to_the_inspektur_every_semester() -> None:
    (schedule,) = sop("katingan").schedules
    assert (schedule.to, schedule.every) == (("inspektur",), "semester")


def test_katingan_asks_five_things_of_a_reporter_but_none_of_a_whistleblower() -> None:
    channels = sop("katingan").channels
    assert channels["letter"].identity_required == ("name", "nik", "address", "phone", "occupation")
    assert channels["wbs"].identity_required == ()


def test_klungkung_stops_twenty_four_days_with_the_report_and_the_status() -> None:
    (clock,) = sop("klungkung").clocks
    assert spelled(clock) == ("24 Hari", 24, "days", "maximum")
    assert clock.start.all_of == ("received",)
    assert clock.stop.all_of == ("document.laporan_tindak_lanjut", "status.ditetapkan")


def test_klungkung_asks_three_attachments_for_dumas_and_none_for_wbs() -> None:
    channels = sop("klungkung").channels
    assert channels["web"].attachments_required == ("ktp", "letter", "evidence")
    assert channels["wbs"].attachments_required == ()
    assert channels["sp4n_lapor"].source_reference == "required"


def test_klungkung_marks_its_chain_as_reconstructed() -> None:
    basis = {each.provenance.basis for each in sop("klungkung").steps[1:-3]}
    assert basis == {"reconstructed"}


@pytest.mark.parametrize("tenant", ["banyumas", "katingan", "klungkung"])
def test_wbs_offers_anonymity_first(tenant: str) -> None:
    assert sop(tenant).channels["wbs"].modes == ("anonymous", "confidential", "open")
