"""`dumas tenant new`: what it makes is valid at once, and it overwrites nothing."""

import json
from pathlib import Path

import pytest
from click.testing import Result

from deploy.cli.tenant_files import read_tenant
from services.common.contracts.procedures import Simulate
from services.common.simulation import simulate
from services.common.sop.staffing import unguarded
from tests.unit.common.clocks.support import local
from tests.unit.deploy.cli.command import dumas

OFFICE = "Inspektorat Daerah Kabupaten Contoh"


def _new(into: Path, *more: str, key: str = "contoh", code: str = "CTH", office: str = OFFICE) -> Result:
    return dumas(
        "tenant", "new", key, "--office", office, "--code", code, "--zone", "Asia/Makassar", "--into", into, *more
    )


def test_a_new_folder_passes_the_check(tmp_path: Path) -> None:
    made = _new(tmp_path)

    assert made.exit_code == 0, made.output
    assert dumas("tenant", "check", tmp_path / "contoh").output == "1 in order\n"
    assert {file.name for file in (tmp_path / "contoh").iterdir()} == {
        "calendar.yaml",
        "officers.yaml",
        "sop.yaml",
        "tenant.yaml",
        "units.yaml",
    }


def test_it_has_what_it_was_made_with(tmp_path: Path) -> None:
    _new(tmp_path, "--province", "bali")

    files = read_tenant(tmp_path / "contoh")
    assert (files.profile.key, files.profile.code, files.profile.office) == ("contoh", "CTH", OFFICE)
    assert (files.profile.government, files.profile.place) == ("Pemerintah Kabupaten Contoh", "Contoh")
    assert (files.calendar.time_zone, files.calendar.province) == ("Asia/Makassar", "bali")
    assert files.sop.id == "contoh@1"


def test_every_choice_in_its_procedure_leads_to_an_end(tmp_path: Path) -> None:
    _new(tmp_path)
    files = read_tenant(tmp_path / "contoh")

    for step in files.sop.steps:
        for outcome in step.outcomes:
            request = Simulate(starts_at=local("2026-03-02 09:00"), choices={step.key: outcome})
            assert simulate(files.sop, files.calendar, request).end in files.sop.ends


def test_somebody_else_can_act_for_whoever_is_complained_of(tmp_path: Path) -> None:
    _new(tmp_path)
    files = read_tenant(tmp_path / "contoh")

    assert unguarded(files.sop, files.officers) == []


def test_nobody_in_it_is_real(tmp_path: Path) -> None:
    _new(tmp_path)
    officers = read_tenant(tmp_path / "contoh").officers

    assert all(officer.name.startswith("Contoh ") for officer in officers)
    assert all(officer.nip.startswith("0000000000000000") for officer in officers)
    assert len({officer.nip for officer in officers}) == len(officers)


def test_a_name_with_signs_of_yaml_stays_a_name(tmp_path: Path) -> None:
    office = 'Inspektorat: "Contoh" #1 $key'

    assert _new(tmp_path, office=office).exit_code == 0
    assert read_tenant(tmp_path / "contoh").profile.office == office


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    _new(tmp_path)
    before = (tmp_path / "contoh" / "tenant.yaml").read_text(encoding="utf-8")

    result = _new(tmp_path, code="XYZ")

    assert result.exit_code == 2
    assert "is there already" in result.output
    assert (tmp_path / "contoh" / "tenant.yaml").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"key": "Contoh"}, "A key is"),
        ({"key": "../contoh"}, "A key is"),
        ({"code": "CT"}, "three capital letters"),
        ({"office": " "}, "An office has a name"),
    ],
)
def test_what_no_regency_can_be_called_is_refused(tmp_path: Path, given: dict[str, str], said: str) -> None:
    result = _new(tmp_path, **given)

    assert result.exit_code == 2
    assert said in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_province_without_holidays_is_refused(tmp_path: Path) -> None:
    result = _new(tmp_path, "--province", "atlantis")

    assert result.exit_code == 2
    assert json.dumps(str(tmp_path))[1:-1] in result.output
    assert list(tmp_path.iterdir()) == []
