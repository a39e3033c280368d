"""Text that is broken as JSON and sound as YAML, which is all that Bacalhau asks of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bacalhau_ls.document import Document
from bacalhau_ls.findings import Severity
from bacalhau_ls.syntax.green import Container, Kind, Level
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.tree import problems_at
from bacalhau_ls.syntax.yaml import YAML

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.findings import Finding

CODE: Final = "not-json"
_LONGEST: Final = 50_000
"""Characters; it is read from scratch at every keystroke, and only a person writes such text."""


def as_yaml(document: Document) -> Document | None:
    """Broken JSON as the YAML that Bacalhau makes of it; None if it is broken there as well."""
    is_broken = document.notation is JSON and _has_errors(document)
    if not is_broken or len(document.content) > _LONGEST:
        return None
    yaml = Document.read(document.content, YAML)
    return None if yaml.root.kind is not Kind.OBJECT or _has_errors(yaml) else yaml


def as_warnings(document: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    """What is wrong in JSON, where Bacalhau has nothing against it.

    It can be mended in an object that is whole; else nothing becomes JSON step by step.
    """
    root = document.root.green
    is_whole = isinstance(root, Container) and root.kind is Kind.OBJECT and root.closed
    for each in findings:
        warning = each if is_whole else replace(each, fixes=())
        if each.severity is Severity.ERROR:
            message = f"{each.message}; Bacalhau takes it, as it reads JSON as YAML"
            warning = replace(warning, code=CODE, severity=Severity.WARNING, message=message)
        yield warning


def _has_errors(document: Document) -> bool:
    return next(problems_at(document.top, Level.ERROR), None) is not None
