"""Which keys are offered, in which order, with what."""

from __future__ import annotations

import pytest

from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.document import Document
from bacalhau_ls.features.completion import complete
from bacalhau_ls.findings import Severity
from bacalhau_ls.specification import Specification
from bacalhau_ls.validation import Validator
from tests.completion.accepting import accepted, expanded, item_of, labels, offered, snippet_after

TASK = '{"Name": "j", "Type": "batch", "Tasks": [{"Name": "t", %s}]}'


def keys(place: str) -> list[str]:
    return [label for label in labels(place) if ": " not in label]


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        ('"Engine": {"Type": "docker", "Params": {"Entrypoint": [], "Parameters": [], |}}',
         ["Image", "WorkingDirectory", "EnvironmentVariables", "Ports"]),
        ('"Engine": {"Type": "wasm", "Params": {|}}',
         ["EntryModule", "EntryPoint", "Parameters", "EnvironmentVariables"]),
        ('"Engine": {"Type": "wsam", "Params": {|}}',
         ["EntryModule", "EntryPoint", "Parameters", "EnvironmentVariables"]),
        ('"Engine": {"Params": {"|"}, "Type": "wasm"}',
         ["EntryModule", "EntryPoint", "Parameters", "EnvironmentVariables"]),
        ('"InputSources": [{"Source": {"Type": "ipfs", "Params": {"|}}}]', ["CID", "Gateway"]),
        ('"InputSources": [{"Source": {"Type": "inline", "Params": {|}}}]', ["Content"]),
        ('"InputSources": [{"Source": {"Type": "urlDownload", "Params": {|}}}]',
         ["URL", "Headers"]),
        ('"Publisher": {"Type": "s3", "Params": {|}}', ["Bucket", "Key", "Region", "Endpoint"]),
        ('"Timeouts": {|}', ["ExecutionTimeout", "QueueTimeout", "TotalTimeout"]),
    ],
)  # fmt: skip
def test_keys_are_those_of_the_chosen_type(frame: str, expected: list[str]) -> None:
    assert keys(TASK % frame) == expected


UNDECIDED = TASK % '"Engine": {%s}'


@pytest.mark.parametrize(
    ("frame", "first", "detail"),
    [
        ('"Params": {|}', "Image", "for docker"),
        ('"Type": "", "Params": {"|"}', "Image", "for docker"),
        ('"Params": {|}, "Type":', "Image", "for docker"),
        ('"Params": {"EntryModule": "/a.wasm", |}', "EntryPoint", "for wasm"),
        ('"Params": {"Image": "a:1", "Entrypoint": [] |}', "Parameters", "for docker"),
    ],
)
def test_keys_of_every_type_that_fits_are_told_apart(frame: str, first: str, detail: str) -> None:
    item = offered(UNDECIDED % frame)[0]

    assert (item.label, item.detail) == (first, detail)


def test_a_key_of_two_types_is_offered_once() -> None:
    assert item_of(UNDECIDED % '"Params": {|}', "Parameters").detail == "for docker and wasm"


def test_a_type_that_nobody_knows_has_keys_that_nobody_knows() -> None:
    assert labels(UNDECIDED % '"Type": "gpu-farm", "Params": {|}') == []


def test_required_keys_come_first_and_one_is_preselected() -> None:
    items = offered('{"Priority": 1, |}')

    assert [item.label for item in items if item.remark == "required"] == ["Name", "Type", "Tasks"]
    assert [item.label for item in items[:3]] == ["Name", "Type", "Tasks"]
    assert [item.label for item in items if item.is_preselected] == ["Name"]
    assert [item.sort_text for item in items] == sorted(item.sort_text for item in items)


def test_a_key_that_says_nothing_here_comes_last() -> None:
    """The rules know that a daemon has no count."""
    found = keys('{"Type": "daemon", |}')

    assert found.index("Count") > found.index("ErrorHandling")


@pytest.mark.parametrize(
    ("place", "label", "expected"),
    [
        ("{|}", "Name", '{"Name": "<1:my-job>"}'),
        ("{|}", "Type", '{"Type": "<1:batch>"}'),
        ("{|}", "Count", '{"Count": <1:1>}'),
        ("{|}", "Labels", '{"Labels": {<1>}}'),
        (TASK % '"Network": {"Type": "http", |}', "Domains",
         TASK % '"Network": {"Type": "http", "Domains": ["<1:api.example.com>"]}'),
        (TASK % '"Engine": {"Type": "docker", "Params": {|}}', "Image",
         TASK % '"Engine": {"Type": "docker", "Params": {"Image": "<1:ubuntu:24.04>"}}'),
        (TASK % "|", "Engine",
         TASK % '"Engine": {"Type": "docker", "Params": {"Image": "<1:ubuntu:24.04>",'
                ' "Parameters": ["<2:echo>", "<3:hello>"]}}'),
        (TASK % "|", "Publisher: s3 publisher",
         TASK % '"Publisher": {"Type": "s3", "Params": {"Bucket": "<1:my-bucket>",'
                ' "Key": "<2:results/my-job>", "Region": "<3:us-east-1>"}}'),
        (TASK % "|", "Resources: GPU resources",
         TASK % '"Resources": {"CPU": "<1:4>", "Memory": "<2:16GB>", "Disk": "<3:50GB>",'
                ' "GPU": "<4:1>"}'),
    ],
)  # fmt: skip
def test_a_key_comes_with_the_least_that_it_needs(place: str, label: str, expected: str) -> None:
    assert snippet_after(place, label) == expected


def test_names_and_paths_are_not_given_twice() -> None:
    text = '{"Tasks": [{"Name": "main"}, |, {|}]}'
    item_place = text.replace(", {|}", "")
    key_place = text.replace("|, ", "")

    assert '"Name": "<1:main-2>"' in snippet_after(item_place, "docker task")
    assert snippet_after(key_place, "Name").endswith('{"Name": "<1:prepare>"}]}')


SCHEMA = """{
  "type": "object", "required": ["c"], "additionalProperties": false,
  "properties": {
    "a": {"type": "string", "deprecated": true, "default": "x"},
    "b": {"const": "only"},
    "c": {"type": "number"},
    "d": {"type": "string", "doNotSuggest": true},
    "e": {"type": ["null", "string"]},
    "f": {"type": "array", "items": {"type": "integer", "examples": [7]}},
    "g": {},
    "h": {"defaultSnippets": [{"label": "all", "body": {"x": "$${1:a\\\\}}$0", "n": "^${2:5}"}}]}
  }
}"""


def own(place: str) -> dict[str, str]:
    """What each item of another specification comes to."""
    validator = Validator(Specification.from_json("own", SCHEMA), ())
    before, _, behind = place.partition("|")
    text = before + behind
    return {
        item.label: accepted(text, item, expanded(item.snippet) or None)
        for item in complete(Document.read(text), validator, len(before))
    }


def test_another_specification_is_read_in_the_same_way() -> None:
    assert own("{|}") == {
        "c": '{"c": 0}',
        "b": '{"b": "only"}',
        "e": '{"e": null}',
        "f": '{"f": [7]}',
        "g": '{"g": ""}',
        "h": '{"h": {\n  "x": "$a}",\n  "n": 5\n}}',
        "a": '{"a": "x"}',
    }
    assert own('{"e": |}') == {"null": '{"e": null}'}
    assert own('{"b": |}') == {"only": '{"b": "only"}'}


def test_deprecated_keys_come_last_and_say_so() -> None:
    validator = Validator(Specification.from_json("own", SCHEMA), ())
    items = complete(Document.read("{}"), validator, 1)

    assert [item.label for item in items if item.is_deprecated] == ["a"]
    assert items[-1].label == "a"


def test_snippets_escape_what_has_a_meaning_in_them() -> None:
    item = item_of('{"Tasks": |}', "docker task")

    assert expanded(item.snippet) == item.edit.text
    assert "\\}" in item.snippet


@pytest.mark.parametrize("label", labels("|"))
def test_a_job_template_is_a_sound_job(label: str) -> None:
    text = accepted("", item_of("|", label))

    assert [(finding.code, finding.message) for finding in diagnose(Document.read(text))] == []


def test_there_is_a_template_for_each_kind_of_job() -> None:
    assert labels("|") == [
        "docker batch job", "wasm batch job", "service job", "daemon job", "ops job",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "place",
    [
        "|",
        TASK.replace("[{", "[|, {").replace("%s", '"Resources": {"CPU": "1"}'),
        *(TASK % f'"{name}": |' for name in ("Engine", "Publisher", "Network", "Timeouts")),
        *(TASK % f'"{name}": [|]' for name in ("InputSources", "ResultPaths")),
    ],
)
def test_a_skeleton_is_sound_as_it_is(place: str) -> None:
    """Before anything is filled in, but for advice and what the rest of the text lacks."""
    text = place.replace("|", "")
    before = {finding.message for finding in diagnose(Document.read(text))}
    items = offered(place)

    assert items
    for item in items:
        found = diagnose(Document.read(accepted(text, item)))
        new = [each for each in found if each.message not in before]

        assert [each.code for each in new if each.severity <= Severity.WARNING] == []
