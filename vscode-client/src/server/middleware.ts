import { type Diagnostic, type TextDocument, Uri, workspace } from "vscode";
import type { Middleware, vsdiag } from "vscode-languageclient/node";
import { EXPLAIN } from "../commands/names";
import { codeOf, notShownByBuiltIn } from "./neighbours";
import { settingsMiddleware } from "./settings";

/** What passes between VS Code and the server, made to fit VS Code. */
export const middleware: Middleware = {
  workspace: settingsMiddleware,

  async provideDiagnostics(document, previousResultId, token, next) {
    const report = await next(document, previousResultId, token);
    if (report && isFull(report)) report.items = shown(document, report.items);
    return report;
  },

  async provideWorkspaceDiagnostics(resultIds, token, reporter, next) {
    const explained = (items: vsdiag.WorkspaceDocumentDiagnosticReport[]) => {
      for (const item of items) if (isFull(item)) item.items.forEach(linkToPage);
    };
    const report = await next(resultIds, token, (part) => {
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

type Report = vsdiag.DocumentDiagnosticReport | vsdiag.WorkspaceDocumentDiagnosticReport;

function isFull(report: Report): report is Report & vsdiag.FullDocumentDiagnosticReport {
  return "items" in report;
}

function shown(where: TextDocument | Uri, diagnostics: Diagnostic[]): Diagnostic[] {
  const document = where instanceof Uri ? openAt(where) : where;
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
