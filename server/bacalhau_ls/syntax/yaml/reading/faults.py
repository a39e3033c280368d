"""Everything that can be wrong with the syntax of YAML, in the author's words."""

from __future__ import annotations

from typing import Final

from bacalhau_ls.syntax.green import Fault, Level, Sureness

_LIKELY: Final = Sureness.LIKELY
_POSSIBLE: Final = Sureness.POSSIBLE


def _error(
    message: str, cure: str = "", sureness: Sureness = Sureness.SURE, *, skips: bool = False
) -> Fault:
    return Fault(Level.ERROR, message, skips=skips, cure=cure, sureness=sureness)


def _silent(*, skips: bool = False) -> Fault:
    """What another problem explains already, or what is no problem."""
    return Fault(Level.SILENT, "", skips=skips)


# Lines and indentation.
TAB: Final = _error("YAML does not allow tabs in indentation", "Indent it with spaces")
BLANK_TAB: Final = _error(
    "YAML does not allow tabs at the start of an empty line or a comment", "Remove the blanks"
)
TEXT_TAB: Final = _error("YAML does not allow tabs in indentation", "Indent it with spaces")
"""The same where text goes on."""
BAD_DIRECTIVE: Final = _error("Bacalhau knows the directives `%YAML 1.1` and `%TAG` only")
UNFINISHED_DIRECTIVE: Final = _error("behind a directive the document starts with `---`")
BAD_INDENT: Final = _error(
    "indented by {}, unlike the entries around it", "Indent it like the others", _LIKELY, skips=True
)
MISSING_COLON: Final = _error("missing `:` after this key", "Insert `:`", _LIKELY, skips=True)
COLON_WITHOUT_SPACE: Final = _error("a space is needed after the `:`", "Insert a space")
MISSING_DASH: Final = _error("an item of a list starts with `- `", "Insert `- `", _LIKELY)
DASH_WITHOUT_SPACE: Final = _error("a space is needed after the `-`", "Insert a space")
TAB_BEHIND_DASH: Final = _error("a space is needed after the `-`, no tab", "Put a space")
KEY_ON_LINES: Final = _error("a key and its `:` stand on one line")
MISSING_KEY: Final = _error("missing key before the `:`", skips=True)
STRAY_ITEM: Final = _error("a list item cannot stand between the keys of an object", skips=True)
STRAY_LINE: Final = _error("expected `key: value` here", skips=True)
UNEXPECTED: Final = _error(
    "unexpected text behind the value", "Remove `{text}`", _POSSIBLE, skips=True
)
ITEM_IN_LINE: Final = _error("the items of a list start on a line of their own", skips=True)
COMPLEX_KEY: Final = _error("a key must be text")
AFTER_END: Final = _error("unexpected text after the end: one file holds one value", skips=True)
NO_VALUE: Final = _error("the file is empty")

# Inside one token.
COLON_IN_TEXT: Final = _error("text that holds `: ` needs quotes", "Put it in quotes", _LIKELY)
NEEDS_QUOTES: Final = _error("text that starts with `{}` needs quotes", "Put it in quotes")
MARK_IN_BRACKETS: Final = _error(
    "inside of brackets text that holds `?` needs quotes", "Put it in quotes"
)
SECOND_PROPERTY: Final = _error("a value has one {} only")
PROPERTY_OF_ALIAS: Final = _error("an alias has no {} of its own")
BAD_ANCHOR: Final = _error("an anchor is named with letters, digits, `-` and `_`")
UNTERMINATED: Final = _error("this string is never closed", "Insert the closing quote", _LIKELY)
BAD_ESCAPE: Final = _error("unknown escape sequence", "Double the backslash", _LIKELY)
SLASH_ESCAPE: Final = _error("a `/` needs no backslash, YAML refuses it", "Remove the backslash")
SURROGATE_ESCAPE: Final = _error(
    "YAML has no escapes for halves of a character", "Write the character itself"
)
BAD_HEADER: Final = _error("unexpected text behind `{}`", "Remove `{text}`", _POSSIBLE)
LESS_INDENTED: Final = _error(
    "this line is indented less than the first line of its text",
    "Indent it like the first line",
    _LIKELY,
)
TEXT_NOT_INDENTED: Final = _error(
    "the text behind `{}` needs to be indented deeper than the entry it belongs to",
    "Indent it",
    _LIKELY,
)
CONTROL_CHARACTER: Final = _error(
    "YAML does not allow control characters", "Remove the character", _POSSIBLE
)

# Flow collections.
UNCLOSED: Final = Fault(
    Level.ERROR,
    "this `{}` is never closed",
    skips=True,
    cure="Close {closing}",
    sureness=_LIKELY,
    closes=True,
)
MISSING_COMMA: Final = _error("missing comma between two entries", "Insert `,`")
EXTRA_COMMA: Final = _error("unexpected comma: nothing stands before it", "Remove `,`")
STRAY_CLOSER: Final = _error("this `{}` closes nothing", "Remove `{text}`", _LIKELY, skips=True)

# Templates.
BROKEN_TEMPLATE: Final = _error(
    "a template starts with `{{{{` and ends with `}}}}`", "Write it as a template"
)

DUPLICATE_KEY: Final = Fault(
    Level.DUPLICATE, "`{}` is written twice in this object, only the last one counts"
)
FURTHER_DOCUMENT: Final = Fault(
    Level.NOTE, "only what stands above this line counts: Bacalhau reads one document of a file"
)
COMMENT: Final = Fault(Level.COMMENT, "")
SAME_INDENT: Final = Fault(Level.SILENT, "", structural=True, skips=True)
"""Indented as badly as the line above."""
SKIPPED: Final = _silent(skips=True)
TEMPLATE_ACTION: Final = _silent(skips=True)
TEMPLATE_KEY: Final = _silent(skips=True)
"""A key that a template is to fill: which one it is, is not known."""
"""An action such as ``{{if .x}}`` on a line of its own; what it adds is not known."""
MERGED: Final = _silent(skips=True)
"""Members that a merge key takes over from elsewhere."""
ALIAS_KEY: Final = _silent(skips=True)
"""A key that an alias stands for."""

# Found in what a text means only.
NO_ANCHOR: Final = Fault(
    Level.TAKEN_OVER, "no anchor `&{}` stands above this alias", cure="Put it in quotes"
)
HOLDS_ITSELF: Final = Fault(Level.TAKEN_OVER, "the value of `&{}` cannot hold an alias of itself")
NO_KEY: Final = Fault(
    Level.TAKEN_OVER, "the value of `&{}` cannot stand for a key: a key must be text"
)
NO_OBJECT: Final = Fault(Level.TAKEN_OVER, "a merge key takes over objects, not {}")
REPLACED: Final = Fault(
    Level.REPLACED, "the merge key below brings `{}` too, and Bacalhau takes what comes last"
)
