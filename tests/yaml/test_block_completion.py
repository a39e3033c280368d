"""What accepting an item makes of the YAML that people write for the real Bacalhau."""

from __future__ import annotations

import pytest

from tests.yaml.accepting import after, items_at, labels

TASK = "Tasks:\n  - Name: a\n    "
INPUT = f"{TASK}InputSources:\n      - "
DOCKER = """Engine:
      Type: docker
      Params:
        Image: ubuntu:24.04
        Parameters:
          - echo
          - hello"""

PORTS = "Network:\n      Ports:\n        - Name: http"
LOCAL = """- Source:
      Type: local
      Params:
        SourcePath: /data
    Target: /inputs"""


@pytest.mark.parametrize(
    ("place", "label", "expected"),
    [
        (f"{TASK}‸", "Resources", f"{TASK}Resources:\n      "),
        (f"{TASK}Re‸\n", "Resources", f"{TASK}Resources:\n      \n"),
        ("‸Name: x\n", "Name", "Name: x\n"),
        ("Name: x\n‸", "Labels", "Name: x\nLabels:\n  "),
        (f"{TASK}‸", "Engine", TASK + DOCKER),
        ("Tasks: ‸", "Engine", f"Tasks:\n  - {DOCKER}"),
        (f"{TASK}Engine: ‸\n", "Type", f"{TASK}Engine:\n      Type: docker\n"),
        (f"{TASK}Engine: ‸\n", "docker engine", f"{TASK}{DOCKER}\n"),
        (f"{TASK}Engine:‸\n", "docker engine", f"{TASK}{DOCKER}\n"),
        (f"{TASK}Engine: do‸\n", "docker engine", f"{TASK}{DOCKER}\n"),
        (f"{TASK}Resources: ‸", "CPU", f'{TASK}Resources:\n      CPU: "1"'),
        (f"{TASK}Resources: C‸\n", "CPU", f'{TASK}Resources:\n      CPU: "1"\n'),
        (
            f"{TASK}Network:\n      ‸",
            "Ports",
            f"{TASK}{PORTS}",
        ),
        ("Labels: ‸", "team", "Labels:\n  team: data"),
        (f"{TASK}Network: ‸", "Ports", f"{TASK}{PORTS}"),
        # behind a dash, however wide
        ("Constraints:\n- ‸", "label exists", "Constraints:\n- Key: gpu\n  Operator: exists"),
        (
            "Constraints:\n-   ‸\n",
            "label exists",
            "Constraints:\n-   Key: gpu\n    Operator: exists\n",
        ),
        (
            "Constraints:\n-\n      ‸\n",
            "label exists",
            "Constraints:\n-\n      Key: gpu\n      Operator: exists\n",
        ),
        ("Tasks:\n  -   ‸", "Engine", "Tasks:\n  -   " + DOCKER.replace("\n", "\n  ")),
    ],
)
def test_objects_and_lists_are_blocks(place: str, label: str, expected: str) -> None:
    assert after(place, label) == expected


@pytest.mark.parametrize(
    ("place", "label", "expected"),
    [
        ("Constraints: [‸]", "label exists", "Constraints: [{Key: gpu, Operator: exists}]"),
        ("Constraints:\n  - {‸}", "Values", "Constraints:\n  - {Values: [eu-west-1]}"),
        (f"{TASK}Network: {{Type: Host, ‸}}", "Ports",
         f"{TASK}Network: {{Type: Host, Ports: [{{Name: http}}]}}"),
        (f"{TASK}Resources: {{‸", "CPU", f'{TASK}Resources: {{CPU: "1"'),
        (f'{TASK}Resources: {{"CPU": "1", ‸}}', "Memory",
         f'{TASK}Resources: {{"CPU": "1", "Memory": 512mb}}'),
        (f"{TASK}Resources: {{CPU: '1', Disk: '1gb', ‸}}", "Memory",
         f"{TASK}Resources: {{CPU: '1', Disk: '1gb', Memory: '512mb'}}"),
        ("Constraints:\n  - {Key: a, Operator: ‸}", '"="',
         'Constraints:\n  - {Key: a, Operator: "="}'),
        # before a value whose key has gone
        ('Constraints:\n  - {‸ "a b", Operator: in}', "Key",
         'Constraints:\n  - {Key: "a b", Operator: in}'),
        ("Constraints:\n  - {‸ a b}", "Key", "Constraints:\n  - {Key: a b}"),
        ("Constraints:\n  - {Operator: in, ‸ x # c\n    }", "Key",
         "Constraints:\n  - {Operator: in, Key: x # c\n    }"),
        ("Constraints:\n  - {Key: a, Operator: '‸'}", "=",
         "Constraints:\n  - {Key: a, Operator: '='}"),
    ],
)  # fmt: skip
def test_between_brackets_it_stays_there(place: str, label: str, expected: str) -> None:
    assert after(place, label) == expected


@pytest.mark.parametrize("kind", ["urlDownload", "ipfs", "s3", "local", "inline"])
def test_all_kinds_of_storage_are_at_hand(kind: str) -> None:
    assert f"Type: {kind}\n" in after(f"{INPUT}‸", f"{kind} input")
    assert f"Type: {kind}\n" in after(f"{INPUT}Source:\n          ‸", f"{kind} source")
    first = "Source" if kind == "urlDownload" else f"Source: {kind} source"
    assert f"Type: {kind}\n" in after(f"{INPUT}Target: /x\n        ‸", first)


@pytest.mark.parametrize("kind", ["s3", "local", "ipfs", "s3managed"])
def test_a_publisher_has_a_type(kind: str) -> None:
    first = "Publisher" if kind == "s3" else f"Publisher: {kind} publisher"

    assert after(f"{TASK}‸", first).startswith(f"{TASK}Publisher:\n      Type: {kind}")


@pytest.mark.parametrize(
    "place",
    [
        "‸", f"{TASK}‸", "Tasks: ‸", f"{TASK}Engine: ‸", f"{TASK}Publisher:\n      ‸", f"{INPUT}‸",
        "Labels: ‸", "Labels:\n  ‸", "Constraints: ‸", "Constraints:\n  - ‸",
    ],
)  # fmt: skip
def test_labels_have_no_brackets(place: str) -> None:
    assert [label for label in labels(place) if set(label) & set("{}[]")] == []


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (f"{TASK}Resources:\n      CPU: ‸", ['"1"', '"0.5"', "250m", '"4"']),
        (f'{TASK}Resources:\n      CPU: "‸"', ["1", "0.5", "250m", "4"]),
        (f"{TASK}Resources:\n      CPU: '‸'", ["1", "0.5", "250m", "4"]),
        ("Labels: ‸", ["team", "env", "version", 'env: prod, version: "2"']),
    ],
)
def test_labels_show_what_is_written(place: str, expected: list[str]) -> None:
    assert labels(place) == expected


def test_whole_jobs_come_first_in_an_empty_file() -> None:
    found = labels("# new\n‸")

    assert found[0] == "docker job"
    assert {"wasm job", "service job", "daemon job", "Name", "Type", "Tasks"} <= set(found)


@pytest.mark.parametrize(
    ("place", "label", "expected"),
    [
        # between a key and its block: an entry of that block, whatever the column
        (f"{TASK}Engine:\n‸\n      Type: docker\n", "Params",
         f"{TASK}Engine:\n      Params:\n        Image: ubuntu:24.04\n      Type: docker\n"),
        # in the middle of a block
        (f'{TASK}Resources:\n      CPU: "1"\n‸\n      Disk: 1gb\n', "GPU",
         f'{TASK}Resources:\n      CPU: "1"\n      GPU: "1"\n      Disk: 1gb\n'),
        # between two blocks the column tells
        (f'{TASK}Resources:\n      CPU: "1"\n      ‸\nCount: 1\n', "GPU",
         f'{TASK}Resources:\n      CPU: "1"\n      GPU: "1"\nCount: 1\n'),
        (f'{TASK}Resources:\n      CPU: "1"\n    ‸\nCount: 1\n', "Meta",
         f'{TASK}Resources:\n      CPU: "1"\n    Meta:\n      \nCount: 1\n'),
        (f'{TASK}Resources:\n      CPU: "1"\n  ‸\nCount: 1\n', "Engine",
         f'{TASK}Resources:\n      CPU: "1"\n  - {DOCKER}\nCount: 1\n'),
        (f'{TASK}Resources:\n      CPU: "1"\n‸\nCount: 1\n', "Meta",
         f'{TASK}Resources:\n      CPU: "1"\nMeta:\n  \nCount: 1\n'),
        # the dashes of a list may stand below its key
        ("Tasks:\n‸", "wasm task", None),
        ("Tasks:\n- Name: a\n  InputSources:\n  ‸", "local input",
         f"Tasks:\n- Name: a\n  InputSources:\n  {LOCAL}"),
    ],
)  # fmt: skip
def test_the_column_tells_the_level(place: str, label: str, expected: str | None) -> None:
    assert expected is None or after(place, label) == expected
    assert label in labels(place)


@pytest.mark.parametrize(
    ("place", "label", "expected"),
    [
        ("‸\nName: x\n", "Count", "Count: 1\nName: x\n"),
        ("# a\n‸\n# b\nName: x\n", "Count", "# a\nCount: 1\n# b\nName: x\n"),
        ("\ufeff‸\nName: x\n", "Labels", "\ufeffLabels:\n  \nName: x\n"),
        ("---\n‸\nName: x\n", "Count", "---\nCount: 1\nName: x\n"),
        ("Constraints:\n  - ‸\n    Operator: in\n", "Key",
         "Constraints:\n  - Key: region\n    Operator: in\n"),
        ("Constraints:\n  - ‸ # c\n    Operator: in\n", "Key",
         "Constraints:\n  - Key: region # c\n    Operator: in\n"),
        ("Tasks:\n- ‸\n  Name: a\n", "Meta", "Tasks:\n- Meta:\n    \n  Name: a\n"),
    ],
)  # fmt: skip
def test_in_front_of_the_first_entry(place: str, label: str, expected: str) -> None:
    assert after(place, label) == expected


@pytest.mark.parametrize(
    "place", ["‸\n---\nName: x\n", "Name: x\n---\n‸", "Tasks: # ‸\n  - Name: a\n"]
)
def test_silence(place: str) -> None:
    assert labels(place) == []


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("Name: x\n‸\n- Name: a\n", "Name: x\nTasks:\n- Name: a\n"),
        ("Name: x\nTas‸\n  - Name: a\n", "Name: x\nTasks:\n  - Name: a\n"),
        ("Name: x\nTas‸\n- Name: a\n", "Name: x\nTasks:\n- Name: a\n"),
        ("Name: x\nTasks‸\n  - Name: a\n", "Name: x\nTasks:\n  - Name: a\n"),
    ],
)
def test_a_key_takes_over_the_lines_below(place: str, expected: str) -> None:
    assert after(place, "Tasks") == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("Re‸sources:\n      CPU: '1'\n", "Meta:\n      CPU: '1'\n"),
        ("‸Resources:\n      CPU: '1'\n", "Meta:\n      CPU: '1'\n"),
        ("Resources‸: # c\n      CPU: '1'\n", "Meta: # c\n      CPU: '1'\n"),
        ('"Re‸sources": {}\n', '"Meta": {}\n'),
        ("Resources‸:\r\n      CPU: '1'\r\n", "Meta:\r\n      CPU: '1'\r\n"),
        ("Resources‸", "Meta:\n      "),
    ],
)
def test_the_key_is_replaced_and_nothing_else(place: str, expected: str) -> None:
    assert after(TASK + place, "Meta") == TASK + expected


def test_a_key_in_quotes_stays_in_them() -> None:
    assert after('Name: x\n"‸"\n', "Count") == 'Name: x\n"Count": 1\n'


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("\t‸", "Count: 1"),
        ("Name: x\n\t‸\n", "Name: x\nCount: 1\n"),
    ],
)
def test_tabs_in_front_give_way(place: str, expected: str) -> None:
    assert after(place, "Count") == expected


VARIABLES = 'Name: "{{.name}}"\nNamespace: "{{ or .ns .other }}"\nLabels:\n  a: '


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("{{‸", "{{.name}}"),
        ("{{.‸", "{{.name}}"),
        ('"{{.n‸}}"', '"{{.name}}"'),
        ('"{{ ‸ }}"', '"{{ .name }}"'),
        ('"{{ .‸', '"{{ .name }}'),
        ("x-{{.‸}}-y", "x-{{.name}}-y"),
        ('"{{or .a .‸}}"', '"{{or .a .name}}"'),
    ],
)
def test_variables_within_a_template(place: str, expected: str) -> None:
    assert after(VARIABLES + place, ".name") == VARIABLES + expected
    assert labels(VARIABLES + place)[:3] == [".name", ".ns", ".other"]


@pytest.mark.parametrize("place", ["Type: {{ ‸ }}", "Type: {{ pr‸", "Type: '{{or .x (‸ .y)}}'"])
def test_functions_within_a_template_and_no_values(place: str) -> None:
    found = set(labels(place))

    assert {"or", "index", "printf"} <= found
    assert not found & {"batch", "service"}


@pytest.mark.parametrize("place", ["Type: {{.‸}}", 'Type: {{index . "b‸"}}'])
def test_no_values_where_a_variable_or_its_name_is_written(place: str) -> None:
    assert labels(place) == []


@pytest.mark.parametrize("place", ["# {{.‸}}\n", "Name: x # {{.‸\n"])
def test_no_variables_in_comments(place: str) -> None:
    assert labels("Namespace: '{{.ns}}'\n" + place) == []


@pytest.mark.parametrize(
    ("place", "selected"),
    [("‸", "Type"), ("Tasks: ‸", "Name"), (f"{TASK}Engine: ‸", "Type"), (f"{INPUT}‸", "Source")],
)
def test_only_one_is_selected(place: str, selected: str) -> None:
    assert [item.label for item in items_at(place) if item.is_preselected] == [selected]


@pytest.mark.parametrize("place", ["Constraints:\n  - ‸", f"{TASK}‸", "‸"])
def test_what_must_be_there_comes_first(place: str) -> None:
    remarks = [item.remark for item in items_at(place) if item.kind.name == "KEY"]

    assert remarks == sorted(remarks, reverse=True)
    assert "required" in remarks


@pytest.mark.parametrize(
    ("kind", "unfit"),
    [
        ("None", {"Domains", "Ports"}),
        ("none", {"Domains", "Ports"}),
        ("Default", {"Domains", "Ports"}),
        ("HTTP", {"Ports"}),
        ("Host", {"Domains"}),
        ("Bridge", {"Domains"}),
    ],
)
@pytest.mark.parametrize("rest", ["", f"\n# {'long' * 20_000}"])
def test_what_goes_against_the_type_of_the_network_comes_last(
    kind: str, unfit: set[str], rest: str
) -> None:
    """In long texts too, where nobody waits for every offer to be tried."""
    for network in (f"Network: {{Type: {kind}, ‸}}", f"Network:\n      Type: {kind}\n      ‸"):
        found = items_at(f"{TASK}{network}{rest}\n")

        assert {item.label for item in found} == {"Domains", "Ports"}
        assert {item.label for item in found if item.is_unfit} == unfit
        assert [item.is_unfit for item in found] == sorted(item.is_unfit for item in found)


WASM = f"""{TASK}InputSources:
      - Target: /app.wasm
      - Target: /lib.wasm
    Engine:
      Type: wasm
      Params:
        """


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("EntryModule: ‸\n", ["/app.wasm", "/lib.wasm"]),
        ("ImportModules:\n          - ‸\n", ["/app.wasm", "/lib.wasm"]),
        ("ImportModules: [/lib.wasm, ‸]\n", ["/app.wasm"]),
        ("EntryModule: /app.wasm\n        ImportModules:\n        - ‸\n", ["/lib.wasm"]),
    ],
)
def test_modules_are_targets_and_objects_of_old_come_last(place: str, expected: list[str]) -> None:
    items = items_at(WASM + place)
    legacy = [item.is_deprecated for item in items]

    assert [item.label for item in items][: len(expected)] == expected
    assert not legacy[0]
    assert legacy == sorted(legacy)


def test_keys_nested_a_thousand_deep() -> None:
    text = "\n".join(f"{' ' * depth}a:" for depth in range(1500))

    assert labels(f"{text}‸") == []
    assert "Tasks" in labels(f"{text}\n‸")
    assert labels(f"{text}\n{' ' * 1500}‸") == []
