"""Shortcuts of reading: plain entries, and what stands in a text more than once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bacalhau_ls.document import Document
from bacalhau_ls.syntax.green import Container
from bacalhau_ls.syntax.json.reading.parser import Parser, parse
from bacalhau_ls.syntax.json.reading.plain import PlainReader
from bacalhau_ls.syntax.json.reading.repeats import Repeats
from bacalhau_ls.text import Edit
from tests.syntax.facts import facts

if TYPE_CHECKING:
    from collections.abc import Callable

    Shortcuts: TypeAlias = "dict[tuple[type, str], Callable[..., object]]"

TASK = {"Engine": {"Type": "docker", "Params": {"Env": {"A": "1"}, "Words": ["a", "b"]}}, "N": [{}]}
JOB = {"Tasks": [TASK, TASK, {**TASK, "N": [[1], [1]]}], "Words": ["a", "b"]}
TEXTS = [
    json.dumps(JOB),
    json.dumps(JOB, indent=2),
    json.dumps(JOB, indent=1).replace("\n", "\r\n"),
    json.dumps(JOB, indent=4).replace("    }", "  }"),
]
PIECES = ["", *'{}[],:"# \n', "//c", "\n      ", "{{.x}}", '"A": "1",', '["a", "b"]', "}]", "\r"]
DAMAGES = st.tuples(st.integers(0, 2_000), st.integers(0, 40), st.sampled_from(PIECES))


def _nothing(*_args: object, **_options: object) -> None:
    """A shortcut that never leads anywhere."""


def _itself(_self: Repeats, container: Container, _frame: object) -> Container:
    return container


@pytest.mark.parametrize(
    "shortcuts",
    [
        {(Repeats, "known_at"): _nothing, (Repeats, "shared"): _itself},
        {(PlainReader, "container"): _nothing, (PlainReader, "entries"): _nothing},
    ],
    ids=["repeats", "plain"],
)
@settings(deadline=None)
@given(st.sampled_from(TEXTS), st.lists(DAMAGES, max_size=4))
def test_reading_is_no_other_for_it(
    shortcuts: Shortcuts, text: str, damages: list[tuple[int, int, str]]
) -> None:
    for start, width, piece in damages:
        text = text[:start] + piece + text[start + width :]
    with pytest.MonkeyPatch.context() as patch:
        for (owner, name), instead in shortcuts.items():
            patch.setattr(owner, name, instead)
        expected = facts(parse(text))

    assert facts(parse(text)) == expected


@pytest.mark.parametrize("typed", ["x", " ", ",", "}", "//", "\u2028", "{"])
def test_a_letter_in_a_string_reads_nothing(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = json.dumps(JOB, indent=2)
    document = Document.read(text)
    place = text.index("docker") + 3
    edited = text[:place] + typed + text[place:]
    expected = facts(parse(edited))
    monkeypatch.setattr(Parser, "run", pytest.fail)

    assert facts(document.edited([Edit(place, place, typed)]).tree) == expected


def test_forms_stay_while_strings_are_typed_and_go_when_anything_else_is() -> None:
    text = json.dumps(JOB, indent=2)
    place = text.index("docker") + 3
    first, second, other = (Edit(place, place, typed) for typed in ("x", "y", '", "z": "'))
    document = Document.read(text).edited([first])
    form = form_at(document, place)

    assert form is not None
    assert form_at(document.edited([second]), place) is form
    assert form_at(document.edited([other]), place) is not form


def form_at(document: Document, place: int) -> object:
    parent = document.node_at(place).parent
    assert parent is not None
    return parent.green.form


def test_equal_tasks_are_one_object() -> None:
    (tasks,) = parse(json.dumps([TASK] * 3, indent=2)).children

    assert isinstance(tasks, Container)
    assert len({id(task) for task in tasks.children}) == 1


def test_other_blanks_make_another_object() -> None:
    one, other = '{"Name":  "one", "Words": ["a"]}', '{"Name": \t"one", "Words": ["a"]}'
    (items,) = parse(f"[{one}, {one}, {other}]").children

    assert isinstance(items, Container)
    first, second, third = items.children
    assert first is second
    assert first is not third
