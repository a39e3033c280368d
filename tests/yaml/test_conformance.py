"""The public YAML test suite, and the specs on which the real Bacalhau has passed judgement.

Where we differ from the suite on purpose, the tables say why.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bacalhau_ls.reading import decode
from bacalhau_ls.syntax.green import Level, python_value
from bacalhau_ls.syntax.tree import Node, problems_in
from bacalhau_ls.syntax.yaml.reading import faults
from bacalhau_ls.syntax.yaml.reading.parser import parse
from tests.corpora import corpus_files

if TYPE_CHECKING:
    from bacalhau_ls.syntax.green import Fault

SUITE = [path.parent for path in corpus_files("corpus/yaml-test-suite/**/in.yaml")]
SPECS = {path.name: path for path in corpus_files("corpus/bacalhau-yaml/*.yaml")}

NOT_FOR_JOBS = frozenset({
    faults.COMPLEX_KEY, faults.MISSING_KEY, faults.NO_VALUE, faults.SLASH_ESCAPE,
})  # fmt: skip
"""Sound YAML that Bacalhau refuses: it needs an object whose keys are text."""

REFUSED_BY_BACALHAU = frozenset(
    name
    for line in Path(__file__).with_name("refused-by-go-yaml.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
    for name in line.split()
)
"""What go-yaml refuses, the parser of Bacalhau; it is the authority, not the suite."""

REFUSED = {
    "4H7K": "text behind the end of the document, which go-yaml does not read",
    "652Z": "a key in braces with `?` right in front",
    "9HCY": "text behind the end of the document, which go-yaml does not read",
    "BS4K": "text behind the end of the document, which go-yaml does not read",
    "EB22": "text behind the end of the document, which go-yaml does not read",
    "HM87/01": "an item in brackets with `?` right in front",
    "KS4U": "text behind the end of the document, which go-yaml does not read",
    "RHX7": "a directive between entries, where the document ends for go-yaml",
    "U99R": "a comma behind a tag",
}
ACCEPTED = {
    "WZ62": "a tag in front of no value in braces",
    "Y79Y/001": "a tab in a text that has no first line",
}
OTHERWISE = {
    "C4HZ": "`y` is `true` to go-yaml",
    "JEF9/02": "empty lines that are indented, kept",
    "L24T/01": "empty lines that are indented, kept",
}
HAS_ALIAS = "a value that stands elsewhere is not known here"


def name_of(folder: Path) -> str:
    parts = folder.parts
    return "/".join(parts[parts.index("yaml-test-suite") + 1 :])


def errors_of(text: str) -> set[Fault]:
    found = (located.problem.fault for located in problems_in(Node(parse(text), 0)))
    return {fault for fault in found if fault.level is Level.ERROR}


def source(path: Path) -> str:
    return decode(path.read_bytes()).text


@pytest.mark.parametrize("folder", SUITE, ids=name_of)
def test_suite(folder: Path) -> None:
    """What Bacalhau reads is accepted, what it cannot read is refused."""
    found = errors_of(source(folder / "in.yaml"))
    name = name_of(folder)

    if name in REFUSED_BY_BACALHAU:
        assert bool(found) is (name not in ACCEPTED)
    else:
        assert bool(found - NOT_FOR_JOBS) is (name in REFUSED)


@pytest.mark.parametrize("folder", SUITE, ids=name_of)
def test_values_of_the_suite(folder: Path) -> None:
    """The values of the first document are those that the suite gives."""
    text, path = source(folder / "in.yaml"), folder / "in.json"
    if not path.exists() or (folder / "error").exists() or errors_of(text) or "*" in text:
        return
    expected, _ = json.JSONDecoder().raw_decode(path.read_text("utf-8").lstrip() or "null")

    is_same = typed(python_value(parse(text))) == typed(expected)
    assert is_same is (name_of(folder) not in OTHERWISE)


def typed(value: Any) -> str:
    """Values as text, so that 1 is not True."""
    return json.dumps(value, sort_keys=True)


def verdicts() -> list[Any]:
    index = corpus_files("corpus/bacalhau-yaml/INDEX.tsv")
    rows = csv.DictReader(index[0].open(encoding="utf-8"), delimiter="\t") if index else ()
    return [row for row in rows if row["name"] in SPECS]


@pytest.mark.parametrize("row", verdicts(), ids=lambda row: row["name"])
def test_specs_that_people_have(row: dict[str, str]) -> None:
    """Syntax is what the real Bacalhau takes for syntax; templates are no mistakes."""
    text = source(SPECS[row["name"]])
    is_refused = "yaml: line" in row["message"] or "{ { ." in text

    assert bool(errors_of(text)) is is_refused
