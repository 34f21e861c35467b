"""`make lint` finds what it is there to find: a secret in a file that is kept, a package with a known weakness."""

import subprocess
from pathlib import Path

import pytest
from detect_secrets.settings import default_settings

from tests.lint import dependency_audit, secret_scan

AWS_KEY = "AKIA" + "IOSFODNN7TESTKEY"  # in two halves, so that the scan does not find it here
PASSWORD = "pass" + 'word = "bukan-rahasia-contoh"\n'

REPORT = {
    "dependencies": [
        {"name": "fine", "version": "1.0", "vulns": []},
        {"name": "weak", "version": "2.0", "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["2.1"]}]},
        {"name": "unknown", "skip_reason": "not found"},
    ]
}


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with nothing in it, and the current folder."""
    monkeypatch.chdir(tmp_path)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    return tmp_path


def _found(checkout: Path, name: str, text: str) -> list[str]:
    file = checkout / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    with default_settings():
        return sorted({found for found, _ in secret_scan.scan()})


@pytest.mark.parametrize("name", ["deploy/new.py", "tests/unit/test_new.py", ".env.bak"])
def test_a_key_in_a_file_that_may_be_committed_is_found(checkout: Path, name: str) -> None:
    assert _found(checkout, name, f'KEY = "{AWS_KEY}"\n') == [name]


def test_a_password_is_found_in_the_product_and_made_up_in_a_test(checkout: Path) -> None:
    assert _found(checkout, "services/new.py", PASSWORD) == ["services/new.py"]
    assert _found(checkout, "tests/test_new.py", PASSWORD) == ["services/new.py"]


def test_a_file_that_is_never_committed_is_not_looked_at(checkout: Path) -> None:
    (checkout / ".gitignore").write_text(".env\n", encoding="utf-8")
    assert _found(checkout, ".env", f'KEY = "{AWS_KEY}"\n') == []


def test_a_known_vulnerability_is_told_with_the_version_that_mends_it() -> None:
    audit = dependency_audit.read(REPORT)
    assert (audit.checked, audit.unknown) == (2, 1)
    assert audit.faults == ("weak 2.0: PYSEC-2026-1, mended in 2.1",)


def test_without_a_way_to_the_advisories_that_is_said_and_nothing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text(f"click==8.0.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    assert dependency_audit.main(lock) == 0
    assert "not checked" in capsys.readouterr().out
