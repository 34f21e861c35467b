"""`dumas audit`: what it says of a chain."""

import json
from collections.abc import Sequence
from datetime import timedelta

import pytest
from pydantic import BaseModel

from deploy.cli.asking import Reply
from deploy.cli.audit import examine, exported
from services.common.contracts.audit import (
    Anchor,
    AuditEntry,
    AuditPage,
    AuditTrail,
    Chain,
    ChainEntry,
    ChainPage,
    Upkeep,
)
from tests.unit.common.trail import BEGAN_AT, TENANT, anchor_of, made


class Register:
    """A register that keeps this chain, and gives it three entries at a time."""

    def __init__(
        self,
        entries: Sequence[ChainEntry],
        anchors: Sequence[Anchor] = (),
        unlike: Sequence[int] = (),
        upkeep: Upkeep | None = None,
    ) -> None:
        self.entries, self.anchors, self.unlike, self.upkeep = entries, tuple(anchors), unlike, upkeep
        self.asked: list[BaseModel] = []

    def __call__(self, method: str, request: BaseModel, reply: type[Reply], /) -> Reply:
        self.asked.append(request)
        if isinstance(request, ChainPage):
            return reply.model_validate(self._chain(request).model_dump())
        assert isinstance(request, AuditPage)
        shown = [entry for entry in self.entries if entry.number > request.after][:3]
        trail = AuditTrail(
            entries=tuple(_shown(entry) for entry in shown), next=shown[-1].number if len(shown) == 3 else None
        )
        return reply.model_validate(trail.model_dump())

    def _chain(self, page: ChainPage) -> Chain:
        shown = tuple(entry for entry in self.entries if entry.number > page.after)[:3]
        numbers = {entry.number for entry in shown}
        return Chain(
            entries=shown,
            next=shown[-1].number if len(shown) == 3 else None,
            pending=2,
            upkeep=self.upkeep,
            anchors=tuple(anchor for anchor in self.anchors if anchor.number > page.after),
            unlike=tuple(number for number in self.unlike if number in numbers),
        )


def _shown(entry: ChainEntry) -> AuditEntry:
    told = entry.model_dump(exclude={"entry_id", "details"})
    return AuditEntry(**told, details=json.loads(entry.details))


def test_a_sound_chain_is_told_with_its_length_and_days(capsys: pytest.CaptureFixture[str]) -> None:
    examined = examine(TENANT, (), Register(made(7)))
    assert examined.fault is None
    assert capsys.readouterr() == ("contoh: 7 entries, 2026-03-02 to 2026-03-02, 2 waiting\n", "")


def test_the_first_wrong_entry_is_told_by_its_number(capsys: pytest.CaptureFixture[str]) -> None:
    entries = made(7)
    entries[4] = entries[4].model_copy(update={"actor": "lain"})
    assert examine(TENANT, (), Register(entries)).fault is not None
    said = capsys.readouterr().out.splitlines()
    assert said[1] == "contoh: entry 5: it was altered: its content does not give its hash"


def test_anchors_one_kept_and_those_in_the_database_are_held_against_it() -> None:
    entries = made(7)
    for register, kept in (
        (Register(entries[:4], anchors=[anchor_of(entries[6])]), ()),
        (Register(entries[:4]), (anchor_of(entries[6]),)),
    ):
        fault = examine(TENANT, kept, register).fault
        assert fault is not None
        assert fault.number == 5


def test_a_journal_that_differs_is_told() -> None:
    fault = examine(TENANT, (), Register(made(7), unlike=[5])).fault
    assert fault is not None
    assert (fault.number, "journal" in fault.what) == (5, True)


def test_an_empty_trail_is_told_and_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert examine("", (), Register([])).fault is None
    assert capsys.readouterr().out == "(installation): 0 entries, 2 waiting\n"


def test_an_export_has_every_entry_on_a_line_with_what_the_action_means() -> None:
    lines = [json.loads(line) for line in exported(TENANT, AuditPage(), Register(made(7)))]
    assert [line["number"] for line in lines] == list(range(1, 8))
    assert {line["tenant"] for line in lines} == {TENANT}
    assert lines[0]["meaning"] == "Read what a complaint says, with its mailbox."


def test_what_is_neglected_is_told_and_not_sound(capsys: pytest.CaptureFixture[str]) -> None:
    upkeep = Upkeep(read_at=BEGAN_AT, pending_since=BEGAN_AT - timedelta(hours=1))
    assert not examine(TENANT, (), Register(made(2), upkeep=upkeep)).is_sound
    assert "contoh: entries wait since 2026-03-02 01:00" in capsys.readouterr().out
