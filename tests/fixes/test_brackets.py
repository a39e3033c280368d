"""Brackets that are still open at one place are closed in one round, the innermost first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bacalhau_ls import repair
from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.document import Document
from bacalhau_ls.features.fix_all import fix_all_unsafe
from bacalhau_ls.repair import likely_fix
from bacalhau_ls.repair.harm import after, faults
from bacalhau_ls.repair.rounds import Rounds
from bacalhau_ls.settings import Settings
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.yaml import YAML

if TYPE_CHECKING:
    from bacalhau_ls.findings import Finding
    from bacalhau_ls.syntax.notation import Notation

OPEN = {
    "[[[": "[[[]]]",
    '{"a": {"b": [1, {"c": [2': '{"a": {"b": [1, {"c": [2]}]}}',
    '{"a": [1, {"b": [2, ': '{"a": [1, {"b": [2]}]} ',
    '{\n  "a": [1, {\n    "b": [2\n': '{\n  "a": [1, {\n    "b": [2]\n  }\n  ]\n}\n',
    '{"a": [{"b": 1], "c": {"d": 2': '{"a": [{"b": 1}], "c": {"d": 2}}',
}
DEEP = ["[", '{"a":', '{"a": [', "[[{a:"]


def rounds(text: str, notation: Notation = JSON) -> list[str]:
    """The text after each round of fixing what is wrong with its syntax."""
    document = Document.read(text, notation)
    way, texts = Rounds(likely_fix, len(text)), []
    while faults(document):
        found = [each for each in diagnose(document) if each.code == "syntax-error"]
        batch = way.batch(document, found)
        if not batch.edits:
            break
        document = after(document, batch.edits)
        texts.append(document.content)
    return texts


@pytest.mark.parametrize("text", OPEN)
def test_in_one_round(text: str) -> None:
    assert rounds(text) == [OPEN[text]]


@pytest.mark.parametrize("piece", DEEP)
@pytest.mark.parametrize("notation", [JSON, YAML], ids=lambda each: each.name)
def test_however_deep(piece: str, notation: Notation) -> None:
    texts = rounds(piece * 50, notation)

    assert len(texts) <= 2
    closers = {"[": "]", "{": "}"}
    opened = [closers[sign] for sign in piece * 50 if sign in closers]
    assert texts[0].endswith("".join(reversed(opened)))


@pytest.mark.parametrize("notation", [JSON, YAML], ids=lambda each: each.name)
def test_what_no_bracket_heals_is_soon_left(
    notation: Notation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An object cannot start with an object or a list: it is the opening one that is too many."""
    looks: list[Document] = []

    def counted(document: Document, *how: Any) -> list[Finding]:
        looks.append(document)
        return diagnose(document, *how)

    monkeypatch.setattr(repair, "diagnose", counted)
    fix_all_unsafe(Document.read("[{" * 100, notation), Settings())

    assert len(looks) < 20
