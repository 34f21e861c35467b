"""Migrations make exactly the tables the models speak of, and may run again and again."""

from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import MetaData, create_engine

import gateway.models
import services.assignment.models
import services.followup.models
import services.intake.models
import services.intake.register.models
import services.notify.models
import services.notify.outward.tables
import services.review.models
from deploy.services import TREES
from services.common.runtime.tables import NAMING
from tests.support.databases import Databases, rows

METADATA: dict[str, tuple[MetaData, ...]] = {
    "dumas_intake": (services.intake.models.Base.metadata, services.intake.register.models.Base.metadata),
    "dumas_review": (services.review.models.Base.metadata,),
    "dumas_assignment": (services.assignment.models.Base.metadata,),
    "dumas_followup": (services.followup.models.Base.metadata,),
    "dumas_notify": (services.notify.models.Base.metadata,),
    "dumas_gateway": (gateway.models.Base.metadata,),
}
"""Every model whose tables lie in a database. Intake and the register share one."""

SHARED = {"outbox", "inbox", "answered", "document", "document_counter"}


def together(*parts: MetaData) -> MetaData:
    """One metadata of several; what two of them declare is taken once."""
    whole = MetaData(naming_convention=NAMING)
    for part in parts:
        for name, table in part.tables.items():
            if name not in whole.tables:
                table.to_metadata(whole)
    return whole


def of_ours(name: str | None, kind: str, _parents: Any) -> bool:
    """Schemas PostgreSQL keeps for itself are not compared."""
    return kind != "schema" or name in {None, "vault", "keys", "trail"}


def test_every_database_is_compared() -> None:
    assert set(METADATA) == set(TREES)


def test_intake_and_the_register_share_tables_of_messages_and_documents_and_no_others() -> None:
    intake, register = METADATA["dumas_intake"]
    assert set(intake.tables) & set(register.tables) == SHARED


@pytest.mark.parametrize("database", METADATA)
def test_the_migrated_tables_are_those_of_the_models(databases: Databases, database: str) -> None:
    engine = create_engine(databases.of_owner(database).set(drivername="postgresql+psycopg2"))
    options = {"include_schemas": True, "include_name": of_ours, "compare_type": True}
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, together(*METADATA[database]))
    engine.dispose()
    assert differences == []


def test_migrating_again_changes_nothing_and_says_so(databases: Databases) -> None:
    assert databases.migrate().splitlines() == [f"{database} is up to date" for database in TREES]


@pytest.mark.parametrize("database", TREES)
def test_a_database_knows_its_revision(databases: Databases, database: str) -> None:
    ((revision,),) = rows(databases.of_owner(database), "SELECT version_num FROM alembic_version")
    assert revision.isdecimal()
