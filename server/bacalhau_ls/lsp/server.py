"""The server of one session: what it knows, and where handlers find it."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Any, Optional

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter

from bacalhau_ls import __version__
from bacalhau_ls.detection import Confidence, Detection, detect
from bacalhau_ls.lsp import conversion, uris
from bacalhau_ls.lsp.answers import is_id
from bacalhau_ls.lsp.client import Client
from bacalhau_ls.lsp.documents import Documents
from bacalhau_ls.lsp.folders import folders_of
from bacalhau_ls.lsp.greeting import NAME
from bacalhau_ls.lsp.handlers import all_handlers
from bacalhau_ls.lsp.preferences import Preferences
from bacalhau_ls.lsp.protocol import Protocol
from bacalhau_ls.lsp.publishing import Publisher
from bacalhau_ls.lsp.registrations import Registrations
from bacalhau_ls.lsp.reports import Reports
from bacalhau_ls.lsp.sections import SECTION
from bacalhau_ls.lsp.snapshot import Snapshot
from bacalhau_ls.lsp.specs import Specs
from bacalhau_ls.lsp.validators import Validators

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from bacalhau_ls.findings import Finding
    from bacalhau_ls.lsp.documents import OpenFile
    from bacalhau_ls.lsp.reports import Report
    from bacalhau_ls.reading import Source
    from bacalhau_ls.validation import Validator

logger = logging.getLogger(__name__)

_REFRESHED = {
    "codeLens": types.WORKSPACE_CODE_LENS_REFRESH,
    "inlayHint": types.WORKSPACE_INLAY_HINT_REFRESH,
    "semanticTokens": types.WORKSPACE_SEMANTIC_TOKENS_REFRESH,
}
"""What else a client shows that depends on settings."""
LANGUAGES = frozenset({"bacalhau", "bacalhau-yaml"})
"""The language ids of files that an editor has recognised as specs itself."""


class Server(LanguageServer):
    """One session with one client. All of it runs in one thread."""

    protocol: Protocol

    def __init__(self) -> None:
        self._readers: dict[str, Callable[[Any], Any] | None] = {types.INITIALIZE: _mapping}
        super().__init__(NAME, __version__, protocol_cls=Protocol, converter_factory=_converter)
        self._complaints: set[str] = set()
        self.client = Client()
        self.documents = Documents()
        self.preferences = Preferences(self._complain)
        self.validators = Validators(self._complain)
        self.reports = Reports()
        self.publisher = Publisher(self)
        self.specs = Specs(self)
        self.registrations = Registrations(self)
        self.input_waits: Callable[[], bool] = bool
        """Whether messages are there that nobody has looked at."""
        self._snapshots: dict[str, tuple[OpenFile, Snapshot]] = {}
        for handler in all_handlers():
            self._readers[handler.method] = handler.read
            self.feature(handler.method, handler.options)(partial(handler.respond, self))

    def reader_of(self, method: str) -> Callable[[Any], Any] | None:
        """What reads the params of *method* if the types of LSP do not."""
        return self._readers.get(method)

    def meet(self, params: dict[str, Any]) -> None:
        """Learn from the params of `initialize` who the client is."""
        self.client = Client(params.get("capabilities"), params.get("clientInfo"))
        self.documents.encoding = self.client.encoding
        process = params.get("processId")
        self.process_id = process if isinstance(process, int) else None
        self.preferences.start(params.get("initializationOptions"))
        self.preferences.change_folders(folders_of(params), ())

    # -- files ---------------------------------------------------------------

    def snapshot(self, uri: str) -> Snapshot | None:
        """The file at *uri* as it is now; None unless it is open and a spec."""
        file = self.documents.get(uri)
        if file is None or not self.detection(file).is_spec:
            return None
        scope = self.preferences.scope(uri)
        known = self._snapshots.get(uris.key(uri))
        if known and known[0] is file and known[1].scope is scope:
            return known[1]
        document = self.validators.governing(file.document, scope).specification.reading(
            file.document
        )
        snapshot = Snapshot(file.uri, file.version, document, scope, self.documents.encoding)
        self._snapshots[uris.key(uri)] = file, snapshot
        return snapshot

    def validator(self, snapshot: Snapshot) -> Validator:
        """Who judges *snapshot*."""
        return self.validators.governing(snapshot.document, snapshot.scope)

    def detection(self, file: OpenFile) -> Detection:
        """Whether an open file is a spec, and why."""
        if file.recognised:
            return file.recognised
        if file.language in LANGUAGES:
            return Detection(Confidence.NAME, f"the editor says that it is `{file.language}`")
        scope = self.preferences.scope(file.uri)
        return detect(file.document, scope.name_of(file.uri), scope.settings.files)

    def close(self, file: OpenFile) -> None:
        """Forget what was known of an open file."""
        self._snapshots.pop(uris.key(file.uri), None)
        self.reports.closed(file.uri)
        self.publisher.closed(file)

    def report(self, uri: str) -> Report | None:
        """The diagnostics of the file at *uri*, open or not; None if it is no spec."""
        if self.documents.get(uri) is None:
            return self.specs.report(uri)
        snapshot = self.snapshot(uri)
        if snapshot is None:
            return None
        content = (snapshot.uri, snapshot.document)
        diagnose = partial(self.diagnostics, snapshot)
        return self.reports.report(uri, content, snapshot.scope, diagnose)

    def diagnostics(
        self, snapshot: Snapshot, source: Source | None = None
    ) -> list[types.Diagnostic]:
        """What there is to say about *snapshot*, and about the bytes that it was read from."""
        from bacalhau_ls.diagnosis import diagnose  # noqa: PLC0415 - not needed at the start
        from bacalhau_ls.inspection import inspect  # noqa: PLC0415

        document, settings = snapshot.document, snapshot.settings
        validator = self.validators.custom(snapshot.scope)
        if source is None:
            findings = diagnose(document, settings, validator)
        else:
            findings = inspect(source, document, settings, validator)
        return [self.to_diagnostic(finding, snapshot) for finding in findings]

    def to_diagnostic(self, finding: Finding, snapshot: Snapshot) -> types.Diagnostic:
        """*finding* as this client can show it."""
        text = snapshot.document.text
        return conversion.to_diagnostic(finding, snapshot.uri, text, snapshot.encoding, self.client)

    # -- settings ------------------------------------------------------------

    def ask_for_settings(self) -> None:
        """Ask the client for its settings; nothing waits long for the answer."""
        if not self.client.can("workspace.configuration"):
            return
        scopes = [None, *(folder.uri for folder in self.preferences.folders)]
        items = [types.ConfigurationItem(scope_uri=scope, section=SECTION) for scope in scopes]
        self.publisher.hold()

        def take_over(answer: Any) -> None:
            if isinstance(answer, list):
                names = [scope or "" for scope in scopes]
                if self.preferences.pull(dict(zip(names, answer, strict=False))):
                    self.settings_changed()
            self.publisher.release()

        self.ask(types.WORKSPACE_CONFIGURATION, types.ConfigurationParams(items), take_over)

    def look_at_settings(self) -> None:
        """See whether settings or a schema changed on the disk: not every client tells us."""
        if self.preferences.look_at_files():
            self.settings_changed()

    def settings_changed(self) -> None:
        """Judge everything anew, have the client ask anew, watch other files."""
        self.specs.outdated()
        self.publisher.changed(*self.documents)
        if self.client.pulls and self.client.can("workspace.diagnostics.refreshSupport"):
            self.ask(types.WORKSPACE_DIAGNOSTIC_REFRESH)
        for ability, method in _REFRESHED.items():
            if self.client.can(f"workspace.{ability}.refreshSupport"):
                self.ask(method)
        self.registrations.watch_files()

    # -- to the client -------------------------------------------------------

    def ask(
        self, method: str, params: Any = None, then: Callable[[Any], None] | None = None
    ) -> None:
        """Send a request. *then* gets the answer as plain JSON, None for a refusal, or nothing."""

        def answered(future: Future[Any]) -> None:
            if future.cancelled():
                return
            error = future.exception()
            if error is not None:
                logger.info("the client refused `%s`: %s", method, error)
            if then:
                then(None if error else future.result())

        self.protocol.send_request(method, params).add_done_callback(answered)

    def _complain(self, problem: str) -> None:
        """Show the user what is wrong with the settings, once."""
        if problem in self._complaints:
            return
        self._complaints.add(problem)
        self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, problem))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Log what pygls could not do; no popup."""
        logger.error("%s: %s", getattr(source, "__name__", source), error)


def _mapping(raw: Any) -> dict[str, Any]:
    if not isinstance(raw, dict):
        message = "not an object"
        raise TypeError(message)
    return raw


def _converter() -> Any:
    """pygls's, which would take anything for an id or a token, also what cannot be looked up."""
    converter = default_converter()  # type: ignore[no-untyped-call]
    converter.register_structure_hook(types.ProgressToken, lambda raw, _: _id(raw))
    optional: Any = Optional[types.ProgressToken]  # noqa: UP045 - it is looked up as LSP's types have it
    converter.register_structure_hook(optional, lambda raw, _: raw if is_id(raw) else None)
    return converter


def _id(raw: Any) -> Any:
    if not is_id(raw):
        message = "neither a string nor a whole number"
        raise TypeError(message)
    return raw
