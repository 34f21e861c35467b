"""What the README promises about configuration is what the code reads."""

import re

from tests.unit.deploy.compose import ROOT

_READ = re.compile(r"""(?:env\.(?:text|number|key)|os\.environ\.get)\(\s*["']([A-Z0-9_]+)["']""")
_ROW = re.compile(r"^\| (`[A-Z].*?) \|", re.MULTILINE)
_NAME = re.compile(r"`([A-Z0-9_]+)(?:<ROLE>)?`")
_ROLES = "DUMAS_DATABASE_PASSWORD_"


def _documented() -> set[str]:
    table = (ROOT / "README.md").read_text(encoding="utf-8").split("## Configuration")[1].split("\n## ")[0]
    return {name for row in _ROW.findall(table) for name in _NAME.findall(row)}


def _read_by(*folders: str) -> set[str]:
    files = (file for folder in folders for file in (ROOT / folder).rglob("*.py"))
    return {name for file in files for name in _READ.findall(file.read_text(encoding="utf-8"))}


def test_the_readme_lists_exactly_the_variables_the_processes_read() -> None:
    assert _documented() - {_ROLES} == _read_by("services", "gateway", "deploy/cli") | {"DUMAS_STATE_DIR"}


def test_the_readme_names_the_passwords_of_the_roles() -> None:
    assert _ROLES in _documented()


def test_links_of_the_pages_lead_somewhere() -> None:
    pages = [
        ROOT / "README.md",
        ROOT / "README.id.md",
        *(page for page in (ROOT / "deploy").rglob("README.md") if "node_modules" not in page.parts),
        ROOT / "gateway/README.md",
    ]
    dead = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert dead == []
