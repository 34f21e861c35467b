"""Points in time from outside: whatever their zone, the database takes them."""

from datetime import UTC, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from services.common.contracts.audit import AuditPage
from services.common.contracts.instants import Instant

READ = TypeAdapter(Instant)


@pytest.mark.parametrize("written", ["2026-03-02T23:00:00+20:00", "2026-03-01T11:30:00-15:30", "2026-03-02T03:00:00Z"])
def test_a_time_of_any_zone_is_read_as_one_in_utc(written: str) -> None:
    assert READ.validate_python(written).tzinfo is UTC
    assert AuditPage(since=written).since == datetime(2026, 3, 2, 3, tzinfo=UTC)


@pytest.mark.parametrize("written", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-01:00", "2026-03-02T03:00:00"])
def test_a_time_that_lies_too_far_away_or_names_no_zone_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        READ.validate_python(written)
