"""A deadline that has passed is told to holder, superior and Inspektur, once; never to whom the complaint is about."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from deploy.demo.waiting import await_that
from tests.support import filings
from tests.support.mails import sent_to
from tests.support.newcomer import Newcomer
from tests.support.regency import Regency
from tests.support.stack import RunningStack

NEVER_CLOSED = "".join(
    f"  {day}: [00:00-23:59]\n"
    for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
)
LATE = {"received_at": (datetime.now(UTC) - timedelta(days=60)).isoformat()}


def always_open(text: str) -> str:
    """The calendar of an office that works day and night, so that the test need not wait for morning."""
    lines = iter(text.splitlines(keepends=True))
    return "".join(_open_days(lines))


def _open_days(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if line.startswith("  ") and line.split(":")[0].strip().endswith("day"):
            continue
        yield line
        if line.startswith(("hours:", "ramadan_hours:")):
            yield NEVER_CLOSED


@pytest.fixture(scope="module")
def regency(stack: RunningStack, tmp_path_factory: pytest.TempPathFactory) -> Newcomer:
    """A regency whose office never closes."""
    fresh = Newcomer(stack, tmp_path_factory.mktemp("regency"), "siaga", "SGA")
    fresh.edit("calendar.yaml", always_open)
    fresh.apply()
    return fresh


def overdue(office: Regency, **more: object) -> str:
    """A complaint that came two months ago and was keyed in today, so that its clock has run out."""
    filing = {"channel": "walk_in", "identity": {"name": "Pelapor Karangan"}, **LATE, **more}
    return office.filed(filings.by_letter(**filing), "petugas")


def reminded(stack: RunningStack, officer: str, reference: str) -> list[str]:
    mails = sent_to(stack.mails, f"{officer}.cempaka@example.test")
    return [mail.body for mail in mails if "Pengingat" in mail.subject and reference in mail.body]


def awaited(stack: RunningStack, officer: str, reference: str) -> list[str]:
    return await_that(lambda: reminded(stack, officer, reference), f"a reminder to {officer}")


def test_holder_superior_and_inspektur_are_told_once_that_a_deadline_has_passed(
    stack: RunningStack, regency: Newcomer
) -> None:
    office = regency.office()
    reference = overdue(office)
    for officer in ("petugas", "irban_satu", "irban_dua", "inspektur"):
        assert "terlewat" in awaited(stack, officer, reference)[0]
    count = len(reminded(stack, "inspektur", reference))
    time.sleep(12)  # two rounds of the timer and of the post
    assert len(reminded(stack, "inspektur", reference)) == count
    assert reminded(stack, "penelaah_satu", reference) == []


def test_whom_the_complaint_is_about_is_not_reminded(stack: RunningStack, regency: Newcomer) -> None:
    office = regency.office()
    reference = office.file(
        filings.by_letter(
            channel="walk_in",
            identity={"name": "Pelapor Karangan"},
            reported=[{"position": "Inspektur"}],
            **LATE,
        ),
        "petugas",
    )["reference"]
    awaited(stack, "provinsi", reference)
    assert reminded(stack, "inspektur", reference) == []
