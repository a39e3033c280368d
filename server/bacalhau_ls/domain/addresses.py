"""URLs and their parts."""

from __future__ import annotations

import re
from ipaddress import ip_address

_PARTS = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?:(?P<user>[^/?#@]*)@)?"
    r"(?P<host>\[[^\]/]*\]|[^/?#:]*)(?::(?P<port>[^/?#]*))?(?P<path>[^?#]*)(?P<rest>.*)",
    re.DOTALL,
)
_LOCAL_NAME = re.compile(r"[^.]+|.*\.(?:local|localhost|internal|lan|test)", re.IGNORECASE)


def parts_of(url: str) -> re.Match[str] | None:
    """Scheme, user, host, port, path and rest of *url*; None if it has no ``://``."""
    return _PARTS.fullmatch(url)


def is_ip_address(text: str) -> bool:
    """Whether *text* is an IP address, of version 4 or 6."""
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def is_local(host: str) -> bool:
    """Whether *host* is on the same machine or in a private network."""
    try:
        return ip_address(host.strip("[]")).is_private
    except ValueError:
        return _LOCAL_NAME.fullmatch(host) is not None
