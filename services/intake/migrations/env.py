"""Alembic's entry: migrates this service's database."""

from services.common.runtime.migrations import run

run()
