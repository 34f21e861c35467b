"""Which steps a simulated complaint takes."""

import pytest

from services.common.contracts.procedures import Simulate
from services.common.errors import Invalid
from services.common.simulation import MOST_STEPS, simulate
from services.common.sop.model import Sop
from tests.unit.common.simulation.procedure import CALENDAR, SOP, STARTS_AT, at, taken, visit, walked


def test_a_complaint_about_which_nothing_is_said_goes_straight_on() -> None:
    simulation = walked()

    assert taken(simulation) == [
        ("catat", "dicatat"),
        ("verifikasi", "lengkap"),
        ("telaah", "ditelaah"),
        ("putusan", "teguran"),
        ("jawab", "dijawab"),
    ]
    assert simulation.end == "selesai"
    assert (simulation.sop, simulation.calendar) == ("contoh@1", CALENDAR.version)


def test_a_step_tells_what_the_sop_says_of_it() -> None:
    step = visit(walked(), "catat")

    assert (step.number, step.title, step.desk, step.roles) == ("1", "Mencatat", "intake", ("jfu",))
    assert step.why.startswith("1 hari kerja sejak 2 Maret 2026")


def test_a_choice_decides_where_it_goes_and_which_documents_there_are() -> None:
    simulation = walked(choices={"putusan": "audit"})

    assert ("putusan", "audit") in taken(simulation)
    assert visit(simulation, "jawab").documents == ("jawaban", "laporan_tindak_lanjut")


def test_a_chosen_return_is_taken_once_and_issues_nothing() -> None:
    simulation = walked(choices={"putusan": "dikembalikan"})

    assert taken(simulation)[2:] == [
        ("telaah", "ditelaah"),
        ("putusan", "dikembalikan"),
        ("telaah", "ditelaah"),
        ("putusan", "teguran"),
        ("jawab", "dijawab"),
    ]
    assert visit(simulation, "putusan").documents == ()


def test_a_choice_that_leads_on_holds_also_when_the_step_is_done_again() -> None:
    simulation = walked(choices={"putusan": "audit", "verifikasi": "ulang"})

    assert taken(simulation)[:4] == [
        ("catat", "dicatat"),
        ("verifikasi", "ulang"),
        ("catat", "dicatat"),
        ("verifikasi", "lengkap"),
    ]
    assert ("putusan", "audit") in taken(simulation)


def test_the_reporter_is_waited_for_once_and_completes_the_complaint() -> None:
    simulation = walked(choices={"verifikasi": "diminta"})

    assert taken(simulation)[1:4] == [("verifikasi", "diminta"), ("menunggu", "dilengkapi"), ("verifikasi", "lengkap")]
    assert simulation.end == "selesai"


def test_that_the_reporter_does_not_answer_may_be_chosen() -> None:
    simulation = walked(choices={"verifikasi": "diminta", "menunggu": "terlambat"})

    assert taken(simulation)[-1] == ("menunggu", "terlambat")
    assert simulation.end == "gugur"


def test_a_channel_brings_its_own_first_mode() -> None:
    guarded = SOP.model_copy(update={"clocks": tuple(c.model_copy(update={"when": WBS}) for c in SOP.clocks[:1])})

    def clocks(**asked: str) -> list[str]:
        simulation = simulate(guarded, CALENDAR, Simulate(starts_at=STARTS_AT, **asked))
        return [clock.key for clock in simulation.clocks]

    assert clocks(channel="wbs") == ["total"]
    assert clocks() == []


WBS = {"channel": ("wbs",), "mode": ("anonymous",)}


def test_a_way_without_an_end_is_cut_off() -> None:
    simulation = simulate(_circle(), CALENDAR, Simulate(starts_at=STARTS_AT))

    assert len(simulation.steps) == MOST_STEPS
    assert simulation.end is None


def _circle() -> Sop:
    """An SOP the checker would refuse: recording leads to itself."""
    first = SOP.first
    outcome = first.outcomes["dicatat"]
    onward = outcome.model_copy(update={"to": (outcome.to[0].model_copy(update={"to": first.key}),)})
    return SOP.model_copy(update={"steps": (first.model_copy(update={"outcomes": {"dicatat": onward}}),)})


def test_all_unknown_words_are_refused_together_and_say_what_is_possible() -> None:
    with pytest.raises(Invalid) as refused:
        walked(
            channel="pigeon",
            choices={"nowhere": "lengkap", "verifikasi": "maybe"},
            ends_at={"nowhere": at("2026-03-03 09:00")},
        )

    fields = refused.value.fields
    assert set(fields) == {"channel", "choices.nowhere", "choices.verifikasi", "ends_at.nowhere"}
    assert fields["channel"].endswith("Possible are: web, wbs.")
    assert fields["choices.verifikasi"].endswith("Possible are: ulang, lengkap, diminta.")
    assert "catat, verifikasi, menunggu" in fields["choices.nowhere"]


def test_a_mode_of_another_channel_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        walked(channel="wbs", mode="open")

    assert refused.value.fields == {"mode": "'open' is no mode of 'wbs' in this SOP. Possible are: anonymous."}
