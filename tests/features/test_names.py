"""Names: every use is marked with «», the cursor is ``|``; a range in the cursor's set only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bacalhau_ls.diagnosis import guide
from bacalhau_ls.document import Document
from bacalhau_ls.features import names
from tests.features.marks import SURROUNDINGS, Marked, marked, surrounded

if TYPE_CHECKING:
    from bacalhau_ls.text import Span

USES = {
    "a target and what mentions it": """"Tasks": [{
      "InputSources": [{"Target": "«/inp|uts»"}, {"Target": "/inputs2"}],
      "Engine": {"Params": {"Entrypoint": ["«/inputs»/run.sh"],
        "Parameters": ["--in=«/inputs»", "cp «/inputs»/a «/inputs»/b.csv /inputs2/c; «/inputs»."],
        "WorkingDirectory": "«/inputs»", "EnvironmentVariables": {"IN": "«/inputs»/x:«/inputs»"}}},
      "Env": {"DATA": "file://«/inputs»/a"},
      "ResultPaths": [{"Path": "«/inputs»/out"}]}]""",
    "from where it is used": """"Tasks": [{"InputSources": [{"Target": "«/in»"}],
      "Engine": {"Params": {"Parameters": ["cat «/i|n»/data"]}}}]""",
    "what is no mention of it": """"Tasks": [{"InputSources": [{"Target": "«/i|n»"}],
      "Engine": {"Params": {"Parameters": ["s3://bucket/in", "../in", "$X/in", "${X}/in",
        "/in.d", "/in-1", "/inner", "/IN", "http://host/in", "~/in"]}}}]""",
    "the innermost of several": """"Tasks": [{
      "InputSources": [{"Target": "/in"}, {"Target": "«/in/a»"}],
      "Engine": {"Params": {"Parameters": ["/in/b", "«/in|/a»/x"]}}}]""",
    "with a slash at its end": """"Tasks": [{"InputSources": [{"Target": "«/i|n»/"}],
      "Engine": {"Params": {"Parameters": ["«/in»/x", "«/in»"]}}}]""",
    "with a blank in it": """"Tasks": [{"InputSources": [{"Target": "«/my d|ata»"}],
      "Engine": {"Params": {"Parameters": ["«/my data»/x"]}}}]""",
    "a module that an input provides": """"Tasks": [{"InputSources": [{"Target": "«/app.wasm»"}],
      "Engine": {"Type": "wasm", "Params": {"EntryModule": "«/app|.wasm»"}}}]""",
    "modules that are imported": """"Tasks": [{"InputSources": [{"Target": "«/li|b»"}],
      "Engine": {"Type": "wasm", "Params": {"ImportModules": ["«/lib»/a.wasm", "«/lib»"]}}}]""",
    "a result": """"Tasks": [{
      "ResultPaths": [{"Path": "«/out|puts»"}, {"Path": "«/outputs»/*.csv"}],
      "Engine": {"Params": {"Parameters": ["--out", "«/outputs»/model"]}}}]""",
    "in a script": r""""Tasks": [{"InputSources": [{"Target": "«/in»"},
      {"Source": {"Params": {"Content": "#!/bin/sh\n\tcat \"«/i|n»/x\" \u00e9 «/in»/😀\n"}}}]}]""",
    "not in another task": """"Tasks": [{"InputSources": [{"Target": "/in"}], "Env": {"A": "/in"}},
      {"InputSources": [{"Target": "«/in»"}], "Env": {"A": "«/i|n»/x"}}]""",
    "a variable": r""""Tasks": [{"Env": {"«NA|ME»": "1", "NAME2": "$«NAME»"},
      "Engine": {"Params": {"Parameters": ["$«NAME» ${«NAME»} ${«NAME»:-x} ${#«NAME»} $NAME2",
        "$NAMES \\$NAME $$NAME NAME %NAME%"],
        "EnvironmentVariables": {"«NAME»": "${«NAME»}"}}}}]""",
    "a variable from where it is used": """"Tasks": [{"Env": {"«A»": "1"},
      "Engine": {"Params": {"Parameters": ["echo ${«A|»}"]}}}]""",
    "a variable that is set elsewhere": """"Tasks": [
      {"Engine": {"Params": {"Parameters": ["$«HO|ME»/x", "$«HOME»"]}}}, {"Env": {"HOME": "/"}}]""",
    "a bare key": """"Tasks": [{Env: {«A|B»: "1"}, Engine: {Params: {Parameters: ['$«AB»']}}}]""",
    "the name of a job": """"Name": "«my|-job»", "Tasks": [{"Name": "my-job"}]""",
    "the name of a task": """"Tasks": [{"Name": "«m|ain»", "Env": {"A": "main"}}]""",
    "an alias": """"Tasks": [{"InputSources": [{"Alias": "«da|ta»", "Target": "/data"}]}]""",
    "the name of a result": """"Tasks": [{"ResultPaths": [{"Name": "«ou|t»", "Path": "/out"}]}]""",
    "a value that is no name": """"Type": "ba|tch", "Tasks": [{"Engine": {"Type": "docker"}}]""",
    "a key that is no name": """"Ty|pe": "batch" """,
    "a comment": """"Tasks": [{"Env": {"A": "1"}, /* $A| */ "Engine": {}}]""",
    "the root directory": """"Tasks": [{"InputSources": [{"Target": "|/"}], "Env": {"A": "/x"}}]""",
    "a template": """"Tasks": [{
      "InputSources": [{"Target": "/i|n/{{.x}}"}], "Env": {"A": "/in"}}]""",
}


def read(source: str) -> tuple[Document, int, list[Span]]:
    text, cursor, spans = marked(source)
    assert cursor is not None
    return Document.read(text), cursor, spans


@pytest.mark.parametrize("surroundings", SURROUNDINGS)
@pytest.mark.parametrize("title", USES)
def test_uses(title: str, surroundings: str) -> None:
    document, cursor, spans = read(surrounded(USES[title], surroundings))

    assert names.references(document, cursor, with_declarations=True) == spans
    assert [use.span for use in names.highlights(document, cursor)] == spans


@pytest.mark.parametrize(
    "source",
    [
        '{"Tasks": [{"InputSources": [{"Target": "«/in»"}], "Env": {"A": "/i|n/x"}}]}',
        '{"Tasks": [{"InputSources": [{"Target": "«/i|n»"}, {"Target": "«/in»/"}]}]}',
        '{"Tasks": [{"ResultPaths": [{"Path": "«/in»"}], "InputSources": [{"Target": "«/i|n»"}]}]}',
        '{"Tasks": [{"Env": {"«A»": "$A"}, "Engine": {"Params": {"Parameters": ["$|A"]}}}]}',
        '{"Tasks": [{"Engine": {"Params": {"Parameters": ["$|A"]}}}]}',
        '{"Name": "«jo|b»"}',
    ],
)
def test_definitions(source: str) -> None:
    document, cursor, spans = read(source)

    assert names.definitions(document, cursor) == spans


def test_references_without_declarations() -> None:
    source = '{"Tasks": [{"InputSources": [{"Target": "/i|n"}], "Env": {"A": "«/in»/x"}}]}'
    document, cursor, spans = read(source)

    assert names.references(document, cursor, with_declarations=False) == spans


@pytest.mark.parametrize("surroundings", SURROUNDINGS)
@pytest.mark.parametrize(
    ("title", "new"),
    [
        ("a target and what mentions it", "/data/new"),
        ("with a slash at its end", "/new/"),
        ("in a script", "/x"),
        ("a variable", "OTHER"),
        ("a bare key", "OTHER_1"),
        ("the name of a job", "other"),
        ("an alias", "my data"),
    ],
)
def test_rename(title: str, new: str, surroundings: str) -> None:
    """Exactly the marked ranges change, whatever is around them."""
    source = surrounded(USES[title], surroundings)
    document, cursor, spans = read(source)

    edits = names.rename(document, guide(), cursor, new)

    assert document.edited(reversed(edits)).content == _replaced(marked(source), new.rstrip("/"))
    assert [edit.start for edit in edits] == [span.start for span in spans]


def _replaced(source: Marked, new: str) -> str:
    text = source.text
    for start, end in reversed(source.spans):
        text = text[:start] + new + text[end:]
    return text


@pytest.mark.parametrize(
    ("source", "placeholder"),
    [
        ('{"Tasks": [{"InputSources": [{"Target": "/in"}], "Env": {"A": "cat «/i|n»/x"}}]}', "/in"),
        ('{"Tasks": [{"Env": {"«A|B»": ""}}]}', "AB"),
        ('{"Name": "«j\\u00f|6b»"}', "jöb"),
    ],
)
def test_what_is_to_be_renamed(source: str, placeholder: str) -> None:
    document, cursor, spans = read(source)
    found = names.renameable(document, cursor)

    assert found is not None
    assert (found.text, [found.span]) == (placeholder, spans)


@pytest.mark.parametrize(
    "source",
    [
        '{"Type": "ba|tch"}',
        '{"N|ame": "x"}',
        '{"Name": "{{.x|}}"}',
        '{"Name": |1}',
        '{"Tasks": [{"Engine": {"Params": {"Parameters": ["$HO|ME"]}}}]}',
        "{|}",
        "|",
    ],
)
def test_nothing_to_rename(source: str) -> None:
    document, cursor, _ = read(source)

    assert names.renameable(document, cursor) is None
    with pytest.raises(names.CannotRenameError, match="no name that is set in this file"):
        names.rename(document, guide(), cursor, "x")


JOB = """{"Name": "|", "Tasks": [{"Name": "one"}, {"Name": "t|wo", "Env": {"A": "", "B": ""},
  "InputSources": [{"Target": "/a", "Alias": "a"}, {"Target": "/b", "Alias": "b"}]}]}"""


@pytest.mark.parametrize(
    ("at", "new", "reason"),
    [
        ('two"', "one", "`one` is taken"),
        ('two"', "a b", "letters, digits, `-` and `_` only"),
        ('two"', "", "must not be empty"),
        ('A"', "B", "`B` is taken"),
        ('A"', "1A", "does not start with a digit"),
        ('A"', "A-B", "letters, digits and `_`"),
        ('A"', "BACALHAU_A", "names that start with `BACALHAU_` are kept"),
        ('/a"', "/b", "`/b` is taken"),
        ('/a"', "/b/", "`/b` is taken"),
        ('/a"', "b", "must be absolute"),
        ('/a"', "/", "must be absolute"),
        ('/a"', '/"', "quotes"),
        ('a", "Alias', "/{{.x}}", "quotes"),
        ('a"}, {"Target', "b", "`b` is taken"),
        ('a"}, {"Target', "a\\b", "backslashes"),
    ],
)
def test_names_that_are_refused(at: str, new: str, reason: str) -> None:
    text = JOB.replace("|", "")
    document = Document.read(text)

    with pytest.raises(names.CannotRenameError, match=reason):
        names.rename(document, guide(), text.index(at), new)


def test_the_same_name_changes_nothing() -> None:
    text = '{"Name": "job"}'

    assert names.rename(Document.read(text), guide(), text.index("job"), "job") == []
