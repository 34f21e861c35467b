"""The image: what its definition must say, and the check by which a container is judged."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from deploy.docker import healthcheck
from tests.unit.deploy.compose import ROOT

DOCKERFILE = (ROOT / "deploy" / "docker" / "Dockerfile").read_text(encoding="utf-8")
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_the_image_runs_dumas_without_rights() -> None:
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    assert "\nUSER 10001:10001\n" in last
    assert '\nENTRYPOINT ["dumas"]\n' in last
    assert "\nHEALTHCHECK " in last


def test_packages_come_by_their_hashes() -> None:
    assert "--require-hashes" in DOCKERFILE
    pinned = re.findall(r"^[a-z][a-z0-9.\-]*==.*?(?=^[a-z]|\Z)", LOCK, re.MULTILINE | re.DOTALL)
    assert len(pinned) > 40
    assert [entry.splitlines()[0] for entry in pinned if "--hash=sha256:" not in entry] == []


def test_nothing_private_reaches_the_build() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    assert {rule for rule in rules if rule.startswith("!")} == {
        "!pyproject.toml",
        "!requirements.lock",
        "!services",
        "!gateway",
        "!deploy",
    }
    assert {"deploy/docker/secrets", "**/node_modules"} <= {*rules}


@contextmanager
def _answering(status: int) -> Iterator[int]:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the library's name
            self.send_response(status if self.path == "/readyz" else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing to say."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.mark.parametrize(("status", "verdict"), [(200, 0), (503, 1)])
def test_a_container_is_as_healthy_as_its_process_is_ready(
    status: int, verdict: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _answering(status) as port:
        monkeypatch.setenv("HEALTH_PORT", str(port))
        assert healthcheck.main() == verdict


def test_the_gateway_is_asked_on_its_own_port(monkeypatch: pytest.MonkeyPatch) -> None:
    with _answering(200) as port:
        monkeypatch.delenv("HEALTH_PORT", raising=False)
        monkeypatch.setenv("PORT", str(port))
        assert healthcheck.main() == 0


def test_a_process_that_does_not_answer_is_not_healthy(monkeypatch: pytest.MonkeyPatch) -> None:
    with _answering(200) as port:
        pass
    monkeypatch.setenv("HEALTH_PORT", str(port))
    assert healthcheck.main() == 1
