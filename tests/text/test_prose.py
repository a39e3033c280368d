"""Words in markdown: what is ours is seen as it is, what is the user's stays inert."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bacalhau_ls import prose
from bacalhau_ls.prose import NOTHING, Prose

HOSTILE = [
    "[x](command:evil)", "![x](https://e.example/x.png)", "<img src=x>", "<script>", "**b**",
    "https://e.example", "www.e.example", "me@e.example", "# h", "- item", "1. item", "> quote",
    "`code`", "``", "|a|b|", "~~s~~", "&lt;", "\\[x](command:evil)", "a\n\n# b", "[a]: command:x",
]  # fmt: skip
PIECES = [*HOSTILE, " ", "`", "\\", "\n"]
words = st.lists(st.sampled_from(PIECES) | st.text(max_size=3)).map("".join)


def unescaped(markdown: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


@given(words)
def test_text_means_itself(source: str) -> None:
    made = prose.text(source)

    assert made.plain == source
    assert unescaped(made.markdown) == source


@pytest.mark.parametrize("source", HOSTILE)
def test_nothing_in_text_is_live(source: str) -> None:
    markdown = prose.text(source).markdown
    active = r"(?<!\\)(?:[`*_\[\]<>#|~&!@]|(?:https?|command):/|www\.)|^(?:[-+]|\d+\.) "

    assert re.search(active, markdown, re.MULTILINE) is None


@given(words)
def test_code_is_one_span(source: str) -> None:
    """The fence is longer than any run of backticks inside, so nothing gets out."""
    made = prose.code(source)
    fence = re.match("`+", made.markdown)
    assert fence is not None
    inside = made.markdown[len(fence[0]) : -len(fence[0])]

    assert made.markdown == f"{fence[0]}{inside}{fence[0]}"
    assert all(len(run) < len(fence[0]) for run in re.findall("`+", inside))
    assert "\n" not in made.markdown


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a`b", "``a`b``"),
        ("`x", "`` `x ``"),
        ("a\nb\tc", "`a b c`"),
        ("a\u202eb\u200bc", "`a b c`"),
        ("x" * 200, f"`{'x' * 79}…`"),
        ("\ud800", "`?`"),
    ],
)
def test_code(source: str, expected: str) -> None:
    assert prose.code(source).markdown == expected


def test_names_in_a_message_become_code() -> None:
    made = prose.message("unknown key `a_b`: use `c`, not *this*")

    assert made.markdown == r"unknown key `a_b`: use `c`, not \*this\*"
    assert made.plain == "unknown key a_b: use c, not *this*"


@pytest.mark.parametrize(
    ("markdown", "tamed"),
    [
        (
            "see `<b>` and [guide](https://e.example/#a)",
            "see `<b>` and [guide](https://e.example/#a)",
        ),
        ("[x](command:evil)", r"[x\](command:evil)"),
        ("[x](file:///etc)", r"[x\](file:///etc)"),
        ("![x](https://e.example/x.png)", r"\![x](https://e.example/x.png)"),
        ("<img src=x>", r"\<img src=x>"),
        ("[x][y]\n\n[y]: command:evil", "[x\\][y]\n\n[y\\]: command:evil"),
    ],
)
def test_documentation_keeps_only_links_to_the_web(markdown: str, tamed: str) -> None:
    assert prose.documentation(markdown, "").markdown == tamed


def test_parts_are_put_together() -> None:
    a, b = prose.text("a"), prose.code("b")

    assert prose.joined([a, NOTHING, b], ", ") == Prose("a, `b`", "a, b")
    assert prose.paragraphs([a, NOTHING, b]) == Prose("a\n\n`b`", "a\n\nb")
    assert prose.bullets([a, NOTHING, b]) == Prose("- a\n- `b`", "- a\n- b")
    assert prose.introduced("For:", [b]) == Prose("For:\n\n- `b`", "For:\n- b")
    assert prose.introduced("For:", []) == NOTHING
    assert prose.strong(a) == Prose("**a**", "a")
    assert prose.link("the guide", "https://e.example") == Prose(
        "[the guide](https://e.example)", "the guide: https://e.example"
    )
