"""What is offered in comments that speak to us, in both notations; the cursor is ``‸``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bacalhau_ls.catalogue import severities
from bacalhau_ls.document import Document
from bacalhau_ls.document_checks.wrapper import unwrapped
from bacalhau_ls.features.completion import Item, complete
from bacalhau_ls.resources import page_summary
from bacalhau_ls.standards import bacalhau, guide
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.yaml import YAML
from tests.completion.accepting import accepted, expanded

if TYPE_CHECKING:
    from bacalhau_ls.validation import Validator

ORDERS = ["ignore", "ignore-file", "specification=guide", "specification=bacalhau"]
TYPO = '{"Typo": 1, "Name": "x", "Type": "batch", "Tasks": [1]}'


def items_at(place: str) -> list[Item]:
    """The items in a text of JSON, held to the guide, or of YAML, held to the real Bacalhau."""
    is_json = "//" in place or "/*" in place
    judge: Validator = guide() if is_json else bacalhau()
    document = Document.read(place.replace("‸", ""), JSON if is_json else YAML)
    document = unwrapped(judge.specification.reading(document))
    return complete(document, judge, place.index("‸"))


def labels(place: str) -> list[str]:
    return [item.label for item in items_at(place)]


def after(place: str, label: str) -> str:
    item = next(item for item in items_at(place) if item.label == label)
    return accepted(place.replace("‸", ""), item)


def stops_after(place: str, label: str) -> str:
    """The same in an editor that knows snippets."""
    item = next(item for item in items_at(place) if item.label == label)
    text = expanded(item.snippet) or item.edit.text
    return accepted(place.replace("‸", ""), item._replace(edit=item.edit._replace(text=text)))


@pytest.mark.parametrize(
    "place",
    [
        "# bacalhau-ls: ‸\n",
        "# bacalhau-ls:‸\n",
        "# so bacalhau-ls: ‸ # c\n",
        "Name: x # bacalhau-ls: ‸",
        "Tasks:\n# bacalhau-ls: spec‸\n- Name: a\n",
        "{Name: x, # bacalhau-ls: ign‸\n}\n",
        "// bacalhau-ls: ‸",
        '{"Name": "x" /* bacalhau-ls: ‸ */}',
        '{"Name": // bacalhau-ls: ‸\n',
    ],
)
def test_what_there_is(place: str) -> None:
    assert labels(place)[-4:] == ORDERS


@pytest.mark.parametrize(
    "place",
    [
        "# bacalhau-ls: ignore ‸\n",
        "# bacalhau-ls: ignore[x] ‸\n",
        "# bacalhau-ls: nothing[‸\n",
        "# bacalhau-ls: ignore[x]‸\n",
        "# bacalhau-ls‸:\n",
        "Name: 'a # bacalhau-ls: ‸'\n",
        "Name: |\n  # bacalhau-ls: ‸\n",
        '{"Name": "// bacalhau-ls: ‸"}',
    ],
)
def test_silence(place: str) -> None:
    offered = labels(place)

    assert [label for label in offered if label.startswith(("ignore", "spec"))] == []
    assert offered == [] or "'" in place or '"' in place or "|" in place


@pytest.mark.parametrize(
    ("place", "label", "expected"),
    [
        ("# bacalhau-ls: ‸\n", "specification=guide", "# bacalhau-ls: specification=guide\n"),
        ("# bacalhau-ls:‸\n", "specification=guide", "# bacalhau-ls: specification=guide\n"),
        ("# bacalhau-ls: spec‸ification=guide # c\n", "specification=bacalhau",
         "# bacalhau-ls: specification=bacalhau # c\n"),
        ("# bacalhau-ls: specification=‸\n", "guide", "# bacalhau-ls: specification=guide\n"),
        ("# bacalhau-ls: specification = ba‸calhau\n", "guide",
         "# bacalhau-ls: specification = guide\n"),
        ("# bacalhau-ls: ‸ignore[wrong-type]\n", "ignore-file",
         "# bacalhau-ls: ignore-file[wrong-type]\n"),
        ("# bacalhau-ls: ig‸nore[wrong-type]\n", "specification=guide",
         "# bacalhau-ls: specification=guide\n"),
        ("# bacalhau-ls: ignore[‸\n", "wrong-type", "# bacalhau-ls: ignore[wrong-type]\n"),
        ("# bacalhau-ls: ignore[‸]\n", "wrong-type", "# bacalhau-ls: ignore[wrong-type]\n"),
        ("# bacalhau-ls: ignore[un‸known-value]\n", "wrong-type",
         "# bacalhau-ls: ignore[wrong-type]\n"),
        ("# bacalhau-ls: ignore-file[a, ‸, b]\n", "wrong-type",
         "# bacalhau-ls: ignore-file[a, wrong-type, b]\n"),
        ("# bacalhau-ls: ignore[a,w‸\n", "wrong-type", "# bacalhau-ls: ignore[a,wrong-type]\n"),
        ("{} /* bacalhau-ls: ignore[‸ */", "wrong-type",
         "{} /* bacalhau-ls: ignore[wrong-type] */"),
        ("😀: 1 # 😀 bacalhau-ls: ignore[‸\r\n", "wrong-type",
         "😀: 1 # 😀 bacalhau-ls: ignore[wrong-type]\r\n"),
    ],
)  # fmt: skip
def test_accepting(place: str, label: str, expected: str) -> None:
    assert after(place, label) == expected
    assert stops_after(place, label) == expected


def test_the_brackets_of_codes() -> None:
    """With stops the author goes on between them; without, a code that is accepted closes them."""
    place = "# bacalhau-ls: ign‸\n"

    assert stops_after(place, "ignore") == "# bacalhau-ls: ignore[]\n"
    assert after(place, "ignore") == "# bacalhau-ls: ignore[\n"


@pytest.mark.parametrize(
    ("place", "first"),
    [
        (f"// bacalhau-ls: ‸\n{TYPO}", ["ignore[unknown-property]", "ignore[wrong-type]"]),
        (f"{TYPO} // bacalhau-ls: ‸\n", ["ignore[unknown-property]", "ignore[wrong-type]"]),
        (f"// bacalhau-ls: ignore[‸\n{TYPO}", ["unknown-property", "wrong-type"]),
        (f"// bacalhau-ls: ignore[unknown‸-property]\n{TYPO}", ["unknown-property", "wrong-type"]),
        (f"// bacalhau-ls: ignore[wrong-type, ‸]\n{TYPO}", ["unknown-property", "boolean-key"]),
        (f"// bacalhau-ls: ignore-file[‸]\n{{}}\n{TYPO}", ["missing-property"]),
        ("# bacalhau-ls: ‸\nName: x\nTypo: 1\n", ["ignore[missing-property]", "ignore"]),
        ("Name: x\n# bacalhau-ls: ‸\nTypo: 1\n", ["ignore[unknown-property]", "ignore"]),
        ("x: {}\nJob:\n  # bacalhau-ls: ‸\n  Typo: 1\n", ["ignore[unknown-property]"]),
    ],
)  # fmt: skip
def test_what_is_found_there_comes_first(place: str, first: list[str]) -> None:
    assert labels(place)[: len(first)] == first


def test_every_code_that_can_be_found_is_there_with_a_line_about_it() -> None:
    of_guide = {item.label: item for item in items_at("// bacalhau-ls: ignore[‸\n{}")}
    of_bacalhau = {item.label: item for item in items_at("# bacalhau-ls: ignore[‸\nA: b\n")}

    assert {*of_guide, *of_bacalhau} == {*severities()}
    assert {*of_bacalhau} - {*of_guide} > {"deprecated"}
    assert all(item.detail == page_summary(code) != "" for code, item in of_guide.items())
