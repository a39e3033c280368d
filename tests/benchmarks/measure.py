"""The measurements. Servers take turns at every step, so that all meet the same machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks.documents import SIZES
from tests.benchmarks.edits import BREAKING, HEALING, key_strokes, keystrokes
from tests.benchmarks.session import Session
from tests.benchmarks.talk import Talk, memory, talks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tests.benchmarks.contests import Contest
    from tests.benchmarks.edits import Edit
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
_PATIENCE = 12.0
"""Seconds that one server may spend on one kind of step; the slow ones do fewer rounds."""
_STARTS = 9
_OPENINGS = 4
_ROUNDS = {"2 kB": 15, "100 kB": 8, "1 MB": 5}


def starts(contest: Contest) -> None:
    """From the start of the process to its first words, and to what it finds in a small file."""
    text = contest.document(SIZES["2 kB"]).text
    for _ in range(_STARTS):
        for peer in contest.peers:
            with Session(peer) as session:
                contest.samples.add(START, "", peer.name, session.initialize() * 1000)
                if peer.answers:
                    Talk(session).open(text)
                    taken = session.arrived - session.started
                    contest.samples.add(FIRST, "2 kB", peer.name, taken * 1000)


def openings(contest: Contest, size: str) -> None:
    """The first file of a session, and a second one."""
    text = contest.document(SIZES[size]).text
    other = text.replace("benchmark", "benchmark-2")
    for _ in range(_OPENINGS):
        for peer in (each for each in contest.peers if each.answers):
            with talks([peer]) as [talk]:
                contest.samples.add(OPEN, size, peer.name, talk.open(text))
                talk.session.settle(0.5)
                contest.samples.add(AGAIN, size, peer.name, talk.open(other))


def editing(contest: Contest, size: str) -> None:
    """Keystrokes, completions, formatting, and the memory that is in use afterwards."""
    written, samples, rounds = contest.document(SIZES[size]), contest.samples, _ROUNDS[size]
    with talks(contest.peers) as sessions:
        for talk in sessions:
            talk.open(written.text)
            talk.session.settle(0.7)
            talk.format(2)
        for talk in _turns(sessions, rounds):
            type_all(talk, keystrokes(written), samples, size)
        for talk in _turns(sessions, rounds):
            complete_all(talk, key_strokes(written), samples, size)
        for talk in _turns(sessions, rounds):
            samples.add(FORMAT_NOTHING, size, talk.name, talk.format(2))
            samples.add(FORMAT, size, talk.name, talk.format(4))
        for talk in sessions:
            samples.add(MEMORY, size, talk.name, memory(talk.session.pid))


def type_all(talk: Talk, edits: Iterable[Edit], samples: Samples, size: str) -> None:
    """One keystroke after the other, each to its diagnostics."""
    for edit in edits:
        taken = talk.edit(edit)
        row = BREAK if edit.kind in BREAKING else HEAL if edit.kind in HEALING else EDIT
        samples.add(row, size, talk.name, taken)
        samples.add(f"{edit.kind}, {edit.place}", size, talk.name, taken)


def complete_all(talk: Talk, edits: Iterable[Edit], samples: Samples, size: str) -> None:
    """One keystroke after the other, each to the completions there."""
    for edit in edits:
        samples.add(COMPLETE, size, talk.name, talk.complete(edit))


def _turns(sessions: Sequence[Talk], rounds: int) -> Iterator[Talk]:
    """Every session in turn, *rounds* times; those that take very long less often."""
    for talk in sessions:
        talk.spent = 0.0
    for _ in range(rounds):
        yield from (talk for talk in sessions if talk.spent < _PATIENCE)
