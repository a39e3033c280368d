"""The tolerant reader of JSON, JSON with comments and JSON5.

A state machine over an explicit stack, so that nesting costs no recursion.
Each state is a method that is called with the next character after white
space and comments; it takes what fits and names the state that follows::

    entry -> (key) -> colon -> value -> separator -> entry ...
                                   \\-> junk (until the next comma)

Whatever the text is, the outcome is one tree.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from bacalhau_ls.syntax.json import faults, lexer
from bacalhau_ls.syntax.json.brackets import PAIRS, TANGLED, OpenBrackets, Opener, residue
from bacalhau_ls.syntax.tree import Container, Fault, Green, Kind, Level, Problem, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PLAIN_SCALAR = (
    r'"[^"\\\x00-\x1f]*"|true|false|null'
    r"|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
)
_TO_NEXT_LINE = r"[ \t]*,[ \t]*(?:\r?\n([ \t]*))?"
# Most of every document: a plain member or item with the comma behind it.
_PLAIN_MEMBER = re.compile(
    rf'("[^"\\\x00-\x1f]*")[ \t]*:[ \t]*({_PLAIN_SCALAR}){_TO_NEXT_LINE}(?="|\{{|\[|[0-9tfn-])'
)
_PLAIN_ITEM = re.compile(rf"({_PLAIN_SCALAR}){_TO_NEXT_LINE}(?=\"|\{{|\[|[0-9tfn-])")
_BLANKS = re.compile(r"[ \t]*")
_COLON_FOLLOWS = re.compile(r"[ \t\r\n]*:")
_WORD_START = re.compile(r"[^\s,:{}\[\]\"'/]")

_OPENED = {"{": Kind.OBJECT, "[": Kind.ARRAY}
_PAIRS = frozenset({"{}", "[]", ""})
_MISSING = Scalar(Kind.MISSING, "", None)


class Frame:
    """A container that is being read. Offsets are absolute until it is finished."""

    __slots__ = (
        "children",
        "colon",
        "comma",
        "entry_column",
        "even",
        "expect",
        "forgiving",
        "indent",
        "key",
        "key_starts",
        "keys",
        "kind",
        "loose",
        "opener",
        "problems",
        "start",
        "starts",
        "trusted",
    )

    def __init__(
        self, kind: Kind, start: int, indent: int, expect: State, *, trusted: bool = False
    ) -> None:
        self.kind = kind
        self.start = start
        self.indent = indent
        self.expect = expect
        self.trusted = trusted
        self.keys: list[Scalar] = []
        self.key_starts: list[int] = []
        self.children: list[Green] = []
        self.starts: list[int] = []
        self.problems: list[Problem] = []
        self.comma = -1
        """Where the comma is that no entry follows yet."""
        self.colon = -1
        """Where the colon of the pending key is."""
        self.key: tuple[Scalar, int] | None = None
        """The key that has no value yet, and where it starts."""
        self.entry_column = -1
        """The column of the first entry that starts its line."""
        self.forgiving = False
        """Whether the last entry is known to be broken, so no comma is missed after it."""
        self.even = True
        self.opener = next((char for char, kind in _OPENED.items() if kind is self.kind), "")
        """The bracket that it starts with; empty if that is lost."""
        self.loose = ""
        """Brackets in it that have no partner, so far."""

    @property
    def is_stepped(self) -> bool:
        """Whether its entries are indented deeper than its own line."""
        return self.entry_column > self.indent

    def add(self, child: Green, start: int) -> None:
        """Take *child* as the value of the pending key or as the next item."""
        if self.kind is Kind.OBJECT:
            key, key_start = self.key or (_MISSING, start)
            self.keys.append(key)
            self.key_starts.append(key_start)
            self.key = None
        self.children.append(child)
        self.starts.append(start)
        self.comma = self.colon = -1

    def resume_after_value(self) -> None:
        """Read on behind the last entry."""
        self.expect = _AFTER_VALUE[self.kind]

    def note(self, fault: Fault, start: int, end: int, detail: str = "") -> None:
        """Record a problem at absolute offsets."""
        self.problems.append(Problem(start, end, fault, detail))

    def _all_problems(self) -> Iterator[Problem]:
        """The problems, relative, with the keys that come twice as they are now."""
        base = self.start
        for problem in self.problems:
            if problem.fault is not faults.DUPLICATE_KEY:
                yield problem.shifted(-base)
        names = [key.value for key in self.keys]
        if len(set(names)) == len(names):
            return
        seen: set[object] = {None}
        for name, key, start in zip(names, self.keys, self.key_starts, strict=True):
            if name in seen and name is not None:
                yield Problem(start - base, start - base + key.width, faults.DUPLICATE_KEY, name)
            seen.add(name)

    def explain(self, fault: Fault) -> None:
        """Silence the problems with *fault*: another one says why they are there."""
        self.problems = [
            each._replace(fault=faults.SKIPPED) if each.fault is fault else each
            for each in self.problems
        ]

    def take_notes_behind(self, end: int) -> list[Problem]:
        """Remove and return the comments and odd spaces that stand behind *end*."""
        behind = []
        while self.problems and self.problems[-1].start >= end:
            behind.append(self.problems.pop())
        self.problems += [each for each in behind if each.fault.structural]
        return [each for each in behind if not each.fault.structural]

    def finish(self, end: int, closer: str) -> Container:
        """The green container that ends at *end*; *closer* is empty if it lacks one."""
        base = self.start
        complete = bool(self.opener and closer) or self.kind is Kind.DOCUMENT
        pair = self.opener + closer
        brackets = self.opener + self.loose + closer if self.loose or pair not in _PAIRS else ""
        return Container(
            self.kind,
            end - base,
            tuple(self.children),
            tuple([start - base for start in self.starts]),
            tuple(self.keys),
            tuple([start - base for start in self.key_starts]),
            tuple(sorted(self._all_problems(), key=_by_start)),
            closed=complete,
            indent=self.indent,
            entry_column=self.entry_column,
            even=self.even,
            trusted=self.trusted,
            residue=residue(brackets) if brackets else "",
        )


def _by_start(problem: Problem) -> int:
    return problem.start


State: TypeAlias = "Callable[[Parser, Frame, str], None]"


class Parser:
    """Reads one container: the whole document, or one that an edit has touched."""

    def __init__(self, text: str, base: Frame, pos: int, *, by_indentation: bool) -> None:
        self.text = text
        self.pos = pos
        self.token_end = pos
        """Where the last token before the white space ended."""
        self.frames = [base]
        self.open = OpenBrackets()
        self.entry_columns: Counter[int] = Counter()
        """Where lines with entries of the containers around the innermost one start."""
        self.by_indentation = by_indentation
        self.result: Container | None = None
        self.failed = False
        """Whether the base frame cannot be read by itself."""
        self.resume: Callable[[Frame, int], Container | None] | None = None
        """Asked at each entry of the base frame whether the rest is known already."""
        self._leaves: dict[str, Scalar] = {}
        self._line_start = 1 + max(text.rfind("\n", 0, pos), text.rfind("\r", 0, pos))
        self._seen = pos
        self._indent = self._width_of_blanks(self._line_start)

    # -- the loop ------------------------------------------------------------

    def run(self, limit: int) -> Container | None:
        """Read until the base frame is finished; None if it is not by *limit*."""
        while self.result is None and not self.failed and self.pos <= limit:
            self.step()
        return self.result

    def step(self) -> None:
        """Take the next token."""
        frame = self.frames[-1]
        self._skip_trivia(frame)
        char = self.text[self.pos : self.pos + 1]
        if not char:
            self._end_of_text()
        elif char in PAIRS:
            self._close(char)
        elif not self._leaves_frame(frame):
            frame.expect(self, frame, char)

    def _skip_trivia(self, frame: Frame) -> None:
        text = self.text
        pos = lexer.PLAIN_SPACE.match(text, self.pos).end()  # type: ignore[union-attr]
        while (char := text[pos : pos + 1]) == "/" or char > "~" or char in "\x0b\x0c":
            end = self._odd_trivia(frame, pos) if char else pos
            if end == pos:
                break
            pos = lexer.PLAIN_SPACE.match(text, end).end()  # type: ignore[union-attr]
        self.pos = pos

    def _odd_trivia(self, frame: Frame, pos: int) -> int:
        """Where the comment or unusual white space at *pos* ends; *pos* if it is neither."""
        text = self.text
        if text.startswith("//", pos):
            end = lexer.LINE_COMMENT.match(text, pos).end()  # type: ignore[union-attr]
            frame.note(faults.COMMENT, pos, end)
            return end
        if text.startswith("/*", pos):
            end = text.find("*/", pos + 2) + 2
            if end > 1:
                frame.note(faults.COMMENT, pos, end)
                return end
            frame.note(faults.UNTERMINATED_COMMENT, pos, pos + 2)
            frame.loose += TANGLED
            return lexer.REST_OF_LINE.match(text, pos).end()  # type: ignore[union-attr]
        space = lexer.ODD_SPACE.match(text, pos)
        if space is None:
            return pos
        if not (pos == 0 and space.group() == "\ufeff"):
            frame.note(faults.JSON5_SPACE, pos, space.end())
        return space.end()

    # -- lines ---------------------------------------------------------------

    def _indentation(self) -> int:
        """Indentation of the line of the current token."""
        text, pos = self.text, self.pos
        newline = max(text.rfind("\n", self._seen, pos), text.rfind("\r", self._seen, pos))
        self._seen = pos
        if newline >= 0:
            self._line_start = newline + 1
            self._indent = self._width_of_blanks(newline + 1)
        return self._indent

    def _width_of_blanks(self, pos: int) -> int:
        return _BLANKS.match(self.text, pos).end() - pos  # type: ignore[union-attr]

    def _starts_line(self) -> bool:
        indent = self._indentation()
        return self.pos == self._line_start + indent

    def _leaves_frame(self, frame: Frame) -> bool:
        """Whether the token is so far left that *frame* must have ended before it."""
        if frame.kind is Kind.DOCUMENT or not self._starts_line():
            return False
        if (
            self._indent <= frame.indent
            and self.entry_columns[self._indent]
            and (self.text[self.pos] in "{[," or self._is_key())
        ):
            frame.even = False
            if self.by_indentation:
                self._abandon()
                return True
        if frame.entry_column < 0 and frame.expect is FIRST_STATE[frame.kind]:
            frame.entry_column = self._indent
        return False

    # -- brackets ------------------------------------------------------------

    def _open(self, char: str) -> None:
        parent = self.frames[-1]
        indent, trusted = self._indentation(), parent.is_stepped
        frame = Frame(_OPENED[char], self.pos, indent, FIRST_STATE[char], trusted=trusted)
        if trusted:
            self.entry_columns[parent.entry_column] += 1
        self.frames.append(frame)
        self.open.push(Opener(char, frame.start, frame.indent))
        self.pos += 1
        self.token_end = self.pos

    def _close(self, closer: str) -> None:
        index = self._owner(closer)
        frame = self.frames[-1]
        if index is None and self._ends_frame(frame):
            right = "}" if frame.kind is Kind.OBJECT else "]"
            frame.note(faults.WRONG_CLOSER, self.pos, self.pos + 1, right)
            self._finish_frame(closer)
        elif index is None:
            frame.note(faults.STRAY_CLOSER, self.pos, self.pos + 1, closer)
            frame.loose += closer
            self.pos += 1
            self.token_end = self.pos
        else:
            while len(self.open) - 1 > index and not self.failed:
                self._abandon()
            if not self.failed:
                self._finish_frame(closer)

    def _ends_frame(self, frame: Frame) -> bool:
        """Whether a closing bracket that fits no open one stands where *frame* should end."""
        if frame.kind is Kind.DOCUMENT or self.open.has(self.text[self.pos]):
            return False
        if self._starts_line():
            return self._indent == frame.indent
        return frame.start >= self._line_start

    def _owner(self, closer: str) -> int | None:
        if not self.by_indentation:
            return self.open.closed_by_bracket(closer)
        if not self._starts_line():
            return self.open.closed_by_bracket(closer, self._line_start)
        return self.open.closed_by_indentation(closer, self._indent)

    def _finish_frame(self, closer: str) -> None:
        frame = self.frames[-1]
        if self._starts_line() and self._indent != frame.indent:
            frame.even = False
        self._settle(frame)
        self.pos += 1
        self.token_end = self.pos
        self._hand_up(frame.finish(self.pos, closer))

    def _abandon(self) -> None:
        """End the innermost frame without its closing bracket."""
        frame = self.frames[-1]
        if len(self.frames) == 1:
            self.failed = True
            return
        frame.even = False
        if frame.opener:
            frame.note(faults.UNCLOSED, frame.start, frame.start + 1, frame.opener)
        frame.comma = -1  # it is not one too many, the bracket is lost before it
        frame.explain(faults.MISSING_KEY)
        self._settle(frame)
        behind = frame.take_notes_behind(self.token_end)
        self._hand_up(frame.finish(self.token_end, ""))
        self.frames[-1].problems += behind

    def _hand_up(self, child: Container) -> None:
        frame = self.frames.pop()
        self.open.pop()
        if not self.frames:
            self.result = child
            return
        parent = self.frames[-1]
        if frame.trusted:
            self.entry_columns[parent.entry_column] -= 1
        parent.add(child, frame.start)
        parent.forgiving = not child.closed
        parent.loose += child.residue
        if parent.expect is not Parser.junk:
            parent.expect = _AFTER_VALUE[parent.kind]

    def _settle(self, frame: Frame) -> None:
        """Say what the last entry of *frame* still lacks."""
        if frame.colon >= 0:
            frame.note(faults.MISSING_VALUE, frame.colon + 1, frame.colon + 1)
            frame.add(_MISSING, frame.colon + 1)
        elif frame.key is not None:
            end = frame.key[1] + frame.key[0].width
            known = frame.key[0].faulty
            frame.note(faults.SKIPPED if known else faults.MISSING_COLON_AND_VALUE, end, end)
            frame.add(_MISSING, end)
        elif frame.comma >= 0:
            frame.note(faults.TRAILING_COMMA, frame.comma, frame.comma + 1)

    def _end_of_text(self) -> None:
        if self.frames[0].kind is not Kind.DOCUMENT:
            self.failed = True
            return
        while len(self.frames) > 1:
            self._abandon()
        document = self.frames.pop()
        if not document.children:
            if not document.problems or document.problems[-1].fault.level is not Level.ERROR:
                document.note(faults.NO_VALUE, 0, 0)
            document.add(_MISSING, self.pos)
        self.result = document.finish(self.pos, "")

    # -- states of an object -------------------------------------------------

    def entry(self, frame: Frame, char: str) -> None:
        """A key, after the opening brace or a comma."""
        if self._takes_up(frame):
            return
        if char == '"' and self._plain_members(frame):
            return
        if char in "\"'":
            self._key(frame, self._string())
        elif char == ",":
            self._extra_comma(frame)
        elif char == ":":
            frame.note(faults.MISSING_KEY, self.pos, self.pos + 1)
            self._key(frame, _MISSING)
        elif template := self._template():
            self._template_entry(frame, template)
        elif char in _OPENED:
            frame.note(faults.MISSING_KEY, self.pos, self.pos + 1)
            self._open(char)
        elif ellipsis := lexer.ELLIPSIS.match(self.text, self.pos):
            frame.note(faults.ELLIPSIS, *ellipsis.span(), ellipsis.group())
            frame.comma = -1
            frame.expect = Parser.separator
            self._advance(len(ellipsis.group()))
        elif key := lexer.key_token(self.text, self.pos):
            self._key(frame, key)
        else:
            self._stray(frame)

    def _plain_members(self, frame: Frame) -> bool:
        """Read sound members with plain values at full speed; whether there was one."""
        text, pos, leaves = self.text, self.pos, self._leaves
        match = _PLAIN_MEMBER.match(text, pos)
        if match is None:
            return False
        while match is not None:
            raw, value, blanks = match.groups()
            frame.keys.append(leaves.get(raw) or self._leaf(raw))
            frame.key_starts.append(pos)
            frame.children.append(leaves.get(value) or self._leaf(value))
            frame.starts.append(match.start(2))
            comma = match
            pos = match.end()
            if blanks is not None and (frame.entry_column < 0 or len(blanks) <= frame.indent):
                break  # the line may tell something
            match = _PLAIN_MEMBER.match(text, pos) if self.resume is None else None
        frame.comma = text.index(",", comma.end(2))
        self.token_end = frame.comma + 1
        self.pos = pos
        return True

    def _leaf(self, raw: str) -> Scalar:
        """The scalar for a plain token; one object for all that are alike."""
        if raw[0] == '"':
            leaf = Scalar(Kind.STRING, raw, raw[1:-1])
        else:
            leaf = lexer.value_token(raw, 0)
        self._leaves[raw] = leaf
        return leaf

    def _key(self, frame: Frame, key: Scalar) -> None:
        frame.key = (key, self.pos)
        self._advance(key.width)
        frame.comma = -1
        frame.expect = Parser.colon

    def _template_entry(self, frame: Frame, template: Scalar) -> None:
        """A template that is a key, or an action such as ``{{if .x}}`` on its own."""
        if _COLON_FOLLOWS.match(self.text, self.pos + template.width):
            self._key(frame, template)
        else:
            self._action(frame, template)

    def _action(self, frame: Frame, template: Scalar) -> None:
        end = self.pos + template.width
        frame.note(faults.TEMPLATE_ACTION, self.pos, end)
        self._advance(template.width)

    def colon(self, frame: Frame, char: str) -> None:
        """The colon behind a key."""
        if char == ":":
            frame.colon = self.pos
            frame.expect = Parser.value
            self._advance(1)
        elif char == "," or (char not in _OPENED and self._is_on_new_line()):
            self._settle(frame)
            frame.forgiving = True
            frame.expect = Parser.separator
        else:
            frame.note(faults.MISSING_COLON, self.token_end, self.token_end)
            frame.colon = self.token_end
            frame.expect = Parser.value

    def value(self, frame: Frame, char: str) -> None:
        """The value behind a colon."""
        if char == ",":
            self._settle(frame)
            frame.expect = Parser.separator
        elif self._is_on_new_line() and self._is_key():
            if self._starts_line() and 0 <= frame.entry_column < self._indent:
                self._open_lost(frame)
                return
            self._settle(frame)
            frame.forgiving = True
            frame.expect = Parser.separator
        else:
            self._value(frame, char)

    def _open_lost(self, frame: Frame) -> None:
        """Read the members of an object whose opening brace is lost."""
        frame.note(faults.MISSING_BRACE, frame.colon + 1, frame.colon + 1)
        inner = Frame(Kind.OBJECT, self.pos, frame.entry_column, Parser.entry, trusted=True)
        inner.opener = ""
        inner.entry_column = self._indent
        self.entry_columns[frame.entry_column] += 1
        self.frames.append(inner)
        self.open.push(Opener("{", self.pos, inner.indent))

    # -- states of an array --------------------------------------------------

    def item(self, frame: Frame, char: str) -> None:
        """An item, after the opening bracket or a comma."""
        if self._takes_up(frame):
            return
        if char == ",":
            self._extra_comma(frame)
        elif not self._plain_items(frame):
            self._value(frame, char)

    def _plain_items(self, frame: Frame) -> bool:
        match = _PLAIN_ITEM.match(self.text, self.pos) if self.resume is None else None
        if match is None:
            return False
        raw = match.group(1)
        frame.add(self._leaves.get(raw) or self._leaf(raw), self.pos)
        frame.comma = self.text.index(",", match.end(1))
        self.token_end = frame.comma + 1
        self.pos = match.end()
        return True

    # -- states of both ------------------------------------------------------

    def _value(self, frame: Frame, char: str) -> None:
        template = self._template() if char == "{" else None
        if template is None and char in _OPENED:
            self._open(char)
            return
        if char == ":":
            frame.note(faults.UNEXPECTED, self.pos, self.pos + 1, char)
            self._advance(1)
            return
        scalar = template or self._scalar(char)
        if not scalar.width:
            self._stray(frame)
            return
        frame.add(scalar, self.pos)
        frame.forgiving = scalar.faulty
        frame.expect = _AFTER_VALUE[frame.kind]
        self._advance(scalar.width)

    def separator(self, frame: Frame, char: str) -> None:
        """What stands between two entries."""
        if char == ",":
            self._comma(frame)
        elif template := self._template():
            self._action(frame, template)
        elif frame.forgiving and not self._is_on_new_line():
            frame.expect = Parser.junk
        elif self._may_be_entry(frame, char):
            fault = faults.FORGIVEN if frame.forgiving else faults.MISSING_COMMA
            frame.note(fault, self.token_end, self.token_end)
            frame.expect = FIRST_STATE[frame.kind]
        else:
            fault = faults.SKIPPED if frame.forgiving else faults.UNEXPECTED
            frame.note(fault, self.pos, self.pos + self._token_width(), char)
            frame.expect = Parser.junk
        frame.forgiving = False

    def junk(self, frame: Frame, char: str) -> None:
        """Text that was complained of already, up to the next comma."""
        if char == ",":
            self._comma(frame)
            return
        if self._is_on_new_line() and frame.kind is Kind.OBJECT and self._is_key():
            frame.expect = Parser.entry
            return
        frame.note(faults.SKIPPED, self.pos, self.pos)
        if char in _OPENED:
            self._open(char)
        else:
            self._advance(self._token_width())

    def _comma(self, frame: Frame) -> None:
        frame.comma = self.pos
        frame.expect = FIRST_STATE[frame.kind]
        self._advance(1)

    def _extra_comma(self, frame: Frame) -> None:
        frame.note(faults.EXTRA_COMMA, self.pos, self.pos + 1)
        frame.comma = -1
        self._advance(1)

    def _stray(self, frame: Frame) -> None:
        frame.note(faults.STRAY_CHARACTER, self.pos, self.pos + 1, self.text[self.pos])
        frame.expect = Parser.junk
        self._advance(1)

    # -- states of the document ----------------------------------------------

    def document(self, frame: Frame, char: str) -> None:
        """The one value of the document."""
        if self._takes_up(frame):
            return
        if char not in _OPENED and self._is_key():
            frame.note(faults.FRAGMENT, self.pos, self.pos + self._token_width())
            self._skip_rest(frame)
        elif char == ",":
            self._extra_comma(frame)
        else:
            self._value(frame, char)

    def tail(self, frame: Frame, char: str) -> None:
        """Anything behind that value."""
        if template := self._template():
            self._action(frame, template)
            return
        frame.note(faults.AFTER_END, self.pos, self.pos + self._token_width(), char)
        self._skip_rest(frame)

    def _skip_rest(self, frame: Frame) -> None:
        frame.loose += TANGLED
        self._advance(len(self.text) - self.pos)

    # -- tokens --------------------------------------------------------------

    def _advance(self, width: int) -> None:
        self.pos += width
        self.token_end = self.pos

    def _string(self) -> Scalar:
        plain = lexer.PLAIN_STRING.match(self.text, self.pos)
        if plain:
            return self._leaves.get(plain.group()) or self._leaf(plain.group())
        return lexer.string_token(self.text, self.pos)

    def _scalar(self, char: str) -> Scalar:
        if char in "\"'":
            return self._string()
        return lexer.value_token(self.text, self.pos)

    def _template(self) -> Scalar | None:
        if not self.text.startswith("{{", self.pos):
            return None
        return lexer.template_token(self.text, self.pos)

    def _token_width(self) -> int:
        char = self.text[self.pos]
        if char in "\"'":
            return self._string().width
        word = lexer.WORD.match(self.text, self.pos)
        return word.end() - self.pos if word else 1

    def _is_on_new_line(self) -> bool:
        between = self.text[self.token_end : self.pos]
        return "\n" in between or "\r" in between

    def _is_key(self) -> bool:
        """Whether the token is a string or word with a colon behind it."""
        if self.text[self.pos] in "{}[],:/":
            return False
        end = self.pos + self._token_width()
        return _COLON_FOLLOWS.match(self.text, end) is not None

    def _may_be_entry(self, frame: Frame, char: str) -> bool:
        """Whether the token can be the next entry, had there been a comma."""
        if frame.kind is Kind.ARRAY:
            return char != ":"
        return self._is_key() or (char in "\"'" and self._is_on_new_line())

    def _takes_up(self, frame: Frame) -> bool:
        """Whether the rest of the base frame was taken over from the version before."""
        if self.resume is None or len(self.frames) > 1:
            return False
        self.result = self.resume(frame, self.pos)
        return self.result is not None


FIRST_STATE: dict[str | Kind, State] = {
    "{": Parser.entry,
    "[": Parser.item,
    Kind.OBJECT: Parser.entry,
    Kind.ARRAY: Parser.item,
    Kind.DOCUMENT: Parser.document,
}
_AFTER_VALUE: dict[Kind, State] = {
    Kind.OBJECT: Parser.separator,
    Kind.ARRAY: Parser.separator,
    Kind.DOCUMENT: Parser.tail,
}


def parse(text: str) -> Container:
    """The tree of a whole document."""
    by_indentation = _parse(text, by_indentation=True)
    if by_indentation.aligned or by_indentation.residue:
        return by_indentation
    return _parse(text, by_indentation=False)


def _parse(text: str, *, by_indentation: bool) -> Container:
    base = Frame(Kind.DOCUMENT, 0, 0, Parser.document)
    tree = Parser(text, base, 0, by_indentation=by_indentation).run(len(text))
    assert tree is not None
    return tree
