"""Publishing a regency's stationery: told to the desks, and refused when it could not be printed on."""

import pytest

from services.common.contracts.stationery import Stationery
from services.common.errors import Invalid
from tests.unit.intake.register.test_publishing import MemoryTenants, apply, regency


def test_the_stationery_is_told_to_the_desks() -> None:
    own = Stationery(documents={"spt": "{% extends 'spt.html' %}"}, style="h1 { color: #333 }")
    _, announced = apply(MemoryTenants(), regency(stationery=own))
    assert Stationery.model_validate(announced.only("tenant_published").stationery) == own


def test_a_template_that_cannot_be_used_is_refused_by_file_and_line() -> None:
    tenants = MemoryTenants()
    with pytest.raises(Invalid) as refused:
        apply(tenants, regency(stationery=Stationery(documents={"spt": "\n{{ says.wish }}"})))
    assert "stationery.documents/spt.html:2" in refused.value.fields
    assert tenants.applied == []
