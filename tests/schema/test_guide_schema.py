"""The guide's schema: well formed, documented throughout, and saying what the guide says.

The schema is tried with plain `jsonschema`. A verdict is written "severity code", as the
schema's own annotations `x-severity` and `x-code` (or the defaults) make it.
"""

from __future__ import annotations

import json
import re
import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.schema import schemas
from tests.schema.schemas import CONDITION

SCHEMA, DEFS = schemas.GUIDE.root, schemas.GUIDE.defs
ALL, DOCUMENTED = schemas.GUIDE.places, schemas.GUIDE.documented
having = schemas.GUIDE.having
PATTERNS = {path: schema for path, schema in ALL.items() if "pattern" in schema}

ANNOTATIONS = {
    "x-absent",
    "x-bound",
    "x-code",
    "x-example-descriptions",
    "x-format",
    "x-not-a-field",
    "x-severity",
    "x-text-form",
    "x-unit",
}
CODES = {
    "additionalProperties": "unknown-property",
    "enum": "unknown-value",
    "maximum": "out-of-range",
    "minimum": "out-of-range",
    "minItems": "too-few-items",
    "minLength": "invalid-format",
    "pattern": "invalid-format",
    "required": "missing-property",
    "type": "wrong-type",
}


def verdicts(instance: object, schema: dict[str, Any] = SCHEMA) -> list[str]:
    """What the schema says of an instance, as "severity code", sorted."""
    whole = schema if "$defs" in schema else {**schema, "$defs": DEFS}
    return sorted(
        f"{error.schema.get('x-severity', 'error')} "
        f"{error.schema.get('x-code', CODES[error.validator])}"
        for error in Draft202012Validator(whole).iter_errors(instance)
    )


# The schema as a document ---------------------------------------------------------------


def test_only_our_own_annotations_are_used() -> None:
    used = {key for schema in ALL.values() for key in schema if key.startswith("x-")}

    assert used == ANNOTATIONS


def test_unions_are_told_apart_by_type_alone() -> None:
    keywords = {key for schema in ALL.values() for key in schema}

    assert not keywords & {"oneOf", "anyOf", "not", "else", "unevaluatedProperties"}


@pytest.mark.parametrize("schema", having("if"))
def test_a_branch_is_chosen_by_a_type_that_exists(schema: dict[str, Any]) -> None:
    type_ = schema["if"]["properties"]["Type"]["const"]

    assert schema["if"] == {"properties": {"Type": {"const": type_}}, "required": ["Type"]}
    assert set(schema["then"]["properties"]) == {"Params"}


@pytest.mark.parametrize("name", ["Engine", "Source", "Publisher"])
def test_every_type_has_its_branch(name: str) -> None:
    branches = [b["if"]["properties"]["Type"]["const"] for b in DEFS[name]["allOf"]]

    assert branches == DEFS[name]["properties"]["Type"]["enum"]


@pytest.mark.parametrize("path", [p for p, s in ALL.items() if s.get("properties")])
def test_documented_objects_are_closed(path: str) -> None:
    assert CONDITION.search(path) or ALL[path]["additionalProperties"] is False


@pytest.mark.parametrize("path", DOCUMENTED)
def test_every_place_has_a_type(path: str) -> None:
    assert "type" in DOCUMENTED[path] or "$ref" in DOCUMENTED[path]


@pytest.mark.parametrize("schema", having("x-severity") + having("x-code") + having("x-bound"))
def test_what_is_softened_or_renamed_stands_alone(schema: dict[str, Any]) -> None:
    keywords = {key for key in schema if not key.startswith("x-")} - {"patternErrorMessage"}

    assert keywords in ({"pattern"}, {"required"})


@pytest.mark.parametrize("schema", having("x-not-a-field"))
def test_a_key_that_is_no_field_is_not_one(schema: dict[str, Any]) -> None:
    assert not set(schema["x-not-a-field"]) & set(schema["properties"])


ALLOWED_ANNOTATION_VALUES = {
    "x-code": {"out-of-range", "relative-path"},
    "x-format": {"absolute-path", "cpu", "dns-label", "name", "size", "whole-number"},
    "x-severity": {"warning", "information", "hint"},
    "x-unit": {"bytes", "cores", "gpus", "replicas", "seconds"},
}


@pytest.mark.parametrize("annotation", ALLOWED_ANNOTATION_VALUES)
def test_annotation_values(annotation: str) -> None:
    used = {schema[annotation] for schema in ALL.values() if annotation in schema}

    assert used <= ALLOWED_ANNOTATION_VALUES[annotation]


KEY_ORDER = {
    "#": "Name Type Namespace Priority Count Labels Meta ExecutionPlan UpdateStrategy"
    " RestartPolicy ErrorHandling Tasks",
    "#/$defs/Task": "Name Engine Resources InputSources ResultPaths Publisher Network"
    " Timeouts Env Meta",
    "#/$defs/Resources": "CPU Memory Disk GPU",
    "#/$defs/ResultPath": "Name Path Type Format Compression CompressionLevel",
    "#/$defs/InputSource": "Source Target Alias",
}


@pytest.mark.parametrize("path", KEY_ORDER)
def test_keys_stand_in_the_order_in_which_one_writes_them(path: str) -> None:
    assert " ".join(ALL[path]["properties"]) == KEY_ORDER[path]


# Documentation --------------------------------------------------------------------------

GUIDE = "https://github.com/bacalhau-project/docs/blob/84f9c2f/guides/spec-config.md"
HEADINGS = {
    "basic-structure": "Basic Structure",
    "compression-types": "Compression Types",
    "data-handling": "Data Handling",
    "engine-configuration": "Engine Configuration",
    "engine-types": "Engine Types",
    "format-types": "Format Types",
    "good-patterns": "Good Patterns",
    "job-level-fields": "Job Level Fields",
    "job-types": "Job Types",
    "job-types-and-behaviors": "Job Types and Behaviors",
    "network-configuration": "Network Configuration",
    "network-types": "Network Types",
    "publisher-types": "Publisher Types",
    "resource-requirements": "Resource Requirements",
    "result-types": "Result Types",
    "storage-types": "Storage Types",
    "task-configuration": "Task Configuration",
    "task-level-fields": "Task Level Fields",
    "task-level-fields-1": "Task Level Fields",
    "timeout-configuration": "Timeout Configuration",
}
LINK = re.compile(rf"\[Guide: ([^]]+)\]\({re.escape(GUIDE)}#([a-z0-9-]+)\)")


@pytest.mark.parametrize("path", DOCUMENTED)
def test_the_markdown_ends_with_a_link_to_the_guide(path: str) -> None:
    link = LINK.fullmatch(DOCUMENTED[path]["markdownDescription"].partition("\n\n")[2])
    assert link
    assert HEADINGS[link[2]] == link[1]


@pytest.mark.parametrize("schema", having("pattern"))
def test_every_pattern_has_a_message(schema: dict[str, Any]) -> None:
    assert schema["patternErrorMessage"]
    assert not schema["patternErrorMessage"].endswith(".")


# Snippets -------------------------------------------------------------------------------

STOP = re.compile(r"\$\{(\d+):([^}]*)\}|\$\d")
SNIPPETS = [
    pytest.param(schema, snippet["body"], id=f"{path}: {snippet['label']}")
    for path, schema in ALL.items()
    for snippet in schema.get("defaultSnippets", [])
]
SNIPPET_LABELS = {
    "#": ["docker batch", "wasm batch", "service", "daemon", "ops"],
    "#/$defs/Task": ["docker", "wasm"],
    "#/$defs/Engine": ["docker", "wasm"],
    "#/$defs/Source": ["ipfs", "s3", "local", "urlDownload", "s3PreSigned", "inline"],
    "#/$defs/InputSource": ["ipfs", "s3", "local", "urlDownload", "s3PreSigned", "inline"],
    "#/$defs/ResultPath": ["output directory", "output file"],
    "#/$defs/Publisher": ["ipfs", "s3", "local", "noop"],
    "#/$defs/Network": ["no network", "http", "full"],
    "#/$defs/Timeouts": ["one hour"],
    "#/$defs/Resources": ["small", "medium", "GPU"],
}


def expanded(body: Any) -> Any:
    """The body of a snippet as it stands when every placeholder is accepted."""
    if isinstance(body, dict):
        return {key: expanded(value) for key, value in body.items()}
    if isinstance(body, list):
        return [expanded(value) for value in body]
    if isinstance(body, str):
        return STOP.sub(lambda stop: stop[2] or "", body)
    return body


@pytest.mark.parametrize(("schema", "body"), SNIPPETS)
def test_snippets_are_valid_as_they_stand(schema: dict[str, Any], body: object) -> None:
    assert verdicts(expanded(body), schema) == []
    assert "$" not in json.dumps(expanded(body))


@pytest.mark.parametrize("schema", having("defaultSnippets"))
def test_snippet_stops_are_numbered_from_one(schema: dict[str, Any]) -> None:
    for snippet in schema["defaultSnippets"]:
        stops = {(int(number), text) for number, text in STOP.findall(json.dumps(snippet))}
        assert sorted(number for number, _ in stops) == list(range(1, len(stops) + 1))


@pytest.mark.parametrize("path", SNIPPET_LABELS)
def test_there_is_a_snippet_for_each_usual_choice(path: str) -> None:
    labels = [snippet["label"] for snippet in ALL[path]["defaultSnippets"]]

    missing = [
        start for start in SNIPPET_LABELS[path] if not any(la.startswith(start) for la in labels)
    ]
    assert missing == []


def test_snippet_labels_are_unique_where_they_are_offered() -> None:
    for schema in ALL.values():
        labels = [snippet["label"] for snippet in schema.get("defaultSnippets", [])]
        assert len(set(labels)) == len(labels)


# Lexical forms --------------------------------------------------------------------------

RESOURCES = DEFS["Resources"]["properties"]
NAME = SCHEMA["properties"]["Name"]
TASK_NAME = DEFS["Task"]["properties"]["Name"]
NAMESPACE = SCHEMA["properties"]["Namespace"]
TARGET = DEFS["InputSource"]["properties"]["Target"]
RESULT_PATH = DEFS["ResultPath"]["properties"]["Path"]
WORKING_DIRECTORY = DEFS["DockerParams"]["properties"]["WorkingDirectory"]

FORM = "error invalid-format"
RANGE = "error out-of-range"
SOFT_RANGE = "warning out-of-range"


def words(*lines: str) -> list[str]:
    return " ".join(lines).split()


# name: the schema, then for each verdict ("" is none) the strings that get it.
FORMS: dict[str, tuple[dict[str, Any], dict[str, list[str]]]] = {
    "name": (
        NAME,
        {
            "": [*words("a my-job my_job Job1 0 - _ -a-"), "a" * 1000],
            FORM: [*words("a.b a/b é ٣"), "", " ", "a b", " a", "a ", "a\n", "\n", "a\nb"],
        },
    ),
    "task name": (
        TASK_NAME,
        {"": words("main main_2-b"), FORM: ["", "a b", "main\n"]},
    ),
    "namespace": (
        NAMESPACE,
        {
            "": [*words("default a 0 a-b a--b 9-9"), "a" * 63],
            FORM: [*words("-a a- - A a_b a.b é"), "", "a" * 64, "a\n", "a b"],
        },
    ),
    "CPU": (
        RESOURCES["CPU"],
        {
            "": words(
                "0.1 0.10 00.1 0.100001 0.5 1 1.0 2.0 1.5 64",
                "127.99 128 128.0 0128.00",
            ),
            FORM: [
                *words("abc 1,5 .5 5. 500m 1e3 +1 1.2.3 0x10 - --1 NaN one 1_0 ٣"),
                *("", " 1", "1 ", "1 core", "1\n", "0.05\n", "200\n"),
            ],
            RANGE: words("0 0.0 0.09 0.099999 00 00.0999 -1 -0.5 -200"),
            SOFT_RANGE: words("128.1 128.0001 129 130 200 999 1000 00129", "9" * 40),
        },
    ),
    "memory": (
        RESOURCES["Memory"],
        {
            "": [
                *words("1MB 1.0MB 1.5GB 512MB 2TB 1000KB 1000000B 01MB 0001000KB"),
                *words("0.001GB 0.0010GB 0.000001TB 999999TB"),
                *("1 MB", "1000.0 KB"),
            ],
            FORM: [
                *words("1 1024 1gb 1Gb 1kB 1KiB 1Mi 512m 1G 1PB 1BB MB B .5GB 1.GB"),
                *words("1,000MB 1e3MB +1MB ٣MB"),
                *("", "1  MB", "1\tMB", "1\nMB", "1MB\n", "0.5KB\n", "1MB ", " 1MB"),
                *("one GB", "1 GB x"),
            ],
            RANGE: [
                *words("0B 0MB 0.9MB 0.999999MB 999KB 000999KB 999999B 999999.9B"),
                *words("0GB 0.0GB 0.00GB 0.0009GB 0TB 0.0000009TB -1GB"),
                *("999.9 KB", "-0.5 KB"),
            ],
        },
    ),
    "disk": (
        RESOURCES["Disk"],
        {
            "": [
                *words("10MB 10.5MB 1GB 10000KB 10000000B 0.01GB 0.00001TB 9999TB"),
                "10 MB",
            ],
            FORM: [*words("10 10mb 10MiB 10Gi"), "", "10MB\n", "1MB\n", "10  MB"],
            RANGE: words(
                "0MB 1MB 9MB 9.99MB 9999KB 9999999B 0.0GB 0.009GB",
                "0.00TB 0.000009TB -10MB",
            ),
        },
    ),
    "GPU": (
        RESOURCES["GPU"],
        {
            "": words("0 1 8 01 64 1000"),
            FORM: [*words("1.0 0.5 all +1 - -1.5 1x ٣"), "", "1 ", " 1", "1\n"],
            RANGE: words("-1 -10"),
        },
    ),
    "target": (
        TARGET,
        {
            "": ["/", "/a", "/inputs/data", "/a b"],
            "error relative-path": [*words("a ./a a/b ~/a C:\\a"), "", " /a", "\n/a"],
        },
    ),
    "result path": (
        RESULT_PATH,
        {
            "": words("/core.* /outputs/[ab]?.csv"),
            "error relative-path": words("outputs *.csv"),
        },
    ),
    "working directory": (
        WORKING_DIRECTORY,
        {"": words("/ /app"), "warning relative-path": ["", "app", "./app"]},
    ),
}
FORM_CASES = [
    pytest.param(schema, text, verdict, id=f"{name} {text[:30]!r}")
    for name, (schema, table) in FORMS.items()
    for verdict, texts in table.items()
    for text in texts
]


def patterns_of(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [part for part in (schema, *schema.get("allOf", [])) if "pattern" in part]


@pytest.mark.parametrize(("schema", "text", "verdict"), FORM_CASES)
def test_form(schema: dict[str, Any], text: str, verdict: str) -> None:
    assert verdicts(text, schema) == ([verdict] if verdict else [])


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("flags", ["", "u"])
def test_patterns_mean_the_same_in_ecmascript(name: str, flags: str) -> None:
    regress = pytest.importorskip("regress")
    schema, table = FORMS[name]

    for pattern in (part["pattern"] for part in patterns_of(schema)):
        there = regress.Regex(pattern, flags)
        for text in (text for texts in table.values() for text in texts):
            assert bool(there.find(text)) == bool(re.search(pattern, text)), text


@pytest.mark.parametrize("schema", PATTERNS.values(), ids=PATTERNS)
def test_patterns_are_anchored_and_portable(schema: dict[str, Any]) -> None:
    pattern = schema["pattern"]

    assert pattern.startswith("^")
    assert not re.search(r"\\[dDwWsSbBAZzpP]|\(\?(?!:|=|!)", pattern)
    assert not re.search(r"[*+]\)[*+{]|[*+][*+]", pattern)


@pytest.mark.parametrize("pattern", [s["pattern"] for s in PATTERNS.values()], ids=PATTERNS)
def test_patterns_take_linear_time(pattern: str) -> None:
    started = time.perf_counter()
    for head in ("", "1", "0.", "128.", "-"):
        for unit in ("0", "1", "a", ".", "-", "1.", "a.", "1-", "1:", "*.", " ", "B"):
            for tail in ("!", "\n"):
                re.search(pattern, head + unit * 20_000 + tail)

    assert time.perf_counter() - started < 5


PRELUDE = st.sampled_from(["", "-", "0", "00"])
WHOLE = st.one_of(st.integers(0, 200), st.integers(0, 20_000_000)).map(str)
FRACTION = st.one_of(st.just(""), st.from_regex(r"\.[0-9]{1,9}", fullmatch=True))
NUMBER = st.builds(lambda *parts: "".join(parts), PRELUDE, WHOLE, FRACTION)
SMALL = st.from_regex(r"0\.0{0,7}[0-9]{1,3}", fullmatch=True)
UNITS = {"B": 0, "KB": 1, "MB": 2, "GB": 3, "TB": 4}


def size_verdict(number: str, unit: str, least: int) -> list[str]:
    in_bytes = Decimal(number) * Decimal(1000) ** UNITS[unit]
    return [RANGE] if in_bytes < least or number.startswith("-") else []


@settings(deadline=None)
@given(NUMBER | SMALL)
def test_cpu_range_agrees_with_arithmetic(number: str) -> None:
    cores = Decimal(number)
    too_few = cores < Decimal("0.1") or number.startswith("-")
    expected = [RANGE] if too_few else [SOFT_RANGE] if cores > 128 else []

    assert verdicts(number, RESOURCES["CPU"]) == expected


@settings(deadline=None)
@given(NUMBER | SMALL, st.sampled_from(["", " "]), st.sampled_from(list(UNITS)))
def test_size_ranges_agree_with_arithmetic(number: str, space: str, unit: str) -> None:
    text = number + space + unit

    assert verdicts(text, RESOURCES["Memory"]) == size_verdict(number, unit, 1_000_000)
    assert verdicts(text, RESOURCES["Disk"]) == size_verdict(number, unit, 10_000_000)


@settings(deadline=None)
@given(st.text("0123456789.-+ KMGTBbkmi\n", max_size=12))
def test_a_bad_resource_breaks_one_rule_only(text: str) -> None:
    for schema in RESOURCES.values():
        assert len(verdicts(text, schema)) <= 1


@pytest.mark.parametrize("path", [p for p, s in ALL.items() if "x-bound" in s])
def test_the_nearest_allowed_value_is_allowed(path: str) -> None:
    whole = ALL[path.rpartition("/allOf/")[0]]

    assert verdicts(ALL[path]["x-bound"], whole) == []


# What the guide says, fact by fact ------------------------------------------------------

ABSENT: Any = object()


def changed(base: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in (base | changes).items() if value is not ABSENT}


def job(**changes: Any) -> dict[str, Any]:
    return changed({"Name": "my-job", "Type": "batch", "Tasks": [a_task()]}, changes)


def a_task(**changes: Any) -> dict[str, Any]:
    engine = {"Type": "docker", "Params": {"Image": "ubuntu"}}
    resources = {"CPU": "1", "Memory": "1GB", "Disk": "1GB"}
    return changed({"Name": "main", "Engine": engine, "Resources": resources}, changes)


def task(**changes: Any) -> dict[str, Any]:
    return job(Tasks=[a_task(**changes)])


def engine(type_: Any, params: Any = ABSENT) -> dict[str, Any]:
    return task(Engine=changed({}, {"Type": type_, "Params": params}))


def docker(**changes: Any) -> dict[str, Any]:
    return engine("docker", changed({"Image": "ubuntu"}, changes))


def wasm(**changes: Any) -> dict[str, Any]:
    return engine("wasm", changed({"EntryModule": "app.wasm", "EntryPoint": "_start"}, changes))


def resources(**changes: Any) -> dict[str, Any]:
    return task(Resources=changed({"CPU": "1", "Memory": "1GB", "Disk": "1GB"}, changes))


def an_input(**changes: Any) -> dict[str, Any]:
    source = {"Type": "ipfs", "Params": {"CID": "Qm"}}
    return task(InputSources=[changed({"Source": source, "Target": "/a"}, changes)])


def source(type_: Any, **params: Any) -> dict[str, Any]:
    return an_input(Source=changed({}, {"Type": type_, "Params": changed({}, params)}))


def result(**changes: Any) -> dict[str, Any]:
    return task(ResultPaths=[changed({"Name": "o", "Path": "/o", "Type": "file"}, changes)])


def publisher(type_: Any, **params: Any) -> dict[str, Any]:
    return task(Publisher=changed({}, {"Type": type_, "Params": params or ABSENT}))


def network(**changes: Any) -> dict[str, Any]:
    return task(Network=changed({"Type": "http"}, changes))


def timeouts(**values: Any) -> dict[str, Any]:
    return task(Timeouts=values)


def egress(*ports: Any) -> dict[str, Any]:
    return network(Policies={"Egress": {"Ports": list(ports)}})


OK: list[str] = []
MISSING = ["error missing-property"]
MISSING_SOFT = ["warning missing-property"]
TYPE = ["error wrong-type"]
TYPE_OF_ENUM = ["error unknown-value", "error wrong-type"]
VALUE = ["error unknown-value"]
UNKNOWN = ["error unknown-property"]
OUT = ["error out-of-range"]
BAD_FORM = ["error invalid-format"]
RELATIVE = ["error relative-path"]

S3_SOURCE = {
    "Bucket": "b",
    "Key": "k",
    "Region": "r",
    "Endpoint": "e",
    "AccessKeyID": "a",
    "SecretAccessKey": "s",
}

# (number of the fact, instance, what is said of it)
FACTS: list[tuple[int, Any, list[str]]] = [
    # Enumerations
    *((1, job(Type=value), OK) for value in ("batch", "service", "daemon", "ops")),
    *((1, job(Type=value), VALUE) for value in ("Batch", "", "cron", "batch ")),
    (2, docker(), OK),
    (2, wasm(), OK),
    *((2, engine(value, {}), VALUE) for value in ("Docker", "python", "", "noop")),
    (3, source("ipfs", CID="Qm"), OK),
    (3, source("s3", Bucket="b"), OK),
    (3, source("local"), OK),
    (3, source("urlDownload", URL="https://a.b/c"), OK),
    (3, source("s3PreSigned"), OK),
    (3, source("inline", Content=""), OK),
    *((3, source(value, x=1), VALUE) for value in ("url", "S3", "localDirectory", "s3presigned")),
    *((4, network(Type=value), OK) for value in ("none", "http", "full")),
    *((4, network(Type=value), VALUE) for value in ("None", "HTTP", "host", "")),
    *((5, publisher(value), OK) for value in ("ipfs", "s3", "local", "noop")),
    *((5, publisher(value), VALUE) for value in ("S3", "s3managed", "none", "")),
    *((6, result(Type=v), OK) for v in ("file", "directory", "stdout", "stderr", "exitCode")),
    *((6, result(Type=v), VALUE) for v in ("File", "dir", "exitcode", "")),
    *((7, result(Compression=v), OK) for v in ("none", "gzip", "zstd")),
    *((7, result(Compression=v), VALUE) for v in ("zip", "GZIP", "")),
    *((8, result(Format=v), OK) for v in ("raw", "text", "json", "csv")),
    *((8, result(Format=v), VALUE) for v in ("xml", "JSON", "")),
    *((9, resources(Memory="9999999" + unit), OK) for unit in ("B", "KB", "MB", "GB", "TB")),
    *((9, resources(Memory="9999999" + unit), BAD_FORM) for unit in ("", "b", "Gi", "GiB", "PB")),
    (10, job(ExecutionPlan="parallel"), OK),
    (10, job(ExecutionPlan="sequential"), OK),
    (11, job(UpdateStrategy={"Type": "rolling"}), OK),
    (11, job(UpdateStrategy={"Type": "recreate"}), OK),
    (12, job(RestartPolicy={"Mode": "always"}), OK),
    (12, job(RestartPolicy={"Mode": "never"}), OK),
    (13, job(ErrorHandling={"OnFailure": "retry", "BackoffStrategy": "exponential"}), OK),
    (13, job(ErrorHandling={"OnFailure": "fail", "BackoffStrategy": "linear"}), OK),
    # Job
    (14, job(Name="my-job_2"), OK),
    (14, job(Name=ABSENT), MISSING),
    (14, job(Name=""), BAD_FORM),
    (14, job(Name="my job"), BAD_FORM),
    (14, job(Name=1), TYPE),
    (14, job(Name=None), TYPE),
    (15, job(Type=ABSENT), MISSING),
    (15, job(Type=1), TYPE_OF_ENUM),
    (16, job(Count=1), OK),
    (16, job(Count=1.0), OK),
    (16, job(Count=100000), OK),
    (16, job(Count=0), OUT),
    (16, job(Count=-1), OUT),
    (16, job(Count=1.5), TYPE),
    (16, job(Count="1"), TYPE),
    (16, job(Count=True), TYPE),
    *((17, job(Priority=value), OK) for value in (0, 50, 100)),
    *((17, job(Priority=value), OUT) for value in (-1, 101)),
    *((17, job(Priority=value), TYPE) for value in ("1", 0.5, None)),
    (18, job(Namespace="team-a"), OK),
    *((18, job(Namespace=value), BAD_FORM) for value in ("", "Team", "a_b", "-a", "a" * 64)),
    (18, job(Namespace=1), TYPE),
    (19, job(Labels={}), OK),
    (19, job(Labels={"any key": "v", "": ""}), OK),
    (19, job(Labels={"a": 1}), TYPE),
    (19, job(Labels=["a"]), TYPE),
    (20, job(Meta={"a": "b"}), OK),
    (20, job(Meta={"a": True, "b": None}), TYPE + TYPE),
    (20, job(Meta="a"), TYPE),
    (21, job(Tasks=ABSENT), MISSING),
    (21, job(Tasks=[]), ["error too-few-items"]),
    (21, job(Tasks=[a_task(), a_task(Name="second")]), OK),
    (21, job(Tasks=a_task()), TYPE),
    (21, job(Tasks=[None]), TYPE),
    (22, job(ExecutionPlan=1), TYPE),
    (22, job(ExecutionPlan={}), TYPE),
    (23, job(UpdateStrategy={"Type": "rolling", "MaxUnavailable": 1}), OK),
    (23, job(UpdateStrategy={}), OK),
    (23, job(UpdateStrategy={"MaxUnavailable": "1"}), TYPE),
    (23, job(UpdateStrategy={"Type": 1}), TYPE),
    (23, job(UpdateStrategy={"MaxSurge": 1}), UNKNOWN),
    (23, job(UpdateStrategy="rolling"), TYPE),
    (24, job(RestartPolicy={"Mode": "always", "MaxAttempts": 5}), OK),
    (24, job(RestartPolicy={"MaxAttempts": 0.5}), TYPE),
    (24, job(RestartPolicy={"Mode": True}), TYPE),
    (24, job(RestartPolicy="always"), TYPE),
    (24, job(RestartPolicy={"Delay": 1}), UNKNOWN),
    (25, job(ErrorHandling={"MaxAttempts": 3}), OK),
    (25, job(ErrorHandling={"MaxAttempts": "3"}), TYPE),
    (25, job(ErrorHandling={"OnFailure": 1}), TYPE),
    (25, job(ErrorHandling={"BackoffStrategy": 1}), TYPE),
    (25, job(ErrorHandling="retry"), TYPE),
    (25, job(ErrorHandling={"Retries": 1}), UNKNOWN),
    (26, job(Constraints=[]), UNKNOWN),
    (26, job(name="a"), UNKNOWN),
    (26, job(**{"$schema": "x"}), UNKNOWN),
    (26, {}, MISSING * 3),
    (26, [], TYPE),
    (26, None, TYPE),
    # Task
    (27, task(Name=ABSENT), MISSING),
    (27, task(Name=""), BAD_FORM),
    (27, task(Name="a b"), BAD_FORM),
    (27, task(Name=1), TYPE),
    (28, task(Engine=ABSENT), MISSING),
    (28, task(Engine="docker"), TYPE),
    (29, task(Resources=ABSENT), MISSING),
    (29, task(Resources=[]), TYPE),
    (29, task(Resources={}), [*MISSING * 2, *MISSING_SOFT]),
    (30, task(InputSources=[]), OK),
    (30, task(InputSources={}), TYPE),
    (31, task(ResultPaths=[]), OK),
    (31, task(ResultPaths="/outputs"), TYPE),
    (32, task(Network={"Type": "none"}), OK),
    (32, task(Network="none"), TYPE),
    (33, task(Timeouts={}), OK),
    (33, task(Timeouts=60), TYPE),
    (34, task(Env={"A": "b"}), OK),
    (34, task(Env={"A": 1}), TYPE),
    (34, task(Env=["A=b"]), TYPE),
    (35, task(Meta={"a": "b"}), OK),
    (35, task(Meta={"a": {}}), TYPE),
    (35, task(Meta=[]), TYPE),
    (35, task(Labels={}), UNKNOWN),
    (36, publisher("s3", Bucket="b", Key="k", Region="r", Endpoint="e"), OK),
    (36, publisher("s3", Prefix="p"), UNKNOWN),
    *((36, publisher("s3", **{k: 1}), TYPE) for k in ("Bucket", "Key", "Region", "Endpoint")),
    (36, task(Publisher="s3"), TYPE),
    (36, publisher(1), TYPE_OF_ENUM),
    (36, publisher("local", Anything=[1]), OK),
    (36, publisher("ipfs", Anything=1), OK),
    (36, publisher("noop", Anything=1), OK),
    (36, publisher("ftp", Anything=1), VALUE),
    (36, task(Publisher={}), MISSING),
    (36, task(Publisher={"Type": "s3", "Params": []}), TYPE + TYPE),
    (36, task(Publisher={"Type": "s3", "Bucket": "b"}), UNKNOWN),
    # Engine
    (37, engine(ABSENT, {"Anything": 1}), MISSING),
    (37, engine("dokcer", {"Anything": 1}), VALUE),
    (37, engine("dokcer"), VALUE),
    (37, engine(1, {}), TYPE_OF_ENUM),
    (38, engine("docker"), MISSING),
    (38, engine("wasm"), MISSING),
    (38, task(Engine={"Type": "docker", "Params": {"Image": "a"}, "Image": "a"}), UNKNOWN),
    (39, docker(Image=ABSENT), MISSING),
    (39, docker(Image=""), BAD_FORM),
    (39, docker(Image=["a"]), TYPE),
    (40, docker(Entrypoint=["python", "-c"]), OK),
    (40, docker(Entrypoint=[]), OK),
    (40, docker(Entrypoint="python"), TYPE),
    (40, docker(Entrypoint=[1]), TYPE),
    (41, docker(Parameters=["a"]), OK),
    (41, docker(Parameters="a"), TYPE),
    (41, docker(Parameters=[None]), TYPE),
    (42, docker(WorkingDirectory="/app"), OK),
    (42, docker(WorkingDirectory="app"), ["warning relative-path"]),
    (42, docker(WorkingDirectory=1), TYPE),
    (43, docker(EnvironmentVariables={"A": "a b"}), OK),
    (43, docker(EnvironmentVariables={"A": 1}), TYPE),
    (43, docker(EnvironmentVariables=["A=b"]), TYPE),
    (44, docker(Ports=[8080, "8080:80", "anything"]), OK),
    (44, docker(Ports=[{"Static": 1}]), TYPE),
    (44, docker(Ports="80"), TYPE),
    (44, docker(Command="ls"), UNKNOWN),
    (45, wasm(EntryModule=ABSENT), MISSING),
    (45, wasm(EntryModule=""), BAD_FORM),
    (45, wasm(EntryModule={}), TYPE),
    (46, wasm(EntryPoint=ABSENT), MISSING),
    (46, wasm(EntryPoint=""), BAD_FORM),
    (46, wasm(EntryPoint=["_start"]), TYPE),
    (46, wasm(Entrypoint="_start"), UNKNOWN),
    (47, wasm(Parameters=["--verbose"]), OK),
    (47, wasm(Parameters="--verbose"), TYPE),
    (47, wasm(Parameters=[1]), TYPE),
    (48, wasm(EnvironmentVariables={"A": "b"}), OK),
    (48, wasm(EnvironmentVariables={"A": False}), TYPE),
    (48, wasm(EnvironmentVariables=[]), TYPE),
    # Resources
    (49, resources(CPU=ABSENT), MISSING),
    *((49, resources(CPU=value), TYPE) for value in (1, 0.5, None, True)),
    *((49, resources(CPU=value), OK) for value in ("0.1", "0.5", "2.0", "128.0")),
    (49, resources(CPU="0.09"), OUT),
    (49, resources(CPU="128.1"), ["warning out-of-range"]),
    (49, resources(CPU="500m"), BAD_FORM),
    (50, resources(Memory=ABSENT), MISSING),
    (50, resources(Memory=1024), TYPE),
    *((50, resources(Memory=value), OK) for value in ("1MB", "256GB", "1.5GB", "2 GB")),
    (50, resources(Memory="999KB"), OUT),
    (51, resources(Disk=ABSENT), MISSING_SOFT),
    (51, resources(Disk=10), TYPE),
    (51, resources(Disk="10MB"), OK),
    (51, resources(Disk="9MB"), OUT),
    *((52, resources(GPU=value), OK) for value in ("0", "1", "8", "1000")),
    (52, resources(GPU=1), TYPE),
    (52, resources(GPU="0.5"), BAD_FORM),
    (52, resources(GPU="-1"), OUT),
    (53, resources(Memory="1024"), BAD_FORM),
    (53, resources(Disk="1gb"), BAD_FORM),
    (53, resources(Cores="1"), UNKNOWN),
    # Input sources
    (54, an_input(), OK),
    (54, an_input(Source=ABSENT), MISSING),
    (54, an_input(Source="s3"), TYPE),
    (54, task(InputSources=["/a"]), TYPE),
    (55, source(ABSENT, Anything=1), MISSING),
    (55, source(1), TYPE_OF_ENUM),
    (56, an_input(Source={"Type": "ipfs"}), MISSING),
    (56, an_input(Source={"Type": "local"}), MISSING),
    (56, an_input(Source={"Type": "tape"}), ["error missing-property", "error unknown-value"]),
    (56, an_input(Source={"Type": "local", "Params": []}), TYPE + TYPE),
    (56, an_input(Source={"Type": "local", "Params": {}, "Target": "/a"}), UNKNOWN),
    (57, an_input(Target=ABSENT), MISSING),
    (57, an_input(Target="a"), RELATIVE),
    (57, an_input(Target=""), RELATIVE),
    (57, an_input(Target=1), TYPE),
    (58, an_input(Alias="data"), OK),
    (58, an_input(Alias=1), TYPE),
    (58, an_input(Name="data"), UNKNOWN),
    (59, source("ipfs", CID="Qm", Gateway="https://ipfs.io"), OK),
    (59, source("ipfs"), MISSING),
    (59, source("ipfs", CID=""), BAD_FORM),
    (59, source("ipfs", CID=1), TYPE),
    (59, source("ipfs", CID="Qm", Gateway=1), TYPE),
    (59, source("ipfs", CID="Qm", Path="/"), UNKNOWN),
    (60, source("s3", **S3_SOURCE), OK),
    (60, source("s3", Key="k"), MISSING),
    (60, source("s3", Bucket=""), BAD_FORM),
    *((60, source("s3", **S3_SOURCE | {key: 1}), TYPE) for key in S3_SOURCE),
    (60, source("s3", Bucket="b", Filter="f"), UNKNOWN),
    (61, source("urlDownload", URL="https://a.b/c", Headers={"A": "b"}), OK),
    (61, source("urlDownload", Headers={}), MISSING),
    (61, source("urlDownload", URL=""), BAD_FORM),
    (61, source("urlDownload", URL=None), TYPE),
    (61, source("urlDownload", URL="https://a.b/c", Headers={"A": 1}), TYPE),
    (61, source("urlDownload", URL="https://a.b/c", Headers=["A: b"]), TYPE),
    (61, source("urlDownload", URL="https://a.b/c", Path="/c"), UNKNOWN),
    (62, source("inline", Content='#!/bin/bash\necho "$PATH"'), OK),
    (62, source("inline"), MISSING_SOFT),
    (62, source("inline", Content=1), TYPE),
    (62, source("inline", Content="", Data=""), UNKNOWN),
    (63, source("local", SourcePath="/a", ReadWrite=True), OK),
    (63, source("s3PreSigned", Anything={"a": [1]}), OK),
    # Result paths
    (64, task(ResultPaths=["/o"]), TYPE),
    (64, result(Name=ABSENT), MISSING),
    (64, result(Name=""), BAD_FORM),
    (64, result(Name=1), TYPE),
    (65, result(Path="/core.*"), OK),
    (65, result(Path=ABSENT), MISSING),
    (65, result(Path="o"), RELATIVE),
    (65, result(Path=1), TYPE),
    (66, result(Type=ABSENT), MISSING),
    (66, result(Type=1), TYPE_OF_ENUM),
    (67, result(Format=1), TYPE_OF_ENUM),
    (68, result(Compression=None), TYPE_OF_ENUM),
    *((69, result(CompressionLevel=level), OK) for level in (1, 3, 9)),
    *((69, result(CompressionLevel=level), OUT) for level in (0, 10, -1)),
    *((69, result(CompressionLevel=level), TYPE) for level in ("3", 1.5)),
    (69, result(Level=3), UNKNOWN),
    # Network
    (70, network(Type=ABSENT), MISSING_SOFT),
    (70, network(Type=1), TYPE_OF_ENUM),
    (70, network(Ports=[]), UNKNOWN),
    (71, network(Domains=["api.example.com", "*.service.local", "10.0.0.0/8"]), OK),
    (71, network(Domains=[1]), TYPE),
    (71, network(Domains="a.b"), TYPE),
    (72, network(EnableIPv6=True), OK),
    (72, network(EnableIPv6="true"), TYPE),
    (73, network(DNS=["8.8.8.8", "::1"]), OK),
    (73, network(DNS=[8]), TYPE),
    (73, network(DNS="8.8.8.8"), TYPE),
    (74, egress("80", "443", 8080, "8000-8100"), OK),
    (74, egress(80.5), TYPE),
    (74, egress(None), TYPE),
    (74, network(Policies={"Egress": {"Hosts": []}}), UNKNOWN),
    (74, network(Policies={"Egress": []}), TYPE),
    (74, network(Policies={"Egress": {"Ports": "80"}}), TYPE),
    (74, network(Policies={"Ingress": {}}), UNKNOWN),
    (74, network(Policies=[]), TYPE),
    (75, network(Type="none", AllowLoopback=True), OK),
    (75, network(AllowLoopback=1), TYPE),
    (76, network(Routes=[{"Match": "a", "Target": "b"}]), OK),
    (76, network(Routes=[{"Match": "a"}]), MISSING_SOFT),
    (76, network(Routes=[{}]), MISSING_SOFT * 2),
    (76, network(Routes=[{"Match": 1, "Target": 2}]), TYPE * 2),
    (76, network(Routes=["a"]), TYPE),
    (76, network(Routes=[{"Match": "a", "Target": "b", "Via": "c"}]), UNKNOWN),
    (76, network(Routes={}), TYPE),
    # Timeouts
    *((77, timeouts(ExecutionTimeout=value), OK) for value in (0, 60, 2592000)),
    *((77, timeouts(ExecutionTimeout=value), TYPE) for value in ("60", 0.5, None)),
    (77, timeouts(ExecutionTimeout=-1), OUT),
    *((78, timeouts(QueueTimeout=value), OK) for value in (0, 3600)),
    (78, timeouts(QueueTimeout="1h"), TYPE),
    (78, timeouts(QueueTimeout=-1), OUT),
    *((79, timeouts(TotalTimeout=value), OK) for value in (0, 4000)),
    (79, timeouts(TotalTimeout=[]), TYPE),
    (79, timeouts(TotalTimeout=-1), OUT),
    (79, timeouts(Timeout=1), UNKNOWN),
]


def test_the_minimal_job_is_valid() -> None:
    assert verdicts(job()) == []


@pytest.mark.parametrize(
    ("instance", "expected"),
    [pytest.param(instance, verdict, id=f"{fact}") for fact, instance, verdict in FACTS],
)
def test_fact(instance: object, expected: list[str]) -> None:
    assert verdicts(instance) == expected


def test_every_fact_is_covered() -> None:
    assert {fact for fact, _, _ in FACTS} == set(range(1, 80))


# The guide's own examples, placed in a minimal job, comments removed. Number 12 is no JSON.

GUIDE_EXAMPLES: dict[int, tuple[dict[str, Any], list[str]]] = {
    1: (job(Count=1, Tasks=[a_task(Resources={"CPU": "1", "Memory": "1GB"})]), MISSING_SOFT),
    2: (
        docker(
            Image="python:3.9-slim",
            Entrypoint=["python"],
            Parameters=["-c", "print('hello')"],
            WorkingDirectory="/app",
            EnvironmentVariables={"PYTHONUNBUFFERED": "1"},
        ),
        OK,
    ),
    3: (wasm(Parameters=["--verbose"], EnvironmentVariables={"MEMORY_LIMIT": "512MB"}), OK),
    4: (resources(CPU="1.5", Memory="2GB", Disk="10GB", GPU="1"), OK),
    5: (resources(CPU="0.1", Memory="1MB", Disk="10MB"), OK),
    6: (resources(CPU="128", Memory="256GB", GPU="8", Disk=ABSENT), MISSING_SOFT),
    7: (source("ipfs", CID="string", Gateway="string"), OK),
    8: (source("s3", **dict.fromkeys(S3_SOURCE, "string")), OK),
    9: (source("urlDownload", URL="string", Headers={"string": "string"}), OK),
    10: (source("inline", Content="string"), OK),
    11: (an_input(Target="/inputs/data", Alias="dataset"), OK),
    13: (source("inline", Content='#!/bin/bash\necho "Special chars: $PATH"'), OK),
    14: (result(Type="directory", Format="raw", Compression="zstd", CompressionLevel=3), OK),
    15: (result(Name="core", Path="/core.*", Type="file"), OK),
    16: (result(Name="data", Path="/data", Compression="zstd", CompressionLevel=3), OK),
    17: ({"Type": "batch", "Count": 5, "ExecutionPlan": "parallel"}, MISSING * 2),
    18: (
        {
            "Type": "service",
            "Count": 3,
            "UpdateStrategy": {"Type": "rolling", "MaxUnavailable": 1},
        },
        MISSING * 2,
    ),
    19: (
        {"Type": "daemon", "RestartPolicy": {"Mode": "always", "MaxAttempts": 5}},
        MISSING * 2,
    ),
    20: (
        network(
            Domains=["api.example.com"],
            EnableIPv6=True,
            DNS=["8.8.8.8"],
            Policies={"Egress": {"Ports": ["80", "443"]}},
        ),
        OK,
    ),
    21: (network(Type="none", AllowLoopback=True), OK),
    22: (
        network(
            Domains=["*.service.local"],
            Routes=[{"Match": "service.local", "Target": "internal.svc.cluster"}],
        ),
        OK,
    ),
    23: (timeouts(ExecutionTimeout=3600, QueueTimeout=300, TotalTimeout=4000), OK),
    24: (timeouts(ExecutionTimeout=0, QueueTimeout=3600, TotalTimeout=2592000), OK),
    25: (timeouts(ExecutionTimeout=60, QueueTimeout=10, TotalTimeout=70), OK),
    26: (
        job(
            Count=1,
            Tasks=[
                {
                    "Resources": {"CPU": "0.5", "Memory": "512MB"},
                    "Timeouts": {"ExecutionTimeout": 300},
                }
            ],
        ),
        [*MISSING * 2, *MISSING_SOFT],
    ),
    27: (
        job(
            Tasks=ABSENT,
            ErrorHandling={
                "MaxAttempts": 3,
                "OnFailure": "retry",
                "BackoffStrategy": "exponential",
            },
        ),
        MISSING,
    ),
    28: (resources(CPU="8", Memory="16GB", GPU="1", Disk=ABSENT), MISSING_SOFT),
    29: (timeouts(ExecutionTimeout=60, QueueTimeout=10), OK),
}


@pytest.mark.parametrize("number", GUIDE_EXAMPLES)
def test_the_guides_own_examples(number: int) -> None:
    instance, expected = GUIDE_EXAMPLES[number]

    assert verdicts(instance) == expected
