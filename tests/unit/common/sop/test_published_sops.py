"""What sets each regency apart: its decisions, clocks, copies and ends, as its published SOP has them."""

import pytest

from services.common.sop.flow import advance, copies, outputs
from services.common.sop.model import Allowance, Sop, Step
from services.common.sop.walk import walk
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
    timed = {each.key: spelled(each.clock) for each in madiun.steps if each.number}
    assert timed == {
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
        "berkadar_pengawasan": ("berkadar_pengawasan", "terima_tu"),
        "tidak_berkadar": ("tidak_berkadar", "teruskan"),
        "tidak_logis": ("tidak_logis", "teruskan"),
        "bukan_kewenangan": ("bukan_kewenangan", "salurkan"),
    }


def test_each_category_of_katingan_says_what_the_examination_found() -> None:
    found = {name: outcome.finds for name, outcome in step(sop("katingan"), "telaah").outcomes.items()}
    assert found == {
        "berkadar_pengawasan": {"is_logical": True, "is_our_authority": True, "has_initial_evidence": True},
        "tidak_berkadar": {"has_initial_evidence": False},
        "tidak_logis": {"is_logical": False},
        "bukan_kewenangan": {"is_our_authority": False},
    }


def test_katingan_decides_between_three_follow_ups() -> None:
    katingan = sop("katingan")
    decide = step(katingan, "keputusan_tl")
    moves = {name: advance(katingan, decide, name, {}) for name in katingan.facts["decision"]}
    assert {name: move.step and move.step.key for name, move in moves.items()} == {
        "tanggapan_tertulis": "tanggapan",
        "adtt": "usul_tim",
        "audit_investigasi": "usul_tim",
    }


def test_katingan_has_the_secretariat_receive_the_file_before_the_decision() -> None:
    katingan = sop("katingan")
    received = step(katingan, "terima_tu")
    assert (received.number, received.kind, received.roles) == ("4", "receive", ("sekretariat",))
    assert advance(katingan, received, "diterima", {}).step == step(katingan, "keputusan_tl")


def test_katingan_starts_sixty_days_when_examined_and_received_by_the_secretariat() -> None:
    clock, _ = sop("katingan").clocks
    assert spelled(clock)[1:] == (60, "days", "maximum")
    assert clock.text.startswith("paling lama 60 hari sejak pengaduan telah melewati proses penelahaan dan diterima")
    assert clock.start.all_of == ("telaah.berkadar_pengawasan", "terima_tu.diterima")
    assert clock.when == {"category": ("berkadar_pengawasan",)}


def test_katingan_gives_a_unit_fourteen_working_days_and_copies_its_report_to_the_inspektur() -> None:
    _, clock = sop("katingan").clocks
    assert spelled(clock) == ("paling lama 14 hari kerja", 14, "working_days", "maximum")
    assert (clock.start.any_of, clock.stop.all_of) == (("unit_terima.diterima",), ("document.laporan_tindak_lanjut",))
    assert clock.when == {"category": ("tidak_berkadar", "tidak_logis")}
    assert "14 Hari" in clock.provenance.note
    assert copies(step(sop("katingan"), "unit_kerja"), {}) == [("laporan_tindak_lanjut", "inspektur")]


def test_katingan_extends_the_time_of_a_unit_for_a_reason_the_inspektur_accepts() -> None:
    _, clock = sop("katingan").clocks
    assert clock.extension
    assert (clock.extension.most, clock.extension.approved_by) == (14, ("inspektur",))
    assert "kecuali ada alasan yang dapat diterima" in clock.extension.provenance.note


def test_katingan_forwards_to_a_unit_which_accepts_or_returns_the_memo() -> None:
    katingan = sop("katingan")
    moves = [("teruskan", "diteruskan"), ("unit_terima", "diterima"), ("unit_kerja", "dilaporkan")]
    assert [advance(katingan, step(katingan, key), name, {}).step for key, name in moves] == [
        step(katingan, key) for key in ("unit_terima", "unit_kerja", "sampaikan")
    ]
    for key in ("unit_terima", "unit_kerja"):
        assert advance(katingan, step(katingan, key), "dikembalikan", {}).step == step(katingan, "teruskan")


@pytest.mark.parametrize(
    ("facts", "back"),
    [
        ({"category": "tidak_logis"}, "unit_kerja"),
        ({"category": "berkadar_pengawasan", "decision": "tanggapan_tertulis"}, "tanggapan"),
        ({"category": "berkadar_pengawasan", "decision": "adtt"}, "audit"),
    ],
)
def test_katingan_returns_a_report_to_who_made_it(facts: dict[str, str], back: str) -> None:
    katingan = sop("katingan")
    assert advance(katingan, step(katingan, "sampaikan"), "dikembalikan", facts).step == step(katingan, back)
    assert advance(katingan, step(katingan, "tinjau_keberatan"), "diterima", facts).step == step(katingan, back)


def test_katingan_passes_on_what_is_not_its_own() -> None:
    katingan = sop("katingan")
    assert advance(katingan, step(katingan, "salurkan"), "disalurkan", {}).end == "disalurkan"
    assert step(katingan, "salurkan").required == ("memo",)


def test_katingan_reports_to_the_inspektur_every_semester() -> None:
    (schedule,) = sop("katingan").schedules
    assert (schedule.report, schedule.to, schedule.every) == ("laporan_semester", ("inspektur",), "semester")


def test_katingan_asks_five_things_of_a_reporter_but_none_of_a_whistleblower() -> None:
    channels = sop("katingan").channels
    assert channels["letter"].identity_required == ("name", "nik", "address", "phone", "occupation")
    assert channels["wbs"].identity_required == ()


def test_klungkung_stops_twenty_four_days_with_the_report_and_the_status() -> None:
    (clock,) = sop("klungkung").clocks
    assert spelled(clock) == ("24 Hari", 24, "days", "maximum")
    assert clock.start.all_of == ("received",)
    assert clock.stop.all_of == ("document.laporan_tindak_lanjut", "status.ditetapkan")
    assert clock.stop.any_of == ("closed",)


def test_klungkung_sets_no_status_without_a_report() -> None:
    klungkung = sop("klungkung")
    legs = walk(klungkung, lambda kept, new: kept | (new & {"document.laporan_tindak_lanjut"}))
    assert all(leg.before.seen for leg in legs if leg.before.at == "status")


def test_klungkung_asks_three_attachments_for_dumas_and_none_for_wbs() -> None:
    channels = sop("klungkung").channels
    assert channels["web"].attachments_required == ("ktp", "letter", "evidence")
    assert channels["wbs"].attachments_required == ()
    assert channels["sp4n_lapor"].source_reference == "required"


def test_klungkung_marks_its_chain_as_reconstructed() -> None:
    basis = {each.key: each.provenance.basis for each in sop("klungkung").steps}
    assert {key for key, how in basis.items() if how == "read"} == {"terima", "laporan", "status"}
    assert {key for key, how in basis.items() if how == "added"} == {"menunggu_kelengkapan", "tinjau_keberatan"}
    assert set(basis.values()) == {"read", "added", "reconstructed"}


@pytest.mark.parametrize("tenant", ["banyumas", "katingan", "klungkung"])
def test_wbs_offers_anonymity_first(tenant: str) -> None:
    assert sop(tenant).channels["wbs"].modes == ("anonymous", "confidential", "open")
