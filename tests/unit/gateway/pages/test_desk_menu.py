"""The menu of officers leads to nothing they may not do."""

from flask import Flask, g

from gateway.accounts import SignedIn
from gateway.pages.desk import desk
from services.common.contracts.caller import Caller
from tests.unit.gateway.pages.visitors import REGENCY

LETTERS = {"letter": {"label": "Surat", "filed_by": ["petugas_penerima"], "source_reference": "none"}}


def menu(app: Flask, role: str) -> list[str]:
    """What somebody of this role can choose."""
    caller = Caller(kind="officer", actor="contoh", tenant="contoh", roles=(role,))
    with app.test_request_context("/petugas"):
        g.tenant = REGENCY.model_copy(update={"channels": LETTERS})
        g.signed_in = SignedIn(caller, "Contoh Satu", "contoh")
        found = desk()
    return [place.name for place in found.places] if found else []


def test_who_enters_complaints_by_the_sop_finds_that_in_the_menu(app: Flask) -> None:
    assert "Catat pengaduan" in menu(app, "petugas_penerima")


def test_who_does_not_is_not_led_there(app: Flask) -> None:
    assert "Catat pengaduan" not in menu(app, "irban")
    assert "Buku Pengaduan" in menu(app, "irban")
