import { type Diagnostic, type TextDocument, Uri, workspace } from "vscode";
import type { Middleware, vsdiag } from "vscode-languageclient/node";
import { EXPLAIN } from "../commands/names";
import { isCheckedByBuiltIn } from "../documents";
import { codeOf, notShownByBuiltIn } from "./neighbours";
import { ALONE, BESIDE, withoutMark } from "./resultIds";
import { settingsMiddleware } from "./settings";

/**
 * What passes between VS Code and the server, made to fit VS Code. *keys* are the settings that
 * the server reads; *pullAnew* makes the client ask for all findings again.
 */
export function makeMiddleware(keys: readonly string[], pullAnew: () => void): Middleware {
  return {
    ...middleware,
    workspace: settingsMiddleware(keys),
    didOpen: pullWhenReopened(pullAnew),
  };
}

const middleware: Middleware = {
  async provideDiagnostics(where, previousResultId, token, next) {
    const document = where instanceof Uri ? openAt(where) : where;
    const view = document && isCheckedByBuiltIn(document) ? BESIDE : ALONE;
    const report = await next(where, view.unmarked(previousResultId), token);
    if (report && isFull(report)) report.items = shown(document, report.items);
    if (report?.resultId !== undefined) report.resultId = view.marked(report.resultId);
    return report;
  },

  async provideWorkspaceDiagnostics(resultIds, token, reporter, next) {
    const explained = (items: vsdiag.WorkspaceDocumentDiagnosticReport[]) => {
      for (const item of items) if (isFull(item)) item.items.forEach(linkToPage);
    };
    const known = resultIds.map(({ uri, value }) => ({ uri, value: withoutMark(value) }));
    const report = await next(known, token, (part) => {
      explained(part?.items ?? []);
      reporter(part);
    });
    explained(report?.items ?? []);
    return report;
  },

  /** An empty answer, unlike none, would keep VS Code from highlighting words by itself. */
  async provideDocumentHighlights(document, position, token, next) {
    const found = await next(document, position, token);
    return found?.length ? found : undefined;
  },
};

/**
 * A document that changes its language is closed and opened in the same version, which the client
 * takes for known; but other findings are shown for it now.
 */
function pullWhenReopened(pullAnew: () => void): Middleware["didOpen"] {
  const opened = new WeakSet<TextDocument>();
  return async (document, next) => {
    await next(document);
    if (opened.has(document)) pullAnew();
    opened.add(document);
  };
}

type Report = vsdiag.DocumentDiagnosticReport | vsdiag.WorkspaceDocumentDiagnosticReport;

function isFull(report: Report): report is Report & vsdiag.FullDocumentDiagnosticReport {
  return "items" in report;
}

function shown(document: TextDocument | undefined, diagnostics: Diagnostic[]): Diagnostic[] {
  diagnostics.forEach(linkToPage);
  return document ? notShownByBuiltIn(document, diagnostics) : diagnostics;
}

function openAt(uri: Uri): TextDocument | undefined {
  return workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
}

/** Let the code of a finding open its page as it is meant to be read, not as a source. */
function linkToPage(diagnostic: Diagnostic): void {
  const code = codeOf(diagnostic);
  if (code === undefined || typeof diagnostic.code !== "object") return;
  const target = Uri.from({ scheme: "command", path: EXPLAIN, query: JSON.stringify([code]) });
  diagnostic.code = { value: code, target };
}
