"""Which values are offered, and how they are told."""

from __future__ import annotations

from typing import Any

import pytest

from bacalhau_ls.diagnosis import guide
from bacalhau_ls.features.completion import ItemKind
from tests.completion.accepting import accepted, after, item_of, labels, offered

TASK = '{"Name": "j", "Type": "batch", "Tasks": [{"Name": "t", %s}]}'
INPUT = TASK % '"InputSources": [{"Target": "/in", %s}]'
RESULT = TASK % '"ResultPaths": [{"Name": "out", %s}]'
IMAGE = '"Engine": {"Type": "docker", "Params": {"Image": "%s"}}'
ECHO = '"Engine": {"Type": "docker", "Params": {"Parameters": ["echo", "%s"]}}'
WASM = TASK % '"Engine": {"Type": "wasm", "Params": {"EntryModule": %s}}, %s'
DOCKER = TASK % '"Engine": {"Type": "docker", "Params": {%s}}'


def enum_of(*path: str) -> list[str]:
    """The list of values in the schema itself, so that adding one there is enough."""
    raw: Any = guide().specification.raw
    for step in path:
        raw = raw[step]
    assert raw["enum"]
    return list(raw["enum"])


ENUMS = [
    ('{"Type": %s}', enum_of("properties", "Type")),
    (TASK % '"Engine": {"Type": %s}', enum_of("$defs", "Engine", "properties", "Type")),
    (INPUT % '"Source": {"Type": %s}', enum_of("$defs", "Source", "properties", "Type")),
    (TASK % '"Publisher": {"Type": %s}', enum_of("$defs", "Publisher", "properties", "Type")),
    (TASK % '"Network": {"Type": %s}', enum_of("$defs", "Network", "properties", "Type")),
    (RESULT % '"Type": %s', enum_of("$defs", "ResultPath", "properties", "Type")),
    (RESULT % '"Format": %s', enum_of("$defs", "ResultPath", "properties", "Format")),
    (RESULT % '"Compression": %s', enum_of("$defs", "ResultPath", "properties", "Compression")),
]
SHAPES = ["|", '"|"', '"x|', "x|", '"x|"', '|, "More": 1', '"|, "More": 1', '"x|\n']


def test_all_lists_of_the_guide_are_tried() -> None:
    raw = [guide().specification.raw, *guide().specification.raw["$defs"].values()]
    properties = [each for part in raw for each in part.get("properties", {}).values()]

    assert len(ENUMS) == sum("enum" in each for each in properties)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("frame", "expected"), ENUMS)
def test_all_allowed_values_are_offered_with_their_meaning(
    frame: str, expected: list[str], shape: str
) -> None:
    items = [item for item in offered(frame % shape) if item.kind is ItemKind.CHOICE]

    assert sorted(expected) == sorted(item.label for item in items)
    assert all(item.detail and item.documentation for item in items)


@pytest.mark.parametrize(("frame", "expected"), ENUMS)
def test_all_allowed_values_are_offered_where_the_text_ends(
    frame: str, expected: list[str]
) -> None:
    for shape in ("|", '"|', '"x|', "x|"):
        assert set(expected) == set(labels((frame % shape).partition("|")[0] + "|"))


@pytest.mark.parametrize(
    ("place", "first"),
    [
        (TASK % '"Engine": {"Type": |, "Params": {"Image": "a:1"}}', "docker"),
        (TASK % '"Engine": {"Type": |, "Params": {"EntryModule": "a"}}', "wasm"),
        (TASK % '"Engine": {"Params": {"EntryPoint": "a"}, "Type": "|"}', "wasm"),
        (INPUT % '"Source": {"Type": |, "Params": {"Bucket": "my-bucket"}}', "s3"),
        (INPUT % '"Source": {"Type": |, "Params": {"URL": "https://x.org/a"}}', "urlDownload"),
        (INPUT % '"Source": {"Type": |, "Params": {"Gateway": "https://ipfs.io"}}', "ipfs"),
        (RESULT % '"Type": "file", "Path": "/out/a.csv", "Format": |', "csv"),
        (RESULT % '"Type": "file", "Path": "/out/a.json", "Format": |', "json"),
        (TASK % '"Network": {"Domains": ["pypi.org"], "Type": |}', "http"),
    ],
)
def test_what_fits_the_rest_comes_first(place: str, first: str) -> None:
    assert labels(place)[0] == first


def test_what_goes_against_the_rest_says_why() -> None:
    item = item_of(RESULT % '"Type": "file", "Path": "/out/a.csv", "Format": |', "json")

    assert "the file ends in" in item.documentation.plain


@pytest.mark.parametrize(
    ("place", "label", "detail"),
    [
        (TASK % '"Timeouts": {"ExecutionTimeout": |}', "3600", "1 hour"),
        (TASK % '"Timeouts": {"ExecutionTimeout": |}', "0", "no limit"),
        (TASK % '"Timeouts": {"TotalTimeout": |}', "4000", "1 hour 6 minutes 40 seconds"),
        (TASK % '"Resources": {"Memory": |}', "2GB", "2,000,000,000 bytes"),
        (TASK % '"Resources": {"CPU": |}', "0.5", "half a core"),
        (TASK % '"Resources": {"GPU": |}', "1", "one GPU"),
        (RESULT % '"Compression": "gzip", "CompressionLevel": |', "9", "slowest, most compression"),
        (
            TASK % '"Network": {"Type": "http", "Domains": [|]}',
            "pypi.org",
            "the Python package index",
        ),
        (TASK % '"Network": {"Type": "full", "DNS": ["|"]}', "1.1.1.1", "Cloudflare"),
        (INPUT % '"Source": {"Type": "s3", "Params": {"Region": "|"}}', "eu-west-1", "Ireland"),
        ('{"Priority": |}', "100", "the highest"),
    ],
)
def test_amounts_and_examples_are_told_in_words(place: str, label: str, detail: str) -> None:
    assert item_of(place, label).detail.startswith(detail)


@pytest.mark.parametrize(
    ("place", "label", "expected"),
    [
        (TASK % '"Timeouts": {"QueueTimeout": |}', "60", TASK % '"Timeouts": {"QueueTimeout": 60}'),
        (
            TASK % '"Timeouts": {"QueueTimeout": "|"}',
            "60",
            TASK % '"Timeouts": {"QueueTimeout": 60}',
        ),
        (TASK % '"Resources": {"CPU": 2|}', "2", TASK % '"Resources": {"CPU": "2"}'),
        (TASK % '"Network": {"EnableIPv6": "|}', "true", TASK % '"Network": {"EnableIPv6": true}'),
        (DOCKER % '"Ports": [|]', "8080", DOCKER % '"Ports": [8080]'),
        (DOCKER % '"Ports": ["|]', "8080:80", DOCKER % '"Ports": ["8080:80"]'),
    ],
)
def test_values_have_quotes_if_they_are_text(place: str, label: str, expected: str) -> None:
    assert after(place, label) == expected


def test_a_text_is_written_with_its_escapes() -> None:
    place = INPUT % '"Source": {"Type": "inline", "Params": {"Content": |}}'
    label = next(each for each in labels(place) if "bash" in each)

    assert '"#!/bin/bash\\necho \\"hello\\"\\n"' in after(place, label)


def test_items_that_the_list_has_are_not_offered_again() -> None:
    place = TASK % '"Network": {"Type": "full", "DNS": ["8.8.8.8", |]}'

    assert "8.8.8.8" not in labels(place)
    assert "1.1.1.1" in labels(place)


@pytest.mark.parametrize(
    ("place", "label"),
    [
        (TASK % f'{ECHO % "${STAGE}"}, "Env": {{|}}', "STAGE"),
        (TASK % '"Env": {"TOKEN": "a"}}, {"Name": "b", "Env": {"|"}', "TOKEN"),
        (TASK % '"Env": {|}', "LOG_LEVEL"),
        ('{"Labels": {|}}', "team"),
        (WASM % ("|", '"InputSources": [{"Target": "/m/a.wasm"}]'), "/m/a.wasm"),
        (WASM % ('"/a.wasm"', '"InputSources": [{"Target": "|"}]'), "/a.wasm"),
        (TASK % f'{ECHO % "|"}, "InputSources": [{{"Target": "/data/x"}}]', "/data/x"),
        (TASK % f'{ECHO % "/data/out"}, "ResultPaths": [{{"Path": "|"}}]', "/outputs"),
        (TASK % f"{IMAGE % 'mine:1'}}}, {{{IMAGE % '|'}", "mine:1"),
        (TASK % f"{ECHO % '{{.stage}}'}, {IMAGE % '|'}", "{{.stage}}"),
        (TASK % '"InputSources": [{"Alias": "mine"}]}, {"InputSources": [{"Alias": "|"}]', "mine"),
        (TASK % '"InputSources": [{"Target": "/d"}]}, {"InputSources": [{"Target": |}]', "/d"),
        (
            INPUT % '"Source": {"Type": "s3", "Params": {"Bucket": "b-1"}}}, {"Source":'
            ' {"Type": "s3", "Params": {"Bucket": "|"}}',
            "b-1",
        ),
    ],
)
def test_what_the_job_speaks_of_is_offered(place: str, label: str) -> None:
    assert labels(place).count(label) == 1


def test_what_must_differ_is_not_offered_again() -> None:
    place = TASK % '"InputSources": [{"Alias": "mine"}, {"Alias": "|"}]'

    assert "mine" not in labels(place)


def test_images_of_this_job_come_before_those_of_others() -> None:
    place = TASK % f"{IMAGE % 'mine:1'}}}, {{{IMAGE % '|'}"

    assert labels(place, images=("b:2",))[:2] == ["mine:1", "b:2"]


def test_a_value_that_has_a_skeleton_is_offered_once() -> None:
    texts = [item.edit.text for item in offered(TASK % '"Network": |')]

    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(
    ("word", "inserted", "replaced"),
    [
        ('"/o|/a.csv"', '"/outputs/a.csv"', '"/outputs"'),
        ('"/ou|ter/a.csv"', '"/outputs/a.csv"', '"/outputs"'),
        ('"/o|"', '"/outputs"', '"/outputs"'),
        ('"|/a.csv"', '"/outputs"', '"/outputs"'),
        ('"/o|/a', '"/outputs"', '"/outputs"'),
        ("/o|/a", '"/outputs"', '"/outputs"'),
    ],
)
def test_the_rest_of_a_path_may_stay(word: str, inserted: str, replaced: str) -> None:
    engine = f'"Engine": {{"Type": "docker", "Params": {{"Parameters": [{word}]}}}}'
    place = TASK % f'{engine}, "ResultPaths": [{{"Path": "/outputs"}}]'
    text, item = place.replace("|", "", 1), item_of(place, "/outputs")
    inserting = item._replace(edit=item.edit._replace(end=item.insert_end))

    assert accepted(text, inserting) == place.replace(word, inserted)
    assert accepted(text, item) == place.replace(word, replaced)


def test_images_of_other_specs_are_offered() -> None:
    place = DOCKER % '"Image": "|"'

    assert labels(place, images=("b:2", "a:1", "a:1"))[:2] == ["a:1", "b:2"]
