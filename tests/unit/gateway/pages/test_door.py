"""Where the door leads, once somebody has signed in."""

import pytest

from gateway.pages.door import own_path


@pytest.mark.parametrize(
    "address",
    [
        "https://lain.example/x",
        "//lain.example",
        "//[",
        "/\\lain.example",
        "lain",
        "javascript:x",
        "/x\nSet-Cookie: y",
        "",
    ],
)
def test_the_door_leads_to_no_other_site(address: str) -> None:
    assert own_path(address) == ""


@pytest.mark.parametrize("address", ["/petugas", "/petugas/buku?tahun=2026&cari=a%20b", "/petugas#isi"])
def test_the_door_leads_to_our_own_pages(address: str) -> None:
    assert own_path(address) == address
