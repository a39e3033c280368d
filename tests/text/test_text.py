"""Lines, positions and edits, against the slow and obvious way to do it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bacalhau_ls import text as module
from bacalhau_ls.text import Edit, Encoding, Position, Text

characters = st.sampled_from("ab\n\r\u2028é\U0001f600\x0b\x85 ")
contents = st.text(characters, max_size=40)
encodings = st.sampled_from(Encoding)


@pytest.fixture(autouse=True, params=[2, 512])
def lines_per_chunk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small chunks too, so that edits meet their borders."""
    monkeypatch.setattr(module, "_LINES_PER_CHUNK", request.param)
    monkeypatch.setattr(module, "_COLUMNS_PER_MARK", request.param)


def line_starts(content: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer(r"\r\n?|\n", content))]


@given(
    contents,
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 9), st.text(characters, max_size=4)),
        max_size=5,
    ),
)
def test_lines_after_edits(content: str, changes: list[tuple[int, int, str]]) -> None:
    """Lines end at \\n, \\r\\n and \\r only, whatever is edited."""
    text = Text(content)
    for place, length, piece in changes:
        start = min(place, len(content))
        end = min(start + length, len(content))
        content = content[:start] + piece + content[end:]
        text = text.apply(Edit(start, end, piece))

        assert content == text.content
        assert line_starts(content) == [text.line_start(n) for n in range(text.line_count)]


@given(contents, encodings)
def test_positions_and_back(content: str, encoding: Encoding) -> None:
    """Every offset has a position that leads back to it."""
    text = Text(content)
    starts = line_starts(content)
    for offset in range(len(content) + 1):
        position = text.position(offset, encoding)
        before = content[starts[position.line] : offset]

        assert encoding.width(before) == position.column
        if content[offset - 1 : offset + 1] != "\r\n":
            assert offset == text.offset(position, encoding)


@given(contents, encodings, st.data())
def test_many_positions_are_those_of_each(
    content: str, encoding: Encoding, data: st.DataObject
) -> None:
    text = Text(content)
    offsets = data.draw(st.lists(st.integers(0, len(content)), max_size=20))
    each = [text.position(offset, encoding) for offset in offsets]
    assert list(text.positions(offsets, encoding)) == each


@given(contents, encodings, st.integers(-2, 50), st.integers(-2, 50))
def test_any_position_has_an_offset(
    content: str, encoding: Encoding, line: int, column: int
) -> None:
    """A position outside the text counts as the nearest place inside it."""
    text = Text(content)
    offset = text.offset(Position(line, column), encoding)

    assert 0 <= offset <= len(content)
    if 0 <= line < text.line_count:
        start, end = text.line_span(line)
        assert start <= offset <= end


def test_inside_a_character_is_its_start() -> None:
    """The second half of a surrogate pair is no place of its own."""
    assert Text("a😀b").offset(Position(0, 2), Encoding.UTF16) == 1


def test_u2028_ends_no_line() -> None:
    """It is legal in a JSON string, and an editor does not break the line there."""
    assert Text("a\u2028b").line_count == 1


def test_widths() -> None:
    """One character, three ways to count it."""
    assert [encoding.width("😀") for encoding in Encoding] == [4, 2, 1]
