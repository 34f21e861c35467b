"""What every page keeps to: forms from our own pages alone, the reader's language, refusals as pages."""

import html
import re

import pytest
from flask.testing import FlaskClient

from gateway.pages.routes import PUBLIC
from services.common.errors import Unavailable
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import TENANT

OURS = ({"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": "http://localhost"})
FORM = "/contoh/lacak"
TYPED = {"reference": "CTH-26-0000-0000", "access_code": "0000-0000-0000-0000"}
OTHERS: tuple[dict[str, str], ...] = (
    {},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    {"Origin": "null"},
    {"Origin": "https://jahat.example"},
)


@pytest.mark.parametrize("headers", OTHERS)
def test_a_form_of_another_site_is_refused(client: FlaskClient, headers: dict[str, str]) -> None:
    answer = client.post(FORM, data=TYPED, headers=headers)
    assert answer.status_code == 403
    assert "tidak dikirim dari halaman kami" in answer.text


@pytest.mark.parametrize("headers", OURS)
def test_a_form_of_ours_is_taken(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post(FORM, data=TYPED, headers=headers).status_code != 403


def test_a_language_once_chosen_stays(client: FlaskClient) -> None:
    assert 'lang="id"' in client.get("/contoh").text
    answer = client.get("/contoh?bahasa=en")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/contoh")
    assert 'lang="en"' in client.get("/contoh").text
    client.get("/contoh?bahasa=xx")
    assert 'lang="en"' in client.get("/contoh").text


def test_the_other_language_shows_the_same_page_with_all_it_asked_for(client: FlaskClient) -> None:
    page = client.get("/contoh?tahun=2025&cari=a%26b").text
    assert 'href="/contoh?tahun=2025&amp;cari=a%26b&amp;bahasa=en"' in page
    answer = client.get("/contoh?tahun=2025&cari=a%26b&bahasa=en")
    assert answer.headers["Location"] == "/contoh?tahun=2025&cari=a%26b"


@pytest.mark.parametrize("odd", ["/%5Clain.example", "/%5C%5Clain.example/lapor", "/%0D%0AX:y"])
def test_no_odd_address_leads_to_another_site_or_fails(client: FlaskClient, odd: str) -> None:
    page = client.get(odd).text
    assert f'href="{odd}?bahasa=en"' in page
    answer = client.get(f"{odd}?bahasa=en")
    assert (answer.status_code, answer.headers["Location"]) == (303, odd)


def test_an_unknown_regency_is_told_as_a_page(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.tenant", Unavailable("register"))
    answer = client.get("/tidak_ada")
    assert (answer.status_code, answer.mimetype) == (503, "text/html")


def test_an_address_that_is_nothing_is_told_as_a_page_to_browsers_and_as_a_problem_to_programs(
    client: FlaskClient,
) -> None:
    page = client.get("/contoh/tidak/ada", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert client.get("/contoh/tidak/ada").mimetype == "application/problem+json"
    api = client.get("/api/v1/tidak", headers={"Accept": "text/html"})
    assert api.mimetype == "application/problem+json"


def test_a_page_says_where_forms_come_from_and_runs_our_own_scripts_alone(client: FlaskClient) -> None:
    headers = client.get("/contoh").headers
    assert headers["Referrer-Policy"] == "same-origin"
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_looking_sets_no_cookie(client: FlaskClient) -> None:
    for page in PUBLIC:
        if "<tenant>" in page.path:
            answer = client.get(page.path.replace("<tenant>", TENANT.profile.key))
            assert "Set-Cookie" not in answer.headers or page.who, page.path


def test_what_is_static_is_kept_for_ever_under_its_own_name(client: FlaskClient) -> None:
    with client.get("/static/public.css?v=1") as kept, client.get("/static/public.css") as asked_again:
        assert "immutable" in kept.headers["Cache-Control"]
        assert asked_again.headers["Cache-Control"] == "no-cache"


def _language_link(page: str) -> str:
    found = re.search(r'href="([^"]*)" lang="en"', page)
    assert found, page
    return html.unescape(found[1])


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        ("http://localhost/contoh/lapor/cerita?x=1", "/contoh/lapor/cerita?x=1&bahasa=en"),
        ("http://localhost/contoh/lapor/hapus", "/contoh/lapor?bahasa=en"),
        ("http://localhost//lain.example/", "/contoh/lapor?bahasa=en"),
        ("https://lain.example/contoh/lapor/cerita", "/contoh/lapor?bahasa=en"),
        ("", "/contoh/lapor?bahasa=en"),
    ],
)
def test_where_only_forms_are_taken_the_other_language_is_that_of_the_page_before(
    client: FlaskClient, came_from: str, leads_to: str
) -> None:
    answer = client.post("/contoh/lapor/hapus", headers={"Sec-Fetch-Site": "cross-site", "Referer": came_from})
    assert answer.status_code == 403
    assert _language_link(answer.text) == leads_to


@pytest.mark.parametrize("path", ["/contoh", "/", "/docs"])
def test_in_a_reporters_browser_the_language_ends_with_it(client: FlaskClient, path: str) -> None:
    cookie = client.get(f"{path}?bahasa=en").headers["Set-Cookie"]
    assert "dumas_bahasa=en" in cookie
    assert "Max-Age" not in cookie
    assert "Expires" not in cookie


def test_in_an_officers_browser_the_language_is_kept_for_the_desk_alone(client: FlaskClient) -> None:
    cookie = client.get("/petugas/masuk?bahasa=en").headers["Set-Cookie"]
    assert "Path=/petugas" in cookie
    assert "Max-Age=31536000" in cookie
