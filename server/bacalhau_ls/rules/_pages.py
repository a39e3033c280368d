"""Pages on the web that show a file, in the place of the file itself."""

from __future__ import annotations

import re

from bacalhau_ls.domain.flaws import Flaw

_PAGES = (
    (
        re.compile(r"https?://(?:www\.)?github\.com/([^/]+/[^/]+)/blob/([^?#]+)"),
        r"https://raw.githubusercontent.com/\1/\2",
    ),
    (re.compile(r"(https?://gitlab\.com/[^?#]+?/-)/blob/([^?#]+)"), r"\1/raw/\2"),
    (re.compile(r"(https?://huggingface\.co/[^?#]+?)/blob/([^?#]+)"), r"\1/resolve/\2"),
)
"""Pages that show a file, and where the file itself is."""


def flaw_of_page(url: str) -> Flaw | None:
    for page, file in _PAGES:
        if (match := page.match(url)) and (blob := url.find("/blob/")) >= 0:
            message = "this is a web page about the file, so HTML would be downloaded"
            return Flaw(blob + 1, blob + len("/blob"), message, match.expand(file))
    return None
