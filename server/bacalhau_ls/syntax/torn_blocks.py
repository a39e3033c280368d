"""Whether a change would tear blocks of templates apart: ``{{if .x}}`` up to its ``{{end}}``.

What stands in a block is there only if the template says so. So nothing may be
taken out of one, or get into one, unless all that changes lies between two of
its controls.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.syntax.green import Container, Level
from bacalhau_ls.syntax.operations import (
    AddItem,
    AddMember,
    MoveMember,
    Remove,
    RemoveComment,
    RenameKey,
    ReplaceText,
    SetValue,
    SortMembers,
    TakeOut,
)
from bacalhau_ls.syntax.revision import after, node_at
from bacalhau_ls.syntax.template_blocks import Role, role_of
from bacalhau_ls.syntax.templating import OPENING, actions_in
from bacalhau_ls.syntax.tree import problems_in
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bacalhau_ls.syntax.green import Problem
    from bacalhau_ls.syntax.operations import Operation
    from bacalhau_ls.syntax.revision import Reparse
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Edit

_CONTROLS: Final = (Role.OPENS, Role.DEFINES, Role.PARTS, Role.ENDS)
_VARIABLE: Final = re.compile(r"\$[A-Za-z_]")


def keeps_blocks(
    text: str,
    top: Node,
    operations: Sequence[Operation],
    edits: Sequence[Edit],
    reparse: Reparse,
) -> bool:
    """Whether *edits*, which do *operations*, leave every block of templates as it is."""
    if not edits or OPENING not in text:
        return True
    if any(_is_beside_actions(text, top, each) for each in operations):
        return False
    reach = _reach(top, operations, edits)
    if reach is None or not _has_actions(text, reach):
        return True
    content, current = after(text, top, edits, reparse)
    old, new = _blocks(text, top), _blocks(content, current)
    if any(isinstance(each, TakeOut) for each in operations):
        return old.blocks == new.blocks
    if any(isinstance(each, Remove) for each in operations):
        return old.blocks >= new.blocks and old.places >= new.places
    return old == new


def _reach(top: Node, operations: Sequence[Operation], edits: Sequence[Edit]) -> Span | None:
    """From the first to the last place that has a part in a change of structure; None if none."""
    parts = [part for each in operations for part in _parts(top, each)]
    if not parts:
        return None
    parts += [Span(each.start, each.end) for each in edits]
    return Span(min(each.start for each in parts), max(each.end for each in parts))


def _parts(top: Node, operation: Operation) -> Iterator[Span]:
    """The container whose entries *operation* changes."""
    if isinstance(operation, (ReplaceText, RenameKey, RemoveComment)):
        return
    node = node_at(top, operation.span)
    if isinstance(operation, SetValue):
        if node is not None and isinstance(node.green, Container):
            yield operation.span
    elif node is None or isinstance(operation, (AddMember, AddItem, SortMembers, TakeOut)):
        yield operation.span
    else:
        levels = operation.levels if isinstance(operation, MoveMember) else 0
        owner = next(islice(node.ancestors(), levels, None), top)
        yield owner.span


def _has_actions(text: str, span: Span) -> bool:
    return next(actions_in(text, *span), None) is not None


class _Blocks(NamedTuple):
    """What must stay the same about the templates of a text."""

    blocks: Counter[str]
    """The outermost blocks as they are written, but for white space."""
    places: Counter[tuple[str | None, str]]
    """The actions between entries, with the name of what they stand in."""
    variables: list[str]
    """The actions with variables, which are known only from where they are set."""


def _blocks(text: str, top: Node) -> _Blocks:
    actions = [found.group() for found in actions_in(text)]
    variables = [each for each in actions if _VARIABLE.search(each)]
    return _Blocks(Counter(_outermost(text)), Counter(_places(text, top)), variables)


def _outermost(text: str) -> Iterator[str]:
    depth = start = 0
    for found in actions_in(text):
        role = role_of(found.group())
        if role not in _CONTROLS:
            continue
        if depth == 0:
            start = found.start()
        depth = max(depth + role.depth, 0)
        if depth == 0:
            yield "".join(text[start : found.end()].split())
    if depth:
        yield "".join(text[start:].split())


def _places(text: str, top: Node) -> Iterator[tuple[str | None, str]]:
    for problem, owner in problems_in(top):
        if problem.start < problem.end and _is_action(text, problem):
            yield owner.name, text[problem.start : problem.end].strip()


def _is_beside_actions(text: str, top: Node, operation: Operation) -> bool:
    """Whether *operation* takes or sorts entries between commas, and actions stand there as well.

    Nobody can tell which of the commas the actions give.
    """
    if not isinstance(operation, (MoveMember, Remove, SortMembers)):
        return False
    node = node_at(top, operation.span)
    owner = node if isinstance(operation, SortMembers) else node and node.parent
    if owner is None or not isinstance(owner.green, Container) or owner.green.block:
        return False
    return any(_is_action(text, each.shifted(owner.start)) for each in owner.green.problems)


def _is_action(text: str, problem: Problem) -> bool:
    """Whether an action stands there, or a comma is missing that one gives."""
    if problem.fault.level is not Level.SILENT:
        return False
    if problem.start == problem.end:
        return not problem.fault.structural
    return text.startswith(OPENING, problem.start)
