"""What is known of the items of a long list is handed on to the next version, and is true there."""

from __future__ import annotations

import json
import re

import pytest
import yaml  # type: ignore[import-untyped,unused-ignore]
from hypothesis import given, settings
from hypothesis import strategies as st

from bacalhau_ls.diagnosis import diagnose, guide
from bacalhau_ls.document import Document
from bacalhau_ls.findings import Finding
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.notation import Notation
from bacalhau_ls.syntax.yaml import YAML
from bacalhau_ls.text import Edit

TASKS = 40
"""More than are looked at one by one."""


def _task(number: int) -> dict[str, object]:
    """A task that there is nothing to say about; one has as many inputs as there are tasks."""
    source = {"Type": "s3", "Params": {"Bucket": "abc", "Key": "k"}}
    return {
        "Name": f"t{number}",
        "Engine": {"Type": "docker", "Params": {"Image": "a:1"}},
        "Resources": {"CPU": "1", "Memory": "1GB", "Disk": "1GB"},
        "InputSources": [
            {"Target": f"/in/{n}", "Source": source} for n in range(TASKS if number == 1 else 1)
        ],
    }


JOB = {
    "Name": "a",
    "Type": "batch",
    "Count": 1,
    "Tasks": [_task(number) for number in range(TASKS)],
}
TEXTS = {
    JSON: json.dumps(JOB, indent=1),
    YAML: str(yaml.safe_dump(JOB, sort_keys=False)),
}
NEEDLES = (r"t\d+", r"/in/\d+", "s3", "abc", "1GB", "Name", "Type", "docker", "a:1")
TYPED = ("1", "0", "x", '"', "'", "{", "}", "]", ",", ":", "\n", "\n- ", "/", " ", "", "", "", "")


@pytest.mark.parametrize("notation", TEXTS, ids=lambda notation: notation.name)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_findings_are_those_of_the_text(notation: Notation, data: st.DataObject) -> None:
    document = Document.read(TEXTS[notation], notation)
    assert [each.code for each in findings(document)] == ["multiple-tasks"]
    for _ in range(data.draw(st.integers(1, 6))):
        needle = re.compile(data.draw(st.sampled_from(NEEDLES)))
        places = [found.start() for found in needle.finditer(document.content)] or [0]
        start = data.draw(st.sampled_from(places)) + data.draw(st.integers(0, 4))
        end = min(start + data.draw(st.integers(0, 2)), len(document.content))
        edits = [Edit(min(start, end), end, data.draw(st.sampled_from(TYPED)))]
        document = document.edited(edits)
        if data.draw(st.booleans()):  # several edits may come before anybody asks
            continue

        assert findings(document) == findings(Document.read(document.content, notation))


def findings(document: Document) -> list[Finding]:
    """What the guide has against it, all tasks of it."""
    return diagnose(document, validator=guide())
