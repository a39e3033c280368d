"""JSON-RPC and the life of a session, as LSP has them.

pygls finds, runs and cancels handlers and converts types. What it leaves undone
is done here: every request gets exactly one answer, also before `initialize`,
after `shutdown` and when its params are no good; answers carry no tracebacks
and errors do not pop up; only the outermost object of a body is a message.
"""

from __future__ import annotations

import logging
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInvalidParams,
    JsonRpcInvalidRequest,
    JsonRpcMethodNotFound,
    JsonRpcParseError,
    JsonRpcRequestCancelled,
    JsonRpcServerNotInitialized,
)

from bacalhau_ls.lsp.answers import Answers, is_id
from bacalhau_ls.lsp.capabilities import announced
from bacalhau_ls.lsp.framing import Message, Unreadable

if TYPE_CHECKING:
    from bacalhau_ls.lsp.server import Server

logger = logging.getLogger(__name__)

_REPLACED = (
    types.INITIALIZED,
    types.TEXT_DOCUMENT_DID_OPEN,
    types.TEXT_DOCUMENT_DID_CHANGE,
    types.TEXT_DOCUMENT_DID_CLOSE,
    types.NOTEBOOK_DOCUMENT_DID_OPEN,
    types.NOTEBOOK_DOCUMENT_DID_CHANGE,
    types.NOTEBOOK_DOCUMENT_DID_CLOSE,
    types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS,
    types.WORKSPACE_EXECUTE_COMMAND,
)
"""What pygls would do by itself, and we do otherwise or not at all."""


class Stage(Enum):
    """How far a session is."""

    NEW = auto()
    RUNNING = auto()
    SHUT_DOWN = auto()
    ENDED = auto()


class Protocol(Answers):
    """One session with one client."""

    _server: Server

    def __init__(self, server: Server, converter: Any) -> None:
        super().__init__(server, converter)
        for method in _REPLACED:
            self.fm.builtin_features.pop(method, None)
        self.fm.add_builtin_feature(types.INITIALIZE, self._initialize)
        self.fm.add_builtin_feature(types.SHUTDOWN, self._shut_down)
        self.fm.add_builtin_feature(types.EXIT, self._exit)
        self.fm.add_builtin_feature(types.CANCEL_REQUEST, self._cancel_request)
        self.stage = Stage.NEW
        self.exit_code = 1

    # -- in ------------------------------------------------------------------

    def receive(self, message: Message, *, withdrawn: bool = False) -> None:
        """Handle one message; *withdrawn* if its request has been cancelled already."""
        if isinstance(message, Unreadable):
            self._refuse(None, JsonRpcParseError(f"not JSON: {message.reason}"))
        elif not isinstance(message, dict):
            self._refuse(None, JsonRpcInvalidRequest("a message is an object"))
        elif message.get("jsonrpc") != self.VERSION:
            identity = message.get("id") if "method" in message else None
            self._refuse(identity, JsonRpcInvalidRequest("not a JSON-RPC 2.0 message"))
        elif "method" not in message:
            self._receive_response(message)
        elif not isinstance(message["method"], str):
            self._refuse(message.get("id"), JsonRpcInvalidRequest("a method is a string"))
        elif "id" not in message:
            self._receive_notification(message)
        elif not is_id(message["id"]):
            self._refuse(None, JsonRpcInvalidRequest("an id is a string or a whole number"))
        elif withdrawn and message["id"] != self.greeted:
            self._refuse(message["id"], JsonRpcRequestCancelled())
        else:
            self._receive_request(message)

    def _receive_request(self, message: dict[str, Any]) -> None:
        identity, method = message["id"], message["method"]
        try:
            self._check_stage(method)
            handler = self._get_handler(method)
            params = self._params(method, message.get("params"))
        except JsonRpcException as error:
            self._refuse(identity, error)
            return
        done = partial(self._send_handler_result, msg_id=identity)
        self._execute_handler(identity, handler, done, (params,))

    def _check_stage(self, method: str) -> None:
        if self.stage is Stage.NEW and method != types.INITIALIZE:
            message = "`initialize` comes first"
            raise JsonRpcServerNotInitialized(message)
        if self.stage is not Stage.NEW and method == types.INITIALIZE:
            message = "`initialize` comes only once"
            raise JsonRpcInvalidRequest(message)
        if self.stage in (Stage.SHUT_DOWN, Stage.ENDED):
            message = "the server is shut down"
            raise JsonRpcInvalidRequest(message)

    def _receive_notification(self, message: dict[str, Any]) -> None:
        method = message["method"]
        if method != types.EXIT and self.stage is not Stage.RUNNING:
            return
        try:
            handler = self._get_handler(method)
            params = self._params(method, message.get("params"))
        except JsonRpcMethodNotFound:
            logger.debug("no handler for the notification %s", method)
        except JsonRpcInvalidParams as error:
            logger.warning("ignored a `%s`: %s", method, error.message)
        else:
            identity = object()
            done = partial(self._check_handler_result, identity=identity, method=method)
            self._execute_handler(identity, handler, done, (params,))

    def _receive_response(self, message: dict[str, Any]) -> None:
        identity = message.get("id")
        if not isinstance(identity, str) or identity not in self._result_types:
            logger.debug("nobody asked for response %r", identity)
            return
        self._result_types.pop(identity)
        future = self._request_futures.pop(identity, None)
        if future is None or future.done():
            return
        error = message.get("error")
        if error is None:
            future.set_result(message.get("result"))
        else:
            reason = error.get("message") if isinstance(error, dict) else error
            future.set_exception(JsonRpcException(str(reason)))

    def _params(self, method: str, raw: Any) -> Any:
        """The params of a message; raises `JsonRpcInvalidParams`."""
        read = self._server.reader_of(method) or partial(self._typed_params, method)
        try:
            return read(raw)
        except Exception as error:
            reason = f"invalid params of `{method}`"
            logger.debug("%s", reason, exc_info=True)
            raise JsonRpcInvalidParams(reason) from error

    def _typed_params(self, method: str, raw: Any) -> Any:
        params_type: Any = types.METHOD_TO_TYPES.get(method, (None, None, None))[2]
        return raw if params_type is None else self._converter.structure(raw, params_type)

    # -- the life of a session -----------------------------------------------

    def _initialize(self, params: dict[str, Any]) -> types.InitializeResult | None:
        """Learn about the client, tell it what we can unless that is done."""
        self._server.meet(params)
        self.stage = Stage.RUNNING
        if self.greeted is not None:
            return None
        self.server_capabilities = announced(self.fm, self._server)
        return types.InitializeResult(self.server_capabilities, self.server_info)

    def _shut_down(self, *_params: Any) -> None:
        """Stop all work; only `exit` may follow."""
        self.stage = Stage.SHUT_DOWN
        self.exit_code = 0
        for future in list(self._request_futures.values()):
            future.cancel()

    def _cancel_request(self, params: types.CancelParams) -> None:
        """Cancel a request that is being worked on; it is answered where it next waits."""
        if params.id not in self._result_types and params.id in self._request_futures:
            self._request_futures[params.id].cancel()

    def _exit(self, *_params: Any) -> None:
        """The session ends here."""
        self.stage = Stage.ENDED
