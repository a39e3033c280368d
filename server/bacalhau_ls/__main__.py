"""``bacalhau-ls`` and ``python -m bacalhau_ls``."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run the command line; the value is the exit code."""
    try:
        from bacalhau_ls.cli import run_on_terminal  # noqa: PLC0415 - Ctrl-C may come here

        return run_on_terminal(sys.argv[1:])
    except KeyboardInterrupt:
        return 130


def _forget_the_current_folder() -> None:
    """Import nothing from the folder that we are called in: it may be a stranger's.

    ``python -m`` looks for modules there first.
    """
    current = os.getcwd()  # noqa: PTH109 - pathlib would be looked for there already
    ours = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
    if sys.path and sys.path[0] == current != ours:
        del sys.path[0]


if __name__ == "__main__":
    _forget_the_current_folder()
    sys.exit(main())
