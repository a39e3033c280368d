"""The documents that every server gets: sound specs of a given size, and places in them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIZES = {"2 kB": 2_000, "100 kB": 100_000, "1 MB": 1_000_000}
LARGEST = 5_000_000
PLACES = ("start", "middle", "end")


@dataclass(frozen=True)
class Document:
    """A spec as text. All of it is ASCII, so columns are offsets in the line."""

    text: str

    def line_of(self, needle: str, place: str) -> int:
        """The number of a line that holds *needle*, at one of the `PLACES`."""
        lines = [n for n, line in enumerate(self.text.split("\n")) if needle in line]
        return lines[{"start": 0, "middle": len(lines) // 2, "end": -1}[place]]

    def line(self, number: int) -> str:
        """The text of a line."""
        return self.text.split("\n")[number]


def json_document(size: int) -> Document:
    """A spec of about *size* bytes as the guide wants it."""
    return _document(size, lambda tasks: json.dumps(_job(tasks, _task), indent=2) + "\n")


def yaml_document(size: int) -> Document:
    """A spec of about *size* bytes as Bacalhau wants it, in block style."""
    return _document(
        size, lambda tasks: "".join(f"{line}\n" for line in _block(_job(tasks, _real)))
    )


def _document(size: int, text: Callable[[int], str]) -> Document:
    """As many tasks as *size* takes."""
    one, two = (len(text(tasks)) for tasks in (1, 2))
    return Document(text(max(1, round((size - one) / (two - one)) + 1)))


def _job(tasks: int, task: Callable[[int], dict[str, Any]]) -> dict[str, Any]:
    return {
        "Name": "benchmark",
        "Type": "batch",
        "Count": 1,
        "Labels": {"team": "data", "stage": "test"},
        "Tasks": [task(number) for number in range(tasks)],
    }


def _task(number: int) -> dict[str, Any]:
    return {
        "Name": f"task-{number}",
        "Engine": {
            "Type": "docker",
            "Params": {
                "Image": f"ubuntu:22.{number}",
                "Entrypoint": ["/bin/bash"],
                "Parameters": ["-c", f"sort /inputs/{number}.csv > /outputs/{number}.csv"],
                "EnvironmentVariables": {"LEVEL": "info", "PART": str(number)},
            },
        },
        "Resources": {"CPU": "1", "Memory": "1GB", "Disk": "10GB"},
        "InputSources": [
            {
                "Source": {
                    "Type": "s3",
                    "Params": {"Bucket": "measurements", "Key": f"parts/{number}.csv"},
                },
                "Target": f"/inputs/{number}.csv",
            }
        ],
        "ResultPaths": [{"Name": "sorted", "Path": "/outputs", "Type": "directory"}],
        "Timeouts": {"ExecutionTimeout": 3600, "QueueTimeout": 60},
    }


def _real(number: int) -> dict[str, Any]:
    task = _task(number)
    task["Engine"]["Params"]["EnvironmentVariables"] = ["LEVEL=info", f"PART={number}"]
    del task["ResultPaths"][0]["Type"]
    return {**task, "Publisher": {"Type": "local"}}


def _block(value: object) -> Iterator[str]:
    """The lines of a value in YAML, laid out so that no formatter changes them."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _member(key, each)
    elif isinstance(value, list):
        for each in value:
            first, *others = _block(each)
            yield f"- {first}"
            yield from (f"  {line}" for line in others)
    else:
        yield json.dumps(value) if value == "1" else str(value)


def _member(key: str, value: object) -> Iterator[str]:
    if isinstance(value, dict | list):
        yield f"{key}:"
        yield from (f"  {line}" for line in _block(value))
    else:
        yield f"{key}: {next(_block(value))}"
