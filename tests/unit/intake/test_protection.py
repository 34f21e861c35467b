"""The reporter raises the protection, and nothing lowers it."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from services.common.errors import Invalid, NotFound
from services.intake.protection import raise_mode
from tests.unit.common.desk.memory import Announced, small_sop
from tests.unit.intake.samples import COMPLAINT, NOW, READER, REPORTER, MemoryComplaints

MODES = ("open", "confidential", "anonymous")


class Protected(MemoryComplaints):
    """Implements `protection.Protected` for a complaint filed in some mode, on a channel that takes all of them."""

    def __init__(self, mode: str, channel_takes: tuple[str, ...] = MODES) -> None:
        sop = small_sop()
        channels = {name: each.model_copy(update={"modes": channel_takes}) for name, each in sop.channels.items()}
        super().__init__(identity={"name": "Contoh Pelapor"}, sop=sop.model_copy(update={"channels": channels}))
        self.known = replace(self.known, mode=mode)
        self.destroyed: list[tuple[UUID, str]] = []

    def locked_mode(self, complaint_id: UUID) -> str:
        return self.known.mode

    def set_mode(self, complaint_id: UUID, mode: str) -> None:
        self.known = replace(self.known, mode=mode)

    def destroy(self, complaint_id: UUID, scope: str) -> None:
        self.destroyed.append((complaint_id, scope))


def raised(complaints: Protected, mode: str) -> Announced:
    announced = Announced()
    raise_mode(REPORTER, mode, complaints=complaints, announce=announced, now=datetime.now(UTC))
    return announced


@pytest.mark.parametrize(("before", "after"), [("open", "confidential"), ("confidential", "anonymous")])
def test_it_rises_and_is_announced(before: str, after: str) -> None:
    complaints = Protected(before)
    announced = raised(complaints, after)
    assert complaints.known.mode == after
    assert announced.only("mode_raised").mode == after
    assert announced.only("audited").action == "mode_raised"


@pytest.mark.parametrize(("before", "after"), [("anonymous", "open"), ("confidential", "open")])
def test_it_is_never_lowered(before: str, after: str) -> None:
    complaints = Protected(before)
    with pytest.raises(Invalid) as refusal:
        raised(complaints, after)
    assert "never lowered" in refusal.value.fields["mode"]
    assert complaints.known.mode == before


def test_what_holds_already_changes_nothing() -> None:
    assert raised(Protected("confidential"), "confidential") == []


def test_whoever_becomes_anonymous_is_forgotten() -> None:
    complaints = Protected("confidential")
    raised(complaints, "anonymous")
    assert complaints.destroyed == [(COMPLAINT, "identity")]


def test_confidential_keeps_the_identity() -> None:
    complaints = Protected("open")
    raised(complaints, "confidential")
    assert complaints.destroyed == []


def test_a_channel_that_takes_no_anonymous_complaints_says_so() -> None:
    complaints = Protected("open", channel_takes=("open", "confidential"))
    with pytest.raises(Invalid) as refusal:
        raised(complaints, "anonymous")
    assert "open, confidential" in refusal.value.fields["mode"]


def test_an_officer_has_no_way_to_change_it() -> None:
    with pytest.raises(NotFound):
        raise_mode(READER, "anonymous", complaints=Protected("open"), announce=Announced(), now=NOW)
