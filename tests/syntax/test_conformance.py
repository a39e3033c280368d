"""The public parser suites, and agreement with `json` and `json5` about them.

Where we differ on purpose, the tables say why.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bacalhau_ls.reading import Source, decode
from bacalhau_ls.syntax.green import python_value
from bacalhau_ls.syntax.json.reading.parser import parse
from tests.corpora import corpus_files
from tests.syntax.dialects import check_as_json5, dialect, same

if TYPE_CHECKING:
    from pathlib import Path

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


def verdict(source: Source) -> str:
    """The dialect of a file; one that is not UTF-8 is broken."""
    return "broken" if any(source.findings()) else dialect(source.text)


@pytest.mark.parametrize("path", JSON_SUITE, ids=lambda path: path.name)
def test_json_suite(path: Path) -> None:
    """Files that must be read are JSON, those that must not are not."""
    found = verdict(decode(path.read_bytes()))

    if path.name.startswith("y_"):
        assert found == "json"
    elif path.name.startswith("n_"):
        assert found != "json"


@pytest.mark.parametrize("path", JSON_SUITE, ids=lambda path: path.name)
def test_agrees_with_json(path: Path) -> None:
    """What Python's json reads we read alike, and the other way round."""
    source = decode(path.read_bytes())
    try:
        expected = json.loads(source.text) if not any(source.findings()) else None
    except (ValueError, RecursionError):
        assert verdict(source) != "json"
        return

    if verdict(source) == "broken":
        assert any(source.findings())
        return
    assert (verdict(source) == "json") != (path.name in BEYOND_RFC)
    assert same(expected, python_value(parse(source.text)))


@pytest.mark.parametrize("path", JSON5_SUITE, ids=lambda path: path.name)
def test_json5_suite(path: Path) -> None:
    """The suffix says what a file is: JSON, JSON5, or neither."""
    found = dialect(path.read_bytes().decode("utf-8"))

    if path.suffix == ".json":
        assert found == "json"
    elif path.suffix == ".json5":
        assert found in ("json", "json5")
    else:
        assert found == "broken"


@pytest.mark.parametrize("path", JSON5_SUITE, ids=lambda path: path.name)
def test_agrees_with_json5(path: Path) -> None:
    check_as_json5(path.read_bytes().decode("utf-8"))
