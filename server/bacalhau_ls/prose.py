"""Words for people, as markdown and as plain text at once.

What a user has written never becomes live markdown: it goes into `code`, where
no link, image or HTML works. `text` is for our own words, whose punctuation is
to be seen as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_SHOWN = 80
_ACTIVE = re.compile(r"[\\`*_{}\[\]<>#|~&!$@^=]|(?<=[wW]{3})\.|:(?=/)|(?m:^\s*)(?:[-+]|[0-9]+[.)])")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_BACKTICKS = re.compile(r"`+")
_CODE_SPAN = re.compile(r"(`+)(?!`)(.*?)(?<!`)\1(?!`)", re.DOTALL)
_UNTRUSTED = re.compile(r"<|!(?=\[)|\](?=\((?!https?://))|\](?=\[)|\](?=:)|&")


class Prose(NamedTuple):
    """The same words in two forms."""

    markdown: str
    plain: str

    def __bool__(self) -> bool:
        return bool(self.markdown)


NOTHING = Prose("", "")


def text(words: str) -> Prose:
    """Words that mean themselves, whatever is in them."""
    return Prose(_ACTIVE.sub(lambda found: _escaped(found.group()), words), words)


def _escaped(active: str) -> str:
    blanks = active[: len(active) - len(active.lstrip())]
    rest = active[len(blanks) :]
    return f"{blanks}{rest[:-1]}\\{rest[-1]}"


def code(content: str) -> Prose:
    """Something written by a user, on one line and not too long."""
    shown = on_one_line(content)
    longest = max((len(run) for run in _BACKTICKS.findall(shown)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if not shown.strip(" `") or shown[0] in "` " or shown[-1] in "` " else ""
    return Prose(f"{fence}{pad}{shown}{pad}{fence}", shown)


def on_one_line(content: str, most: int = _MOST_SHOWN) -> str:
    """*content* as it can be shown anywhere: no line breaks, nothing invisible, not too long."""
    shown = _UNPRINTABLE.sub(" ", content[: most + 1])
    shown = shown.encode("utf-8", "replace").decode("utf-8")
    return shown if len(content) <= most else shown[: most - 1] + "…"


def message(words: str) -> Prose:
    """The message of a finding or a title: our words, names in backticks."""
    pieces = words.split("`")
    return joined(code(piece) if odd % 2 else text(piece) for odd, piece in enumerate(pieces))


def strong(words: Prose) -> Prose:
    """Words that stand out."""
    return Prose(f"**{words.markdown}**", words.plain)


def link(label: str, url: str) -> Prose:
    """A link to *url*, which is ours."""
    return Prose(f"[{text(label).markdown}]({url})", f"{label}: {url}")


def documentation(markdown: str, plain: str) -> Prose:
    """What a schema says; of its markdown only emphasis, code and links to the web stay live."""
    return Prose(_tamed(markdown), plain)


def _tamed(markdown: str) -> str:
    tamed, at = [], 0
    for span in _CODE_SPAN.finditer(markdown):
        tamed += [_UNTRUSTED.sub(r"\\\g<0>", markdown[at : span.start()]), span.group()]
        at = span.end()
    return "".join([*tamed, _UNTRUSTED.sub(r"\\\g<0>", markdown[at:])])


def joined(pieces: Iterable[Prose], between: str = "") -> Prose:
    """Pieces one after the other, with words of ours *between* them; empty ones left out."""
    kept = [piece for piece in pieces if piece]
    separator = text(between)
    return Prose(
        separator.markdown.join(piece.markdown for piece in kept),
        separator.plain.join(piece.plain for piece in kept),
    )


def bullets(items: Iterable[Prose]) -> Prose:
    """A list, one line for each item."""
    kept = [item for item in items if item]
    return Prose(
        "\n".join(f"- {item.markdown}" for item in kept),
        "\n".join(f"- {item.plain}" for item in kept),
    )


def introduced(introduction: str, items: Iterable[Prose]) -> Prose:
    """A list with words of ours above it; nothing if the list is empty."""
    below = bullets(items)
    return joined([text(introduction), Prose("\n\n", "\n"), below]) if below else NOTHING


def paragraphs(parts: Iterable[Prose]) -> Prose:
    """Parts with a blank line between them; empty ones left out."""
    kept = [part for part in parts if part]
    return Prose(
        "\n\n".join(part.markdown for part in kept), "\n\n".join(part.plain for part in kept)
    )
