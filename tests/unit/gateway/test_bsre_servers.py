"""Where DUMAS_BSRE sends documents to be signed: over https, and nothing of it is shown."""

import json

import pytest

from gateway.signing.servers import servers

SECRET = "kata sandi uji"


def written(url: str, **more: str) -> str:
    return json.dumps({"contoh": {"url": url, "user": "dumas-uji", "password": SECRET, **more}})


def test_without_it_there_is_none() -> None:
    assert servers("") == {}


@pytest.mark.parametrize(
    ("url", "host", "port", "path"),
    [
        ("https://esign.example.go.id", "esign.example.go.id", 443, ""),
        ("https://esign.example.go.id:8443/layanan/", "esign.example.go.id", 8443, "/layanan"),
        ("http://127.0.0.1:8089", "127.0.0.1", 8089, ""),
        ("http://localhost", "localhost", 80, ""),
        ("http://[::1]:8089", "::1", 8089, ""),
    ],
)
def test_a_server_is_found_by_its_regency(url: str, host: str, port: int, path: str) -> None:
    found = servers(written(url))["contoh"]
    assert (found.host, found.port, found.path) == (host, port, path)
    assert (found.trust is None) == url.startswith("http:")


@pytest.mark.parametrize(
    "text",
    [
        "bukan json",
        "[]",
        '{"contoh": {"url": "https://esign.example.go.id"}}',
        written("http://esign.example.go.id"),
        written("http://10.0.0.1"),
        written("http://127.0.0.1.example.go.id"),
        written("ftp://esign.example.go.id"),
        written("https://"),
        written("https://dumas@esign.example.go.id"),
        written("https://esign.example.go.id?a=b"),
        written("https://esign.example.go.id:port"),
        written("https://esign.example.go.id", ca="bukan sertifikat"),
        written("https://esign.example.go.id", lain="x"),
    ],
)
def test_what_does_not_fit_ends_the_program_and_shows_no_secret(text: str) -> None:
    with pytest.raises(SystemExit) as ended:
        servers(text)
    assert "DUMAS_BSRE" in str(ended.value)
    assert SECRET not in str(ended.value)


def test_a_server_shows_neither_user_nor_password() -> None:
    shown = repr(servers(written("https://esign.example.go.id")))
    assert SECRET not in shown
    assert "dumas-uji" not in shown
