"""What a reporter can do with nothing but a reference and an access code."""

from typing import Any

import pytest

from deploy.demo.api import Refused, Upload
from tests.support import filings
from tests.support.checked import OWN, accepted
from tests.support.regency import Regency

Json = dict[str, Any]


@pytest.fixture
def receipt(banyumas: Regency) -> Json:
    """Proof of an anonymous report."""
    return banyumas.file(filings.anonymous())


def test_an_anonymous_report_is_followed_to_its_end_by_reference_and_code(banyumas: Regency, receipt: Json) -> None:
    assert banyumas.advance(receipt["reference"]) is None
    view = banyumas.reporter(receipt).get("/reporter/complaint")
    assert (view["reference"], view["state"], view["end"]) == (receipt["reference"], "closed", "Selesai")
    assert view["done"][0] == "Menerima aduan"
    assert view["answers"] == ["Pengaduan Anda telah ditindaklanjuti."]


def test_what_was_filed_anonymously_has_no_identity(banyumas: Regency, receipt: Json) -> None:
    content = banyumas.person("petugas").get(f"/complaints/{receipt['reference']}/content")
    assert (content["mode"], content["has_identity"]) == ("anonymous", False)


def test_a_code_typed_carelessly_is_understood(banyumas: Regency, receipt: Json) -> None:
    typed = {**receipt, "reference": receipt["reference"].lower(), "access_code": receipt["access_code"].lower()}
    assert banyumas.reporter(typed).get("/reporter/complaint")["reference"] == receipt["reference"]


def test_reporter_and_office_write_to_each_other(banyumas: Regency, receipt: Json) -> None:
    reporter, officer = banyumas.reporter(receipt), banyumas.person("pengaduan")
    place = f"/complaints/{receipt['reference']}/messages"
    officer.post(place, {"text": "Pukul berapa itu terjadi?"})
    reporter.post("/reporter/messages", {"text": "Sekitar pukul sembilan."})
    officer.post(place, {"text": "Terima kasih."})
    expected = ["Pukul berapa itu terjadi?", "Sekitar pukul sembilan.", "Terima kasih."]
    for messages in (reporter.get("/reporter/messages")["messages"], officer.get(place)["messages"]):
        assert [message["text"] for message in messages] == expected
        assert [message["from_reporter"] for message in messages] == [False, True, False]


def test_a_reporter_is_not_told_which_officer_wrote(banyumas: Regency, receipt: Json) -> None:
    banyumas.person("pengaduan").post(f"/complaints/{receipt['reference']}/messages", {"text": "Sudah kami terima."})
    reporter = banyumas.reporter(receipt)
    views = (reporter.get("/reporter/messages"), reporter.get("/reporter/complaint"))
    assert all(view["messages"][0]["author"] != "pengaduan" for view in views)


def test_a_message_sent_again_with_its_key_is_kept_once(banyumas: Regency, receipt: Json) -> None:
    reporter, key = banyumas.reporter(receipt), "sekali-saja-0123456789"
    sent = [reporter.post("/reporter/messages", {"text": "Satu kali."}, key) for _ in range(2)]
    assert sent[0] == sent[1]
    assert len(reporter.get("/reporter/messages")["messages"]) == 1


@pytest.mark.parametrize("upload", [filings.PDF, filings.JPEG], ids=lambda upload: upload.media_type)
def test_what_the_reporter_attaches_reaches_the_officer_unchanged(
    banyumas: Regency, receipt: Json, upload: Upload
) -> None:
    reporter, officer = banyumas.reporter(receipt), banyumas.person("petugas")
    added = reporter.upload("/reporter/attachments", upload)
    assert (added["media_type"], added["size"], added["added_by"]) == (
        upload.media_type,
        len(upload.content),
        "pelapor",
    )
    file = accepted(reporter, OWN, added["attachment_id"])
    place = f"/complaints/{receipt['reference']}/attachments/{added['attachment_id']}?original=true"
    assert officer.request("GET", place).content == upload.content
    own = f"/reporter/attachments/{added['attachment_id']}?original=true"
    assert reporter.request("GET", own).content == upload.content
    assert officer.get(f"/complaints/{receipt['reference']}/content")["attachments"] == [file]


def test_what_the_office_attaches_is_not_for_the_reporter(banyumas: Regency, receipt: Json) -> None:
    reporter, officer = banyumas.reporter(receipt), banyumas.person("petugas")
    added = officer.upload(f"/complaints/{receipt['reference']}/attachments", filings.PDF)
    assert reporter.get("/reporter/complaint")["attachments"] == []
    with pytest.raises(Refused) as refused:
        reporter.request("GET", f"/reporter/attachments/{added['attachment_id']}")
    assert refused.value.status == 404


def test_the_token_of_the_receipt_lets_the_reporter_in_at_once(banyumas: Regency, receipt: Json) -> None:
    assert banyumas.anybody(receipt["token"]).get("/reporter/complaint")["reference"] == receipt["reference"]


def test_the_code_on_the_receipt_of_an_officer_is_the_reporters(banyumas: Regency) -> None:
    receipt = banyumas.file(filings.by_letter(), "petugas")
    assert receipt["token"] is None
    assert banyumas.reporter(receipt).get("/reporter/complaint")["subject"] == filings.SUBJECT
