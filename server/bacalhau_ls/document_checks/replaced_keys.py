"""Keys that a merge key below replaces: for Bacalhau what comes last counts, whoever brings it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bacalhau_ls.document_checks.anchors import in_meaning
from bacalhau_ls.findings import Finding, Fix, Later, Related, Remove, Severity, SortMembers
from bacalhau_ls.syntax.anchors import is_merge_key
from bacalhau_ls.syntax.green import Level
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.tree import Located, Node

_OF_ANCHORS: Final = frozenset("&*")


def replaced_findings(document: Document) -> Iterator[Finding]:
    """A warning at each key that counts for nothing, though YAML would have it count."""
    return (_finding(document, each) for each in in_meaning(document, Level.REPLACED))


def _finding(document: Document, located: Located) -> Finding:
    problem = located.problem
    span = Span(problem.start, problem.end)
    member = _member_at(document, span.start)
    merges = _merges_beside(member)
    return Finding(
        span,
        "duplicate-key",
        Severity.WARNING,
        problem.fault.message.format(problem.detail),
        related=tuple([Related(key.span, "it is brought here") for key in _keys(merges[-1:])]),
        fixes=Later(lambda: _fixes(document, member)),
    )


def _member_at(document: Document, offset: int) -> Node:
    """The member whose key starts there."""
    inner = document.node_at(offset)
    around = (inner, *inner.ancestors())
    members = (each for node in around for each in node if each.key is not None)
    return next(each for each in members if next(_keys([each])).start == offset)


def _beside(member: Node) -> Sequence[Node]:
    """All members of the object that *member* is in."""
    return [*member.parent] if member.parent is not None else []


def _merges_beside(member: Node) -> list[Node]:
    return [each for each in _beside(member) if each.key and is_merge_key(each.key.green)]


def _keys(members: Sequence[Node]) -> Iterator[Node]:
    return (each.key for each in members if each.key is not None)


def _fixes(document: Document, member: Node) -> Iterator[Fix]:
    """Have it count, or leave it out; both only if nothing else hangs on where it stands."""
    if not _OF_ANCHORS.isdisjoint(document.content[slice(*member.member_span)]):
        return
    names = [each.written_name for each in _beside(member)]
    if member.parent is not None and len(set(names)) == len(names):
        merge = _merges_beside(member)[0].written_name
        names.insert(names.index(merge), names.pop(member.index))
        order = SortMembers(member.parent.span, tuple(names))
        yield Fix(f"Move `{member.name}` below the merge key", (order,), safe=False)
    yield Fix("Remove it", (Remove(member.span),), safe=False)
