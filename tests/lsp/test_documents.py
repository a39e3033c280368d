"""The text of open files, where pygls's own goes wrong and elsewhere."""

from __future__ import annotations

import pytest

from bacalhau_ls.lsp.changes import Change, Replacement
from bacalhau_ls.lsp.documents import Documents
from bacalhau_ls.text import Encoding

URI = "file:///job.json"


def after(text: str, *changes: Change | Replacement, encoding: Encoding = Encoding.UTF16) -> str:
    """The text of a file after *changes*."""
    documents = Documents()
    documents.encoding = encoding
    documents.open(URI, "json", 1, text)
    documents.change(URI, 2, changes)
    file = documents.get(URI)
    assert file
    return file.document.content


def change(start: tuple[int, int], end: tuple[int, int], text: str) -> Replacement:
    return Replacement(text, *start, *end)


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\f", "\v", "\x1c", "\x1d", "\x1e"])
def test_only_line_ends_end_lines(mark: str) -> None:
    """`str.splitlines` would put the edit on another line."""
    assert after(f'["{mark}",\n1]', change((1, 0), (1, 1), "2")) == f'["{mark}",\n2]'


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_all_line_ends_end_lines(line_end: str) -> None:
    text = f"[{line_end}1{line_end}]"

    assert after(text, change((1, 0), (1, 1), "2")) == f"[{line_end}2{line_end}]"


@pytest.mark.parametrize(
    ("text", "edit", "expected"),
    [
        ("abc", change((0, 0), (0, 10), ""), ""),
        ("abc", change((0, 3), (0, 3), "d"), "abcd"),
        ("a\nbc", change((1, 1), (1, 9), "x"), "a\nbx"),
        ("", change((0, 0), (0, 0), "x"), "x"),
        ("", change((5, 5), (9, 9), "x"), "x"),
        ("a\n", change((1, 0), (1, 0), "x"), "a\nx"),
        ("a\n", change((0, 9), (1, 0), ""), "a"),
        ("ab", change((0, -3), (0, 1), ""), "b"),
        ("ab", change((-1, 0), (0, 1), ""), "b"),
        ("ab", change((7, 0), (8, 0), "c"), "abc"),
        ("ab", change((0, 2), (0, 0), ""), ""),
        ("a\r\nb", change((0, 1), (1, 0), ""), "ab"),
        ("a\r\nb", change((0, 5), (0, 9), "x"), "ax\r\nb"),
    ],
    ids=["last-line", "its-end", "past-its-end", "empty", "past-empty", "after-last", "line-end",
         "column-below-0", "line-below-0", "past-the-end", "reversed", "crlf", "before-crlf"],
)  # fmt: skip
def test_places_at_and_past_the_ends(text: str, edit: Replacement, expected: str) -> None:
    assert after(text, edit) == expected


@pytest.mark.parametrize(
    ("encoding", "column"), [(Encoding.UTF8, 10), (Encoding.UTF16, 7), (Encoding.UTF32, 6)]
)
def test_columns_in_each_encoding(encoding: Encoding, column: int) -> None:
    edit = change((0, column), (0, column + 1), "2")

    assert after('["😀ü",1]', edit, encoding=encoding) == '["😀ü",2]'


def test_a_column_inside_a_character_is_its_start() -> None:
    assert after('["😀"]', change((0, 3), (0, 3), "x")) == '["x😀"]'


def test_changes_apply_one_after_the_other() -> None:
    first, second = change((0, 1), (0, 1), "1"), change((0, 2), (0, 2), ",2")
    last = change((0, 1), (0, 2), "4")

    assert after("[]", first, second, Change("[3]"), last) == "[4]"


def test_what_is_typed_and_taken_back_at_once_changes_nothing() -> None:
    documents = Documents()
    documents.open(URI, "json", 1, '{"Name": ""}')
    before = documents.get(URI)
    documents.change(URI, 2, [change((0, 10), (0, 10), "x"), change((0, 10), (0, 11), "")])
    file = documents.get(URI)

    assert before
    assert file
    assert file.version == 2
    assert file.document is before.document


def test_changes_are_those_of_a_plain_string() -> None:
    text = '{"a": [1, 2, {"b": "ü"}],\n"c": null}'
    for start in range(len(text)):
        edited = after(text, change((0, start), (0, start + 3), '"'))
        line = text.partition("\n")[0]

        assert edited == text[:start] + '"' + text[max(start, min(start + 3, len(line))) :] or (
            start > len(line)
        )


def test_versions_may_go_back_or_be_absent() -> None:
    documents = Documents()
    documents.open(URI, "json", 5, "[]")

    assert documents.change(URI, 3, [Change("[1]")])
    assert documents.change(URI, None, [Change("[2]")])
    file = documents.get(URI)
    assert file
    assert (file.version, file.document.content) == (None, "[2]")


def test_a_file_opened_twice_has_the_later_text() -> None:
    documents = Documents()
    documents.open(URI, "json", 1, "[]")
    documents.open(URI, "json", 1, "{}")

    file = documents.get(URI)
    assert file
    assert file.document.content == "{}"
    assert len(list(documents)) == 1


def test_unknown_files_are_let_be() -> None:
    documents = Documents()

    assert not documents.change(URI, 2, [Change("[]")])
    assert documents.close(URI) is None
    assert list(documents) == []


def test_one_file_in_two_spellings() -> None:
    documents = Documents()
    documents.open("file:///c%3A/job.json", "json", 1, "[]")

    assert documents.change("file:///C:/job.json", 2, [Change("{}")])
    file = documents.close("file:///c:/job.json")
    assert file
    assert file.uri == "file:///c%3A/job.json"


SPEC = '{"Tasks": [{"Engine": {}}]}'


@pytest.mark.parametrize(
    ("changes", "remains"),
    [
        ([change((0, 2), (0, 7), "Tusks")], True),
        ([change((0, 11), (0, 25), "")], True),
        ([Change("{}")], False),
        ([change((0, 0), (9, 0), "{}")], False),
        ([change((0, 0), (9, 0), "{}"), change((0, 1), (0, 1), " ")], False),
        ([change((0, 1), (0, 1), " "), change((0, 0), (9, 0), "{}")], False),
        ([Change("{}"), Change(SPEC)], True),
    ],
    ids=["key-broken", "task-removed", "replaced", "all-selected", "first", "last", "and-back"],
)
def test_a_spec_stays_one_while_it_is_edited(
    changes: list[Change],
    remains: bool,
) -> None:
    documents = Documents()
    documents.open(URI, "json", 1, SPEC)
    documents.change(URI, 2, changes)

    file = documents.get(URI)
    assert file
    assert (file.recognised is not None) is remains


def test_a_failing_increment_does_not_lose_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bacalhau_ls.document.Document.edited", fail)

    assert after("[1]", change((0, 1), (0, 2), "22")) == "[22]"
