"""The regency's signing authority: made once, sealed, the press's alone to use, and there after a rotation of keys."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg2
import pytest
from sqlalchemy import Engine, create_engine, text

from services.common.contracts.keys import RotateKeys
from services.common.press.authority import Authority
from services.common.press.examining import examined
from services.common.runtime.keys import Keys
from services.common.runtime.tenant_keys import Keyring
from tests.integration.intake.front_door import Intake
from tests.support.databases import Databases, holding, rows
from tests.support.rings import intakes_keyring
from tests.support.signed import OFFICE, signed
from tests.unit.intake import samples

Made = tuple[str, str]
Ask = Callable[..., Made]
OPERATOR = samples.PUBLIC.model_copy(update={"kind": "operator"})


@pytest.fixture
def press(databases: Databases) -> Iterator[Engine]:
    """Intake's database as the press reaches it."""
    made = create_engine(databases.of_role("documents", "dumas_intake").set(drivername="postgresql+psycopg2"))
    yield made
    made.dispose()


@pytest.fixture
def ask(press: Engine, intake: Intake) -> Ask:
    """The regency's authority, asked for by a process of the press."""
    intake.file()  # a regency has keys since its first complaint

    def of(keyring: Keyring | None = None, before: Callable[[], object] = lambda: None) -> Made:
        with press.begin() as connection:
            connection.execute(text("SELECT set_config('dumas.tenant', :tenant, true)"), {"tenant": intake.tenant})
            keys = Keys(connection, intake.tenant, keyring or intakes_keyring())
            before()
            return Authority(connection, keys).of(intake.tenant, OFFICE)

    return of


def test_the_first_who_needs_it_makes_it_and_all_others_find_it(ask: Ask) -> None:
    assert ask() == ask()


def test_it_signs_documents(ask: Ask) -> None:
    last = examined(signed(under=ask()), ask()[0]).last
    assert last is not None
    assert last.is_trusted


def test_two_who_need_it_at_once_get_the_same(ask: Ask) -> None:
    both = Barrier(2)
    with ThreadPoolExecutor(2) as threads:
        one, other = (threads.submit(ask, before=both.wait) for _ in range(2))
    assert one.result() == other.result()


def test_its_key_stands_nowhere_in_clear(ask: Ask, databases: Databases) -> None:
    _, key = ask()
    assert holding(databases.of_owner("dumas_intake"), key.splitlines()[1]) == set()


def test_it_is_the_same_after_a_rotation_of_keys(ask: Ask, intake: Intake) -> None:
    before, service = ask(), intake.process(intakes_keyring("k2", "k1"))
    request = RotateKeys(start=True)
    while service.rotate_keys(intake.caller(OPERATOR), request).left:
        request = RotateKeys()
    assert ask(intakes_keyring("k2")) == before


def test_the_register_reads_the_certificate_and_not_the_key(ask: Ask, intake: Intake, databases: Databases) -> None:
    ask()
    register = databases.of_role("register", "dumas_intake")
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        rows(register, "SELECT sealed FROM signing_authority")
    own = f"SELECT set_config('dumas.tenant', '{intake.tenant}', true); SELECT certificate FROM signing_authority"
    assert len(rows(register, own)) == 1


def test_the_press_sees_no_secret_but_those_it_seals_with(
    ask: Ask, intake: Intake, databases: Databases, press: Engine
) -> None:
    ask()
    kept = rows(intake.owner, "SELECT purpose FROM keys.tenant_secret WHERE tenant = %s", intake.tenant)
    assert {"access_code", "signing"} <= {purpose for (purpose,) in kept}
    with press.begin() as connection:
        connection.execute(text("SELECT set_config('dumas.tenant', :tenant, true)"), {"tenant": intake.tenant})
        seen = set(connection.execute(text("SELECT purpose FROM keys.tenant_secret")).scalars())
    assert "signing" in seen
    assert seen <= {"signing", "reports"}
    for desk in ("review", "assignment", "followup"):
        policies = (
            "SELECT count(*) FROM pg_policies WHERE tablename = 'tenant_secret' AND 'dumas_documents' = ANY(roles)"
        )
        assert rows(databases.of_owner(f"dumas_{desk}"), policies) == [(0,)]


def test_nobody_changes_an_authority(ask: Ask, press: Engine) -> None:
    ask()
    with press.begin() as connection, pytest.raises(Exception, match="permission denied"):
        connection.execute(text("UPDATE signing_authority SET certificate = ''"))
