"""What is remembered of a word while it is typed changes nothing of what is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bacalhau_ls.document import Document
from bacalhau_ls.features.completion import complete
from bacalhau_ls.governing import GUIDE
from bacalhau_ls.rules import rules_of
from bacalhau_ls.standards import guide
from bacalhau_ls.text import Edit
from bacalhau_ls.validation import Validator

if TYPE_CHECKING:
    from bacalhau_ls.features.completion import Item

JOB = """{
  "Name": "sort",
  "Type": "^",
  "Count": 3,
  "Tasks": [
    {
      "Name": "main",
      "Engine": {"Type": "docker", "Params": {"Image": "ubuntu:22.04"}},
      "Resources": {"CPU": "1", "#": "1GB", "GPU": "a lot"},
      "Network": {"Type": "~", "Domains": ["example.org"]}
    }
  ]
}
"""
TYPED = {"^": "daemon", "#": "Memory", "~": "Full"}


def _typed(mark: str, text: str) -> list[tuple[Document, int]]:
    """The versions while *text* is typed in the place of *mark*, and where the cursor is."""
    plain = JOB
    for other in set(TYPED) - {mark}:
        plain = plain.replace(other, "")
    offset = plain.index(mark)
    versions = [(Document.read(plain.replace(mark, "")), offset)]
    for letter in text:
        document, at = versions[-1]
        versions.append((document.edited([Edit(at, at, letter)]), at + 1))
    return versions


def _without_memory(document: Document, offset: int) -> list[Item]:
    validator = Validator(guide().specification, rules_of(GUIDE))
    return complete(Document.read(document.content), validator, offset)


@pytest.mark.parametrize("mark", TYPED)
def test_what_is_typed_before_changes_no_offer(mark: str) -> None:
    for document, offset in _typed(mark, TYPED[mark]):
        assert complete(document, guide(), offset) == _without_memory(document, offset)


def test_an_edit_elsewhere_is_seen() -> None:
    document, offset = _typed("^", "")[0]
    unfit = {item.label for item in complete(document, guide(), offset) if item.is_unfit}
    assert unfit == {"daemon", "ops"}  # they run everywhere, a count means nothing to them

    start = document.content.index('  "Count": 3,\n')
    without = document.edited([Edit(start, start + len('  "Count": 3,\n'), "")])
    assert not any(item.is_unfit for item in complete(without, guide(), offset))
