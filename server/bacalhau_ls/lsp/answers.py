"""Answers: every request gets exactly one, and none carries a traceback."""

from __future__ import annotations

import asyncio
import inspect
import json
import logging
from typing import TYPE_CHECKING, Any, NamedTuple

from pygls.exceptions import JsonRpcException, JsonRpcInternalError, JsonRpcRequestCancelled
from pygls.protocol import LanguageServerProtocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from typing import TypeAlias

    Done: TypeAlias = "Outcome | asyncio.Future[Any] | Future[Any]"

logger = logging.getLogger(__name__)


class Encoded(str):
    """A result that is JSON already, where that is quicker than to build what JSON is made of."""

    __slots__ = ()


class Outcome(NamedTuple):
    """What a handler has come to at once. It answers what a future that is done is asked."""

    value: Any = None
    error: Exception | None = None

    def cancelled(self) -> bool:
        """It could not be."""
        return False

    def exception(self) -> Exception | None:
        """What the handler raised."""
        return self.error

    def result(self) -> Any:
        """What the handler returned."""
        if self.error is not None:
            raise self.error
        return self.value


class Answers(LanguageServerProtocol):
    """What goes out to the client."""

    greeted: object = None
    """The id of an `initialize` that is answered already."""

    def __init__(self, server: Any, converter: Any) -> None:
        super().__init__(server, converter)
        encoder = json.JSONEncoder(default=self._serialize_message, separators=(",", ":"))
        self._encode = encoder.encode

    def encoded(self, value: object) -> Encoded:
        """A value of LSP's types in JSON."""
        return Encoded(self._encode(value))

    def _execute_handler(
        self,
        msg_id: Any,
        handler: Callable[..., Any],
        callback: Callable[[Any], None],
        args: tuple[Any, ...] | None = None,
        kwargs: dict[str, Any] | None = None,
    ) -> None:
        """Run *handler*. What answers at once, as nearly all do, gets no future, thread or lock."""
        try:
            result = handler(*(args or ()), **(kwargs or {}))
        except Exception as error:  # noqa: BLE001 - whoever is called back looks at it
            callback(Outcome(error=error))
            return
        if inspect.iscoroutine(result):
            task = asyncio.ensure_future(result)
            self._request_futures[msg_id] = task  # type: ignore[assignment]  # as pygls does
            task.add_done_callback(callback)
        elif inspect.isgenerator(result):  # as pygls writes its own handlers
            super()._execute_handler(msg_id, handler, callback, args, kwargs)
        else:
            callback(Outcome(result))

    def _refuse(self, identity: Any, error: JsonRpcException) -> None:
        reason = {"code": error.code, "message": error.message}
        identity = identity if is_id(identity) else None
        self._send_data({"jsonrpc": self.VERSION, "id": identity, "error": reason})

    def _send_handler_result(self, future: Done, *, msg_id: Any) -> None:
        self._request_futures.pop(msg_id, None)
        if future.cancelled():
            self._refuse(msg_id, JsonRpcRequestCancelled())
            return
        try:
            if not self._is_answered(msg_id):
                self._send_result(msg_id, future.result())
        except JsonRpcException as error:
            self._refuse(msg_id, error)
        except Exception as error:
            logger.error("a request failed: %s", _named(error), exc_info=error)  # noqa: TRY400
            self._refuse(msg_id, JsonRpcInternalError(f"the server failed: {_named(error)}"))

    def _send_result(self, identity: Any, result: Any) -> None:
        if isinstance(result, Encoded):
            head = self._encode({"jsonrpc": self.VERSION, "id": identity})
            self._send(f'{head[:-1]},"result":{result}}}')
        else:
            self._send_data({"jsonrpc": self.VERSION, "id": identity, "result": result})

    def _is_answered(self, identity: Any) -> bool:
        """Whether this is the `initialize` that was answered while we were getting ready."""
        is_greeting = self.greeted is not None and identity == self.greeted
        self.greeted = None if is_greeting else self.greeted
        return is_greeting

    def _check_handler_result(self, future: Done, identity: Any = None, method: str = "") -> None:
        self._request_futures.pop(identity, None)
        if not future.cancelled() and (error := future.exception()) is not None:
            logger.error("`%s` failed: %s", method, _named(error), exc_info=error)

    def _send_data(self, data: Any) -> None:
        self._send(self._encode(data))

    def _send(self, message: str) -> None:
        if self.writer is not None:
            self.writer.write(message.encode("ascii"))


def is_id(value: Any) -> bool:
    """Whether *value* can be the id of a request."""
    return isinstance(value, str | int) and not isinstance(value, bool)


def _named(error: BaseException) -> str:
    """The kind of an error; its words may hold what stands in a spec."""
    return type(error).__name__
