"""Keys are replaced while the product runs, by the operator's command, and everything stays readable."""

from typing import Any

from services.common.steps import DESKS
from tests.support import filings
from tests.support.command import dumas
from tests.support.regency import Regency
from tests.support.stack import RunningStack

Json = dict[str, Any]


def test_a_complaint_is_read_on_every_desk_as_before_after_its_keys_were_replaced(
    banyumas: Regency, stack: RunningStack
) -> None:
    receipt = banyumas.file(filings.anonymous())
    assert banyumas.advance(receipt["reference"]) is None
    before = seen(banyumas, receipt)
    said = dumas(stack, "keys", "rotate", "banyumas").splitlines()
    assert [line.split(":")[0] for line in said] == [f"banyumas {desk}" for desk in DESKS]
    assert all(int(line.split()[2]) > 0 for line in said)
    assert seen(banyumas, receipt) == before
    stands = dumas(stack, "keys", "status", "banyumas").splitlines()
    assert len(stands) == len(DESKS)
    assert all(line.endswith(", under k1") for line in stands)


def seen(regency: Regency, receipt: Json) -> list[Any]:
    """What the office and the reporter see of a complaint."""
    place = f"/complaints/{receipt['reference']}"
    officer = regency.person("petugas")
    return [
        officer.get(f"{place}/content"),
        officer.get(f"{place}/products"),
        regency.reporter(receipt).get("/reporter/complaint"),
    ]
