"""What accepting an item of completion makes of YAML."""

from __future__ import annotations

import pytest

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.diagnosis import guide
from bacalhau_ls.document import Document
from bacalhau_ls.features.completion import Item, complete
from bacalhau_ls.features.completion.drafts import escaped
from bacalhau_ls.standards import bacalhau
from bacalhau_ls.syntax.yaml import YAML

TASK = "Tasks:\n  - Name: a\n    Engine:\n      Type: docker\n"
PARAMS = "Params:\n        Image: ubuntu:24.04"


def items_at(text: str) -> list[Item]:
    return complete(Document.read(text.replace("‸", ""), YAML), guide(), text.index("‸"))


def accepted(text: str, label: str) -> str:
    item = next(item for item in items_at(text) if item.label == label)
    return edit_sets.applied(text.replace("‸", ""), sorted([item.edit, *item.elsewhere]))


@pytest.mark.parametrize(
    ("text", "label", "after"),
    [
        ("‸", "Name", "Name: my-job"),
        ("Na‸", "Name", "Name: my-job"),
        ("Name: x\n‸", "Type", "Name: x\nType: batch"),
        ("Name: x\n   ‸\n", "Type", "Name: x\nType: batch\n"),
        ("Name: x\nTy‸\n", "Type", "Name: x\nType: batch\n"),
        ("T‸ype: batch\n", "Type", "Type: batch\n"),
        ("Type: ‸\n", "service", "Type: service\n"),
        ("Type:‸\n", "service", "Type: service\n"),
        ("Type: ba‸tch # c\n", "service", "Type: service # c\n"),
        ('Type: "‸"\n', "service", 'Type: "service"\n'),
        ("Tasks:\n  ‸", "Name", "Tasks:\n  - Name: main"),
        ("Tasks:\n  - ‸", "Name", "Tasks:\n  - Name: main"),
        ("Tasks:\n  -‸", "Name", "Tasks:\n  - Name: main"),
        ("Tasks:\n  - N‸", "Name", "Tasks:\n  - Name: main"),
        (f"{TASK}  ‸", "Name", f"{TASK}  - Name: main"),
        (f"{TASK}      ‸\nCount: 1\n", "Params", f"{TASK}      {PARAMS}\nCount: 1\n"),
        (f"{TASK}      Pa‸\nCount: 1\n", "Params", f"{TASK}      {PARAMS}\nCount: 1\n"),
        (f"{TASK}     ‸\n", "Params", f"{TASK}      {PARAMS}\n"),
        ("Tasks:\n- Engine:\n    ‸\n  Name: a\n", "Type", None),
        ("Tasks:\n- Engine: {‸}\n", "Type", "Tasks:\n- Engine: {Type: docker}\n"),
        ("Tasks:\n- Engine: {Type: ‸}\n", "wasm", "Tasks:\n- Engine: {Type: wasm}\n"),
    ],
)
def test_accepting(text: str, label: str, after: str | None) -> None:
    if after is None:
        assert label in [item.label for item in items_at(text)]
    else:
        assert accepted(text, label) == after


def test_values_take_the_quotes_around_them() -> None:
    text = 'Name: "x"\nNamespace: "y"\nType: ‸\n'

    assert accepted(text, "batch") == 'Name: "x"\nNamespace: "y"\nType: "batch"\n'


def test_a_skeleton_is_indented_like_its_place() -> None:
    made = accepted("Tasks:\n- Name: a\n  ‸\n", "Resources")

    assert made == (
        'Tasks:\n- Name: a\n  Resources:\n    CPU: "0.5"\n    Memory: 512MB\n    Disk: 1GB\n'
    )


@pytest.mark.parametrize("text", ["Name: x # ‸\n", "# ‸\n", 'Name: "x" ‸\n', "Name: |\n  te‸xt\n"])
def test_silence(text: str) -> None:
    """In comments, and behind what is complete."""
    assert [item.label for item in items_at(text) if item.label != "my-job"] == []


def test_variables_of_templates() -> None:
    labels = [item.label for item in items_at("Name: {{.name}}\nNamespace: ‸\n")]

    assert "{{.name}}" in labels


SOURCE = """\
Tasks:
- Name: a
  InputSources:
  - Source:
      Type: s3
      Params: {params}
"""


@pytest.mark.parametrize(
    ("params", "label", "written"),
    [
        ("\n        Bucket: b\n        ‸", "Filter", r"Filter: ${1:\\.csv\$}"),
        ("{Bucket: b, ‸}", "Filter", r"Filter: ${1:\\.csv\$}"),
        ("{Bucket: 'b', Key: 'k', ‸}", "Filter", r"Filter: '${1:\\.csv\$}'"),
        (
            '\n        Bucket: "b"\n        Key: "k"\n        ‸',
            "Filter",
            r'Filter: "${1:\\\\.csv\$}"',
        ),
        ("{Partition: {Type: regex, ‸}}", "Pattern", r"Pattern: ${1:user_(\\d+)}"),
        ("\n        Filter: ‸", r"\.csv$", r"\\.csv\$"),
    ],
)
def test_backslashes_are_doubled_in_double_quotes_only(
    params: str, label: str, written: str
) -> None:
    place = SOURCE.format(params=params)
    document = Document.read(place.replace("‸", ""), YAML)

    found = complete(document, bacalhau(), place.index("‸"))
    item = next(item for item in found if item.label == label)

    assert (item.snippet or escaped(item.edit.text)) == written
