"""Somebody acts where the holder of a role is the reported party, somebody is reminded, somebody else grants time."""

import pytest

from services.common.vocabulary import EXTERNAL_ROLES
from tests.unit.common.sop.small import broken, changed
from tests.unit.common.sop.tenants import INVENTED, text

CEMPAKA = text(INVENTED, "sop.yaml")
LIMITED = "    unit: working_days\n"


@pytest.mark.parametrize(
    ("old", "new", "role"),
    [
        ("substitute: sekretaris}", "substitute: kasubag}", "kasubag"),
        ("schedules:\n", "reminders:\n  - {working_days: -3, to: [holder, kasubag]}\nschedules:\n", "kasubag"),
        (
            LIMITED,
            LIMITED + "    extension: {most: 3, approved_by: kasubag, provenance: {basis: added}}\n",
            "kasubag",
        ),
    ],
)
def test_a_role_that_is_not_declared_is_refused(old: str, new: str, role: str) -> None:
    said = " ".join(fault.message for fault in broken(old, new).faults)
    assert said == f"The role '{role}' is not listed under `roles`; add it there with its label."


def test_whoever_holds_the_step_may_be_reminded() -> None:
    assert changed("schedules:\n", "reminders:\n  - {working_days: 0, to: [holder, inspektur]}\nschedules:\n").reminders


def test_a_role_does_not_stand_in_for_itself() -> None:
    assert "break the circle" in broken("substitute: sekretaris}", "substitute: inspektur}").said("substitute:")


def test_a_role_does_not_stand_in_for_itself_by_a_detour() -> None:
    result = broken("sekretaris: {label: Sekretaris}", "sekretaris: {label: Sekretaris, substitute: inspektur}")
    assert "'inspektur' would in the end stand in for itself" in result.said("inspektur: {label")
    assert "'sekretaris' would in the end stand in for itself" in result.said("sekretaris: {label")


@pytest.mark.parametrize("role", sorted(EXTERNAL_ROLES - {"inspektur_provinsi"}))
def test_nobody_outside_the_inspectorate_stands_in_for_another(role: str) -> None:
    declared = "" if role == "pelapor" else f"\n  {role}: {{label: Luar}}"
    result = broken("substitute: sekretaris}", f"substitute: [sekretaris, {role}]}}{declared}")
    assert f"'{role}' is outside the inspectorate and stands in for nobody" in result.said("inspektur: {label")


def test_the_province_stands_in_for_the_inspektur() -> None:
    told = "substitute: inspektur_provinsi}\n  inspektur_provinsi: {label: Inspektur Provinsi}"
    assert changed("substitute: sekretaris}", told).roles["inspektur"].substitute == ("inspektur_provinsi",)


def test_somebody_acts_where_the_inspektur_is_reported() -> None:
    result = broken("{label: Inspektur, substitute: sekretaris}", "{label: Inspektur}")
    assert "A complaint about a holder of 'inspektur' would find nobody" in result.said("inspektur: {label")


def test_somebody_acts_where_the_unit_that_has_the_memo_is_reported() -> None:
    result = broken("{label: Pimpinan unit kerja, substitute: sekretaris}", "{label: Pimpinan}", CEMPAKA)
    assert "A complaint about a holder of 'unit_terlapor'" in result.said("unit_terlapor: {label")


def test_an_inspektur_who_does_no_step_needs_no_substitute() -> None:
    without = changed("{label: Inspektur, substitute: sekretaris}", "{label: Inspektur, substitute: jfu}")
    assert without.roles["inspektur"].substitute == ("jfu",)


def test_nobody_grants_more_time_for_the_own_step() -> None:
    clock = "    clock: {text: x, amount: 1, unit: days, provenance: {basis: added},\n"
    extension = "      extension: {most: 1, approved_by: sekretaris, provenance: {basis: added}}}\n"
    result = broken("    roles: [sekretaris]\n", "    roles: [sekretaris]\n" + clock + extension)
    assert "Who asks for more time cannot grant it" in result.said("extension:")


def test_more_time_for_the_own_step_may_be_granted_from_above() -> None:
    clock = "    clock: {text: x, amount: 1, unit: days, provenance: {basis: added},\n"
    extension = "      extension: {most: 1, approved_by: [sekretaris, inspektur], provenance: {basis: added}}}\n"
    assert changed("    roles: [sekretaris]\n", "    roles: [sekretaris]\n" + clock + extension)


def test_more_time_needs_somebody_to_grant_it() -> None:
    result = broken(LIMITED, LIMITED + "    extension: {most: 3, approved_by: [], provenance: {basis: added}}\n")
    assert "Nobody could grant this" in result.said("extension:")


def test_a_clock_over_several_steps_counts_only_the_steps_at_which_it_runs() -> None:
    start, extended = "start: {any_of: [jawaban.entered]}", "extension: {most: 3, approved_by: sekretaris, provenance: "
    short = changed("start: {all_of: [received, catat.dicatat]}", start)
    assert short.clocks[0].start.any_of == ("jawaban.entered",)
    result = broken("start: {all_of: [received, catat.dicatat]}", f"{start}\n    {extended}{{basis: added}}}}")
    assert "Who asks for more time cannot grant it" in result.said("extension:")


def test_a_clock_over_several_steps_is_extended_where_somebody_else_holds_the_step() -> None:
    extension = "    extension: {most: 3, approved_by: sekretaris, provenance: {basis: added}}\n"
    assert changed(LIMITED, LIMITED + extension).clocks[0].extension


def test_a_clock_is_not_called_like_a_step_with_a_clock_of_its_own() -> None:
    result = broken("  - key: keputusan\n", "  - key: unit_terima\n    limit: target\n", CEMPAKA)
    assert "already called 'unit_terima', here or at the step" in result.said("- key: unit_terima\n    limit")
