"""Who imports whom, where import-linter's contracts in pyproject.toml do not reach."""

import os
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT, Module, imports, modules

SEEN_BY_THE_GATEWAY = (
    "services.common.contracts",
    "services.common.errors",
    "services.common.faults",
    "services.common.vocabulary",
    "services.common.standing",
    "services.common.steps",
    "services.common.documents",
    "services.common.sealing",
    "services.common.press.examining",
    "services.common.children",
    "services.common.runtime.client",
    "services.common.runtime.trust",
    "services.common.runtime.settings",
    "services.common.runtime.storage",
    "services.common.runtime.logs",
    "services.common.runtime.tables",
    "services.common.runtime.migrations",
)
"""Contracts, words, and the plumbing of a client. Everything else of the services is not the gateway's business."""

_PACKAGES = ("services", "services.common", "services.common.runtime")
_KEY = "A" * 43 + "="
_NEEDED = {
    "DATABASE_URL": "postgresql://nobody@localhost/none",
    "AMQP_URI": "amqp://localhost:1/",
    "S3_ENDPOINT": "localhost:1",
    "S3_ACCESS_KEY": "none",
    "S3_SECRET_KEY": "none",
    "DUMAS_SEALING_KEY": _KEY,
    "DUMAS_SIGNING_KEY": _KEY,
    "DUMAS_RECEIPT_KEY": _KEY,
    "DUMAS_FACTOR_KEY": _KEY,
}


@pytest.mark.parametrize("module", modules("gateway"), ids=lambda module: module.name)
def test_the_gateway_sees_contracts_and_the_plumbing_of_a_client_only(module: Module) -> None:
    of_services = {name for name in imports(module) if name.split(".")[0] == "services"}
    assert {name for name in of_services if name not in _PACKAGES and not name.startswith(SEEN_BY_THE_GATEWAY)} == set()


def _loaded_by(statement: str) -> set[str]:
    """The modules a fresh interpreter has loaded after a statement, with nothing to connect to."""
    program = f"{statement}\nimport sys\nsys.stderr.write(' '.join(sys.modules))"
    environment = {"PATH": os.environ.get("PATH", os.defpath), "PYTHONPATH": str(ROOT), **_NEEDED}
    done = subprocess.run(
        (sys.executable, "-c", program), env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


def test_the_gateway_process_never_loads_nameko_or_eventlet() -> None:
    loaded = _loaded_by("import gateway.wsgi")
    assert "gateway.app" in loaded
    assert loaded & {"nameko", "eventlet", "services.common.sop", "services.common.desk"} == set()


@pytest.mark.parametrize(
    "module",
    ["services.common.runtime.relay", "services.intake.evidence.process", "services.notify.deliveries.process"],
)
def test_a_process_of_plain_threads_is_never_patched(module: str) -> None:
    loaded = _loaded_by(f"import {module}")
    assert loaded & {"nameko", "eventlet"} == set()


def test_importing_every_rule_loads_no_driver_and_no_framework() -> None:
    rules = [
        module.name.removesuffix(".py").replace("/", ".")
        for module in modules("services")
        if module.name.endswith(("/domain.py", "/completion.py", "/arrival.py", "/flow.py", "/errors.py"))
    ]
    loaded = _loaded_by("\n".join(f"import {name}" for name in rules))
    assert "services.intake.register.domain" in loaded
    assert loaded & {"nameko", "eventlet", "kombu", "sqlalchemy", "psycopg2", "minio", "alembic", "flask"} == set()
