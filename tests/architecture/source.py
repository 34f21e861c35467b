"""The product's source as the architecture tests read it: files, and their syntax trees."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("services", "gateway", "deploy", "tests")
DESK_FOLDERS = ("intake", "intake/register", "review", "assignment", "followup", "notify")
"""The folder of each service, below `services/`."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file; `name` is its path from the root of the checkout."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.text)

    @property
    def length(self) -> int:
        """Lines, blank ones and comments too."""
        return len(self.text.splitlines())


@cache
def modules(*packages: str) -> tuple[Module, ...]:
    """All Python files of these packages, except migrations: those are written once and never mended."""
    paths = (path for package in packages for path in sorted((ROOT / package).rglob("*.py")))
    return tuple(
        Module(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in paths
        if "versions" not in path.parts
    )


def functions(module: Module) -> Iterator[Function]:
    """Every function of a module, methods and inner functions too."""
    return (node for node in ast.walk(module.tree) if isinstance(node, Function))


def body_length(function: Function) -> int:
    """Lines of a function's body, without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def imports(module: Module) -> set[str]:
    """The dotted names of everything a module imports; `from a import b` counts as `a` and as `a.b`."""
    found: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def texts(module: Module) -> set[str]:
    """Every text a module works with: all string literals but docstrings."""
    standing_alone = {id(node.value) for node in ast.walk(module.tree) if isinstance(node, ast.Expr)}
    literals = (node for node in ast.walk(module.tree) if isinstance(node, ast.Constant))
    return {node.value for node in literals if isinstance(node.value, str) and id(node) not in standing_alone}
