"""A user's own schema may be anything; what is no schema is refused with a reason."""

from __future__ import annotations

import pytest

from bacalhau_ls.document import Document
from bacalhau_ls.specification import Specification
from bacalhau_ls.validation import Validator


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        '{"type": 5}',
        '{"$ref": "#/foo", "foo": {"properties": 3}}',
        '{"x-not-a-field": 3}',
        '{"pattern": "("}',
        '{"properties": {"a": {"x-severity": 1}}}',
    ],
)
def test_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Specification.from_json("own", text)


@pytest.mark.parametrize(
    "text",
    [
        '{"properties": {"type": {"type": "string"}, "properties": {"$ref": "#/properties/type"}}}',
        '{"$ref": "#"}',
        '{"$ref": "#/nowhere", "items": {"$ref": "other.json"}}',
        '{"enum": [{"$ref": 3}]}',
        '{"anyOf": [{"$ref": "#"}, {"type": "string"}]}',
    ],
)
def test_is_used_without_harm(text: str) -> None:
    validator = Validator(Specification.from_json("own", text), [])

    for spec in ('{"type": 5, "properties": "x"}', '"text"', "[1, [2]]", "{"):
        validator.findings(Document.read(spec).root)
