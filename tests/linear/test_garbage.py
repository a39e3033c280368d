"""What a keystroke leaves behind goes at once: in a cycle it would keep an old version alive."""

from __future__ import annotations

import gc
import json
from typing import TYPE_CHECKING

import pytest
import yaml  # type: ignore[import-untyped,unused-ignore]

from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.document import Document
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.yaml import YAML
from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from bacalhau_ls.syntax.notation import Notation

ENGINE = {"Type": "docker", "Params": {"Image": "ubuntu:24.04", "Parameters": ["echo", "x"]}}
JOB = {"Name": "a", "Type": "batch", "Tasks": [{"Name": f"t{n}", "Engine": ENGINE} for n in "abc"]}


@pytest.mark.parametrize("typed", ["x", '"', "{", "- ", ": "])
@pytest.mark.parametrize("notation", [JSON, YAML], ids=lambda notation: notation.name)
def test_no_cycles(notation: Notation, typed: str) -> None:
    text = json.dumps(JOB, indent=2) if notation is JSON else yaml.safe_dump(JOB)
    document = Document.read(text, notation)
    at = text.index("ubuntu") + 3
    strokes = (Edit(at, at, typed), Edit(at, at + len(typed), ""))

    def type_it() -> None:
        version = document
        for stroke in strokes:
            version = version.edited([stroke])
            diagnose(version)

    type_it()  # what is learnt once
    gc.collect()
    gc.disable()
    try:
        type_it()

        assert gc.collect() == 0
    finally:
        gc.enable()
