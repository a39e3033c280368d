"""Which specification a file is held to, and what is said if it is the wrong one."""

from __future__ import annotations

import pytest

from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.document import Document
from bacalhau_ls.edits import applied
from bacalhau_ls.features.quick_fixes import Judged, quick_fixes
from bacalhau_ls.findings import Finding, Severity
from bacalhau_ls.governing import choice
from bacalhau_ls.repair import edits_of, likely_fix
from bacalhau_ls.settings import Settings, Specifying, Strictness
from bacalhau_ls.standards import validator_for
from bacalhau_ls.syntax.yaml import YAML

JOB = """{
  "Type": "batch",
  "Tasks": [{
    "Name": "main",
    "Engine": {"Type": "docker", "Params": {"Image": "ubuntu:24.04"}}
  }]
}
"""
"""A job of the real Bacalhau: the guide wants a name and resources."""
OF_THE_GUIDE = JOB.replace(
    '"Type": "batch"', '"Name": "job", "Type": "batch", "ExecutionPlan": "parallel"'
).replace(
    '"ubuntu:24.04"}}',
    '"ubuntu:24.04"}}, "Resources": {"CPU": "1", "Memory": "1GB", "Disk": "1GB"}',
)


def name_of(text: str, specification: Specifying = Specifying.AUTO, *, yaml: bool = False) -> str:
    document = Document.read(text, YAML) if yaml else Document.read(text)
    return choice(document, Settings(specification=specification)).name


def about_the_choice(document: Document, settings: Settings | None = None) -> list[Finding]:
    found = diagnose(document, settings or Settings())
    return [finding for finding in found if finding.code == "other-specification"]


def test_the_notation_decides_unless_something_else_does() -> None:
    assert name_of(JOB) == "guide"
    assert name_of("Type: batch\n", yaml=True) == "bacalhau"


def test_the_setting_decides_over_the_notation() -> None:
    assert name_of(JOB, Specifying.BACALHAU) == "bacalhau"
    assert name_of("Type: batch\n", Specifying.GUIDE, yaml=True) == "guide"


@pytest.mark.parametrize(
    "comment",
    [
        "// bacalhau-ls: specification=bacalhau\n",
        "# bacalhau-ls: specification=bacalhau\n",
        "/* bacalhau-ls:  specification = bacalhau */",
        "// see the manual; bacalhau-ls: specification=bacalhau\n",
    ],
)
def test_a_comment_decides_over_all(comment: str) -> None:
    assert name_of(comment + JOB, Specifying.GUIDE) == "bacalhau"
    assert name_of(JOB + comment, Specifying.GUIDE) == "bacalhau"


def test_a_comment_in_yaml() -> None:
    assert name_of("# bacalhau-ls: specification=guide\nType: batch\n", yaml=True) == "guide"


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "# bacalhau-ls: specification=bacalhau"}',
        '{"a": "// bacalhau-ls: specification=bacalhau"}',
        "// bacalhau-ls: specification=neither\n{}",
        "// bacalhau-ls: specification\n{}",
    ],
)
def test_what_only_looks_like_such_a_comment(text: str) -> None:
    assert name_of(text) == "guide"


def test_a_name_that_is_none_is_told() -> None:
    document = Document.read("// bacalhau-ls: specification=bacalhua\n" + OF_THE_GUIDE)
    (finding,) = [each for each in diagnose(document) if each.code == "unknown-value"]

    assert document.content[finding.span.start : finding.span.end] == "bacalhua"
    assert [fix.title for fix in finding.fixes] == ["Change to `bacalhau`", "Change to `guide`"]


def test_a_file_that_only_the_other_accepts_is_told_once() -> None:
    document = Document.read(JOB)
    (finding,) = about_the_choice(document)
    (fix,) = finding.fixes
    held = document.edited(edits_of(document, fix))

    assert finding.severity is Severity.INFORMATION
    assert finding.span == (0, 1)
    assert held.content == "# bacalhau-ls: specification=bacalhau\n" + JOB
    assert diagnose(held) == []


def test_the_other_way_round() -> None:
    text = "// bacalhau-ls: specification=bacalhau\n" + OF_THE_GUIDE
    document = Document.read(text)
    (finding,) = about_the_choice(document)
    (fix,) = finding.fixes

    assert document.edited(edits_of(document, fix)).content == text.replace("=bacalhau", "=guide")


def test_nobody_chooses_for_the_author() -> None:
    (finding,) = about_the_choice(Document.read(JOB))

    assert likely_fix(finding) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(OF_THE_GUIDE, id="no errors"),
        pytest.param(JOB.replace('"batch"', '"bunch"'), id="errors under both"),
        pytest.param(JOB.replace("[", ""), id="errors of syntax"),
        pytest.param('{"APIVersion": "V1beta1", "Spec": {"Engine": "Docker"}}', id="of before"),
    ],
)
def test_what_is_not_told(text: str) -> None:
    assert about_the_choice(Document.read(text)) == []


def test_errors_that_are_silenced_are_none() -> None:
    silenced = Settings(severity={"missing-property": None})

    assert about_the_choice(Document.read(JOB), silenced) == []


def test_it_is_silenced_as_any_other() -> None:
    document, settings = Document.read(JOB), Settings(strictness=Strictness.JSONC)
    judged = Judged(document, diagnose(document, settings), settings)
    actions = quick_fixes(judged, about_the_choice(document)[0].span)
    ignoring = [each for each in actions if each.title.startswith("Ignore `other-spec")]

    assert len(ignoring) == 2
    for action in ignoring:
        found = diagnose(Document.read(applied(JOB, action.edits())), settings)
        assert not {"other-specification", "unused-ignore"} & {each.code for each in found}


@pytest.mark.parametrize("order", ["ignore", "ignore-file"])
def test_it_is_silenced_in_yaml(order: str) -> None:
    text = "Name: job\nType: batch\nExecutionPlan: parallel\nTasks:\n  - Name: a\n"
    text += "    Engine: {Type: docker, Params: {Image: 'ubuntu:24.04'}}\n"
    text += "    Resources: {CPU: '1', Memory: 1GB, Disk: 1GB}\n"
    silenced = f"# bacalhau-ls: {order}[other-specification]\n{text}"

    assert about_the_choice(Document.read(text, YAML))
    codes = {each.code for each in diagnose(Document.read(silenced, YAML))}
    assert codes == {each.code for each in diagnose(Document.read(text, YAML))} - {
        "other-specification"
    }


def test_those_who_judge_follow_the_choice() -> None:
    document = Document.read("# bacalhau-ls: specification=bacalhau\n" + JOB)

    assert validator_for(document, Settings()).specification.name == "bacalhau"
