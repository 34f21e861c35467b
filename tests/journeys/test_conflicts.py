"""Whom a complaint is about finds no trace of it: no list, no page, no request, no mail. Others do the steps."""

from dataclasses import replace
from typing import Any

import pytest

from deploy.demo.api import Refused
from deploy.demo.story import Turn
from deploy.demo.waiting import await_that
from tests.support import filings
from tests.support.mails import sent_to
from tests.support.problems import ask, refused
from tests.support.regency import FORWARD, Regency
from tests.support.stack import RunningStack

Json = dict[str, Any]

READ = ("", "/content", "/products", "/messages")


def finds_nothing(stack: RunningStack, regency: Regency, officer: str, reference: str) -> None:
    """Every list and page, as this officer."""
    token = regency.token(officer)
    for rest in READ:
        refused(ask(stack, "GET", f"/complaints/{reference}{rest}", token), 404, "not-found")
    refused(ask(stack, "GET", f"/forwarded/{reference}", token), 404, "not-found")
    refused(ask(stack, "POST", f"/complaints/{reference}/messages", token, json={"text": "?"}), 404, "not-found")
    for path in ("/tasks?limit=200", "/complaints?limit=200", "/extensions"):
        assert reference not in ask(stack, "GET", path, token).text


def mailed(stack: RunningStack, officer: str, reference: str) -> bool:
    return any(reference in mail.whole for mail in sent_to(stack.mails, f"{officer}.banyumas@example.test"))


def about(name: str, position: str | None = None) -> list[Json]:
    party = {"name": name, "position": position}
    return [{key: value for key, value in party.items() if value}]


@pytest.fixture
def about_the_inspektur(banyumas: Regency) -> str:
    """A complaint that names the Inspektur by office alone, at the step that would be the Inspektur's."""
    reference = banyumas.file(filings.anonymous(reported=[{"position": "Inspektur"}]))["reference"]
    await_that(lambda: _step(banyumas, reference) == "terima", "the register")
    for officer, step, outcome in (("petugas", "terima", "diterima"), ("pengaduan", "sampaikan", "disampaikan")):
        task = banyumas.person(officer).task(reference, step)
        banyumas.person(officer).complete(task, outcome, {})
    return str(reference)


def _step(banyumas: Regency, reference: str) -> str | None:
    try:
        return str(banyumas.person("pengaduan").get(f"/complaints/{reference}")["entry"]["step"])
    except Refused:
        return None


def test_the_province_acts_where_the_inspektur_is_accused(
    banyumas: Regency, stack: RunningStack, about_the_inspektur: str
) -> None:
    province = banyumas.person("provinsi")
    task = province.task(about_the_inspektur, "perintah_telaah")
    assert task["roles"] == ["inspektur_provinsi"]
    assert province.get(f"/complaints/{about_the_inspektur}/content")["subject"] == filings.SUBJECT
    finds_nothing(stack, banyumas, "inspektur", about_the_inspektur)
    with pytest.raises(Refused) as hidden:
        banyumas.person("inspektur").complete(task, "diperintahkan", {"instruction": "Hentikan."})
    assert hidden.value.status == 404
    assert province.complete(task, "diperintahkan", {"instruction": "Telaah."})["next_step"] == "telaah"
    await_that(lambda: mailed(stack, "provinsi", about_the_inspektur), "the mail to the province")
    assert not mailed(stack, "inspektur", about_the_inspektur)


def test_the_province_sees_nothing_of_other_complaints(banyumas: Regency, stack: RunningStack) -> None:
    reference = banyumas.filed(filings.by_letter(), "petugas")
    finds = ask(stack, "GET", f"/complaints/{reference}/content", banyumas.token("provinsi"))
    refused(finds, 404, "not-found")
    refused(ask(stack, "GET", "/complaints", banyumas.token("provinsi")), 403, "not-your-role")
    assert reference not in ask(stack, "GET", "/tasks?limit=200", banyumas.token("provinsi")).text


def test_an_officer_named_in_full_is_shut_out_and_colleagues_go_on(banyumas: Regency, stack: RunningStack) -> None:
    officers = banyumas.person("inspektur").get("/roster")["officers"]
    accused = next(officer for officer in officers if officer["id"] == "penelaah_satu")
    filing = filings.anonymous(reported=about(f"drs. {accused['name'].upper()}, S.H."))
    reference = banyumas.file(filing)["reference"]
    task = banyumas.advance(reference, to="telaah")
    assert task is not None
    finds_nothing(stack, banyumas, "penelaah_satu", reference)
    colleague = replace(FORWARD["banyumas", "telaah"], officer="penelaah_dua")
    assert banyumas.take(task, colleague)["next_step"] == "putusan"


def test_a_conflict_found_later_shuts_out_on_every_desk_the_complaint_was_on(
    banyumas: Regency, stack: RunningStack
) -> None:
    reference = banyumas.filed(filings.by_letter(), "petugas")
    task = banyumas.advance(reference, to="usul_tim")
    assert task is not None
    banyumas.person("irban_dua").get(f"/complaints/{reference}/content")
    conflict = {"task_id": task["task_id"], "kind": "propose_team", "officers": ["irban_dua"], "reason": "Disebut."}
    banyumas.person("inspektur").post("/conflicts", conflict)
    gone = ("GET", f"/complaints/{reference}/products", banyumas.token("irban_dua"))
    await_that(lambda: ask(stack, *gone).status_code == 404, "all desks to have heard")
    await_that(lambda: reference not in ask(stack, "GET", "/tasks?limit=200", gone[2]).text, "the register")
    finds_nothing(stack, banyumas, "irban_dua", reference)
    team = {"team": [{"officer": "irban_dua", "position": "ketua_tim"}], "objective": "Karangan", "days": 3}
    with pytest.raises(Refused) as wrong:
        banyumas.take(task, Turn("irban_satu", "usul_tim", "diusulkan", team))
    assert wrong.value.status == 422
    banyumas.take(task)


def test_a_unit_that_turns_out_to_be_accused_loses_the_complaint(katingan: Regency, stack: RunningStack) -> None:
    filing = filings.by_letter(identity={**filings.REPORTER, "nik": "9999990101010003", "occupation": "Petani"})
    reference = katingan.filed(filing, "petugas")
    katingan.person("petugas").upload(f"/complaints/{reference}/attachments", filings.PDF)
    task = katingan.advance(reference, to="unit_kerja")
    assert task is not None
    conflict = {"task_id": task["task_id"], "kind": "delegate", "units": ["dinas_pendidikan"], "reason": "Terlapor."}
    katingan.person("inspektur").post("/conflicts", conflict)
    token = katingan.token("unit_pendidikan")
    refused(ask(stack, "GET", f"/forwarded/{reference}", token), 404, "not-found")
    await_that(lambda: reference not in ask(stack, "GET", "/tasks?limit=200", token).text, "the register")
    shown = katingan.task(reference)
    assert shown is not None
    assert "unit_terlapor" not in shown["roles"]
    back = Turn("sekretariat", "unit_kerja", "dikembalikan", reason="Unit adalah terlapor.")
    assert katingan.take(shown, back)["next_step"] == "teruskan"


def test_only_an_officer_who_may_read_declares_a_conflict(banyumas: Regency, stack: RunningStack) -> None:
    reference = banyumas.filed(filings.by_letter(), "petugas")
    task = banyumas.task(reference)
    assert task is not None
    conflict = {"task_id": task["task_id"], "kind": "record", "officers": ["penelaah_satu"], "reason": "Disebut."}
    answer = ask(stack, "POST", "/conflicts", banyumas.token("provinsi"), json=conflict)
    refused(answer, 404, "not-found")
    strange = {**conflict, "officers": ["tidak_ada"]}
    refused(ask(stack, "POST", "/conflicts", banyumas.token("inspektur"), json=strange), 422, "invalid")
