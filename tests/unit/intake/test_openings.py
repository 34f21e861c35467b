"""Two people open an identity: who asks, who agrees, how long it holds, what is seen, and what is never."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.common.contracts import identity as i
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import Identity
from services.common.contracts.events import Audited
from services.common.errors import NotFound, OpeningRefused
from services.intake.asked_openings import WAITS_FOR, Asked
from services.intake.forwarding import forwarded
from services.intake.known import Forwarding
from services.intake.openings import Openings
from tests.unit.common.desk.memory import Announced
from tests.unit.intake.samples import COMPLAINT, NOW, READER, REFERENCE, UNIT, MemoryComplaints
from tests.unit.intake.test_forwarding import attach

CUSTODIAN = Caller(kind="officer", actor="contoh_penjaga", tenant="contoh", roles=("custodian",))
CLERK = Caller(kind="officer", actor="contoh_petugas", tenant="contoh", roles=("jfu",))
NIK = "3300000000001234"
WHO = {"name": "Contoh Pelapor", "nik": NIK}
REASON = "Perlu dihubungi"


class MemoryAsking:
    """Implements `asked_openings.Asking`."""

    def __init__(self) -> None:
        self.kept: dict[UUID, Asked] = {}
        self.hands: set[str] = set()

    def add_opening(self, asked: Asked) -> None:
        self.kept[asked.opening_id] = asked

    save_decision = add_opening

    def opening(self, opening_id: UUID) -> Asked | None:
        return self.kept.get(opening_id)

    def openings(self, requested_by: str | None) -> list[Asked]:
        return [asked for asked in self.kept.values() if requested_by in (None, asked.requested_by)]

    def openings_of(self, complaint_id: UUID, requested_by: str) -> list[Asked]:
        return [asked for asked in self.openings(requested_by) if asked.complaint_id == complaint_id]

    def has_handled(self, complaint_id: UUID, officer: str) -> bool:
        return officer in self.hands


class Office:
    """A complaint of somebody known, and those who want to know."""

    def __init__(self, mode: str = "confidential", identity: dict[str, str] | None = WHO) -> None:
        self.complaints = MemoryComplaints(identity=identity, mode="anonymous")
        self.complaints.known = replace(self.complaints.known, mode=mode)
        self.asking, self.announced, self.now = MemoryAsking(), Announced(), NOW

    def at(self) -> Openings:
        return Openings(self.complaints, self.asking, self.complaints.vault, self.announced, self.now)

    def asks(self, caller: Caller = READER, **more: Any) -> i.Opening:
        given = {"reference": REFERENCE, "reason": REASON, "request_key": "k"} | more
        return self.at().request(caller, i.RequestOpening(**given))

    def decides(self, asked: i.Opening, caller: Caller = CUSTODIAN, *, is_granted: bool = True) -> i.Opening:
        decision = {"opening_id": asked.opening_id, "is_granted": is_granted, "reason": "Cukup", "hours": 2}
        return self.at().decide(caller, i.DecideOpening(**decision))

    def looks(self, caller: Caller = READER) -> i.OpenedIdentity:
        return self.at().identity(caller, REFERENCE)

    def sent_on(self) -> Identity | None:
        """Who reports, in the copy of what went to another agency."""
        who = self.at().as_far_as_granted
        return forwarded(READER, REFERENCE, complaints=self.complaints, vault=self.complaints.vault, who=who).identity

    def actions(self) -> list[str]:
        return [event.action for event in self.announced if isinstance(event, Audited)]


@contextmanager
def refused(words: str) -> Iterator[None]:
    with pytest.raises(OpeningRefused, match=words):
        yield


def test_what_the_custodian_granted_is_seen_until_the_time_is_over() -> None:
    office = Office()
    granted = office.decides(office.asks())
    assert (granted.state, granted.expires_at) == ("granted", NOW + timedelta(hours=2))
    assert office.looks().identity is not None
    office.now += timedelta(hours=2)
    with refused("ask the custodian first"):
        office.looks()


def test_of_the_nik_the_last_four_digits_are_seen() -> None:
    office = Office()
    office.decides(office.asks())
    seen = office.looks()
    assert (seen.identity.model_dump(exclude_none=True) if seen.identity else None) == {"name": "Contoh Pelapor"}
    assert seen.nik_ends == "1234"


def test_the_whole_nik_is_seen_where_the_custodian_agreed_to_it() -> None:
    office = Office()
    office.decides(office.asks(whole_nik=True))
    seen = office.looks().identity
    assert seen is not None
    assert seen.nik == NIK


def test_nobody_looks_without_asking() -> None:
    with refused("ask the custodian first"):
        Office().looks()


def test_what_one_officer_was_granted_another_does_not_see() -> None:
    office = Office()
    office.decides(office.asks())
    with refused("ask the custodian first"):
        office.looks(CLERK)


def test_what_was_refused_is_not_seen_and_the_officer_reads_why() -> None:
    office = Office()
    refusal = office.decides(office.asks(), is_granted=False)
    assert (refusal.state, refusal.decision, refusal.expires_at) == ("refused", "Cukup", None)
    with refused("ask the custodian first"):
        office.looks()


def test_nobody_agrees_to_the_own_request() -> None:
    office, both = Office(), READER.model_copy(update={"roles": ("inspektur", "custodian")})
    asked = office.asks(both)
    with refused("another custodian"):
        office.decides(asked, both)


def test_a_custodian_who_had_a_hand_in_the_complaint_does_not_decide() -> None:
    office = Office()
    office.asking.hands.add(CUSTODIAN.actor)
    asked = office.asks()
    with refused("another custodian"):
        office.decides(asked)


def test_a_custodian_the_complaint_is_about_finds_no_request() -> None:
    office = Office()
    asked = office.asks()
    office.complaints.bar(CUSTODIAN.actor)
    assert office.at().listed(CUSTODIAN).openings == ()
    with pytest.raises(NotFound):
        office.decides(asked)


def test_it_is_decided_once() -> None:
    office = Office()
    asked = office.asks()
    office.decides(asked, is_granted=False)
    with refused("ask anew"):
        office.decides(asked)


def test_a_request_nobody_decides_expires() -> None:
    office = Office()
    asked = office.asks()
    office.now += WAITS_FOR
    assert office.at().listed(READER).openings[0].state == "expired"
    with refused("ask anew"):
        office.decides(asked)


def test_of_an_open_complaint_readers_see_who_reports() -> None:
    office = Office(mode="open")
    seen = office.looks(CLERK)
    assert seen.identity is not None
    assert (seen.identity.name, seen.identity.nik, seen.nik_ends) == ("Contoh Pelapor", None, "1234")


def test_where_nothing_is_kept_there_is_nothing_to_ask_for() -> None:
    with refused("none is kept"):
        Office(mode="anonymous", identity=None).asks()


def test_a_ktp_alone_can_be_asked_for() -> None:
    office = Office(identity=None)
    attach(office.complaints, kind="ktp")
    assert office.decides(office.asks(whole_nik=True)).state == "granted"


@pytest.mark.parametrize(("mode", "whole_nik"), [("confidential", False), ("open", None)])
def test_a_ktp_needs_an_opening_with_the_whole_nik(mode: str, whole_nik: bool | None) -> None:
    office = Office(mode)
    if whole_nik is not None:
        office.decides(office.asks(whole_nik=whole_nik))
    with refused("whole_nik"):
        office.at().whole(READER, office.complaints.known)
    office.decides(office.asks(whole_nik=True))
    office.at().whole(READER, office.complaints.known)


def test_what_was_forgotten_meanwhile_can_be_refused_and_no_longer_granted() -> None:
    office = Office()
    asked = office.asks()
    office.complaints.sealed = None
    with refused("none is kept"):
        office.decides(asked)
    assert office.decides(asked, is_granted=False).state == "refused"


@pytest.mark.parametrize("by_order", [True, False])
def test_who_sends_an_identity_on_does_not_see_it_without_the_custodian(by_order: bool) -> None:
    office = Office()
    office.complaints.consented_at = None if by_order else NOW
    office.complaints.sent.append(Forwarding(9, None, with_identity=True, by_order=by_order, by=READER.actor))
    assert office.sent_on() is None
    office.decides(office.asks())
    shown = office.sent_on()
    assert shown is not None
    assert (shown.name, shown.nik) == ("Contoh Pelapor", None)
    office.decides(office.asks(whole_nik=True))
    shown = office.sent_on()
    assert shown is not None
    assert shown.nik == NIK
    office.now += timedelta(hours=2)
    assert office.sent_on() is None


@pytest.mark.parametrize("mode", ["open", "confidential"])
def test_whom_the_complaint_is_about_finds_nothing_to_open(mode: str) -> None:
    office = Office(mode=mode)
    office.complaints.bar(READER.actor)
    with pytest.raises(NotFound):
        office.asks()
    with pytest.raises(NotFound):
        office.looks()


def test_a_unit_finds_nothing_to_open() -> None:
    with pytest.raises(NotFound):
        Office(mode="open").looks(UNIT)


def test_the_custodian_sees_all_requests_and_an_officer_the_own() -> None:
    office = Office()
    office.asks()
    office.asks(CLERK)
    assert len(office.at().listed(CUSTODIAN).openings) == 2
    assert [asked.requested_by for asked in office.at().listed(CLERK).openings] == [CLERK.actor]


def test_every_move_and_every_look_is_in_the_trail_without_a_word_of_it() -> None:
    office = Office()
    office.decides(office.asks())
    office.looks()
    assert office.actions() == ["identity_asked", "identity_granted", "identity_read"]
    told = "".join(event.model_dump_json() for event in office.announced)
    assert REASON not in told
    assert "Contoh Pelapor" not in told
    assert {event.complaint_id for event in office.announced if isinstance(event, Audited)} == {COMPLAINT}


def test_reasons_are_sealed_where_they_are_kept() -> None:
    office = Office()
    office.asks()
    (kept,) = office.asking.kept.values()
    assert REASON.encode() not in kept.words
