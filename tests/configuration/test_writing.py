"""What turns a code off in a file of settings leaves the rest of it as it is."""

from __future__ import annotations

import pytest

from bacalhau_ls.configuration.writing import turning_off
from bacalhau_ls.edits import applied


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '[severity]\nmy-code = "off"\n'),
        ('strictness = "json"\n', 'strictness = "json"\n\n[severity]\nmy-code = "off"\n'),
        ("[severity] # why\r\n", '[severity] # why\r\nmy-code = "off"\r\n'),
        (
            '[severity]\nother = "hint"\n[format]\n',
            '[severity]\nmy-code = "off"\nother = "hint"\n[format]\n',
        ),
        ('[severity]\nmy-code = "hint"\n', '[severity]\nmy-code = "off"\n'),
        (
            '[severity]\n[format]\nmy-code = "x"\n',
            '[severity]\nmy-code = "off"\n[format]\nmy-code = "x"\n',
        ),
    ],
)
def test_turning_off(before: str, after: str) -> None:
    assert applied(before, [turning_off(before, "my-code")]) == after
