"""Findings drawn for people: compared as they look."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest

from bacalhau_ls.cli.output.text import drawn, render
from bacalhau_ls.cli.results import View
from bacalhau_ls.findings import Finding, Fix, Related, Severity
from bacalhau_ls.text import Span, Text
from tests.cli.findings import checked, finding

SAFE = re.compile(r"[\n -~\u2026]*")
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def draw(content: str, *arguments: str, width: int = 60, **options: object) -> str:
    """The picture of one finding without its title, indented as in the tests."""
    found = finding(content, *arguments, **options)  # type: ignore[arg-type]
    result = checked(content, found)
    return drawn(found, result.path, result.document.text, View(columns=width)).partition("\n")[2]


def expected(picture: str) -> str:
    return dedent(picture).lstrip("\n").rstrip() + "\n\n"


def test_a_whole_finding() -> None:
    """Title, place, source, related places in the order of the text, a way out."""
    content = '{\n  "Queue": 60,\n  "Note": "",\n  "Total": 100\n}\n'
    found = finding(
        content,
        "100",
        "`Total` is too small",
        related=(("60", "60 of them"),),
        fixes=(Fix("Drop it", ()), Fix("Raise it", (), preferred=True)),
    )
    assert "".join(render([checked(content, found)], View())) == expected(
        """
        error[some-code]: `Total` is too small
         --> job.json:4:12
          |
        2 |   "Queue": 60,
          |            -- 60 of them
        ...
        4 |   "Total": 100
          |            ^^^
          |
          = help: Raise it

        1 error in 1 file
        1 can be fixed with --fix
        """
    ).removesuffix("\n")


def test_a_tab_is_as_wide_as_it_is_drawn() -> None:
    """Up to the next stop, and carets follow."""
    assert draw('\t"a": \t1', "1") == expected(
        """
         --> job.json:1:8
          |
        1 |     "a":    1
          |             ^
        """
    )


def test_wide_and_combining_characters() -> None:
    """Two columns and none."""
    assert draw('"\u65e5\u672c e\u0301": bad', "bad") == expected(
        """
         --> job.json:1:10
          |
        1 | "\u65e5\u672c e\u0301": bad
          |           ^^^
        """
    )


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\x1b", r"\x1b"),
        ("\x00", r"\x00"),
        ("\x7f", r"\x7f"),
        ("\x9b", r"\x9b"),
        ("\xa0", r"\xa0"),
        ("\u202e", r"\u202e"),
        ("\u2028", r"\u2028"),
        ("\ufeff", r"\ufeff"),
        ("\udce9", r"\xe9"),
        ("\ud800", r"\ud800"),
        ("\U000e0041", r"\U000e0041"),
    ],
)
def test_what_cannot_be_seen_is_shown_as_an_escape(character: str, shown: str) -> None:
    """The caret is as wide as the escape."""
    picture = draw(f'"{character}x"', character)
    source, carets = picture.splitlines()[2:4]
    assert source == f'1 | "{shown}x"'
    assert carets == f"  |  {'^' * len(shown)}"


def test_nothing_that_a_spec_holds_controls_the_terminal() -> None:
    """Neither source, message, label, fix nor path."""
    evil = "a\x1b[2J\u202e\x9b"
    found = finding(f'["{evil}", 1]', "1", evil, related=((evil, evil),), fixes=(Fix(evil, ()),))
    result = checked(f'["{evil}", 1]', found, path=f"{evil}.json")
    assert SAFE.fullmatch("".join(render([result], View())))
    coloured = "".join(render([result], View(is_coloured=True)))
    assert coloured != ESCAPES.sub("", coloured)
    assert SAFE.fullmatch(ESCAPES.sub("", coloured))


def test_colours_change_nothing_but_colours() -> None:
    """The coloured text without its colours is the plain one."""
    content = '{"a": 1}'
    result = checked(content, finding(content, "1", related=(('"a"', "here"),)))
    coloured = "".join(render([result], View(is_coloured=True)))
    assert ESCAPES.sub("", coloured) == "".join(render([result], View()))


def test_a_line_break_in_a_message_stays_in_its_line() -> None:
    """A message is one line, whatever it quotes."""
    content = "[1]"
    picture = "".join(render([checked(content, finding(content, "1", "a\nb"))], View()))
    assert picture.startswith("error[some-code]: a\\x0ab\n")


def test_a_long_line_is_shown_in_part() -> None:
    """As much as fits, around the finding."""
    long = "x" * 500
    assert draw(f'["{long}", bad, "{long}"]', "bad", width=30) == expected(
        """
         --> job.json:1:506
          |
        1 | \u2026xxxxxxxxxxx", bad, "xxxxxxxx\u2026
          |                ^^^
        """
    )


def test_the_end_of_a_long_line() -> None:
    """Cut on the left only."""
    assert draw(f'["{"x" * 500}", bad]', "bad", width=30) == expected(
        """
         --> job.json:1:506
          |
        1 | \u2026xxxxxxxxxxx", bad]
          |                ^^^
        """
    )


def test_a_finding_that_is_longer_than_the_window() -> None:
    """Carets as far as the line is shown."""
    lines = draw(f'["{"x" * 500}"]', f'"{"x" * 500}"', width=30).splitlines()
    assert lines[2] == f'1 | ["{"x" * 26}\u2026'
    assert lines[3] == f"  |  {'^' * 27}"


def test_a_line_of_a_megabyte_costs_no_more_than_it_shows() -> None:
    """Also if it is full of marks that take no column."""
    content = f'["{"e" + chr(0x301) * 1_000_000}", bad]'
    assert len(draw(content, "bad")) < 2000


def test_related_places_far_away_on_one_long_line() -> None:
    """The line is shown once for each window."""
    content = f'[1, "{"x" * 500}", 2]'
    lines = draw(content, "2", related=(("1", "here"),), width=30).splitlines()
    assert [line for line in lines if line.startswith("1 |")] == [
        f'1 | [1, "{"x" * 23}\u2026',
        f'1 | \u2026{"x" * 11}", 2]',
    ]


@pytest.mark.parametrize("gap", range(20, 40))
@pytest.mark.parametrize("length", [0, 1, 3])
def test_the_carets_are_under_the_finding_wherever_another_label_is(gap: int, length: int) -> None:
    """Never under the mark of a cut: the part that is shown follows the label."""
    content = f'[1, "{"x" * gap}", {"2" * length}{"y" * 50}]'
    at = content.index(" 2" if length else " y") + 1
    mine = Finding(
        Span(at, at + length),
        "some-code",
        Severity.ERROR,
        "wrong",
        (Related(Span(1, 2), "here"),),
    )
    picture = drawn(mine, "a.json", Text(content), View(columns=30)).splitlines()
    source, carets = picture[-3:-1] if picture[-1] == "" else picture[-2:]
    under = "".join(s for s, c in zip(source, carets, strict=False) if c == "^")
    assert under == ("2" * length or "y")
    assert picture.count(source) == 1


def test_two_long_findings_that_start_together_share_a_line() -> None:
    """It would look the same again."""
    content = f'["{"x" * 500}"]'
    whole = f'"{"x" * 500}"'
    lines = draw(content, whole, related=((whole, "here"),), width=30).splitlines()
    assert len([line for line in lines if line.startswith("1 |")]) == 1


@pytest.mark.parametrize(
    ("preferred", "notes"),
    [((True, False), 1), ((False, True), 1), ((False,), 0), ((False, False), 0), ((), 0)],
)
def test_only_a_clear_cure_is_shown(preferred: tuple[bool, ...], notes: int) -> None:
    """A candidate among others is no advice."""
    fixes = tuple(Fix(str(each), (), preferred=each) for each in preferred)
    picture = draw("[1]", "1", fixes=fixes)
    assert picture.count("= help: True\n") == picture.count("help") == notes


def test_an_empty_range_and_an_empty_file() -> None:
    """One caret, also behind the end of the line."""
    content = "[1\n"
    assert draw(content, "\n").splitlines()[2:4] == ["1 | [1", "  |   ^"]
    assert draw("", "").splitlines() == [" --> job.json:1:1", "  |", "1 |", "  | ^", ""]


def test_many_related_places_are_counted() -> None:
    """Eight are drawn."""
    content = "".join(f"{number:03}\n" for number in range(50))
    related = tuple((f"{number:03}", "here") for number in range(1, 20))
    picture = draw(content, "000", related=related)
    assert picture.count("here") == 8
    assert picture.endswith(" = note: and 11 more places\n\n")


@pytest.mark.parametrize(
    ("severities", "summary"),
    [
        ([[]], "no findings in 1 file"),
        ([[], []], "no findings in 2 files"),
        ([[1]], "1 error in 1 file"),
        ([[1, 2, 2], [1]], "2 errors, 2 warnings in 2 files"),
        ([[2, 3, 3, 4, 4], []], "1 warning, 2 information, 2 hints in 1 file (2 files checked)"),
    ],
)
def test_summary(severities: list[list[int]], summary: str) -> None:
    """What was found in how many files."""
    results = [
        checked("[1]", *(finding("[1]", "1", severity=Severity(s)) for s in each))
        for each in severities
    ]
    assert "".join(render(results, View())).splitlines()[-1] == summary
    assert summary not in "".join(render(results, View(is_quiet=True)))


def test_a_way_out_that_no_flag_takes() -> None:
    """What would give up something that somebody wrote is theirs to do."""
    lossy = Fix("Remove it", (), preferred=True, lossy=True)
    assert draw('{"Queue": 60}\n', "60", "too many", fixes=(lossy,)).endswith(
        "= help: Remove it (`--fix` leaves that to you)\n\n"
    )
