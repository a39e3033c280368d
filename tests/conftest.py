"""The options of our test runs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hypothesis import settings

if TYPE_CHECKING:
    import pytest

settings.register_profile("without a clock", deadline=None)
settings.register_profile("the same every time", deadline=None, derandomize=True)
# What fails in CI must fail again on any machine; new examples are for those who develop.
settings.load_profile("the same every time" if "CI" in os.environ else "without a clock")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-cases",
        action="store_true",
        help="rewrite the selected cases that fail with what is found now",
    )
