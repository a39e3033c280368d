"""Functions that templates call: `bacalhau job run` knows those of Go and no others."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from bacalhau_ls.findings import Finding, Fix, ReplaceText, Severity
from bacalhau_ls.spelling import nearest
from bacalhau_ls.syntax.template_grammar import flaw_of
from bacalhau_ls.syntax.templating import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.template_actions import Action
    from bacalhau_ls.text import Span

FUNCTIONS: Final = (
    *("and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge", "len", "index", "slice"),
    *("print", "printf", "println", "html", "js", "urlquery", "call"),
)
_WORDS: Final = (
    *("if", "else", "end", "range", "with", "define", "block", "template"),
    *("break", "continue", "nil", "true", "false"),
)
_KNOWN: Final = frozenset((*FUNCTIONS, *_WORDS))
_WHAT_THERE_IS: Final = (
    ": it has those of Go, such as `or`, `index` and `printf`;"
    " if another program shall fill it in, `--no-template` leaves templates as they are"
)
_MOST_LETTERS_APART: Final = 2
_MOST_SAID: Final = 200
_ALONE: Final = re.compile(r"\{\{-?[ \t\r\n]*[^\W\d]\w*[ \t\r\n]*-?\}\}")


def function_findings(document: Document) -> Iterator[Finding]:
    """An error at each function that Bacalhau does not know."""
    if document.may_have_templates:
        for start, (span, word, is_alone) in islice(document.actions.placed(_unknown), _MOST_SAID):
            say = _of_variable if is_alone else _of_function
            yield say(span.shifted(start), word)


def _unknown(actions: Sequence[Action]) -> Iterator[tuple[int, tuple[Span, str, bool]]]:
    """The number of each action with a word in it that is not known, and if it is there alone."""
    for index, (text, _) in enumerate(actions):
        for span, _ in words_in(text):
            word = text[slice(*span)]
            if word not in _KNOWN and flaw_of(text) is None:
                yield index, (span, word, _ALONE.fullmatch(text) is not None)


def _of_function(span: Span, word: str) -> Finding:
    """What is called, and what may be meant."""
    close = nearest(word, (*FUNCTIONS, *_WORDS))
    found = [name for name in close if abs(len(name) - len(word)) <= _MOST_LETTERS_APART]
    meant = f", did you mean `{found[0]}`?" if found else _WHAT_THERE_IS
    message = f"`bacalhau job run` knows no function `{word}` in a template{meant}"
    fixes = tuple(
        Fix(f"Change to `{name}`", (ReplaceText(span, name),), preferred=n == 0, safe=False)
        for n, name in enumerate(found)
    )
    return Finding(span, "syntax-error", Severity.ERROR, message, fixes=fixes)


def _of_variable(span: Span, word: str) -> Finding:
    """A word alone in a template is rather a variable without its dot."""
    message = (
        f"`bacalhau job run` knows no function `{word}` in a template:"
        f" a variable is written `.{word}`"
    )
    dotted = Fix(f"Write `.{word}`", (ReplaceText(span, f".{word}"),), preferred=True, safe=False)
    return Finding(span, "syntax-error", Severity.ERROR, message, fixes=(dotted,))
