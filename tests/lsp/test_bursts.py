"""Changes that arrive together do what they would do one by one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bacalhau_ls.lsp.bursts import joined
from bacalhau_ls.lsp.changes import Replacement, changed
from bacalhau_ls.text import Encoding, Text
from tests.lsp.test_inbox import taken

PIECES = st.lists(st.sampled_from(["a", "\n", "\r\n", "\r", "é", "😀", "b "]), max_size=20)
TEXTS = PIECES.map("".join)
LINES = st.integers(-1, 7)
COLUMNS = st.integers(-1, 6)
CHANGES = st.builds(Replacement, TEXTS, LINES, COLUMNS, LINES, COLUMNS)


@given(TEXTS, st.lists(CHANGES), st.sampled_from(Encoding))
def test_joined_edits_do_what_the_changes_do(
    content: str, changes: list[Replacement], encoding: Encoding
) -> None:
    expected = found = Text(content)
    for change in changes:
        expected = expected.apply(change.edit(expected, encoding))
    for edit in joined(found, changes, encoding):
        found = found.apply(edit)

    assert found.content == expected.content


def test_letters_typed_in_one_word_are_one_edit() -> None:
    text = Text("one\ntwo\nthree")
    typed = [Replacement(letter, 1, 1 + n, 1, 1 + n) for n, letter in enumerate("letters")]

    assert [tuple(edit) for edit in joined(text, typed, Encoding.UTF16)] == [(5, 5, "letters")]


FAR = {"text": "2", "range": {"start": {"line": 1e999, "character": 0}, "end": {}}}


def change(uri: Any, *texts: Any, version: int = 1) -> dict[str, Any]:
    changes = [{"text": text} for text in texts]
    document = {"uri": uri, "version": version}
    params = {"textDocument": document, "contentChanges": changes}
    return {"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params}


def read(message: dict[str, Any]) -> dict[str, Any]:
    """*message* as it is given out."""
    return {**message, "params": changed(message["params"])}


def test_changes_of_one_file_that_wait_are_one_message() -> None:
    waiting = [change("a", "1"), change("a", "2", "3", version=2), change("b", "4")]

    assert taken(*waiting) == [
        (read(change("a", "1", "2", "3", version=2)), False),
        (read(change("b", "4")), False),
    ]


@pytest.mark.parametrize(
    "other",
    [
        change("a", None),
        change(None, "2"),
        {**change("a"), "params": {"textDocument": {"uri": "a"}, "contentChanges": [FAR]}},
        {**change("a", "2"), "id": 1},
        {**change("a", "2"), "jsonrpc": "1.0"},
        {**change("a"), "params": None},
        {"jsonrpc": "2.0", "method": "textDocument/didSave", "params": {}},
    ],
)
def test_what_is_no_sound_change_stays_apart(other: dict[str, Any]) -> None:
    first = change("a", "1")
    apart = [read(first), other, read(first)]

    assert [message for message, _ in taken(first, other, first)] == apart
