"""The tree: what every service folder has, what no module is called, and what no file of ours may hold."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.services import SERVICES, TREES
from services.common import vocabulary
from services.common.contracts.result import Result
from services.common.contracts.results import RESULTS
from services.common.runtime import settings
from services.common.steps import DESKS, KINDS
from tests.architecture.source import DESK_FOLDERS, PACKAGES, ROOT, Module, modules, texts

NAMELESS = {"utils", "util", "helpers", "helper", "misc", "base", "tools", "stuff"}
TENANTS = {folder.parent.name for folder in (ROOT / "deploy" / "tenants").glob("*/tenant.yaml")}

EXAMPLES = {"gateway/components.py": {"banyumas"}}  # an address shown in the API's description

_KEPT = ("services", "gateway", "deploy", "tests", ".ci", ".github")
_TEXTS = {".py", ".md", ".yaml", ".yml", ".toml", ".lock", ".sh", ".json", ".html", ".css", ".js", ".txt", ".cfg", ""}
_NOT_OURS = {"__pycache__", "node_modules"}
_REGISTRY = re.compile(r"https?://[\w.-]*(pypi|pythonhosted|npmjs|yarnpkg|rubygems|artifactory|nexus|jfrog)", re.I)
_INDEX = re.compile(r"--(extra-)?index-url[ =]|--trusted-host[ =]|--find-links[ =]|^\s*registry\s*=", re.M)
_HOME = re.compile(r"(?<![\w$.{}])/(home|Users|root)/\w")


def _files() -> Iterator[Path]:
    """Every text file that is kept in version control."""
    roots = [path for path in ROOT.iterdir() if path.is_file()]
    inside = [path for name in _KEPT for path in (ROOT / name).rglob("*") if path.is_file()]
    return (path for path in (*roots, *inside) if path.suffix in _TEXTS and _NOT_OURS.isdisjoint(path.parts))


def test_every_kind_of_step_belongs_to_one_of_the_desks() -> None:
    assert {kind.desk for kind in KINDS.values()} == set(DESKS)
    assert all(name == kind.name for name, kind in KINDS.items())


def test_every_kind_of_step_has_a_result_of_its_own() -> None:
    assert set(RESULTS) == set(KINDS)
    assert len(set(RESULTS.values())) == len(KINDS)
    assert all(issubclass(model, Result) and model is not Result for model in RESULTS.values())


def test_every_desk_that_owns_steps_is_a_service_by_the_same_name() -> None:
    assert set(DESKS) <= set(SERVICES)
    assert tuple(SERVICES) == settings.SERVICES


@pytest.mark.parametrize("folder", DESK_FOLDERS)
def test_a_service_folder_looks_like_every_other(folder: str) -> None:
    names = {path.name for path in (ROOT / "services" / folder).iterdir()}
    assert {"README.md", "service.py", "models.py", "__init__.py"} <= names


@pytest.mark.parametrize("folder", DESK_FOLDERS)
def test_a_readme_says_what_the_service_owns_hears_announces_and_offers(folder: str) -> None:
    text = (ROOT / "services" / folder / "README.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {folder.rsplit('/', maxsplit=1)[-1]}\n")
    assert all(f"**{word}**" in text for word in ("Owns", "Listens", "Announces", "Offers"))


@pytest.mark.parametrize("tree", TREES.values())
def test_every_database_has_migrations_numbered_without_a_gap(tree: str) -> None:
    assert (ROOT / tree / "env.py").is_file()
    revisions = sorted(path.name for path in (ROOT / tree / "versions").glob("[0-9]*.py"))
    assert [name[:4] for name in revisions] == [f"{n:04d}" for n in range(1, len(revisions) + 1)]
    assert revisions


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_class_is_named_like_its_row_in_the_table(service: str) -> None:
    module, class_name = SERVICES[service]
    assert class_name == f"{service.capitalize()}Service"
    assert module.startswith("services.")
    assert service in module


def test_no_module_has_a_name_that_says_nothing() -> None:
    named = [module.name for module in modules(*PACKAGES) if Path(module.name).stem in NAMELESS]
    assert named == []


def test_packages_hold_no_code_in_their_init() -> None:
    inits = [module for module in modules("services", "gateway", "deploy") if module.name.endswith("__init__.py")]
    allowed = (ast.Expr, ast.ImportFrom, ast.Assign)  # a docstring; the names a package shows
    assert [m.name for m in inits if not all(isinstance(node, allowed) for node in m.tree.body)] == []


@pytest.mark.parametrize("module", modules("services", "gateway"), ids=lambda module: module.name)
def test_no_code_knows_a_regency_by_name(module: Module) -> None:
    assert texts(module) & TENANTS <= EXAMPLES.get(module.name, set())


@pytest.mark.parametrize("module", modules("services", "gateway"), ids=lambda module: module.name)
def test_no_code_decides_by_which_regency_it_works_for(module: Module) -> None:
    compared = [node for node in ast.walk(module.tree) if isinstance(node, ast.Compare)]
    assert [ast.unparse(node) for node in compared if _asks_for_a_tenant(node)] == []


def _asks_for_a_tenant(compared: ast.Compare) -> bool:
    sides = [compared.left, *compared.comparators]
    literal = any(isinstance(side, ast.Constant) and isinstance(side.value, str) and side.value for side in sides)
    return literal and any(ast.unparse(side).rsplit(".")[-1] in {"tenant", "regency"} for side in sides)


def test_the_tenants_on_disk_are_found() -> None:
    assert len(TENANTS) >= 4


def test_no_file_names_a_package_registry() -> None:
    found = [str(path) for path in _files() if _REGISTRY.search(text := _text(path)) or _INDEX.search(text)]
    assert found == []


def test_no_file_holds_a_path_of_somebodys_machine() -> None:
    here = str(ROOT) if len(ROOT.parts) > 2 else None
    found = [str(path) for path in _files() if _HOME.search(text := _text(path)) or (here and here in text)]
    assert found == []


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def test_every_role_a_stranger_holds_is_a_role() -> None:
    assert set(vocabulary.ROLES) > vocabulary.EXTERNAL_ROLES
