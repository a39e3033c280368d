"""Lines of templates: those that steer what there is, and values that a block is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Kind, Scalar
from bacalhau_ls.syntax.template_blocks import Role, opens_block, role_of
from bacalhau_ls.syntax.templating import action_at, actions_in
from bacalhau_ls.syntax.yaml.reading.lines import (
    BLANK_LINES,
    LINE_BREAK,
    end_of_key,
    end_of_line,
    end_of_line_block,
    end_of_row,
    end_of_text,
    is_marker,
    next_line,
    place_in_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.yaml.reading.lines import Place

_BEHIND_ACTIONS: Final = re.compile(r"[ \t]*(?:[\r\n#]|\Z)")
_BEHIND_VALUE: Final = re.compile(r"[ \t]*(?:[\r\n]|\Z)|[ \t]+#")
_COMMENT: Final = " #"
_ENDS_TEMPLATES: Final = re.compile(rf"[\r\n]|{_COMMENT}")


def steers(text: str, start: int) -> bool:
    """Whether an action at *start* stands for no value itself."""
    action = action_at(text, start)
    return action is not None and role_of(action.group()) is not Role.GIVES


def end_of_actions(text: str, start: int) -> int | None:
    """Where the templates at *start* end, with whole blocks, if they are all there is on a line."""
    end = end_of_row(text, start)
    return end if end > start and _BEHIND_ACTIONS.match(text, end) else None


def end_of_control(text: str, start: int) -> int | None:
    """The same of templates of which the first one stands for no value itself."""
    if not steers(text, start) or end_of_line_block(text, start):
        return None
    return end_of_actions(text, start)


def behind_templates(text: str, start: int, indent: int) -> int | None:
    """The line behind those at *start* that only hold templates, if it is deeper than *indent*."""
    at = start
    while True:
        lines = BLANK_LINES.match(text, at)
        assert lines is not None
        place = place_in_line(text, lines.end())
        end = end_of_actions(text, place.offset)
        if end is None:
            break
        at = next_line(text, end)
    is_text = place.column > indent and place.offset < len(text) and not is_marker(text, place)
    return at if at > start and is_text else None


def end_of_templates(text: str, start: int) -> int | None:
    """Where the last template ends on the line of one at *start*: ``{{else}}"2"{{end}}``."""
    if action_at(text, start) is None:
        return None
    end = start
    for action in actions_in(text, start):
        if _ENDS_TEMPLATES.search(text, end, action.start()):
            break
        end = action.end()
    return end


# -- values ------------------------------------------------------------------------


def template_block(text: str, pos: int, indent: int) -> Scalar | None:
    """The value that a template decides about: from the action at *pos* to its ``{{end}}``.

    It is on one line, or on lines indented deeper than *indent* and those that steer.
    """
    if not opens_block(text, pos):
        return None
    end = end_of_line_block(text, pos)
    if end is None:
        end = _end_over_lines(text, pos, indent)
    elif not _BEHIND_VALUE.match(text, end):
        end = None
    return None if end is None else Scalar(Kind.PLACEHOLDER, text[pos:end], None)


def opens_value(text: str, start: int) -> bool:
    """Whether the line at *start* opens a block and goes on with a value: ``{{if .x}} 1``."""
    if not opens_block(text, start) or end_of_key(text, start) is not None:
        return False
    return end_of_actions(text, start) is None


def _end_over_lines(text: str, pos: int, indent: int) -> int | None:
    """Where the block at *pos* ends; without an ``{{end}}`` behind the last line that is deeper."""
    depth, end = 0, None
    for start, is_deeper in _lines_of_value(text, pos, indent):
        for action in _actions_of_line(text, start):
            depth += role_of(action.group()).depth
            if depth == 0:
                return _end_of_rest(text, action.end())
        if is_deeper:
            end = end_of_text(text, start)
    return end


def _end_of_rest(text: str, offset: int) -> int:
    """Where the line of *offset* ends but for a comment and the blanks before it."""
    rest = text[offset : end_of_line(text, offset)]
    return offset + len(rest.split(_COMMENT, 1)[0].rstrip(" \t"))


def end_of_branch(text: str, start: int, indent: int) -> int | None:
    """Where the lines end that ``{{else}}`` at *start* puts in the place of the value above.

    They are indented deeper than *indent*. None if there are none.
    """
    depth, end = 0, None
    for line, is_deeper in _lines_of_value(text, start, indent):
        roles = [role_of(action.group()) for action in _actions_of_line(text, line)]
        if line > start and depth == 0 and roles[:1] == [Role.PARTS]:
            break
        depth += sum(role.depth for role in roles)
        if depth < 0:
            break
        if is_deeper:
            end = end_of_text(text, line)
    return end


def _lines_of_value(text: str, pos: int, indent: int) -> Iterator[tuple[int, bool]]:
    """Where the line of *pos* goes on, and where those below start that are deeper, or steer.

    With each whether it is deeper.
    """
    yield pos, False
    at = _line_end(text, pos)
    while (place := _below(text, at)) is not None:
        is_deeper = place.column > indent
        if not steers(text, place.offset):
            if not is_deeper:
                return
            yield place.offset, True
        else:
            yield place.offset, False
        at = _line_end(text, place.offset)


def _below(text: str, line_end: int) -> Place | None:
    """The first line below the one that ends at *line_end* that is more than blanks."""
    line_break = LINE_BREAK.match(text, line_end)
    if line_break is None:
        return None
    lines = BLANK_LINES.match(text, line_break.end())
    assert lines is not None
    place = place_in_line(text, lines.end())
    return None if place.offset == len(text) or is_marker(text, place) else place


def _actions_of_line(text: str, start: int) -> Iterator[re.Match[str]]:
    """The actions that start on the line of *start*, or where one of them ends."""
    end = end_of_line(text, start)
    for action in actions_in(text, start):
        if action.start() > end:
            return
        yield action
        if action.end() > end:
            end = end_of_line(text, action.end())


def _line_end(text: str, start: int) -> int:
    """Where the line of *start* ends with the actions that start on it."""
    end = end_of_line(text, start)
    for action in _actions_of_line(text, start):
        if action.end() > end:
            end = end_of_line(text, action.end())
    return end
