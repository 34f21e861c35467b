"""`dumas sop check|simulate|diff`: what needs no running service."""

import json
from pathlib import Path

import pytest

from services.common.sop.model import Sop
from tests.unit.common.sop import small, tenants
from tests.unit.deploy.cli.command import FOLDER, TENANTS, dumas

START = ("--from", "2026-03-02T09:00")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = tmp_path / "sop.yaml"
    file.write_text(small.SMALL, encoding="utf-8")
    return file


def test_sound_procedures_are_in_order(draft: Path) -> None:
    result = dumas("sop", "check", FOLDER / "banyumas", draft)

    assert (result.exit_code, result.output) == (0, "2 in order\n")


def test_every_fault_has_its_file_line_and_element(draft: Path) -> None:
    draft.write_text(small.SMALL.replace("to: telaah}", "to: nowhere}").replace("kind: assess", "kind: ponder"))

    result = dumas("sop", "check", draft)

    first, second = result.output.splitlines()
    assert result.exit_code == 1
    assert first.startswith(f"{draft}:33: steps.catat.outcomes.dicatat.to")
    assert "'nowhere' is neither a step nor an end" in first
    assert second.startswith(f"{draft}:38: steps.telaah.kind: 'ponder' is not a known kind of step")


def test_a_source_that_is_not_there_is_refused() -> None:
    result = dumas("sop", "check", "nowhere")

    assert result.exit_code == 2
    assert "neither a file, a folder nor a regency" in result.output


@pytest.mark.parametrize("tenant", TENANTS)
def test_a_simulation_shows_every_step_and_an_end(tenant: str) -> None:
    result = dumas("sop", "simulate", tenant, *START)

    assert result.exit_code == 0, result.output
    assert tenants.sop(tenant).first.title in result.output
    assert any(f"\nend: {end}\n" in result.output for end in tenants.sop(tenant).ends)


def test_the_clocks_are_shown_with_their_date_and_the_reason() -> None:
    result = dumas("sop", "simulate", "banyumas", *START)

    assert "clocks of the SOP:" in result.output
    assert "jatuh tempo" in result.output.split("clocks of the SOP:")[1]


def test_json_has_the_whole_simulation() -> None:
    told = json.loads(dumas("sop", "simulate", "banyumas", *START, "--json").output)

    assert told["steps"][0]["step"] == tenants.sop("banyumas").first.key
    assert told["steps"][0]["entered_at"] == "2026-03-02T02:00:00Z"


def test_choices_and_ends_are_taken(draft: Path) -> None:
    way = ("--choose", "putusan=audit", "--end", "telaah=2026-03-05T10:00", "--channel", "wbs", "--json")

    told = json.loads(dumas("sop", "simulate", draft, *START, "--calendar", "banyumas", *way).output)

    assert told["end"] == "selesai"
    assert told["steps"][1]["ended_at"] == "2026-03-05T03:00:00Z"
    assert [step["outcome"] for step in told["steps"]] == ["dicatat", "ditelaah", "audit", "dijawab"]


def test_a_draft_beside_no_calendar_needs_one_to_be_named(draft: Path) -> None:
    result = dumas("sop", "simulate", draft, *START)

    assert result.exit_code == 1
    assert "calendar.yaml is missing" in result.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--choose", "putusan=maybe"), "choices.putusan: 'maybe' is no outcome of 'putusan'"),
        (("--choose", "nowhere=maybe"), "choices.nowhere: 'nowhere' is no step"),
        (("--choose", "putusan"), "does not say which step"),
        (("--channel", "pigeon"), "channel: 'pigeon' is no channel"),
        (("--end", "telaah=soon"), "'soon' is no date"),
        (("--end", "telaah=2026-02-01T09:00"), "The step is entered at"),
    ],
)
def test_what_the_sop_does_not_have_is_refused(draft: Path, words: tuple[str, str], said: str) -> None:
    result = dumas("sop", "simulate", draft, *START, "--calendar", FOLDER / "banyumas", *words)

    assert result.exit_code == 2
    assert said in result.output


def test_a_faulty_draft_is_not_simulated(draft: Path) -> None:
    draft.write_text(small.SMALL.replace("to: telaah}", "to: nowhere}"))

    result = dumas("sop", "simulate", draft, *START, "--calendar", "banyumas")

    assert result.exit_code == 1
    assert f"{draft}:33:" in result.output


def test_the_difference_of_two_files_is_told_a_line_each(draft: Path, tmp_path: Path) -> None:
    after = tmp_path / "after.yaml"
    after.write_text(small.SMALL.replace("amount: 20", "amount: 30").replace("title: Menelaah\n", "title: Mengkaji\n"))

    assert dumas("sop", "diff", draft, after).output.splitlines() == [
        "steps.telaah.title: changed from 'Menelaah' to 'Mengkaji'",
        "clocks.total.amount: changed from '20' to '30'",
    ]


def test_the_same_procedure_has_no_difference() -> None:
    assert dumas("sop", "diff", "banyumas", FOLDER / "banyumas").output == "The same procedure.\n"


def test_what_is_published_survives_as_data() -> None:
    for tenant in TENANTS:
        procedure = tenants.sop(tenant)
        assert Sop.model_validate(procedure.model_dump(mode="json")) == procedure
