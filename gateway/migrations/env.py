"""Alembic's entry: migrates the gateway's database."""

from services.common.runtime.migrations import run

run()
