"""What is said about two SOPs that differ in one place."""

from itertools import pairwise

from services.common.sop.difference import Change, difference
from services.common.sop.load import parse_sop
from services.common.sop.model import Sop
from tests.unit.common.sop import small
from tests.unit.common.sop.tenants import TENANTS, sop

BEFORE = parse_sop(small.SMALL, "sop.yaml")


def _said(after: Sop) -> list[Change]:
    return difference(BEFORE, after)


def test_an_sop_does_not_differ_from_itself() -> None:
    assert all(difference(sop(tenant), sop(tenant)) == [] for tenant in TENANTS)


def test_the_version_is_not_a_change() -> None:
    assert _said(small.changed("version: 1", "version: 2")) == []


def test_a_changed_word_is_told_with_its_place() -> None:
    said = _said(small.changed("title: Menelaah\n", "title: Mengkaji\n"))

    assert said == [Change("steps.telaah.title", "changed", "Menelaah", "Mengkaji")]
    assert str(said[0]) == "steps.telaah.title: changed from 'Menelaah' to 'Mengkaji'"


def test_roles_of_a_step_are_told_as_a_list() -> None:
    said = _said(small.changed("roles: [sekretaris]", "roles: [sekretaris, jfu]"))

    assert said == [Change("steps.jawaban.roles", "changed", "sekretaris", "sekretaris, jfu")]


def test_a_mark_is_told_as_yes_or_no() -> None:
    old = "teguran: {label: Teguran, to: jawaban, sets: {decision: teguran}}"
    said = _said(small.changed(old, old[:-1] + ", reason_required: true}"))

    assert said == [Change("steps.putusan.outcomes.teguran.reason_required", "changed", "no", "yes")]


def test_an_added_outcome_is_told_by_its_label() -> None:
    old = "      teguran: {label: Teguran,"
    said = _said(small.changed(old, "      lain: {label: Lain, to: jawaban, sets: {decision: teguran}}\n" + old))

    assert said == [Change("steps.putusan.outcomes.lain", "added", None, "Lain")]
    assert str(said[0]) == "steps.putusan.outcomes.lain: added, 'Lain'"


def test_a_removed_step_is_told_once_with_the_ways_that_led_there() -> None:
    after = BEFORE.model_copy(update={"steps": tuple(step for step in BEFORE.steps if step.key != "putusan")})

    assert _said(after) == [Change("steps.putusan", "removed", "Memutuskan", None)]


def test_steps_are_compared_by_key_and_their_order_on_its_own() -> None:
    first, second, *others = BEFORE.steps
    after = BEFORE.model_copy(update={"steps": (second, first, *others)})

    told = Change("steps", "changed", "catat, telaah, putusan, jawaban", "telaah, catat, putusan, jawaban")
    assert _said(after) == [told]


def test_a_step_put_in_between_does_not_change_the_order_of_the_others() -> None:
    extra = BEFORE.steps[1].model_copy(update={"key": "telaah_dua"})
    after = BEFORE.model_copy(update={"steps": (*BEFORE.steps[:2], extra, *BEFORE.steps[2:])})

    assert _said(after) == [Change("steps.telaah_dua", "added", None, "Menelaah")]


def test_where_an_outcome_leads_is_told_with_its_conditions() -> None:
    said = _said(small.changed("{when: {channel: wbs}, to: selesai}", "{when: {channel: walk_in}, to: selesai}"))

    assert [str(change) for change in said] == [
        "steps.jawaban.outcomes.dijawab.to: changed from 'when channel wbs to selesai; to ditutup' "
        "to 'when channel walk_in to selesai; to ditutup'"
    ]


def test_the_last_clock_taken_out_is_told_by_its_words() -> None:
    after = BEFORE.model_copy(update={"clocks": ()})

    assert _said(after) == [Change("clocks.total", "removed", "20 hari kerja", None)]


def test_a_longer_clock_is_told_by_its_number() -> None:
    said = _said(small.changed("amount: 20", "amount: 30"))

    assert said == [Change("clocks.total.amount", "changed", "20", "30")]


def test_texts_of_several_lines_are_told_in_one() -> None:
    assert str(Change("title", "changed", "one\ntwo", "three")) == "title: changed from 'one two' to 'three'"


def test_every_change_is_the_other_way_round_when_read_backwards() -> None:
    for before, after in pairwise(TENANTS):
        there = {(c.where, c.before, c.after) for c in difference(sop(before), sop(after))}
        back = {(c.where, c.after, c.before) for c in difference(sop(after), sop(before))}
        assert there == back
