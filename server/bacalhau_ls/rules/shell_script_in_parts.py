"""A line for a shell that is cut into words, of which the shell runs the first (guide, fact 41)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bacalhau_ls.domain.flaws import quoted
from bacalhau_ls.findings import Related, Severity
from bacalhau_ls.rules import BOTH, Remark, rule
from bacalhau_ls.rules._commands import first_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_SHELL = re.compile(r"(?:.*/)?(?:ash|bash|dash|ksh|sh|zsh)", re.DOTALL)
_SCRIPT_FOLLOWS = re.compile(r"-[a-z]*c")
_ONE_WORD = re.compile(r"[A-Za-z0-9_./+-]+")


@rule("shell-script-in-parts", Severity.WARNING, "Tasks/*/Engine", specifications=BOTH)
def shell_script_in_parts(engine: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    match first_words(engine, 4):
        case [shell, option, script, rest]:
            texts = [node.string or "" for node in (shell, option, script)]
        case _:
            return
    patterns = (_SHELL, _SCRIPT_FOLLOWS, _ONE_WORD)
    if all(p.fullmatch(text) for p, text in zip(patterns, texts, strict=True)):
        yield Remark(
            rest.span,
            f"the shell runs {quoted(texts[2])} without this; `{texts[1]}` takes the whole line as"
            " one item",
            related=(Related(script.span, "all that the shell runs"),),
        )
