"""Our reader against `json` and `json5`: same texts accepted, same values."""

from __future__ import annotations

import json
import re
from typing import Any

import json5
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bacalhau_ls.syntax.green import Level, Scalar, python_value
from bacalhau_ls.syntax.json.reading.parser import parse
from bacalhau_ls.syntax.tree import Node, problems_in
from tests.strategies import broken_texts, json_values
from tests.syntax.dialects import check_as_json5, dialect, same


@given(json_values(), st.sampled_from([None, 0, 2, "\t"]), st.booleans())
def test_reads_what_json_writes(value: Any, indent: int | str | None, ascii_only: bool) -> None:
    """All that json.dumps writes is strict JSON with the value that went in."""
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)

    assert dialect(text) == "json"
    assert same(value, python_value(parse(text)))


@given(json_values(), st.booleans(), st.booleans())
def test_reads_what_json5_writes(value: Any, bare_keys: bool, trailing: bool) -> None:
    """All that json5.dumps writes is understood, with the value that went in."""
    text = json5.dumps(value, quote_keys=not bare_keys, trailing_commas=trailing, indent=1)
    assume(len(text) < 400 and not re.search(r"\\0[0-9]", text))  # it cannot read that itself

    assert dialect(text) in ("json", "json5")
    assert same(json5.loads(text), python_value(parse(text)))


@given(broken_texts())
@example("")
@example("[1e5, 1.e5, .5, 5., +1, -Infinity, NaN, 0xFf]")
@example("{\\u0061b: 1, $_: 2, é: 3, true: 4}")
@example("{'a\\\nb': '\\x41\\0\\v'}")
@example('["\u2028", "\\ud83d\\ude00"]')
def test_agrees_on_what_is_legal(text: str) -> None:
    """A text without templates is broken for us exactly if it is for json5."""
    assume("{{" not in text and len(text) < 200)
    check_as_json5(text)


@given(broken_texts())
def test_strict_json_is_what_json_reads(text: str) -> None:
    """A text without any problem is one that json reads, with the same value."""
    assume("{{" not in text)
    try:
        expected = json.loads(text)
    except ValueError:
        assert dialect(text) != "json" or text.startswith("\ufeff")
        return

    assert dialect(text) == "json" or re.search("NaN|Infinity", text)
    assert same(expected, python_value(parse(text)))


@given(broken_texts())
def test_lossless_and_orderly(text: str) -> None:
    """Every token lies where the tree says, children in order and inside their parents."""
    pending = [Node(parse(text), 0)]
    assert pending[0].end == len(text)
    while pending:
        node = pending.pop()
        end = node.start
        for child in node:
            key = child.key
            if key is not None:
                assert key.start >= end
                assert isinstance(key.green, Scalar)
                assert text[key.start : key.end] == key.green.text
                end = key.end
            assert end <= child.start <= child.end <= node.end
            end = child.end
            if isinstance(child.green, Scalar):
                assert text[child.start : child.end] == child.green.text
            pending.append(child)


@given(broken_texts())
def test_problems_lie_in_the_text(text: str) -> None:
    """Every problem has a range within the text, and every error says something."""
    for located in problems_in(Node(parse(text), 0)):
        problem = located.problem
        assert 0 <= problem.start <= problem.end <= len(text)
        if problem.fault.level in (Level.ERROR, Level.YAML):
            assert problem.fault.message.format(problem.detail)
