"""The pages of a regency for trying things out say that it is none, and nobody is led there by mistake."""

from flask.testing import FlaskClient

from services.common.contracts.regencies import Tenants
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import PROFILE, TENANT

SANDBOX = TENANT.model_copy(
    update={"profile": PROFILE.model_copy(update={"key": "coba", "sandbox": True, "office": "Inspektorat Coba"})}
)
WARNING = "Ini kabupaten contoh untuk mencoba; jangan melapor di sini."


def test_its_pages_say_not_to_report_here(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.tenant", SANDBOX)
    for address in ("/coba", "/coba/privasi", "/coba/sop"):
        assert WARNING in client.get(address).text, address


def test_no_search_engine_lists_it(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.tenant", SANDBOX)
    assert '<meta name="robots" content="noindex">' in client.get("/coba").text


def test_pages_of_a_real_regency_are_listed_and_say_nothing_of_it(client: FlaskClient) -> None:
    page = client.get("/contoh").text
    assert '<meta name="robots" content="index">' in page
    assert WARNING not in page


def test_it_does_not_stand_among_the_regencies(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.tenants", Tenants(tenants=(TENANT, SANDBOX)))
    page = client.get("/").text
    assert 'href="/contoh"' in page
    assert 'href="/coba"' not in page


def test_alone_it_is_shown(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.tenants", Tenants(tenants=(SANDBOX,)))
    assert 'href="/coba"' in client.get("/").text
