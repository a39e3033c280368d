"""A pipe or redirection that no shell will ever see (guide, facts 40 and 41)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import BOTH, Remark, rule
from bacalhau_ls.rules._commands import unusual_words
from bacalhau_ls.rules._plain import Plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_OPERATORS = ("|", "||", "&", "&&", ">", ">>", "<", "2>", "2>>", "2>&1", "&>")
_OPERATORS_OF_ITS_OWN = ("[", "[[", "expr", "test")
"""Programs to which such words are arguments."""
_ALL = {*_OPERATORS, *_OPERATORS_OF_ITS_OWN}
_OTHERS = Plain(lambda text: not isinstance(text, str) or _last_part(text) not in _ALL)


@rule("shell-operator-as-argument", Severity.WARNING, "Tasks/*/Engine", specifications=BOTH)
def shell_operator_as_argument(engine: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    words = unusual_words(engine, _OTHERS)
    if any(_is_one_of(word, _OPERATORS_OF_ITS_OWN) for word in words):
        return
    operator = next((word for word in words if _is_one_of(word, _OPERATORS)), None)
    if operator is not None:
        yield Remark(
            operator.span,
            f"no shell reads this, so the program gets `{operator.string}` as an argument;"
            " to use a shell, start `/bin/sh` with `-c` and the whole line as one item",
        )


def _is_one_of(word: Node, words: tuple[str, ...]) -> bool:
    return _last_part(word.string or "") in words


def _last_part(text: str) -> str:
    return text.rpartition("/")[2]
