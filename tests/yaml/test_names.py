"""Names in YAML: every use is marked with «», the cursor is ``|``."""

from __future__ import annotations

import pytest

from bacalhau_ls.document import Document
from bacalhau_ls.document_checks.wrapper import unwrapped
from bacalhau_ls.features import names
from bacalhau_ls.standards import bacalhau
from bacalhau_ls.syntax.yaml import YAML
from bacalhau_ls.text import Span
from tests.features.marks import marked

USES = {
    "an anchor and its alias": "A: &«o|ne» x\nB: *«one»\nC: [*«one», *other]\n",
    "from the alias": "A: &«one» x\nB: *«one|»\n",
    "from the sign": "A: |&«one» x\nB: *«one»\n",
    "from the sign of an alias": "A: &«one» x\nB: [1, |*«one»]\n",
    "of a block": "A: &«base» # &base\n  k: v\nB:\n  <<: *«ba|se»\n  l: w\n",
    "of a list": "A: &«base»\n- k: v\nB: *«ba|se»\n",
    "of an item": "A:\n- &«i»\n  k: v\n- &j {k: v}\n- *«|i»\n",
    "of a key": "&«k» A: 1\nB: *«k|»\n",
    "of nothing": "A: &«k»\nB: *«k|»\n",
    "of the whole document": "--- &«|root»\nA: 1\n",
    "with a tag": "A: !!str &«a|» 1\nB: &b !!str 1\nC: *«a»\n",
    "several merged": "A: &«a» {x: 1}\nB: &b {y: 1}\nC:\n  <<: [*«|a», *b]\n",
    "the last above it": "A: &x 1\nB: *x\nC: &«x» 2\nD: *«x|»\nE: *«x»\nF: &x 3\nG: *x\n",
    "the one before it is another": "A: &«|x» 1\nB: *«x»\nC: &x 2\nD: *x\n",
    "no anchor above it": "A: *«x|»\nB: [*«x»]\nC: &x 1\nD: *x\n",
    "what only looks so": "A: &«|x» 1\n# &x *x\nB: '*x'\nC: a *x\nD: >-\n  *x\nE: *«x»\n",
    "in the wrapper": "x-base: &«b» {Name: a}\nJob:\n  <<: *«|b»\n  Type: batch\n  Tasks: []\n",
    "in broken text": "A: &«x» 1\nB: [*«x»\nC: {*\nD: *«|x»\n",
    "variables in a list": """\
Tasks:
- Engine:
    Type: docker
    Params:
      EnvironmentVariables: ["«N|AME»=1", OTHER=$«NAME»]
      Parameters: [echo, "$«NAME» ${«NAME»} $OTHER"]
""",
}


def read(source: str) -> tuple[Document, int, list[Span]]:
    text, cursor, spans = marked(source)
    assert cursor is not None
    return unwrapped(bacalhau().specification.reading(Document.read(text, YAML))), cursor, spans


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("title", USES)
def test_uses(title: str, line_end: str) -> None:
    document, cursor, spans = read(USES[title].replace("\n", line_end))

    assert names.references(document, cursor, with_declarations=True) == spans
    assert [use.span for use in names.highlights(document, cursor)] == spans


@pytest.mark.parametrize(
    "source",
    [
        "A: &«one» x\nB: *o|ne\n",
        "A: &«o|ne» x\nB: *one\n",
        "A: &one x\nB: &«one» y\nC: *o|ne\n",
        "A: &«a» {x: 1}\nB:\n  <<|: *a\n",
        "A: &«a» {x: 1}\nB: &«b» {y: 1}\nC:\n  |<<: [*a, *b]\n",
        "A: *o|ne\nB: &one x\n",
        "A: |<<\n",
    ],
)
def test_definitions(source: str) -> None:
    document, cursor, spans = read(source)

    assert names.definitions(document, cursor) == spans


def test_references_without_the_anchor() -> None:
    document, cursor, spans = read("A: &on|e x\nB: [*«one», *«one»]\n")

    assert names.references(document, cursor, with_declarations=False) == spans


@pytest.mark.parametrize(
    "source", ["A: *o|ne\n", "A: 2 &on|e\n", "# &o|ne\nA: *one\n", "A: '&o|ne'\n", "A: &|\n", "|"]
)
def test_nothing_to_rename(source: str) -> None:
    document, cursor, _ = read(source)

    assert names.renameable(document, cursor) is None


@pytest.mark.parametrize(
    ("title", "new"),
    [
        ("an anchor and its alias", "base_2"),
        ("from the sign", "b-a-s-e"),
        ("of a block", "9"),
        ("several merged", "x"),
        ("the last above it", "new"),
        ("in the wrapper", "new"),
        ("variables in a list", "NEW"),
    ],
)
def test_rename(title: str, new: str) -> None:
    document, cursor, spans = read(USES[title])
    found = names.renameable(document, cursor)
    expected = marked(USES[title]).text
    for start, end in reversed(spans):
        expected = expected[:start] + new + expected[end:]

    edits = names.rename(document, bacalhau(), cursor, new)

    assert found is not None
    assert found.span in spans
    assert document.whole.edited(reversed(edits)).content == expected


JOB = """\
Name: my job
Tasks:
- &task
  Name: main
  Env:
    HOME_DIR: $OTHER
    OTHER: "1"
  Engine:
    Type: docker
    Params:
      EnvironmentVariables: [IN=1, OUT=2]
  InputSources:
  - {Target: /in, Alias: in}
  - Target: /data
  ResultPaths:
  - {Name: out, Path: /outputs}
- <<: *task
"""


@pytest.mark.parametrize(
    ("at", "new", "reason"),
    [
        ("task\n  Name", "a b", "letters, digits, `-` and `_` only"),
        ("task\n  Name", "", "must not be empty"),
        ("task\n  Name", "a.b", "letters, digits"),
        ("HOME", "OTHER", "`OTHER` is taken"),
        ("HOME", "IN", "`IN` is taken"),
        ("OTHER:", "BACALHAU_X", "kept for variables that Bacalhau sets"),
        ("OTHER\n", "other", "capital letters: `OTHER`"),
        ("OUT", "BACALHAU_OUT", "kept for variables that Bacalhau sets"),
        ("OUT", "IN", "`IN` is taken"),
        ("/in", "/data", "`/data` is taken"),
        ("main", "", "must not be empty"),
    ],
)
def test_names_that_are_refused(at: str, new: str, reason: str) -> None:
    document = bacalhau().specification.reading(Document.read(JOB, YAML))

    with pytest.raises(names.CannotRenameError, match=reason):
        names.rename(document, bacalhau(), JOB.index(at), new)


@pytest.mark.parametrize("taken", ["A: &one 1\nB: &two 2\n", "A: &one 1\nB: *two\n"])
def test_anchors_that_are_taken(taken: str) -> None:
    document = Document.read(taken, YAML)

    with pytest.raises(names.CannotRenameError, match="`two` is taken"):
        names.rename(document, bacalhau(), taken.index("one"), "two")


@pytest.mark.parametrize(
    ("source", "new", "expected"),
    [
        ("Name: j|ob\n", "other", "Name: other\n"),
        ("Name: j|ob # c\n", "yes", 'Name: "yes" # c\n'),
        ("Name: 'j|ob'\n", "yes", "Name: 'yes'\n"),
        ("Name: j|ob\n", "12", 'Name: "12"\n'),
        ("Name: j|ob\n", "a: b", 'Name: "a: b"\n'),
        ("Name: j|ob\n", "*x", 'Name: "*x"\n'),
        ("Tasks:\n- {Name: j|ob, Env: {}}\n", "~", 'Tasks:\n- {Name: "~", Env: {}}\n'),
        ("Tasks:\n- InputSources:\n  - Target: /|in\n  Env: {A: /in/x, B: cat /in}\n", "/a #b",
         'Tasks:\n- InputSources:\n  - Target: "/a #b"\n  Env: {A: "/a #b/x", B: "cat /a #b"}\n'),
        ("Tasks:\n- Env:\n    X: 'x'\n    A: $|X\n", "Y",
         "Tasks:\n- Env:\n    \"Y\": 'x'\n    A: $Y\n"),
    ],
)  # fmt: skip
def test_quotes_where_the_name_needs_them(source: str, new: str, expected: str) -> None:
    document, cursor, _ = read(source)

    edits = names.rename(document, bacalhau(), cursor, new)

    assert document.edited(reversed(edits)).content == expected
