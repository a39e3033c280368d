"""Which regular expressions of a user's schema are not tried at all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bacalhau_ls.resources import schema_path
from bacalhau_ls.specification import Specification
from bacalhau_ls.specification.backtracking import may_never_end
from tests.safety.test_patterns import patterns_in

if TYPE_CHECKING:
    from pathlib import Path

ENDLESS = [
    r"^(a+)+$",
    r"(a|a)*b",
    r"(a*)*b",
    r"(a|ab|b)*$",
    r"(\w+\s?)*$",
    r"(?:x*,?)*!",
    r"((a?)*b)*c",
    r"(a?b?)*c",
    r"(a|[^b])*c",
    r"([\w.-]+\.)+[a-z]{2,}$",
    r"^(([a-z])+.)+[A-Z]([a-z])+$",
    r"(a{2,100}){2,100}!",
    r"(.*a){12}",
    r"x(?=(a+)+b)",
    r"(?i)([a-z]+[A-Z])*!",
    r"(\d|[\u0661-\u0669]x?)*y",
    r"(" * 100_000,
    r"(" + "|".join("abcdefgh" * 100) + r"|x.)*",
]
SOUND = [
    r"",
    r"(",
    r"^[a-z]+(-[a-z]+)*$",
    r"^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$",
    r"^([A-Z][a-z0-9]+)+$",
    r"^(\d{1,3}\.){3}\d{1,3}$",
    r"^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
    r"^(0|[1-9]\d*)(\.(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*$",
    r"^([a-f0-9]{32})+$",
    r"^(/[^/]*)*$",
    r'^"([^"\\]|\\.)*"$',
    r"^(?!x)(\w+:)?.*$",
    r"^(([a-z0-9]+(?:[._-][a-z0-9]+)*)/)*([a-z0-9]+)$",
    r"[a-z]" * 1500,
]


@pytest.mark.parametrize("pattern", ENDLESS, ids=lambda pattern: pattern[:40])
def test_those_that_may_never_end(pattern: str) -> None:
    assert may_never_end(pattern)


@pytest.mark.parametrize("pattern", SOUND, ids=lambda pattern: pattern[:40])
def test_those_that_end(pattern: str) -> None:
    assert not may_never_end(pattern)


@pytest.mark.parametrize("path", sorted(schema_path().parent.glob("*.schema.json")))
def test_our_own_are_sound(path: Path) -> None:
    patterns = set(patterns_in(json.loads(path.read_text(encoding="utf-8"))))

    assert [each for each in patterns if may_never_end(each)] == []


@pytest.mark.parametrize(
    "part",
    [
        {"pattern": "(a+)+b"},
        {"patternProperties": {"(a+)+b": {}}},
        {"properties": {"x": {"anyOf": [{"$ref": "#/definitions/y"}]}},
         "definitions": {"y": {"pattern": "(a+)+b"}}},
    ],
)  # fmt: skip
def test_a_schema_with_one_is_refused(part: object) -> None:
    with pytest.raises(ValueError, match=r"the pattern `\(a\+\)\+b` can take for ever"):
        Specification.from_json("own", json.dumps(part))
