"""What stands in a text more than once is one object, and reading it is no other for that."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bacalhau_ls.syntax.green import Container
from bacalhau_ls.syntax.json.reading.parser import parse
from bacalhau_ls.syntax.json.reading.repeats import Repeats
from tests.syntax.test_incremental import facts

TASK = {"Engine": {"Type": "docker", "Params": {"Env": {"A": "1"}, "Words": ["a", "b"]}}, "N": [{}]}
JOB = {"Tasks": [TASK, TASK, {**TASK, "N": [[1], [1]]}], "Words": ["a", "b"]}
TEXTS = [
    json.dumps(JOB),
    json.dumps(JOB, indent=2),
    json.dumps(JOB, indent=1).replace("\n", "\r\n"),
    json.dumps(JOB, indent=4).replace("    }", "  }"),
]
PIECES = ["", *'{}[],:"# \n', "//c", "\n      ", "{{.x}}", '"A": "1",', '["a", "b"]', "}]", "\r"]
DAMAGES = st.tuples(st.integers(0, 2_000), st.integers(0, 40), st.sampled_from(PIECES))


@settings(deadline=None)
@given(st.sampled_from(TEXTS), st.lists(DAMAGES, max_size=4))
def test_reading_is_no_other_for_it(text: str, damages: list[tuple[int, int, str]]) -> None:
    for start, width, piece in damages:
        text = text[:start] + piece + text[start + width :]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Repeats, "known_at", lambda *_: None)
        patch.setattr(Repeats, "shared", lambda _self, container, _frame: container)
        expected = facts(parse(text))

    assert facts(parse(text)) == expected


def test_equal_tasks_are_one_object() -> None:
    (tasks,) = parse(json.dumps([TASK] * 3, indent=2)).children

    assert isinstance(tasks, Container)
    assert len({id(task) for task in tasks.children}) == 1
