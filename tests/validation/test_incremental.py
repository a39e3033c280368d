"""What is remembered with a subtree is what a fresh look finds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.document import Document
from bacalhau_ls.findings import Severity
from bacalhau_ls.settings import Settings, Specifying
from bacalhau_ls.standards import standard
from bacalhau_ls.text import Edit
from tests.strategies import histories
from tests.validation.damaged import damaged_specs

WANTED = [
    pytest.param(Settings(specification=each), id=each.value)
    for each in (Specifying.GUIDE, Specifying.BACALHAU)
]


@pytest.mark.parametrize("wanted", WANTED)
@settings(max_examples=200)
@given(histories())
def test_findings_after_any_edits(wanted: Settings, history: tuple[str, list[Edit]]) -> None:
    """Findings, fixes and all are those of the text, whatever was edited before."""
    text, made = history
    document = Document.read(text)
    diagnose(document, wanted)
    for edit in made:
        document = document.edited([edit])

        assert diagnose(Document.read(document.content), wanted) == diagnose(document, wanted)


RENAMINGS = [
    *("Labels", "Meta", "Env", "Engine", "Params", "Parameters", "Entrypoint", "Source", "x"),
    *("labels", "params", "ENTRYPOINT", "type", "Type"),
]


@pytest.mark.parametrize("wanted", WANTED)
@settings(max_examples=200)
@given(damaged_specs(), st.data())
def test_findings_after_renaming_keys(wanted: Settings, spec: Any, data: st.DataObject) -> None:
    """A key is outside the subtree that it names, yet messages speak of it."""
    document = Document.read(json.dumps(spec, indent=1))
    diagnose(document, wanted)
    for _ in range(3):
        text = document.content
        starts = [at for at in range(len(text)) if text.startswith('": ', at)]
        if not starts:
            return
        end = data.draw(st.sampled_from(starts))
        start = text.rindex('"', 0, end) + 1
        document = document.edited([Edit(start, end, data.draw(st.sampled_from(RENAMINGS)))])

        assert diagnose(Document.read(document.content), wanted) == diagnose(document, wanted)


@settings(max_examples=200)
@given(damaged_specs(), st.booleans())
def test_the_other_specification_is_named_if_it_finds_no_error(spec: Any, is_twice: bool) -> None:
    """It is asked for what its findings are without going through them."""
    if is_twice and isinstance(spec, dict) and isinstance(spec.get("Tasks"), list):
        spec["Tasks"] *= 2  # what is said of the second task can be of no matter
    document = Document.read(json.dumps(spec, indent=1))
    for wanted, other in ((Specifying.GUIDE, "bacalhau"), (Specifying.BACALHAU, "guide")):
        held = Settings(specification=wanted)
        found = diagnose(document, held)
        own = {each.code for each in found if each.severity is Severity.ERROR}
        others = diagnose(document, held, standard(other))
        is_sound = not any(each.severity is Severity.ERROR for each in others)
        may_cure = bool(own) and not own & {"syntax-error", "legacy-spec", "job-wrapper"}

        named = any(each.code == "other-specification" for each in found)
        assert named == (may_cure and is_sound)
