import * as fs from "node:fs/promises";
import * as path from "node:path";
import { commands, languages, Uri, window } from "vscode";
import { codeOf } from "../server/neighbours";

/** Opens the page of a code; asks which unless it is given or the cursor stands on a finding. */
export function explainRule(bundle: string): (code?: unknown) => Promise<void> {
  const pages = path.join(bundle, "libs", "bacalhau_ls", "explanations");
  return async (code) => {
    const known = await codes(pages);
    const chosen = typeof code === "string" ? code : (atCursor() ?? (await ask(known)));
    if (chosen === undefined || !known.includes(chosen)) return;
    const page = Uri.file(path.join(pages, `${chosen}.md`));
    await commands.executeCommand("markdown.showPreviewToSide", page);
  };
}

async function codes(pages: string): Promise<string[]> {
  const names = await fs.readdir(pages);
  return names
    .filter((name) => name.endsWith(".md"))
    .map((name) => path.parse(name).name)
    .sort();
}

function atCursor(): string | undefined {
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  const found = languages
    .getDiagnostics(editor.document.uri)
    .find(({ source, range }) => source === "bacalhau" && range.contains(editor.selection.active));
  return found && codeOf(found);
}

async function ask(known: string[]): Promise<string | undefined> {
  return window.showQuickPick(known, { placeHolder: "Which rule?" });
}
