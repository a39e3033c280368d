"""The cases in `tests/cases`: exactly what is written under their lines is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.markers import Case, CaseFile, difference

FOLDER = Path(__file__).parent / "cases"
FILES = [CaseFile.read(path) for path in sorted(FOLDER.rglob("*.txt"))]
CASES = [
    pytest.param(file, case, id=f"{file.path.relative_to(FOLDER).with_suffix('')}: {case.title}")
    for file in FILES
    for case in file.cases
]


@pytest.mark.parametrize(("file", "case"), CASES)
def test_case(file: CaseFile, case: Case, request: pytest.FixtureRequest) -> None:
    gap = difference(case)

    if gap and request.config.getoption("--update-cases"):
        file.rewrite(case)
        pytest.skip("rewritten: read the difference before you keep it")
    if gap:
        pytest.fail(gap, pytrace=False)


def test_titles_tell_cases_apart() -> None:
    ids = [each.id for each in CASES]

    assert len(set(ids)) == len(ids)
