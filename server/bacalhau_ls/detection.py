"""Whether a file is a job spec: by what it says first, then by what it is called."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls import globs
from bacalhau_ls.document_checks.kinds import is_surely_legacy
from bacalhau_ls.governing import BACALHAU, choice
from bacalhau_ls.settings import Settings
from bacalhau_ls.specification.lettercase import Spelling
from bacalhau_ls.syntax.green import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.tree import Node

SPEC_NAMES = tuple(
    f"*.{mark}.{extension}"
    for mark in ("bacalhau", "job")
    for extension in ("json", "jsonc", "json5", "yaml", "yml")
)
"""Names that say by themselves that a file is a job spec."""
JOB_TYPES = ("batch", "service", "daemon", "ops")


class Confidence(IntEnum):
    """How sure it is that a file is a job spec."""

    LOW = 0
    """Probably something else: nothing is said about it."""
    NAME = 1
    CONTENT = 2


class Detection(NamedTuple):
    """What a file was taken for, and why, in words."""

    confidence: Confidence
    reason: str

    @property
    def is_spec(self) -> bool:
        """Whether the file is to be treated as a job spec."""
        return self.confidence > Confidence.LOW


_HINT = re.compile(r"tasks|api_?version|engine(?:spec)?[\"']?[ \t]*:", re.IGNORECASE)
_SPELLING = Spelling(("Job", "Tasks", "Engine", "Type"))
_LEGACY = Detection(Confidence.CONTENT, "it has the `Spec` of a job of before v1.4")
NO_SPEC = Detection(Confidence.LOW, "neither its content nor its name says that it is a job spec")


def detect(document: Document, path: str, files: Iterable[str] = ()) -> Detection:
    """What the file at *path* is taken for.

    *path* is relative to the folder of the settings, *files* are their globs.
    """
    return by_content(document) or by_name(path, files) or NO_SPEC


def might_be_spec(text: str) -> bool:
    """Whether it is worth the time to parse *text* and look closer."""
    return _HINT.search(text) is not None


def by_content(document: Document) -> Detection | None:
    """What the content alone says; None if it says nothing.

    Letter case makes a difference only where it does for those who read the file.
    """
    is_any_case = choice(document, Settings()).name == BACALHAU
    root = document.seen(_SPELLING.view).root if is_any_case else document.root
    if (inner := root.get("Job")) is not None and root.get("Tasks") is None:
        root = inner
    if (tasks := root.get("Tasks")) is None:
        return _LEGACY if is_surely_legacy(document) else None
    if _has_engine(tasks):
        return Detection(Confidence.CONTENT, "it has `Tasks` with an `Engine`")
    job_type = root.get("Type")
    if job_type and (job_type.string or "").lower() in JOB_TYPES:
        return Detection(Confidence.CONTENT, "it has the `Type` of a job and `Tasks`")
    return None


def _has_engine(tasks: Node) -> bool:
    candidates = tasks.items() if tasks.kind is Kind.ARRAY else iter((tasks,))
    return any(task.get("Engine") is not None for task in candidates)


def by_name(path: str, files: Iterable[str] = ()) -> Detection | None:
    """What the name alone says; None if it says nothing."""
    for pattern in SPEC_NAMES:
        if globs.matches(path, pattern):
            return Detection(Confidence.NAME, f"its name matches `{pattern}`")
    for pattern in files:
        if globs.matches(path, pattern):
            return Detection(Confidence.NAME, f"the setting `files` names it with `{pattern}`")
    return None
