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


ANCHORS = (
    "Labels: &both {a: b, c: d}\nMeta: &none {}\nNamespace: &text ns\nTasks:\n"
    "  - &task\n    Name: a\n    Env: {<<: [*both, *none], E: f}\n  - <<: *task\n  - *task\n"
)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("Name: *te‸xt\n", "*text stands for ns (line 3)"),
        ("Name: ‸*text\n", "*text stands for ns (line 3)"),
        ("Constraints: [*ta‸sk]\n", "*task stands for an object with Name, Env (line 5)"),
        ("X: {‸<<: *both}\n", "*both takes over an object with a, c (line 1)"),
        ("Name: *unknown‸\n", "Job name · text · optional"),
    ],
)
def test_what_an_alias_stands_for(place: str, said: str) -> None:
    found = hovered(ANCHORS + place)

    assert found is not None
    assert found[1] == said


@pytest.mark.parametrize(
    ("sign", "said"),
    [
        ("&both", "&both is taken over once"),
        ("&task", "&task is taken over 2 times"),
        ("&text", "&text is taken over nowhere"),
    ],
)
def test_who_takes_over_what_has_an_anchor(sign: str, said: str) -> None:
    found = hovered(ANCHORS.replace(sign, f"{sign[:2]}‸{sign[2:]}", 1))

    assert found is not None
    assert found[1] == said


def test_what_is_secret_is_not_shown() -> None:
    found = hovered("Meta: {password: &p hunter2hunter2}\nName: *‸p\n")

    assert found is not None
    assert "hunter2" not in found[1]
