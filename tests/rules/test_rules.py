"""All rules at once: each has its cases, is named after its file, and stands any input."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bacalhau_ls.document import Document
from bacalhau_ls.rules import BACALHAU, GUIDE, Rule, all_rules, rules_of
from bacalhau_ls.syntax.green import python_value
from tests.rules.running import CASES, FILES, findings
from tests.strategies import json_values

if TYPE_CHECKING:
    from tests.markers import Case

ENOUGH = 3


# Cases ------------------------------------------------------------------------------------


def test_every_rule_has_cases() -> None:
    own = {rule.code for rule in all_rules() if GUIDE not in rule.specifications}

    assert sorted(FILES) == sorted(
        [(GUIDE, rule.code) for rule in rules_of(GUIDE)] + [(BACALHAU, code) for code in own]
    )


@pytest.mark.parametrize(("specification", "code"), FILES)
def test_a_rule_has_enough_cases_of_both_kinds(specification: str, code: str) -> None:
    cases = FILES[specification, code].cases
    found = Counter(any(f" {code}: " in line for line in case.expected) for case in cases)

    assert found[True] >= ENOUGH
    assert found[False] >= ENOUGH


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_is_named_after_its_file(rule: Rule) -> None:
    assert rule.check.__module__.rpartition(".")[2] == rule.code.replace("-", "_")
    assert rule.check.__name__ == rule.code.replace("-", "_")


# Messages ---------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES)
def test_messages_are_phrases(case: Case) -> None:
    for finding in findings(case.document(), case.specification):
        words = [finding.message, *(each.message for each in finding.related)]
        assert not any(re.match("[A-Z][a-z]", each) for each in words)
        assert not any(each.endswith(".") or "\n" in each for each in words)
        assert all(each.count("`") % 2 == 0 for each in words)
        assert all(fix.title[0].isupper() and fix.title[-1] != "." for fix in finding.fixes)


def test_a_message_never_repeats_a_secret() -> None:
    told = [
        (case.document().content[slice(*finding.span)].strip('"'), finding)
        for case in FILES[GUIDE, "secret-in-spec"].cases
        for finding in findings(case.document())
        if finding.code == "secret-in-spec"
    ]

    assert len(told) >= ENOUGH
    for secret, finding in told:
        assert secret not in repr(finding.message) + repr(finding.fixes)


# Any input --------------------------------------------------------------------------------

NASTY = [
    *("", " ", "/", "//", ":", "@", "*", "-", ".", "..", "%", "[", "[::", "{{", "http://", "s3://"),
    *("Qm", "b", "z", "é", "\x00", "\ud800", "a@b@c", "a:b:c", "1-", "-1", "9" * 5000),
]
LEAVES = st.sampled_from(NASTY) | st.text(st.sampled_from("aZ0./:@-_*[]% \\\"'é{}="), max_size=12)


@st.composite
def twisted_jobs(draw: st.DrawFn) -> str:
    """The spec of a case in which something has been replaced by something else."""
    case: Any = draw(st.sampled_from(CASES)).values[0]
    job = {"": python_value(case.document().root.green)}
    holder: Any = job
    name: Any = ""
    for _ in range(draw(st.integers(0, 12))):
        if not isinstance(holder[name], dict | list) or not holder[name]:
            break
        holder = holder[name]
        name = draw(
            st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder)))
        )
    holder[name] = draw(LEAVES | json_values())
    return json.dumps(job[""])


@given(twisted_jobs())
def test_no_rule_crashes(text: str) -> None:
    findings(Document.read(text), GUIDE)
    findings(Document.read(text), BACALHAU)
