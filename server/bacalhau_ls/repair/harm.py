"""What a text is like after edits: whether they break more of it than they mend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.document import Document
from bacalhau_ls.syntax.green import Level
from bacalhau_ls.syntax.tree import problems_in

if TYPE_CHECKING:
    from bacalhau_ls.text import Edit

_MOST_INCREMENTAL: Final = 32
"""For more edits than that it is quicker to read the text anew."""


def after(document: Document, edits: tuple[Edit, ...]) -> Document:
    """The version after *edits*, which all refer to *document*.

    Where brackets are lost, each edit may decide how all of the text is read: it is read once.
    """
    tree = document.top.green
    is_whole = tree.aligned and not tree.residue
    if len(edits) <= (_MOST_INCREMENTAL if is_whole else 1):
        return document.edited(reversed(edits))
    return Document.read(edit_sets.applied(document.content, edits), document.notation)


def harmless(document: Document, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """*edits*, but none of them if they would change nothing or break the text.

    Where it is broken, much can: what is moved may come to stand where it was.
    """
    if not edits or edit_sets.applied(document.content, edits) == document.content:
        return ()
    return edits if faults(after(document, edits)) <= faults(document) else ()


def faults(document: Document) -> int:
    """How many errors of syntax a document has."""
    problems = (located.problem for located in problems_in(document.top))
    return sum(1 for each in problems if each.fault.level in (Level.ERROR, Level.DUPLICATE))
