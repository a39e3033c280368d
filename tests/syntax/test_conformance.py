"""The public parser suites, and agreement with `json` and `json5` about them.

Where we differ on purpose, the tables say why.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import json5
import pytest

from bacalhau_ls.reading import decode
from bacalhau_ls.syntax.json.parser import parse
from bacalhau_ls.syntax.tree import Level, Node, problems_in, python_value
from tests.corpora import corpus_files

# What Python's json reads although RFC 8259 does not know it.
BEYOND_RFC = {
    "n_number_NaN.json": "NaN is JSON5, not JSON",
    "n_number_infinity.json": "Infinity is JSON5, not JSON",
    "n_number_minus_infinity.json": "Infinity is JSON5, not JSON",
}

JSON_SUITE = corpus_files("corpus/json-test-suite/test_parsing/*.json")
JSON5_SUITE = [
    path
    for path in corpus_files("corpus/json5-tests/**/*")
    if path.suffix in (".json", ".json5", ".js", ".txt")
]


def dialect(text: str) -> str:
    """``json``, ``json5`` or ``broken``."""
    levels = {located.problem.fault.level for located in problems_in(Node(parse(text), 0))}
    if Level.ERROR in levels:
        return "broken"
    return "json5" if levels & {Level.DIALECT, Level.COMMENT} else "json"


def same(left: Any, right: Any) -> bool:
    """Equality under which NaN equals itself and 1 is not True."""
    return json.dumps(left, sort_keys=True) == json.dumps(right, sort_keys=True)


@pytest.mark.parametrize("path", JSON_SUITE, ids=lambda path: path.name)
def test_json_suite(path: Path) -> None:
    """Files that must be read are JSON, those that must not are not."""
    read = decode(path.read_bytes())
    verdict = "broken" if read.bad_bytes else dialect(read.text)

    if path.name.startswith("y_"):
        assert verdict == "json"
    elif path.name.startswith("n_"):
        assert verdict != "json"


@pytest.mark.parametrize("path", JSON_SUITE, ids=lambda path: path.name)
def test_agrees_with_json(path: Path) -> None:
    """What Python's json reads we read alike, and the other way round."""
    read = decode(path.read_bytes())
    if read.bad_bytes:
        return
    try:
        expected = json.loads(read.text)
    except (ValueError, RecursionError):
        assert dialect(read.text) != "json" or path.name == "n_structure_100000_opening_arrays.json"
        return

    assert (dialect(read.text) == "json") != (path.name in BEYOND_RFC)
    assert same(expected, python_value(parse(read.text)))


@pytest.mark.parametrize("path", JSON5_SUITE, ids=lambda path: path.name)
def test_json5_suite(path: Path) -> None:
    """The suffix says what a file is: JSON, JSON5, or neither."""
    verdict = dialect(path.read_bytes().decode("utf-8"))

    if path.suffix == ".json":
        assert verdict == "json"
    elif path.suffix == ".json5":
        assert verdict in ("json", "json5")
    else:
        assert verdict == "broken"


@pytest.mark.parametrize("path", JSON5_SUITE, ids=lambda path: path.name)
def test_agrees_with_json5(path: Path) -> None:
    """What the json5 package reads we read alike, and the other way round."""
    text = path.read_bytes().decode("utf-8")
    try:
        expected = json5.loads(text)
    except ValueError:
        assert dialect(text) == "broken"
        return

    assert dialect(text) != "broken"
    assert same(expected, python_value(parse(text)))
