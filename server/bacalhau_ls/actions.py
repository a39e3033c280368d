"""What a user can have done to a document: a title, and edits when they are asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bacalhau_ls.findings import Finding
    from bacalhau_ls.text import Edit

QUICK_FIX = "quickfix"
REWRITE = "refactor.rewrite"
EXTRACT = "refactor.extract"
FIX_ALL = "source.fixAll.bacalhau"
ORGANIZE = "source.organizeKeys.bacalhau"


@dataclass(frozen=True)
class Action:
    """Something that can be done; making its edits may take a moment."""

    title: str
    """In the imperative; the same for no two actions of a kind at one place."""
    kind: str
    """LSP's name for its kind."""
    edits: Callable[[], tuple[Edit, ...]] = field(compare=False, repr=False)
    """Makes the edits, which all refer to the document that the action is for."""
    findings: tuple[Finding, ...] = ()
    """What it cures."""
    is_preferred: bool = False
    new_ending: str = ""
    """If there is one, the edits replace all of the text, and a file with this ending is made."""
