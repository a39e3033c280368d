"""Pages on the web about what a job names: images, buckets, content of IPFS."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from bacalhau_ls.domain import images

_PUBLIC_GATEWAY = "https://ipfs.io"
_CID = re.compile(r"[A-Za-z0-9]{32,}(?:/[^\s?#]*)?")
_BUCKET = re.compile(r"[A-Za-z0-9._-]{3,63}")
_AMAZON = re.compile(r"https?://(?:[a-z0-9.-]+\.)?amazonaws\.com(?:\.cn)?/?")
_GOOGLE = re.compile(r"https?://storage\.googleapis\.com/?")
_HUB_NAMES = ("", "docker.io/", "index.docker.io/", "registry-1.docker.io/")


class Page(NamedTuple):
    """A page and what an editor says before it opens it."""

    url: str
    tooltip: str


def image_page(image: str) -> Page | None:
    """The page of an image at its registry; None for a registry without known pages."""
    if images.flaw_of(image) is not None:
        return None
    reference = images.split(image)
    path = quote(reference.path)
    if reference.registry in _HUB_NAMES:
        return Page(_hub_url(path), "Open the image on Docker Hub")
    pattern = _REGISTRIES.get(reference.registry)
    if pattern is None or not pattern.fewest <= path.count("/") <= pattern.most:
        return None
    owner, _, name = path.partition("/")
    url = pattern.url.format(path=path, owner=owner, name=name)
    return Page(url, f"Open the image at {pattern.title}")


def _hub_url(path: str) -> str:
    owner, slash, name = path.partition("/")
    if not slash or owner == "library":
        return f"https://hub.docker.com/_/{name or owner}"
    return f"https://hub.docker.com/r/{path}"


class _Registry(NamedTuple):
    """Which pages a registry has for images with so many slashes in their path."""

    title: str
    url: str
    fewest: int = 1
    most: int = 9


_REGISTRIES = {
    "ghcr.io/": _Registry("GitHub", "https://ghcr.io/{path}"),
    "quay.io/": _Registry("Quay", "https://quay.io/repository/{path}"),
    "gcr.io/": _Registry("Google", "https://gcr.io/{path}"),
    "mcr.microsoft.com/": _Registry(
        "Microsoft", "https://mcr.microsoft.com/product/{path}/about", fewest=0
    ),
    "public.ecr.aws/": _Registry("Amazon", "https://gallery.ecr.aws/{path}"),
    "registry.gitlab.com/": _Registry("GitLab", "https://gitlab.com/{path}/container_registry"),
    "nvcr.io/": _Registry(
        "NVIDIA", "https://catalog.ngc.nvidia.com/orgs/{owner}/containers/{name}", most=1
    ),
}


def s3_page(bucket: str, key: str = "", region: str = "", endpoint: str = "") -> Page | None:
    """The console's page of a bucket or of what is under a key; None for another service."""
    if not _BUCKET.fullmatch(bucket):
        return None
    if _GOOGLE.fullmatch(endpoint):
        path = quote(f"{bucket}/{key}".rstrip("/"))
        url = f"https://console.cloud.google.com/storage/browser/{path}"
        return Page(url, "Open in the Google Cloud console")
    if endpoint and not _AMAZON.fullmatch(endpoint):
        return None
    parts = {"region": region, "prefix": key.partition("*")[0]}
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in parts.items() if value)
    kind = "object" if key and not key.endswith("/") and "*" not in key else "buckets"
    url = f"https://s3.console.aws.amazon.com/s3/{kind}/{bucket}"
    return Page(f"{url}?{query}" if query else url, "Open in the AWS console")


def ipfs_page(cid: str, gateway: str = "") -> Page | None:
    """Content of IPFS, with or without a path behind its CID, seen through a gateway."""
    if not _CID.fullmatch(cid):
        return None
    base = gateway.rstrip("/") if web_page(gateway) else _PUBLIC_GATEWAY
    return Page(f"{base}/ipfs/{quote(cid)}", f"Open through {urlsplit(base).hostname}")


def web_page(address: str) -> Page | None:
    """An address on the web that can be opened as it is."""
    try:
        parts = urlsplit(address)
        is_sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return None
    return Page(address, "Open the address") if is_sound else None
