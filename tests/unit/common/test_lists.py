"""How lists are asked for: what no database can hold is refused as a bad request, and is no failure."""

import pytest
from pydantic import ValidationError

from services.common.contracts.lists import EntryQuery, TaskQuery


@pytest.mark.parametrize("field", ["channel", "problem_code", "search"])
def test_a_line_is_not_looked_for_by_what_no_text_can_hold(field: str) -> None:
    with pytest.raises(ValidationError, match=field):
        EntryQuery.model_validate({field: "a\x00"})


@pytest.mark.parametrize("field", ["step", "channel", "search"])
def test_a_task_is_not_looked_for_by_what_no_text_can_hold(field: str) -> None:
    with pytest.raises(ValidationError, match=field):
        TaskQuery.model_validate({field: "a\x00"})
