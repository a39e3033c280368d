"""Our command for an editor that cannot be asked what it shows: every message goes to $SEEN."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import IO

from bacalhau_ls.lsp.framing import Framer


def relay(source: IO[bytes], sink: IO[bytes], seen: int) -> None:
    """Pass bytes on, and write each message to a line of its own."""
    framer = Framer()
    while piece := os.read(source.fileno(), 1 << 16):
        sink.write(piece)
        sink.flush()
        for body in framer.feed(piece):
            os.write(seen, b" ".join(body.split()) + b"\n")
    sink.close()


def main() -> None:
    seen = os.open(os.environ["SEEN"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    command = [sys.executable, "-m", "bacalhau_ls", *sys.argv[1:]]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdin
        assert server.stdout
        inwards = (sys.stdin.buffer, server.stdin, seen)
        threading.Thread(target=relay, args=inwards, daemon=True).start()
        relay(server.stdout, sys.stdout.buffer, seen)


if __name__ == "__main__":
    main()
