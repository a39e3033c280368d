"""Actions that are not as Go's templates have them: `bacalhau job run` refuses the file."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from bacalhau_ls.findings import Finding, Fix, ReplaceText, Severity
from bacalhau_ls.syntax.template_blocks import word_of
from bacalhau_ls.syntax.template_grammar import Flaw, flaw_of, tokens_of
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.template_actions import Action

_MOST_SAID: Final = 200
_DEFINES: Final = re.compile(r"\{\{-?[ \t\r\n]*(?:define|block)[ \t\r\n]+[\"`]([^\"`]*)[\"`]")
_REFUSES: Final = ", `bacalhau job run` refuses the file"


def action_findings(document: Document) -> Iterator[Finding]:
    """An error at the first thing that is wrong in an action."""
    if document.may_have_templates:
        for start, flaw in islice(document.actions.placed(_wrong), _MOST_SAID):
            yield _finding(flaw, start)


def _wrong(actions: Sequence[Action]) -> Iterator[tuple[int, Flaw]]:
    """The number of each action with a flaw."""
    known = {"$"}
    defined = {found[1] for each in actions for found in _DEFINES.finditer(each.text)}
    for index, (text, _) in enumerate(actions):
        flaw = flaw_of(text) or _unset(text, known) or _undefined(text, defined)
        if flaw is not None:
            yield index, flaw


def _unset(action: str, known: set[str]) -> Flaw | None:
    """The first variable in *action* that is used and not *known*; those that it sets are then."""
    if "$" not in action:
        return None
    tokens = tokens_of(action)
    for token, behind in pairwise([*tokens, tokens[-1]]):
        is_set = behind.sort in ("declares", "comma") and behind.text != "="
        if token.sort != "variable" or token.text in known:
            continue
        known.add(token.text)  # be it said only once
        if not is_set:
            return token.flaw(f"the variable `{token.text}` is not set before")
    return None


def _undefined(action: str, defined: set[str]) -> Flaw | None:
    """The name in *action* of what nobody has *defined*."""
    if word_of(action) != "template":
        return None
    name = tokens_of(action)[1]
    return (
        None if name.text[1:-1] in defined else name.flaw(f"no `define` has the name {name.text}")
    )


def _finding(flaw: Flaw, start: int) -> Finding:
    span = Span(flaw.start, flaw.end).shifted(start)
    fixes: tuple[Fix, ...] = ()
    if flaw.instead is not None:
        change = ReplaceText(span, flaw.instead)
        fixes = (Fix(f"Write `{flaw.instead}`", (change,), preferred=True, safe=False),)
    return Finding(span, "syntax-error", Severity.ERROR, flaw.message + _REFUSES, fixes=fixes)
