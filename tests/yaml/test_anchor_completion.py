"""Names of anchors behind the ``*`` of an alias."""

from __future__ import annotations

import pytest

from tests.yaml.accepting import after, items_at, labels

TWO = "A: &text x\nB: &object {Name: y, Type: z}\nC: &list\n  - 1\n"


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (f"{TWO}Name: *‸\n", ["text", "list", "object"]),
        (f"{TWO}Name: *te‸xt # c\n", ["text", "list", "object"]),
        (f"{TWO}Labels: *‸\n", ["object", "list", "text"]),
        (f"{TWO}Labels:\n  <<: *‸\n", ["object", "list", "text"]),
        (f"{TWO}Labels:\n  <<: [*object, *‸]\n", ["object", "list", "text"]),
        (f"{TWO}Labels: {{<<: *‸}}\n", ["object", "list", "text"]),
        (f"{TWO}Tasks:\n  - *‸\n  - Name: a\n", ["object", "list", "text"]),
        (f"{TWO}D: *‸\n", ["list", "object", "text"]),
        # the last of that name, those above only, and none inside of itself
        ("A: &x 1\nB: &y 2\nC: &x 3\nD: *‸\nE: &z 4\n", ["x", "y"]),
        ("A: &a\n  B: &b 1\n  C: *‸\n", ["b"]),
        ("x: &a 1\nJob:\n  Name: *‸\n", ["a"]),
    ],
)
def test_anchors_above_the_likeliest_first(place: str, expected: list[str]) -> None:
    assert labels(place) == expected


@pytest.mark.parametrize(
    "place",
    [f"{TWO}# *‸\n", f"{TWO}D: '*‸'\n", f"{TWO}D: a *‸\n", f"{TWO}D: >-\n  *‸\n", "A: *‸\n"],
)
def test_nowhere_else(place: str) -> None:
    assert not {"text", "object", "list"} & {*labels(place)}


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (f"{TWO}D: *‸\n", f"{TWO}D: *text\n"),
        (f"{TWO}D: *ob‸ject # c\n", f"{TWO}D: *text # c\n"),
        (f"{TWO}D: [*‸, b]\n", f"{TWO}D: [*text, b]\n"),
        (f"{TWO}D: {{<<: *x‸}}\r\n", f"{TWO}D: {{<<: *text}}\r\n"),
    ],
)
def test_accepting(place: str, expected: str) -> None:
    assert after(place, "text") == expected


def test_what_they_stand_for() -> None:
    found = {item.label: item.detail for item in items_at(f"{TWO}D: *‸\n")}

    assert found == {"text": "x", "object": "an object with Name, Type", "list": "a list"}


ENV = f"{TWO}Tasks:\n  - Env:"


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (f"{ENV}\n      <‸\n", f"{ENV}\n      <<: *object\n"),
        (f"{ENV}\n      <<‸\n      E: f\n", f"{ENV}\n      <<: *object\n      E: f\n"),
        (f"{ENV}\n      E: f\n      <‸\n", f"{ENV}\n      E: f\n      <<: *object\n"),
        (f"{ENV} {{<‸}}\n", f"{ENV} {{<<: *object}}\n"),
        (f"{ENV} {{E: f, <<‸}}\n", f"{ENV} {{E: f, <<: *object}}\n"),
    ],
)
def test_whole_merge_keys_of_objects(place: str, expected: str) -> None:
    assert labels(place) == ["<<: *object"]
    assert after(place, "<<: *object") == expected


@pytest.mark.parametrize(
    "place", [f"{TWO}# {{<‸\n", f"{TWO}D: a <‸\n", f"{TWO}D: |\n  <‸\n", f'{TWO}D: "\n  <‸"\n']
)
def test_no_merge_keys_in_texts(place: str) -> None:
    assert not any("<<" in label for label in labels(place))
