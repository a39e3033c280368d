"""Which known word somebody may have meant."""

from __future__ import annotations

import pytest

from bacalhau_ls.spelling import nearest

KEYS = ("Meta", "Network", "Name", "Namespace", "Type", "Count", "Constraints")


@pytest.mark.parametrize(
    ("word", "known", "first"),
    [
        ("Netw", KEYS, "Network"),
        ("netw", KEYS, "Network"),
        ("HT", ("None", "Host", "HTTP"), "HTTP"),
        ("Coun", KEYS, "Count"),
        # the beginning of several: by the distance
        ("Nam", KEYS, "Name"),
        ("Con", ("Counts", "Const", "Conn"), "Conn"),
        # the beginning of none
        ("Mtea", KEYS, "Meta"),
        ("Tpye", KEYS, "Type"),
    ],
)
def test_the_likeliest_first(word: str, known: tuple[str, ...], first: str) -> None:
    assert nearest(word, known)[0] == first


@pytest.mark.parametrize("word", ["", "N", "Xyzzy"])
def test_nothing_is_near(word: str) -> None:
    assert nearest(word, ("Network", "Meta")) == []
