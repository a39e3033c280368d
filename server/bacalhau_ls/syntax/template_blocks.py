"""What the actions of templates do: those that decide, and the blocks up to their ``{{end}}``."""

from __future__ import annotations

import json
import re
import sys
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.templating import ACTION, INSIDE_QUOTES

if TYPE_CHECKING:
    from collections.abc import Iterator

_STARTS_WITH: Final = re.compile(
    r"\{\{-?[ \t]*(?:(?P<word>[a-z]+)\b"
    r"|(?P<nothing>/\*|\$[A-Za-z0-9_]*(?:[ \t]*,[ \t]*\$[A-Za-z0-9_]*)?[ \t]*:?=))"
)
QUOTED: Final = (
    rf"(?:\"(?:[^\"\\\r\n{{]|\\[^\r\n]|\{{\{{{INSIDE_QUOTES}\}}\}})*\""
    r"|\"(?:[^\"\\\r\n]|\\[^\r\n])*\")"
)
"""A text in double quotes; the templates in it may hold quotes of their own."""
_QUOTED_ALONE: Final = re.compile(QUOTED)
_PIECE: Final = re.compile(
    rf"(?P<action>{ACTION.pattern})|{QUOTED}|(?P<opener>[\[{{])|(?P<closer>[\]}}])"
    r"|[^\[\]{}\"]+|\""
)
_PIECE_OF_KEY: Final = re.compile(
    rf"(?P<action>{ACTION.pattern})|{QUOTED}|(?P<opener>(?!))(?P<closer>(?!))|[^\[\]{{}}\",:\r\n]+"
)
_NO_TEXT: Final = re.compile(r"\A(?:[\[{](?!\{)|-[ \t\r\n])|:(?=[ \t\r\n]|\Z)")
_LONGEST_BLOCK: Final = 4000
_COMMA_AT_END: Final = re.compile(r",[ \t\r\n]*\{\{-?[ \t]*(?:else|end)\b")


class Role(Enum):
    """What an action does."""

    GIVES = auto()
    """It stands for what it gives."""
    OPENS = auto()
    """What follows is in its hands, up to its ``{{end}}``."""
    PARTS = auto()
    """``{{else}}``."""
    ENDS = auto()
    NOTHING = auto()
    """A comment, or an assignment to a variable."""


_ROLES: Final = {
    **dict.fromkeys(("if", "range", "with", "define", "block"), Role.OPENS),
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


def end_of_block(text: str, start: int, limit: int = sys.maxsize) -> int | None:
    """Where the ``{{end}}`` of the block ends that the action at *start* opens.

    None if it does not stand before *limit*, among the brackets that the block stands in.
    """
    return _end_of_block(text, start, min(limit, start + _LONGEST_BLOCK), _PIECE)


def end_of_block_in_key(text: str, start: int) -> int | None:
    """The same where the block has nothing in it that ends a key."""
    return _end_of_block(text, start, start + _LONGEST_BLOCK, _PIECE_OF_KEY)


def _end_of_block(text: str, start: int, limit: int, pieces: re.Pattern[str]) -> int | None:
    blocks = brackets = 0
    at = start
    while (piece := pieces.match(text, at, limit)) is not None:
        at = piece.end()
        if piece["action"]:
            role = role_of(piece["action"])
            blocks += (role is Role.OPENS) - (role is Role.ENDS)
            if blocks == 0:
                return at
        brackets += bool(piece["opener"]) - bool(piece["closer"])
        if brackets < 0:
            break
    return None


def opens_block(text: str, start: int) -> bool:
    """Whether an action at *start* opens a block."""
    found = ACTION.match(text, start)
    return found is not None and role_of(found.group()) is Role.OPENS


def gives_json(raw: str) -> bool:
    """Whether *raw* gives one value of JSON: in each branch there is one, or one template."""
    first, *branches, last = [*_between_controls(raw), ""]
    if not branches:
        return ACTION.fullmatch(first) is not None
    return not first and not branches[-1] and not last and all(map(_is_json, branches))


def gives_text(raw: str) -> bool:
    """Whether each branch of *raw* is text, not a list or an object of YAML."""
    return not any(_NO_TEXT.search(branch) for branch in [*_between_controls(raw)][1:])


def _between_controls(raw: str) -> Iterator[str]:
    """What stands between the actions that decide, of which none gives anything itself."""
    at = 0
    for action in ACTION.finditer(raw):
        if role_of(action.group()) is not Role.GIVES:
            yield raw[at : action.start()].strip()
            at = action.end()
    yield raw[at:].strip()


def _is_json(piece: str) -> bool:
    if not piece or ACTION.fullmatch(piece) or _QUOTED_ALONE.fullmatch(piece):
        return True
    try:
        json.loads(piece)
    except ValueError:
        return False
    return True


def has_blocks(text: str) -> bool:
    """Whether any action in *text* opens a block."""
    return any(role_of(action.group()) is Role.OPENS for action in ACTION.finditer(text))


def closes_blocks(raw: str) -> bool:
    """Whether *raw* holds templates and each block that they open ends in it."""
    roles = [role_of(action.group()) for action in ACTION.finditer(raw)]
    return bool(roles) and roles.count(Role.OPENS) == roles.count(Role.ENDS)


def may_give_comma(raw: str) -> bool:
    """Whether a block in *raw* may give a comma at its end."""
    return _COMMA_AT_END.search(raw) is not None
