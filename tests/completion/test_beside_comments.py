"""What is accepted beside a comment takes nothing from it, and is not taken for a part of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from bacalhau_ls.diagnosis import guide
from bacalhau_ls.document import Document
from bacalhau_ls.features.completion import complete
from bacalhau_ls.standards import bacalhau
from bacalhau_ls.syntax.green import Container
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.tree import comments_in
from bacalhau_ls.syntax.yaml import YAML
from tests.completion.accepting import accepted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.features.completion import Item
    from bacalhau_ls.syntax.notation import Notation
    from bacalhau_ls.syntax.tree import Node

COMMENTED_JSON = [
    "{ // c\n}",
    "{// c\n}",
    "{# c\n}",
    "{/* a */}",
    '{/* c */"Type": 1}',
    '{"Name": // c\n}',
    '{"Name"// c\n}',
    '{"Name":// c\n}',
    "{ N // c\n}",
    "{Ty/* a */}",
    '{"Type": "ba"/* c */}',
    '{"Type": /* a */ "batch"}',
    '{"Type": "batch" /* c */ , /* d */ "Count": /* e */ 1 /* f */}',
    '{"Tasks": [ // a\n]}',
    '{"Tasks": [{// a\n"Name": // b\n}//c\n]// d\n}',
    '{\n  // a\n  "Type": "batch" // b\n  // c\n}\n',
    "{\n  Tas\n    // c\n}",
    "// a\n{}// b",
    "// a\n",
]
COMMENTED_YAML = [
    "# c\n",
    "Name: # c\n",
    "Type: ba # c\n",
    "N # c\n",
    "Tasks: # c\n  - Name: x # d\n  # e\n",
    "Tasks:\n  - # c\n",
    "Tasks:\n  - # c\n    Name: x\n",
    "Tasks:\n  # c\n",
    "Tasks:\n  - Name: x\n    # c\n    Engine: # d\n      # e\n      Type: docker # f\n",
    "Tasks:\n- Name: x\n  Engine: # d\n\n     # c\n  \n  Network: # x\n",
    "# a\n\n# b\nType: batch\n\n# c\n",
    "Type: batch\nTas # c\n  # d\n",
    "Tasks:\n- Engine\n  # c\n",
    "Type: ba\n  # c\n",
    "Tasks: [ # c\n]\n",
    "Tasks: [{Name: # c\n}]\n",
    "Tasks: [{Name # c\n}]\n",
]
UNFINISHED_YAML = [
    "Tas\n  \nType: batch\n",
    "Tasks:\n  - Name: x\n    Eng\n    Network:\n      Type: Host\n",
    "Tasks:\n  - Name: x\n    Eng\n    - a\n",
    "Tasks:\n  - Nam\n    \n    Engine:\n      Type: docker\n",
    "Type: batch\nNa\n  hello\nCount: 1\n",
    "Type: batch\nNa\n  hello: x\nCount: 1\n",
]
COMMENTED = [*((JSON, text) for text in COMMENTED_JSON), *((YAML, text) for text in COMMENTED_YAML)]


def outcomes(notation: Notation, text: str) -> Iterator[tuple[int, Item, Document]]:
    """Every item at every place of *text*, and what accepting it comes to."""
    document, validator = Document.read(text, notation), guide() if notation is JSON else bacalhau()
    for offset in range(len(text) + 1):
        for item in complete(document, validator, offset):
            yield offset, item, Document.read(accepted(text, item), notation)


def comments(document: Document) -> Counter[str]:
    return Counter(document.content[start:end] for start, end in comments_in(document.top))


def words(node: Node) -> Iterator[tuple[int, str]]:
    """The keys and scalars with their places."""
    green = node.green
    if not isinstance(green, Container):
        yield from [(node.start, green.text)] if green.width else []
        return
    for key, start in zip(green.keys, green.key_offsets, strict=True):
        yield node.start + start, key.text
    for child in node:
        yield from words(child)


@pytest.mark.parametrize(("notation", "text"), COMMENTED)
def test_comments_stay(notation: Notation, text: str) -> None:
    before = comments(Document.read(text, notation))

    for offset, item, after in outcomes(notation, text):
        assert not before - comments(after), (offset, item.label, after.content)


@pytest.mark.parametrize("text", UNFINISHED_YAML)
def test_what_is_below_an_unfinished_word_stays(text: str) -> None:
    around = list(words(Document.read(text, YAML).top))

    for offset, item, after in outcomes(YAML, text):
        start, end = item.span
        others = Counter(word for at, word in around if at > end or at + len(word) < start)

        assert not others - Counter(word for _, word in words(after.top)), (
            offset,
            item.label,
            after.content,
        )


@pytest.mark.parametrize(
    ("notation", "text", "label", "after"),
    [
        (JSON, "{ |// c\n}", "Name", '{ "Name": "my-job" // c\n}'),
        (JSON, '{"Type": |/* c */}', "batch", '{"Type": "batch" /* c */}'),
        (YAML, "Name: x\n|# c\n", "Type", "Name: x\nType: batch # c\n"),
        (YAML, "Type: |# c\n", "batch", "Type: batch # c\n"),
    ],
)
def test_a_blank_keeps_them_apart(notation: Notation, text: str, label: str, after: str) -> None:
    made = outcomes(notation, text.replace("|", ""))
    found = [
        done.content for at, item, done in made if (at, item.label) == (text.index("|"), label)
    ]

    assert found == [after]
