"""How long a process may take over one document."""

import pytest

from services.common.press import pool
from services.common.press.pool import NotMade, Pool, patience
from services.common.press.samples import samples
from tests.unit.press.papers import paper, profile


def test_a_letter_gets_less_time_than_a_book() -> None:
    assert 30 <= patience(2_000) < 31
    assert patience(3_000 * 400) == 120


def test_what_takes_too_long_is_given_up_and_the_next_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
    setter = Pool("render", 1)
    try:
        setter.make(paper("jawaban"))
        monkeypatch.setattr(pool, "_PATIENCE", 1.0)
        with pytest.raises(NotMade, match="too long"):
            setter.make(paper("jawaban", stationery={"documents": {"jawaban": endless}}))
        monkeypatch.undo()
        assert setter.make(next(samples("jawaban", profile(), {}))).startswith(b"%PDF")
    finally:
        setter.close()
