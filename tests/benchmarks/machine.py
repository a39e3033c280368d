"""The machine and the versions, so that numbers can be read."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from pathlib import Path

from bacalhau_ls import __version__
from tests.benchmarks.peers import NPM_PACKAGES, PYPI_PACKAGES


def machine() -> str:
    """One sentence without its full stop."""
    cores = os.cpu_count() or 1
    node = shutil.which("node")
    asked = [node, "--version"] if node else ["true"]
    told = subprocess.run(asked, capture_output=True, text=True, check=True)
    peers = ", ".join(f"{name} {v}" for name, v in {**NPM_PACKAGES, **PYPI_PACKAGES}.items())
    return (
        f"{_processor()}, {cores} cores, {platform.system()} {platform.release()},"
        f" Python {platform.python_version()}, Node.js {told.stdout.strip().lstrip('v')};"
        f" bacalhau-ls {__version__}, {peers}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
