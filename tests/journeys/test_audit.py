"""The audit trail of the running product: who read what is in it, and an administrator who changes it is found out."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from deploy.demo.waiting import await_that
from tests.support import filings
from tests.support.books import Books
from tests.support.command import dumas
from tests.support.problems import ask, refused
from tests.support.regency import Regency
from tests.support.stack import RunningStack

Json = dict[str, Any]

_NUMBER = """
    SELECT audit.number FROM trail.audit JOIN entry USING (complaint_id)
    WHERE entry.reference = :reference AND action = :action ORDER BY 1 LIMIT 1
"""


def entries(regency: Regency, reader: str = "admin", **query: Any) -> list[Json]:
    """What the trail says, as a leader reads it."""
    found: list[Json] = []
    after: int | None = 0
    while after is not None:
        page = regency.person(reader).get("/audit", limit=1000, after=after, **query)
        found, after = found + page["entries"], page["next"]
    return found


def told(regency: Regency, reference: str, *actions: str) -> list[Json]:
    """The entries of a complaint, once those with these actions are among them."""

    def look() -> list[Json] | None:
        found = entries(regency, reference=reference)
        return found if {entry["action"] for entry in found} >= set(actions) else None

    return await_that(look, f"{', '.join(actions)} in the audit trail of {reference}")


@contextmanager
def tampered(books: Books, change: str, undo: str, **values: Any) -> Iterator[None]:
    """Something is changed in intake's database by its administrator, and changed back."""
    books.tamper(change, **values)
    try:
        yield
    finally:
        books.tamper(undo, **values)


@pytest.fixture
def read(banyumas: Regency) -> str:
    """The reference of a complaint an officer has read."""
    reference = banyumas.filed(filings.by_letter(), "petugas")
    officer = banyumas.person("petugas")
    officer.get(f"/complaints/{reference}/content")
    banyumas.advance(reference, to="telaah")
    officer.get(f"/complaints/{reference}/products")
    told(banyumas, reference, "content_read", "results_read")
    return reference


def test_moves_and_readings_are_in_the_trail_with_who_and_when_and_nothing_that_was_read(
    banyumas: Regency, read: str
) -> None:
    found = told(banyumas, read, "complaint_received", "step_completed", "task_opened")
    (content,) = [entry for entry in found if entry["action"] == "content_read" and entry["actor"] == "petugas"]
    assert (content["actor_kind"], content["reference"]) == ("officer", read)
    assert {entry["reference"] for entry in found} == {read}
    assert "signed_in" in {entry["action"] for entry in entries(banyumas)}
    assert not [word for word in filings.SECRETS if word in json.dumps(found)]


def test_only_leaders_read_it_and_that_they_did_is_in_it(banyumas: Regency, stack: RunningStack, read: str) -> None:
    refused(ask(stack, "GET", "/audit", banyumas.token("petugas")), 403, "not-your-role")
    refused(ask(stack, "GET", "/audit", banyumas.token("lapak_aduan")), 401, "not-signed-in")
    refused(ask(stack, "GET", "/audit?reference=BMS-26-0000-0000", banyumas.token("admin")), 404, "not-found")
    entries(banyumas, "inspektur", reference=read)

    def is_told() -> bool:
        return ("audit_read", "inspektur") in {
            (entry["action"], entry["actor"]) for entry in entries(banyumas, reference=read)
        }

    await_that(is_told, "the reading of the trail in the trail")


def test_a_trail_as_it_was_written_is_sound(banyumas: Regency, stack: RunningStack, read: str) -> None:
    said = dumas(stack, "audit", "verify")
    assert "banyumas: " in said
    assert "(installation): " in said


def test_an_altered_entry_is_told_by_its_number(banyumas: Regency, stack: RunningStack, read: str) -> None:
    books = Books(stack)
    ((number,),) = books.rows("dumas_intake", _NUMBER, reference=read, action="content_read")
    change = "UPDATE trail.audit SET actor = {} WHERE tenant = 'banyumas' AND number = :number"
    alter, undo = change.format("actor || '_x'"), change.format("replace(actor, '_x', '')")
    with tampered(books, alter, undo, number=number):
        said = dumas(stack, "audit", "verify", "banyumas", expect=1)
    assert f"entry {number}: it was altered" in said
    dumas(stack, "audit", "verify", "banyumas")


def test_a_changed_timeline_is_told_by_the_number_of_its_entry(
    banyumas: Regency, stack: RunningStack, read: str
) -> None:
    books = Books(stack)
    ((number,),) = books.rows("dumas_intake", _NUMBER, reference=read, action="step_completed")
    change = """
        UPDATE journal SET payload = {} WHERE name = 'step_completed' AND sequence = 2
            AND complaint_id = (SELECT complaint_id FROM entry WHERE reference = :reference)
    """
    alter = change.format("""payload || '{"changed": true}'""")
    with tampered(books, alter, change.format("payload - 'changed'"), reference=read):
        said = dumas(stack, "audit", "verify", "banyumas", expect=1)
    assert f"entry {number}: the journal tells something else" in said


def test_an_anchor_that_was_kept_shows_that_the_end_is_gone(
    banyumas: Regency, stack: RunningStack, read: str, tmp_path: Path
) -> None:
    kept = tmp_path / "anchors.txt"
    kept.write_text(dumas(stack, "audit", "anchor"), encoding="utf-8")
    dumas(stack, "audit", "verify", "--anchors", str(kept))
    (line,) = [line for line in kept.read_text(encoding="utf-8").splitlines() if " banyumas " in line]
    mark, tenant, number, digest = line.split()
    kept.write_text(f"{mark} {tenant} {int(number) + 1_000_000} {digest}", encoding="utf-8")
    said = dumas(stack, "audit", "verify", "banyumas", "--anchors", str(kept), expect=1)
    assert "cut off" in said


def test_the_trail_is_exported_line_by_line_and_the_export_is_in_it(
    banyumas: Regency, stack: RunningStack, read: str
) -> None:
    lines = [json.loads(line) for line in dumas(stack, "audit", "export", "banyumas").splitlines()]
    assert [line["number"] for line in lines] == list(range(1, len(lines) + 1))
    assert {line["tenant"] for line in lines} == {"banyumas"}
    assert read in {line["reference"] for line in lines}

    def look() -> list[Json] | None:
        return [entry for entry in entries(banyumas) if entry["action"] == "audit_exported"] or None

    (exported, *_) = await_that(look, "the export in the audit trail")
    assert (exported["actor"], exported["actor_kind"]) == ("dumas", "operator")
