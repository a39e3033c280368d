"""The documents that every server gets: sound specs of a given size, and places in them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCHEMA_FILE = Path(__file__).parents[2] / "schema" / "guide.schema.json"
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


def document(size: int) -> Document:
    """A spec of about *size* bytes: as many tasks as that takes."""
    one, two = (len(_text(tasks)) for tasks in (1, 2))
    return Document(_text(max(1, round((size - one) / (two - one)) + 1)))


def _text(tasks: int) -> str:
    job = {
        "Name": "benchmark",
        "Type": "batch",
        "Count": 1,
        "Labels": {"team": "data", "stage": "test"},
        "Tasks": [_task(number) for number in range(tasks)],
    }
    return json.dumps(job, indent=2) + "\n"


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
