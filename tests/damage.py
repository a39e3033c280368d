"""Edits and broken texts of any notation, from texts and pieces of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence


@st.composite
def edits(draw: st.DrawFn, text: str, pieces: Sequence[str]) -> Edit:
    """An edit of *text* like those people and editors make."""
    start = draw(st.integers(0, len(text)))
    length = draw(st.sampled_from([0, 0, 0, 1, 1, 2, 8, 40]))
    piece = draw(st.sampled_from(["", *pieces]) | st.text(max_size=3))
    return Edit(start, min(len(text), start + length), piece)


@st.composite
def histories(
    draw: st.DrawFn, bases: Sequence[str], pieces: Sequence[str], most: int = 8
) -> tuple[str, list[Edit]]:
    """A text and edits of it, one after the other."""
    first = text = draw(st.sampled_from(bases))
    made = []
    for _ in range(draw(st.integers(1, most))):
        edit = draw(edits(text, pieces))
        made.append(edit)
        text = text[: edit.start] + edit.text + text[edit.end :]
    return first, made


def broken_texts(pieces: Sequence[str], longest: int) -> st.SearchStrategy[str]:
    """Texts of at most so many *pieces*."""
    return st.lists(st.sampled_from(pieces) | st.text(max_size=2), max_size=longest).map("".join)
