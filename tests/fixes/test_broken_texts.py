"""Whatever is offered for a broken text can be worked out, and be applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.document import Document
from bacalhau_ls.features.fix_all import fix_all, fix_all_unsafe
from bacalhau_ls.repair import edits_of
from bacalhau_ls.settings import Settings
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.yaml import YAML
from tests import strategies
from tests.yaml import texts

if TYPE_CHECKING:
    from bacalhau_ls.syntax.notation import Notation
    from bacalhau_ls.text import Edit


def _after(history: tuple[str, list[Edit]]) -> str:
    text, made = history
    for edit in made:
        text = edit_sets.applied(text, [edit])
    return text


TEXTS = st.one_of(
    strategies.broken_texts(),
    texts.broken_texts(),
    strategies.histories().map(_after),
    texts.histories().map(_after),
)


@pytest.mark.parametrize("notation", [JSON, YAML], ids=lambda each: each.name)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
@example('{"Name": "t""Tasks": [{}]\n  {"a":[{ "a":')  # brackets as a key, on a line too long
@example('Name: x\nTasks: [{Timeouts: {ExecutionTimeout: "60\x1f"}}]\n')
@example('{"Tasks": [{"Timeouts": {"ExecutionTimeout": "60\\u001f"}}]}')
def test_any_fix(notation: Notation, text: str) -> None:
    document = Document.read(text, notation)
    fixes = [fix for finding in diagnose(document) for fix in finding.fixes]
    offered = [edits_of(document, fix) for fix in fixes]

    for made in (*offered, fix_all(document, Settings()), fix_all_unsafe(document, Settings())):
        edit_sets.applied(text, made)
