"""What looks like a credential: by the name it has, or by its own form."""

from __future__ import annotations

import re

from bacalhau_ls.domain.addresses import parts_of

_NAME = re.compile(
    r"(?:token|secret|password|passwd|passphrase|pwd|credentials?|authorization|cookie|apikey"
    r"|(?:access|api|auth|encryption|private|secret|signing|ssh)key|accesskeyid|connectionstring)"
)
_ENDING = re.compile(rf".*{_NAME.pattern}[0-9]*", re.DOTALL)
_TEXT_TOKEN = re.compile(r"(?:bos|cls|end|eos|mask|next|pad|sep|special|start|stop|unk)token[0-9]*")
"""Tokens of a language model."""
_REFERENCE = re.compile(
    r"(?:(?:basic|bearer|token)\s+)?(?:\$|%[A-Za-z_]|(?:arn|env|file|op|ref|secret|ssm|vault)[:+])",
    re.IGNORECASE,
)
_NO_SECRET = re.compile(
    r"|true|false|yes|no|on|off|none|null|[0-9]{1,3}|[*.xX-]+|string|(?:your|my)[-_ ].*"
    r"|.*EXAMPLE(?:KEY)?",
    re.IGNORECASE | re.DOTALL,
)
_KNOWN_FORM = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"(?:AKIA|ASIA)[A-Z0-9]{16}"
    r"|gh[oprsu]_[A-Za-z0-9]{20,}"
    r"|github_pat_[A-Za-z0-9_]{20,}"
    r"|glpat-[A-Za-z0-9_-]{20,}"
    r"|hf_[A-Za-z0-9]{20,}"
    r"|xox[abeoprs]-[A-Za-z0-9-]{10,}"
    r"|sk-[A-Za-z0-9_-]{20,}"
    r"|[rs]k_live_[A-Za-z0-9]{10,}"
    r"|AIza[A-Za-z0-9_-]{35}"
    r")"
)
_SEPARATORS = re.compile(r"[\s_.-]+")
_PRIVATE_KEY = re.compile(r"-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY")


def may_hold_credentials(text: str) -> bool:
    """Whether there may be any in *text*, a spec in any notation; seldom yes where there are none.

    It is much cheaper than to look at every value. Escapes could hide anything.
    """
    if "\\" in text or ("@" in text and "://" in text) or "-----BEGIN" in text:
        return True
    return bool(_KNOWN_FORM.search(text) or _NAME.search(_SEPARATORS.sub("", text).lower()))


def is_secret_name(name: str) -> bool:
    """Whether what has this *name* should not be seen by everybody."""
    joined = _SEPARATORS.sub("", name).lower()
    return _ENDING.fullmatch(joined) is not None and not _TEXT_TOKEN.fullmatch(joined)


def is_literal(value: str) -> bool:
    """Whether *value* can be a secret itself: no reference to one, no blank to fill in."""
    return not _REFERENCE.match(value) and not _NO_SECRET.fullmatch(value)


def known_form(value: str) -> tuple[int, int] | None:
    """Where a credential of a well-known form stands in *value*."""
    found = _KNOWN_FORM.search(value) or _PRIVATE_KEY.search(value)
    return found.span() if found and not found[0].endswith("EXAMPLE") else None


def password_in(url: str) -> tuple[int, int] | None:
    """Where the password stands in *url*; None if there is none or only a reference to one."""
    parts = parts_of(url)
    user, colon, password = (parts["user"] or "").partition(":") if parts else ("", "", "")
    if parts is None or not colon or not is_literal(password):
        return None
    return parts.start("user") + len(user) + 1, parts.end("user")


def secret_part(text: str) -> tuple[int, int] | None:
    """Where in *text* stands what looks like a secret by its own form."""
    return known_form(text) or password_in(text)


def covered(text: str) -> str:
    """*text* as it may be repeated: with asterisks in the place of a secret."""
    while (place := secret_part(text)) is not None:
        start, end = place
        text = f"{text[:start]}***{text[end:]}"
    return text
