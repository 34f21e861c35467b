"""Where the complaints of a channel stand, as their source may know."""

from datetime import date
from typing import Any

import pytest

from services.common.contracts.caller import Caller
from services.common.contracts.sources import ChannelLines, ChannelQuery
from services.common.errors import Invalid
from services.intake.register.channel_lines import channel_lines
from tests.integration.register.regency import Filed, Regency, closed, examined
from tests.unit.common.clocks.support import local


def found(regency: Regency, caller: Caller | None = None, **asked: Any) -> ChannelLines:
    query = ChannelQuery(**{"channel": "walk_in"} | asked)
    with regency.work(regency.tenant) as work:
        return channel_lines(work, caller or regency.caller("irban"), query)


def of_the_portal(regency: Regency, course: Filed, number: str = "SP-1") -> Filed:
    """The complaint came by another system."""
    change = "UPDATE entry SET channel = 'sp4n_lapor', source_reference = %s WHERE reference = %s RETURNING 1"
    regency.rows(change, number, course.reference)
    return course


def test_a_line_says_where_the_complaint_stands_and_since_when(regency: Regency) -> None:
    course = of_the_portal(regency, examined(regency))
    (line,) = found(regency, channel="sp4n_lapor").lines
    assert (line.source_reference, line.reference) == ("SP-1", course.reference)
    assert (line.status, line.step_title) == ("examined", "Menelaah")
    assert line.changed_at == local("2026-04-07 09:00")
    assert (line.answered_at, line.closed_at, line.end_label) == (None, None, None)


def test_of_what_has_ended_the_end_is_told(regency: Regency) -> None:
    of_the_portal(regency, closed(regency))
    (line,) = found(regency, channel="sp4n_lapor").lines
    assert (line.step_title, line.closed_at) == (None, local("2026-04-13 09:00"))
    assert line.end_label


def test_days_are_the_regencys_and_pages_follow_one_another(regency: Regency) -> None:
    courses = [of_the_portal(regency, examined(regency), f"SP-{n}").reference for n in range(3)]
    told: list[str] = []
    page = found(regency, channel="sp4n_lapor", limit=2)
    told += [line.reference for line in page.lines]
    rest = found(regency, channel="sp4n_lapor", limit=2, after=page.next)
    told += [line.reference for line in rest.lines]
    assert (told, rest.next) == (courses, None)
    assert len(found(regency, channel="sp4n_lapor", from_on=date(2026, 4, 6), until_on=date(2026, 4, 6)).lines) == 3
    assert found(regency, channel="sp4n_lapor", from_on=date(2026, 4, 7)).lines == ()
    assert found(regency, channel="sp4n_lapor", until_on=date(2026, 4, 5)).lines == ()


def test_a_system_gets_its_own_channel_and_no_other(regency: Regency) -> None:
    of_the_portal(regency, examined(regency))
    system = regency.caller("sp4n_lapor", kind="system")
    assert len(found(regency, system, channel="sp4n_lapor").lines) == 1
    with pytest.raises(Invalid):
        found(regency, system, channel="walk_in")


def test_a_line_about_the_caller_is_left_out(regency: Regency) -> None:
    course = of_the_portal(regency, examined(regency))
    regency.rows(
        "UPDATE entry SET barred = %s::jsonb WHERE reference = %s RETURNING 1",
        '{"officers": ["contoh"]}',
        course.reference,
    )
    assert found(regency, channel="sp4n_lapor").lines == ()
