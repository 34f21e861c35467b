"""A proposed team goes back to who proposed it: a member may turn out to be a reported party."""

import pytest

from services.common.sop.flow import advance
from tests.unit.common.sop.tenants import sop


@pytest.mark.parametrize("tenant", ["banyumas", "katingan", "klungkung"])
def test_the_letter_is_not_drafted_and_the_team_is_proposed_anew(tenant: str) -> None:
    published = sop(tenant)
    draft = published.step("konsep_spt")
    assert draft
    back = draft.outcomes["dikembalikan"]
    assert (back.label, back.is_return, back.reason_required, back.limit) == ("Usulan tim dikembalikan", True, True, 3)
    assert advance(published, draft, "dikembalikan", {}).step == published.step("usul_tim")
    assert "may turn out to be a reported party" in draft.provenance.note
