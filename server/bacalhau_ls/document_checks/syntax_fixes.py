"""What can be done about a problem of syntax."""

from __future__ import annotations

import json
from bisect import bisect_left
from typing import TYPE_CHECKING

from bacalhau_ls.findings import Fix, Remove, ReplaceText, SetValue
from bacalhau_ls.syntax.green import Container, Kind, Level, Scalar, Sureness, places_of_names
from bacalhau_ls.text import Span
from bacalhau_ls.validation.skeletons import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.specification import Specification
    from bacalhau_ls.syntax.tree import Located, Node


_LONGEST = 30
_CLOSING = {"{": "the object with `}`", "[": "the list with `]`"}


def syntax_fixes(
    document: Document, located: Located, specification: Specification
) -> Iterator[Fix]:
    """The cure that the notation knows, a value where one is missing, one key of two."""
    fault = located.problem.fault
    if fault.cure and (edits := document.notation.cure(document.content, located)):
        operations = tuple(
            ReplaceText(Span(edit.start, edit.end), edit.text, fault.closes) for edit in edits
        )
        is_clear = fault.sureness is not Sureness.POSSIBLE
        is_safe = fault.sureness is Sureness.SURE
        is_lossy = fault.drops or not is_clear
        title = _title(document, located, edits[0].text)
        yield Fix(title, operations, preferred=is_clear, safe=is_safe, lossy=is_lossy)
        if fault.otherwise is not None:
            other = located.problem._replace(fault=fault.otherwise)
            yield from syntax_fixes(document, located._replace(problem=other), specification)
    elif fault.level is Level.DUPLICATE:
        yield from _one_of_twins(located)
    elif fault.level in (Level.ERROR, Level.YAML):
        yield from _missing_value(located, specification)


def _title(document: Document, located: Located, written: str) -> str:
    """What the cure is called, with what it is about and what it writes."""
    problem, cure = located.problem, located.problem.fault.cure
    if "{" not in cure:
        return cure
    about = document.content[problem.start : problem.end]
    words = {"text": about, "detail": problem.detail, "written": written}
    for name, word in words.items():
        cure = cure.replace(f"{{{name}}}", _shortened(word))
    return cure.replace("{closing}", _CLOSING.get(problem.detail, "it"))


def _shortened(text: str) -> str:
    """*text* as it fits a title."""
    line = text.split("\n", 1)[0].rstrip("\r")
    return line if len(line) <= _LONGEST and line == text else f"{line[: _LONGEST - 1]}…"


def _missing_value(located: Located, specification: Specification) -> Iterator[Fix]:
    node = _missing_at(located.owner, located.problem.end)
    schema = specification.governing(node) if node is not None else None
    if node is None or schema is None:
        return
    value = skeleton(schema)
    is_plain = not isinstance(value, (dict, list))
    shown = f"`{json.dumps(value, ensure_ascii=False)}`" if is_plain else "what is required"
    yield Fix(f"Insert {shown}", (SetValue(node.span, value),), preferred=True, safe=False)


def _missing_at(owner: Node, offset: int) -> Node | None:
    """The value that is missing at *offset*, or in the whole document."""
    for child in owner.children_touching(Span(offset, offset)):
        if child.kind is Kind.MISSING and child.start == offset:
            return child
    if owner.kind is Kind.DOCUMENT and owner.child(0).kind is Kind.MISSING:
        return owner.child(0)
    return None


def _one_of_twins(located: Located) -> Iterator[Fix]:
    """Keep the later of two members, which is the one that counts, or the earlier one."""
    problem, owner = located
    green = owner.green
    if not isinstance(green, Container) or owner.kind is not Kind.OBJECT:
        return
    index = bisect_left(green.key_offsets, problem.start - owner.start)
    places = places_of_names(green)[problem.detail]
    order = bisect_left(places, index)
    if not 0 < order < len(places) or places[order] != index:
        return
    earlier, later = owner.child(places[order - 1]), owner.child(index)
    one, other = earlier.green, later.green
    is_same = isinstance(one, Scalar) and isinstance(other, Scalar) and one.text == other.text
    yield Fix("Remove the earlier one", (Remove(earlier.span),), preferred=True, safe=is_same)
    yield Fix("Remove this one", (Remove(later.span),), safe=False)
