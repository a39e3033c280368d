"""Where things can be written, and what accepting does to the text around."""

from __future__ import annotations

import pytest

from tests.completion.accepting import after, labels, offered, snippet_after

JOB = '{"Name": "j", "Type": "batch", "Tasks": [{"Name": "t", %s}]}'


@pytest.mark.parametrize(
    ("place", "label", "expected"),
    [
        ('{"Type": |', "batch", '{"Type": "batch"'),
        ('{"Type": |}', "batch", '{"Type": "batch"}'),
        ('{"Type":|}', "batch", '{"Type": "batch"}'),
        ('{"Type": "|"}', "ops", '{"Type": "ops"}'),
        ('{"Type": "|', "ops", '{"Type": "ops"'),
        ('{"Type": "|}', "ops", '{"Type": "ops"}'),
        ('{"Type": "da|}', "daemon", '{"Type": "daemon"}'),
        ('{"Type": "|ops"}', "batch", '{"Type": "batch"}'),
        ('{"Type": |"ops"}', "batch", '{"Type": "batch"}'),
        ('{"Type": "ops"|}', "batch", '{"Type": "batch"}'),
        ('{"Type": "o|ps", "Count": 1}', "batch", '{"Type": "batch", "Count": 1}'),
        ('{"Type": da|}', "daemon", '{"Type": "daemon"}'),
        ('{"Type": da|emon}', "batch", '{"Type": "batch"}'),
        ('{"Type": da|, "Count": 1}', "daemon", '{"Type": "daemon", "Count": 1}'),
        ('{"Type": "da|, "Count": 1}', "daemon", '{"Type": "daemon", "Count": 1}'),
        ('{"Type": "|, "Count": 1}', "daemon", '{"Type": "daemon", "Count": 1}'),
        ('{"Type": "| // which?\n}', "daemon", '{"Type": "daemon" // which?\n}'),
        ('{"Type": |, "Count": 1}', "daemon", '{"Type": "daemon", "Count": 1}'),
        ('{"Type": | "Count": 1}', "daemon", '{"Type": "daemon", "Count": 1}'),
        ('{"Type": |\n "Count": 1}', "daemon", '{"Type": "daemon",\n "Count": 1}'),
        ('{"Type":\n  |\n}', "daemon", '{"Type":\n  "daemon"\n}'),
        ('{"Type": // one of four\n  |\n}', "ops", '{"Type": // one of four\n  "ops"\n}'),
        ('{"Type":| "ops"}', "batch", '{"Type": "batch"}'),
        ('{"Type": |  "ops"}', "batch", '{"Type": "batch"}'),
        ("{'Type': '|'}", "ops", "{'Type': 'ops'}"),
        ("{'Type': |}", "ops", "{'Type': 'ops'}"),
        ("{Type: 'o|}", "ops", "{Type: 'ops'}"),
        ("{Type: |}", "ops", '{Type: "ops"}'),
        ('{"Name": "😀", "Type": "|"}', "ops", '{"Name": "😀", "Type": "ops"}'),
        ('{"Name": "x" "Type": "|", ]\n', "ops", '{"Name": "x" "Type": "ops", ]\n'),
    ],
)  # fmt: skip
def test_a_value_replaces_its_token_and_nothing_else(place: str, label: str, expected: str) -> None:
    assert after(place, label) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("{|}", '{"Priority": 0}'),
        ("{|", '{"Priority": 0'),
        ('{"|"}', '{"Priority": 0}'),
        ('{"Pr|}', '{"Priority": 0}'),
        ("{Pr|}", "{Priority: 0}"),
        ('{"Name": "j", |}', '{"Name": "j", "Priority": 0}'),
        ('{"Name": "j",|}', '{"Name": "j", "Priority": 0}'),
        ('{"Name": "j" |}', '{"Name": "j", "Priority": 0}'),
        ('{"Name": "j" "|"}', '{"Name": "j", "Priority": 0}'),
        ('{"Name": "j" "Pr|}', '{"Name": "j", "Priority": 0}'),
        ('{"Labels": {}|}', '{"Labels": {}, "Priority": 0}'),
        ('{"Labels": {}"|}', '{"Labels": {}, "Priority": 0}'),
        ('{"Name": "j"\n  |\n}', '{"Name": "j",\n  "Priority": 0\n}'),
        ('{"Name": "j" // why\n  "|\n}', '{"Name": "j", // why\n  "Priority": 0\n}'),
        ('{| "Name": "j"}', '{"Priority": 0, "Name": "j"}'),
        ('{|"Name": "j"}', '{"Priority": 0, "Name": "j"}'),
        ('{"|" "Name": "j"}', '{"Priority": 0, "Name": "j"}'),
        ('{"Pr|, "Name": "j"}', '{"Priority": 0, "Name": "j"}'),
        ('{Pr| "Name": "j"}', '{"Priority": 0, "Name": "j"}'),
        ('{\n  "|\n  "Name": "j"\n}', '{\n  "Priority": 0,\n  "Name": "j"\n}'),
        ('{\n  "Type": "ops"\n  |\n  "Name": "j"\n}',
         '{\n  "Type": "ops",\n  "Priority": 0,\n  "Name": "j"\n}'),
        ('{"Name": "j", /* a */ | /* b */ "Count": 1}',
         '{"Name": "j", /* a */ "Priority": 0, /* b */ "Count": 1}'),
        ('{"Name":"j",|}', '{"Name":"j","Priority":0}'),
        ('{\n|  "Na\n}', '{\n"Priority": 0,  "Na\n}'),
        ('{\n  |"Na\n}', '{\n  "Priority": 0, "Na\n}'),
        ('{"Type": "ops",\n | "Na, b\n}', '{"Type": "ops",\n "Priority": 0, "Na, b\n}'),
        ("{'Name': 'j', |}", "{'Name': 'j', 'Priority': 0}"),
        ("{Name: 'j', |}", "{Name: 'j', Priority: 0}"),
        ("{Name: 'j', \"|}", "{Name: 'j', \"Priority\": 0}"),
    ],
)  # fmt: skip
def test_a_key_comes_with_its_colon_its_value_and_the_commas(place: str, expected: str) -> None:
    assert after(place, "Priority") == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ('{"Na|": "j"}', '{"Namespace": "j"}'),
        ('{"Na|e": "j", "Count": 1}', '{"Namespace": "j", "Count": 1}'),
        ('{"|": "j"}', '{"Namespace": "j"}'),
        ('{"Na|: "j"}', '{"Namespace": "j"}'),
        ('{"Na|:', '{"Namespace":'),
        ('{Na|: "j"}', '{Namespace: "j"}'),
        ('{"Na|" /* so */ : "j"}', '{"Namespace" /* so */ : "j"}'),
        ("{'Na|': 'j'}", "{'Namespace': 'j'}"),
        ('{Na|": "j"}', '{Namespace: "j"}'),
        ('{"Count": 1 "Na|": "j"}', '{"Count": 1, "Namespace": "j"}'),
        # and comes with the colon where only the value is left
        ('{| "j"}', '{"Namespace": "j"}'),
        ('{|"j", "Count": 1}', '{"Namespace": "j", "Count": 1}'),
        ('{"Count": 1 | 2}', '{"Count": 1, "Namespace": 2}'),
        ('{"Count": 1, "|" true // c\n}', '{"Count": 1, "Namespace": true // c\n}'),
        ("{Count: 1, | 'j' \"Labels\": {}}", '{Count: 1, "Namespace": \'j\' "Labels": {}}'),
        ('{"Count":1,|"j"\r\n}', '{"Count":1,"Namespace":"j"\r\n}'),
    ],
)
def test_renaming_a_key_keeps_its_colon_and_value(place: str, expected: str) -> None:
    assert after(place, "Namespace") == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("[|]", '["8.8.8.8"]'),
        ('["|"]', '["8.8.8.8"]'),
        ('["1.1.1.1", |]', '["1.1.1.1", "8.8.8.8"]'),
        ('["1.1.1.1",|]', '["1.1.1.1", "8.8.8.8"]'),
        ('["1.1.1.1" |]', '["1.1.1.1", "8.8.8.8"]'),
        ('["1.1.1.1" "|]', '["1.1.1.1", "8.8.8.8"]'),
        ('[| "1.1.1.1"]', '["8.8.8.8", "1.1.1.1"]'),
        ('[|"1.1.1.1"]', '["8.8.8.8", "1.1.1.1"]'),
        ('["|, "1.1.1.1"]', '["8.8.8.8", "1.1.1.1"]'),
        ('["1.1.|1.1", "9.9.9.9"]', '["8.8.8.8", "9.9.9.9"]'),
    ],
)
def test_an_item_comes_with_the_commas_around_it(place: str, expected: str) -> None:
    frame = JOB % '"Network": {"Type": "full", "DNS": %s}'

    assert after(frame % place, "8.8.8.8") == frame % expected


@pytest.mark.parametrize(
    "place",
    [
        "// |",
        '{"Type": // |\n}',
        '{"Type": /* | */ "ops"}',
        "{ /* |",
        '{"Type": "ops"} |',
        '|{"Type": "ops"}',
        '{"Name": "j"}\n|\n',
        '{"Nothing": |}',
        '{"Type": |\n "ops"}',
        '{"Tasks": | []}',
        '{"Nothing": {|}}',
        '{"Nothing": [|]}',
        JOB % '"Engine": {"Type": "other", "Params": {|}}',
        JOB % '"Publisher": {"Type": "local", "Params": {|}}',
    ],
)
def test_nothing_is_offered_where_nothing_fits(place: str) -> None:
    assert offered(place) == []


def test_keys_that_are_there_are_left_out_but_for_the_one_that_is_edited() -> None:
    found = labels('{"Name": "j", "Ty|": "ops", "Count": 1}')

    assert "Type" in found
    assert not {"Name", "Count"} & set(found)


def test_keys_below_broken_text_are_known() -> None:
    found = labels('{"Name": "j" "Count": , |\n "Tasks": [{], "Labels": {"a": 1}\n')

    assert "Type" in found
    assert not {"Name", "Count"} & set(found)


@pytest.mark.parametrize(
    ("place", "label", "expected"),
    [
        ('{\n  "Tasks": [|]\n}', "docker task",
         '{\n  "Tasks": [{\n    "Name": "<1:main>",\n    "Engine": {\n      "Type": "docker",'),
        ('{\n\t"Labels": {\n\t\t"a": "b"\n\t},\n\t|\n}', "RestartPolicy",
         '{\n\t"Labels": {\n\t\t"a": "b"\n\t},\n\t"RestartPolicy": {\n\t\t"Mode": "<1:always>",'),
    ],
)  # fmt: skip
def test_lines_are_indented_like_those_around(place: str, label: str, expected: str) -> None:
    assert snippet_after(place, label).startswith(expected)
