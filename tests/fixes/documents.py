"""Every text that we have, for tests of all that can be done to it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.document import Document
from bacalhau_ls.syntax.green import python_value
from tests.changes import ChangeFile
from tests.corpora import corpus_files
from tests.guide_blocks import BLOCKS, placed
from tests.markers import CaseFile

TESTS = Path(__file__).parents[1]
CASES = [
    pytest.param(case, id=f"{path.relative_to(TESTS / 'cases').with_suffix('')}: {case.title}")
    for path in sorted((TESTS / "cases").rglob("*.txt"))
    for case in CaseFile.read(path).cases
]
CHANGES = [
    pytest.param(change.text, id=f"{path.stem}: {change.title}")
    for path in sorted((TESTS / "fixes" / "cases").glob("*.txt"))
    for change in ChangeFile.read(path).changes
]
CORPUS = corpus_files("corpus/bacalhau-json/*.json")


@cache
def good_specs() -> tuple[str, ...]:
    """The blocks of the guide in a job, some tidy and some on one line."""
    found = []
    for path in BLOCKS:
        number, _, scope = path.stem.split("-")
        document = Document.read(placed(int(number), scope, path.read_text("utf-8")))
        if not diagnose(document):
            value = python_value(document.root.green)
            found += [json.dumps(value, indent=2) + "\n", json.dumps(value)]
    return tuple(found)
