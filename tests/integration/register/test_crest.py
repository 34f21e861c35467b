"""The register tells a regency's crest, from what the intake desk beside it has heard."""

import pytest

from services.common.contracts.stationery import Crest, Stationery
from services.common.errors import NotFound
from services.intake.register.views import Views
from tests.integration.register.regency import Regency

CREST = Crest(media_type="image/svg+xml", base64="PHN2Zy8+")
_HEARD = """
INSERT INTO tenant_copy (tenant, profile, units, stationery) VALUES (%s, '{}', '[]', %s) RETURNING tenant
"""


def crest(regency: Regency) -> Crest:
    with regency.work(regency.tenant) as work:
        return Views(work).crest(regency.tenant)


def test_the_crest_of_the_stationery_is_told(regency: Regency) -> None:
    regency.rows(_HEARD, regency.tenant, Stationery(crest=CREST).model_dump_json())
    assert crest(regency) == CREST


def test_a_regency_without_one_has_none(regency: Regency) -> None:
    with pytest.raises(NotFound):
        crest(regency)
    regency.rows(_HEARD, regency.tenant, "{}")
    with pytest.raises(NotFound):
        crest(regency)


def test_a_regencys_time_limits_are_public(regency: Regency) -> None:
    with regency.work(regency.tenant) as work:
        (clock,) = Views(work).tenant(regency.tenant).clocks
    assert (clock["amount"], clock["unit"]) == (20, "working_days")
