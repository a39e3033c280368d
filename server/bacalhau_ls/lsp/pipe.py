"""Standard input and output, read from the first moment on.

Everything that answers a client takes a third of a second to import. A client
that greets us meanwhile is answered here, by a thread; what else it says is
kept. Where one can wait for the streams without a thread, they are handed over
as soon as everything is there: a keystroke costs a tenth less. Elsewhere, as on
Windows, the thread goes on reading.
"""

from __future__ import annotations

import contextlib
import os
import select
import stat
import sys
import threading
import time
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.lsp.framing import Framer, Message, decoded_together, framed
from bacalhau_ls.lsp.greeting import answer_to

if TYPE_CHECKING:
    from collections.abc import Callable

    Deliver = Callable[[list[Message]], object]

PIECE = 1 << 16
_FIRST_WORDS = 0.05
"""Seconds that a client may take to speak before we go on with what we need anyway."""
LONGEST_WRITE = 1.5
"""Seconds that a client which says no more may keep us from writing."""
LOOK = 0.5
"""Seconds between two looks whether it does."""


class Streams(NamedTuple):
    """Both descriptors, and what has come so far."""

    source: int
    sink: int
    framer: Framer
    """Holds the part of a message whose rest is still to come."""
    messages: list[Message]
    greeted: object
    """The id of the `initialize` that is answered already, if it is."""


class Pipe:
    """The streams that connect us with the client that started us."""

    def __init__(self) -> None:
        self._source, self._sink = _own_streams()
        self._framer = Framer()
        self._early: list[Message] = []
        self._deliver: Deliver = self._keep
        self._leave: Callable[[], object] = bool
        self._greeted: object = None
        self._is_over = False
        self._writing_since: float | None = None
        self._spoken = threading.Event()
        self._lock = threading.Lock()
        self.can_be_awaited = _are_awaitable(self._source, self._sink)
        """Whether one can wait for both streams without a thread."""
        self._is_handed_over = False
        self._called_off, self._call_off = os.pipe()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def wait_for_words(self) -> None:
        """Give a client the processor that speaks at once, as nearly all do."""
        self._spoken.wait(_FIRST_WORDS)

    def hand_over(self) -> Streams:
        """Leave the streams to somebody who waits for them."""
        os.write(self._call_off, b"!")
        self._thread.join()
        return Streams(self._source, self._sink, self._framer, self._early, self._greeted)

    def listen(self, deliver: Deliver, leave: Callable[[], object]) -> object:
        """Hand on all messages, also those that are here already.

        *leave* is called when no more will come. Both are called in another thread.
        The value is the id of the `initialize` that is answered already, if it is.
        """
        with self._lock:
            self._deliver, self._leave = deliver, leave
            if self._early:
                deliver(self._early)
            if self._is_over:
                leave()
            return self._greeted

    # -- in ------------------------------------------------------------------

    def _read(self) -> None:
        with contextlib.suppress(OSError):  # as good as the end
            while self._is_ours_to_read() and (piece := os.read(self._source, PIECE)):
                if messages := decoded_together([*self._framer.feed(piece)]):
                    self._hand_on(messages)
        with self._lock:
            self._is_over = not self._is_handed_over
            with contextlib.suppress(RuntimeError):  # the loop is closed, we are leaving
                self._leave()
        if not self.can_be_awaited:
            self._see_off()

    def _is_ours_to_read(self) -> bool:
        """Wait for the next words, unless the streams are handed over meanwhile."""
        if self.can_be_awaited:
            either = select.poll()
            either.register(self._source, select.POLLIN)
            either.register(self._called_off, select.POLLIN)
            ready = [descriptor for descriptor, _ in either.poll()]
            self._is_handed_over = self._called_off in ready
        return not self._is_handed_over

    def _see_off(self) -> None:
        """End a process that cannot leave, as nobody empties the pipe that it writes to."""
        while True:
            time.sleep(LOOK)
            since = self._writing_since
            if since is not None and time.monotonic() - since > LONGEST_WRITE:
                os._exit(1)

    def _hand_on(self, messages: list[Message]) -> None:
        with self._lock, contextlib.suppress(RuntimeError):
            self._deliver(messages)
        self._spoken.set()

    def _keep(self, messages: list[Message]) -> None:
        """Keep what nobody listens to yet; answer it if it is a greeting."""
        if not self._early and (answer := answer_to(messages[0])):
            self._greeted = messages[0]["id"]
            self.write(answer)
        self._early += messages

    # -- out -----------------------------------------------------------------

    def write(self, body: bytes) -> None:
        """Send a message; a client that does not listen any more has left."""
        rest = memoryview(framed(body))
        try:
            while rest:
                self._writing_since = time.monotonic()
                rest = rest[os.write(self._sink, rest) :]
                self._writing_since = None
        except OSError:
            self._is_over = True
            self._leave()

    def close(self) -> None:
        """Part of pygls's interface; the descriptor closes with the process."""


def _are_awaitable(source: int, sink: int) -> bool:
    """Whether one can wait for both without a thread, and without a terminal noticing it.

    Of one socket that is both, asyncio would take what comes in for the end of the sink.
    """
    if sys.platform == "win32":
        return False
    ends = os.fstat(source), os.fstat(sink)
    kinds = (stat.S_ISFIFO(end.st_mode) or stat.S_ISSOCK(end.st_mode) for end in ends)
    return all(kinds) and not os.path.samestat(*ends)


def _own_streams() -> tuple[int, int]:
    """Keep the streams to ourselves: what anybody else prints goes to standard error."""
    source, sink = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    with contextlib.suppress(OSError):  # there is no standard error
        os.dup2(2, 1)
    return source, sink
