/**
 * Living beside VS Code's own JSON server, which looks after every `json` and
 * `jsonc` file: what it shows already is not shown again.
 */
import type { Diagnostic, TextDocument } from "vscode";
import {
  type BaseLanguageClient,
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  type DocumentSelector,
  DocumentSymbolRequest,
  type ServerCapabilities,
} from "vscode-languageclient/node";
import { formatted, isCheckedByBuiltIn, outlined } from "../documents";

/** Faults that it reports in its own words. */
const SHARED_CODES = new Set<unknown>(["syntax-error", "not-json", "duplicate-key"]);

interface Feature {
  initialize(capabilities: ServerCapabilities, selector: DocumentSelector | undefined): void;
}

/**
 * Leave formatting and the outline of its files to it.
 *
 * Two formatters for `json` would make VS Code ask, in every JSON file, which one to use.
 */
export function leaveToBuiltIn(client: BaseLanguageClient): void {
  restrict(client.getFeature(DocumentFormattingRequest.method), formatted);
  restrict(client.getFeature(DocumentRangeFormattingRequest.method), formatted);
  restrict(client.getFeature(DocumentSymbolRequest.method), outlined);
}

/** Register *feature* for the files of *selector* and not for all that the server is told of. */
function restrict(feature: Feature, selector: () => DocumentSelector): void {
  const initialize = feature.initialize.bind(feature);
  feature.initialize = (capabilities) => initialize(capabilities, selector());
}

/** Those of *diagnostics* that nobody else shows in *document*. */
export function notShownByBuiltIn(document: TextDocument, diagnostics: Diagnostic[]): Diagnostic[] {
  if (!isCheckedByBuiltIn(document)) return diagnostics;
  return diagnostics.filter(
    (each) => !SHARED_CODES.has(codeOf(each)) || isAllowedComment(document, each),
  );
}

/** It has nothing against comments in `jsonc`; who sets `strictness` to `json` has. */
function isAllowedComment(document: TextDocument, { range }: Diagnostic): boolean {
  return document.languageId === "jsonc" && /^\/[/*]/.test(document.getText(range));
}

export function codeOf({ code }: Diagnostic): string | undefined {
  const value = typeof code === "object" ? code.value : code;
  return value === undefined ? undefined : String(value);
}
