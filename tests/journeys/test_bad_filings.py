"""Complaints that cannot be taken as they are sent: each is refused with what to do, and none is kept."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import requests

from tests.support import filings
from tests.support.books import Books
from tests.support.problems import ask, fields, refused
from tests.support.regency import Regency
from tests.support.stack import RunningStack

Json = dict[str, Any]

HERE = "/tenants/banyumas/complaints"


@pytest.fixture
def nothing_is_filed(stack: RunningStack) -> Iterator[None]:
    """Whatever is refused is not kept."""
    before = Books(stack).filed("banyumas")
    yield
    assert Books(stack).filed("banyumas") == before


def file(stack: RunningStack, filing: Json, **options: Any) -> requests.Response:
    return ask(stack, "POST", HERE, json=filing, **options)


FAULTY: dict[str, tuple[Json, str]] = {
    "a channel nobody knows": ({"channel": "telepati"}, "channel"),
    "a mode the words do not have": ({"mode": "rahasia"}, "mode"),
    "no subject": ({"subject": "  "}, "subject"),
    "too long a subject": ({"subject": "x" * 301}, "subject"),
    "too long a story": ({"story": "x" * 20_001}, "story"),
    "a field there is not": ({"tenant": "madiun"}, "tenant"),
    "an identity although anonymous": ({"identity": {"name": "Nama Karangan"}}, "identity"),
    "a unit of another regency": ({"reported": [{"unit": "dinas_karangan"}]}, "reported.0.unit"),
    "a date that is none": ({"happened_on": "kemarin"}, "happened_on"),
    "a time of receipt from a citizen": ({"received_at": "2026-01-02T03:04:05Z"}, "received_at"),
    "too many reported parties": ({"reported": [{"name": "Terlapor Karangan"}] * 21}, "reported"),
    "an NIK of letters": ({"identity": {"nik": "x" * 16}}, "identity.nik"),
    "a source's number with spaces": ({"source_reference": "LA 1 2"}, "source_reference"),
}


@pytest.mark.parametrize(("change", "field"), FAULTY.values(), ids=FAULTY)
@pytest.mark.usefixtures("nothing_is_filed")
def test_a_faulty_complaint_is_refused_by_the_field(stack: RunningStack, change: Json, field: str) -> None:
    problem = refused(file(stack, filings.anonymous(**change)), 422, "invalid")
    assert fields(problem) == {field}


def test_every_missing_field_is_named(stack: RunningStack) -> None:
    assert fields(refused(file(stack, {}), 422, "invalid")) == {"channel", "subject", "story"}


def test_a_regency_that_is_not_served_is_not_found(stack: RunningStack) -> None:
    refused(ask(stack, "POST", "/tenants/atlantis/complaints", json=filings.anonymous()), 404, "unknown-tenant")
    refused(ask(stack, "GET", "/tenants/atlantis"), 404, "unknown-tenant")


@pytest.mark.usefixtures("nothing_is_filed")
def test_a_citizen_cannot_file_on_a_channel_of_the_office(stack: RunningStack) -> None:
    refused(file(stack, filings.by_letter()), 403, "not-your-role")


@pytest.mark.usefixtures("nothing_is_filed")
def test_an_officer_files_only_in_a_role_of_the_channel(stack: RunningStack, banyumas: Regency) -> None:
    answer = ask(stack, "POST", "/complaints", banyumas.token("inspektur"), json=filings.by_letter())
    refused(answer, 403, "not-your-role")


def test_a_complaint_from_a_source_needs_its_number(stack: RunningStack, banyumas: Regency) -> None:
    filing = filings.lapak_aduan(source_reference=None)
    answer = ask(stack, "POST", "/complaints", banyumas.token("lapak_aduan"), json=filing)
    assert fields(refused(answer, 422, "invalid")) == {"source_reference"}


@pytest.mark.parametrize("key", [None, "short", "x" * 129, "with space 0123456789"])
@pytest.mark.usefixtures("nothing_is_filed")
def test_a_key_that_is_missing_or_weak_is_refused(stack: RunningStack, key: str | None) -> None:
    headers = {"Idempotency-Key": key} if key else {}
    answer = requests.post(f"{stack.base_url}/api/v1{HERE}", json=filings.anonymous(), headers=headers, timeout=30)
    refused(answer, 400, "key-malformed" if key else "key-missing")


def test_the_same_key_and_body_give_the_same_receipt_and_one_complaint(stack: RunningStack, banyumas: Regency) -> None:
    filing, key = filings.anonymous(), str(uuid4())
    first, again = (file(stack, filing, key=key) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    given = ("reference", "access_code", "received_at")
    assert [first.json()[name] for name in given] == [again.json()[name] for name in given]
    banyumas.task(first.json()["reference"])
    assert [entry["reference"] for entry in banyumas.register()].count(first.json()["reference"]) == 1


def test_the_same_key_with_another_body_is_refused(stack: RunningStack) -> None:
    key, before = str(uuid4()), Books(stack).filed("banyumas")
    assert file(stack, filings.anonymous(), key=key).status_code == 201
    refused(file(stack, filings.anonymous(), key=key), 422, "key-reused")
    assert Books(stack).filed("banyumas") == before + 1


def test_the_key_of_a_refused_request_is_still_free(stack: RunningStack) -> None:
    key = str(uuid4())
    refused(file(stack, filings.anonymous(channel="telepati"), key=key), 422, "invalid")
    answer = file(stack, filings.anonymous(), key=key)
    assert (answer.status_code, answer.headers.get("Idempotent-Replayed")) == (201, None)


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b'{"channel": "wbs",}', b""], ids=repr)
@pytest.mark.usefixtures("nothing_is_filed")
def test_a_body_that_is_no_json_is_refused(stack: RunningStack, body: bytes) -> None:
    answer = ask(stack, "POST", HERE, data=body, headers={"Content-Type": "application/json"})
    refused(answer, 400, "malformed-json")


@pytest.mark.parametrize("body", [b"[]", b"null", b'"wbs"', b"3"], ids=repr)
def test_json_that_is_no_object_does_not_fit(stack: RunningStack, body: bytes) -> None:
    answer = ask(stack, "POST", HERE, data=body, headers={"Content-Type": "application/json"})
    refused(answer, 422, "invalid")


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "application/xml"])
@pytest.mark.usefixtures("nothing_is_filed")
def test_a_body_of_another_type_is_refused(stack: RunningStack, media_type: str) -> None:
    answer = ask(stack, "POST", HERE, data=b"{}", headers={"Content-Type": media_type})
    refused(answer, 415, "not-json")


def test_a_body_larger_than_a_complaint_can_be_is_refused(stack: RunningStack) -> None:
    refused(file(stack, filings.anonymous(story="x" * 2_000_000)), 413, "too-large")


def test_nothing_personal_comes_back_in_a_problem(stack: RunningStack) -> None:
    name = "Rahasia Karangan"
    identity = {"name": name, "nik": "12", "email": f"{name}@x", "phone": name, name: name}
    faulty = {name: name, "happened_on": name, "reported": [{"unit": name, name: 1}], "problem_code": name}
    filing = filings.by_letter(**faulty, identity=identity, location=[name], received_at=name, mode=name)
    answer = file(stack, filing)
    assert len(fields(refused(answer, 422, "invalid"))) >= 9
    assert "Rahasia" not in answer.text
