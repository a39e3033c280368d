"""Items that are like one before are cast in its mould: the tree is the same, with less work."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bacalhau_ls.syntax.green import Container
from bacalhau_ls.syntax.json.reading import moulds
from bacalhau_ls.syntax.json.reading.moulds import Moulds
from bacalhau_ls.syntax.json.reading.parser import parse
from bacalhau_ls.syntax.json.reading.plain import PlainReader
from tests.syntax.facts import facts

SCALARS = st.one_of(
    st.sampled_from(["", "a", "{{.x}}", "{{", 'q"uote', "{", "]", ",", "b\\", "\n", "\u2028"]),
    st.sampled_from([0, 1, -12, 1.5, 1e30, True, False, None]),
)
PIECES = ["", *'{}[],:"# \n', "//c", "\n      ", "01", "1.", "-", "null", '"A": "1",', "}]", "\r"]
DAMAGES = st.lists(
    st.tuples(st.integers(0, 2_000), st.integers(0, 8), st.sampled_from(PIECES)), max_size=2
)


def item(one: Any, two: Any, three: Any) -> dict[str, Any]:
    same = {"CPU": "1", "GPU": two}
    return {"Name": one, "E": {"T": "d", "P": [two, {}, [three]]}, "R": same, "N": [same, []]}


ITEMS = st.lists(st.builds(item, SCALARS, SCALARS, SCALARS), min_size=2, max_size=7)


@pytest.fixture(autouse=True)
def moulds_for_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moulds, "_LEAST_USES", 0)


@settings(deadline=None)
@given(ITEMS, st.sampled_from([None, 0, 1, 2, "\t"]), st.booleans(), DAMAGES)
def test_reading_is_no_other_for_it(
    items: list[Any], indent: Any, returns: bool, damages: list[tuple[int, int, str]]
) -> None:
    text = json.dumps({"a": items, "b": [items, items]}, indent=indent)
    text = text.replace("\n", "\r\n") if returns else text
    for start, width, piece in damages:
        text = text[:start] + piece + text[start + width :]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Moulds, "cast", lambda *_: None)
        expected = facts(parse(text))

    assert facts(parse(text)) == expected


def test_only_the_first_item_is_read_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    container = PlainReader.container

    def noted(reader: PlainReader, start: int, *others: Any) -> Container | None:
        read.append(start)
        return container(reader, start, *others)

    monkeypatch.setattr(PlainReader, "container", noted)
    for count in (5, 50):
        read.clear()
        items = [item(f"n{number}", str(number), number) for number in range(count)]
        parse(json.dumps(items, indent=2))
        if count == 5:
            few = len(read)

    assert len(read) == few


def test_forms_tell_what_is_alike_but_for_texts_and_numbers() -> None:
    values = [["a", 1], ["bc", 2], ["a", True], ["a", False], [1, 1]]
    (items,) = parse(json.dumps([{"A": value} for value in values], indent=2)).children

    assert isinstance(items, Container)
    first, second, *others = [each.form for each in items.children]
    assert first is second
    assert first is not None
    assert len({first, *others}) == 4


def test_parts_that_are_equal_are_one_object() -> None:
    items = [item(f"n{number}", "1", 2) for number in range(6)]
    (tasks,) = parse(json.dumps(items, indent=2)).children

    assert isinstance(tasks, Container)
    resources = {id(each.children[2]) for each in tasks.children if isinstance(each, Container)}
    assert len(resources) == 1


def test_there_are_no_moulds_where_little_is_left() -> None:
    """To make one would cost more than it saves."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(moulds, "_LEAST_USES", 30)
        (items,) = parse(json.dumps([item("a", 1, 2)] * 8, indent=2)).children

    assert isinstance(items, Container)
    assert {each.form for each in items.children} == {None}
