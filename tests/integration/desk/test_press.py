"""What the press takes up, in which order, and what lies in the store in the end, whoever came in between."""

import hashlib
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.exc import DBAPIError

from deploy.local.stack import Endpoints
from services.common.contracts.documents import Document
from services.common.contracts.events import RetentionEnded
from services.common.desk.papers import Paper
from services.common.desk.records import Records
from services.common.documents import file_purpose
from services.common.press.pades import sign as signed_by_pades
from services.common.press.pool import NotMade
from services.common.press.sheet import Sheet
from services.common.sealing import CONTENT, derived
from tests.integration.desk.office import heard
from tests.integration.desk.press import House
from tests.integration.desk.test_documents import Followup, answered, cancel, papers, sign
from tests.support.databases import Databases
from tests.support.signed import letter
from tests.unit.common.desk.intervening import INSPEKTUR


@pytest.fixture
def house(followup: Followup, databases: Databases, parts: Endpoints) -> House:
    return House(followup, databases, parts)


def rendered(house: House) -> Paper:
    answered(house.followup)
    assert house.one()
    return papers(house.followup)[-1]


def to_be_signed(house: House) -> Paper:
    paper = rendered(house)
    asked = sign(house.followup, paper, INSPEKTUR)
    assert isinstance(asked, Document), asked
    house.let_come_due()
    return paper


def forgotten(house: House) -> None:
    """The complaint's time has ended."""
    event = {**heard(house.followup.complaint), "reference": house.followup.reference, "scope": "complaint"}
    house.followup.service.forget(RetentionEnded(**event))


def stored(house: House, place: str) -> str:
    """The hash of what lies in the store."""
    with house.followup.work() as work:
        key = derived(work.keys.of(house.followup.complaint, CONTENT), file_purpose(place))
    return hashlib.sha256(b"".join(house.store.get(place, key))).hexdigest()


def refuse(sheet: Sheet) -> bytes:
    raise NotMade("it took too long")


def test_a_document_is_made_and_signed_and_both_files_lie_where_the_row_says(house: House) -> None:
    paper = to_be_signed(house)
    assert house.one()
    place, sha256, signed_place, signed_sha256 = house.row(paper, "object_key, sha256, signed_key, signed_sha256")
    assert (stored(house, place), stored(house, signed_place)) == (sha256, signed_sha256)
    assert house.store.there == [place, signed_place]
    assert not house.one()


def test_what_could_not_be_made_goes_behind_what_was_not_tried_yet(house: House) -> None:
    paper = answered(house.followup)
    house.copies(paper, 30, paper.tenant, attempts=7, due="1 hour")
    house.one(house.press(refuse))
    assert house.row(paper, "attempts") == (1,)


def test_no_regency_waits_for_all_that_another_wrote_before(house: House) -> None:
    paper = answered(house.followup)
    house.copies(paper, 60, "kenari", attempts=0, due="1 hour")
    for _ in range(30):  # of the two regencies one is drawn each time
        house.one(house.press(refuse))
    assert house.row(paper, "attempts") == (1,)


@pytest.mark.parametrize(("attempts", "seconds"), [(0, 2), (5, 64), (9, 600), (10, 3600), (900, 3600)])
def test_what_fails_again_and_again_is_tried_more_rarely(house: House, attempts: int, seconds: int) -> None:
    paper = answered(house.followup)
    house.change("UPDATE document SET attempts = %s WHERE document_id = %s", attempts, str(paper.document_id))
    house.one(house.press(refuse))
    (wait,) = house.row(paper, "extract(epoch FROM not_before - now())::float")
    assert seconds - 30 < wait <= seconds


def test_a_replaced_document_is_not_signed(house: House) -> None:
    paper = to_be_signed(house)
    with house.followup.work() as work:
        Records(work).replace(paper, uuid4())
    assert not house.one()
    assert house.row(paper, "signed_at") == (None,)
    assert "document_signed" not in house.told(paper)


def test_a_document_cancelled_while_it_is_signed_is_not_announced_as_signed(house: House) -> None:
    paper = to_be_signed(house)

    def meanwhile(*args: Any) -> bytes:
        house.change("UPDATE document SET cancelled_at = now() WHERE document_id = %s", str(paper.document_id))
        return signed_by_pades(*args)

    house.one(house.press(signing=meanwhile))
    assert house.row(paper, "signed_at, signed_key") == (None, None)
    assert "document_signed" not in house.told(paper)
    assert house.store.there == [house.row(paper, "object_key")[0]]


def test_a_cancelled_document_still_gets_its_file(house: House) -> None:
    paper = answered(house.followup)
    cancel(house.followup, paper)
    assert house.one()
    assert house.row(paper, "rendered_at IS NOT NULL, object_key IS NOT NULL") == (True, True)


def test_a_document_destroyed_while_its_signature_waits_is_let_go(house: House) -> None:
    paper = to_be_signed(house)
    forgotten(house)
    assert not house.one()
    house.sweep()
    assert house.row(paper, "object_key, signed_key") == (None, None)
    assert house.store.there == []


def test_a_document_destroyed_while_it_is_signed_leaves_no_file(house: House) -> None:
    paper = to_be_signed(house)

    def meanwhile(*args: Any) -> bytes:
        forgotten(house)
        house.sweep()
        return signed_by_pades(*args)

    house.one(house.press(signing=meanwhile))
    house.sweep()
    assert house.row(paper, "object_key, signed_key, signed_at") == (None, None, None)
    assert house.store.there == []


def test_a_signed_file_alone_is_removed_when_its_time_has_ended(house: House) -> None:
    paper = to_be_signed(house)
    house.one()
    forgotten(house)
    place, _ = house.row(paper, "object_key, signed_key")
    house.store.remove(place)
    house.change("UPDATE document SET object_key = NULL WHERE document_id = %s", str(paper.document_id))
    house.sweep()
    assert house.row(paper, "signed_key") == (None,)
    assert house.store.there == []


@pytest.mark.parametrize("task", ["setting", "signing"])
def test_who_was_cut_off_changes_nothing_of_what_another_has_recorded(house: House, task: str) -> None:
    paper = to_be_signed(house) if task == "signing" else answered(house.followup)

    def cut_off(*args: Any) -> bytes:
        made = letter("Lain.") if task == "setting" else signed_by_pades(*args)
        house.cut_off()
        house.let_come_due()
        assert house.one()
        return made

    with pytest.raises(DBAPIError):
        house.one(house.press(**{task: cut_off}))
    columns = "signed_key, signed_sha256" if task == "signing" else "object_key, sha256"
    place, sha256 = house.row(paper, columns)
    assert stored(house, place) == sha256
    assert set(house.store.there) == set(filter(None, house.row(paper, "object_key, signed_key")))
