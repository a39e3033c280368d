"""What an anchor, an alias or a merge key of YAML comes to, in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bacalhau_ls import prose
from bacalhau_ls.cursor import Role, locate
from bacalhau_ls.domain.secrets import concealed
from bacalhau_ls.prose import NOTHING, Prose
from bacalhau_ls.syntax.anchors import TAKING_OVER, bare, by_anchor, is_merge_key
from bacalhau_ls.syntax.green import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bacalhau_ls.document import Document
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
    uses = [(use, group) for group in by_anchor(whole.anchor_uses()) for use in group]
    if (merge := _merge_key_at(whole, offset)) is not None:
        shown = [
            _standing_for(whole, group[0], use, "takes over")
            for use, group in sorted(uses, key=lambda each: each[0].span)
            if merge.start <= use.span.start <= merge.end and not use.declares
        ]
        return (merge.member_span, prose.paragraphs(shown)) if shown else None
    for use, group in uses:
        if use.span.start - 1 <= offset <= use.span.end:
            standing = _standing_for(whole, group[0], use)
            return use.span, _taken_over(group) if use.declares else standing
    return None


def _merge_key_at(document: Document, offset: int) -> Node | None:
    """The value of the merge key at *offset*."""
    cursor = locate(document, offset)
    key = cursor.node.key
    is_merge = cursor.role is Role.KEY and key is not None and is_merge_key(key.green)
    return cursor.node if is_merge else None


def _standing_for(
    document: Document, anchor: AnchorUse, alias: AnchorUse, verb: str = "stands for"
) -> Prose:
    """What has the anchor; nothing if there is none, and *anchor* is the first alias."""
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
