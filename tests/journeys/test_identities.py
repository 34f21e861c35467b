"""Who reports is known to nobody, until a custodian agrees; and the reporter can withdraw it altogether."""

from typing import Any

import pytest

from deploy.demo.waiting import await_that
from tests.support import filings
from tests.support.problems import ask, fields, refused
from tests.support.regency import Regency
from tests.support.stack import RunningStack

Json = dict[str, Any]

NIK = "9999990101014321"
WHO = {**filings.REPORTER, "nik": NIK, "occupation": "Petani karangan"}
REASON = "Pelapor perlu dihubungi; ini karangan."


@pytest.fixture
def filed(banyumas: Regency) -> Json:
    """The receipt of a confidential complaint whose reporter gave everything."""
    receipt = banyumas.file(filings.on_the_web(identity=WHO))
    banyumas.task(receipt["reference"])
    return receipt


def asked(banyumas: Regency, receipt: Json, by: str = "inspektur", **more: Any) -> Json:
    request = {"reference": receipt["reference"], "reason": REASON, **more}
    opening: Json = banyumas.person(by).post("/openings", request)
    return opening


def decided(banyumas: Regency, opening: Json, *, is_granted: bool = True) -> Json:
    answer = {"is_granted": is_granted, "reason": "Alasan cukup.", "hours": 2}
    told: Json = banyumas.person("penjaga").post(f"/openings/{opening['opening_id']}", answer)
    return told


def test_two_people_open_an_identity_and_the_reporter_sees_how_often(banyumas: Regency, filed: Json) -> None:
    inspektur, address = banyumas.person("inspektur"), f"/complaints/{filed['reference']}/identity"
    opening = asked(banyumas, filed)
    assert opening["reason"] in str(banyumas.person("penjaga").get("/openings"))
    assert decided(banyumas, opening)["state"] == "granted"
    seen = inspektur.get(address)
    assert (seen["identity"]["name"], seen["identity"].get("nik"), seen["nik_ends"]) == (WHO["name"], None, NIK[-4:])
    assert banyumas.reporter(filed).get("/reporter/complaint")["identity_openings"] == 1


def test_without_the_custodian_nobody_looks(stack: RunningStack, banyumas: Regency, filed: Json) -> None:
    asked(banyumas, filed)
    address = f"/complaints/{filed['reference']}/identity"
    for officer in ("inspektur", "petugas", "admin"):
        refused(ask(stack, "GET", address, banyumas.token(officer)), 403, "opening-refused")
    for officer in ("penjaga", "lapak_aduan"):
        answer = ask(stack, "GET", address, banyumas.token(officer))
        assert answer.status_code in {401, 403}
        assert WHO["name"] not in answer.text


def test_an_officer_cannot_agree_to_an_opening(stack: RunningStack, banyumas: Regency, filed: Json) -> None:
    opening = asked(banyumas, filed)
    answer = {"is_granted": True, "reason": "Saya setuju sendiri."}
    for officer in ("inspektur", "admin"):
        told = ask(stack, "POST", f"/openings/{opening['opening_id']}", banyumas.token(officer), json=answer)
        refused(told, 403, "not-your-role")


def test_what_was_refused_stays_shut_and_says_why(stack: RunningStack, banyumas: Regency, filed: Json) -> None:
    opening = asked(banyumas, filed)
    assert decided(banyumas, opening, is_granted=False)["state"] == "refused"
    (mine,) = [
        one
        for one in banyumas.person("inspektur").get("/openings")["openings"]
        if one["opening_id"] == opening["opening_id"]
    ]
    assert (mine["state"], mine["decision"]) == ("refused", "Alasan cukup.")
    address = f"/complaints/{filed['reference']}/identity"
    refused(ask(stack, "GET", address, banyumas.token("inspektur")), 403, "opening-refused")


def test_the_reporter_becomes_anonymous_and_is_forgotten(stack: RunningStack, banyumas: Regency, filed: Json) -> None:
    decided(banyumas, asked(banyumas, filed))
    reporter = banyumas.reporter(filed)
    reporter.post("/reporter/mode", {"mode": "anonymous"})
    address = f"/complaints/{filed['reference']}"
    refused(ask(stack, "GET", f"{address}/identity", banyumas.token("inspektur")), 403, "opening-refused")
    content = banyumas.person("inspektur").get(f"{address}/content")
    assert (content["mode"], content["has_identity"]) == ("anonymous", False)
    assert reporter.get("/reporter/complaint")["mode"] == "anonymous"
    await_that(lambda: banyumas.standing(filed["reference"])["entry"]["mode"] == "anonymous", "the book")
    again = asked_in_vain(stack, banyumas, filed)
    refused(again, 403, "opening-refused")


def asked_in_vain(stack: RunningStack, banyumas: Regency, receipt: Json) -> Any:
    request = {"reference": receipt["reference"], "reason": REASON}
    return ask(stack, "POST", "/openings", banyumas.token("inspektur"), json=request)


def test_protection_is_never_lowered(stack: RunningStack, banyumas: Regency, filed: Json) -> None:
    told = ask(stack, "POST", "/reporter/mode", filed["token"], json={"mode": "open"})
    assert fields(refused(told, 422, "invalid")) == {"mode"}


def test_every_opening_is_in_the_audit_trail(banyumas: Regency, filed: Json) -> None:
    decided(banyumas, asked(banyumas, filed))
    inspektur = banyumas.person("inspektur")
    inspektur.get(f"/complaints/{filed['reference']}/identity")

    def trail() -> list[str] | None:
        entries = inspektur.get("/audit", reference=filed["reference"], limit=1000)["entries"]
        actions = [entry["action"] for entry in entries]
        return actions if "identity_read" in actions else None

    actions = await_that(trail, "the opening in the audit trail")
    assert [name for name in actions if name.startswith("identity_")] == [
        "identity_asked",
        "identity_granted",
        "identity_read",
    ]


def test_each_mode_says_what_it_means_for_the_reporter(banyumas: Regency) -> None:
    modes = banyumas.anybody().get("/tenants/banyumas")["modes"]
    assert set(modes) == {"open", "confidential", "anonymous"}
    assert all(set(words) == {"id", "en"} for words in modes.values())
