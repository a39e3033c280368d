"""Messages that wait."""

from __future__ import annotations

from typing import Any

import pytest

from bacalhau_ls.lsp.inbox import Inbox


def cancel(identity: Any) -> dict[str, Any]:
    return {"method": "$/cancelRequest", "params": {"id": identity}}


def taken(*messages: Any) -> list[tuple[Any, bool]]:
    """What is taken out after *messages* were put in, with whether it is withdrawn."""
    inbox = Inbox()
    inbox.put(messages)
    found = []
    while incoming := inbox.take():
        found.append(tuple(incoming))
    return found


HOVER = {"id": 1, "method": "hover"}


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ([HOVER, {"method": "x"}], [(HOVER, False), ({"method": "x"}, False)]),
        ([HOVER, cancel(1)], [(HOVER, True)]),
        ([HOVER, cancel("1")], [(HOVER, False), (cancel("1"), False)]),
        ([cancel(1), HOVER], [(cancel(1), False), (HOVER, False)]),
        ([cancel([])], [(cancel([]), False)]),
        ([[], None, 3], [([], False), (None, False), (3, False)]),
    ],
    ids=["order", "withdrawn", "other-id", "too-early", "no-id", "no-messages"],
)
def test_a_cancellation_overtakes_the_request_that_waits(
    messages: list[Any], expected: list[tuple[Any, bool]]
) -> None:
    assert taken(*messages) == expected


def test_an_id_may_be_used_again() -> None:
    inbox = Inbox()
    found = []
    for messages in ([HOVER, cancel(1)], [HOVER]):
        inbox.put(messages)
        incoming = inbox.take()
        assert incoming
        found.append(incoming.withdrawn)

    assert found == [True, False]
