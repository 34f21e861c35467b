"""The chain of the audit trail: whatever is done to it afterwards is found, and told by the number of the entry."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.common.contracts import chain
from services.common.contracts.audit import Anchor, ChainEntry
from tests.unit.common.trail import BEGAN_AT, TENANT, anchor_of, made


def fault_in(entries: Iterable[ChainEntry], anchors: Sequence[Anchor] = (), tenant: str = TENANT) -> tuple[int, str]:
    """Number and words of the first fault; (0, "") when there is none."""
    examination = chain.Examination(tenant, anchors)
    for entry in entries:
        examination.take(entry)
    fault = examination.end()
    return (fault.number, fault.what) if fault else (0, "")


def altered(entries: list[ChainEntry], number: int, **changes: Any) -> list[ChainEntry]:
    """With one entry changed and nothing else."""
    return [entry.model_copy(update=changes) if entry.number == number else entry for entry in entries]


def test_the_hash_is_the_one_the_format_says() -> None:
    (entry,) = made(1)
    text = (
        '["dumas-audit-1","contoh",1,"00000000-0000-0000-0000-000000000001","2026-03-02T02:01:00.000000+00:00",'
        '"content_read","contoh_irban","officer","00000000-0000-0000-0000-000000000007","CTH-26-0000-0001",'
        '"{\\"desk\\":\\"review\\"}","' + "0" * 64 + '"]'
    )
    assert entry.hash == hashlib.sha256(text.encode()).hexdigest()


def test_the_hash_does_not_depend_on_the_zone_a_time_is_written_in() -> None:
    (entry,) = made(1)
    elsewhere = entry.model_copy(update={"at": entry.at.astimezone(timezone(timedelta(hours=7)))})
    assert chain.hash_of(TENANT, elsewhere) == entry.hash


def test_a_chain_as_it_was_written_has_no_fault() -> None:
    entries = made(5)
    assert fault_in(entries, [anchor_of(entries[2]), anchor_of(entries[4])]) == (0, "")
    assert fault_in([]) == (0, "")


CHANGES: dict[str, Any] = {
    "entry_id": UUID(int=99),
    "at": BEGAN_AT,
    "action": "results_read",
    "actor": "contoh_ketua",
    "actor_kind": "operator",
    "complaint_id": None,
    "subject": "CTH-26-0000-0002",
    "details": '{"desk": "review"}',
    "previous": "a" * 64,
    "hash": "b" * 64,
}


@pytest.mark.parametrize("field", CHANGES)
def test_an_altered_field_is_found(field: str) -> None:
    number, what = fault_in(altered(made(5), 3, **{field: CHANGES[field]}))
    assert (number, "altered" in what) == (3, True)


def test_every_field_of_an_entry_is_covered() -> None:
    assert set(CHANGES) | {"number"} == set(ChainEntry.model_fields)


def test_an_entry_altered_together_with_its_hash_is_found_by_the_next() -> None:
    entries = made(5)
    changed = entries[2].model_copy(update={"actor": "contoh_ketua"})
    entries[2] = changed.model_copy(update={"hash": chain.hash_of(TENANT, changed)})
    number, what = fault_in(entries)
    assert (number, "one of the two was replaced" in what) == (4, True)


def test_a_removed_entry_is_missing() -> None:
    entries = made(5)
    assert fault_in([*entries[:2], *entries[3:]]) == (3, "it is missing; entry 4 comes in its place")


def test_the_first_entry_too() -> None:
    assert fault_in(made(5)[1:])[0] == 1


def test_an_entry_removed_and_its_number_taken_by_the_next_is_found() -> None:
    entries = made(5)
    moved = [entry.model_copy(update={"number": entry.number - 1}) for entry in entries[3:]]
    assert fault_in([*entries[:2], *moved])[0] == 3


def test_entries_put_in_each_others_place_are_found() -> None:
    first, second, third = made(3)
    swapped = [first, third.model_copy(update={"number": 2}), second.model_copy(update={"number": 3})]
    assert fault_in(swapped)[0] == 2


def test_a_cut_off_end_is_found_with_an_anchor_and_only_then() -> None:
    entries = made(5)
    assert fault_in(entries[:3]) == (0, "")
    number, what = fault_in(entries[:3], [anchor_of(entries[4])])
    assert (number, "cut off" in what) == (4, True)
    assert fault_in([], [anchor_of(entries[4])])[0] == 1


def test_a_chain_made_anew_is_found_with_an_anchor_and_only_then() -> None:
    anew = made(5, actor="contoh_ketua")
    assert fault_in(anew) == (0, "")
    number, what = fault_in(anew, [anchor_of(made(5)[3])])
    assert (number, "written anew" in what) == (4, True)


def test_a_chain_of_another_regency_does_not_pass_for_ones_own() -> None:
    assert fault_in(made(3, tenant="lain"))[0] == 1


def test_anchors_of_another_regency_do_not_matter() -> None:
    assert fault_in(made(2), [anchor_of(made(5)[4], tenant="lain")]) == (0, "")


def test_what_was_found_otherwise_counts_when_it_comes_first() -> None:
    examination = chain.Examination(TENANT)
    for entry in altered(made(5), 3, actor="contoh_ketua"):
        examination.take(entry)
    examination.find(4, "later")
    examination.find(2, "earlier")
    fault = examination.end()
    assert (fault and fault.number, fault and fault.what) == (2, "earlier")


@given(st.permutations(range(8)), st.integers(0, 8))
def test_only_the_whole_chain_in_its_order_passes_its_anchor(order: list[int], length: int) -> None:
    entries = made(8)
    shown = [entries[place] for place in order][:length]
    assert (fault_in(shown, [anchor_of(entries[-1])]) == (0, "")) == (shown == entries)
