"""All findings of a document: syntax, schema and rules, as the settings want them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bacalhau_ls.catalogue import severities
from bacalhau_ls.diagnosis.file_checks import file_findings
from bacalhau_ls.diagnosis.gathering import gathered
from bacalhau_ls.diagnosis.other_specification import OTHER_SPECIFICATION, under_another
from bacalhau_ls.diagnosis.showing import as_set, capped, on_one_line, with_possible_fixes
from bacalhau_ls.document import MOST_CHARACTERS
from bacalhau_ls.document_checks.aliases import at_aliases
from bacalhau_ls.document_checks.branches import without_exclusive
from bacalhau_ls.document_checks.dropped_tasks import without_dropped
from bacalhau_ls.document_checks.json_as_yaml import as_warnings, as_yaml
from bacalhau_ls.document_checks.kinds import FileKind, whole_of
from bacalhau_ls.document_checks.syntax import syntax_findings
from bacalhau_ls.findings import Finding, Severity
from bacalhau_ls.governing import directive_findings
from bacalhau_ls.settings import Settings
from bacalhau_ls.standards import guide, validator_for
from bacalhau_ls.suppression import without_ignored
from bacalhau_ls.suppression.unknown import unknown_directives
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.validation import Validator

__all__ = ["OTHER_SPECIFICATION", "diagnose", "guide"]

_DEFAULTS = Settings()
_MILLION = 1_000_000


def diagnose(
    document: Document, settings: Settings = _DEFAULTS, validator: Validator | None = None
) -> list[Finding]:
    """What there is to say about *document*, in the order of the text.

    It is held to the *validator*'s specification, or to the one that the file or the settings name.
    """
    judge = validator or validator_for(document, settings)
    to_us = [*directive_findings(document), *unknown_directives(document)]
    said = without_exclusive(document, _found(document, settings, judge))
    found = [*as_set([*said, *to_us], settings)]
    shown = [*without_ignored(document, found, severities)]
    other = under_another(document, settings, judge, shown) if validator is None else ()
    if summary := [*as_set(other, settings)]:
        shown = [*without_ignored(document, [*found, *summary], severities)]
    tidy = [on_one_line(document, finding) for finding in capped(gathered(shown), settings)]
    if document.actions.have_blocks:
        tidy = [with_possible_fixes(document, finding) for finding in tidy]
    return sorted(tidy, key=lambda finding: (finding.span, finding.severity))


def _found(document: Document, settings: Settings, judge: Validator) -> Iterator[Finding]:
    """All that is found if *document* is held to the specification of *judge*."""
    if not document.is_read:
        yield from _unread(document)
        return
    specification = judge.specification
    if specification.takes_json_for_yaml and (yaml := as_yaml(document)) is not None:
        written = syntax_findings(document, settings.strictness, specification)
        yield from as_warnings(document, written)
        # What would mend it as YAML may be wrong as JSON, which it shall become.
        yield from (replace(each, fixes=()) for each in _found(yaml, settings, judge))
        return
    document = specification.reading(document)
    whole = whole_of(document)
    yield from file_findings(document, whole, settings, specification)
    if whole.kind in (FileKind.JOB, FileKind.WRAPPER):
        found = _in_job(document, judge)
        yield from without_dropped(whole.job, found) if specification.runs_one_task else found


def _unread(document: Document) -> Iterator[Finding]:
    """Why a document was not read, if there is a reason that the user can do something about."""
    if (length := len(document.content)) > MOST_CHARACTERS:
        message = (
            f"the file has {length / _MILLION:.1f} MB and is not checked; "
            f"the limit is {MOST_CHARACTERS // _MILLION} MB"
        )
        yield Finding(Span(0, 1), "too-large", Severity.INFORMATION, message)


def _in_job(document: Document, judge: Validator) -> Iterable[Finding]:
    """All that is found in the job as it is meant."""
    meant = document.meant
    found = judge.findings(whole_of(meant).job)
    return found if meant is document else at_aliases(document, found)
