"""The reporter objects to an end on the desk where the complaint ended, and the objection leads somewhere."""

from services.common.sop.walk import OBJECTION, walk
from tests.unit.common.sop.small import broken, changed
from tests.unit.common.sop.tenants import INVENTED, text

CEMPAKA = text(INVENTED, "sop.yaml")
TO = "to: tinjau_keberatan, times: 2"


def test_an_objection_leads_to_a_step() -> None:
    result = broken(TO, "to: nowhere, times: 2", CEMPAKA)
    assert "There is no step 'nowhere' to decide on the objection" in result.said("objection: {")


def test_an_objection_leads_to_a_step_that_reconsiders() -> None:
    said = " ".join(fault.message for fault in broken(TO, "to: jawaban, times: 2", CEMPAKA).faults)
    assert "'jawaban' is no step of kind reconsider" in said
    assert "No complaint ever reaches 'tinjau_keberatan'" in said


def test_an_end_of_another_desk_cannot_be_objected_to() -> None:
    result = broken("to: tidak_dilengkapi}", "to: selesai}", CEMPAKA)
    assert "'menunggu_kelengkapan' ends the complaint on the intake desk" in result.said("objection: {")


def test_an_objection_is_not_accepted_more_often_than_it_can_be_raised() -> None:
    result = broken(TO, "to: tinjau_keberatan, times: 1", CEMPAKA)
    assert "There are at most 1 objections to decide on here" in " ".join(fault.message for fault in result.faults)


def test_an_objection_may_be_accepted_less_often_than_it_can_be_raised() -> None:
    assert changed(TO, "to: tinjau_keberatan, times: 9", CEMPAKA)


def test_the_time_to_object_is_not_extended() -> None:
    more = f"{TO}, extension: {{most: 1, approved_by: inspektur, provenance: {{basis: added}}}}"
    assert "cannot be extended" in broken(TO, more, CEMPAKA).said("objection: {")


def test_a_step_that_reconsiders_is_reached_by_an_objection_only() -> None:
    legs = walk(changed("times: 2", "times: 3", CEMPAKA))
    assert {leg.outcome for leg in legs if leg.after and leg.after.at == "tinjau_keberatan"} == {OBJECTION}


def test_a_clock_that_only_an_objection_starts_must_stop_too() -> None:
    more = (
        "clocks:\n  - {key: ulang, text: x, amount: 1, unit: days, provenance: {basis: added},\n"
        "     start: {any_of: [tinjau_keberatan.diterima]}, stop: {any_of: [document.keputusan_tl]}}\n"
    )
    assert "'ulang' would still run" in broken("clocks:\n", more, CEMPAKA).said(
        "start: {any_of: [tinjau_keberatan.diterima]}"
    )
    assert changed("clocks:\n", more.replace("document.keputusan_tl", "document.jawaban"), CEMPAKA)
