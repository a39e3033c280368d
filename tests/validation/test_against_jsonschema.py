"""Our verdict is that of plain `jsonschema` over the same schema, for any document."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from jsonschema import Draft202012Validator

from bacalhau_ls.diagnosis import guide
from bacalhau_ls.document import Document
from bacalhau_ls.resources import schema_text
from tests.strategies import json_values
from tests.validation.damaged import damaged_specs

PLAIN = Draft202012Validator(json.loads(schema_text("guide")))
BY_SCHEMA = {
    "missing-property",
    "unknown-property",
    "wrong-type",
    "unknown-value",
    "out-of-range",
    "invalid-format",
    "relative-path",
    "duplicate-item",
    "too-many-items",
    "too-few-items",
    "schema-violation",
}


def refused_by_us(value: Any) -> bool:
    document = Document.read(json.dumps(value))
    return any(finding.code in BY_SCHEMA for finding in guide().findings(document.root))


@settings(max_examples=400)
@given(damaged_specs())
def test_same_verdict_on_damaged_specs(value: Any) -> None:
    """Nothing that the schema refuses passes, and nothing that it accepts is refused."""
    assert (not PLAIN.is_valid(value)) == refused_by_us(value)


@given(json_values())
def test_same_verdict_on_any_json(value: Any) -> None:
    """Also where nothing looks like a spec."""
    assert (not PLAIN.is_valid(value)) == refused_by_us(value)
