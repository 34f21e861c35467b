"""A report that is being written: nobody but its writer's browser opens it, and it is gone after a day."""

import pytest
from sqlalchemy import Engine, text

from gateway.drafts import Draft, Drafts

STORY = "Cerita karangan yang belum dikirim."


@pytest.fixture
def drafts(engine: Engine) -> Drafts:
    """On the gateway's real database, under its own role."""
    return Drafts(engine)


@pytest.fixture
def kept(drafts: Drafts) -> Draft:
    """One that was saved."""
    draft = drafts.new()
    draft.content["story"] = STORY
    drafts.save("contoh", draft)
    return draft


def test_its_writer_finds_it_again_and_writes_on(drafts: Drafts, kept: Draft) -> None:
    kept.content["subject"] = "Pungutan"
    drafts.save("contoh", kept)
    found = drafts.open("contoh", kept.key)
    assert found is not None
    assert found.content == {"story": STORY, "subject": "Pungutan"}


def test_another_key_or_another_regency_opens_nothing(drafts: Drafts, kept: Draft) -> None:
    assert drafts.open("lain", kept.key) is None
    assert drafts.open("contoh", drafts.new().key) is None
    for broken in ("", "x", kept.key[:-4], "é" * 44):
        assert drafts.open("contoh", broken) is None


def test_the_database_holds_neither_the_words_nor_the_key(drafts: Drafts, kept: Draft, engine: Engine) -> None:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT name, sealed FROM draft")).all()
    held = b"".join(bytes(part) for row in rows for part in row)
    assert STORY.encode() not in held
    assert kept.key.encode() not in held


def test_after_a_day_it_is_gone(drafts: Drafts, kept: Draft, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE draft SET expires_at = now() - interval '1 second'"))
    assert drafts.open("contoh", kept.key) is None
    drafts.sweep()
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM draft")).scalar_one() == 0


def test_it_can_be_thrown_away(drafts: Drafts, kept: Draft) -> None:
    drafts.forget(kept.key)
    assert drafts.open("contoh", kept.key) is None
