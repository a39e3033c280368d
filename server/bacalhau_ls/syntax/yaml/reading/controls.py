"""Characters that no YAML may hold, wherever they stand."""

from __future__ import annotations

import re
from typing import Final

from bacalhau_ls.syntax.green import Problem, Scalar
from bacalhau_ls.syntax.yaml.reading import faults

CONTROLS: Final = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"
_CONTROL: Final = re.compile(rf"[{CONTROLS}]")


def with_controls(scalar: Scalar) -> Scalar:
    """*scalar* with a problem for each such character in it."""
    if _CONTROL.search(scalar.text) is None:
        return scalar
    found = [
        Problem(*each.span(), faults.CONTROL_CHARACTER) for each in _CONTROL.finditer(scalar.text)
    ]
    return Scalar(scalar.kind, scalar.text, scalar.value, (*scalar.problems, *found))
