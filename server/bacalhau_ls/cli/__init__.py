"""The command line. Starting quickly matters: every command imports what it needs itself."""

from __future__ import annotations

import gc
import io
import os
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from bacalhau_ls.cli.console import CannotRun, Console, standard_streams

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO, TextIO

CLEAN, FOUND, COULD_NOT_RUN, INTERRUPTED = 0, 1, 2, 130
"""The exit codes."""
_OBJECTS_PER_COLLECTION = 200_000


def run_on_terminal(argv: Sequence[str]) -> int:
    """Run the command in *argv* on the standard streams; the value is the exit code."""
    return run(argv, *standard_streams())


def run(argv: Sequence[str], stdin: BinaryIO, stdout: TextIO, stderr: TextIO) -> int:
    """Run the command in *argv*; the value is the exit code."""
    console = Console(stdin, stdout, stderr)
    try:
        with _few_collections():
            code = _dispatch(argv, console)
        console.finish()
    except KeyboardInterrupt:
        return INTERRUPTED
    except CannotRun as why:
        console.say(str(why))
        return COULD_NOT_RUN
    except Exception as error:  # noqa: BLE001 - nobody wants to see a traceback
        is_gone = isinstance(error, FileNotFoundError) and not _has_folder()
        console.say("the current folder is gone" if is_gone else crash(error, console))
        return COULD_NOT_RUN
    return code


def _has_folder() -> bool:
    """Whether there is a folder that relative paths could be relative to."""
    try:
        Path.cwd()
    except OSError:
        return False
    return True


@contextmanager
def _few_collections() -> Iterator[None]:
    """Look for garbage seldom: modules stay, trees hold millions of objects and no cycles."""
    usual = gc.get_threshold()
    gc.set_threshold(_OBJECTS_PER_COLLECTION, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _dispatch(argv: Sequence[str], console: Console) -> int:
    from bacalhau_ls.cli.arguments import parser  # noqa: PLC0415 - Ctrl-C may come here

    answer = io.StringIO()  # argparse says nothing when it cannot write
    try:
        with redirect_stdout(answer), redirect_stderr(console.stderr):
            options = parser().parse_args(argv)
    except SystemExit as ended:
        console.write([answer.getvalue()])
        return int(ended.code or CLEAN)
    module = import_module(f"bacalhau_ls.cli.{options.module}")
    code: int = getattr(module, options.function)(options, console)
    return code


def crash(error: Exception, console: Console) -> str:
    """What to say about an error of ours; with BACALHAU_LS_DEBUG the traceback comes before."""
    if os.environ.get("BACALHAU_LS_DEBUG"):
        import traceback  # noqa: PLC0415 - not needed as a rule

        console.stderr.write("".join(traceback.format_exception(error)))
    return f"internal error, please report it: {type(error).__name__}: {error}"
