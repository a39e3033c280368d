"""The measurements. Servers take turns at every step, so that all meet the same machine."""

from __future__ import annotations

import contextlib
import subprocess
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.benchmarks.documents import LARGEST, SIZES, document
from tests.benchmarks.edits import BREAKING, HEALING, key_strokes, keystrokes
from tests.benchmarks.peers import ALL, OURS
from tests.benchmarks.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmarks.documents import Document
    from tests.benchmarks.edits import Edit
    from tests.benchmarks.peers import Peer
    from tests.benchmarks.samples import Samples

START = "start to `initialize` reply"
FIRST = "start to first diagnostics"
OPEN = "open to diagnostics"
AGAIN = "open to diagnostics, not the first file"
EDIT = "edit to diagnostics"
BREAK = "edit that breaks the text to diagnostics"
HEAL = "edit that heals the text to diagnostics"
COMPLETE = "edit to completion"
FORMAT = "format, all lines change"
FORMAT_NOTHING = "format, nothing to do"
MEMORY = "memory after the test, MiB"
SINGLE = "one edit to published diagnostics"
BURST = "200 edits at once to diagnostics"
MANY = "memory after 10,000 edits / before"
_PATIENCE = 12.0
"""Seconds that one server may spend on one kind of step; the slow ones do fewer rounds."""
_STARTS = 9
_OPENINGS = 4


class Talk:
    """A session in which one document is open."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.name = session.peer.name
        self.spent = 0.0
        self._version = 0
        self._files = 0
        self._uri = ""

    def open(self, text: str) -> float:
        """Open the next file; milliseconds to its diagnostics."""
        self._files += 1
        self._uri = self.session.uri.replace("benchmark/", f"benchmark/{self._files}/")
        self._version = 1
        item = {"uri": self._uri, "languageId": self.session.peer.language, "version": 1}
        params = {"textDocument": {**item, "text": text}}
        return self._to_diagnostics(self.session.notify("textDocument/didOpen", params))

    def edit(self, edit: Edit) -> float:
        """Milliseconds from a keystroke to the diagnostics of that version."""
        return self._to_diagnostics(self._change(edit))

    def complete(self, edit: Edit) -> float:
        """Milliseconds from a keystroke to the completions at the cursor."""
        sent = self._change(edit)
        place = {"textDocument": {"uri": self._uri}, "position": edit.cursor}
        self.session.request("textDocument/completion", place)
        return self._taken(sent)

    def format(self, indent: int) -> float:
        """Milliseconds to the edits that give the document another indentation."""
        options = {"tabSize": indent, "insertSpaces": True}
        sent = time.perf_counter()
        document = {"textDocument": {"uri": self._uri}, "options": options}
        self.session.request("textDocument/formatting", document)
        return self._taken(sent)

    def burst(self, edits: Sequence[Edit]) -> tuple[float, int]:
        """Milliseconds to the diagnostics after *edits*, and how many sets came before."""
        sent = self.session.together([self._changed(edit) for edit in edits])
        published = 0
        version = None
        while version != self._version:
            message = self.session.until(lambda each: each.get("method") == _PUBLISH)
            version = message["params"].get("version")
            published += 1
        return self._taken(sent), published

    def _change(self, edit: Edit) -> float:
        return self.session.notify(*self._changed(edit))

    def _changed(self, edit: Edit) -> tuple[str, dict[str, object]]:
        self._version += 1
        document = {"uri": self._uri, "version": self._version}
        return _CHANGE, {"textDocument": document, "contentChanges": [edit.change]}

    def _to_diagnostics(self, sent: float) -> float:
        if self.session.peer.pulls:
            document = {"textDocument": {"uri": self._uri}}
            self.session.request("textDocument/diagnostic", document)
        else:
            self.session.until(
                lambda each: (
                    each.get("method") == _PUBLISH
                    and each["params"]["uri"] == self._uri
                    and each["params"].get("version") in (None, self._version)
                )
            )
        return self._taken(sent)

    def _taken(self, sent: float) -> float:
        self.spent += self.session.arrived - sent
        return (self.session.arrived - sent) * 1000


_CHANGE = "textDocument/didChange"
_PUBLISH = "textDocument/publishDiagnostics"


@contextlib.contextmanager
def talks(peers: Sequence[Peer]) -> Iterator[list[Talk]]:
    """Sessions with *peers*, all started and at rest."""
    with contextlib.ExitStack() as stack:
        started = [stack.enter_context(Session(peer)) for peer in peers]
        for session in started:
            session.initialize()
            session.settle(1.0)
        yield [Talk(session) for session in started]


def starts(samples: Samples, peers: Sequence[Peer] = ALL) -> None:
    """From the start of the process to its first words, and to what it finds in a small file."""
    text = document(SIZES["2 kB"]).text
    for _ in range(_STARTS):
        for peer in peers:
            with Session(peer) as session:
                samples.add(START, "", peer.name, session.initialize() * 1000)
                if peer.answers:
                    Talk(session).open(text)
                    taken = session.arrived - session.started
                    samples.add(FIRST, "2 kB", peer.name, taken * 1000)


def openings(samples: Samples, size: str, peers: Sequence[Peer] = ALL) -> None:
    """The first file of a session, and a second one."""
    text = document(SIZES[size]).text
    other = text.replace("benchmark", "benchmark-2")
    for _ in range(_OPENINGS):
        for peer in (each for each in peers if each.answers):
            with talks([peer]) as [talk]:
                samples.add(OPEN, size, peer.name, talk.open(text))
                talk.session.settle(0.5)
                samples.add(AGAIN, size, peer.name, talk.open(other))


def editing(samples: Samples, size: str, rounds: int, peers: Sequence[Peer] = ALL) -> None:
    """Keystrokes, completions, formatting, and the memory that is in use afterwards."""
    written = document(SIZES[size])
    with talks(peers) as sessions:
        for talk in sessions:
            talk.open(written.text)
            talk.session.settle(0.7)
            talk.format(2)
        _keystrokes(samples, size, written, rounds, sessions)
        _completions(samples, size, written, rounds, sessions)
        _formattings(samples, size, rounds, sessions)
        for talk in sessions:
            samples.add(MEMORY, size, talk.name, memory(talk.session.pid))


def _keystrokes(
    samples: Samples, size: str, written: Document, rounds: int, sessions: Sequence[Talk]
) -> None:
    for talk in _rounds(sessions, rounds):
        for edit in keystrokes(written):
            taken = talk.edit(edit)
            samples.add(_row(edit.kind), size, talk.name, taken)
            samples.add(f"{edit.kind}, {edit.place}", size, talk.name, taken)


def _row(kind: str) -> str:
    return BREAK if kind in BREAKING else HEAL if kind in HEALING else EDIT


def _completions(
    samples: Samples, size: str, written: Document, rounds: int, sessions: Sequence[Talk]
) -> None:
    for talk in _rounds(sessions, rounds):
        for edit in key_strokes(written):
            samples.add(COMPLETE, size, talk.name, talk.complete(edit))


def _formattings(samples: Samples, size: str, rounds: int, sessions: Sequence[Talk]) -> None:
    for talk in _rounds(sessions, rounds):
        samples.add(FORMAT_NOTHING, size, talk.name, talk.format(2))
        samples.add(FORMAT, size, talk.name, talk.format(4))


def _rounds(sessions: Sequence[Talk], rounds: int) -> Iterator[Talk]:
    """Every session in turn, *rounds* times; those that take very long less often."""
    for talk in sessions:
        talk.spent = 0.0
    for _ in range(rounds):
        yield from (talk for talk in sessions if talk.spent < _PATIENCE)


def memory(pid: int) -> float:
    """MiB that a process holds."""
    told = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(pid)],  # noqa: S607 - wherever it is
        capture_output=True,
        text=True,
        check=True,
    )
    return int(told.stdout) / 1024


# -- ours alone ------------------------------------------------------------------

_PUSHED = replace(OURS, pulls=False)


def bursts(samples: Samples, size: str) -> int:
    """200 edits sent at once, and single ones; the largest number of sets of diagnostics."""
    written = document(SIZES[size])
    most = 0
    letters = [edit for edit in keystrokes(written) if edit.kind == "letter"][2:4]
    with talks([_PUSHED]) as [talk]:
        talk.open(written.text)
        for _ in range(20):
            for edit in letters:
                samples.add(SINGLE, size, OURS.name, talk.edit(edit))
            taken, published = talk.burst(letters * 100)
            samples.add(BURST, size, OURS.name, taken)
            most = max(most, published)
    return most


def many_edits(samples: Samples, size: str = "100 kB", count: int = 10_000) -> None:
    """How much memory so many edits leave behind."""
    written = document(SIZES[size])
    edits = list(keystrokes(written))
    with talks([OURS]) as [talk]:
        talk.open(written.text)
        for number in range(500):
            talk.edit(edits[number % len(edits)])
        before = memory(talk.session.pid)
        for number in range(count):
            talk.edit(edits[(500 + number) % len(edits)])
        samples.add(MANY, size, OURS.name, memory(talk.session.pid) / before)


def largest(samples: Samples) -> None:
    """A document of 5 MB: nothing fails."""
    written = document(LARGEST)
    with talks([OURS]) as [talk]:
        samples.add(OPEN, "5 MB", OURS.name, talk.open(written.text))
        for edit in keystrokes(written):
            samples.add(_row(edit.kind), "5 MB", OURS.name, talk.edit(edit))
        for edit in key_strokes(written):
            samples.add(COMPLETE, "5 MB", OURS.name, talk.complete(edit))
        samples.add(FORMAT, "5 MB", OURS.name, talk.format(4))
        samples.add(MEMORY, "5 MB", OURS.name, memory(talk.session.pid))
