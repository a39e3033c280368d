"""Everything that can be wrong with the syntax of JSON, in the author's words."""

from __future__ import annotations

from typing import Final

from bacalhau_ls.syntax.green import Fault, Level, Sureness


def _structural(
    message: str, cure: str = "", sureness: Sureness = Sureness.SURE, *, skips: bool = False
) -> Fault:
    """A fault after which reading goes on in another state than after sound text."""
    return Fault(Level.ERROR, message, structural=True, skips=skips, cure=cure, sureness=sureness)


def _silent(*, structural: bool = True, skips: bool = False) -> Fault:
    """What another problem explains already."""
    return Fault(Level.SILENT, "", structural=structural, skips=skips)


MISSING_COMMA: Final = _structural("missing comma between two entries", "Insert `,`")
MISSING_COLON: Final = _structural("missing colon between key and value", "Insert `:`")
MISSING_VALUE: Final = _structural("missing value")
MISSING_COLON_AND_VALUE: Final = _structural("missing colon and value after this key")
MISSING_KEY: Final = _structural("missing key: an object holds pairs of key and value", skips=True)
EXTRA_COMMA: Final = _structural("unexpected comma: nothing stands before it", "Remove `,`")
UNEXPECTED: Final = _structural("unexpected `{}`", "Remove `{text}`", Sureness.POSSIBLE, skips=True)
UNCLOSED: Final = Fault(
    Level.ERROR,
    "this `{}` is never closed",
    structural=True,
    skips=True,
    cure="Close {closing}",
    sureness=Sureness.LIKELY,
    closes=True,
)
STRAY_CLOSER: Final = Fault(
    Level.ERROR,
    "this `{}` closes nothing",
    structural=True,
    skips=True,
    unpaired=True,
    cure="Remove `{text}`",
    sureness=Sureness.LIKELY,
)
STRAY_OPENER: Final = Fault(
    Level.ERROR,
    "this `{}` opens nothing",
    structural=True,
    skips=True,
    unpaired=True,
    cure="Remove `{text}`",
    sureness=Sureness.LIKELY,
)
CLOSED_EARLY: Final = Fault(
    Level.ERROR,
    "this `}}` comes too early: more members of its object follow",
    structural=True,
    skips=True,
    unpaired=True,
    cure="Remove `{text}`",
)
WRONG_CLOSER: Final = Fault(
    Level.ERROR,
    "expected `{}` here",
    structural=True,
    unpaired=True,
    cure="Change `{text}` to `{detail}`",
    sureness=Sureness.LIKELY,
)
MISSING_BRACE: Final = _structural(
    "missing `{{` before the members of this object", "Insert `{`", Sureness.LIKELY
)
STRAY_CHARACTER: Final = _structural(
    "unexpected character", "Remove `{text}`", Sureness.POSSIBLE, skips=True
)
AFTER_END: Final = _structural("unexpected text after the end: one file holds one value")
FRAGMENT: Final = _structural(
    "a key needs an object around it", "Put braces around the document", Sureness.LIKELY
)
KEEP_SECOND: Final = _structural("", "Keep the second version", Sureness.POSSIBLE)
MERGE_CONFLICT: Final = Fault(
    Level.ERROR,
    "a merge conflict is not resolved: keep one of the two versions",
    structural=True,
    skips=True,
    cure="Keep the first version",
    sureness=Sureness.POSSIBLE,
    otherwise=KEEP_SECOND,
)
CONFLICT_MARKER: Final = _structural(
    "this line is left from a merge conflict", "Remove the line", Sureness.LIKELY
)
NO_VALUE: Final = _structural("the file is empty")
UNTERMINATED_COMMENT: Final = _structural(
    "this comment is never closed", "Insert `*/`", Sureness.LIKELY
)
ELLIPSIS: Final = _structural(
    "write out what `{}` stands for", "Remove `{text}`", Sureness.POSSIBLE, skips=True
)
HASH_COMMENT: Final = Fault(
    Level.YAML, "a comment starts with `//` here, not with `#`", cure="Write `//`"
)
EQUALS_SIGN: Final = _structural("expected `:` between key and value, not `=`", "Write `:`")
SEMICOLON: Final = _structural("expected `,` between two entries, not `;`", "Write `,`")
SKIPPED: Final = _silent(skips=True)
FORGIVEN: Final = _silent()
BROKEN_TEMPLATE: Final = Fault(
    Level.ERROR,
    "a template starts with `{{{{` and ends with `}}}}`",
    cure="Write it as a template",
)
TEMPLATE_ACTION: Final = _silent(structural=False, skips=True)
"""An action such as ``{{if .x}}`` between entries; what it adds is not known."""
COMMA_OF_TEMPLATE: Final = _silent(structural=False)
"""Where the template before an entry may give the comma."""

OPEN_BLOCK: Final = _silent(structural=False)
"""A template whose ``{{end}}`` is not found: where its value ends hangs on all that follows."""

DUPLICATE_KEY: Final = Fault(
    Level.DUPLICATE, "`{}` is written twice in this object, only the last one counts"
)

# Faults inside one token.
UNQUOTED: Final = Fault(Level.ERROR, "text needs quotes", cure="Put it in quotes")
WRONG_LITERAL: Final = Fault(
    Level.ERROR,
    "unknown word `{}`: JSON has `true`, `false` and `null`",
    cure="Write `{written}`",
)
MALFORMED_NUMBER: Final = Fault(
    Level.ERROR, "malformed number", cure="Put it in quotes", sureness=Sureness.LIKELY
)
GROUPED_DIGITS: Final = Fault(
    Level.ERROR, "a number is written without `_`", cure="Write `{written}`"
)
LEADING_ZEROS: Final = Fault(
    Level.ERROR,
    "a number does not start with `0`",
    cure="Remove the zeros in front",
    sureness=Sureness.LIKELY,
)
BAD_KEY: Final = Fault(Level.ERROR, "a key needs quotes", cure="Put it in quotes")
TYPOGRAPHIC_QUOTES: Final = Fault(
    Level.ERROR, 'typographic quotes are not JSON, use `"`', cure="Use plain quotes"
)
UNTERMINATED_STRING: Final = Fault(
    Level.ERROR,
    "this string is never closed",
    cure="Insert the closing quote",
    sureness=Sureness.LIKELY,
)
DOUBLED_QUOTE: Final = Fault(Level.ERROR, "one quote too many", cure="Remove the quote")
UNOPENED_STRING: Final = Fault(
    Level.ERROR,
    "this string lacks its opening quote",
    cure="Insert the missing quote",
    sureness=Sureness.LIKELY,
)
BAD_ESCAPE: Final = Fault(
    Level.ERROR,
    "unknown escape sequence",
    cure="Double the backslash",
    sureness=Sureness.LIKELY,
)

# What JSON5 knows and strict JSON does not.
SINGLE_QUOTES: Final = Fault(Level.DIALECT, "single quotes are not JSON", cure="Use double quotes")
BARE_KEY: Final = Fault(Level.DIALECT, "a key without quotes is not JSON", cure="Put it in quotes")
JSON5_NUMBER: Final = Fault(
    Level.DIALECT, "this way to write a number is not JSON", cure="Write `{written}`"
)
JSON5_ESCAPE: Final = Fault(
    Level.DIALECT, "this escape sequence is not JSON", cure="Write `{written}`"
)
LETTER_ESCAPE: Final = Fault(
    Level.DIALECT,
    "this escape sequence is not JSON, a backslash is written twice",
    cure="Double the backslash",
    sureness=Sureness.LIKELY,
)
"""A backslash before a letter that needs none: JSON5 drops it, the author may have meant it."""
CONTROL_CHARACTER: Final = Fault(
    Level.DIALECT, "a control character in a string is not JSON", cure="Escape it"
)
TRAILING_COMMA: Final = Fault(
    Level.DIALECT, "a comma after the last entry is not JSON", cure="Remove `,`"
)
JSON5_SPACE: Final = Fault(
    Level.DIALECT, "this kind of white space is not JSON", cure="Use a plain space"
)
COMMENT: Final = Fault(
    Level.COMMENT,
    "comments are not JSON",
    cure="Remove the comment",
    sureness=Sureness.LIKELY,
    drops=True,
)
