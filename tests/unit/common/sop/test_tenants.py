"""What the four regencies have in common: files that are accepted, invented staff, honest provenance."""

import pytest

from services.common.sop.staffing import strange_units, unguarded, unstaffed
from services.common.vocabulary import EXTERNAL_ROLES
from tests.unit.common.sop.tenants import TENANTS, officers, profile, sop, units

VERSIONS = {"katingan": 5}
"""Of the regencies whose SOP is not the third version."""


@pytest.mark.parametrize("tenant", TENANTS)
def test_every_file_of_a_regency_is_accepted(tenant: str) -> None:
    assert sop(tenant).id == f"{tenant}@{VERSIONS.get(tenant, 3)}"
    assert profile(tenant).key == tenant
    assert len(units(tenant)) >= 5


@pytest.mark.parametrize("tenant", TENANTS)
def test_every_step_has_somebody_who_can_do_it(tenant: str) -> None:
    assert unstaffed(sop(tenant), officers(tenant)) == []


@pytest.mark.parametrize("tenant", TENANTS)
def test_no_complaint_about_an_officer_is_left_without_somebody_to_handle_it(tenant: str) -> None:
    assert unguarded(sop(tenant), officers(tenant)) == []


@pytest.mark.parametrize("tenant", TENANTS)
def test_the_provincial_inspectorate_stands_in_for_the_inspektur(tenant: str) -> None:
    assert sop(tenant).roles["inspektur"].substitute == ("inspektur_provinsi",)
    assert [each.id for each in officers(tenant) if "inspektur_provinsi" in each.roles] == ["provinsi"]


@pytest.mark.parametrize("tenant", TENANTS)
def test_who_acts_for_a_unit_acts_for_one_of_the_regency(tenant: str) -> None:
    assert strange_units(officers(tenant), units(tenant)) == []


@pytest.mark.parametrize("tenant", TENANTS)
def test_every_role_that_files_or_keeps_identities_is_held_by_somebody(tenant: str) -> None:
    held = {role for officer in officers(tenant) for role in officer.roles}
    filing = {role for channel in sop(tenant).channels.values() for role in channel.filed_by}
    assert held >= (filing - {"pelapor"}) | {"custodian", "admin_tenant"}


@pytest.mark.parametrize("tenant", TENANTS)
def test_the_keeper_of_identities_handles_no_complaints(tenant: str) -> None:
    keepers = [officer for officer in officers(tenant) if "custodian" in officer.roles]
    assert [keeper.roles for keeper in keepers] == [("custodian",)]


@pytest.mark.parametrize("tenant", TENANTS)
def test_officers_are_invented_and_only_sources_are_systems(tenant: str) -> None:
    for officer in officers(tenant):
        if officer.kind == "system":
            assert set(officer.roles) <= EXTERNAL_ROLES
        else:
            assert officer.name.startswith("Contoh ")
            is_elected = officer.roles == ("pimpinan_daerah",)
            assert officer.nip == "" if is_elected else officer.nip.startswith("00000000000000")
            assert officer.email.endswith("@example.test")


@pytest.mark.parametrize(
    ("tenant", "code", "zone"),
    [
        ("banyumas", "BMS", "Asia/Jakarta"),
        ("madiun", "MDN", "Asia/Jakarta"),
        ("katingan", "KTG", "Asia/Jakarta"),
        ("klungkung", "KLK", "Asia/Makassar"),
    ],
)
def test_codes_and_time_zones(tenant: str, code: str, zone: str) -> None:
    assert (profile(tenant).code, profile(tenant).time_zone) == (code, zone)


@pytest.mark.parametrize(("tenant", "rows"), [("banyumas", 12), ("madiun", 5), ("katingan", 8), ("klungkung", 1)])
def test_every_row_of_the_source_is_a_step(tenant: str, rows: int) -> None:
    numbers = {int(step.number) for step in sop(tenant).steps if step.number}
    assert numbers == set(range(1, rows + 1))


@pytest.mark.parametrize("tenant", TENANTS)
def test_steps_without_a_row_are_marked_as_such(tenant: str) -> None:
    for each in sop(tenant).steps:
        if each.number is None:
            assert each.provenance.basis != "literal", each.key
        assert each.provenance.basis == "literal" or each.provenance.note, each.key


@pytest.mark.parametrize(
    ("tenant", "products"),
    [
        ("banyumas", {"lha", "lhk", "lhko"}),
        ("madiun", {"jawaban"}),
        ("katingan", {"lha", "laporan_tindak_lanjut", "tanggapan_tertulis"}),
        ("klungkung", {"laporan_tindak_lanjut"}),
    ],
)
def test_products(tenant: str, products: set[str]) -> None:
    assert set(sop(tenant).products) == products
