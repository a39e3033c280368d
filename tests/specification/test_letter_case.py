"""Under `bacalhau`, letter case makes no difference in the names of fields, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.document import Document
from bacalhau_ls.findings import Severity
from bacalhau_ls.settings import Settings, Specifying
from bacalhau_ls.standards import bacalhau, guide

SPEC = """{
  "Type": "batch",
  "Labels": {"type": "a", "Name": "b"},
  "Tasks": [{
    "Name": "main",
    "Engine": {"Type": "docker", "Params": {"Image": "ubuntu:24.04"}},
    "InputSources": [{
      "Source": {"Type": "s3", "Params": {"Bucket": "data", "Key": "k"}}, "Target": "/in"
    }],
    "Resources": {"CPU": "1"}
  }]
}"""
REAL = bacalhau().specification
KEYS = ("Type", "Labels", "Tasks", "Engine", "Params", "Image", "InputSources", "Source", "Target")


@given(st.lists(st.sampled_from(KEYS)), st.sampled_from([str.lower, str.upper, str.swapcase]))
def test_keys_in_any_letter_case_mean_the_same(keys: list[str], change: object) -> None:
    text = SPEC
    for key in keys:
        text = text.replace(f'"{key}":', f'"{change(key)}":')  # type: ignore[operator]
    found = diagnose(Document.read(text), Settings(specification=Specifying.BACALHAU))

    assert {finding.code for finding in found} <= {"key-spelling"}


def test_members_are_found_and_called_by_the_names_of_fields() -> None:
    root = REAL.reading(Document.read(SPEC.lower())).root
    bucket = root.at("Tasks", 0, "InputSources", 0, "Source", "Params", "Bucket")

    assert bucket is not None
    assert bucket.path == ("Tasks", 0, "InputSources", 0, "Source", "Params", "Bucket")
    assert root.at("TASKS", 0, "nAmE") == root.at("Tasks", 0, "Name")


def test_names_of_the_author_s_choice_stay() -> None:
    labels = REAL.reading(Document.read(SPEC)).root.get("labels")

    assert labels is not None
    assert [child.name for child in labels] == ["type", "Name"]


def test_of_a_field_that_comes_twice_the_last_counts() -> None:
    root = REAL.reading(Document.read('{"Count": 1, "count": 2}')).root
    count = root.get("Count")

    assert count is not None
    assert count.value == 2


@pytest.mark.parametrize(
    ("written", "meant"), [("DOCKER", "docker"), (" wasm ", "wasm"), ("Python", "Python")]
)
def test_values_in_any_letter_case(written: str, meant: str) -> None:
    text = f'{{"Tasks": [{{"Engine": {{"Type": "{written}"}}}}]}}'
    kind = REAL.reading(Document.read(text)).root.at("Tasks", 0, "Engine", "Type")

    assert kind is not None
    assert kind.string == meant


def test_the_type_of_a_job_is_exact() -> None:
    found = diagnose(
        Document.read(SPEC.replace('"batch"', '"Batch"')),
        Settings(specification=Specifying.BACALHAU),
    )

    assert [finding.code for finding in found] == ["unknown-value"]


def test_letter_case_counts_under_the_guide() -> None:
    document = guide().specification.reading(Document.read(SPEC.lower()))

    assert document.root.get("Tasks") is None
    assert document.root.get("tasks") is not None


def test_one_fix_spells_all_keys() -> None:
    text = SPEC.replace('"Tasks"', '"tasks"').replace('"Engine"', '"ENGINE"')
    document = Document.read(text)
    (finding,) = diagnose(document, Settings(specification=Specifying.BACALHAU))
    (fix,) = finding.fixes
    edits = document.notation.edits(document.content, document.top, fix.operations)

    assert finding.severity is Severity.HINT
    assert fix.safe
    assert document.edited(reversed(edits)).content == SPEC
