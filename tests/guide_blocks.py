"""The JSON blocks of the guide, each at its place in a job."""

from __future__ import annotations

from tests.corpora import corpus_files

ENGINE = '"Engine": {"Type": "docker", "Params": {"Image": "ubuntu:24.04"}}'
RESOURCES = '"Resources": {"CPU": "1", "Memory": "1GB", "Disk": "10GB"}'
JOB = '{{"Name": "job", "Type": "batch", "Tasks": [{{"Name": "main", {}}}]}}'
SOURCE = f'{ENGINE}, {RESOURCES}, "InputSources": [{{"Target": "/in", "Source": {{}}}}]'
STORAGE = {7: "ipfs", 8: "s3", 9: "urlDownload", 10: "inline"}
"""Which storage type the bare parameter shapes (#7 to #10) are for."""
BLOCKS = corpus_files("reference/guide-blocks/*.json")


def placed(number: int, scope: str, text: str) -> str:
    """The block in a job."""
    if scope == "job":
        return text
    if scope == "params":
        source = f'{{"Type": "{STORAGE[number]}", "Params": {text}}}'
        return JOB.format(SOURCE.replace("{}", source))
    if scope == "Source":
        return JOB.format(SOURCE.replace('"Source": {}', text))
    others = [part for part in (ENGINE, RESOURCES) if f'"{scope}"' not in part]
    return JOB.format(", ".join([*others, text]))
