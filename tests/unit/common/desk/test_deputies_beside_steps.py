"""More time and conflicts of interest, asked, decided and declared in the place of another: it is said and kept."""

from typing import Any

import pytest

from services.common.contracts.caller import Caller
from services.common.contracts.deputies import Deputised
from services.common.errors import NotYourRole
from tests.unit.common.desk.intervening import INSPEKTUR, PENELAAH, PROVINCE, SEKRETARIS, Desk, kept
from tests.unit.common.desk.memory import MONDAY, officer


def standing_in(role: str, holder: Caller, *own: str) -> Caller:
    """Somebody with own roles who stands in for the holder."""
    lent = Deputised(role=role, kind="plh", officer=holder.actor, since=MONDAY)
    plain = officer(*own, actor="contoh_plh")
    return plain.model_copy(update={"roles": (*own, role), "deputises": (lent,)})


@pytest.fixture
def desk() -> Desk:
    """A task of the examining team, with a clock of its own."""
    made = Desk()
    made.records.at("telaah")
    return made


def said(desk: Desk, name: str) -> tuple[str, str]:
    event: Any = desk.announced.only(name)
    return event.by, event.as_deputy


def test_a_request_for_more_time_says_in_whose_place_it_is_asked(desk: Desk) -> None:
    asked = desk.ask(standing_in("tim_penelaah", PENELAAH))
    assert said(desk, "extension_asked") == ("contoh_plh", "plh:tim_penelaah:contoh_penelaah")
    assert kept(desk, asked.intervention_id)["as_deputy"] == "plh:tim_penelaah:contoh_penelaah"


def test_a_decision_on_it_says_in_whose_place_it_is_taken(desk: Desk) -> None:
    decided = desk.decide(standing_in("inspektur", INSPEKTUR, "tim_penelaah"), desk.ask(PENELAAH))
    assert said(desk, "extension_decided") == ("contoh_plh", "plh:inspektur:contoh_inspektur")
    assert kept(desk, decided.intervention_id)["as_deputy"] == "plh:inspektur:contoh_inspektur"


def test_a_conflict_declared_by_who_is_inside_only_as_a_deputy_says_so(desk: Desk) -> None:
    declared = desk.declare(standing_in("inspektur", INSPEKTUR), SEKRETARIS)
    assert said(desk, "conflict_declared") == ("contoh_plh", "plh:inspektur:contoh_inspektur")
    assert kept(desk, declared.intervention_id)["as_deputy"] == "plh:inspektur:contoh_inspektur"


def test_a_conflict_about_the_holder_is_declared_in_the_role_had_until_then(desk: Desk) -> None:
    desk.declare(standing_in("inspektur", INSPEKTUR), INSPEKTUR)
    assert said(desk, "conflict_declared") == ("contoh_plh", "plh:inspektur:contoh_inspektur")


def test_what_the_own_role_allows_is_done_in_nobodys_place(desk: Desk) -> None:
    asked = desk.ask(standing_in("inspektur", INSPEKTUR, "tim_penelaah"))
    declared = desk.declare(standing_in("inspektur", INSPEKTUR, "irban"), SEKRETARIS)
    assert said(desk, "extension_asked") == said(desk, "conflict_declared") == ("contoh_plh", "")
    assert "as_deputy" not in kept(desk, asked.intervention_id) | kept(desk, declared.intervention_id)


def test_who_stands_in_for_the_accused_decides_nothing_about_it(desk: Desk) -> None:
    asked = desk.ask(PENELAAH)
    desk.declare(SEKRETARIS, INSPEKTUR)
    with desk.refuses(NotYourRole, "inspektur_provinsi"):
        desk.decide(standing_in("inspektur", INSPEKTUR, "tim_penelaah"), asked)
    desk.decide(PROVINCE, asked)
    assert said(desk, "extension_decided") == ("contoh_provinsi", "")
