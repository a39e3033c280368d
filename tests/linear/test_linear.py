"""The work for twice as much text is twice the work, whatever is asked and however it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bacalhau_ls.diagnosis import diagnose, guide
from bacalhau_ls.document import Document
from bacalhau_ls.features import names
from bacalhau_ls.features.code_lens import code_lenses
from bacalhau_ls.features.completion import complete
from bacalhau_ls.features.document_symbols import document_symbols
from bacalhau_ls.features.fix_all import fix_all, fix_all_unsafe
from bacalhau_ls.features.folding import folding_ranges
from bacalhau_ls.features.hover import hover
from bacalhau_ls.features.inlay_hints import inlay_hints
from bacalhau_ls.features.links import document_links
from bacalhau_ls.features.quick_fixes import Judged, quick_fixes
from bacalhau_ls.features.selection import selection_ranges
from bacalhau_ls.features.semantic_tokens import semantic_tokens
from bacalhau_ls.features.strict_json import obstacles
from bacalhau_ls.features.workspace_symbols import symbols_of
from bacalhau_ls.settings import InlayHints, Settings
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.layout import Layout
from bacalhau_ls.syntax.yaml import YAML
from bacalhau_ls.text import Edit, Span
from tests.linear import yaml_shapes
from tests.linear.counting import calls, grows_linearly, stays
from tests.linear.shapes import SHAPES, one_line, tasks

if TYPE_CHECKING:
    from collections.abc import Callable

    Work = Callable[[Document], object]

SIZE = 40
SPECIFICATION = guide().specification


def middle(document: Document) -> int:
    """The same kind of place near the middle of any text of one shape: in a name, if it has any."""
    content, half = document.content, len(document.text) // 2
    return max(content.find('"Name": "', half) + 9, content.find('"', half) + 1)


def fixes_at(document: Document, span: Span) -> list[object]:
    """What can be done about the findings at a place, each worked out."""
    judged = Judged(document, diagnose(document), Settings())
    return [action.edits() for action in quick_fixes(judged, span)]


def whole(document: Document) -> Span:
    return Span(0, len(document.text))


WORK: dict[str, Work] = {
    "reading": lambda document: Document.read(document.content, document.notation),
    "diagnosis": diagnose,
    "completion": lambda document: complete(document, guide(), middle(document)),
    "hover": lambda document: hover(document, SPECIFICATION, middle(document)),
    "selection": lambda document: selection_ranges(document, middle(document)),
    "highlights": lambda document: names.highlights(document, middle(document)),
    "references": lambda document: names.references(
        document, middle(document), with_declarations=True
    ),
    "rename": lambda document: names.renameable(document, middle(document)),
    "anchors": lambda document: list(document.notation.anchor_uses(document.content, document.top)),
    "symbols": document_symbols,
    "workspace symbols": lambda document: list(symbols_of(document)),
    "folding": folding_ranges,
    "semantic tokens": lambda document: semantic_tokens(document, SPECIFICATION),
    "inlay hints": lambda document: list(
        inlay_hints(document, SPECIFICATION, whole(document), InlayHints())
    ),
    "links": lambda document: list(document_links(document, lambda _: True)),
    "code lens": lambda document: list(code_lenses(document, [])),
    "quick fixes": lambda document: fixes_at(document, Span(middle(document), middle(document))),
    "fix all": lambda document: fix_all(document, Settings()),
    "fix all unsafe": lambda document: fix_all_unsafe(document, Settings()),
    "formatting": lambda document: document.notation.format(
        document.content, document.top, Layout(indent="    ")
    ),
    "strict JSON": obstacles,
}


TEXTS = {
    **{f"json: {name}": (shape, JSON) for name, shape in SHAPES.items()},
    **{f"yaml: {name}": (shape, YAML) for name, shape in yaml_shapes.SHAPES.items()},
}


AT_LEAST = {("json", "formatting"): 4, ("yaml", "formatting"): 2}
"""Times the size that others start with: many edits close together become one, few do not."""
CELLS = [(name, work) for name in TEXTS for work in WORK]


@pytest.mark.parametrize(("name", "work"), CELLS)
def test_work_grows_with_the_text_and_no_faster(name: str, work: str) -> None:
    shape, notation = TEXTS[name]
    counts = []
    least = SIZE * AT_LEAST.get((notation.name, work), 1)
    for factor in (1, 2, 4):
        text = shape(least * factor)
        WORK[work](Document.read(text, notation))  # what is imported and learnt once
        document = Document.read(f"{text}\n", notation)  # another one: nothing is remembered of it
        counts.append(calls(lambda document=document: WORK[work](document)))  # type: ignore[misc]

    assert grows_linearly(counts), counts


KEYSTROKES = {
    "letter": ('"ubuntu:', "x"),
    "opened quote": ('"Image": ', '"'),
    "opened brace": ('"Image": ', "{"),
    "opened bracket": ('"Env": ', "["),
    "comma": ('"Env": ', ","),
}


@pytest.mark.parametrize("place", [0.0, 0.5, 0.95])
@pytest.mark.parametrize(
    ("shape", "keystroke"),
    [
        *((tasks, keystroke) for keystroke in KEYSTROKES),
        # No indentation tells where an open bracket was to end, so these are the others.
        *((one_line, keystroke) for keystroke in ("letter", "opened quote", "comma")),
    ],
)
def test_a_keystroke_costs_the_same_in_any_file(
    shape: Callable[[int], str], keystroke: str, place: float
) -> None:
    """Python's own calls: passing over what did not change is left to built-in loops."""
    counts = []
    before, typed = KEYSTROKES[keystroke]
    for factor in (1, 2, 4):
        document = Document.read(shape(SIZE * factor))
        diagnose(document)
        at = document.content.index(before, int(len(document.text) * place)) + len(before)
        counts.append(calls(lambda: typing(document, at, typed), builtin=False))  # noqa: B023

    assert stays(counts), counts


def test_an_unknown_key_costs_the_same_in_any_file() -> None:
    """It could belong in any task, but long lists are not searched for its home."""
    counts = []
    for factor in (1, 2, 4):
        document = Document.read(tasks(SIZE * factor))
        guide().findings(document.root)
        broken = document.edited([Edit(1, 1, '"Image": 1, ')])
        counts.append(calls(lambda: guide().findings(broken.root), builtin=False))  # noqa: B023

    assert stays(counts), counts


def typing(document: Document, at: int, typed: str) -> None:
    """Type something and take it back; what is found is worked out each time."""
    broken = document.edited([Edit(at, at, typed)])
    diagnose(broken)
    diagnose(broken.edited([Edit(at, at + len(typed), "")]))
