/** A handful of lines instead of a test framework: results go to a file, for who started VS Code. */
import * as assert from "node:assert/strict";
import * as vscode from "vscode";

export interface Result {
  readonly name: string;
  readonly error?: string;
}

export type Case = readonly [name: string, run: () => Promise<void>];

const LONGEST_MS = 60_000;

/** Run *cases* one after the other. */
export async function outcomes(cases: readonly Case[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const [name, run] of cases) {
    try {
      await run();
      results.push({ name });
    } catch (error) {
      results.push({ name, error: error instanceof Error ? `${error.stack}` : String(error) });
    }
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  }
  return results;
}

/** Wait until *look* gives something. */
export async function until<T>(
  what: string,
  look: () => T | PromiseLike<T>,
): Promise<NonNullable<T>> {
  const end = Date.now() + LONGEST_MS;
  for (;;) {
    const found = await look();
    if (found) return found;
    assert.ok(Date.now() < end, `waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Open a file of the workspace, in an editor. */
export async function open(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(at(name)));
}

export function at(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, "a folder is open");
  return vscode.Uri.joinPath(folder.uri, name);
}

/** The findings for *uri*, ours and those of VS Code itself. */
export function findings(uri: vscode.Uri): {
  ours: vscode.Diagnostic[];
  others: vscode.Diagnostic[];
} {
  const all = vscode.languages.getDiagnostics(uri);
  const isOurs = ({ source }: vscode.Diagnostic) => source === "bacalhau";
  return { ours: all.filter(isOurs), others: all.filter((each) => !isOurs(each)) };
}

export function codes(diagnostics: readonly vscode.Diagnostic[]): string[] {
  return diagnostics.map(({ code }) => String(typeof code === "object" ? code.value : code)).sort();
}

/** Where *text* starts in *document*, *into* characters further on. */
export function position(document: vscode.TextDocument, text: string, into = 0): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `\`${text}\` is there`);
  return document.positionAt(offset + into);
}

/** What completion offers at a place. */
export async function offered(document: vscode.TextDocument, place: vscode.Position) {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    place,
  );
  return list.items;
}

export function label({ label }: vscode.CompletionItem): string {
  return typeof label === "string" ? label : label.label;
}

/** Replace all of a document, without saving it. */
export async function rewrite(editor: vscode.TextEditor, text: string): Promise<void> {
  const all = new vscode.Range(
    new vscode.Position(0, 0),
    editor.document.lineAt(editor.document.lineCount - 1).range.end,
  );
  await editor.edit((edit) => edit.replace(all, text));
}
