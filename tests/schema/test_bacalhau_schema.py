"""The schema of the real Bacalhau: well formed, documented throughout, with a stage for all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bacalhau_ls.findings import Severity
from bacalhau_ls.specification.stages import Stage

SCHEMA_FILE = Path(__file__).parents[2] / "schema" / "bacalhau.schema.json"
SCHEMA: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
DEFS: dict[str, dict[str, Any]] = SCHEMA["$defs"]
SOURCE = "https://github.com/bacalhau-project/bacalhau/blob/v1.9.3/"
LINK = re.compile(rf"\[Bacalhau v1\.9\.3: ([\w.]+)\]\({re.escape(SOURCE)}(?:[\w.]+/)*\1\)")
ANNOTATIONS = {
    "x-absent",
    "x-any-case",
    "x-any-case-keys",
    "x-code",
    "x-discouraged",
    "x-empty-is-absent",
    "x-example-descriptions",
    "x-format",
    "x-json-is-yaml",
    "x-not-a-field",
    "x-null-is-absent",
    "x-severity",
    "x-stage",
    "x-unit",
}


def subschemas(schema: dict[str, Any], path: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every subschema with its path, the schema itself first."""
    yield path, schema
    for holder in ("properties", "$defs"):
        for key, child in schema.get(holder, {}).items():
            yield from subschemas(child, f"{path}/{holder}/{key}")
    for keyword in ("items", "additionalProperties", "if", "then"):
        if isinstance(schema.get(keyword), dict):
            yield from subschemas(schema[keyword], f"{path}/{keyword}")
    for index, child in enumerate(schema.get("allOf", [])):
        yield from subschemas(child, f"{path}/allOf/{index}")


ALL = dict(subschemas(SCHEMA))
CONDITION = re.compile(r"/(if|then)(/|$)")
DOCUMENTED = {
    path: schema
    for path, schema in ALL.items()
    if not CONDITION.search(path)
    and re.search(r"^#$|/(properties|\$defs)/[^/]+$|/items$", path)
    and set(schema) != {"$ref"}
}


def having(keyword: str) -> list[Any]:
    return [pytest.param(schema, id=path) for path, schema in ALL.items() if keyword in schema]


def words(annotation: Any) -> set[str]:
    """The words that an annotation holds: one for all keywords, or one for each."""
    return set(annotation.values()) if isinstance(annotation, dict) else {annotation}


def test_the_schema_is_valid_json_schema() -> None:
    assert SCHEMA["$id"] == "urn:bacalhau-ls:schema:bacalhau"
    Draft202012Validator.check_schema(SCHEMA)


def test_only_our_own_annotations_are_used() -> None:
    assert {key for schema in ALL.values() for key in schema if key[:2] == "x-"} == ANNOTATIONS


def test_every_definition_is_used() -> None:
    used = {s["$ref"].removeprefix("#/$defs/") for s in ALL.values() if "$ref" in s}

    assert used == set(DEFS)


@pytest.mark.parametrize("path", DOCUMENTED)
def test_every_place_is_documented_with_a_link_to_its_source(path: str) -> None:
    schema = DOCUMENTED[path]
    text, _, last_line = schema["markdownDescription"].partition("\n\n")

    assert 0 < len(schema["title"]) <= 30
    assert text.replace("`", "") == schema["description"]
    assert text.endswith(".")
    assert LINK.fullmatch(last_line)


@pytest.mark.parametrize("schema", having("type"))
def test_every_type_says_where_a_wrong_one_is_noticed(schema: dict[str, Any]) -> None:
    stage = schema["x-stage"]

    assert (stage.get("type") if isinstance(stage, dict) else stage) in {
        each.value for each in Stage
    }


@pytest.mark.parametrize("schema", having("x-stage"))
def test_stages(schema: dict[str, Any]) -> None:
    assert words(schema["x-stage"]) <= {each.value for each in Stage}


@pytest.mark.parametrize("schema", having("x-severity"))
def test_severities(schema: dict[str, Any]) -> None:
    assert words(schema["x-severity"]) <= {each.word for each in Severity}


@pytest.mark.parametrize("path", [path for path in ALL if ALL[path].get("properties")])
def test_keys_that_are_ignored_are_no_errors(path: str) -> None:
    """But for those of the job itself, which are refused."""
    schema = ALL[path]
    if CONDITION.search(path) or "additionalProperties" not in schema:
        return
    is_job = path == "#"
    severity = schema.get("x-severity", {}).get("additionalProperties", "error")

    assert schema["additionalProperties"] is False
    assert severity == ("error" if is_job else "warning")


@pytest.mark.parametrize("name", ["Engine", "Source", "Publisher"])
def test_every_type_has_its_branch(name: str) -> None:
    branches = {b["if"]["properties"]["Type"]["const"] for b in DEFS[name]["allOf"]}

    assert branches <= set(DEFS[name]["properties"]["Type"]["enum"])


@pytest.mark.parametrize("schema", having("x-not-a-field"))
def test_a_key_that_is_no_field_is_not_one(schema: dict[str, Any]) -> None:
    notes = schema["x-not-a-field"]
    fields = {name.lower() for name in schema["properties"]}

    assert not {name.lower() for name in notes} & fields
    for note in notes.values():
        if isinstance(note, dict):
            assert set(note) <= {"note", "instead", "form"}
            assert note["instead"] in schema["properties"]


def test_no_two_fields_differ_in_letter_case_only() -> None:
    for schema in ALL.values():
        names = [name.lower() for name in schema.get("properties", ())]
        assert len(names) == len(set(names))


@pytest.mark.parametrize("schema", having("enum"))
def test_every_value_of_a_list_is_explained(schema: dict[str, Any]) -> None:
    assert len(schema["enumDescriptions"]) == len(schema["enum"])
    assert all(line.endswith(".") for line in schema["enumDescriptions"])


@pytest.mark.parametrize("schema", having("examples"))
def test_every_example_is_explained_and_sound(schema: dict[str, Any]) -> None:
    validator = Draft202012Validator({**schema, "$defs": DEFS})

    assert len(schema["x-example-descriptions"]) == len(schema["examples"])
    assert all(validator.is_valid(example) for example in schema["examples"])


@pytest.mark.parametrize(
    ("field", "accepted", "refused"),
    [
        ("CPU", "1|0.1|.5|128|500m|100M|0|1e2|1_000|1 |", "-1|abc|1,5|NaN|Inf|0x10|m"),
        (
            "Memory",
            "1GB|1 GB|1Gb|512m|1Gi|1GiB|1024|1.5GB|1,000MB|0|0.5MB|1B|",
            "-1GB|GB|1 gigabyte|1e3MB|100EB|1.2.3",
        ),
        ("GPU", "0|1|01|", "1.0|1.5|-1|all|+1"),
    ],
)
def test_quantities(field: str, accepted: str, refused: str) -> None:
    validator = Draft202012Validator(DEFS["Resources"]["properties"][field])

    assert [text for text in accepted.split("|") if not validator.is_valid(text)] == []
    assert [text for text in refused.split("|") if validator.is_valid(text)] == []


def snippets() -> Iterator[Any]:
    for path, schema in ALL.items():
        for snippet in schema.get("defaultSnippets", ()):
            yield pytest.param(schema, snippet, id=f"{path} {snippet['label']}")


@pytest.mark.parametrize(("schema", "snippet"), list(snippets()))
def test_snippets_are_sound(schema: dict[str, Any], snippet: dict[str, Any]) -> None:
    filled = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", json.dumps(snippet["body"]))
    validator = Draft202012Validator({**schema, "$defs": DEFS})

    assert [error.message for error in validator.iter_errors(json.loads(filled))] == []
