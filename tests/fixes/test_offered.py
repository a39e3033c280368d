"""Which changes are offered where, under each specification; the cursor is ``‸``."""

from __future__ import annotations

import pytest

from bacalhau_ls.document import Document
from bacalhau_ls.features.refactoring import Place, refactorings
from bacalhau_ls.repair import harmless
from bacalhau_ls.standards import standard
from bacalhau_ls.syntax.yaml import YAML
from bacalhau_ls.text import Edit, Span

ENGINE = "Tasks:\n- Name: a\n  Engine: {{Type: {}‸, Params: {{}}}}\n"


def titles(text: str, specification: str) -> list[str]:
    held_to, offset = standard(specification).specification, text.index("‸")
    document = held_to.reading(Document.read(text.replace("‸", ""), YAML))
    place = Place(document, held_to, Span(offset, offset))
    return [action.title for action in refactorings(place)]


@pytest.mark.parametrize(
    ("text", "specification", "is_offered"),
    [
        ("Name: x‸\nTasks: []\n", "guide", True),
        ("Name: x‸\nTasks: []\n", "bacalhau", True),
        ("Name: x‸\nTasks:\n- Name: a\n", "guide", True),
        # Bacalhau runs the first task and drops the others
        ("Name: x‸\nTasks:\n- Name: a\n", "bacalhau", False),
        ("Name: x‸\ntasks:\n- Name: a\n", "bacalhau", False),
    ],
)
def test_a_task_is_added_where_it_will_run(
    text: str, specification: str, *, is_offered: bool
) -> None:
    assert ("Add a task" in titles(text, specification)) is is_offered


@pytest.mark.parametrize(
    ("kind", "specification", "others"),
    [
        ("docker", "guide", ["wasm"]),
        ("docker", "bacalhau", ["wasm"]),
        ("Docker", "bacalhau", ["wasm"]),
        ("noop", "bacalhau", ["docker", "wasm"]),
    ],
)
def test_an_engine_becomes_one_that_nodes_have(
    kind: str, specification: str, others: list[str]
) -> None:
    found = titles(ENGINE.format(kind), specification)

    assert [title for title in found if "engine type" in title] == [
        f"Change the engine type to `{other}`" for other in others
    ]


@pytest.mark.parametrize(
    ("edits", "are_offered"),
    [
        ((Edit(0, 4, "Type"),), True),
        ((Edit(0, 4, "Name"),), False),
        # a line moves to where it was
        ((Edit(0, 0, "Name: x\n"), Edit(0, 8, "")), False),
        ((Edit(0, 8, ""), Edit(16, 16, "Name: x\n")), False),
    ],
)
def test_what_changes_nothing_is_not_offered(edits: tuple[Edit, ...], *, are_offered: bool) -> None:
    document = Document.read("Name: x\nName: x\n", YAML)

    assert bool(harmless(document, edits)) is are_offered
