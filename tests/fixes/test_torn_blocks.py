"""Nothing that moves members around tears a block of templates apart."""

from __future__ import annotations

import pytest

from bacalhau_ls.diagnosis import diagnose, guide
from bacalhau_ls.document import Document
from bacalhau_ls.features.quick_fixes import Judged, quick_fixes
from bacalhau_ls.features.refactoring import Place, refactorings
from bacalhau_ls.features.refactoring.sort_keys import sorted_keys
from bacalhau_ls.repair import likely_fix
from bacalhau_ls.settings import Settings
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.notation import Notation
from bacalhau_ls.syntax.yaml import YAML
from bacalhau_ls.text import Span

TORN = [
    (YAML, "Type: batch\n{{if .r}}\nEnv: {}\n{{else}}\nEnv: {A: b}\n{{end}}\nName: x\n"),
    (YAML, "Count: 1\n{{if .r}}\nType: batch\nName: x\n{{else}}\nName: y\n{{end}}\n"),
    (YAML, "{Count: 1, {{if .r}} Type: batch, {{end}} Name: x}\n"),
    (JSON, '{\n"Count": 1,\n{{if .r}}\n"Type": "batch",\n{{end}}\n"Name": "x"\n}\n'),
    (JSON, '{"Count": 1{{if .r}}, "Type": "batch"{{end}}, "Name": "x"}'),
]


@pytest.mark.parametrize(("notation", "text"), TORN)
def test_members_in_blocks_are_not_sorted(notation: Notation, text: str) -> None:
    document = Document.read(text, notation)
    place = Place(document, guide().specification, Span(0, len(text)))
    assert sorted_keys(document, guide().specification) == ()
    assert not [each.title for each in refactorings(place) if each.title.startswith("Sort")]


@pytest.mark.parametrize(
    ("notation", "text"),
    [
        (YAML, "Type: batch\nName: {{if .x}}a{{else}}b{{end}}\n"),
        (JSON, '{"Type": "batch", "Name": {{if .x}}"a"{{else}}"b"{{end}}}'),
        (YAML, "Type: batch\nName: a\n{{if .x}}\nCount: 1\n{{end}}\n"),
    ],
)
def test_what_stays_whole_is_sorted(notation: Notation, text: str) -> None:
    assert sorted_keys(Document.read(text, notation), guide().specification)


def test_a_fix_that_would_tear_a_block_is_not_offered() -> None:
    text = "# bacalhau-ls: specification=bacalhau\n{{if .r}}\nEnv: {A: b}\n{{end}}\nTasks: [{}]\n"
    document = Document.read(text, YAML)
    settings = Settings()
    findings = diagnose(document, settings)
    (about_env,) = [each for each in findings if "`Env`" in each.message]
    assert likely_fix(about_env) is None
    offered = quick_fixes(Judged(document, findings, settings), Span(0, len(text)))
    assert not [each.title for each in offered if "Move" in each.title]
