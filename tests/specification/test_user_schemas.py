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


@pytest.mark.parametrize(
    ("schema", "sound", "wrong"),
    [
        ('{"enum": [{"b": 1}, [1], "x"]}', ['{"b": 1}', "[1]", '"x"'], ['{"b": 2}', "[2]", '"y"']),
        ('{"const": [1, 2]}', ["[1, 2]"], ["[1]", "{}", "3"]),
        ('{"type": "string", "enum": ["x"]}', ['"x"'], ['"y"', "{}", "[]"]),
    ],
)
def test_values_that_are_listed(schema: str, sound: list[str], wrong: list[str]) -> None:
    """Be they objects and lists, as values or as what is listed."""
    text = f'{{"properties": {{"a": {schema}}}}}'
    validator = Validator(Specification.from_json("own", text), [])

    def count(value: str) -> int:
        return len(validator.findings(Document.read(f'{{"a": {value}}}').root))

    assert [count(value) for value in (*sound, *wrong)] == [0] * len(sound) + [1] * len(wrong)
