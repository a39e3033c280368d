"""What is found in a file before anybody looks at what its job says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from bacalhau_ls.document_checks.anchors import anchor_findings
from bacalhau_ls.document_checks.kinds import finding_about
from bacalhau_ls.document_checks.replaced_keys import replaced_findings
from bacalhau_ls.document_checks.syntax import syntax_findings
from bacalhau_ls.document_checks.template_ends import end_findings
from bacalhau_ls.document_checks.template_functions import function_findings
from bacalhau_ls.document_checks.template_syntax import action_findings
from bacalhau_ls.document_checks.templates import template_findings
from bacalhau_ls.document_checks.unreadable_json import unreadable_findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.document_checks.kinds import Whole
    from bacalhau_ls.findings import Finding
    from bacalhau_ls.settings import Settings
    from bacalhau_ls.specification import Specification

    Check: TypeAlias = Callable[[Document], Iterable[Finding]]


def _flaws_of_templates(document: Document) -> Iterable[Finding]:
    """What Go has against the templates; a misspelt `if` is no end too many."""
    wrong = [*action_findings(document), *function_findings(document)]
    return wrong or end_findings(document)


_ALWAYS: Final[tuple[Check, ...]] = (anchor_findings, replaced_findings)
_FOR_BACALHAU: Final[tuple[Check, ...]] = (_flaws_of_templates, unreadable_findings)
"""Only where the file is read as Bacalhau reads it."""


def file_findings(
    document: Document, whole: Whole, settings: Settings, specification: Specification
) -> Iterator[Finding]:
    """All that *document*, which is a *whole* of some kind, has wrong as a file."""
    yield from syntax_findings(document, settings.strictness, specification)
    yield from template_findings(document, specification)
    for check in _ALWAYS:
        yield from check(document)
    if (about := finding_about(document, whole)) is not None:
        yield about
    for check in _FOR_BACALHAU if specification.takes_json_for_yaml else ():
        yield from check(document)
