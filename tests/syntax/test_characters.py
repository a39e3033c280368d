"""Where the characters of a string stand in its text."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bacalhau_ls.document import Document
from bacalhau_ls.syntax.green import Scalar
from tests.strategies import broken_texts


def offsets_of(text: str) -> list[int] | None:
    document = Document.read(text)
    assert isinstance(document.root.green, Scalar)
    found = document.notation.character_offsets(document.root.green)
    return None if found is None else list(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('""', [1]),
        ('"ab"', [1, 2, 3]),
        ("'a'", [1, 2]),
        ('"open', [1, 2, 3, 4, 5]),
        ('"\\\\"', [1, 3]),
        ('"a\\n\\u00e9b"', [1, 2, 4, 10, 11]),
        ('"\\ud83d\\ude00x"', [1, 13, 14]),
        ('"\\ud83dx"', [1, 7, 8]),
        ("'it\\'s'", [1, 2, 3, 5, 6]),
        ('"\\u12x"', [1, 2, 3, 4, 5, 6]),
        ('"a\\\nb"', [1, 4, 5]),
        ("12", None),
    ],
)
def test_offsets(text: str, expected: list[int] | None) -> None:
    assert offsets_of(text) == expected


@given(st.text(), st.booleans())
def test_each_piece_of_the_text_is_one_character(value: str, is_ascii: bool) -> None:
    text = json.dumps(value, ensure_ascii=is_ascii)
    offsets = offsets_of(text)

    assert offsets is not None
    pieces = [text[a:b] for a, b in pairwise(offsets)]
    assert [json.loads(f'"{piece}"') for piece in pieces] == list(value)


@given(broken_texts())
def test_there_is_one_more_than_there_are_characters(inner: str) -> None:
    document = Document.read(f'["{inner}')
    for node in document.root:
        green = node.green
        if isinstance(green, Scalar) and isinstance(green.value, str):
            offsets = document.notation.character_offsets(green)
            if offsets is not None:
                assert len(offsets) == len(green.value) + 1
                assert all(0 <= offset <= green.width for offset in offsets)
                assert list(offsets) == sorted(offsets)
