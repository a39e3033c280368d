"""The public YAML test suite, and the specs on which the real Bacalhau has passed judgement.

Where we differ from the suite on purpose, the tables say why.
"""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

from bacalhau_ls.reading import decode
from bacalhau_ls.syntax.green import Level, python_value
from bacalhau_ls.syntax.tree import Node, problems_in
from bacalhau_ls.syntax.yaml.reading import faults
from bacalhau_ls.syntax.yaml.reading.parser import parse
from tests.corpora import corpus_files

if TYPE_CHECKING:
    from pathlib import Path

    from bacalhau_ls.syntax.green import Fault

SUITE = [path.parent for path in corpus_files("corpus/yaml-test-suite/**/in.yaml")]
SPECS = {path.name: path for path in corpus_files("corpus/bacalhau-yaml/*.yaml")}

NOT_FOR_JOBS = frozenset({
    faults.COMPLEX_KEY, faults.MISSING_KEY, faults.NO_VALUE, faults.SLASH_ESCAPE,
})  # fmt: skip
"""Sound YAML that Bacalhau refuses: it needs an object whose keys are text."""

REFUSED = {
    "6BFJ": "an anchor on a line of its own before a list that is a key",
    "6PBE": "lists as keys, in lines",
    "7FWL": "a tag in angle brackets in front of a key",
    "DK95/00": "a tab in the indentation of a continued text",
    "W5VH": "an alias that go-yaml does not read",
    "X38W": "an anchor in front of a list that is a key in braces",
}
ACCEPTED = {
    "3HFZ": "text behind the end of the document is not read",
    "4JVG": "two anchors on one value",
    "5LLU": "empty lines that are indented deeper than the text",
    "9C9N": "brackets may be indented less; go-yaml does not mind",
    "DK4H": "a colon on the next line in brackets",
    "DK95/01": "a tab in an empty line",
    "G5U8": "dashes alone in brackets",
    "HRE5": r"\' in double quotes, which go-yaml reads",
    "QB6E": "text in quotes may be indented less; go-yaml does not mind",
    "QLJ7": "tags that are not declared",
    "S98Z": "empty lines that are indented deeper than the text",
    "SR86": "an anchor in front of an alias",
    "SU74": "an anchor in front of an alias",
    "W9L4": "empty lines that are indented deeper than the text",
    "Y79Y/000": "a tab in a block of text",
    "Y79Y/003": "a tab in brackets",
    "Y79Y/004": "a tab behind a dash",
    "Y79Y/005": "a tab behind a dash",
    "YJV2": "dashes alone in brackets",
    "ZXT5": "a colon on the next line in brackets",
}
OTHERWISE = {
    "C4HZ": "`y` is `true` to go-yaml",
    "JEF9/01": "empty lines that are indented, kept",
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
    """What is sound is accepted, what is broken is refused."""
    found = errors_of(source(folder / "in.yaml"))
    is_broken = (folder / "error").exists()
    name = name_of(folder)

    if is_broken:
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
