"""The layers of the house hold, and the domain stays a matter of the standard library."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

CLOCKS = {"now", "today", "utcnow"}


def imported_from(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def domain(program: dict[str, ast.Module]) -> dict[str, ast.Module]:
    return {name: tree for name, tree in program.items() if name.startswith("finder/domain/")}


def test_the_import_contracts_of_pyproject_hold(root: Path) -> None:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"]
    answer = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stdout


def test_the_domain_imports_the_standard_library_and_itself_only(
    program: dict[str, ast.Module],
) -> None:
    foreign = [
        f"{name}: {module}"
        for name, tree in domain(program).items()
        for module in imported_from(tree)
        if not module.startswith("finder.domain")
        and module.partition(".")[0] not in sys.stdlib_module_names
    ]
    assert not foreign, "\n".join(foreign)


def test_the_domain_is_told_the_day_and_opens_no_file(program: dict[str, ast.Module]) -> None:
    calls = [
        f"{name}:{node.lineno}"
        for name, tree in domain(program).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS)
            or (isinstance(node.func, ast.Name) and node.func.id in {"open", "print", "input"})
        )
    ]
    assert not calls, "\n".join(calls)


def test_every_section_of_the_site_is_under_contract(root: Path) -> None:
    """A new folder in finder/web does not slip past the contract that keeps sections apart."""
    contracts = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["importlinter"]
    (apart,) = (each for each in contracts["contracts"] if each["type"] == "independence")
    sections = {
        path.parent.name
        for path in (root / "finder" / "web").glob("*/__init__.py")
        if "blueprint" in path.read_text()
    }
    assert {module.rpartition(".")[2] for module in apart["modules"]} == sections
