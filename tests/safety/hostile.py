"""Specs whose every text wants to be more than text, and what was found in answers to them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK = "evil.example"
"""In every payload, so that what became of it can be found."""
PAYLOADS = [
    f"[click](command:{MARK})",
    f"![x](https://{MARK}/pixel.png)",
    f"<img src=https://{MARK}/a.png>",
    f"<a href='https://{MARK}'>x</a>",
    f"[x]: https://{MARK}",
    f"https://{MARK}/auto",
    f"www.{MARK}",
    f"``` \n# {MARK}\n```",
    f"`{MARK}` **[b](vscode:{MARK})**",
    f"\x1b]8;;https://{MARK}\x1b\\x\x1b]8;;\x1b\\",
    f"\x1b[31m{MARK}\x07\x00",
    f"\n::error file=a,line=1::{MARK}",
    f"%0A::set-output name=a::{MARK}",
    f"::add-mask::{MARK}",
    f"\u202e{MARK}\u2066\u200b",
    f"{{0}} {{{{{MARK}}}}}",
    f"</script><!-- {MARK} --> &lt;b&gt; ]]>",
    f"$({MARK}) ${{{MARK}}} \\{MARK}",
]


def specs() -> Iterator[str]:
    """A spec with each payload as name, as value and as key, wherever one may stand."""
    for payload in PAYLOADS:
        yield json.dumps(_spec(payload), indent=1)
        yield json.dumps(_spec(payload), indent=1, ensure_ascii=False)
        yield '{"Tasks": [{"Engine": ' + payload + ' "Name": ' + payload


def _spec(text: str) -> dict[str, Any]:
    source = {"Type": "urlDownload", "Params": {"URL": f"https://{text}", "Headers": {text: text}}}
    other = {"Type": "s3", "Params": {"Bucket": text, "Key": text, text: text}}
    engine = {"Image": text, "Entrypoint": [text], "EnvironmentVariables": {text: text}, text: 1}
    task = {
        "Name": text,
        "Engine": {"Type": "docker", "Params": engine},
        "Env": {text: text},
        "Meta": {text: text},
        "Resources": {"CPU": text, "Memory": text, text: 1},
        "InputSources": [
            {"Alias": text, "Target": f"/{text}", "Source": source},
            {"Alias": text, "Target": text, "Source": other},
            {"Alias": text, "Target": text, "Source": {"Type": text, "Params": {"Path": text}}},
        ],
        "ResultPaths": [{"Name": text, "Path": text, "Type": text}],
        "Publisher": {"Type": "s3", "Params": {"Bucket": text, "Key": text, "Encoding": text}},
        "Network": {"Type": "HTTP", "Domains": [text], "DNS": [text]},
        "Timeouts": {"ExecutionTimeout": text, text: 1},
    }
    job = {"Name": text, "Namespace": text, "Type": "batch", "Labels": {text: text}, text: text}
    return {**job, "Tasks": [task, {**task, "Engine": {"Type": text, "Params": {text: text}}}]}


def texts_in(value: Any) -> Iterator[str]:
    """Every string in an answer, those of its keys left out."""
    pending = [value]
    while pending:
        current = pending.pop()
        if isinstance(current, str):
            yield current
        elif isinstance(current, dict):
            pending.extend(current.values())
        elif isinstance(current, list):
            pending.extend(current)


def markdown_in(value: Any) -> Iterator[str]:
    """Every text that a client will show as markdown."""
    pending = [value]
    while pending:
        current = pending.pop()
        if isinstance(current, dict):
            if current.get("kind") == "markdown":
                yield current["value"]
            pending.extend(current.values())
        elif isinstance(current, list):
            pending.extend(current)
