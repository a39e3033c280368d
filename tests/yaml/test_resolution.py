"""What text without quotes means: as go-yaml 2 has it, which Bacalhau uses."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bacalhau_ls.syntax.green import Kind, python_value
from bacalhau_ls.syntax.yaml.reading.parser import parse
from bacalhau_ls.syntax.yaml.reading.resolution import meaning
from bacalhau_ls.syntax.yaml.writing.literals import literal


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((each, True) for each in ("y", "Y", "yes", "Yes", "YES", "true", "True", "on", "ON")),
        *((each, False) for each in ("n", "N", "no", "No", "NO", "false", "FALSE", "off", "Off")),
        *((each, None) for each in ("~", "null", "Null", "NULL")),
        *(("1", 1), ("-0", 0), ("+1", 1), ("012", 10), ("0o14", 12), ("0x1F", 31), ("0b11", 3)),
        *(("1_000", 1000), ("1.0", 1.0), (".5", 0.5), ("1e3", 1000.0), ("08", 8.0), ("-.5", -0.5)),
        *((".inf", math.inf), ("-.Inf", -math.inf), ("9" * 30, float("9" * 30))),
    ],
)
def test_not_text(text: str, value: Any) -> None:
    found = meaning(text)

    assert (found.value, type(found.value)) == (value, type(value))
    assert found.kind is not Kind.STRING


@pytest.mark.parametrize(
    "text",
    ["1k", "500m", "12:30", "2024-01-01", "1.2.3", "v1", "=", "==", "yEs", "tRUE", "0x", "1e", "_1",
     "--1", "0b12", "1GB", "nULL", ".", "e3", "0o9"],
)  # fmt: skip
def test_text(text: str) -> None:
    assert meaning(text) == (Kind.STRING, text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("!!str 1", "1"),
        ('!!int "3"', 3),
        ("! 12", "12"),
        ("!a", ""),
        ("!", ""),
        ("!x y", "y"),
        ("!!null x", None),
        ("!!float 1", 1.0),
        ("!!str", ""),
        ("&a 1", 1),
    ],
)
def test_tags(text: str, value: Any) -> None:
    found = python_value(parse(f"k: {text}\n"))

    assert (found, type(found["k"])) == ({"k": value}, type(value))


@pytest.mark.parametrize(("key", "name"), [("yes", "true"), ("1", "1"), ("012", "10"), ("~", None)])
def test_keys_are_text(key: str, name: str | None) -> None:
    assert list(python_value(parse(f"{key}: x\n"))) == ([] if name is None else [name])


@given(st.text() | st.sampled_from(["yes", "1", "- a", "a: b", "a #b", "~", "'", "{{.x}}", "1:2"]))
def test_what_is_written_is_read(text: str) -> None:
    """A literal is the text that it was made of, in whatever quotes, as value and as key."""
    for quote in ("", '"', "'"):
        written = literal(text, quote)

        assert python_value(parse(f"k: {written}\n")) == {"k": text}
        if "{{" not in text:
            assert python_value(parse(f"{written}: 1\n")) == {text: 1}
        assert python_value(parse(f"- [{literal(text, quote or chr(34))}]\n")) == [[text]]
