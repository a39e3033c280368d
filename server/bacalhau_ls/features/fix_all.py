"""All fixes that may be applied unseen, as one set of edits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bacalhau_ls.actions import FIX_ALL, Action
from bacalhau_ls.repair import likely_fix, repaired, safe_fix

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.findings import Finding
    from bacalhau_ls.settings import Settings
    from bacalhau_ls.text import Edit
    from bacalhau_ls.validation import Validator


def fix_all(
    document: Document, settings: Settings, validator: Validator | None = None
) -> tuple[Edit, ...]:
    """The edits of all safe fixes until there are none; none for the outcome of that."""
    return repaired(document, settings, validator, safe_fix)


def fix_all_unsafe(
    document: Document, settings: Settings, validator: Validator | None = None
) -> tuple[Edit, ...]:
    """The same with the fixes that may change what is meant: somebody is to look at them."""
    return repaired(document, settings, validator, likely_fix)


def fix_all_action(
    document: Document,
    findings: Iterable[Finding],
    settings: Settings,
    validator: Validator | None = None,
) -> Iterator[Action]:
    """The action that applies all safe fixes, if there is one among *findings*."""
    curable = tuple(finding for finding in findings if safe_fix(finding))
    if curable:
        edits = partial(fix_all, document, settings, validator)
        yield Action("Apply all safe fixes", FIX_ALL, edits, curable)
