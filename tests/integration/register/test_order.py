"""A published SOP keeps the order of its file: the first outcome of a step is the first that officers are offered."""

import json

from services.common.contracts import regencies as g
from services.common.contracts.caller import Caller
from services.common.contracts.events import SopPublished
from services.common.sop.model import Sop
from services.intake.register import publishing
from services.intake.register.repository import RegisterRecords
from services.intake.register.versions import Versions
from tests.integration.register.regency import NOW, Regency
from tests.unit.assignment.samples import profile
from tests.unit.common.clocks.support import shipped
from tests.unit.common.sop.tenants import sop

OPERATOR = Caller(kind="operator", actor="dumas")


def published(regency: Regency) -> Sop:
    """A second version with the text of a real SOP, whose channels and outcomes are in no order but its own."""
    given = sop("banyumas").model_copy(update={"tenant": regency.tenant, "version": 2})
    request = g.ApplyTenant(
        profile=profile(key=regency.tenant, time_zone="Asia/Jakarta"),
        units=(),
        sop=given.model_dump(mode="json"),
        calendar=shipped("banyumas").model_dump(mode="json"),
    )
    checked = publishing.checked(request)
    with regency.work(regency.tenant) as work:
        publishing.apply_tenant(checked, tenants=RegisterRecords(work), announce=work.announce, now=NOW)
    return given


def test_the_register_gives_an_sop_out_in_the_order_of_its_file(regency: Regency) -> None:
    given = published(regency)
    with regency.work(regency.tenant) as work:
        kept = Versions(work, OPERATOR).definition(given.id)
    assert json.dumps(kept.definition) == json.dumps(given.model_dump(mode="json"))


def test_desks_are_told_an_sop_in_the_order_of_its_file(regency: Regency) -> None:
    given = published(regency)
    (told,) = [event for event in regency.told(SopPublished.name) if event["sop"] == given.id]
    assert json.dumps(told["definition"]) == json.dumps(given.model_dump(mode="json"))
