"""What holds of formatting in any notation: it changes white space, and nothing that is said."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.document import Document
from bacalhau_ls.syntax.green import Scalar
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.json.reading.faults import JSON5_SPACE
from bacalhau_ls.syntax.layout import Layout
from bacalhau_ls.syntax.tree import problems_in
from bacalhau_ls.syntax.yaml import YAML

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bacalhau_ls.syntax.notation import Notation
    from bacalhau_ls.text import Edit, Span

LAYOUTS = st.builds(
    Layout,
    indent=st.sampled_from([None, "  ", "\t", "   ", "    "]),
    line_width=st.sampled_from([0, 12, 80]),
    final_newline=st.sampled_from([None, True, False]),
    trims_lines=st.booleans(),
    trims_end=st.booleans(),
)
WHITE = {JSON.name: " \t\r\n\x0b\x0c\u00a0\u2028\ufeff", YAML.name: " \t\r\n"}


def formatted(text: str, notation: Notation, layout: Layout, within: Span | None = None) -> str:
    """*text* after formatting; every edit is one of white space, in the order of the text."""
    return applied(Document.read(text, notation), layout, within)


def applied(document: Document, layout: Layout, within: Span | None = None) -> str:
    """The same for a document that may remember something."""
    made = document.notation.format(document.content, document.top, layout, within)
    check_edits(document, made)
    return edit_sets.applied(document.content, made)


def check_edits(document: Document, made: Iterable[Edit]) -> None:
    text, end = document.content, 0
    for edit in made:
        assert edit.start >= end
        assert text[edit.start : edit.end] != edit.text
        assert not (text[edit.start : edit.end] + edit.text).strip(WHITE[document.notation.name])
        assert not splits_line_end(text, edit.start)
        assert not splits_line_end(text, edit.end)
        end = edit.end


def splits_line_end(text: str, offset: int) -> bool:
    return text[offset - 1 : offset + 1] == "\r\n" if offset else False


def bare(text: str, notation: Notation) -> str:
    return re.sub(rf"[{WHITE[notation.name]}]+", "", text)


def said(document: Document) -> list[Any]:
    """Keys, kinds and values of all nodes; in JSON as they are written."""
    found: list[Any] = []
    pending = [document.top]
    while pending:
        current = pending.pop()
        green = current.green
        if isinstance(green, Scalar):
            written = green.text if document.notation is JSON else bare(green.text, YAML)
            found.append((green.kind, repr(green.value), written))
        else:
            found.append((green.kind, [key.text for key in green.keys]))
        pending.extend(current)
    return found


def seen(text: str, notation: Notation) -> tuple[Any, ...]:
    """All that is to stay as it is."""
    document = Document.read(text, notation)
    stated = Counter(
        (each.fault, bare(each.detail, notation), bare(text[each.start : each.end], notation))
        for each, _ in problems_in(document.top)
        if each.fault is not JSON5_SPACE
    )
    return bare(text, notation), said(document), stated


def check(text: str, notation: Notation, layout: Layout) -> str:
    """Nothing is lost, and once is enough."""
    once = formatted(text, notation, layout)

    assert seen(once, notation) == seen(text, notation)
    assert formatted(once, notation, layout) == once
    return once
