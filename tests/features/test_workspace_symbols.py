"""Which names a few letters find, and in which order."""

from __future__ import annotations

import json

import pytest

from bacalhau_ls.document import Document
from bacalhau_ls.features.workspace_symbols import matching, symbols_of

NAMES = ("train-model", "trial", "prepare", "Trainer", "übung")
DOCUMENT = Document.read(json.dumps({"Tasks": [{"Name": name} for name in NAMES]}))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", list(NAMES)),
        ("tra", ["train-model", "Trainer", "trial"]),
        ("TM", ["train-model"]),
        ("rai", ["train-model", "Trainer"]),
        ("r", ["train-model", "trial", "prepare", "Trainer"]),
        ("t m", ["train-model"]),
        ("ü", ["übung"]),
        ("x", []),
        ("mt", []),
    ],
)
def test_matching(query: str, expected: list[str]) -> None:
    found = matching(((symbol, None) for symbol in symbols_of(DOCUMENT)), query)

    assert [symbol.name for symbol, _ in found] == expected
