"""Texts of any size in YAML, sound and broken."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import yaml  # type: ignore[import-untyped,unused-ignore]

from tests.linear.shapes import one_line
from tests.linear.shapes import tasks as json_tasks

if TYPE_CHECKING:
    from collections.abc import Callable

_JOB = """Name: job
Type: batch
Tasks:
  - Name: main
    Engine:
      Type: docker
      Params:
"""


def tasks(size: int) -> str:
    text: str = yaml.safe_dump(json.loads(json_tasks(size)), sort_keys=False)
    return text


def in_params(piece: str) -> str:
    return f"{_JOB}        Image: ubuntu\n        Parameters: {piece}"


def lines(line: str, size: int) -> str:
    """A line for each number, in place of ``#`` there."""
    return in_params("[]\n") + "".join(
        f"        {line.replace('#', f'{number:04}')}\n" for number in range(size)
    )


SHAPES: dict[str, Callable[[int], str]] = {
    "tasks": tasks,
    "one line": one_line,
    "items": lambda size: in_params("\n" + "          - word\n" * size),
    "missing values": lambda size: lines("A#:", size),
    "duplicate keys": lambda size: lines("Same: 1", size),
    "words": lambda size: lines("no colon here", size),
    "open quotes": lambda size: lines('A#: "open', size),
    "open brackets": lambda size: in_params("[" * size),
    "open braces": lambda size: in_params("{a: " * size),
    "dashes": lambda size: in_params("\n          " + "- " * size),
    "a deep nest": lambda size: in_params("[" * size + "]" * size + "\n"),
    "stray closers": lambda size: lines("A#: ]}", size),
    "anchors of one value": lambda size: in_params("[" + "&x !y " * size + "a]\n"),
    "a huge string": lambda size: in_params("[" + "x é " * size + "]\n"),
    "a long quote": lambda size: in_params('["' + "x \\n " * size + '"]\n'),
    "a block of text": lambda size: in_params("\n          - |\n" + "            text\n" * size),
    "a folded text": lambda size: in_params("\n          - >-\n" + "            text\n\n" * size),
    "comments": lambda size: lines("A#: 1 # why", size),
    "ignore comments": lambda size: lines("A#: 1 # bacalhau-ls: ignore[x, y]", size),
    "templates": lambda size: lines("A#: {{.a#}}", size),
    "quoted templates": lambda size: in_params('["' + "{{.a}}" * size + "\n"),
    "quotes and braces": lambda size: in_params("[" + '{{"{"}"{{}"}""{{{"}}"' * size),
    "templates in brackets": lambda size: in_params("[" + "{{.a}} " * size),
    "templates in braces": lambda size: in_params("{a: 1, " + "{{.a}} " * size),
    "open blocks in brackets": lambda size: in_params("[" + "{{if .a}}" * size),
    "open blocks in braces": lambda size: in_params("{a: " + '{{if .a}}"' * size),
    "lines of templates": lambda size: lines("{{if .a}}", size),
    "anchors": lambda size: lines("A#: &a# 1", size),
    "aliases": lambda size: lines("A#: *a#", size),
    "merge keys": lambda size: lines("<<: *a#", size),
    "tabs": lambda size: lines("\tA#: 1", size),
    "steps out": lambda size: in_params("[]\n") + "   A: 1\n     B: 2\n  C: 3\n" * size,
    "documents": lambda size: in_params("[]\n") + "---\nA: 1\n" * size,
    "question marks": lambda size: lines("? A#", size),
    "tags": lambda size: lines("A#: !!str 1", size),
}
