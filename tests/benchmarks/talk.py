"""An editor's side of a session: what it asks of a server, and how long that takes."""

from __future__ import annotations

import contextlib
import subprocess
import time
from typing import TYPE_CHECKING

from tests.benchmarks.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmarks.edits import Edit
    from tests.benchmarks.peers import Peer

_CHANGE = "textDocument/didChange"
_PUBLISH = "textDocument/publishDiagnostics"


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


@contextlib.contextmanager
def talks(peers: Sequence[Peer]) -> Iterator[list[Talk]]:
    """Sessions with *peers*, all started and at rest."""
    with contextlib.ExitStack() as stack:
        started = [stack.enter_context(Session(peer)) for peer in peers]
        for session in started:
            session.initialize()
            session.settle(1.0)
        yield [Talk(session) for session in started]


def memory(pid: int) -> float:
    """MiB that a process holds."""
    told = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(pid)],  # noqa: S607 - wherever it is
        capture_output=True,
        text=True,
        check=True,
    )
    return int(told.stdout) / 1024
