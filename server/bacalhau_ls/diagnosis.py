"""All findings of a document: syntax, schema and rules, as the settings want them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bacalhau_ls.catalogue import severities
from bacalhau_ls.document import MOST_CHARACTERS
from bacalhau_ls.document_checks.aliases import at_aliases
from bacalhau_ls.document_checks.anchors import anchor_findings
from bacalhau_ls.document_checks.branches import without_exclusive
from bacalhau_ls.document_checks.dropped_tasks import (
    NEVER_REACHED,
    dropped_in,
    without_dropped,
)
from bacalhau_ls.document_checks.json_as_yaml import as_warnings, as_yaml
from bacalhau_ls.document_checks.kinds import FileKind, finding_about, whole_of
from bacalhau_ls.document_checks.replaced_keys import replaced_findings
from bacalhau_ls.document_checks.template_ends import end_findings
from bacalhau_ls.document_checks.template_functions import function_findings
from bacalhau_ls.document_checks.template_syntax import syntax_findings
from bacalhau_ls.document_checks.templates import template_findings
from bacalhau_ls.findings import Finding, Fix, Later, Related, Severity
from bacalhau_ls.governing import TITLES, directive_findings, naming, other_than
from bacalhau_ls.settings import Settings, Strictness
from bacalhau_ls.standards import guide, standard, validator_for
from bacalhau_ls.suppression import without_ignored
from bacalhau_ls.suppression.unknown import unknown_directives
from bacalhau_ls.syntax.green import Container, Kind, Level, places_of_names
from bacalhau_ls.syntax.tree import flaws_in
from bacalhau_ls.text import Span
from bacalhau_ls.validation.gathering import gathered
from bacalhau_ls.validation.reader import as_bacalhau_reads, passed_over, reader_findings
from bacalhau_ls.validation.syntax_fixes import syntax_fixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.document_checks.kinds import Whole
    from bacalhau_ls.specification import Specification
    from bacalhau_ls.syntax.tree import Located
    from bacalhau_ls.validation import Validator
    from bacalhau_ls.validation.walk import Said

__all__ = ["OTHER_SPECIFICATION", "diagnose", "guide"]

OTHER_SPECIFICATION = "other-specification"

_DEFAULTS = Settings()
_MILLION = 1_000_000
_JSON = "json"
_OF_ANY_SPECIFICATION = frozenset({"syntax-error", "legacy-spec", "job-wrapper"})
"""Errors that no choice of a specification cures."""
_CODES = {
    Level.ERROR: ("syntax-error", Severity.ERROR),
    Level.YAML: ("syntax-error", Severity.ERROR),
    Level.DIALECT: ("not-json", Severity.WARNING),
    Level.COMMENT: ("not-json", Severity.WARNING),
    Level.DUPLICATE: ("duplicate-key", Severity.WARNING),
    Level.NOTE: ("further-document", Severity.INFORMATION),
}
_TOLERATED = {
    Strictness.JSON: frozenset[Level](),
    Strictness.JSONC: frozenset({Level.COMMENT}),
    Strictness.JSON5: frozenset({Level.COMMENT, Level.DIALECT}),
}


def diagnose(
    document: Document, settings: Settings = _DEFAULTS, validator: Validator | None = None
) -> list[Finding]:
    """What there is to say about *document*, in the order of the text.

    It is held to the *validator*'s specification, or to the one that the file or the settings name.
    """
    judge = validator or validator_for(document, settings)
    to_us = [*directive_findings(document), *unknown_directives(document)]
    said = without_exclusive(document, _found(document, settings, judge))
    found = [*_as_set([*said, *to_us], settings)]
    shown = [*without_ignored(document, found, severities)]
    other = _under_another(document, settings, judge, shown) if validator is None else ()
    if summary := [*_as_set(other, settings)]:
        shown = [*without_ignored(document, [*found, *summary], severities)]
    capped = _capped(gathered(shown), settings)
    tidy = [_on_one_line(document, finding) for finding in capped]
    if document.actions.have_blocks:
        tidy = [_with_possible_fixes(document, finding) for finding in tidy]
    return sorted(tidy, key=lambda finding: (finding.span, finding.severity))


def _with_possible_fixes(document: Document, finding: Finding) -> Finding:
    """*finding* without the fixes that would tear a block of templates apart."""

    def possible() -> list[Fix]:
        edits = partial(document.notation.edits, document.content, document.top)
        return [fix for fix in finding.fixes if edits(fix.operations)]

    return replace(finding, fixes=Later(possible)) if finding.fixes else finding


def _found(document: Document, settings: Settings, judge: Validator) -> Iterator[Finding]:
    """All that is found if *document* is held to the specification of *judge*."""
    if not document.is_read:
        yield from _unread(document)
        return
    specification = judge.specification
    if specification.takes_json_for_yaml and (yaml := as_yaml(document)) is not None:
        yield from as_warnings(document, _syntax(document, settings, specification))
        # What would mend it as YAML may be wrong as JSON, which it shall become.
        yield from (replace(each, fixes=()) for each in _found(yaml, settings, judge))
        return
    document = specification.reading(document)
    whole = whole_of(document)
    yield from _around_job(document, whole, settings, specification)
    if whole.kind in (FileKind.JOB, FileKind.WRAPPER):
        found = _in_job(document, judge)
        yield from without_dropped(whole.job, found) if specification.runs_one_task else found


def _in_job(document: Document, judge: Validator) -> Iterable[Finding]:
    """All that is found in the job as it is meant."""
    meant = document.meant
    found = judge.findings(whole_of(meant).job)
    return found if meant is document else at_aliases(document, found)


def _around_job(
    document: Document, whole: Whole, settings: Settings, specification: Specification
) -> Iterator[Finding]:
    """What is found before anybody looks at what the job says."""
    yield from _syntax(document, settings, specification)
    yield from anchor_findings(document)
    yield from replaced_findings(document)
    yield from template_findings(document)
    if specification.takes_json_for_yaml:
        # A misspelt `if` is no end too many.
        wrong = [*syntax_findings(document), *function_findings(document)]
        yield from wrong or end_findings(document)
    if (about := finding_about(document, whole)) is not None:
        yield about
    if specification.takes_json_for_yaml and document.notation.name == _JSON:
        yield from reader_findings(document)


def _unread(document: Document) -> Iterator[Finding]:
    """Why a document was not read, if there is a reason that the user can do something about."""
    if (length := len(document.content)) > MOST_CHARACTERS:
        message = (
            f"the file has {length / _MILLION:.1f} MB and is not checked; "
            f"the limit is {MOST_CHARACTERS // _MILLION} MB"
        )
        yield Finding(Span(0, 1), "too-large", Severity.INFORMATION, message)


def _under_another(
    document: Document, settings: Settings, judge: Validator, shown: list[Finding]
) -> Iterator[Finding]:
    """That another specification has nothing against what this one calls an error."""
    errors = [finding for finding in shown if finding.severity is Severity.ERROR]
    if not errors or any(finding.code in _OF_ANY_SPECIFICATION for finding in errors):
        return
    own = judge.specification.name
    other = other_than(own)
    if _has_errors(document, settings, standard(other)):
        return
    message = f"the file has errors under {TITLES[own]} and none under {TITLES[other]}"
    fix = naming(document, other)
    span, severity = _opening(document), Severity.INFORMATION
    yield Finding(span, OTHER_SPECIFICATION, severity, message, fixes=(fix,))


def _has_errors(document: Document, settings: Settings, judge: Validator) -> bool:
    """Whether there would be errors if *document* were held to the specification of *judge*."""
    document = judge.specification.reading(document)
    whole = whole_of(document)
    around = _around_job(document, whole, settings, judge.specification)
    if any(_is_error(settings, finding) for finding in around):
        return True
    if whole.kind not in (FileKind.JOB, FileKind.WRAPPER):
        return False
    job = whole_of(document.meant).job
    errors = {said for said in judge.said(job) if _is_error(settings, said)}
    never = {said for said in errors if said.stage in NEVER_REACHED}
    dropped = dropped_in(whole.job) if judge.specification.runs_one_task else None
    if errors and never == errors and dropped is not None:
        errors &= {*judge.said(job, dropped)}
    return bool(errors)


def _is_error(settings: Settings, found: Finding | Said) -> bool:
    return settings.severity.get(found.code, found.severity) is Severity.ERROR


def _opening(document: Document) -> Span:
    """The first character of what the file says."""
    start = document.root.start
    return Span(start, start + 1)


def _syntax(
    document: Document, settings: Settings, specification: Specification
) -> Iterator[Finding]:
    tolerated, reads = _TOLERATED[settings.strictness], specification.takes_json_for_yaml
    unless = passed_over(settings.strictness) | tolerated if reads else tolerated
    for each in flaws_in(document.top, unless):
        located = as_bacalhau_reads(each, settings.strictness) if reads else each
        if located is None:
            continue
        problem, fault = located.problem, located.problem.fault
        code, severity = _CODES[fault.level]
        yield Finding(
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


def _as_set(findings: Iterable[Finding], settings: Settings) -> Iterator[Finding]:
    """The findings with the severity that the user wants, less those turned off."""
    for finding in findings:
        severity = settings.severity.get(finding.code, finding.severity)
        if severity is not None:
            yield finding if severity is finding.severity else replace(finding, severity=severity)


def _on_one_line(document: Document, finding: Finding) -> Finding:
    """The finding with no range that crosses a line break."""
    span = _clipped(document, finding.span)
    related = tuple(
        Related(_clipped(document, each.span), each.message) for each in finding.related
    )
    if span == finding.span and related == finding.related:
        return finding
    return replace(finding, span=span, related=related)


def _clipped(document: Document, span: Span) -> Span:
    text = document.text
    line_end = text.line_span(text.line_of(span.start)).end
    return Span(min(span.start, line_end), min(span.end, line_end)) if span.end > line_end else span


def _capped(findings: list[Finding], settings: Settings) -> list[Finding]:
    """The gravest findings, as many as the user wants to see, and one that says so."""
    most = settings.max_diagnostics
    if len(findings) <= most:
        return findings
    gravest = sorted(findings, key=lambda finding: finding.severity)[:most]
    message = f"only {most} of {len(findings)} findings are shown, see `bacalhau.maxDiagnostics`"
    return [*gravest, Finding(Span(0, 0), "too-many-findings", Severity.INFORMATION, message)]
