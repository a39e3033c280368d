"""Hover in YAML: on keys, values and the dashes of lists."""

from __future__ import annotations

import pytest

from bacalhau_ls.document import Document
from bacalhau_ls.document_checks.wrapper import unwrapped
from bacalhau_ls.features.hover import hover
from bacalhau_ls.standards import bacalhau
from bacalhau_ls.syntax.yaml import YAML


def hovered(place: str) -> tuple[str, str] | None:
    """What the pointer at the ``‸`` is on, and the first line of what is said."""
    text, specification = place.replace("‸", ""), bacalhau().specification
    document = unwrapped(specification.reading(Document.read(text, YAML)))
    found = hover(document, specification, place.index("‸"))
    return found and (text[slice(*found.span)], found.content.plain.split("\n")[0])


@pytest.mark.parametrize(
    ("place", "on", "said"),
    [
        ("Cou‸nt: 1\n", "Count", "Replica count · whole number · optional"),
        ("Count: ‸1\n", "1", "Replica count · whole number · optional"),
        ("count: ‸1\n", "1", "Replica count · whole number · optional"),
        ("Tasks:\n  ‸- Name: a\n  - Name: b\n", "-", "Task · object"),
        ("Tasks:\n  - Name: a\n  ‸- Name: b\n", "-", "Task · object"),
        ("Tasks:\n- Na‸me: a\n", "Name", "Task name · text · required"),
        ("Constraints:\n  - {Ke‸y: a}\n", "Key", "Label · text · required"),
        ("Job:\n  Count: ‸1\n", "1", "Replica count · whole number · optional"),
        ("Tasks:\n  - Network:\n      Ports:\n        ‸- Name: a\n", "-", "Port · object"),
    ],
)
def test_what_is_explained(place: str, on: str, said: str) -> None:
    assert hovered(place) == (on, said)


@pytest.mark.parametrize(
    "place", ["# Co‸unt\n", "Count: 1 ‸ # c\n", "‸  Name: x\n", "Jo‸b:\n  Name: x\n"]
)
def test_silence(place: str) -> None:
    assert hovered(place) is None
