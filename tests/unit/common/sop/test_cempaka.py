"""A fifth regency is a folder: it is read, checked and counted by the same code, in a time zone of its own."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from deploy.cli.tenant_files import TenantFiles, faults_of, read_tenant
from services.common.clocks import hours
from services.common.sop.model import Sop
from services.common.sop.staffing import strange_units, unguarded
from tests.unit.common.sop.tenants import INVENTED, ROOT, folder


@pytest.fixture(scope="module")
def cempaka() -> TenantFiles:
    return read_tenant(folder(INVENTED))


def clock_texts(sop: Sop) -> dict[str, tuple[int, str]]:
    return {clock.key: (clock.amount, clock.unit) for clock in sop.clocks}


def test_the_folder_is_in_order(cempaka: TenantFiles) -> None:
    assert faults_of(folder(INVENTED)) == []
    assert unguarded(cempaka.sop, cempaka.officers) == []
    assert strange_units(cempaka.officers, cempaka.units) == []


def test_no_code_knows_it(cempaka: TenantFiles) -> None:
    sources = [path for name in ("services", "gateway", "deploy") for path in Path(ROOT / name).rglob("*.py")]
    assert sources
    assert not [path for path in sources if cempaka.profile.key in path.read_text(encoding="utf-8").lower()]


def test_its_times_depend_on_the_weight_of_the_matter(cempaka: TenantFiles) -> None:
    assert clock_texts(cempaka.sop) == {
        "keputusan": (10, "working_days"),
        "ringan": (2, "working_days"),
        "sedang": (5, "working_days"),
        "berat": (14, "working_days"),
        "sangat_berat": (60, "working_days"),
    }
    assert [clock.when for clock in cempaka.sop.clocks[1:]] == [
        {"severity": (weight,)} for weight in cempaka.sop.facts["severity"]
    ]


def test_its_ten_working_days_can_become_seventeen(cempaka: TenantFiles) -> None:
    extension = cempaka.sop.clocks[0].extension
    assert extension
    assert (extension.most, extension.approved_by) == (7, ("inspektur",))


def test_its_reporters_object_for_a_month_and_twice(cempaka: TenantFiles) -> None:
    objection = cempaka.sop.ends["selesai"].objection
    assert objection
    assert (objection.amount, objection.unit, objection.times) == (1, "months", 2)


def test_its_office_works_on_saturday_thirty_seven_and_a_half_hours_a_week(cempaka: TenantFiles) -> None:
    assert cempaka.calendar.is_working(date(2026, 3, 7))
    assert not cempaka.calendar.is_working(date(2026, 3, 8))
    assert [
        hours.weekly(week).total_seconds() / 3600 for week in (cempaka.calendar.hours, cempaka.calendar.ramadan_hours)
    ] == [
        37.5,
        32.5,
    ]


def test_its_province_has_a_holiday_of_its_own(cempaka: TenantFiles) -> None:
    assert not cempaka.calendar.is_working(date(2026, 3, 9))


def test_its_day_begins_two_hours_before_that_of_java(cempaka: TenantFiles) -> None:
    monday = hours.on_day(cempaka.calendar.hours, date(2026, 11, 23), cempaka.calendar.time_zone)
    assert monday[0].starts_at == datetime(2026, 11, 22, 22, 30, tzinfo=UTC)
