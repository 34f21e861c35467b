"""What was seen of a regency is kept where the next process finds it."""

from sqlalchemy import Engine, create_engine

from gateway.regencies import Kept
from tests.unit.gateway.samples import TENANT


def test_what_was_seen_is_found_again(engine: Engine) -> None:
    Kept(engine).keep("contoh", TENANT)
    newer = TENANT.model_copy(update={"sop": "contoh@2"})
    Kept(engine).keep("contoh", newer)
    assert Kept(engine).read("contoh") == newer


def test_a_regency_that_is_gone_is_forgotten(engine: Engine) -> None:
    Kept(engine).keep("contoh", TENANT)
    Kept(engine).keep("contoh", None)
    assert Kept(engine).read("contoh") is None


def test_a_database_that_is_away_keeps_nothing_and_breaks_nothing() -> None:
    away = Kept(create_engine("postgresql+psycopg2://nobody@127.0.0.1:1/nothing"))
    away.keep("contoh", TENANT)
    assert away.read("contoh") is None
