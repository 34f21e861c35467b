"""Who is busy with what, as an officer's browser shows it: ticking and handing over, the workload, kept filters."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from gateway.parts import parts_of
from services.common.contracts import handling as h
from services.common.contracts.caller import Caller
from services.common.contracts.lists import TaskQuery
from services.common.contracts.register import ApplyOfficers, OpenTask, TaskCounts, Tasks
from services.common.contracts.tenant import Officer
from services.common.errors import NotYourRole, Unavailable
from tests.integration.gateway.pages.browser import OURS, entered, hidden, sent, served
from tests.integration.gateway.pages.test_desk import TASK
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import REFERENCE

OTHER = "CTH-26-0000-0000"
COUNTS = TaskCounts(mine=2, handled=1, free=1, due_soon=0, late=1, reporter=0, open=2)
HOLDERS = h.Holders(
    holders=(
        h.Holder(officer="petugas", roles=("petugas_penerima",), unit=None),
        h.Holder(officer="rekan", roles=("petugas_penerima",), unit=None),
    )
)
ROSTER = ApplyOfficers(officers=(Officer(id="rekan", name="Contoh Rekan", roles=("petugas_penerima",)),))


def task(**more: Any) -> OpenTask:
    return OpenTask(**(TASK | {"task_id": uuid4(), "roles": ("petugas_penerima",)} | more))


FREE, HELD, THEIRS = task(), task(handler="rekan"), task(roles=("inspektur",))


@pytest.fixture
def officer(client: FlaskClient, desks: Answerer) -> FlaskClient:
    """Who receives complaints, signed in; a colleague has one of the three tasks."""
    served(desks)
    desks.on("register.tasks", Tasks(tasks=(FREE, HELD, THEIRS), next=None, counts=COUNTS))
    desks.on("register.holders", HOLDERS)
    desks.on("assignment.roster", ROSTER)
    desks.on("register.hand_tasks", handed)
    entered(client)
    return client


def handed(_caller: object, request: object) -> h.TasksHanded:
    """The first is handed; the rest has ended."""
    assert isinstance(request, h.HandTasks)
    done = h.Handed(task_id=request.tasks[0], reference=REFERENCE)
    left = tuple(h.NotHanded(task_id=one, reference=None, because="gone") for one in request.tasks[1:])
    return h.TasksHanded(to=request.to, handed=(done,), left=left)


def give(officer: FlaskClient, *tasks: UUID, **fields: str) -> Any:
    key = hidden(officer.get("/petugas"), "kunci")
    said = {"kunci": key, "aksi": "serahkan", "tugas": [str(one) for one in tasks], **fields}
    return officer.post("/petugas?daftar=semua&cari=12", data=said, headers=OURS)


def test_the_inbox_says_who_holds_a_task_and_that_nobody_does(officer: FlaskClient) -> None:
    page = officer.get("/petugas").text
    assert "Contoh Rekan" in page
    assert "Belum dipegang" in page
    assert f'value="{FREE.task_id}"' in page
    assert f'value="{THEIRS.task_id}"' not in page


def test_the_inbox_can_be_narrowed_to_my_tasks_and_to_those_of_one_officer(
    officer: FlaskClient, desks: Answerer
) -> None:
    officer.get("/petugas?daftar=saya&pemegang=rekan")
    assert desks.last("register.tasks")[1] == TaskQuery(limit=25, with_counts=True, scope="handled", handler="rekan")


def test_ticked_tasks_are_handed_and_the_page_says_which_were_not_and_why(
    officer: FlaskClient, desks: Answerer
) -> None:
    answer = give(officer, FREE.task_id, HELD.task_id, kepada="rekan", sebab="leave")
    assert answer.status_code == 200
    assert "1 tugas kini dipegang Contoh Rekan." in answer.text
    assert "Sudah selesai, atau tidak lagi menunggu Anda." in answer.text
    assert 'href="/petugas?daftar=semua&amp;cari=12"' in answer.text
    request = desks.last("register.hand_tasks")[1]
    assert isinstance(request, h.HandTasks)
    assert (request.tasks, request.to, request.reason) == ((FREE.task_id, HELD.task_id), "rekan", "leave")


def test_a_task_is_let_go(officer: FlaskClient, desks: Answerer) -> None:
    assert "1 tugas dilepas" in give(officer, FREE.task_id, kepada="-").text
    request = desks.last("register.hand_tasks")[1]
    assert isinstance(request, h.HandTasks)
    assert request.to is None


def test_who_forgets_to_say_to_whom_is_told_and_keeps_what_was_ticked(officer: FlaskClient) -> None:
    answer = give(officer, FREE.task_id)
    assert answer.status_code == 422
    assert "Pilih kepada siapa tugas diserahkan." in answer.text
    assert f'value="{FREE.task_id}" checked' in answer.text


def test_who_ticks_nothing_is_told(officer: FlaskClient) -> None:
    answer = give(officer, kepada="rekan")
    assert answer.status_code == 422
    assert "Centang sedikitnya satu tugas." in answer.text


def test_the_inbox_stands_while_nobody_can_tell_who_holds_roles(officer: FlaskClient, desks: Answerer) -> None:
    desks.on("register.holders", Unavailable("register"))
    page = officer.get("/petugas").text
    assert REFERENCE in page
    assert "Serahkan yang dipilih" not in page


def test_a_filter_is_kept_under_a_name_and_removed(officer: FlaskClient) -> None:
    assert sent(officer, "/petugas?daftar=semua&cari=12", aksi="simpan", nama="Surat lama").status_code == 303
    page = officer.get("/petugas").text
    assert '<a class="govuk-link" href="/petugas?daftar=semua&amp;cari=12">Surat lama</a>' in page
    sent(officer, "/petugas", aksi="hapus", saringan="Surat lama")
    assert "Surat lama" not in officer.get("/petugas").text


def test_a_filter_without_a_name_and_one_too_many_are_refused(officer: FlaskClient) -> None:
    refused = sent(officer, "/petugas?daftar=semua", aksi="simpan", nama="")
    assert (refused.status_code, "Beri nama saringan ini." in refused.text) == (422, True)
    assert sent(officer, "/petugas?daftar=semua", aksi="simpan", nama="x" * 41).status_code == 422
    for number in range(10):
        assert sent(officer, "/petugas?daftar=semua", aksi="simpan", nama=f"Saringan {number}").status_code == 303
    refused = sent(officer, "/petugas?daftar=semua", aksi="simpan", nama="Satu lagi")
    assert (refused.status_code, "Sudah ada 10 saringan" in refused.text) == (422, True)
    assert sent(officer, "/petugas?daftar=saya", aksi="simpan", nama="Saringan 3").status_code == 303


def test_a_filter_belongs_to_who_kept_it(officer: FlaskClient) -> None:
    sent(officer, "/petugas?daftar=semua", aksi="simpan", nama="Milik petugas")
    filters = parts_of(officer.application).filters
    for actor, tenant, number in (("petugas", "contoh", 1), ("inspektur", "contoh", 0), ("petugas", "lain", 0)):
        assert len(filters.of(Caller(kind="officer", actor=actor, tenant=tenant))) == number


def test_the_workload_lists_officers_and_leads_to_their_tasks(officer: FlaskClient, desks: Answerer) -> None:
    loads = (h.Load(officer="rekan", roles=("petugas_penerima",), open=3, due_soon=1, late=1),)
    desks.on("register.workload", h.Workload(officers=loads, nobody=h.Load(officer=None, open=5), next="rekan"))
    page = officer.get("/petugas/beban").text
    assert 'href="/petugas?daftar=semua&amp;pemegang=rekan">Contoh Rekan</a>' in page
    assert 'href="/petugas?daftar=semua&amp;pemegang=-">Belum dipegang</a>' in page
    assert "/petugas/beban?setelah=rekan" in page
    desks.on("register.workload", NotYourRole("inspektur"))
    assert officer.get("/petugas/beban").status_code == 403


def test_who_stands_in_is_told_apart_in_the_workload_and_where_tasks_are_handed(
    officer: FlaskClient, desks: Answerer
) -> None:
    roles, lent = ("petugas_penerima", "inspektur"), {"inspektur": "plh"}
    loads = (h.Load.model_validate({"officer": "rekan", "roles": roles, "lent": lent}),)
    desks.on("register.workload", h.Workload(officers=loads, nobody=h.Load(officer=None), next=None))
    holder = h.Holder.model_validate({"officer": "rekan", "roles": roles, "lent": lent, "unit": None})
    desks.on("register.holders", h.Holders(holders=(holder,)))
    for address in ("/petugas/beban", "/petugas"):
        assert "Petugas penerima pengaduan, Plh. Inspektur" in officer.get(address).text


def test_the_link_to_the_other_language_keeps_the_list(officer: FlaskClient) -> None:
    address = "/petugas?daftar=semua&pemegang=rekan&cari=12"
    assert f'href="{address.replace("&", "&amp;")}&amp;bahasa=en"' in officer.get(address).text
    answer = officer.get(f"{address}&bahasa=en")
    assert (answer.status_code, answer.location) == (303, address)
