"""No regular expression of ours can be made to backtrack for ever.

Judged by `regexploit`, which looks for repetitions that compete for the same
characters, and by our own judge of the patterns in a user's schema, which looks
for two ways to read one text; the tests of linear work cover what only grows
with the square.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import sys
from typing import TYPE_CHECKING, Any

import pytest
from regexploit.ast.sre import SreOpParser
from regexploit.redos import find

import bacalhau_ls
from bacalhau_ls.resources import schema_path
from bacalhau_ls.specification.backtracking import may_never_end

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

FUNCTIONS = {
    f"re.{name}"
    for name in [
        "compile",
        "match",
        "fullmatch",
        "search",
        "sub",
        "subn",
        "split",
        "findall",
        "finditer",
    ]
}
MODULES = sorted(
    info.name
    for info in pkgutil.walk_packages(bacalhau_ls.__path__, "bacalhau_ls.")
    if not info.name.endswith("__main__")
)
sre: Any = importlib.import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse")
SCHEMAS = sorted(schema_path().parent.glob("*.schema.json"))


def weaknesses(pattern: str | bytes, flags: int = 0) -> list[Any]:
    text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    parsed = SreOpParser().parse_sre(text, flags & ~re.UNICODE)
    return [str(each) for each in find(parsed) if each.starriness > 2]


def compiled_in(value: Any) -> Iterator[re.Pattern[Any]]:
    """Patterns in a module's variable, also inside tuples and mappings."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from compiled_in(tuple(value.values()))
    elif isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from compiled_in(item)


def written_in(module: ModuleType) -> Iterator[str]:
    """Literal patterns that functions of `re` are called with."""
    assert module.__file__
    with open(module.__file__, encoding="utf-8") as source:  # noqa: PTH123
        tree = ast.parse(source.read())
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in FUNCTIONS:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def patterns_in(schema: Any) -> Iterator[str]:
    pending = [schema]
    while pending:
        current = pending.pop()
        if isinstance(current, dict):
            yield from (value for key, value in current.items()
                        if key == "pattern" and isinstance(value, str))  # fmt: skip
            yield from current.get("patternProperties", {})
            pending.extend(current.values())
        elif isinstance(current, list):
            pending.extend(current)


def takes_anything(pattern: str) -> bool:
    """Whether every part of *pattern* may be left out, so that there is no way back to take."""
    return all(width == 0 and not kind.startswith("A") for kind, width in parts_of(pattern))


def parts_of(pattern: str) -> Iterator[tuple[str, int]]:
    """For each part what it is and how little it reads; ASSERT and AT read nothing and may fail."""
    whole = sre.parse(pattern)
    for number in range(len(whole)):
        yield str(whole[number][0]), whole[number : number + 1].getwidth()[0]


@pytest.mark.parametrize("pattern", [r"(a+)+b", r"(\w+\s?)*$", r"(?:x*,?)*!"])
def test_the_judges_know_bad_ones(pattern: str) -> None:
    assert weaknesses(pattern)
    assert may_never_end(pattern)
    assert not takes_anything(pattern)


@pytest.mark.parametrize("name", MODULES)
def test_ours(name: str) -> None:
    module = importlib.import_module(name)
    patterns = {(each.pattern, each.flags) for each in compiled_in(tuple(vars(module).values()))}
    patterns |= {(text, 0) for text in written_in(module)}

    assert [(p, found) for p, flags in patterns if (found := weaknesses(p, flags))] == []
    texts = [p for p, _ in patterns if isinstance(p, str) and not takes_anything(p)]
    assert [p for p in texts if may_never_end(p)] == []


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_those_of_the_schemas(path: Any) -> None:
    patterns = set(patterns_in(json.loads(path.read_text(encoding="utf-8"))))

    assert [(p, found) for p in patterns if (found := weaknesses(p))] == []
