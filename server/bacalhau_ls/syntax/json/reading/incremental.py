"""The tree after an edit, from the tree before it.

Only the innermost container that the edit lies inside is read anew, and of it
only what lies between the last entry before the edit and the first one behind
it where the reader is again in the state in which it passed there before. If
that container does not end where it should, the one around it is tried. The
outcome is the same as reading the whole text; a property test holds it to that.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from bacalhau_ls.syntax.children import hand_on
from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.syntax.json.reading import faults
from bacalhau_ls.syntax.json.reading.brackets import TANGLED, residue
from bacalhau_ls.syntax.json.reading.frame import OPENERS
from bacalhau_ls.syntax.json.reading.parser import parse
from bacalhau_ls.syntax.json.reading.renewal import Renewal, Step
from bacalhau_ls.syntax.json.reading.retyping import renamed, retyped, shifted
from bacalhau_ls.syntax.template_blocks import widened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bacalhau_ls.text import Edit


def reparse(tree: Container, old: str, new: str, edit: Edit) -> Container:
    """The tree of *new*, which is *old* after *edit*; *tree* is that of *old*."""
    if _may_be_read_by_brackets(tree):
        return parse(new)
    edit = widened(old, new, edit)
    way = list(_way_to(tree, edit))
    if (spelt_anew := retyped(way, new, edit) or _renamed(way, new, edit)) is not None:
        return spelt_anew
    for depth in _bases(way, edit):
        renewed = Renewal(way, depth, old, new, edit).run()
        if renewed is None:
            continue
        root = _spliced(way, depth, renewed, edit.delta)
        if root is None or _may_be_read_by_brackets(root):
            break
        return root
    return parse(new)


def _renamed(way: Sequence[Step], new: str, edit: Edit) -> Container | None:
    """The tree of *new* if *edit* is inside of a key, as `retyped` has it for values."""
    owner = renamed(way[-1], new, edit)
    return None if owner is None else _spliced(way, len(way) - 1, owner, edit.delta)


def _may_be_read_by_brackets(tree: Container) -> bool:
    """Whether indentation was not, or should not be, what told where things end."""
    return (not tree.aligned and not tree.residue) or TANGLED in tree.residue


def _way_to(tree: Container, edit: Edit) -> Iterator[Step]:
    """The containers that hold the whole edit between their ends, outermost first."""
    step: Step | None = Step(tree, 0, 0)
    while step is not None:
        yield step
        step = _child_around(step, edit)


def _child_around(step: Step, edit: Edit) -> Step | None:
    offsets = step.green.offsets
    index = bisect_left(offsets, edit.start - step.start) - 1
    if index < 0:
        return None
    child, start = step.green.children[index], step.start + offsets[index]
    if isinstance(child, Container) and edit.end < start + child.width:
        return Step(child, start, index)
    return None


def _bases(way: Sequence[Step], edit: Edit) -> Iterator[int]:
    """Which containers to read anew, innermost first; each at least twice as wide.

    So the failed attempts together cost no more than the last one.
    """
    least = 0
    for depth in range(len(way) - 1, -1, -1):
        green = way[depth].green
        if not green.closed or _is_reopened(green):
            continue
        if depth and _may_be_slip(way[depth], way[depth - 1].green):
            continue
        if green.width >= least or depth == 0:
            least = 2 * (green.width + len(edit.text))
            yield depth


def _may_be_slip(step: Step, parent: Container) -> bool:
    """Whether its bracket stands further left than other entries: what is behind that has a say.

    Behind a key it is none, wherever it stands.
    """
    has_key = parent.keys and parent.keys[step.place].kind is not Kind.MISSING
    return not has_key and step.green.indent < parent.entry_column


def _is_reopened(green: Container) -> bool:
    """Whether it goes on behind a closing bracket: what is around it has a say in that."""
    return any(problem.fault is faults.CLOSED_EARLY for problem in green.problems)


def _spliced(way: Sequence[Step], depth: int, child: Container, delta: int) -> Container | None:
    """The document with *child* in the place of the container at *depth*."""
    for above, below in zip(reversed(way[:depth]), reversed(way[1 : depth + 1]), strict=True):
        renewed = _with_child(above.green, below.place, child, delta)
        if renewed is None:
            return None
        child = renewed
    return child


def _with_child(parent: Container, index: int, child: Container, delta: int) -> Container | None:
    """*parent* with another child at *index*; None if its brackets are past telling."""
    start, end = parent.offsets[index], parent.offsets[index] + parent.children[index].width
    children = (*parent.children[:index], child, *parent.children[index + 1 :])
    if _rules_on_next(parent, index, end):
        return None
    left = parent.residue
    if parent.children[index].residue != child.residue:
        if not parent.even or not _tells_its_brackets(parent):
            return None  # where it ends may hang on the brackets inside
        left = residue(_brackets(parent, "".join(each.residue for each in children)))
    renewed = Container(
        parent.kind,
        parent.width + delta,
        children,
        shifted(parent.offsets, index + 1, delta),
        parent.keys,
        shifted(parent.key_offsets, index + 1, delta),
        tuple(
            p if p.start <= start and p.start < end else p.shifted(delta) for p in parent.problems
        ),
        closed=parent.closed,
        indent=parent.indent,
        entry_column=parent.entry_column,
        even=parent.even,
        trusted=parent.trusted,
        residue=left,
    )
    return hand_on(parent, renewed)


def _rules_on_next(parent: Container, index: int, end: int) -> bool:
    """Whether a member may follow the item at *index*: what that is taken for hangs on the item."""
    if parent.kind is not Kind.ARRAY or index + 1 == len(parent.children):
        return False
    follower = parent.children[index + 1]
    if isinstance(follower, Container) and follower.closed:
        return False
    behind = (*parent.offsets, parent.width)[index + 2]
    return any(p.fault.structural and end <= p.start < behind for p in parent.problems)


def _tells_its_brackets(container: Container) -> bool:
    """Whether kind and children say which brackets a container has."""
    if any(problem.fault.unpaired for problem in container.problems):
        return False
    is_unclosed = any(problem.fault is faults.UNCLOSED for problem in container.problems)
    return container.closed or is_unclosed


def _brackets(container: Container, inner: str) -> str:
    if container.kind is Kind.DOCUMENT:
        return inner
    opener = OPENERS[container.kind]
    closer = {"{": "}", "[": "]"}[opener] if container.closed else ""
    return opener + inner + closer
