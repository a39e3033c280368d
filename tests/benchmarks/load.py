"""Our server alone, under more than an editor asks of it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.benchmarks.documents import LARGEST, SIZES
from tests.benchmarks.edits import key_strokes, keystrokes, typed
from tests.benchmarks.measure import FORMAT, MEMORY, OPEN, complete_all, type_all
from tests.benchmarks.talk import memory, talks

if TYPE_CHECKING:
    from tests.benchmarks.contests import Contest

SINGLE = "one edit to published diagnostics"
BURST = "200 edits at once to diagnostics"
SETS = "sets of diagnostics for a burst"
MANY = "memory after 10,000 edits / before"
_BURSTS = 20
_FEW, _EDITS = 500, 10_000


def bursts(contest: Contest, size: str) -> None:
    """200 edits sent at once, and single ones: two letters appear, and go; one does."""
    written, samples = contest.document(SIZES[size]), contest.samples
    single = typed(written, 1)
    there, back = typed(written, 101)
    burst = there + back[:-2], there[2:] + back
    with talks([replace(contest.ours, pulls=False)]) as [talk]:
        talk.open(written.text)
        for _ in range(_BURSTS):
            for [edit] in single:
                samples.add(SINGLE, size, talk.name, talk.edit(edit))
            for edits in burst:
                taken, published = talk.burst(edits)
                samples.add(BURST, size, talk.name, taken)
                samples.add(SETS, size, talk.name, published)


def many_edits(contest: Contest, size: str) -> None:
    """How much memory very many edits leave behind."""
    written = contest.document(SIZES[size])
    edits = itertools.cycle(keystrokes(written))
    with talks([contest.ours]) as [talk]:
        talk.open(written.text)
        for edit in itertools.islice(edits, _FEW):
            talk.edit(edit)
        before = memory(talk.session.pid)
        for edit in itertools.islice(edits, _EDITS):
            talk.edit(edit)
        contest.samples.add(MANY, size, talk.name, memory(talk.session.pid) / before)


def largest(contest: Contest) -> None:
    """A document of 5 MB: nothing fails."""
    written, samples, size = contest.document(LARGEST), contest.samples, "5 MB"
    with talks([contest.ours]) as [talk]:
        samples.add(OPEN, size, talk.name, talk.open(written.text))
        type_all(talk, keystrokes(written), samples, size)
        complete_all(talk, key_strokes(written), samples, size)
        samples.add(FORMAT, size, talk.name, talk.format(4))
        samples.add(MEMORY, size, talk.name, memory(talk.session.pid))
