"""What an officer does in the place of another: which role counts for which complaint, and what is kept of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.common.contracts.caller import Caller
from services.common.contracts.conflict import NOBODY, Barred
from services.common.contracts.deputies import ActedAs, Deputised, read
from services.common.desk import announcements
from services.common.desk.access import facing, lent_by, may_read
from services.common.desk.paper_access import may_see
from services.common.errors import NotYourRole, SigningRefused
from services.common.sop.flow import Move
from tests.unit.common.desk.endings import being_ended
from tests.unit.common.desk.memory import MONDAY, TUESDAY, officer
from tests.unit.common.desk.papers import paper
from tests.unit.common.desk.test_signing import Desk

PLH = Deputised(role="inspektur", kind="plh", officer="contoh_inspektur", since=MONDAY)
ACCUSED = Barred(officers=("contoh_inspektur",))
CODE = "plh:inspektur:contoh_inspektur"


def deputy(*own: str, lent: Deputised = PLH) -> Caller:
    """Somebody with own roles who stands in for the Inspektur."""
    plain = officer(*own, actor="contoh_plh")
    return plain.model_copy(update={"roles": (*own, lent.role), "deputises": (lent,)})


def test_a_role_of_the_own_goes_before_one_in_anothers_place() -> None:
    caller = deputy("irban")
    assert caller.own_roles == ("irban",)
    assert caller.acting(("irban", "inspektur")) is None
    assert caller.acting(("inspektur",)) == PLH


def test_a_caller_of_a_build_without_deputies_is_read_as_before() -> None:
    known = Caller.model_validate({"kind": "officer", "actor": "contoh", "tenant": "contoh", "roles": ["irban"]})
    assert (known.deputises, known.own_roles) == ((), ("irban",))


def test_the_code_of_a_lent_role_is_read_back() -> None:
    assert read(PLH.code) == ActedAs("inspektur", "plh", "contoh_inspektur")
    assert read("inspektur") == ActedAs("inspektur")
    assert read(CODE).titled("Inspektur") == "Plh. Inspektur"


def test_a_deputy_of_the_accused_keeps_the_own_roles_only() -> None:
    found = facing(deputy("sekretaris"), ACCUSED)
    assert (found.roles, found.deputises) == (("sekretaris",), ())
    assert facing(deputy("sekretaris"), NOBODY).roles == ("sekretaris", "inspektur")


def test_a_role_that_two_have_lent_stays_while_one_of_them_is_not_accused() -> None:
    other = PLH.model_copy(update={"officer": "contoh_lain"})
    both = deputy("sekretaris").model_copy(update={"deputises": (PLH, other)})
    assert facing(both, ACCUSED).roles == ("sekretaris", "inspektur")
    assert lent_by(both, {"inspektur"}) == ("contoh_inspektur", "contoh_lain")


def test_who_is_inside_only_in_the_place_of_the_accused_reads_nothing() -> None:
    outside = deputy("pimpinan_daerah")
    assert may_read(outside, NOBODY)
    assert not may_read(outside, ACCUSED)
    custody = replace(being_ended("deliver", {"delivered_on": "2026-03-03", "way": "email"}).custody, barred=ACCUSED)
    assert not may_see(outside, custody, paper(), ())
    assert may_read(deputy("sekretaris"), ACCUSED)


def test_a_step_ended_in_anothers_place_says_who_did_it_and_in_whose() -> None:
    ending = being_ended("decide", {}, caller=deputy("irban"), is_return=True)
    ending.task.completed_by, ending.task.completed_at = ending.caller.actor, TUESDAY
    event = announcements.step_completed("review", ending, Move({}, None, "selesai", is_return=True))
    told = event.model_dump()
    assert (told["by"], told["roles"], told["as_deputy"]) == ("contoh_plh", ("inspektur",), CODE)


def test_a_deputy_signs_in_the_own_name_and_in_the_lent_role() -> None:
    desk = Desk(paper())
    desk.sign("internal", deputy("irban"))
    assert (desk.paper.signed_by, desk.paper.signed_as) == ("contoh_plh", CODE)


def test_a_deputy_does_not_sign_above_the_name_of_the_holder() -> None:
    late = PLH.model_copy(update={"since": TUESDAY + timedelta(days=30)})
    with pytest.raises(SigningRefused, match="before you stood in"):
        Desk(paper()).sign("internal", deputy("irban", lent=late))


def test_a_deputy_of_the_accused_signs_nothing() -> None:
    with pytest.raises(NotYourRole):
        Desk(paper()).sign("internal", facing(deputy("irban"), ACCUSED))
