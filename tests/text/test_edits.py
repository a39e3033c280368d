"""Sets of edits, held to what the same edits do one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.text import Edit, Span, Text

TEXTS = st.text("ab\r\n", max_size=12)


@st.composite
def edit_sets_of(draw: st.DrawFn, text: str) -> tuple[Edit, ...]:
    """Edits of *text* in its order that do not overlap."""
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
    pairs = zip(places[::2], places[1::2], strict=False)
    return tuple(Edit(start, end, draw(TEXTS)) for start, end in pairs)


@given(TEXTS, st.data())
def test_applied_in_one_go_or_from_the_end(text: str, data: st.DataObject) -> None:
    edits = data.draw(edit_sets_of(text))
    one_by_one = Text(text)
    for edit in reversed(edits):
        one_by_one = one_by_one.apply(edit)

    assert edit_sets.applied(text, edits) == one_by_one.content


@given(TEXTS, st.data())
def test_composed_does_both(text: str, data: st.DataObject) -> None:
    first = data.draw(edit_sets_of(text))
    between = edit_sets.applied(text, first)
    second = data.draw(edit_sets_of(between))
    both = edit_sets.composed(first, second)

    assert edit_sets.applied(text, both) == edit_sets.applied(between, second)
    assert list(both) == sorted(both)


@given(TEXTS, st.data())
def test_minimal_does_the_same_and_splits_no_line_end(text: str, data: st.DataObject) -> None:
    edits = data.draw(edit_sets_of(text))
    fewer = edit_sets.minimal(text, edits)

    assert edit_sets.applied(text, fewer) == edit_sets.applied(text, edits)
    assert all(text[e.start : e.end] != e.text for e in fewer)
    for edit in fewer:
        for offset in (edit.start, edit.end):
            original = (offset,) in [(e.start,) for e in edits] + [(e.end,) for e in edits]
            assert original or text[offset - 1 : offset + 1] != "\r\n"


def test_minimal_replaces_only_what_differs() -> None:
    assert edit_sets.minimal("abcd", [Edit(0, 2, "ab"), Edit(2, 4, "cxd")]) == (Edit(3, 3, "x"),)


def test_touch() -> None:
    assert edit_sets.touch([Edit(3, 4, ""), Edit(0, 3, "")])
    assert not edit_sets.touch([Edit(4, 5, ""), Edit(0, 3, "")])


def test_mapped_spans_follow_their_text() -> None:
    edits = [Edit(0, 0, "xx"), Edit(5, 6, ""), Edit(8, 8, "y")]

    assert edit_sets.mapped(Span(0, 2), edits) == (2, 4)
    assert edit_sets.mapped(Span(4, 8), edits) == (6, 9)
    assert edit_sets.mapped(Span(7, 9), edits) == (8, 11)
