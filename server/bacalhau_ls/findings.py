"""What we have to say about a text, and what would cure it.

A `Finding` is plain data. Its fixes are operations on the tree (set this
value, remove that member) that know nothing of the notation: the notation
turns them into edits when somebody asks for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, IntEnum
from functools import partial
from typing import TYPE_CHECKING, overload

from bacalhau_ls.syntax.operations import (
    AddItem,
    AddMember,
    MoveMember,
    Operation,
    Remove,
    RemoveComment,
    RenameKey,
    ReplaceText,
    SetValue,
    SortMembers,
    TakeOut,
    UnwrapItem,
    WrapInList,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bacalhau_ls.specification.stages import Stage
    from bacalhau_ls.text import Span

__all__ = [
    "AddItem",
    "AddMember",
    "Finding",
    "Fix",
    "Later",
    "MoveMember",
    "Operation",
    "Related",
    "Remove",
    "RemoveComment",
    "RenameKey",
    "ReplaceText",
    "SetValue",
    "Severity",
    "SortMembers",
    "Tag",
    "TakeOut",
    "UnwrapItem",
    "WrapInList",
    "listed",
]


class Severity(IntEnum):
    """How much a finding matters; the numbers are LSP's."""

    ERROR = 1
    WARNING = 2
    INFORMATION = 3
    HINT = 4

    @property
    def word(self) -> str:
        """The name that users write and read."""
        return self.name.lower()


class Tag(Enum):
    """How an editor may draw what was found; the numbers are LSP's."""

    UNNECESSARY = 1
    DEPRECATED = 2


@dataclass(frozen=True, slots=True)
class Fix:
    """One way to cure a finding."""

    title: str
    """What it does, in the imperative: "Rename to `Image`"."""
    operations: tuple[Operation, ...]
    preferred: bool = False
    """Whether it is the one clear cure."""
    safe: bool = True
    """Whether it keeps what the author meant, so that it may be applied unseen."""
    lossy: bool = False
    """Whether it drops what the author wrote and nothing else says: only they may choose it."""

    def shifted(self, by: int) -> Fix:
        """The same fix *by* code points further on."""
        return replace(self, operations=tuple(_shifted(each, by) for each in self.operations))


def _shifted(operation: Operation, by: int) -> Operation:
    return replace(operation, span=operation.span.shifted(by))


class Later(Sequence[Fix]):
    """Fixes that are worked out when somebody looks at them.

    Of ten thousand findings of a broken text few are shown, and of those few are asked about.
    """

    __slots__ = ("_found", "_work_out")

    def __init__(self, work_out: Callable[[], Iterable[Fix]]) -> None:
        self._work_out = work_out
        self._found: tuple[Fix, ...] | None = None

    @property
    def _fixes(self) -> tuple[Fix, ...]:
        if self._found is None:
            self._found = tuple(self._work_out())
        return self._found

    @overload
    def __getitem__(self, index: int) -> Fix: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Fix]: ...
    def __getitem__(self, index: int | slice) -> Fix | Sequence[Fix]:
        return self._fixes[index]

    def __len__(self) -> int:
        return len(self._fixes)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._fixes == tuple(other)

    def __hash__(self) -> int:
        return hash(self._fixes)

    def __repr__(self) -> str:
        return repr(self._fixes)


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that has to do with a finding."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to say about a stretch of text."""

    span: Span
    """Never crosses a line break once it has left `diagnosis`."""
    code: str
    severity: Severity
    message: str
    """What is wrong, then what is allowed; names in backticks, no full stop."""
    related: tuple[Related, ...] = ()
    tags: tuple[Tag, ...] = ()
    fixes: Sequence[Fix] = ()
    stage: Stage | None = None
    """Where the real Bacalhau notices it, if that is known; the message ends with it."""

    def at_stage(self, stage: Stage | None) -> Finding:
        """The same finding with what becomes of the job."""
        if stage is None:
            return self
        return replace(self, message=with_stage(self.message, stage), stage=stage)

    def shifted(self, by: int) -> Finding:
        """The same finding *by* code points further on; every keystroke asks for all of them."""
        has_fixes = not isinstance(self.fixes, tuple) or len(self.fixes) > 0
        return Finding(
            self.span.shifted(by),
            self.code,
            self.severity,
            self.message,
            tuple([Related(each.span.shifted(by), each.message) for each in self.related]),
            self.tags,
            Later(partial(_shifted_fixes, self.fixes, by)) if has_fixes else (),
            self.stage,
        )


def with_stage(message: str, stage: Stage | None) -> str:
    """*message* with what becomes of the job."""
    return message if stage is None else f"{message} ({stage.words})"


def _shifted_fixes(fixes: Sequence[Fix], by: int) -> list[Fix]:
    return [fix.shifted(by) for fix in fixes]


def listed(names: Iterable[str], last: str = "and") -> str:
    """Names in backticks as English writes a list: `a`, `b` and `c`."""
    quoted = [f"`{name}`" for name in names]
    if len(quoted) < 2:  # noqa: PLR2004 - one needs no list
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"
