"""The type of a network, and domains, which belong to one type alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.findings import Fix, Related, Remove
from bacalhau_ls.rules import Remark
from bacalhau_ls.rules._cures import setting
from bacalhau_ls.rules._places import lacks
from bacalhau_ls.syntax.green import Kind

if TYPE_CHECKING:
    from bacalhau_ls.syntax.tree import Node


def listed_domains(network: Node) -> Node | None:
    """The domains of *network*, if any are listed."""
    domains = network.get("Domains")
    return domains if domains is not None and list(domains.items()) else None


def type_of(network: Node) -> str | None:
    """The type of *network*, which is `Default` where none is said; None if it is not known."""
    type_ = network.get("Type")
    if type_ is None:
        return "Default" if lacks(network, "Type") else None
    is_null = type_.value is None and (type_.readable or type_.kind is Kind.MISSING)
    return "Default" if is_null else type_.string


def domains_of_http(network: Node, domains: Node, http: str, found: str) -> Remark:
    """What to say of *domains* where the type is not *http*, but what is *found*."""
    use_http = (setting(network, "Type", http, ("Type", "Domains")),)
    return Remark(
        domains.key.span if domains.key else domains.span,
        f"a list of domains belongs to the network type `{http}`, {found}",
        fixes=(
            Fix(f"Set `Type` to `{http}`", use_http, preferred=True, safe=False),
            Fix("Remove `Domains`", (Remove(domains.span),), safe=False, lossy=True),
        ),
        related=about_type(network.get("Type")),
    )


def about_type(type_: Node | None) -> tuple[Related, ...]:
    """Where the type of the network is said, if it is."""
    return (Related(type_.span, "the type of the network"),) if type_ else ()
