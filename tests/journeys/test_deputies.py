"""The Inspektur is away: the secretary stands in as Plh., decides and signs, and the papers say so; then it is over."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from deploy.credentials import Credentials
from deploy.demo.api import Api, Refused
from deploy.demo.papers import sign
from deploy.demo.waiting import await_that
from services.common.clocks.zones import date_text
from tests.journeys.pages.desk_hands import Officer
from tests.journeys.test_documents import verified
from tests.support import documents, filings
from tests.support.books import Books
from tests.support.mails import sent_to
from tests.support.newcomer import Newcomer
from tests.support.problems import ask, refused
from tests.support.regency import Regency
from tests.support.stack import RunningStack
from tests.unit.common.desk.results import COMPLETE
from tests.unit.press.papers import pages, run_together

Json = dict[str, Any]
PEOPLE = {"petugas_penerima": "petugas", "tim_penelaah": "penelaah_satu", "kasubag": "kasubag", "irban": "irban_satu"}
WAY = {"telaah": "berat", "putusan": "audit", "verifikasi": "lengkap"}
TODAY = datetime.now(UTC).astimezone(ZoneInfo("Asia/Jayapura")).date()
UNTIL = TODAY + timedelta(days=9)


@pytest.fixture(scope="module")
def regency(stack: RunningStack, tmp_path_factory: pytest.TempPathFactory) -> Newcomer:
    """A regency of its own, whose zone is WIT."""
    fresh = Newcomer(stack, tmp_path_factory.mktemp("regency"), "wakil", "WKL")
    fresh.apply()
    return fresh


@pytest.fixture(scope="module")
def office(regency: Newcomer) -> Regency:
    return regency.office()


def fresh_code(given: Credentials, send: Any) -> Any:
    """What is sent with a code that counts: each does once, and the next counts half a minute early."""
    for _ in range(40):
        for step in (given.step(), given.step() + 1):
            try:
                return send(given.code(step))
            except Refused as wrong:
                if "code" not in str(wrong.problem.get("errors", "")) and wrong.status != 429:
                    raise
        time.sleep(2)
    raise AssertionError("no code counted")


@pytest.fixture(scope="module")
def deputised(office: Regency, stack: RunningStack) -> Json:
    """The secretary stands in for the Inspektur from today, and has set up the code that office asks for."""
    body = {"kind": "plh", "holder": "inspektur", "officer": "sekretaris", "basis": "800/123/SP/2026"}
    body |= {"from_on": TODAY.isoformat(), "until_on": UNTIL.isoformat()}
    admin, given = office.person("admin"), Credentials.read(stack.sign_ins[office.tenant]["admin"])
    before = ask(stack, "GET", "/me", office.token("sekretaris")).json()
    assert (before["roles"], before["stands_in"]) == (["sekretaris"], [])
    recorded: Json = fresh_code(given, lambda code: admin.post("/deputies", {**body, "code": code}))
    refused(ask(stack, "GET", "/tasks", office.token("sekretaris")), 403, "second-factor-needed")
    secretary = office.person("sekretaris")
    secret = secretary.post("/me/second-factor", {})["secret"]
    secretary.post("/me/second-factor/confirmation", {"code": Credentials("", secret).code()})
    stack.sign_ins[office.tenant]["sekretaris"] = {
        "password": Credentials.read(stack.sign_ins[office.tenant]["sekretaris"]).password,
        "totp": secret,
    }
    return recorded


def take(office: Regency, task: Json, officer: str) -> None:
    result = dict(COMPLETE[task["kind"]])
    if task["kind"] == "propose_team":
        result["team"] = [{"officer": "auditor_satu", "position": "ketua_tim"}]
    outcome = WAY.get(task["step"], next(iter(task["outcomes"])))
    office.person(officer).complete(task, outcome, result)
    office.has_ended(task)


@pytest.fixture(scope="module")
def decided(office: Regency, deputised: Json) -> str:
    """A complaint the deputy decided, and whose letter waits for its signature."""
    reference = office.filed(filings.anonymous())
    while (task := office.task(reference)) and task["step"] != "tanda_tangan":
        take(office, task, PEOPLE.get(task["roles"][0], "sekretaris"))
    assert task is not None
    return reference


def read(who: Api, reference: str, kind: str) -> str:
    place = f"/complaints/{reference}"
    return run_together("".join(pages(documents.file(who, place, documents.standing(who, place, kind)))))


def test_the_papers_of_what_the_deputy_decided_say_plh_and_name_the_deputy(office: Regency, decided: str) -> None:
    text = read(office.person("sekretaris"), decided, "keputusan_tl")
    assert run_together("plh. inspektur") in text.lower()
    named = next(one for one in office.person("admin").get("/roster")["officers"] if one["id"] == "sekretaris")
    assert run_together(named["name"]) in text
    assert run_together(named["nip"]) in text
    assert run_together(named["rank"]) in text


def test_the_deputy_signs_and_everybody_who_verifies_is_told_as_what(
    office: Regency, stack: RunningStack, decided: str
) -> None:
    secretary = office.person("sekretaris")
    sign(secretary, decided, "spt")
    assert run_together("plh. inspektur") in read(secretary, decided, "spt").lower()
    code = documents.standing(secretary, f"/complaints/{decided}", "spt")["code"]
    told = await_that(
        lambda: (found := verified(stack.base_url, office.tenant, code))["signed_as"] and found, "the signature"
    )
    assert told["signed_as"] == "Plh. Inspektur"


def test_the_trail_says_who_did_it_and_in_whose_place(office: Regency, decided: str) -> None:
    def look() -> list[Json]:
        trail = office.person("admin").get("/audit", reference=decided, limit=1000)["entries"]
        return [entry for entry in trail if entry["details"].get("as_deputy")]

    found = await_that(look, "the deputy in the trail")
    assert {entry["actor"] for entry in found} <= {"sekretaris", "documents"}
    assert {entry["details"]["as_deputy"] for entry in found} == {"plh:inspektur:inspektur"}


def test_the_deputy_takes_a_task_of_the_office_and_is_entered_as_its_handler(office: Regency, decided: str) -> None:
    secretary, task = office.person("sekretaris"), office.task(decided)
    assert task is not None
    told = secretary.post("/tasks/handovers", {"tasks": [task["task_id"]], "to": "sekretaris"})
    assert [one["reference"] for one in told["handed"]] == [decided]
    mine = secretary.get("/tasks", scope="handled")["tasks"]
    assert [(one["reference"], one["handler"]) for one in mine] == [(decided, "sekretaris")]


def test_who_stands_in_gets_the_mails_of_the_tasks(stack: RunningStack, decided: str) -> None:
    def look() -> bool:
        return any(decided in mail.body for mail in sent_to(stack.mails, "sekretaris.cempaka@example.test"))

    await_that(look, "a mail to the deputy")


def test_every_page_says_in_whose_place_one_acts_and_until_when(office: Regency, deputised: Json) -> None:
    sentence = f"Anda bertindak sebagai Plh. Inspektur sampai {date_text(UNTIL)}."
    desk = Officer(office, "sekretaris")
    assert sentence in desk.open("/profil")
    assert sentence in desk.open("")
    assert deputised["basis"] in Officer(office, "admin").open("/kelola/pelaksana")


def test_a_complaint_about_the_inspektur_waits_for_others_and_not_for_the_deputy(
    office: Regency, stack: RunningStack, deputised: Json
) -> None:
    reported = [{"position": "Inspektur"}]
    reference = str(office.file(filings.anonymous(reported=reported))["reference"])
    secretary = office.person("sekretaris")

    def waiting(but: str = "") -> Json | None:
        found = ask(stack, "GET", f"/complaints/{reference}", office.token("sekretaris"))
        tasks: list[Json] = found.json()["tasks"] if found.ok else []
        return next((task for task in tasks if task["task_id"] != but), None)

    task = await_that(waiting, "the register")
    while task["step"] != "putusan":
        office.person(PEOPLE[task["roles"][0]]).complete(
            task, WAY.get(task["step"], next(iter(task["outcomes"]))), dict(COMPLETE[task["kind"]])
        )
        task = await_that(partial(waiting, task["task_id"]), "the next step")
    assert task["roles"] == ["inspektur_provinsi"]
    assert reference not in ask(stack, "GET", "/tasks?limit=200", office.token("sekretaris")).text
    with pytest.raises(Refused) as wrong:
        secretary.complete(task, "audit", dict(COMPLETE["decide"]))
    assert wrong.value.status == 403


@pytest.fixture
def over(office: Regency, stack: RunningStack, deputised: Json) -> Iterator[Json]:
    """The days of the deputy have passed."""
    Books(stack).move_deputies(office.tenant, -200)
    yield deputised
    Books(stack).move_deputies(office.tenant, 200)


def test_after_its_last_day_the_role_is_gone(office: Regency, stack: RunningStack, decided: str, over: Json) -> None:
    task, token = office.task(decided), office.token("sekretaris")
    assert task is not None
    me = ask(stack, "GET", "/me", token).json()
    assert (me["roles"], me["stands_in"]) == (["sekretaris"], [])
    place = f"/tasks/{task['task_id']}/{task['kind']}"
    ending = {"version": task["version"], "outcome": "ditandatangani", "result": {}}
    refused(ask(stack, "POST", place, token, json=ending), 403, "not-your-role")
    listed = office.person("admin").get("/deputies")["deputies"]
    assert [(each["deputy_id"], each["state"]) for each in listed] == [(over["deputy_id"], "past")]
