"""All fixes that may be applied unseen, as one set of edits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.repair import likely_fix, repaired, safe_fix

if TYPE_CHECKING:
    from bacalhau_ls.document import Document
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
