"""Who stands in for whom, in the gateway's own database: recorded, in force by the regency's date, and ended."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import URL, Engine, create_engine, text, update

from gateway.accounts import FACTOR, SignedIn
from gateway.database import of_tenant
from gateway.deputies import Deputies, Line
from gateway.deputising import Unfit, Wish
from gateway.models import Account
from gateway.second_factor import SecondFactors
from gateway.sign_in import Doorkeeper
from services.common.errors import Invalid, NotFound, NotYourRole
from tests.integration.gateway.people import PASSWORDS, Hours, enrolled
from tests.unit.gateway.conftest import SETTINGS

ZONE = "Asia/Jakarta"
TODAY = date(2026, 3, 2)


class Office:
    """A regency whose Inspektur goes away; `admin` has a phone, and the officer `petugas` is to stand in."""

    def __init__(self, engine: Engine, clock: Hours, door: Doorkeeper, factors: SecondFactors) -> None:
        self.engine, self.clock, self.door = engine, clock, door
        self.deputies = Deputies(engine, SETTINGS.factor_key, clock)
        self._phone = enrolled(door, factors, clock, "admin")
        clock.now += timedelta(minutes=1)
        self.admin = door.sign_in("contoh", "admin", PASSWORDS["petugas"], self.code()).signed_in

    def code(self) -> str:
        """A code that was not used yet."""
        self.clock.now += timedelta(seconds=30)
        return self._phone.code()

    def record(self, code: str | None = None, who: SignedIn | None = None, **changes: Any) -> Line:
        """The Inspektur is away from today until Friday, unless something else is said."""
        given = {"holder": "inspektur", "officer": "petugas", "kind": "plh", "roles": (), "basis": "800/123/SP/2026"}
        wish = Wish(**{**given, "from_on": TODAY, "until_on": TODAY + timedelta(days=4), **changes})
        return self.deputies.record(who or self.admin, wish, ZONE, code or self.code())

    def petugas(self, token: str | None = None) -> SignedIn:
        """The officer's session, as the next request finds it."""
        return self.door.holder(token or self.door.sign_in("contoh", "petugas", PASSWORDS["petugas"]).token)

    def change(self, account: str, **values: Any) -> None:
        """The officers' file changes an account."""
        with of_tenant(self.engine, "contoh") as connection:
            connection.execute(update(Account).where(Account.id == account).values(**values))


@pytest.fixture
def office(admin: URL, engine: Engine, clock: Hours, keeper: Doorkeeper, factors: SecondFactors) -> Iterator[Office]:
    PASSWORDS["admin"] = PASSWORDS["petugas"]
    owner = create_engine(admin)
    with owner.begin() as connection:
        for name, roles, unit in (
            ("admin", ["admin_tenant"], ""),
            ("sekretaris", ["sekretaris"], ""),
            ("penjaga", ["custodian"], ""),
            ("kadis", ["unit_terlapor"], "dinas_contoh"),
        ):
            row = {"id": name, "roles": json.dumps(roles), "unit": unit}
            connection.execute(
                text(
                    "INSERT INTO account (tenant, id, name, kind, roles, unit, password_hash, is_active) "
                    "SELECT tenant, :id, :id, kind, :roles, :unit, password_hash, true FROM account "
                    "WHERE tenant = 'contoh' AND id = 'petugas'"
                ),
                row,
            )
    owner.dispose()
    yield Office(engine, clock, keeper, factors)
    del PASSWORDS["admin"]


def test_while_it_is_in_force_the_officer_is_vouched_for_with_the_role_and_by_whose_office(office: Office) -> None:
    token = office.door.sign_in("contoh", "petugas", PASSWORDS["petugas"]).token
    office.record()
    found = office.petugas(token)
    assert found.caller.roles == ("petugas_penerima", "inspektur")
    assert [each.code for each in found.caller.deputises] == ["plh:inspektur:inspektur"]
    assert [(each.kind, each.until_on) for each in found.standing_in] == [("plh", TODAY + timedelta(days=4))]


def test_a_role_that_demands_a_second_factor_demands_it_of_the_deputy_too(office: Office) -> None:
    assert office.petugas().must_set_up == ()
    office.record()
    assert office.petugas().must_set_up == (FACTOR,)


def test_it_begins_and_ends_with_the_days_of_the_regency(office: Office) -> None:
    office.record(from_on=TODAY + timedelta(days=1), until_on=TODAY + timedelta(days=2))
    seen = []
    for hours in (0, 16, 2, 45, 2):  # 08.00, then 00.00 to 02.00 and 23.00 to 01.00 two days later, in Jakarta
        office.clock.now += timedelta(hours=hours)
        seen.append("inspektur" in office.petugas().caller.roles)
    assert seen == [False, True, True, True, False]


def test_what_is_ended_is_over_with_the_next_request(office: Office) -> None:
    line = office.record()
    token = office.door.sign_in("contoh", "petugas", PASSWORDS["petugas"]).token
    ended = office.deputies.end(office.admin, line.deputy_id)
    assert office.petugas(token).caller.roles == ("petugas_penerima",)
    assert ended.state(TODAY) == "past"
    assert office.deputies.end(office.admin, line.deputy_id).ended_at == ended.ended_at


def test_a_plh_of_who_left_is_over_and_a_plt_is_not(office: Office) -> None:
    office.record()
    office.change("inspektur", is_active=False)
    assert office.petugas().caller.deputises == ()
    with pytest.raises(Unfit, match="holder_gone"):
        office.record()
    office.deputies.end(office.admin, office.deputies.listed(office.admin.caller)[0].deputy_id)
    office.record(kind="plt")
    assert [each.kind for each in office.petugas().caller.deputises] == ["plt"]


def test_what_is_held_in_anothers_place_is_not_lent_on(office: Office) -> None:
    office.record()
    with pytest.raises(Unfit, match="not_held"):
        office.record(holder="petugas", officer="sekretaris", roles=("inspektur",))


@pytest.mark.parametrize(
    ("wish", "fault"),
    [
        ({"officer": "inspektur"}, "same"),
        ({"officer": "admin"}, "oneself"),
        ({"officer": "penjaga"}, "keeper"),
        ({"officer": "kadis"}, "units"),
        ({"officer": "sp4n_lapor"}, "no_officer"),
        ({"holder": "nobody"}, "no_holder"),
        ({"holder": "admin"}, "nothing"),
        ({"roles": ("custodian",)}, "not_held"),
        ({"from_on": TODAY - timedelta(days=1)}, "past"),
        ({"until_on": TODAY - timedelta(days=1)}, "backwards"),
        ({"until_on": TODAY + timedelta(days=91)}, "too_far"),
    ],
)
def test_what_does_not_fit_is_refused_and_costs_no_code(office: Office, wish: dict[str, Any], fault: str) -> None:
    code = office.code()
    with pytest.raises(Unfit, match=fault):
        office.record(code, **wish)
    assert office.record(code).state(TODAY) == "present"


def test_two_do_not_stand_in_for_one_at_once(office: Office) -> None:
    office.record()
    with pytest.raises(Unfit, match="taken"):
        office.record(from_on=TODAY + timedelta(days=4), until_on=TODAY + timedelta(days=9))
    coming = office.record(from_on=TODAY + timedelta(days=5), until_on=TODAY + timedelta(days=9))
    assert coming.state(TODAY) == "coming"


def test_only_an_administrator_records_and_only_with_a_fresh_code(office: Office) -> None:
    with pytest.raises(NotYourRole):
        office.record(who=office.petugas())
    with pytest.raises(Invalid):
        office.record("000000")
    assert office.deputies.listed(office.admin.caller) == []


def test_another_regency_sees_nothing_of_it_and_ends_nothing(office: Office) -> None:
    line = office.record()
    caller = office.admin.caller.model_copy(update={"tenant": "lain"})
    stranger = SignedIn(caller, "x", "lain")
    assert office.deputies.listed(caller) == []
    with pytest.raises(NotFound):
        office.deputies.end(stranger, line.deputy_id)


def test_it_is_told_to_the_trail_by_codes_and_to_services_whole(office: Office, admin: URL) -> None:
    line = office.record()
    office.deputies.end(office.admin, line.deputy_id)
    owner = create_engine(admin)
    with owner.begin() as connection:
        rows = connection.execute(text("SELECT name, payload FROM outbox ORDER BY seq")).all()
    owner.dispose()
    audited = [row.payload for row in rows if row.name == "audited"]
    told = [each for each in audited if each["action"] in {"deputised", "deputy_ended"}]
    assert [(each["action"], each["subject"], each["actor"]) for each in told] == [
        ("deputised", "petugas", "admin"),
        ("deputy_ended", "petugas", "admin"),
    ]
    assert "800/123" not in json.dumps(told)
    events = {row.name: row.payload for row in rows if row.name != "audited"}
    assert set(events) == {"officer_deputised", "deputy_ended"}
    assert events["officer_deputised"]["roles"] == ["inspektur"]
    assert events["officer_deputised"]["until"] == "2026-03-07T00:00:00+07:00"
