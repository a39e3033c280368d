"""The schema of the real Bacalhau: well formed, documented throughout, with a stage for all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from bacalhau_ls.findings import Severity
from bacalhau_ls.specification.stages import Stage
from tests.schema.schemas import BACALHAU, CONDITION

DEFS, ALL, DOCUMENTED = BACALHAU.defs, BACALHAU.places, BACALHAU.documented
having = BACALHAU.having
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
    "x-one-task",
    "x-not-a-field",
    "x-null-is-absent",
    "x-other-words",
    "x-severity",
    "x-stage",
    "x-text-form",
    "x-unit",
}


def words(annotation: Any) -> set[str]:
    """The words that an annotation holds: one for all keywords, or one for each."""
    return set(annotation.values()) if isinstance(annotation, dict) else {annotation}


def test_only_our_own_annotations_are_used() -> None:
    assert {key for schema in ALL.values() for key in schema if key[:2] == "x-"} == ANNOTATIONS


@pytest.mark.parametrize("path", DOCUMENTED)
def test_the_markdown_ends_with_a_link_to_the_source(path: str) -> None:
    assert LINK.fullmatch(DOCUMENTED[path]["markdownDescription"].partition("\n\n")[2])


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
            assert set(note) <= {"note", "instead", "form", "remove"}
            assert note.get("remove") is True or note["instead"] in schema["properties"]


def test_no_two_fields_differ_in_letter_case_only() -> None:
    for schema in ALL.values():
        names = [name.lower() for name in schema.get("properties", ())]
        assert len(names) == len(set(names))


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
    validator = BACALHAU.validator(DEFS["Resources"]["properties"][field])

    assert [text for text in accepted.split("|") if not validator.is_valid(text)] == []
    assert [text for text in refused.split("|") if validator.is_valid(text)] == []


def snippets() -> Iterator[Any]:
    for path, schema in ALL.items():
        for snippet in schema.get("defaultSnippets", ()):
            yield pytest.param(schema, snippet, id=f"{path} {snippet['label']}")


@pytest.mark.parametrize(("schema", "snippet"), list(snippets()))
def test_snippets_are_sound(schema: dict[str, Any], snippet: dict[str, Any]) -> None:
    filled = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", json.dumps(snippet["body"]))
    validator = BACALHAU.validator(schema)

    assert [error.message for error in validator.iter_errors(json.loads(filled))] == []


@pytest.mark.parametrize("schema", having("x-other-words"))
def test_other_words_stand_for_what_is_allowed(schema: dict[str, Any]) -> None:
    words = [word for others in schema["x-other-words"].values() for word in others]

    assert set(schema["x-other-words"]) <= {*schema["enum"], ""}
    assert len(set(words)) == len(words)
    assert not set(words) & set(schema["enum"])
    assert all(word == re.sub(r"[\s_-]", "", word.lower()) for word in words)
