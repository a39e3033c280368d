"""Fuzz one target: ``python -m tests.fuzzing TARGET [SECONDS] [FOLDER]``.

The first bytes tried are the cases, the guide's examples and the parser suites.
FOLDER keeps what was found to reach new code, so a run goes on where the one
before it stopped. An input that breaks a promise is printed and written there.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import mkdtemp

import atheris

with atheris.instrument_imports(include=["bacalhau_ls"]):
    from tests.fuzzing.targets import TARGETS

from tests.fuzzing.seeds import seeds

LONGEST = 4096
"""Bytes of one input."""
SLOWEST = 30
"""Seconds that one input may take, on a slow machine under the fuzzer."""


def main(target: str, seconds: str = "60", folder: str = "") -> None:
    """Run until the time is over or a promise is broken; the process ends here."""
    place = Path(folder or mkdtemp(prefix="fuzzing-"))
    place.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(target)):
        (place / f"seed-{number}").write_bytes(seed[:LONGEST])
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        f"-timeout={SLOWEST}",
        f"-artifact_prefix={place}/",
        f"-dict={Path(__file__).with_name('spec.dict')}",
        str(place),
    ]
    atheris.Setup([sys.argv[0], *options], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
