"""Aliases and merge keys that take nothing over: no anchor above them, or no object behind it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from bacalhau_ls.findings import Finding, Fix, RenameKey, SetValue, Severity
from bacalhau_ls.syntax.green import Level
from bacalhau_ls.syntax.tree import problems_at
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.tree import Located

_MOST_SAID: Final = 200


def anchor_findings(document: Document) -> Iterator[Finding]:
    """An error at each place where Bacalhau finds nothing to take over."""
    return (_finding(document, each) for each in in_meaning(document, Level.TAKEN_OVER))


def in_meaning(document: Document, level: Level) -> Iterator[Located]:
    """The problems of a *level* in what *document* means, no more than 200 of them."""
    return islice(problems_at(document.meant.top, level), _MOST_SAID)


def _finding(document: Document, located: Located) -> Finding:
    problem = located.problem
    span = Span(problem.start, problem.end)
    message = problem.fault.message.format(problem.detail)
    written = document.content[problem.start : problem.end]
    # A text may be wrong there: whether it is meant only its author knows.
    is_key = document.node_at(span.start).span != span
    quote = RenameKey(span, written) if is_key else SetValue(span, written)
    fix = Fix(problem.fault.cure, (quote,), safe=False, lossy=True)
    fixes = (fix,) if problem.fault.cure else ()
    return Finding(span, "syntax-error", Severity.ERROR, message, fixes=fixes)
