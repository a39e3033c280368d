"""Aliases cost what they touch: a letter the same in any file; bombs no more than their text."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.document import Document
from bacalhau_ls.syntax.yaml import YAML
from tests.linear.counting import calls, grows_linearly, stays
from tests.linear.test_siblings import keystroke

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = """\
Name: &name job
Type: batch
Namespace: here
Meta: &meta {a: b}
Count: &one 1
Tasks:
- &main
  Name: main
  Engine: &engine {Type: docker, Params: {Image: "ubuntu:24.04"}}
  Resources: &resources {CPU: "1", Memory: 1GB, Disk: 3GB}
"""
TAIL = """\
Labels: {a: here, b: *name}
"""
TASK = """\
- Name: t
  Engine: *engine
  Resources:
    <<: *resources
    Disk: 2GB
"""


def tasks(size: int) -> str:
    usual = TASK.replace("2GB", "1GB")
    return "".join(usual.replace("t\n", f"t{number}\n", 1) for number in range(size))


WRONG = """\
- Name: *one
  Engine: *engine
  Resources: *meta
"""
FILES: dict[str, Callable[[int], str]] = {
    "tasks": lambda size: HEAD + tasks(size),
    "tasks with anchors": lambda size: HEAD + tasks(size).replace("- Name", "- &other\n  Name"),
    "merged tasks": lambda size: (
        HEAD + "".join(f"- <<: *main\n  Name: t{number}\n" for number in range(size))
    ),
    "variables": lambda size: (
        HEAD + "  Env:\n" + "".join(f"    A{number}: *name\n" for number in range(size))
    ),
    "words": lambda size: (
        HEAD + "- Engine:\n    Params:\n      Parameters:\n" + "      - *name\n" * size
    ),
}
BOMBS: dict[str, Callable[[int], str]] = {
    "whole tasks": lambda size: HEAD + "- *main\n" * size,
    "wrong tasks": lambda size: HEAD + WRONG * size,
    "wrong variables": lambda size: (
        HEAD + "  Env:\n" + "".join(f"    A{number}: *one\n" for number in range(size))
    ),
    "objects of aliases": lambda size: (
        HEAD + "  Env: &env {" + "".join(f"a{number}: *one, " for number in range(size)) + "}\n"
        "  Meta:\n" + "".join(f"    A{number}: *env\n" for number in range(size))
    ),
    "one in the other": lambda size: (
        "a0: &a0 {x: 1}\n"
        + "".join(f"a{n}: &a{n} {{a: *a{n - 1}, b: *a{n - 1}}}\n" for n in range(1, size))
    ),
    "lists of lists": lambda size: (
        "a0: &a0 [x]\n"
        + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * size}]\n" for n in range(1, 8))
    ),
    "merged in a row": lambda size: (
        "a0: &a0 {x: 1}\n"
        + "".join(f"a{n}: &a{n} {{<<: *a{n - 1}, x{n}: 1}}\n" for n in range(1, size))
    ),
    "nested anchors": lambda size: HEAD + "  Meta: " + "".join(
        f"[&a{number} " for number in range(size)
    ),
    "nested anchors of objects": lambda size: (
        HEAD
        + "  Meta: "
        + "".join(f"&a{number} {{a: " for number in range(size))
        + "*one"
        + "}" * size
        + "\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", [*FILES, *BOMBS])
def test_diagnosis_grows_with_the_text(name: str) -> None:
    counts = []
    shape = {**FILES, **BOMBS}[name]
    diagnose(Document.read(shape(80), YAML))
    for size in (80, 160, 320):
        document = Document.read(shape(size) + "# another\n", YAML)
        counts.append(calls(lambda document=document: diagnose(document)))  # type: ignore[misc]

    assert grows_linearly(counts), counts


@pytest.mark.parametrize(
    ("name", "place"),
    [
        *((name, "Namespace: he") for name in FILES),
        *product([name for name in FILES if "tasks" in name], ["Disk: 2", "Labels: {a: he"]),
    ],
)
def test_a_letter_costs_the_same_in_any_file(name: str, place: str) -> None:
    """Python's own calls; aliases of what did not change are passed over by built-in loops."""
    counts = []
    for size in (200, 400, 800):
        text = FILES[name](size) + TAIL
        middle = text.find("\n- ", len(text) // 2) + 1
        text = f"{text[:middle]}{TASK}{text[middle:]}" if middle else text
        counts.append(keystroke(text, text.rindex(place) + len(place), YAML))

    assert stays(counts), counts


def test_a_letter_behind_an_anchor_costs_its_aliases() -> None:
    """All that take over what is changed, and no more than that."""
    counts = []
    for size in (100, 200, 400):
        text = FILES["tasks"](size) + TAIL
        counts.append(keystroke(text, text.index("Memory: 1") + 9, YAML))

    assert grows_linearly(counts), counts
