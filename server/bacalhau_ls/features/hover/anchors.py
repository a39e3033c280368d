"""What an anchor, an alias or a merge key of YAML comes to, in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bacalhau_ls import prose
from bacalhau_ls.domain.anchors import anchor_at, merge_key_at, taken_over
from bacalhau_ls.domain.secrets import concealed
from bacalhau_ls.prose import NOTHING, Prose
from bacalhau_ls.syntax.anchors import TAKING_OVER, bare
from bacalhau_ls.syntax.green import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bacalhau_ls.document import Document
    from bacalhau_ls.domain.anchors import Pointed
    from bacalhau_ls.syntax.anchors import AnchorUse
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Span

_MOST_NAMES: Final = 8


def anchors_in_words(document: Document, offset: int) -> tuple[Span, Prose] | None:
    """What the alias or merge key at *offset* takes over, or how often what has the anchor is.

    With where it stands; None if there is no such thing.
    """
    whole = document.whole
    if not any(sign in whole.content for sign in TAKING_OVER):
        return None
    if (merged := merge_key_at(whole, offset)) is not None:
        taken = taken_over(whole, merged)
        shown = [_standing_for(whole, each, "takes over") for each in taken]
        return (merged.member_span, prose.paragraphs(shown)) if shown else None
    pointed = anchor_at(whole, offset)
    if pointed is None:
        return None
    use, group = pointed
    return use.span, _taken_over(group) if use.declares else _standing_for(whole, pointed)


def _standing_for(document: Document, pointed: Pointed, verb: str = "stands for") -> Prose:
    """What an alias stands for; nothing if there is no anchor."""
    alias, (anchor, *_) = pointed
    if not anchor.declares:
        return NOTHING
    line = document.text.line_of(anchor.span.start) + 1
    subject, what = prose.code(f"*{alias.name}"), _described(document, anchor.node)
    return prose.joined([subject, prose.text(verb), what, prose.text(f"(line {line})")], " ")


def _taken_over(group: Sequence[AnchorUse]) -> Prose:
    anchor, *aliases = group
    times = {0: "nowhere", 1: "once"}.get(len(aliases), f"{len(aliases)} times")
    return prose.joined([prose.code(f"&{anchor.name}"), prose.text(f"is taken over {times}")], " ")


def _described(document: Document, node: Node) -> Prose:
    """A value by what is in it, short."""
    if node.kind is Kind.ARRAY:
        return prose.text(f"a list of {len(node)} item{'s' if len(node) != 1 else ''}")
    if node.kind is not Kind.OBJECT:
        shown = concealed(document).content[slice(*node.span)]
        return prose.code(bare(shown))
    names = [child.name for child in node if child.name]
    known = prose.joined((prose.code(name) for name in names[:_MOST_NAMES]), ", ")
    more = prose.text(f"and {len(names) - _MOST_NAMES} more" if names[_MOST_NAMES:] else "")
    return prose.joined([prose.text("an object with"), known or prose.text("nothing"), more], " ")
