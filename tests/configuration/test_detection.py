"""Which files are specs, and the reason in words."""

from __future__ import annotations

import pytest

from bacalhau_ls.detection import Confidence, detect, might_be_spec
from bacalhau_ls.document import Document
from bacalhau_ls.globs import matches
from bacalhau_ls.syntax.yaml import YAML

BY_ENGINE = "it has `Tasks` with an `Engine`"
BY_TYPE = "it has the `Type` of a job and `Tasks`"
LEGACY = "it has the `Spec` of a job of before v1.4"
HELD_TO_THE_REAL_ONE = "# bacalhau-ls: specification=bacalhau\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param('{"Tasks": [{"Engine": {}}]}', BY_ENGINE, id="engine"),
        pytest.param('{"Tasks": [{}, {"Engine": null}]}', BY_ENGINE, id="engine of a later task"),
        pytest.param('{"Tasks": {"Engine": {}}}', BY_ENGINE, id="a task without its list"),
        pytest.param('{"Type": "batch", "Tasks": 1}', BY_TYPE, id="type"),
        pytest.param('{"Type": "Service", "Tasks": []}', BY_TYPE, id="type in capitals"),
        pytest.param("{Type: 'ops', Tasks: [", BY_TYPE, id="JSON5, still being written"),
        pytest.param('// job\n{"Type": "daemon",\n"Tasks"', BY_TYPE, id="key without a value"),
        pytest.param('{"Type": "build", "Tasks": []}', None, id="another type"),
        pytest.param('{"Type": "batch"}', None, id="no tasks"),
        pytest.param('{"Tasks": [{"Name": "x"}]}', None, id="tasks of something else"),
        pytest.param('{"tasks": [{"Engine": {}}]}', None, id="tasks of an editor"),
        pytest.param(
            HELD_TO_THE_REAL_ONE + '{"tasks": [{"engine": {}}]}', BY_ENGINE, id="any letter case"
        ),
        pytest.param('{"Job": {"Tasks": [{"Engine": {}}]}}', BY_ENGINE, id="for the HTTP API"),
        pytest.param('{"APIVersion": "V1beta1", "Spec": {}}', LEGACY, id="of before v1.4"),
        pytest.param(
            '{"spec": {"engine": "Docker", "verifier": "Noop"}, "deal": {"concurrency": 1}}',
            LEGACY,
            id="of before v1.4, without a version",
        ),
        pytest.param(
            '{"Engine": "wasm", "PublisherSpec": {"Type": "ipfs"}}', LEGACY, id="its spec alone"
        ),
        pytest.param('{"Job": {"Spec": {"EngineSpec": {"Type": "docker"}}}}', LEGACY, id="wrapped"),
        pytest.param(
            '{"apiVersion": "core.bacalhau.org/v1", "kind": "Job", "spec": {"Tasks": 1}}',
            None,
            id="a resource of Kubernetes",
        ),
        pytest.param('[{"Tasks": [{"Engine": {}}]}]', None, id="not at the top"),
        pytest.param('{"a": {"Tasks": [{"Engine": {}}]}}', None, id="deeper"),
        pytest.param("Tasks Engine Type batch", None, id="words"),
        pytest.param("", None, id="empty"),
    ],
)
def test_by_content(content: str, reason: str | None) -> None:
    """The name is no help here."""
    detection = detect(Document.read(content), "x.json")
    assert detection.is_spec == (reason is not None)
    if reason:
        assert detection == (Confidence.CONTENT, reason)
        assert might_be_spec(content)


STRANGERS = {
    "a resource of Kubernetes": "apiVersion: b/v1\nkind: Job\nspec: {engine: docker, docker: {}}",
    "a part of one": "spec:\n  template:\n    spec:\n      containers: []\n",
    "a part of one, with a version": "apiVersion: apps/v1\nspec:\n  replicas: 2\n",
    "a template of Argo": "spec:\n  entrypoint: main\n  templates:\n    - dag: {tasks: []}\n",
    "Docker Compose": "services:\n  db:\n    image: postgres\n    deploy: {}\n",
    "a workflow of GitHub": "on: push\njobs:\n  a:\n    services: {docker: {image: a}}\n",
    "a database": "engine: postgres\nspec: {engine: postgres, version: 15}\n",
    "another engine": "spec:\n  engine: v8\n  docker: {image: a}\n",
    "a collection of Ansible": "spec: a\ntasks:\n  - docker: {}\n",
    "a package": "engines: {node: 1}\nspec: {engine: docker}\n",
    "an API": "openapi: 3.0.0\ninfo: {}\npaths: {}\n",
}


@pytest.mark.parametrize("content", STRANGERS.values(), ids=list(STRANGERS))
def test_strangers(content: str) -> None:
    """Many other files have a `spec`."""
    assert not detect(Document.read(content, YAML), "x.yaml").is_spec


def test_bare_specs_of_before_v1_4() -> None:
    content = "Spec:\n  Engine: Docker\n  Docker:\n    Image: ubuntu\nDeal:\n  Concurrency: 1\n"

    assert might_be_spec(content)
    assert detect(Document.read(content, YAML), "x.yaml") == (Confidence.CONTENT, LEGACY)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("a.bacalhau.json", "its name matches `*.bacalhau.json`"),
        ("a.bacalhau.jsonc", "its name matches `*.bacalhau.jsonc`"),
        ("x/y/a.job.json5", "its name matches `*.job.json5`"),
        (r"x\y\A.Job.JSON", "its name matches `*.job.json`"),
        ("specs/a.json", "the setting `files` names it with `specs/**`"),
        ("job.json", None),
        ("ajob.json", None),
        ("a.job.json.bak", None),
        ("a.job.toml", None),
        ("a.job.yaml", "its name matches `*.job.yaml`"),
    ],
)
def test_by_name(path: str, reason: str | None) -> None:
    """The content is no help here."""
    detection = detect(Document.read("[]"), path, ["specs/**"])
    assert detection.is_spec == (reason is not None)
    if reason:
        assert detection == (Confidence.NAME, reason)
    else:
        assert detection.reason.startswith("neither its content nor its name")


def test_content_comes_before_the_name() -> None:
    """It is the better reason."""
    document = Document.read('{"Tasks": [{"Engine": {}}]}')
    assert detect(document, "a.job.json") == (Confidence.CONTENT, BY_ENGINE)


def test_a_text_without_the_word_is_not_even_parsed() -> None:
    """Big files of others cost nothing."""
    assert not might_be_spec('{"name": "x"}' * 1000)


@pytest.mark.parametrize(
    ("pattern", "hits", "misses"),
    [
        ("*.json", ["a.json", "x/y/a.json", r"x\a.json"], ["a.jsonc", "json"]),
        ("jobs/*.json", ["jobs/a.json"], ["jobs/x/a.json", "x/jobs/a.json"]),
        ("/jobs/*.json", ["jobs/a.json"], ["x/jobs/a.json"]),
        ("./jobs/*.json", ["jobs/a.json"], ["a.json"]),
        ("**/jobs/*.json", ["jobs/a.json", "x/y/jobs/a.json"], ["xjobs/a.json"]),
        ("jobs/**", ["jobs/a", "jobs/x/a.json"], ["jobs", "job/a"]),
        ("jobs/**/*.json", ["jobs/a.json", "jobs/x/y/a.json"], ["a.json", "jobsa.json"]),
        ("a?.json", ["ab.json"], ["a.json", "abc.json"]),
        ("x/a?b", ["x/acb"], ["x/a/b"]),
        ("{a,b/c}.json", ["a.json", "b/c.json"], ["c.json", "b.json"]),
        ("{a,{b,c}}x", ["ax", "bx", "cx"], ["x", "a,x"]),
        ("[a-c].json", ["b.json"], ["d.json", "-.json"]),
        ("[!a-c].json", ["d.json"], ["a.json"]),
        ("[]x].json", ["].json", "x.json"], ["[.json"]),
        ("a,b.json", ["a,b.json"], ["a.json"]),
        ("a(b)+$.json", ["a(b)+$.json"], ["ab.json"]),
        ("[z-a].json", ["[z-a].json"], ["z.json"]),
        ("}a{", ["}a{"], ["a"]),
        ("[a", ["[a"], ["a"]),
        ("{a", ["{a"], ["a"]),
        ("[z-a]*", ["[z-a]b"], ["b"]),
        pytest.param("*a" * 50, ["a" * 100], ["a" * 100 + "b", "a" * 49], id="many stars"),
        pytest.param("**/" * 50 + "a", ["a", "b/" * 60 + "a"], ["a/" * 60], id="many folders"),
        pytest.param("{*a,a*}" * 50, ["a" * 100], ["a" * 49, "b" * 100], id="many alternatives"),
    ],
)
def test_patterns(pattern: str, hits: list[str], misses: list[str]) -> None:
    """As editors read them; what makes no sense means itself, and none takes for ever."""
    assert [path for path in hits if not matches(path, pattern)] == []
    assert [path for path in misses if matches(path, pattern)] == []
