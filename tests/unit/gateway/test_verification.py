"""Verifying a document over the interface: what is told, to whom it is told alike, and what becomes of a file."""

from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient

from gateway import arrival, checking
from gateway.api.verification_shapes import MEANINGS
from services.common.contracts.documents import ByCode, Certificate, Verification
from services.common.contracts.regencies import ByTenant
from services.common.errors import NotFound
from tests.unit.gateway import issued_papers as papers
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import content

PROOFS = papers.digest(b"x")


@pytest.fixture(autouse=True)
def issued(desks: Answerer) -> None:
    """The register knows one document and one certificate."""
    desks.on("register.verification", papers.issued())
    desks.on("register.signing_certificate", Certificate(pem=papers.AUTHORITY, sha256=PROOFS))


def check(client: FlaskClient, file: bytes, **given: Any) -> dict[str, Any]:
    answer = client.post(papers.ADDRESS, data=file, **{"content_type": "application/pdf", **given})
    assert answer.status_code == 200
    return content(answer)


def test_what_a_document_is_is_told_to_anybody(client: FlaskClient, desks: Answerer) -> None:
    answer = client.get(papers.ADDRESS)
    assert Verification.model_validate(content(answer)) == papers.issued()
    caller, asked = desks.last("register.verification")
    assert (caller.kind, asked) == ("public", ByCode(tenant="contoh", code=papers.CODE))


def test_no_program_that_lists_pages_is_to_keep_it_and_no_browser_either(client: FlaskClient) -> None:
    for answer in (client.get(papers.ADDRESS), client.post(papers.ADDRESS, data=papers.pdf())):
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_code_may_be_typed_in_groups(client: FlaskClient, desks: Answerer) -> None:
    assert client.get("/api/v1/tenants/contoh/documents/7k3m-q9tx 4h2d-9wqz").status_code == 200
    assert desks.last("register.verification")[1] == ByCode(tenant="contoh", code="7k3mq9tx4h2d9wqz")


@pytest.mark.parametrize(
    "path", ["contoh/documents/ABC", "contoh/documents/7K3M!Q9TX4H2D", "Contoh/documents/7K3MQ9TX"]
)
def test_what_cannot_be_a_code_is_refused_like_one_that_is_unknown(
    client: FlaskClient, desks: Answerer, path: str
) -> None:
    desks.on("register.verification", NotFound("document"))
    odd, unknown = client.get(f"/api/v1/tenants/{path}"), client.get(papers.ADDRESS)
    assert (odd.status_code, unknown.status_code) == (404, 404)
    assert content(odd)["detail"] == content(unknown)["detail"]


def test_the_file_as_it_was_issued_is_known(client: FlaskClient) -> None:
    told = check(client, papers.pdf())
    assert (told["matches"], told["finding"], told["signature"]) == ("issued", "as_issued", None)
    assert told["sha256"] == papers.digest(papers.pdf())


def test_the_signed_file_is_known_with_the_signature_in_it(client: FlaskClient) -> None:
    told = check(client, papers.signed())
    assert (told["matches"], told["finding"]) == ("signed", "as_signed")
    found = told["signature"]
    assert (found["signer"], found["is_valid"], found["is_ours"], found["changed_since"]) == (
        "Contoh Satu",
        True,
        True,
        False,
    )


def test_a_signed_file_that_was_changed_is_not_the_one_and_it_is_said_why(client: FlaskClient) -> None:
    told = check(client, papers.changed(papers.signed()))
    assert (told["matches"], told["finding"]) == ("none", "changed_after_signing")
    assert told["meaning"] == MEANINGS["changed_after_signing"]
    assert told["signature"]["is_valid"] is False


def test_another_signed_file_is_not_the_one_although_its_signature_stands(client: FlaskClient) -> None:
    told = check(client, papers.signed("Surat lain"))
    assert (told["matches"], told["finding"], told["signature"]["is_ours"]) == ("none", "signed_but_another", True)


def test_a_signature_under_another_authority_is_not_ours(client: FlaskClient) -> None:
    told = check(client, papers.signed(by_others=True))
    assert (told["finding"], told["signature"]["is_ours"]) == ("signed_but_another", False)


def test_before_a_regency_has_signed_anything_no_signature_is_its_own(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.signing_certificate", NotFound("certificate"))
    assert check(client, papers.signed("Surat lain"))["signature"]["is_ours"] is False


def test_a_file_without_a_signature_is_not_the_one(client: FlaskClient) -> None:
    assert check(client, papers.pdf("Surat lain"))["finding"] == "not_signed"


def test_what_is_no_pdf_is_not_the_one(client: FlaskClient) -> None:
    assert check(client, b"bukan pdf")["finding"] == "not_a_pdf"


def test_the_scan_of_a_paper_signed_by_hand_is_known_by_its_hash_alone(client: FlaskClient, desks: Answerer) -> None:
    scan = b"\xff\xd8\xff hasil pindai"
    desks.on("register.verification", papers.issued(way="wet", signed_sha256=papers.digest(scan)))
    told = check(client, scan)
    assert (told["matches"], told["finding"], told["signature"]) == ("signed", "as_scanned", None)


def test_a_file_may_come_in_a_form(client: FlaskClient) -> None:
    answer = client.post(papers.ADDRESS, data={"file": (BytesIO(papers.pdf()), "surat.pdf")})
    assert content(answer)["matches"] == "issued"


def test_a_file_past_the_limit_is_refused_however_its_size_is_told(client: FlaskClient) -> None:
    said = client.post(papers.ADDRESS, environ_overrides={"CONTENT_LENGTH": str(100 << 20)})
    found = client.post(papers.ADDRESS, data=b"x" * (arrival.LARGEST + 1))
    assert (said.status_code, found.status_code) == (413, 413)
    assert str(arrival.LARGEST) in content(found)["detail"]


def test_an_empty_file_is_refused(client: FlaskClient) -> None:
    assert client.post(papers.ADDRESS, data=b"").status_code == 400


def test_of_an_unknown_document_no_file_is_read(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.verification", NotFound("document"))
    assert client.post(papers.ADDRESS, data=papers.pdf()).status_code == 404


def test_who_comes_beyond_the_room_there_is_is_told_at_once(client: FlaskClient) -> None:
    with checking.room(), checking.room(), checking.room(), checking.room():
        assert client.post(papers.ADDRESS, data=papers.pdf()).status_code == 503
    assert check(client, papers.pdf())["matches"] == "issued"


def test_the_certificate_is_saved_as_a_file(client: FlaskClient, desks: Answerer) -> None:
    answer = client.get("/api/v1/tenants/contoh/signing-certificate")
    assert answer.text == papers.AUTHORITY
    assert answer.headers["Content-Disposition"] == 'attachment; filename="contoh-tanda-tangan.pem"'
    assert desks.last("register.signing_certificate")[1] == ByTenant(tenant="contoh")


@pytest.mark.parametrize("tenant", ["contoh", "Bukan-Daerah"])
def test_without_a_certificate_there_is_nothing_to_save(client: FlaskClient, desks: Answerer, tenant: str) -> None:
    desks.on("register.signing_certificate", NotFound("certificate"))
    assert client.get(f"/api/v1/tenants/{tenant}/signing-certificate").status_code == 404
