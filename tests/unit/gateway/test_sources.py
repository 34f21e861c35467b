"""What systems of other portals say back, and how their complaints are copied back."""

import csv
from datetime import date
from io import BytesIO, StringIO
from typing import Any, cast
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from gateway import copying_back
from gateway.api import sources
from gateway.api.source_shapes import Days, NamedWord
from services.common.contracts.caller import Caller
from services.common.contracts.sources import ChannelLine, ChannelLines, ConfirmSource, FiledBefore, SourceConfirmed
from services.common.errors import AlreadyFiled, CallbackRefused, NotFound
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import NOW, REFERENCE, content

SYSTEM = Caller(kind="system", actor="portal", tenant="contoh", roles=("sp4n_lapor",))
WORD = {"confirmed_on": date(2026, 3, 2), "source_status": "Selesai"}
LINE = ChannelLine(
    source_reference="=1+1", reference=REFERENCE, received_at=NOW, status="waits", step_title="@Menunggu",
    end_label=None, changed_at=NOW, answered_at=None, closed_at=None,
)  # fmt: skip
CALLBACK = "/api/v1/tenants/contoh/callbacks/00000000-0000-4000-8000-000000000001"


def sent(client: FlaskClient, body: Any = b"{}", **headers: str) -> TestResponse:
    """A callback."""
    given = {"webhook-id": "msg_1", "webhook-timestamp": "1", "webhook-signature": "v1,x"} | headers
    return client.post(CALLBACK, data=body, headers=given, content_type="application/json")


def confirmed(app: Any, said: NamedWord) -> SourceConfirmed:
    with app.test_request_context():
        return sources.confirm_named(SYSTEM, said)


def test_a_complaint_is_found_by_the_sources_own_number(app: Any, desks: Answerer) -> None:
    desks.on("intake.filed_from", FiledBefore(references={"SP-1": REFERENCE}))
    told = SourceConfirmed(reference=REFERENCE, is_new=True, is_closed=True)
    desks.on("followup.confirm_source", told)
    assert confirmed(app, NamedWord(source_reference="SP-1", **WORD)) == told
    asked = cast(ConfirmSource, desks.last("followup.confirm_source")[1])
    assert (asked.reference, asked.confirmed_on, asked.source_status) == (REFERENCE, date(2026, 3, 2), "Selesai")


@pytest.mark.parametrize("references", [{}, {"SP-1": ""}])
def test_a_number_nobody_filed_is_not_found(app: Any, desks: Answerer, references: dict[str, str]) -> None:
    desks.on("intake.filed_from", FiledBefore(references=references))
    with pytest.raises(NotFound):
        confirmed(app, NamedWord(source_reference="SP-1", **WORD))


def test_a_complaint_is_named_in_one_way() -> None:
    for names in ({}, {"reference": REFERENCE, "source_reference": "SP-1"}):
        with pytest.raises(ValueError, match="by reference or by source_reference"):
            NamedWord.model_validate(WORD | names)


def test_a_forger_is_answered_alike_whatever_is_wrong(client: FlaskClient, desks: Answerer) -> None:
    desks.on("notify.verify_callback", CallbackRefused())
    told = [
        sent(client),
        sent(client, b"\xff"),
        sent(client, b"not json"),
        sent(client, **{"webhook-id": "x" * 300}),
        client.post(CALLBACK, data=b"{}", content_type="application/json"),
    ]
    assert {answer.status_code for answer in told} == {401}
    assert {(answer.json or {})["type"] for answer in told} == {"/problems/callback-refused"}
    assert len({(answer.json or {})["detail"] for answer in told}) == 1
    assert sent(client, b"x" * (17 * 1024)).status_code == 413


def test_what_was_signed_is_passed_on_to_the_byte(client: FlaskClient, desks: Answerer) -> None:
    desks.on("notify.verify_callback", CallbackRefused())
    body = '{ "type":  "source.confirmed", "é": 1}\n'
    sent(client, body.encode())
    assert cast(Any, desks.last("notify.verify_callback")[1]).body == body


def test_who_files_a_number_again_gets_the_reference_as_a_member_of_the_problem(
    client: FlaskClient, desks: Answerer
) -> None:
    desks.on("intake.submit", AlreadyFiled(REFERENCE))
    filing = {"channel": "web", "subject": "Contoh", "story": "Contoh"}
    answer = client.post(
        "/api/v1/tenants/contoh/complaints", json=filing, headers={"Idempotency-Key": "kunci-yang-panjang"}
    )
    problem = content(answer)
    assert (answer.status_code, problem["type"], problem["reference"]) == (409, "/problems/already-filed", REFERENCE)
    assert REFERENCE in problem["detail"]


def lines(app: Any, desks: Answerer) -> list[ChannelLine]:
    pages = {None: ChannelLines(lines=(LINE,), next="2026~1"), "2026~1": ChannelLines(lines=(LINE,), next=None)}
    desks.on("register.channel_lines", lambda _caller, asked: pages[cast(Any, asked).after])
    with app.test_request_context():
        return list(sources._all(SYSTEM, "sp4n_lapor", Days()))


def test_the_file_has_every_page_and_no_cell_is_a_formula(app: Any, desks: Answerer) -> None:
    zone = ZoneInfo("Asia/Makassar")
    made = copying_back.csv_of(lines(app, desks), zone).decode("utf-8-sig")
    head, *rows = csv.reader(StringIO(made))
    assert (head[0], len(rows)) == ("Nomor di sumber", 2)
    assert rows[0][:5] == ["'=1+1", REFERENCE, "2026-03-03 10:15", "Menunggu pelapor", "'@Menunggu"]
    sheet = openpyxl.load_workbook(BytesIO(copying_back.xlsx_of([LINE], zone))).active
    assert sheet is not None
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
