"""Officers of units and sources outside the inspectorate never read a complaint by their role alone."""

from typing import Any

import pytest

from tests.support import filings
from tests.support.problems import ask, refused
from tests.support.regency import Regency
from tests.support.stack import RunningStack

READ = ("/content", "/products", "/messages")
OUTSIDERS = (("katingan", "unit_pendidikan"), ("banyumas", "lapak_aduan"))


@pytest.fixture
def regencies(katingan: Regency, banyumas: Regency) -> dict[str, Regency]:
    """By name."""
    return {"katingan": katingan, "banyumas": banyumas}


def reference_of(regency: Regency) -> str:
    channel: dict[str, Any] = next(
        {"channel": key, "mode": "anonymous"}
        for key, channel in regency.anybody().get(f"/tenants/{regency.tenant}")["channels"].items()
        if "pelapor" in channel["filed_by"] and "anonymous" in channel["modes"]
    )
    return regency.filed(filings.anonymous(**channel))


@pytest.mark.parametrize(("tenant", "outsider"), OUTSIDERS)
@pytest.mark.parametrize("rest", READ)
def test_an_outsider_reads_nothing_of_a_complaint(
    stack: RunningStack, regencies: dict[str, Regency], tenant: str, outsider: str, rest: str
) -> None:
    regency = regencies[tenant]
    answer = ask(stack, "GET", f"/complaints/{reference_of(regency)}{rest}", regency.token(outsider))
    refused(answer, 403, "not-your-role")  # said alike whether there is one or not


@pytest.mark.parametrize(("tenant", "outsider"), OUTSIDERS)
def test_an_outsider_does_not_see_where_a_complaint_stands(
    stack: RunningStack, regencies: dict[str, Regency], tenant: str, outsider: str
) -> None:
    regency = regencies[tenant]
    for reference in (reference_of(regency), "BMS-26-0000-0000"):  # said alike whether there is one or not
        refused(ask(stack, "GET", f"/complaints/{reference}", regency.token(outsider)), 403, "not-your-role")


@pytest.mark.parametrize(("tenant", "outsider"), OUTSIDERS)
def test_an_outsider_sees_neither_the_register_nor_others_tasks(
    stack: RunningStack, regencies: dict[str, Regency], tenant: str, outsider: str
) -> None:
    regency = regencies[tenant]
    reference = reference_of(regency)
    refused(ask(stack, "GET", "/complaints", regency.token(outsider)), 403, "not-your-role")
    tasks = ask(stack, "GET", "/tasks?limit=200", regency.token(outsider)).json()["tasks"]
    assert reference not in {task["reference"] for task in tasks}


@pytest.mark.parametrize(("tenant", "outsider"), OUTSIDERS)
def test_an_outsider_neither_writes_nor_attaches(
    stack: RunningStack, regencies: dict[str, Regency], tenant: str, outsider: str
) -> None:
    regency = regencies[tenant]
    place, token = f"/complaints/{reference_of(regency)}", regency.token(outsider)
    refused(ask(stack, "POST", f"{place}/messages", token, json={"text": "Dari luar."}), 403, "not-your-role")
    sent = ask(stack, "POST", f"{place}/attachments", token, data=filings.PDF.content, headers={"X-File-Name": "x"})
    assert sent.json()["type"] in {"/problems/not-found", "/problems/not-your-role"}
