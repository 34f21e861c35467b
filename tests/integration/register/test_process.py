"""The register in a process of its own: it hears, it answers, and its timer goes round by itself."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from deploy.local.stack import Endpoints
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import ByReference
from services.common.contracts.documents import ByCode, Verification
from services.common.contracts.register import Standing
from services.common.errors import NotFound
from services.common.runtime.trust import Issuer, Seal
from tests.integration.register.regency import Filed, Regency, waiting
from tests.integration.register.test_issued import Paper
from tests.support.broker import declare_all, publish
from tests.support.databases import Databases
from tests.support.patience import until
from tests.support.service import Keys, Service, calling, serving

REGISTER = ("services.intake.register.service", "RegisterService")
KEYS = Keys()


@pytest.fixture(scope="module")
def running(parts: Endpoints, databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    declare_all(parts.amqp_uri)
    log = tmp_path_factory.mktemp("register") / "register.log"
    url = databases.of_role("register", "dumas_intake")
    with serving(*REGISTER, database=url, amqp_uri=parts.amqp_uri, keys=KEYS, log=log) as service:
        yield service
        assert service.stop() == 0, service.log


def days_ago(days: int) -> str:
    """Nine in the morning so many days ago, in Jakarta."""
    return f"{datetime.now(UTC) - timedelta(days=days):%Y-%m-%d} 09:00"


def test_the_timer_tells_of_time_that_ran_out_without_being_asked(regency: Regency, running: Service) -> None:
    course = Filed(regency)
    course.received(days_ago(90))
    course.ended("catat", "kurang", days_ago(89))
    course.entered("lengkapi", days_ago(89))
    (told,) = until(lambda: regency.told("time_ran_out"))
    assert told["complaint_id"] == str(course.complaint)


def test_an_officer_asks_where_a_complaint_stands(regency: Regency, running: Service) -> None:
    course = waiting(regency)
    seal, gateway = Seal(KEYS.sealing), Issuer("gateway", KEYS.gateway)
    with calling(running.amqp_uri, seal, gateway) as client:
        request = ByReference(reference=course.reference)
        standing = client.call("register.standing", regency.caller("irban"), request, Standing)
    assert standing.entry.step == "lengkapi"


def test_who_verifies_a_document_learns_what_the_desks_told_of_it(regency: Regency, running: Service) -> None:
    paper, anybody = Paper(regency.tenant), Caller(kind="public", actor="public", tenant=regency.tenant)
    publish(running.amqp_uri, "assignment", paper.signed(), paper.rendered())
    seal, gateway = Seal(KEYS.sealing), Issuer("gateway", KEYS.gateway)
    with calling(running.amqp_uri, seal, gateway) as client:

        def standing() -> str:
            request = ByCode(tenant=regency.tenant, code=paper.code)
            try:
                return client.call("register.verification", anybody, request, Verification).standing
            except NotFound:
                return ""

        until(lambda: standing() == "stands")
