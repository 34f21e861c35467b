"""Word for word: the rows and times of each published SOP, and nothing of ours among them."""

import pytest

from services.common.sop import places
from tests.unit.common.sop.tenants import TENANTS, sop

ROWS = {
    "banyumas": "terima sampaikan perintah_telaah telaah putusan usul_tim konsep_spt tanda_tangan serah_spt laksana "
    "info_sumber tunggu_selesai",
    "madiun": "catat klarifikasi putusan jawaban sampaikan",
    "klungkung": "terima",
}
"""The steps that are rows of the source, one for each row, in its order."""

KATINGAN = {
    "1": ["lapor"],
    "2": ["verifikasi"],
    "3": ["telaah"],
    "4": ["terima_tu"],
    "5": ["keputusan_tl", "audit", "tanggapan"],
    "6": ["teruskan", "unit_terima", "unit_kerja"],
    "7": ["sampaikan"],
    "8": ["salurkan"],
}
"""Rows 5 and 6 are several acts each."""

TIMES = {
    "banyumas": [("total", "20 Hari kerja", 20, "working_days")],
    "madiun": [
        ("catat", "30 menit", 30, "working_minutes"),
        ("klarifikasi", "10 menit", 10, "working_minutes"),
        ("putusan", "maks 10 hari", 10, "days"),
        ("jawaban", "1 jam", 1, "working_hours"),
        ("sampaikan", "30 menit", 30, "working_minutes"),
    ],
    "katingan": [
        (
            "tindak_lanjut",
            "paling lama 60 hari sejak pengaduan telah melewati proses penelahaan dan diterima oleh bagian sekretariat "
            "Inspektorat Kab. Katingan",
            60,
            "days",
        ),
        ("unit_kerja", "paling lama 14 hari kerja", 14, "working_days"),
    ],
    "klungkung": [("total", "24 Hari", 24, "days")],
}
"""Every time the sources give, in their words and as a number."""

CHANNELS = {
    "banyumas": {"lapak_aduan", "disposition", "wbs", "email", "letter", "phone", "walk_in", "box"},
    "madiun": {"walk_in", "letter", "phone", "email", "box"},
    "katingan": {"walk_in", "letter", "email"},
    "klungkung": {"box", "web", "walk_in", "letter", "wbs", "sp4n_lapor"},
}
"""Every channel a source speaks of."""


@pytest.mark.parametrize("tenant", ROWS)
def test_each_row_is_one_step_in_the_order_of_the_source(tenant: str) -> None:
    numbered = [(step.number, step.key) for step in sop(tenant).steps if step.number]
    assert numbered == [(str(n), key) for n, key in enumerate(ROWS[tenant].split(), start=1)]


def test_katingan_splits_the_rows_that_are_several_acts() -> None:
    found: dict[str, list[str]] = {}
    for step in sop("katingan").steps:
        if step.number:
            found.setdefault(step.number, []).append(step.key)
    assert found == KATINGAN


@pytest.mark.parametrize("tenant", TENANTS)
def test_every_time_of_the_source_stands_in_its_words_and_as_a_number(tenant: str) -> None:
    published = sop(tenant)
    clocks = {step.key: step.clock for step in published.steps if step.clock}
    clocks |= {clock.key: clock for clock in published.clocks}
    given = {key: clock for key, clock in clocks.items() if clock.provenance.basis != "added"}
    assert [(key, c.text, c.amount, c.unit) for key, c in given.items()] == TIMES[tenant]


@pytest.mark.parametrize("tenant", TENANTS)
def test_a_time_of_ours_is_marked_and_explained(tenant: str) -> None:
    published = sop(tenant)
    words = {text for _, text, _, _ in TIMES[tenant]}
    for where, allowance in places.allowances(published):
        assert allowance.text in words or allowance.provenance.basis == "added", where
        assert allowance.provenance.note, where


@pytest.mark.parametrize("tenant", TENANTS)
def test_the_channels_are_those_of_the_source_and_the_others_are_marked(tenant: str) -> None:
    channels = sop(tenant).channels
    assert {key for key, channel in channels.items() if channel.provenance.basis != "added"} == CHANNELS[tenant]


@pytest.mark.parametrize("tenant", TENANTS)
def test_the_end_of_the_work_may_be_objected_to_once_for_fourteen_working_days(tenant: str) -> None:
    objection = sop(tenant).ends["selesai"].objection
    assert objection
    assert (objection.amount, objection.unit, objection.times) == (14, "working_days", 1)


@pytest.mark.parametrize(
    ("tenant", "above"),
    [("banyumas", "irban"), ("klungkung", "irban"), ("katingan", "sekretariat"), ("madiun", "sekretaris")],
)
def test_reminders_go_up_as_the_deadline_comes_nearer(tenant: str, above: str) -> None:
    assert {each.working_days: each.to for each in sop(tenant).reminders} == {
        -3: ("holder",),
        -1: ("holder",),
        0: ("holder", above),
        1: ("holder", above, "inspektur"),
    }
