"""Every kind of step has a form, drawn from its result model, that loses nothing on the way there and back."""

import pytest
from apiflask import APIFlask
from werkzeug.datastructures import MultiDict

from gateway.pages import step_faults, step_parsing
from gateway.pages.forms import Form
from gateway.pages.step_fields import fields_of
from services.common.contracts.results import RESULTS
from services.common.steps import KINDS
from tests.unit.common.desk.results import COMPLETE

KIND = pytest.mark.parametrize("kind", KINDS)


@KIND
def test_every_field_of_every_kind_of_step_has_a_label(kind: str) -> None:
    fields = fields_of(kind)
    assert {field.name for field in fields} == set(RESULTS[kind].model_fields)
    assert all(field.label for field in fields)
    assert all(column.label for field in fields for column in field.columns)
    assert all(text for field in fields for _, text in field.options)


@KIND
def test_a_complete_result_goes_onto_its_form_and_comes_back_the_same(kind: str) -> None:
    fields = fields_of(kind)
    form = Form(step_parsing.form_of(fields, COMPLETE[kind]))
    assert step_parsing.result_of(fields, form) == COMPLETE[kind]
    assert step_faults.faults_in(kind, RESULTS[kind], COMPLETE[kind]) == {}


@KIND
def test_a_field_that_must_be_there_is_marked_on_the_form(kind: str) -> None:
    needed = {name for name, field in RESULTS[kind].model_fields.items() if field.is_required()}
    assert {field.name for field in fields_of(kind) if field.is_required} == needed


def test_the_three_tests_of_a_kaji_cepat_come_first() -> None:
    names = [field.name for field in fields_of("assess")]
    assert names[:3] == ["is_logical", "is_our_authority", "has_initial_evidence"]


def test_a_row_left_empty_is_left_out() -> None:
    fields = fields_of("propose_team")
    form = Form(MultiDict({"team.0.officer": "", "team.1.officer": "contoh_ketua", "team.1.position": "ketua_tim"}))
    assert step_parsing.result_of(fields, form) == {"team": [{"officer": "contoh_ketua", "position": "ketua_tim"}]}


def test_a_checklist_row_with_a_tick_and_no_text_is_left_out() -> None:
    form = Form(MultiDict({"checklist.0.item": " ", "checklist.0.is_met": "ya"}))
    assert step_parsing.result_of(fields_of("verify"), form) == {}


def test_one_more_row_keeps_what_was_typed() -> None:
    team = next(field for field in fields_of("propose_team") if field.name == "team")
    form = Form(MultiDict({"team.0.officer": "contoh_ketua", "objective": "Memeriksa"}))
    more = step_parsing.one_more(team, form)
    assert more.text("objective") == "Memeriksa"
    assert len(step_parsing.rows_of(team, more)) == len(step_parsing.rows_of(team, form)) + 1


def test_a_number_that_is_none_is_told_at_its_field(app: APIFlask) -> None:
    form = Form(MultiDict({"days": "sepuluh", "objective": "Memeriksa"}))
    result = step_parsing.result_of(fields_of("propose_team"), form)
    with app.test_request_context():
        assert "days" in step_faults.faults_in("propose_team", RESULTS["propose_team"], result)


def test_a_meeting_without_minutes_is_told_at_the_minutes(app: APIFlask) -> None:
    result = {"instruction": "Laksanakan", "meeting_held_on": "2026-03-02"}
    with app.test_request_context():
        assert list(step_faults.faults_in("decide", RESULTS["decide"], result)) == ["meeting_minutes"]


def test_a_row_far_down_draws_no_thousand_rows() -> None:
    team = next(field for field in fields_of("propose_team") if field.name == "team")
    far = Form(MultiDict({"team.999.officer": "contoh_ketua"}))
    assert len(step_parsing.rows_of(team, far)) <= 60
    assert step_parsing.result_of([team], far) == {"team": [{"officer": "contoh_ketua"}]}
    many = Form(MultiDict({f"team.{at}.officer": "contoh_ketua" for at in range(1000)}))
    assert len(step_parsing.result_of([team], many)["team"]) <= 60
