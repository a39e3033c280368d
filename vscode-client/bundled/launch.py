# ruff: noqa: INP001 - a script, no part of a package
"""Start the server that lies beside this file, on nothing but what lies there too.

Run by `python -I -S`, which leaves only Python's own library on the path. What
the user has installed, an old pygls for example, cannot be imported.
"""

from __future__ import annotations

import os
import sys

LIBS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "libs")  # noqa: PTH118, PTH120, PTH100 - pathlib is slow to import

if __name__ == "__main__":
    sys.path.insert(0, LIBS)
    from bacalhau_ls.__main__ import main

    sys.exit(main())
