"""``bacalhau-ls`` and ``python -m bacalhau_ls``."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; the value is the exit code."""
    try:
        from bacalhau_ls.cli import run_on_terminal  # noqa: PLC0415 - Ctrl-C may come here

        return run_on_terminal(sys.argv[1:])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
