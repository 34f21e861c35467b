"""SOP versions and revised calendars of a regency that is only data: what runs goes on under what it came in with."""

import json
from typing import Any

import pytest

from deploy.demo.waiting import await_that
from tests.support import filings
from tests.support.command import dumas
from tests.support.newcomer import Newcomer
from tests.support.problems import ask, refused
from tests.support.regency import Regency
from tests.support.stack import RunningStack

Json = dict[str, Any]


@pytest.fixture
def regency(stack: RunningStack, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Newcomer:
    """A regency of the test's own."""
    number = sum(map(ord, request.node.name)) % 26
    fresh = Newcomer(
        stack, tmp_path_factory.mktemp("regency"), f"uji_{request.node.name[-12:]}", f"U{chr(65 + number)}V"
    )
    fresh.apply()
    return fresh


def second_version(regency: Newcomer) -> None:
    """Publish version 2, which gives twelve working days where version 1 gave ten."""
    regency.edit("sop.yaml", lambda text: text.replace("version: 1\n", "version: 2\n", 1))
    regency.edit("sop.yaml", lambda text: text.replace("amount: 10\n", "amount: 12\n", 1))
    regency.apply()


def whistle(office: Regency) -> str:
    return office.filed(filings.anonymous())


def main_clock(office: Regency, reference: str) -> Any:
    return next(clock for clock in office.standing(reference)["clocks"] if clock["key"] == "keputusan")


def sop_of(office: Regency, reference: str) -> str:
    return str(office.standing(reference)["sop"])


def test_a_running_complaint_keeps_its_version_and_a_new_one_gets_the_new(regency: Newcomer) -> None:
    office = regency.office()
    running = whistle(office)
    before = main_clock(office, running)
    second_version(regency)
    await_that(lambda: sop_of(office, whistle(office)) == f"{regency.key}@2", "the new version to be in force")
    assert sop_of(office, running) == f"{regency.key}@1"
    assert main_clock(office, running)["due_at"] == before["due_at"]


def test_chosen_complaints_go_over_to_a_new_version_with_a_reason(regency: Newcomer, stack: RunningStack) -> None:
    office = regency.office()
    running, left = whistle(office), whistle(office)
    before = main_clock(office, running)
    second_version(regency)
    command = ("sop", "migrate", "--to", f"{regency.key}@2", "--reason", "Tenggat baru berlaku", running)
    assert running in dumas(stack, *command)
    await_that(lambda: sop_of(office, running) == f"{regency.key}@2", "the register")
    (change,) = [change for change in main_clock(office, running)["changes"] if change["because"] == "version"]
    assert (change["before"], change["after"]) == (before["due_at"], main_clock(office, running)["due_at"])
    assert sop_of(office, left) == f"{regency.key}@1"
    (remark,) = office.person("inspektur").get(f"/complaints/{running}/products")["remarks"]
    assert (remark["what"], remark["reason"]) == ("sop_migrated", "Tenggat baru berlaku")


def test_a_retired_version_takes_no_new_complaints(regency: Newcomer, stack: RunningStack) -> None:
    office = regency.office()
    second_version(regency)
    await_that(lambda: sop_of(office, whistle(office)) == f"{regency.key}@2", "the new version to be in force")
    dumas(stack, "sop", "retire", f"{regency.key}@2")
    await_that(lambda: sop_of(office, whistle(office)) == f"{regency.key}@1", "the old version to be in force again")
    versions = {row["sop"]: row for row in office.person("admin").get("/sops")["sops"]}
    assert versions[f"{regency.key}@2"]["retired_at"]
    assert versions[f"{regency.key}@1"]["is_in_force"]
    last = ask(stack, "POST", "/sops/retirements", office.token("admin"), json={"sop": f"{regency.key}@1"})
    refused(last, 422, "invalid")
    by_other = ask(stack, "POST", "/sops/retirements", office.token("petugas"), json={"sop": f"{regency.key}@1"})
    refused(by_other, 403, "not-your-role")


def test_a_revised_calendar_moves_open_deadlines_and_keeps_both_dates(regency: Newcomer) -> None:
    office = regency.office()
    running = whistle(office)
    before = main_clock(office, running)
    due_on = before["due_at"][:10]
    day = f"{{falls_on: {due_on}, name: Libur karangan, kind: public}}"
    decree = f"decrees:\n  - {{year: {due_on[:4]}, source: SK karangan, adds: [{day}]}}"
    regency.edit("calendar.yaml", lambda text: text.replace("decrees: []", decree))
    assert "deadlines" in regency.apply()
    await_that(lambda: main_clock(office, running)["due_at"] != before["due_at"], "the deadline to move")
    after = main_clock(office, running)
    (change,) = after["changes"]
    assert (change["because"], change["before"], change["after"]) == ("calendar", before["due_at"], after["due_at"])
    assert change["calendar_before"] != change["calendar_after"]
    assert after["due_at"] > before["due_at"]


def test_an_administrator_simulates_a_draft_that_nobody_has_published(regency: Newcomer, stack: RunningStack) -> None:
    office = regency.office()
    admin = office.person("admin")
    definition = admin.get(f"/sops/{regency.key}@1")["definition"]
    draft = json.loads(json.dumps(definition).replace('"amount": 10,', '"amount": 20,'))
    asked = {"starts_at": "2026-03-02T00:00:00Z", "channel": "wbs", "choices": {"telaah": "berat", "putusan": "audit"}}
    published = admin.post("/simulations", asked)
    drafted = admin.post("/simulations", {**asked, "draft": draft})
    assert published["end"] == drafted["end"] == "selesai"
    assert "tanda_tangan" in [step["step"] for step in published["steps"]]
    due = [
        next(clock["due_at"] for clock in one["clocks"] if clock["key"] == "keputusan") for one in (published, drafted)
    ]
    assert due[0] < due[1]
    draft["steps"][0]["kind"] = "terbang"
    wrong = ask(stack, "POST", "/simulations", office.token("admin"), json={**asked, "draft": draft})
    assert "steps.0.kind" in str(refused(wrong, 422, "invalid")["errors"])


def test_a_fifth_regency_is_data_and_nothing_else(newcomer: Newcomer) -> None:
    office = newcomer.office()
    reference = whistle(office)
    people = {"petugas_penerima": "petugas", "tim_penelaah": "penelaah_satu", "inspektur": "inspektur"}
    task = office.task(reference)
    seen = []
    results = {"telaah": {"core_problem": "Karangan", "recommendation": "Jawab"}, "putusan": {"instruction": "Jawab"}}
    while task and task["step"] != "jawaban":
        seen.append(task["step"])
        outcome = {"telaah": "ringan", "putusan": "jawab"}.get(task["step"], next(iter(task["outcomes"])))
        office.person(people[task["roles"][0]]).complete(task, outcome, results.get(task["step"], {}))
        office.has_ended(task)
        task = office.task(reference)
    assert seen == ["catat", "verifikasi", "telaah", "putusan"]
    clocks = {clock["key"]: clock for clock in office.standing(reference)["clocks"]}
    assert "2 hari kerja" in clocks["ringan"]["why"]
    assert "WIT" in clocks["ringan"]["why"]
    assert "berat" not in clocks
