"""Whole sessions against a model that knows nothing but strings."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.document import Document
from bacalhau_ls.text import Encoding
from tests.lsp.asking import PARAMS, params
from tests.lsp.talk import BROKEN_JOB, JOB, Talk
from tests.lsp.test_conformance import REFUSALS
from tests.strategies import BASES, PIECES

URIS = ["file:///a/one.job.json", "file:///a/two.bacalhau.json", "file:///b/three.json"]
TEXTS = [*BASES, JOB, BROKEN_JOB, "", "😀\r\n\u2028x\r\U0001f600é"]
UNITS = {"utf-8": 1, "utf-16": 2, "utf-32": 4}
CODECS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
ENDS = ("\r\n", "\n", "\r")
places = st.tuples(st.integers(0, 12), st.integers(0, 40))
"""A line and a column, as a client would send them."""
inserted = st.sampled_from(PIECES) | st.text(max_size=4) | st.just("")


def lines_of(text: str) -> list[str]:
    """The lines of *text* with their ends, by the letter of LSP."""
    lines, start, at = [], 0, 0
    while at < len(text):
        end = next((each for each in ENDS if text.startswith(each, at)), None)
        if end is None:
            at += 1
            continue
        at += len(end)
        lines.append(text[start:at])
        start = at
    return [*lines, text[start:]]


def offset_in(text: str, place: tuple[int, int], encoding: str) -> int:
    """Where *place* is; behind the ends of lines and text their ends count."""
    lines = lines_of(text)
    line, column = place
    if line >= len(lines):
        return len(text)
    before = sum(map(len, lines[:line]))
    content = lines[line].rstrip("\r\n")
    left = column
    for index, character in enumerate(content):
        units = len(character.encode(CODECS[encoding], "surrogatepass")) // UNITS[encoding]
        if left < units:
            return before + index
        left -= units
    return before + len(content)


class Sessions(RuleBasedStateMachine):
    """A client that opens, edits, closes and asks, in any order and at any place."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.texts: dict[str, str] = {}
        self.version = 0

    @initialize(encoding=st.sampled_from(sorted(UNITS)), pulls=st.booleans())
    def begin(self, encoding: str, *, pulls: bool) -> None:
        self.encoding = encoding
        capabilities: dict[str, Any] = {"general": {"positionEncodings": [encoding]}}
        if pulls:
            capabilities["textDocument"] = {"diagnostic": {}}
        self.talk = Talk(capabilities)
        self.loop.run_until_complete(self.talk.__aenter__())

    @rule(uri=st.sampled_from(URIS), text=st.sampled_from(TEXTS))
    def open(self, uri: str, text: str) -> None:
        self.version += 1
        self.talk.open(text, uri, self.version, "bacalhau")
        self.texts[uri] = text

    @precondition(lambda self: self.texts)
    @rule(data=st.data(), edits=st.lists(st.tuples(places, places, inserted), max_size=4))
    def change(self, data: st.DataObject, edits: list[Any]) -> None:
        uri = data.draw(st.sampled_from(sorted(self.texts)))
        self.version += 1
        changes = []
        for one, other, text in edits:
            start, end = sorted((one, other))
            changes.append({"range": {"start": _position(start), "end": _position(end)},
                            "text": text})  # fmt: skip
            content = self.texts[uri]
            first = offset_in(content, start, self.encoding)
            last = max(first, offset_in(content, end, self.encoding))
            self.texts[uri] = content[:first] + text + content[last:]
        self.talk.change(*changes, uri=uri, version=self.version)

    @precondition(lambda self: self.texts)
    @rule(data=st.data(), text=st.sampled_from(TEXTS))
    def replace(self, data: st.DataObject, text: str) -> None:
        uri = data.draw(st.sampled_from(sorted(self.texts)))
        self.version += 1
        self.talk.change({"text": text}, uri=uri, version=self.version)
        self.texts[uri] = text

    @precondition(lambda self: self.texts)
    @rule(data=st.data())
    def close(self, data: st.DataObject) -> None:
        uri = data.draw(st.sampled_from(sorted(self.texts)))
        self.talk.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        del self.texts[uri]

    @rule(method=st.sampled_from(sorted(PARAMS)), uri=st.sampled_from(URIS), place=places)
    def ask(self, method: str, uri: str, place: tuple[int, int]) -> None:
        identity = self.talk.ask(method, params(method, uri, _position(place)))
        reply = self.loop.run_until_complete(self.talk.reply(identity))
        assert "result" in reply or reply["error"]["code"] in REFUSALS, reply

    @invariant()
    def the_texts_are_those_of_the_model(self) -> None:
        if not hasattr(self, "talk"):
            return
        self.loop.run_until_complete(self.talk.settle())
        for uri, text in self.texts.items():
            file = self.talk.server.documents.get(uri)
            assert file is not None
            assert file.document.content == text
            fresh = diagnose(Document.read(text))
            assert diagnose(file.document) == fresh
        assert self.talk.said("window/showMessage") == []

    def teardown(self) -> None:
        if hasattr(self, "talk"):
            self.loop.run_until_complete(self.talk.__aexit__())
        self.loop.close()


def _position(place: tuple[int, int]) -> dict[str, int]:
    return {"line": place[0], "character": place[1]}


TestSessions = pytest.mark.filterwarnings("ignore::DeprecationWarning")(Sessions.TestCase)
TestSessions.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)


@pytest.mark.parametrize("encoding", Encoding)
def test_the_model_counts_as_lsp_does(encoding: Encoding) -> None:
    text = "é\r\n😀x\ry"
    columns = {"utf-8": 4, "utf-16": 2, "utf-32": 1}

    assert offset_in(text, (1, columns[encoding.value]), encoding.value) == 4
    assert offset_in(text, (0, 99), encoding.value) == 1
    assert offset_in(text, (2, 0), encoding.value) == 6
    assert offset_in(text, (9, 0), encoding.value) == 7
