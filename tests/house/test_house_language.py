"""Every module and public class says what it is; imports are absolute; reading never writes."""

import ast
from collections.abc import Iterator


def statement(node: ast.Module | ast.ClassDef) -> str:
    """The first paragraph of the docstring."""
    return (ast.get_docstring(node) or "").partition("\n\n")[0]


def is_get_only(function: ast.FunctionDef) -> bool:
    """Whether the decorators route this function, and for GET alone."""
    ways = [
        call
        for call in function.decorator_list
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in {"get", "post", "put", "patch", "delete", "route"}
    ]
    unsafe = {"post", "put", "patch", "delete", "POST", "PUT", "PATCH", "DELETE"}
    words = {word for way in ways for word in words_in(way)}
    return bool(ways) and not words & unsafe


def words_in(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Attribute):
            yield inner.attr
        elif isinstance(inner, ast.Name):
            yield inner.id
        elif isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def functions_of_the_web(program: dict[str, ast.Module]) -> Iterator[tuple[str, ast.FunctionDef]]:
    for name, tree in program.items():
        if name.startswith("finder/web/"):
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef):
                    yield f"{name}: {node.name}", node


def test_every_module_begins_with_a_sentence(modules: dict[str, ast.Module]) -> None:
    silent = [name for name, tree in modules.items() if not statement(tree).endswith((".", ":"))]
    assert not silent, "\n".join(silent)


def test_every_public_class_begins_with_a_sentence(program: dict[str, ast.Module]) -> None:
    silent = [
        f"{name}: {node.name}"
        for name, tree in program.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and not node.name.startswith("_")
        and not statement(node).endswith((".", ":"))
    ]
    assert not silent, "\n".join(silent)


def test_imports_are_absolute(modules: dict[str, ast.Module]) -> None:
    relative = [
        f"{name}:{node.lineno}"
        for name, tree in modules.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert not relative, "\n".join(relative)


def test_a_view_that_only_answers_get_never_writes(program: dict[str, ast.Module]) -> None:
    views = [view for view in functions_of_the_web(program) if is_get_only(view[1])]
    assert views, "No view was recognised; has the way of routing changed?"
    assert [name for name, view in views if "writing" in words_in(view)] == []


def test_a_request_reaches_the_store_through_its_transaction_only(
    program: dict[str, ast.Module],
) -> None:
    around = [
        name
        for name, function in functions_of_the_web(program)
        if not name.startswith("finder/web/transaction.py")
        and {"database", "Database", "sessionmaker", "create_engine"} & {*words_in(function)}
    ]
    assert not around, "\n".join(around)
