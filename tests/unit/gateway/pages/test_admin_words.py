"""Words of administration: none is missing, and the menu marks the entry a page belongs to."""

import pytest

from gateway.account_states import ACTS, AccountState, is_idle, is_out_of_reach
from gateway.pages import admin_words, operations_words
from gateway.pages.desk import _is_under
from services.common.contracts.parked import REASONS
from services.common.vocabulary import SECOND_FACTOR_ROLES

STATE = AccountState("petugas", "officer", ("petugas_penerima",), True, None, None, False, 0, None)


def of_role(role: str) -> AccountState:
    return AccountState("contoh", "officer", (role,), True, None, None, True, 1, None)


def test_every_act_has_its_words_and_its_reasons() -> None:
    assert set(admin_words.ACTS) == set(ACTS)
    assert {reason for words in admin_words.ACTS.values() for reason in words.reasons} == set(admin_words._REASONS)
    for act in ACTS:
        assert admin_words.act_at(admin_words.ACTS[act].path) == act


def test_every_reason_to_drop_has_its_words() -> None:
    assert set(operations_words._REASONS) == set(REASONS)


@pytest.mark.parametrize("role", sorted(SECOND_FACTOR_ROLES))
def test_no_administrator_gives_passwords_to_who_signs_in_with_a_code(role: str) -> None:
    assert is_out_of_reach("give_password", of_role(role))
    assert is_out_of_reach("take_factor", of_role(role)) == (role == "custodian")
    assert not is_out_of_reach("lock", of_role(role))


def test_what_there_is_nothing_of_is_not_offered() -> None:
    assert [act for act in ACTS if not is_idle(act, STATE)] == ["lock", "give_password"]


@pytest.mark.parametrize(
    ("place", "module", "is_there"),
    [
        ("procedures", "procedures_simulator", True),
        ("admin", "audit", True),
        ("admin", "admin_people", True),
        ("admin", "admin", True),
        ("admin", "procedures", False),
        ("book", "complaint_book", False),
        ("operations", "operations", True),
    ],
)
def test_the_menu_marks_the_entry_a_page_belongs_to(place: str, module: str, is_there: bool) -> None:
    assert _is_under(place, module) == is_there
