"""A constraint with too many or too few values for its operator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Fix, Remove, SetValue, Severity
from bacalhau_ls.rules import BACALHAU, Remark, rule
from bacalhau_ls.rules._cures import setting
from bacalhau_ls.rules._places import is_blank
from bacalhau_ls.specification.stages import Stage
from bacalhau_ls.syntax.green import Kind, Scalar
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_SOME = ("in", "notin")
_NONE = ("exists", "!")


@rule(
    "constraint-values",
    Severity.ERROR,
    "Constraints/*",
    specifications=(BACALHAU,),
    stage=Stage.VALIDATE,
)
def constraint_values(constraint: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    operator, values = constraint.get("Operator"), constraint.get("Values")
    word = "" if operator is None or is_blank(operator) else operator.string
    if word is None or (values is not None and values.kind in (Kind.PLACEHOLDER, Kind.STRING)):
        return
    count = len(values) if values is not None and values.kind is Kind.ARRAY else 0
    if operator is not None and (tag := _tag(operator)):
        yield _read_as_tag(operator, tag, count)
    elif not word:
        yield _without_operator(constraint, operator, count)
    elif flaw := _flaw_of(word, count):
        place = values if values is not None and count else operator
        span = place.span if place and place.span.start < place.span.end else _start(constraint)
        yield Remark(span, flaw, fixes=tuple(_cures(word, operator, values, count)))


def _tag(operator: Node) -> str:
    """The operator that is a tag of YAML for want of quotes, so that no text is left of it."""
    green = operator.green
    text = green.text if isinstance(green, Scalar) and operator.readable else ""
    return text if not operator.value and text in ("!", "!=") else ""


def _read_as_tag(operator: Node, tag: str, count: int) -> Remark:
    word = {0: "!", 1: "!="}.get(count, "notin")
    title = f"Put `{tag}` in quotes" if word == tag else f"Use `{word}`"
    return Remark(
        operator.span,
        f"without quotes `{tag}` is a tag of YAML and the operator is lost; it needs quotes",
        (Fix(title, (SetValue(operator.span, word),), preferred=True, safe=word == tag),),
        stage=Stage.SCHEDULE if count == 1 else Stage.VALIDATE,
    )


def _without_operator(constraint: Node, operator: Node | None, count: int) -> Remark:
    word = {0: "exists", 1: "="}.get(count, "in")
    span = operator.key.span if operator and operator.key else _start(constraint)
    change = setting(constraint, "Operator", word, ("Key", "Operator", "Values"))
    return Remark(
        span,
        "a constraint needs an operator, such as `=`, `in` or `exists`",
        (Fix(f"Use `{word}`", (change,), preferred=True, safe=False),),
        stage=Stage.SCHEDULE if count == 1 else Stage.VALIDATE,
    )


def _start(node: Node) -> Span:
    return Span(node.start, node.start + 1)


def _flaw_of(word: str, count: int) -> str:
    """What is wrong with *count* values; of a word in other letter case what it means counts.

    One value is what Bacalhau wants of any word that it does not know.
    """
    if count == 1 and word != word.lower():
        return ""
    if word.lower() in _SOME:
        return "" if count else f"`{word}` needs at least one value in `Values`"
    if word.lower() in _NONE:
        return f"`{word}` takes no values" if count else ""
    return "" if count == 1 else f"`{word}` needs exactly one value in `Values`"


def _cures(word: str, operator: Node | None, values: Node | None, count: int) -> Iterator[Fix]:
    many = {"=": "in", "==": "in", "!=": "notin"}.get(word)
    if count > 1 and many and operator is not None:
        yield Fix(f"Use `{many}`", (SetValue(operator.span, many),), preferred=True)
    elif word in _NONE and values is not None:
        yield Fix("Remove `Values`", (Remove(values.span),), preferred=True, safe=False, lossy=True)
    elif not count and word == "=" and operator is not None:
        yield Fix("Use `exists`", (SetValue(operator.span, "exists"),), safe=False)
