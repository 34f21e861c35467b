"""The operator's commands on accounts, against the gateway's own database; and the phone of an invented officer."""

import json
from pathlib import Path

import pyotp
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from sqlalchemy import URL, Engine

from deploy.cli.main import main
from gateway.second_factor import SecondFactors
from gateway.sign_in import Doorkeeper
from tests.integration.gateway.conftest import as_command
from tests.integration.gateway.people import Hours, enrolled, signed_in
from tests.unit.gateway.samples import content

SHARED = "CONTOHCONTOHCONTOHCONTOHCONTOH22"


@pytest.fixture
def environment(admin: URL, engine: Engine) -> dict[str, str]:
    """What the operator's shell holds."""
    return {"DATABASE_URL": as_command(admin)}


def dumas(environment: dict[str, str], *arguments: str, expect: int = 0) -> str:
    """What the command says."""
    done = CliRunner().invoke(main, arguments, env=environment)
    assert done.exit_code == expect, done.output
    return done.output


def test_an_operator_is_added_listed_and_removed(environment: dict[str, str], client: FlaskClient) -> None:
    said = dumas(environment, "operator", "add", "kanal").split()
    password = said[said.index("password") + 1]
    assert "no second factor yet" in dumas(environment, "operator", "list")
    session = content(signed_in(client, "kanal", password, tenant="platform"))
    assert (session["me"]["kind"], session["must_set_up"]) == ("platform", ["second_factor"])
    dumas(environment, "operator", "remove", "kanal")
    assert dumas(environment, "operator", "list") == ""
    assert signed_in(client, "kanal", password, tenant="platform").status_code == 401


def test_what_cannot_be_done_to_operators_is_said(environment: dict[str, str]) -> None:
    dumas(environment, "operator", "add", "kanal")
    assert "already" in dumas(environment, "operator", "add", "kanal", expect=1)
    assert "no operator" in dumas(environment, "operator", "remove", "siapa", expect=1)
    dumas(environment, "operator", "add", "Dengan Spasi", expect=2)


def test_a_lost_second_factor_is_taken_away(
    environment: dict[str, str], keeper: Doorkeeper, factors: SecondFactors, clock: Hours, client: FlaskClient
) -> None:
    enrolled(keeper, factors, clock)
    assert "taken away" in dumas(environment, "officer", "reset-second-factor", "contoh", "inspektur")
    assert "there was no" in dumas(environment, "officer", "reset-second-factor", "contoh", "inspektur")
    assert "no officer" in dumas(environment, "officer", "reset-second-factor", "contoh", "siapa", expect=1)


def test_the_code_of_an_invented_officer_is_printed(tmp_path: Path) -> None:
    given = {"contoh": {"kepala": {"password": "sandi-contoh", "totp": SHARED}, "petugas": "sandi-contoh-juga"}}
    (tmp_path / "sign_ins.json").write_text(json.dumps(given), encoding="utf-8")
    place = {"DUMAS_STATE_DIR": str(tmp_path)}
    assert pyotp.TOTP(SHARED).verify(dumas(place, "code", "contoh", "kepala").strip(), valid_window=1)
    assert "without a code" in dumas(place, "code", "contoh", "petugas", expect=1)
    assert "no officer" in dumas(place, "code", "contoh", "siapa", expect=1)
    assert "make run" in dumas({"DUMAS_STATE_DIR": str(tmp_path / "nowhere")}, "code", "contoh", "kepala", expect=1)
