"""What officers and systems do goes to the service that owns it, vouched for and unchanged."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from services.common.contracts.complaints import ByReference
from services.common.contracts.content import Content, MailMessage, PostMessage
from services.common.contracts.lists import EntryQuery
from services.common.contracts.register import ApplyOfficers, Nothing, Register
from services.common.contracts.tasks import CompleteTask, Product, Products, TaskCompleted
from services.common.errors import NotFound, NotYourRole, StaleVersion, Unavailable
from services.common.steps import DESKS, KINDS
from tests.integration.gateway.conftest import API_KEYS, OFFICERS
from tests.integration.gateway.people import PASSWORDS
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import COMPLAINT, FILING, KEY, NOW, REFERENCE, TENANT, content, receipt_for

ONE = f"/api/v1/complaints/{REFERENCE}"
DONE = TaskCompleted(
    task_id=uuid4(),
    reference=REFERENCE,
    step="pencatatan",
    outcome="dicatat",
    next_step="verifikasi",
    next_desk="intake",
)


@pytest.fixture
def headers(client: FlaskClient) -> dict[str, str]:
    """An officer who has signed in."""
    signed = client.post(
        "/api/v1/sessions", json={"tenant": "contoh", "username": "petugas", "password": PASSWORDS["petugas"]}
    )
    return {"Authorization": f"Bearer {content(signed)['token']}", "Idempotency-Key": KEY}


def product(desk: str, minutes: int) -> Product:
    return Product(
        step=desk,
        kind="record",
        outcome="selesai",
        by="petugas",
        completed_at=NOW + timedelta(minutes=minutes),
        reason=None,
        result={},
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_step_is_completed_on_the_desk_that_owns_its_kind(
    client: FlaskClient, desks: Answerer, headers: dict[str, str], kind: str
) -> None:
    method, task = f"{KINDS[kind].desk}.complete", uuid4()
    desks.on(method, DONE)
    body = {"version": 3, "outcome": "dikembalikan", "reason": "Belum lengkap.", "result": {"note": "x"}}
    assert client.post(f"/api/v1/tasks/{task}/{kind}", json=body, headers=headers).status_code == 200
    caller, request = desks.last(method)
    assert caller.actor == "petugas"
    assert isinstance(request, CompleteTask)
    assert (request.task_id, request.kind, request.version, request.result) == (task, kind, 3, {"note": "x"})
    assert KEY not in request.request_key


def test_a_result_may_stay_away_where_a_step_goes_back(
    client: FlaskClient, desks: Answerer, headers: dict[str, str]
) -> None:
    desks.on("assignment.complete", DONE)
    body = {"version": 3, "outcome": "dikembalikan", "reason": "Belum lengkap."}
    assert client.post(f"/api/v1/tasks/{uuid4()}/sign_letter", json=body, headers=headers).status_code == 200


def test_a_refusal_of_the_desk_is_passed_on(client: FlaskClient, desks: Answerer, headers: dict[str, str]) -> None:
    desks.on("intake.complete", StaleVersion(4))
    answer = client.post(f"/api/v1/tasks/{uuid4()}/record", json={"version": 3, "outcome": "dicatat"}, headers=headers)
    assert (answer.status_code, content(answer)["type"]) == (409, "/problems/stale-version")


def test_results_of_all_desks_are_shown_in_the_order_they_came_about(
    client: FlaskClient, desks: Answerer, headers: dict[str, str]
) -> None:
    desks.on("intake.products", Products(reference=REFERENCE, products=(product("intake", 5), product("intake", 1))))
    desks.on("review.products", Products(reference=REFERENCE, products=(product("review", 3),)))
    desks.on("assignment.products", NotFound("complaint"))
    desks.on("followup.products", Unavailable("followup"))
    shown = content(client.get(f"{ONE}/products", headers=headers))
    assert [row["step"] for row in shown["products"]] == ["intake", "review", "intake"]
    assert shown["missing"] == ["followup"]


def test_results_of_a_complaint_no_desk_knows_are_not_found(
    client: FlaskClient, desks: Answerer, headers: dict[str, str]
) -> None:
    for desk in DESKS:
        desks.on(f"{desk}.products", NotFound("complaint"))
    assert client.get(f"{ONE}/products", headers=headers).status_code == 404


def test_results_are_refused_as_the_desk_refuses_them(
    client: FlaskClient, desks: Answerer, headers: dict[str, str]
) -> None:
    for desk in DESKS:
        desks.on(f"{desk}.products", NotYourRole("irban"))
    assert client.get(f"{ONE}/products", headers=headers).status_code == 403


def test_a_complaint_is_asked_for_by_its_reference_however_written(
    client: FlaskClient, desks: Answerer, headers: dict[str, str]
) -> None:
    shown = Content(
        complaint_id=COMPLAINT,
        reference=REFERENCE,
        channel="web",
        mode="open",
        subject="Contoh",
        story="Contoh",
        happened_on=None,
        location=None,
        reported=(),
        source_reference=None,
        has_identity=False,
        attachments=(),
        messages=(),
    )
    desks.on("intake.content", shown)
    assert client.get(f"/api/v1/complaints/{REFERENCE.lower()}/content", headers=headers).status_code == 200
    assert desks.last("intake.content")[1] == ByReference(reference=REFERENCE)


def test_what_cannot_be_a_reference_is_not_found_without_asking(
    client: FlaskClient, desks: Answerer, headers: dict[str, str]
) -> None:
    assert client.get("/api/v1/complaints/nonsense", headers=headers).status_code == 404
    assert desks.calls == []


def test_an_officer_writes_to_the_reporter_of_one_complaint(
    client: FlaskClient, desks: Answerer, headers: dict[str, str]
) -> None:
    posted = MailMessage(message_id=uuid4(), from_reporter=False, author="petugas", text="Mohon", posted_at=NOW)
    desks.on("intake.post_message", posted)
    assert client.post(f"{ONE}/messages", json={"text": "Mohon"}, headers=headers).status_code == 201
    request = desks.last("intake.post_message")[1]
    assert isinstance(request, PostMessage)
    assert (request.reference, request.text) == (REFERENCE, "Mohon")


def test_an_officer_files_for_someone_and_gets_no_reporters_token(
    client: FlaskClient, desks: Answerer, headers: dict[str, str]
) -> None:
    desks.on("register.tenant", TENANT)
    desks.on("intake.submit", receipt_for)
    filed = client.post("/api/v1/complaints", json=FILING | {"channel": "letter"}, headers=headers)
    assert filed.status_code == 201
    assert content(filed)["token"] is None
    assert desks.last("intake.submit")[0].kind == "officer"


def test_a_system_files_with_its_key(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.tenant", TENANT)
    desks.on("intake.submit", receipt_for)
    headers = {"Authorization": f"Bearer {API_KEYS['sp4n_lapor']}contoh", "Idempotency-Key": KEY}
    assert client.post("/api/v1/complaints", json=FILING, headers=headers).status_code == 201
    assert (desks.last("intake.submit")[0].kind, desks.last("intake.submit")[0].actor) == ("system", "sp4n_lapor")


def test_the_register_is_paged_by_key(client: FlaskClient, desks: Answerer, headers: dict[str, str]) -> None:
    desks.on("register.entries", Register(entries=(), next=None))
    assert client.get("/api/v1/complaints?after=2026-7&limit=10", headers=headers).status_code == 200
    assert desks.last("register.entries")[1] == EntryQuery(after="2026-7", limit=10)
    assert client.get("/api/v1/complaints?limit=1000", headers=headers).status_code == 422
    assert client.get("/api/v1/complaints?page=2", headers=headers).status_code == 422


def test_the_roster_is_assignments(client: FlaskClient, desks: Answerer, headers: dict[str, str]) -> None:
    desks.on("assignment.roster", ApplyOfficers(officers=OFFICERS))
    assert client.get("/api/v1/roster", headers=headers).status_code == 200
    assert desks.last("assignment.roster")[1] == Nothing()
