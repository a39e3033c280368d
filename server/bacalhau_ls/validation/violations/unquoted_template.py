"""unquoted-template: a template for a text that stands without quotes and may give a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bacalhau_ls.findings import Finding, Fix, SetValue, Severity
from bacalhau_ls.syntax.anchors import in_front
from bacalhau_ls.syntax.green import TEMPLATE_OPENING, Kind, Scalar
from bacalhau_ls.syntax.template_blocks import may_be_no_text
from bacalhau_ls.syntax.templating import for_double_quotes
from bacalhau_ls.syntax.yaml.reading.resolution import meaning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.tree import Node

CODE: Final = "unquoted-template"
_TAG: Final = "!"
_ONLY_TEXT: Final = ("string",)
_MESSAGE: Final = (
    "without quotes this may be a number or a truth value to `bacalhau job run` when it is"
    " filled in, and must be text; `job validate` refuses it as it is"
)


def may_become_number(node: Node, schema: Schema) -> bool:
    """Whether a template stands for the text at *node* that may give something else."""
    leaf = node.green
    if not isinstance(leaf, Scalar) or leaf.kind is not Kind.PLACEHOLDER:
        return False
    anchor = in_front(leaf.text)
    raw = leaf.text[len(anchor) :]
    is_template = raw.startswith(TEMPLATE_OPENING) and _TAG not in anchor
    return is_template and _may_look_like_number(schema) and may_be_no_text(raw, _is_text)


def _may_look_like_number(schema: Schema) -> bool:
    """Whether a text is wanted, and its examples do not all show that it is no number."""
    if schema.types != _ONLY_TEXT:
        return False
    examples = schema.values or schema.first("examples") or ()
    return not examples or not all(_is_text(each) for each in examples)


def _is_text(text: object) -> bool:
    return isinstance(text, str) and meaning(text).kind is Kind.STRING


def unquoted_template(node: Node, schema: Schema) -> Iterator[Finding]:
    """A hint at a template that may give something else than the text that is wanted."""
    if may_become_number(node, schema):
        assert isinstance(node.green, Scalar)
        opening = len(in_front(node.green.text))
        span = node.part(opening, len(node.green.text))
        fixes = tuple(_quoted(node, node.green.text[opening:]))
        yield Finding(span, CODE, Severity.HINT, _MESSAGE, fixes=fixes)


def _quoted(node: Node, raw: str) -> Iterator[Fix]:
    """What fills it in may hold quotes itself, so somebody should look."""
    text = None if "\n" in raw else for_double_quotes(raw, raw)
    if text is not None:
        change = (SetValue(node.span, text),)
        yield Fix("Put it in quotes", change, preferred=True, safe=False)
