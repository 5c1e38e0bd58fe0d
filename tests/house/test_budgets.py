"""Sizes that keep every file readable; what outgrows its budget becomes a folder of its name.

A line is any line, blank ones too; a function is counted from its `def` to its last line, its
docstring included and its decorators not. No file is excused by name: an exception would need a
record in DECISIONS.md.
"""

import ast
from pathlib import PurePosixPath

MODULE, TEST_MODULE, CONFTEST, FUNCTION, TEMPLATE = 250, 400, 150, 40, 120
# Long functions are listed nowhere else: a script under data/ is read once, by whoever builds the
# data, and Alembic writes a revision as one long list of columns.
UNCOUNTED_FUNCTIONS = ("data/", "migrations/versions/")
SHAPELESS = {"utils", "util", "helpers", "helper", "common", "misc", "constants"}


def module_budget(name: str) -> int:
    if PurePosixPath(name).name == "conftest.py":
        return CONFTEST
    return TEST_MODULE if name.startswith("tests/") else MODULE


def lines_in(text: str) -> int:
    return len(text.splitlines())


def test_modules_stay_within_their_budget(texts: dict[str, str]) -> None:
    too_long = [
        f"{name}: {lines_in(text)} lines of {module_budget(name)}"
        for name, text in texts.items()
        if name.endswith(".py")
        and not name.startswith("migrations/versions/")
        and lines_in(text) > module_budget(name)
    ]
    assert not too_long, "\n".join(too_long)


def test_functions_stay_within_their_budget(modules: dict[str, ast.Module]) -> None:
    too_long = [
        f"{name}: {node.name} has {length} lines of {FUNCTION}"
        for name, tree in modules.items()
        if not name.startswith(UNCOUNTED_FUNCTIONS)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION
    ]
    assert not too_long, "\n".join(too_long)


def test_templates_stay_within_their_budget(texts: dict[str, str]) -> None:
    too_long = [
        f"{name}: {lines_in(text)} lines of {TEMPLATE}"
        for name, text in texts.items()
        if name.startswith("templates/") and lines_in(text) > TEMPLATE
    ]
    assert not too_long, "\n".join(too_long)


def test_no_module_or_folder_has_a_name_that_says_nothing(project_files: list[str]) -> None:
    shapeless = [
        name
        for name in project_files
        if name.endswith(".py") and SHAPELESS & {*PurePosixPath(name).with_suffix("").parts}
    ]
    assert not shapeless, "\n".join(shapeless)


def test_no_template_has_a_name_that_switches_escaping_off(project_files: list[str]) -> None:
    assert [name for name in project_files if name.endswith((".j2", ".jinja", ".jinja2"))] == []
