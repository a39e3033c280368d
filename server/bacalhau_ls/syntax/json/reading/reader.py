"""The text that is being read, token by token and line by line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bacalhau_ls.syntax.green import TEMPLATE_OPENING, Kind, Scalar
from bacalhau_ls.syntax.json.reading import faults, lexer, templates
from bacalhau_ls.syntax.json.reading.brackets import TANGLED

if TYPE_CHECKING:
    from bacalhau_ls.syntax.json.reading.frame import Frame

_BLANKS = re.compile(r"[ \t]*")
COLON_FOLLOWS = re.compile(r"[ \t\r\n]*:")


class Leaves(dict[str, Scalar]):
    """The scalars of plain tokens; one object for all that are alike."""

    def __missing__(self, raw: str) -> Scalar:
        is_string = raw[0] == '"'
        leaf = Scalar(Kind.STRING, raw, raw[1:-1]) if is_string else lexer.value_token(raw, 0)
        self[raw] = leaf
        return leaf


class Reader:
    """A place in a text, what token is there, and how its line is indented."""

    def __init__(self, text: str, pos: int) -> None:
        self.text = text
        self.pos = pos
        self.token_end = pos
        """Where the last token before the white space ended."""
        self._leaves = Leaves()
        self._line_start = 1 + max(text.rfind("\n", 0, pos), text.rfind("\r", 0, pos))
        self._has_comment_ends = True
        self._marks: dict[str, tuple[int, int]] = {}
        """From where on marks were searched for, and where they were found."""
        self._is_in_conflict = False
        self._has_returns = "\r" in text
        self._seen = pos
        self._indent = self._width_of_blanks(self._line_start)

    # -- white space and comments --------------------------------------------

    def _skip_trivia(self, frame: Frame) -> None:
        text = self.text
        pos = lexer.PLAIN_SPACE.match(text, self.pos).end()  # type: ignore[union-attr]
        while (char := text[pos : pos + 1]) in "/#<=>|" or char > "~" or char in "\x0b\x0c":
            end = self._odd_trivia(frame, pos) if char else pos
            if end == pos:
                break
            pos = lexer.PLAIN_SPACE.match(text, end).end()  # type: ignore[union-attr]
        self.pos = pos

    def _odd_trivia(self, frame: Frame, pos: int) -> int:
        """Where the comment or unusual white space at *pos* ends; *pos* if it is neither."""
        text = self.text
        if text[pos] == "#":
            end = lexer.REST_OF_LINE.match(text, pos).end()  # type: ignore[union-attr]
            frame.note(faults.HASH_COMMENT, pos, end)
            return end
        if text.startswith("//", pos):
            end = lexer.LINE_COMMENT.match(text, pos).end()  # type: ignore[union-attr]
            frame.note(faults.COMMENT, pos, end)
            return end
        if text.startswith("/*", pos):
            end = text.find("*/", pos + 2) + 2 if self._has_comment_ends else 1
            if end > 1:
                frame.note(faults.COMMENT, pos, end)
                return end
            self._has_comment_ends = False
            frame.note(faults.UNTERMINATED_COMMENT, pos, pos + 2)
            frame.loose += TANGLED
            return lexer.REST_OF_LINE.match(text, pos).end()  # type: ignore[union-attr]
        if text[pos] in "<=>|":
            return self._conflict(frame, pos)
        space = lexer.ODD_SPACE.match(text, pos)
        if space is None:
            return pos
        if not (pos == 0 and space.group() == "\ufeff"):
            frame.note(faults.JSON5_SPACE, pos, space.end())
        return space.end()

    def _conflict(self, frame: Frame, pos: int) -> int:
        """Pass over a marker of a merge conflict, and over the second version with the middle one.

        Where the marker at *pos* ends, or all that it hides; *pos* if it is none.
        """
        text = self.text
        marker = lexer.CONFLICT_MARKER.match(text, pos)
        if marker is None or (pos and text[pos - 1] not in "\r\n"):
            return pos
        frame.loose += TANGLED
        end = marker.end()
        middle = self._find("\n=======", end) if text[pos] == "<" else -1
        if middle >= 0 and self._find("\n>>>>>>>", middle) >= 0:
            self._is_in_conflict = True
            frame.note(faults.MERGE_CONFLICT, pos, end)
            return end
        last = self._find("\n>>>>>>>", pos) if self._is_in_conflict and text[pos] in "=|" else -1
        self._is_in_conflict = False
        if last < 0:
            frame.note(faults.CONFLICT_MARKER, pos, end)
            return end
        end = lexer.REST_OF_LINE.match(text, last + 1).end()  # type: ignore[union-attr]
        frame.note(faults.SKIPPED, pos, end)
        return end

    def _find(self, mark: str, pos: int) -> int:
        """Where *mark* stands next; no part of the text is searched twice for it."""
        searched, found = self._marks.get(mark, (len(self.text), 0))
        if not searched <= pos or 0 <= found < pos:
            found = self.text.find(mark, pos)
            self._marks[mark] = pos, found
        return found

    # -- lines ---------------------------------------------------------------

    def indentation(self) -> int:
        """Indentation of the line of the current token."""
        text, pos, seen = self.text, self.pos, self._seen
        if pos == seen:
            return self._indent
        newline = text.rfind("\n", seen, pos)
        if self._has_returns:
            newline = max(newline, text.rfind("\r", seen, pos))
        self._seen = pos
        if newline >= 0:
            self._line_start = newline + 1
            self._indent = self._width_of_blanks(newline + 1)
        return self._indent

    def take_indentation(self, indent: int) -> None:
        """Hold the current line to be indented by *indent*, whatever stands in its blanks."""
        self._seen, self._indent = self.pos, indent

    def _width_of_blanks(self, pos: int) -> int:
        return _BLANKS.match(self.text, pos).end() - pos  # type: ignore[union-attr]

    def _starts_line(self) -> bool:
        indent = self.indentation()
        return self.pos == self._line_start + indent

    # -- tokens --------------------------------------------------------------

    def _advance(self, width: int) -> None:
        self.pos += width
        self.token_end = self.pos

    def _string(self) -> Scalar:
        text, pos = self.text, self.pos
        plain = lexer.PLAIN_STRING.match(text, pos)
        if plain is None:
            token = lexer.string_token(text, pos)
            is_near = TEMPLATE_OPENING in token.text
            return (is_near and lexer.templated_string(text, pos, token)) or token
        raw = plain.group()
        leaf = self._leaves[raw]
        if TEMPLATE_OPENING in raw and (templated := lexer.templated_string(text, pos, leaf)):
            return templated
        is_double = self.text.startswith('"', plain.end()) or raw == '""'
        if is_double and (doubled := lexer.doubled_quote(self.text, self.pos)):
            return doubled
        return leaf

    def _scalar(self, char: str) -> Scalar:
        if char in "\"'":
            return self._string()
        return lexer.value_token(self.text, self.pos)

    def _is_template(self) -> bool:
        is_near = self.text.startswith(("{{", "{ ", "{\t"), self.pos)
        return is_near and templates.is_template(self.text, self.pos)

    def _token_width(self) -> int:
        char = self.text[self.pos]
        if char in "\"'":
            return self._string().width
        if char in lexer.TYPOGRAPHIC:
            return lexer.typographic_token(self.text, self.pos).width
        word = lexer.key_words(self.text, self.pos)
        return word.end() - self.pos if word else 1

    def _is_on_new_line(self) -> bool:
        between = self.text[self.token_end : self.pos]
        return "\n" in between or "\r" in between

    def _is_key(self) -> bool:
        """Whether the token is a string or word with a colon behind it."""
        if self.text[self.pos] in "{}[],:/":
            return False
        end = self.pos + self._token_width()
        return COLON_FOLLOWS.match(self.text, end) is not None
