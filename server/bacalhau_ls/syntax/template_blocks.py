"""What the actions of templates do: those that decide, and the blocks up to their ``{{end}}``."""

from __future__ import annotations

import json
import re
import sys
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.templating import (
    LONGEST_ACTION,
    OPENING,
    action_at,
    actions_in,
    end_of_quoted,
    outside,
)
from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_STARTS_WITH: Final = re.compile(
    r"\{\{-?[ \t\r\n]*(?:(?P<word>[a-z]+)\b"
    r"|(?P<nothing>/\*|\$[A-Za-z0-9_]*(?:[ \t]*,[ \t]*\$[A-Za-z0-9_]*)?[ \t\r\n]*:?=))"
)
_PIECE: Final = re.compile(r"(?P<opener>[\[{])|(?P<closer>[\]}])|[^\[\]{}\"]+|\"")
_PIECE_OF_KEY: Final = re.compile(r"(?P<opener>(?!))(?P<closer>(?!))|[^\[\]{}\",:\r\n]+")
_NO_TEXT: Final = re.compile(r"\A(?:[\[{](?!\{)|-[ \t\r\n])|:(?=[ \t\r\n]|\Z)")
_SAYS_WHAT: Final = re.compile(r"\bprintf\b|\{\{-?[ \t]*[\"`]")
LONGEST_BLOCK: Final = 4000
_DEEPEST_BLOCK: Final = 20
"""So many blocks may be in one another: no text is looked through for more than so many of them."""
_COMMA_AT_END: Final = re.compile(r",[ \t\r\n]*\{\{-?[ \t]*(?:else|end)\b")


class Role(Enum):
    """What an action does."""

    GIVES = auto()
    """It stands for what it gives."""
    OPENS = auto()
    """What follows is in its hands, up to its ``{{end}}``."""
    DEFINES = auto()
    """What follows is there where ``{{template}}`` wants it, and nothing is here."""
    PARTS = auto()
    """``{{else}}``."""
    ENDS = auto()
    NOTHING = auto()
    """A comment, or an assignment to a variable."""

    @property
    def depth(self) -> int:
        """By how much it changes how many blocks are open."""
        return (self in (Role.OPENS, Role.DEFINES)) - (self is Role.ENDS)


_ROLES: Final = {
    **dict.fromkeys(("if", "range", "with", "block"), Role.OPENS),
    "define": Role.DEFINES,
    **dict.fromkeys(("break", "continue"), Role.NOTHING),
    "else": Role.PARTS,
    "end": Role.ENDS,
}


def role_of(action: str) -> Role:
    """What the action that *action* starts with does."""
    found = _STARTS_WITH.match(action)
    if found is None:
        return Role.GIVES
    return Role.NOTHING if found["nothing"] else _ROLES.get(found["word"], Role.GIVES)


def word_of(action: str) -> str:
    """The word that *action* starts with, if it is one of small letters."""
    found = _STARTS_WITH.match(action)
    return (found and found["word"]) or ""


def end_of_block(text: str, start: int, limit: int = sys.maxsize) -> int | None:
    """Where the ``{{end}}`` of the block ends that the action at *start* opens.

    None if it does not stand before *limit*, among the brackets that the block stands in.
    """
    return _end_of_block(text, start, min(limit, start + LONGEST_BLOCK), _PIECE)


def end_of_block_in_key(text: str, start: int) -> int | None:
    """The same where the block has nothing in it that ends a key."""
    return _end_of_block(text, start, start + LONGEST_BLOCK, _PIECE_OF_KEY)


def _end_of_block(text: str, start: int, limit: int, pieces: re.Pattern[str]) -> int | None:
    blocks = brackets = 0
    at = start
    while at < limit and blocks <= _DEEPEST_BLOCK:
        if (action := action_at(text, at)) is not None:
            at = action.end()
            blocks += role_of(action.group()).depth
            if blocks == 0:
                return at if at <= limit else None
        elif text.startswith('"', at) and (end := end_of_quoted(text, at, limit)):
            at = end
        elif (piece := pieces.match(text, at, limit)) is not None:
            at = piece.end()
            brackets += bool(piece["opener"]) - bool(piece["closer"])
            if brackets < 0:
                break
        else:
            break
    return None


def opens_block(text: str, start: int) -> bool:
    """Whether an action at *start* opens a block that gives something."""
    found = action_at(text, start)
    return found is not None and role_of(found.group()) is Role.OPENS


def end_of_action(text: str, start: int) -> int | None:
    """Where the action at *start* ends, with all that it defines; None if there is none."""
    found = action_at(text, start)
    if found is None:
        return None
    is_definition = role_of(found.group()) is Role.DEFINES
    return (_end_of_definition(text, start) if is_definition else None) or found.end()


def _end_of_definition(text: str, start: int) -> int | None:
    """Where the ``{{end}}`` ends of what is defined from *start* on; nothing is defined in it."""
    depth = 0
    for action in actions_in(text, start, start + LONGEST_BLOCK):
        role = role_of(action.group())
        if role is Role.DEFINES and depth:
            break
        depth += role.depth
        if depth == 0:
            return action.end()
    return None


def widened(old: str, new: str, edit: Edit) -> Edit:
    """*edit* from the first action before it on that does not end any more where it did.

    All that stands behind that is something else now.
    """
    for at in _openings_before(old, edit):
        if _moved(end_of_action(old, at), edit) != end_of_action(new, at):
            return Edit(at, edit.end, new[at : edit.start] + edit.text)
    return edit


def _openings_before(old: str, edit: Edit) -> Iterator[int]:
    """Where an action may start before *edit* that reaches it, in the text before or after it."""
    at = old.find(OPENING, max(edit.start - LONGEST_ACTION, 0), edit.start + 1)
    while at >= 0:
        yield at
        at = old.find(OPENING, at + 1, edit.start + 1)
    if edit.start > 0:
        yield edit.start - 1


def _moved(end: int | None, edit: Edit) -> int | None:
    """Where *end* is after *edit*; where nothing can be if the edit took it away."""
    if end is None or end <= edit.start:
        return end
    return end + edit.delta if end >= edit.end else -1


def gives_json(raw: str) -> bool:
    """Whether *raw* gives one value of JSON: in each branch there is one, or one template."""
    first, *branches, last = [*_between_controls(raw), ""]
    if not branches:
        return _is_action(first)
    return not first and not branches[-1] and not last and all(map(_is_json, branches))


def gives_text(raw: str) -> bool:
    """Whether each branch of *raw* is text, not a list or an object of YAML."""
    return not any(_NO_TEXT.search(branch) for branch in [*_between_controls(raw)][1:])


def may_give_several(raw: str) -> bool:
    """Whether *raw*, in brackets, may give more than one value, or a comma behind it."""
    return any(map(_has_own_comma, [*_between_controls(raw)][1:]))


def _has_own_comma(piece: str) -> bool:
    is_enclosed = piece[:1] in ("[", "{") and piece[-1:] in ("]", "}")
    return "," in piece and not is_enclosed and not _is_json(piece)


def may_be_no_text(raw: str, is_text: Callable[[str], bool]) -> bool:
    """Whether what *raw* gives without quotes may be something else than text, as *is_text* reads.

    A template in it may give a digit, and a block any of its branches; one that says itself what
    it gives (a text of its own, `printf`) is left alone.
    """
    first, *branches = _between_controls(raw)
    if _SAYS_WHAT.search(raw) or (branches and (first or branches[-1])):
        return False
    given = (outside(piece, "1") for piece in (branches or [first]) if piece)
    return any(not is_text(each) for each in given)


def _between_controls(raw: str) -> Iterator[str]:
    """What stands between the actions that decide, of which none gives anything itself."""
    at = 0
    for action in actions_in(raw):
        if role_of(action.group()) is not Role.GIVES:
            yield raw[at : action.start()].strip()
            at = action.end()
    yield raw[at:].strip()


def _is_action(piece: str) -> bool:
    found = action_at(piece, 0)
    return found is not None and found.end() == len(piece)


def _is_quoted(piece: str) -> bool:
    return piece.startswith('"') and end_of_quoted(piece, 0) == len(piece)


def _is_json(piece: str) -> bool:
    if not piece or _is_action(piece) or _is_quoted(piece):
        return True
    try:
        json.loads(piece)
    except ValueError:
        return False
    return True


def closes_blocks(raw: str) -> bool:
    """Whether *raw* holds templates and each block that they open ends in it."""
    steps = [role_of(action.group()).depth for action in actions_in(raw)]
    return bool(steps) and sum(steps) == 0


def may_give_comma(raw: str) -> bool:
    """Whether a block in *raw* may give a comma at its end."""
    return _COMMA_AT_END.search(raw) is not None
