"""A unit that has the complaint and turns out to be the reported party loses it, and the office acts in its place."""

import pytest

from services.common.contracts.events import Post
from services.common.desk.conflicts import barred
from services.common.errors import NotFound
from tests.unit.common.desk.intervening import ADMIN, CLERK, INSPEKTUR, OF_UNIT, SEKRETARIS, Desk
from tests.unit.common.desk.memory import ending
from tests.unit.common.desk.results import UNIT
from tests.unit.common.desk.wide import next_version, wide_sop


@pytest.fixture
def desk() -> Desk:
    """A memo that waits for the unit to accept it."""
    made = Desk(wide_sop(), next_version(), name="followup")
    made.records.at("unit_terima", unit=UNIT)
    return made


def test_only_the_unit_that_has_it_ends_its_step(desk: Desk) -> None:
    another = OF_UNIT.model_copy(update={"unit": "kecamatan_contoh"})
    for stranger in (another, OF_UNIT.model_copy(update={"unit": ""})):
        with desk.refuses(NotFound):
            desk.complete(stranger, ending(desk.task, "diterima"))
    assert desk.complete(OF_UNIT, ending(desk.task, "diterima")).next_step == "unit_kerja"
    assert (desk.task.roles, desk.task.unit) == (["unit_terlapor"], UNIT)


def test_an_accused_unit_loses_the_complaint(desk: Desk) -> None:
    desk.declare(SEKRETARIS, units=(UNIT,))
    assert desk.announced.names() == ["forwarding_returned", "conflict_declared"]
    assert desk.announced.only("forwarding_returned").unit == UNIT
    assert [event.model_dump()["sequence"] for event in desk.announced] == [6, 7]
    assert (desk.custody.unit, desk.task.unit) == (None, None)


def test_its_officers_find_no_task(desk: Desk) -> None:
    desk.declare(SEKRETARIS, units=(UNIT,))
    for attempt in (lambda: desk.complete(OF_UNIT, ending(desk.task, "diterima")), lambda: desk.ask(OF_UNIT)):
        with desk.refuses(NotFound):
            attempt()


def test_the_office_returns_the_memo_in_its_place(desk: Desk) -> None:
    assert desk.declare(SEKRETARIS, units=(UNIT,)).roles == ("sekretariat",)
    back = ending(desk.task, "dikembalikan", result={}, reason="Unit adalah terlapor")
    assert desk.complete(CLERK, back).next_step == "teruskan"
    assert desk.task.roles == ["sekretariat"]


def test_another_unit_that_is_accused_changes_nothing_for_the_one_that_has_it(desk: Desk) -> None:
    assert desk.declare(SEKRETARIS, units=("kecamatan_contoh",)).roles == ("unit_terlapor",)
    assert (desk.custody.unit, desk.task.unit) == (UNIT, UNIT)
    assert desk.announced.names() == ["conflict_declared"]


def test_where_the_office_has_the_task_the_unit_still_loses_the_memo() -> None:
    desk = Desk(name="followup")
    desk.records.at("jawaban", unit=UNIT)
    assert desk.declare(SEKRETARIS, units=(UNIT,)).roles == ("sekretariat",)
    assert desk.custody.unit is None


def test_a_second_declaration_leaves_the_units_step_with_the_office(desk: Desk) -> None:
    desk.declare(SEKRETARIS, units=(UNIT,))
    assert desk.declare(SEKRETARIS, INSPEKTUR).roles == ("sekretariat",)


def test_going_over_to_another_version_leaves_the_units_step_with_the_office(desk: Desk) -> None:
    desk.declare(SEKRETARIS, units=(UNIT,))
    assert desk.migrate(ADMIN).roles == ("sekretariat",)


def test_an_accused_clerk_does_not_act_for_the_accused_unit(desk: Desk) -> None:
    assert desk.declare(SEKRETARIS, CLERK, units=(UNIT,)).roles == ("sekretaris",)


def test_a_unit_step_that_no_unit_has_is_the_offices() -> None:
    desk = Desk(name="followup")
    desk.records.at("tinjau", unit=UNIT, decision="unit")
    desk.declare(SEKRETARIS, units=(UNIT,))
    desk.complete(INSPEKTUR, ending(desk.task, "diterima", result={}, reason="Belum tuntas"))
    assert (desk.task.step, desk.task.roles) == ("unit_kerja", ["sekretariat"])


def test_an_accused_officer_of_a_unit_takes_the_unit_along_and_no_other() -> None:
    accused = barred(wide_sop(), [Post(id="contoh_dinas", roles=("unit_terlapor",), unit=UNIT)], ())
    assert (accused.officers, accused.units, accused.instead) == (("contoh_dinas",), (UNIT,), {})
