"""The edits that cure problems of JSON's syntax."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.syntax.json.reading import faults
from bacalhau_ls.syntax.json.writing.cures.brackets import braces, close_bracket, reopen, unpaired
from bacalhau_ls.syntax.json.writing.cures.lines import (
    close_comment,
    keep_first,
    keep_second,
    remove_comment,
    remove_line,
    slashes,
)
from bacalhau_ls.syntax.json.writing.cures.on_the_spot import (
    insert,
    quoted,
    remove,
    replace,
    right_closer,
)
from bacalhau_ls.syntax.json.writing.cures.separators import (
    colon,
    remove_extra_comma,
    remove_with_comma,
    unexpected,
)
from bacalhau_ls.syntax.json.writing.cures.strings import (
    close_string,
    control,
    double_backslash,
    escape,
    open_string,
)
from bacalhau_ls.syntax.json.writing.cures.words import (
    as_json,
    as_literal,
    bare_key,
    quoted_key,
    quoted_words,
    without_zeros,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from bacalhau_ls.syntax.green import Fault
    from bacalhau_ls.syntax.tree import Located
    from bacalhau_ls.text import Edit


def cure(text: str, located: Located) -> tuple[Edit, ...]:
    """What to do about a problem; nothing if that is not clear."""
    find = _CURES.get(located.problem.fault)
    return find(text, located) if find else ()


_CURES: dict[Fault, Callable[[str, Located], tuple[Edit, ...]]] = {
    faults.MISSING_COMMA: insert(","),
    faults.MISSING_COLON: insert(":"),
    faults.EXTRA_COMMA: remove_extra_comma,
    faults.STRAY_CLOSER: unpaired,
    faults.STRAY_OPENER: unpaired,
    faults.CLOSED_EARLY: reopen,
    faults.TRAILING_COMMA: remove,
    faults.COMMENT: remove_comment,
    faults.UNEXPECTED: unexpected,
    faults.STRAY_CHARACTER: remove,
    faults.ELLIPSIS: remove_with_comma,
    faults.HASH_COMMENT: slashes,
    faults.BROKEN_TEMPLATE: right_closer,
    faults.EQUALS_SIGN: colon,
    faults.SEMICOLON: lambda _, located: replace(located, ","),
    faults.UNCLOSED: close_bracket,
    faults.UNQUOTED: quoted_words,
    faults.BAD_KEY: quoted_key,
    faults.TYPOGRAPHIC_QUOTES: quoted,
    faults.MALFORMED_NUMBER: quoted,
    faults.LEADING_ZEROS: without_zeros,
    faults.GROUPED_DIGITS: lambda _, located: replace(
        located, located.problem.detail.replace("_", "")
    ),
    faults.BAD_ESCAPE: double_backslash,
    faults.LETTER_ESCAPE: double_backslash,
    faults.WRONG_LITERAL: as_literal,
    faults.WRONG_CLOSER: right_closer,
    faults.MISSING_BRACE: insert(" {"),
    faults.UNTERMINATED_STRING: close_string,
    faults.UNOPENED_STRING: open_string,
    faults.DOUBLED_QUOTE: remove,
    faults.UNTERMINATED_COMMENT: close_comment,
    faults.MERGE_CONFLICT: keep_first,
    faults.KEEP_SECOND: keep_second,
    faults.CONFLICT_MARKER: remove_line,
    faults.FRAGMENT: braces,
    faults.SINGLE_QUOTES: as_json,
    faults.JSON5_NUMBER: as_json,
    faults.BARE_KEY: bare_key,
    faults.JSON5_ESCAPE: escape,
    faults.CONTROL_CHARACTER: control,
    faults.JSON5_SPACE: lambda _, located: replace(located, " "),
}
