"""A complaint waits only for somebody outside, only so long, and the system can always go on."""

import pytest

from services.common.sop.load import parse_sop
from tests.unit.common.sop.small import SMALL, broken, changed
from tests.unit.common.sop.tenants import INVENTED, text

CEMPAKA = text(INVENTED, "sop.yaml")
CLOCK = "    clock: {text: paling lama 5 hari kerja, amount: 5, unit: working_days, provenance: {basis: literal}}\n"
RESPOND = "    kind: respond\n    roles: [sekretaris]\n"
ASSESS = "    kind: assess\n    roles: [inspektur]\n"
SHORT = "    clock: {text: x, amount: 1, unit: days, provenance: {basis: added}}\n"


def test_when_late_names_an_outcome_of_the_step() -> None:
    said = broken("when_late: tidak_dilengkapi", "when_late: lupa", CEMPAKA).said("when_late: lupa")
    assert said == "'lupa' is no outcome of this step; use one of: dilengkapi, tidak_dilengkapi."


def test_when_late_does_not_lead_back() -> None:
    said = broken("when_late: tidak_dilengkapi", "when_late: dilengkapi", CEMPAKA).said("when_late: dilengkapi")
    assert said.startswith("'dilengkapi' goes back")


def test_when_late_names_an_outcome_that_is_always_possible() -> None:
    result = broken("to: tidak_dilengkapi}", "to: tidak_dilengkapi, when_complete: true}", CEMPAKA)
    assert "'tidak_dilengkapi' may be impossible when the time runs out" in result.said("when_late:")


def test_when_late_needs_a_clock() -> None:
    result = broken(ASSESS, ASSESS + "    when_late: ditelaah\n")
    assert result.said("when_late:") == "`when_late` needs a `clock` of the step that can run out; add one."


def test_an_examination_with_a_clock_may_say_what_follows_when_it_runs_out() -> None:
    assert changed(ASSESS, ASSESS + SHORT + "    when_late: ditelaah\n")


def test_no_clock_waits_for_what_nobody_writes_when_the_time_runs_out() -> None:
    lapsing = SMALL.replace(ASSESS, ASSESS + SHORT + "    when_late: ditelaah\n")
    waits = broken("any_of: [document.jawaban]", "any_of: [document.laporan_penelaahan]", lapsing)
    assert "which nobody writes when the time of this step runs out" in waits.said("- document: laporan_penelaahan")


def test_time_alone_ends_no_step_whose_outcome_asks_something_of_the_desk() -> None:
    result = broken(RESPOND, RESPOND + SHORT + "    when_late: dijawab\n")
    assert result.said("when_late:").startswith("Time alone does not end a step of kind respond, only one of")


@pytest.mark.parametrize("more", ["", "      dibatalkan: {label: Dibatalkan, to: tidak_dilengkapi}\n"])
def test_when_the_reporter_has_answered_there_is_one_way_on(more: str) -> None:
    line = next(line for line in CEMPAKA.splitlines(keepends=True) if line.startswith("      dilengkapi: "))
    result = broken(line, line + more if more else "", CEMPAKA)
    (fault,) = [fault for fault in result.faults if "exactly one outcome besides `when_late`" in fault.message]
    assert fault.where == "steps.menunggu_kelengkapan.outcomes"


@pytest.mark.parametrize("gone", [CLOCK, "    when_late: tidak_dilengkapi\n"])
def test_a_pause_is_capped(gone: str) -> None:
    assert "A pause must be capped" in broken(gone, "", CEMPAKA).said("pauses: true")


def test_clocks_stand_still_only_while_somebody_outside_has_to_act() -> None:
    result = broken(ASSESS, ASSESS + SHORT + "    when_late: ditelaah\n    pauses: true\n")
    assert "at a step of kind await_reporter or await_source" in result.said("pauses: true")


def test_a_step_that_waits_for_the_reporter_has_the_reporter_among_its_roles() -> None:
    result = broken("roles: [pelapor, petugas_penerima]", "roles: [petugas_penerima, sekretaris]", CEMPAKA)
    assert "waits for the reporter; add 'pelapor'" in result.said("roles: [petugas_penerima, sekretaris]")


def test_a_reporter_does_no_other_step() -> None:
    result = broken("    roles: [jfu]", "    roles: [jfu, pelapor]")
    assert "The reporter does no step of kind record" in result.said("    roles: [jfu, pelapor]")


def test_a_wait_that_is_over_needs_no_reason() -> None:
    wait = parse_sop(CEMPAKA, "sop.yaml").step("menunggu_kelengkapan")
    assert wait
    assert wait.outcomes["dilengkapi"].is_return
    assert not wait.outcomes["dilengkapi"].reason_required


def test_a_return_from_a_step_that_does_not_pause_still_needs_one() -> None:
    result = broken("    pauses: true\n", "", CEMPAKA)
    assert "A return must say why" in result.said("dilengkapi: {label: Dilengkapi,")


def test_completeness_is_asked_at_intake_only() -> None:
    result = broken(
        "ditelaah: {label: Ditelaah, to: putusan}", "ditelaah: {label: X, to: putusan, when_complete: true}"
    )
    assert "Only the intake desk asks for attachments" in result.said("ditelaah:")


def test_completeness_may_be_asked_at_intake() -> None:
    sop = changed(
        "dicatat: {label: Dicatat, to: telaah}", "dicatat: {label: X, to: telaah, when_complete: true}", SMALL
    )
    assert sop.first.outcomes["dicatat"].when_complete


def test_only_a_verification_asks_the_reporter() -> None:
    result = broken(
        "dicatat: {label: Dicatat, to: verifikasi}", "dicatat: {label: Dicatat, to: menunggu_kelengkapan}", CEMPAKA
    )
    assert "Only a step of kind verify says what the reporter is asked for" in result.said("dicatat:")
