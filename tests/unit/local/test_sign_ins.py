"""Demo sign-ins follow the tenants' data."""

from pathlib import Path

import pytest

from deploy.credentials import Credentials
from deploy.local import sign_ins
from deploy.local.state import State

OFFICERS = """
- {id: petugas, name: Contoh Satu, roles: [petugas_penerima]}
- {id: kepala, name: Contoh Dua, roles: [inspektur, admin_tenant]}
- {id: portal, name: Portal Contoh, roles: [petugas_penerima], kind: system}
"""


@pytest.fixture
def tenants(tmp_path: Path) -> Path:
    folder = tmp_path / "tenants" / "contoh"
    folder.mkdir(parents=True)
    (folder / "tenant.yaml").touch()
    (folder / "officers.yaml").write_text(OFFICERS)
    (tmp_path / "tenants" / "national").mkdir()
    return folder.parent


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path / "state")


def test_everybody_in_the_data_can_sign_in(state: State, tenants: Path) -> None:
    given = sign_ins.load(state, tenants)["contoh"]
    assert set(given) == {"petugas", "kepala", "portal"}
    assert len({Credentials.read(written).password for written in given.values()}) == 3


def test_who_must_sign_in_with_a_code_gets_a_phone(state: State, tenants: Path) -> None:
    given = sign_ins.load(state, tenants)["contoh"]
    assert {name for name, written in given.items() if Credentials.read(written).totp} == {"kepala"}


def test_officers_who_exist_get_no_phone_from_us(state: State, tenants: Path) -> None:
    given = sign_ins.load(state, tenants, with_codes=False)["contoh"]
    assert all(isinstance(written, str) for written in given.values())


def test_sign_ins_of_an_earlier_build_keep_their_passwords(state: State, tenants: Path) -> None:
    state.write(sign_ins.FILE, {"contoh": {"kepala": "sandi-contoh-lama", "petugas": "sandi-contoh-juga"}})
    given = sign_ins.load(state, tenants)["contoh"]
    assert Credentials.read(given["kepala"]).password == "sandi-contoh-lama"
    assert Credentials.read(given["kepala"]).totp
    assert given["petugas"] == "sandi-contoh-juga"
    assert sign_ins.load(state, tenants)["contoh"] == given


def test_passwords_are_kept_when_somebody_joins(state: State, tenants: Path) -> None:
    before = sign_ins.load(state, tenants)
    with (tenants / "contoh" / "officers.yaml").open("a") as file:
        file.write("- {id: baru, name: Contoh Tiga, roles: [irban]}\n")
    after = sign_ins.load(state, tenants)
    assert {id: after["contoh"][id] for id in before["contoh"]} == before["contoh"]
    assert "baru" in after["contoh"]


def test_a_folder_without_a_tenant_is_passed_over(tenants: Path) -> None:
    assert [folder.name for folder in sign_ins.tenant_folders(tenants)] == ["contoh"]


def test_the_table_shows_one_officer_for_each_role_and_no_system(state: State, tenants: Path) -> None:
    lines = sign_ins.table(sign_ins.load(state, tenants), tenants)
    assert [line.split()[:3] for line in lines] == [
        ["contoh", "petugas_penerima", "petugas"],
        ["contoh", "inspektur", "kepala"],
        ["contoh", "admin_tenant", "kepala"],
    ]
    assert [line.endswith("dumas code contoh kepala") for line in lines] == [False, True, True]
