"""Texts of any size, sound and broken, that have cost more than their size somewhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def _task(number: int) -> dict[str, Any]:
    return {
        "Name": f"task-{number}",
        "Engine": {"Type": "docker", "Params": {"Image": f"ubuntu:22.{number}"}},
        "Env": {"A": f"$B {number}", "B": "/in"},
        "Resources": {"CPU": "1", "Memory": "1GB", "Disk": "1GB"},
        "ResultPaths": [{"Name": "out", "Path": "/out", "Type": "directory"}],
        "Timeouts": {"ExecutionTimeout": 3600, "QueueTimeout": 60},
        "InputSources": [
            {
                "Alias": f"a{number}",
                "Target": f"/in/{number}",
                "Source": {"Type": "s3", "Params": {"Bucket": "bucket", "Key": f"k{number}"}},
            }
        ],
    }


def _job(**fields: Any) -> dict[str, Any]:
    return {"Name": "job", "Type": "batch", "Count": 1, **fields}


def tasks(size: int) -> str:
    return json.dumps(_job(Tasks=[_task(number) for number in range(size)]), indent=2)


def one_line(size: int) -> str:
    return json.dumps(_job(Tasks=[_task(number) for number in range(size)]))


def findings(size: int) -> str:
    wrong = [{"Name": f"t{n}", "Engine": {"Type": f"dokcer{n}"}, "Nmae": n} for n in range(size)]
    return json.dumps(_job(Tasks=wrong), indent=2)


def entries(size: int) -> str:
    return json.dumps(_job(Labels={f"key{n}": f"value {n}" for n in range(size)}, Tasks=[_task(0)]))


def items(size: int) -> str:
    params = {"Image": "ubuntu", "Parameters": [f"word{n}" for n in range(size)]}
    return json.dumps(_job(Tasks=[{"Engine": {"Type": "docker", "Params": params}}]))


def strangers(size: int) -> str:
    return json.dumps(_job(**{f"Nmae{n}": n for n in range(size)}, Tasks=[_task(0)]), indent=2)


def _in_job(piece: str) -> str:
    return '{"Name": "job", "Type": "batch", "Tasks": [{"Name": "t", "Env": ' + piece


SHAPES: dict[str, Callable[[int], str]] = {
    "tasks": tasks,
    "one line": one_line,
    "findings": findings,
    "entries": entries,
    "items": items,
    "strangers": strangers,
    "a huge string": lambda size: json.dumps(_job(Tasks=[{"Name": "x é " * size}])),
    "escapes": lambda size: json.dumps(_job(Tasks=[{"Name": "\u00e9\n" * size}])),
    "a deep nest": lambda size: _in_job('{"a": [' * size + "]}" * size + "}]}"),
    "open brackets": lambda size: _in_job("[" * size),
    "open braces": lambda size: _in_job('{"a":' * size),
    "missing values": lambda size: _in_job('{"a": , "b": [{' * size),
    "duplicate keys": lambda size: _in_job("{" + '"A": "1", ' * size + '"B": "2"}}]}'),
    "stray closers": lambda size: _in_job("{}" + "]}" * size),
    "lines of stray closers": lambda size: _in_job("{}" + "\n  ]}" * size),
    "unclosed comments": lambda size: _in_job("{}" + " /* " * size),
    "ignore comments": lambda size: _in_job(
        "{\n" + '// bacalhau-ls: ignore[x, y]\n"A": 1,\n' * size + '"B": "2"}}]}'
    ),
    "comments": lambda size: _in_job("{\n" + '"A": "1", // why\n' * size + '"B": "2"}}]}'),
    "open quotes": lambda size: _in_job("{" + '\n"A": "1' * size),
    "lines of conflict": lambda size: _in_job("{" + "\n<<<<<<< ours" * size + "\n=======\n"),
    "quotes and braces": lambda size: _in_job('{{"{"}"{{}"}""{{{"}}"' * size),
    "templates in a list": lambda size: _in_job("[" + "{{.a}}" * size),
    "templates in an object": lambda size: _in_job("{" + "{{.a}}" * size),
    "open blocks in a list": lambda size: _in_job("[" + "{{if .a}}" * size),
    "open blocks in an object": lambda size: _in_job('{"a": ' + '{{if .a}}"' * size),
    "open actions": lambda size: _in_job("{" + "{{.a " * size),
    "missing commas": lambda size: _in_job("{" + '\n"A": "1"' * size + "}}]}"),
}
