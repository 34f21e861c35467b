"""Runs `dumas` as an operator types it, and tells what came of it."""

from click.testing import CliRunner, Result

from deploy.cli.calendars import SHIPPED
from deploy.cli.main import main
from tests.unit.common.sop.tenants import TENANTS

__all__ = ["FOLDER", "TENANTS", "dumas"]

FOLDER = SHIPPED
"""Where the four regencies are."""


def dumas(*words: object) -> Result:
    """`dumas WORD...`, with nothing running. What the command fails to expect is raised here."""
    result = CliRunner().invoke(main, [str(word) for word in words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result
