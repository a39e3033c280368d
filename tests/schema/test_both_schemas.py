"""What holds of either schema: well formed, and documented throughout."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.schema.schemas import BACALHAU, GUIDE, Schema

IN_BOTH = pytest.mark.parametrize("whole", [GUIDE, BACALHAU], ids=lambda whole: whole.name)
DOCUMENTED = [
    pytest.param(schema, id=f"{whole.name} {path}")
    for whole in (GUIDE, BACALHAU)
    for path, schema in whole.documented.items()
]


def having(keyword: str) -> list[Any]:
    """The subschemas of both with a keyword, each with its whole."""
    return [
        pytest.param(whole, schema, id=f"{whole.name} {path}")
        for whole in (GUIDE, BACALHAU)
        for path, schema in whole.places.items()
        if keyword in schema
    ]


@IN_BOTH
def test_the_schema_is_valid_json_schema(whole: Schema) -> None:
    assert whole.root["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert whole.root["$id"] == f"urn:bacalhau-ls:schema:{whole.name}"
    Draft202012Validator.check_schema(whole.root)


@IN_BOTH
def test_every_definition_is_used(whole: Schema) -> None:
    used = {s["$ref"].removeprefix("#/$defs/") for s in whole.places.values() if "$ref" in s}

    assert used == set(whole.defs)


@pytest.mark.parametrize("schema", DOCUMENTED)
def test_every_property_and_definition_is_documented(schema: dict[str, Any]) -> None:
    assert 0 < len(schema["title"]) <= 30
    assert schema["description"].endswith(".")


@pytest.mark.parametrize("schema", DOCUMENTED)
def test_the_markdown_is_the_description_and_more(schema: dict[str, Any]) -> None:
    text, _, last_line = schema["markdownDescription"].partition("\n\n")

    assert text.replace("`", "") == schema["description"]
    assert last_line


@pytest.mark.parametrize(("whole", "schema"), having("enum"))
def test_every_value_of_a_list_is_explained(whole: Schema, schema: dict[str, Any]) -> None:
    assert len(schema["enumDescriptions"]) == len(schema["enum"]), whole.name
    assert all(line.endswith(".") and "\n" not in line for line in schema["enumDescriptions"])


@pytest.mark.parametrize(("whole", "schema"), having("examples"))
def test_every_example_is_explained_and_valid(whole: Schema, schema: dict[str, Any]) -> None:
    assert len(schema["x-example-descriptions"]) == len(schema["examples"])
    assert all(schema["x-example-descriptions"])
    assert all(whole.validator(schema).is_valid(example) for example in schema["examples"])


@pytest.mark.parametrize(("whole", "schema"), having("default"))
def test_defaults_are_valid(whole: Schema, schema: dict[str, Any]) -> None:
    assert whole.validator(schema).is_valid(schema["default"])


@pytest.mark.parametrize(("whole", "schema"), having("$ref"))
def test_references_lead_somewhere(whole: Schema, schema: dict[str, Any]) -> None:
    assert schema["$ref"].removeprefix("#/$defs/") in whole.defs
