"""Everything that can be wrong with the syntax of JSON, in the author's words."""

from __future__ import annotations

from typing import Final

from bacalhau_ls.syntax.tree import Fault, Level

# What stops a reader. Structural ones: the parser went on in another state
# than after sound text, so reading must not be resumed beside them.
MISSING_COMMA: Final = Fault(
    Level.ERROR, "missing comma between these two entries", structural=True, cure="Insert `,`"
)
MISSING_COLON: Final = Fault(
    Level.ERROR, "missing colon between key and value", structural=True, cure="Insert `:`"
)
MISSING_VALUE: Final = Fault(Level.ERROR, "missing value", structural=True)
MISSING_COLON_AND_VALUE: Final = Fault(
    Level.ERROR, "missing colon and value after this key", structural=True
)
MISSING_KEY: Final = Fault(Level.ERROR, "missing key: an object holds `key: value` pairs", True)
EXTRA_COMMA: Final = Fault(
    Level.ERROR, "unexpected comma, nothing stands before it", True, cure="Remove `,`"
)
UNEXPECTED: Final = Fault(Level.ERROR, "unexpected `{}`", structural=True)
UNCLOSED: Final = Fault(Level.ERROR, "this `{}` is never closed", True, cure="Close it")
STRAY_CLOSER: Final = Fault(
    Level.ERROR, "this `{}` closes nothing", structural=True, cure="Remove it"
)
AFTER_END: Final = Fault(
    Level.ERROR, "the document ends before this: one file holds one value", structural=True
)
FRAGMENT: Final = Fault(
    Level.ERROR,
    "a key needs an object around it: `{{` before, `}}` after",
    structural=True,
    cure="Put braces around the document",
)
NO_VALUE: Final = Fault(Level.SILENT, "the document is empty", structural=True)
SKIPPED: Final = Fault(Level.SILENT, "skipped", structural=True)

# Faults inside one token.
UNQUOTED: Final = Fault(
    Level.ERROR, "text needs quotes", cure="Put it in quotes"
)
MALFORMED_NUMBER: Final = Fault(Level.ERROR, "malformed number")
BAD_KEY: Final = Fault(Level.ERROR, "a key needs quotes", cure="Put it in quotes")
UNTERMINATED_STRING: Final = Fault(
    Level.ERROR, "this string is never closed", cure="Insert the closing quote"
)
UNTERMINATED_COMMENT: Final = Fault(
    Level.ERROR, "this comment is never closed", structural=True, cure="Insert `*/`"
)
BAD_ESCAPE: Final = Fault(Level.ERROR, "unknown escape sequence")
STRAY_CHARACTER: Final = Fault(Level.ERROR, "unexpected character", structural=True)

# What JSON5 knows and strict JSON does not.
SINGLE_QUOTES: Final = Fault(
    Level.DIALECT, "single quotes are not JSON", cure="Use double quotes"
)
BARE_KEY: Final = Fault(
    Level.DIALECT, "a key without quotes is not JSON", cure="Put it in quotes"
)
JSON5_NUMBER: Final = Fault(
    Level.DIALECT, "this way to write a number is not JSON", cure="Write it as in JSON"
)
JSON5_ESCAPE: Final = Fault(
    Level.DIALECT, "this escape sequence is not JSON", cure="Write it as in JSON"
)
CONTROL_CHARACTER: Final = Fault(
    Level.DIALECT, "a control character in a string is not JSON", cure="Escape it"
)
TRAILING_COMMA: Final = Fault(
    Level.DIALECT, "a comma after the last entry is not JSON", cure="Remove `,`"
)
JSON5_SPACE: Final = Fault(
    Level.DIALECT, "this kind of white space is not JSON", cure="Use a plain space"
)
COMMENT: Final = Fault(Level.COMMENT, "comments are not JSON", cure="Remove the comment")
