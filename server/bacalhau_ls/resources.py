"""The data that ships with the package: the JSON Schema and the page of each code.

The wheel holds the schema inside the package; in a checkout it is the folder
``schema`` at the top level.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_PAGES = _PACKAGE / "explanations"


def schema_path(specification: str = "guide") -> Path:
    """The JSON Schema of the *specification* of that name."""
    name = f"{specification}.schema.json"
    shipped = _PACKAGE / "schema" / name
    return shipped if shipped.is_file() else _PACKAGE.parents[1] / "schema" / name


def schema_text(specification: str = "guide") -> str:
    """The JSON Schema of the *specification* of that name, as it is written."""
    return schema_path(specification).read_bytes().decode("utf-8")


def explained_codes() -> tuple[str, ...]:
    """Every code that has a page, in order."""
    return tuple(sorted(page.stem for page in _PAGES.glob("*.md")))


def page_path(code: str) -> Path | None:
    """The page that explains *code*; None for a code that is not known."""
    return _PAGES / f"{code}.md" if code in explained_codes() else None


def page_text(code: str) -> str | None:
    """The text of the page that explains *code*; None for a code that is not known."""
    path = page_path(code)
    return path.read_bytes().decode("utf-8") if path else None


@cache
def page_summary(code: str) -> str:
    """The first sentence of the page that explains *code*, without its full stop."""
    return first_sentence(page_text(code) or "")


def first_sentence(page: str) -> str:
    """The first sentence of a page that is not its title."""
    paragraphs = (paragraph.strip() for paragraph in page.split("\n\n"))
    first = next((each for each in paragraphs if each and not each.startswith("#")), "")
    sentence = " ".join(first.split()).partition(". ")[0]
    return sentence.removesuffix(".")


def page_uri(code: str) -> str | None:
    """A link that opens the page of *code* from the disk; None for an unknown code."""
    path = page_path(code)
    return path.as_uri() if path else None
