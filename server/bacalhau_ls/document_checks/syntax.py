"""What is wrong with how a text is written, as those read it who will."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from bacalhau_ls.document_checks.syntax_fixes import syntax_fixes
from bacalhau_ls.document_checks.unreadable_json import as_bacalhau_reads, passed_over
from bacalhau_ls.findings import Finding, Later, Related, Severity
from bacalhau_ls.settings import Strictness
from bacalhau_ls.syntax.green import Container, Kind, Level, places_of_names
from bacalhau_ls.syntax.tree import flaws_in
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.specification import Specification
    from bacalhau_ls.syntax.tree import Located

_CODES: Final = {
    Level.ERROR: ("syntax-error", Severity.ERROR),
    Level.YAML: ("syntax-error", Severity.ERROR),
    Level.DIALECT: ("not-json", Severity.WARNING),
    Level.COMMENT: ("not-json", Severity.WARNING),
    Level.DUPLICATE: ("duplicate-key", Severity.WARNING),
    Level.NOTE: ("further-document", Severity.INFORMATION),
}
_TOLERATED: Final = {
    Strictness.JSON: frozenset[Level](),
    Strictness.JSONC: frozenset({Level.COMMENT}),
    Strictness.JSON5: frozenset({Level.COMMENT, Level.DIALECT}),
}


def syntax_findings(
    document: Document, strictness: Strictness, specification: Specification
) -> Iterator[Finding]:
    """The problems that reading has met, less those that *strictness* tolerates."""
    tolerated, reads = _TOLERATED[strictness], specification.takes_json_for_yaml
    unless = passed_over(strictness) | tolerated if reads else tolerated
    for each in flaws_in(document.top, unless):
        located = as_bacalhau_reads(each, strictness) if reads else each
        if located is not None:
            yield _finding(document, located, specification)


def _finding(document: Document, located: Located, specification: Specification) -> Finding:
    problem, fault = located.problem, located.problem.fault
    code, severity = _CODES[fault.level]
    return Finding(
        Span(problem.start, problem.end),
        code,
        severity,
        fault.message.format(problem.detail),
        related=tuple(_first_of_twins(located)),
        fixes=Later(partial(syntax_fixes, document, located, specification)),
    )


def _first_of_twins(located: Located) -> Iterator[Related]:
    """Where the key stood first that comes twice."""
    owner = located.owner
    if located.problem.fault.level is not Level.DUPLICATE or owner.kind is not Kind.OBJECT:
        return
    assert isinstance(owner.green, Container)
    places = places_of_names(owner.green).get(located.problem.detail)
    if places and (key := owner.child(places[0]).key) is not None:
        yield Related(key.span, "it stands here first")
