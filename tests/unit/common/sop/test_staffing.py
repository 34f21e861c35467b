"""Somebody must be there for every step."""

import pytest

from services.common.sop.load import parse_officers, parse_sop, parse_units
from services.common.sop.staffing import doubled_custodians, strange_units, unguarded, unstaffed
from tests.unit.common.sop.small import SMALL, changed

OFFICERS = """\
- {id: satu, name: Contoh Satu, roles: [jfu]}
- {id: dua, name: Contoh Dua, roles: [inspektur]}
- {id: tiga, name: Contoh Tiga, roles: [sekretaris]}
"""


def test_steps_without_anybody_are_listed() -> None:
    officers = parse_officers("- {id: satu, name: Contoh Satu, roles: [jfu, inspektur]}\n", "officers.yaml")
    assert unstaffed(parse_sop(SMALL, "sop.yaml"), officers) == ["jawaban"]


def test_a_role_whose_only_holder_nobody_could_replace_is_listed() -> None:
    officers = parse_officers(OFFICERS, "officers.yaml")
    assert unguarded(parse_sop(SMALL, "sop.yaml"), officers) == ["jfu", "sekretaris"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    roles: [jfu]", "    roles: [jfu, sekretaris]"),
        ("jfu: {label: JFU}", "jfu: {label: JFU, substitute: sekretaris}"),
    ],
)
def test_another_role_of_the_step_or_a_substitute_guards_a_role(old: str, new: str) -> None:
    assert unguarded(changed(old, new), parse_officers(OFFICERS, "officers.yaml")) == ["sekretaris"]


def test_a_second_holder_guards_a_role() -> None:
    more = "- {id: empat, name: Contoh Empat, roles: [jfu, sekretaris]}\n"
    assert unguarded(parse_sop(SMALL, "sop.yaml"), parse_officers(OFFICERS + more, "officers.yaml")) == []


def test_a_substitute_nobody_holds_does_not_guard_a_role() -> None:
    one = (
        "- {id: dua, name: Contoh Dua, roles: [inspektur, sekretaris]}\n- {id: tiga, name: Contoh Tiga, roles: [jfu]}\n"
    )
    assert unguarded(parse_sop(SMALL, "sop.yaml"), parse_officers(one, "officers.yaml")) == [
        "jfu",
        "inspektur",
        "sekretaris",
    ]


def test_a_system_is_never_the_reported_party() -> None:
    system = OFFICERS.replace("roles: [sekretaris]}", "roles: [sekretaris], kind: system}")
    assert unguarded(parse_sop(SMALL, "sop.yaml"), parse_officers(system, "officers.yaml")) == ["jfu"]


def test_an_officer_of_a_unit_that_does_not_exist_is_listed() -> None:
    text = "- {id: satu, name: Contoh Satu, roles: [unit_terlapor], unit: dinas_a}\n"
    officers = parse_officers(text + text.replace("satu", "dua").replace("dinas_a", "dinas_b"), "officers.yaml")
    assert strange_units(officers, parse_units("- {key: dinas_a, name: Dinas A}\n", "units.yaml")) == ["dua"]


def test_who_keeps_identities_and_holds_another_role_is_listed() -> None:
    text = (
        "- {id: satu, name: Contoh Satu, roles: [custodian]}\n- {id: dua, name: Contoh Dua, roles: [custodian, jfu]}\n"
    )
    assert doubled_custodians(parse_officers(text, "officers.yaml")) == ["dua"]
