import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  commands,
  Position,
  type SnippetString,
  type TextDocument,
  window,
  workspace,
} from "vscode";
import { LANGUAGE } from "../documents";
import type { Service } from "../server/service";

/**
 * Opens a new spec that starts from a template: one of the skeletons that completion has for an
 * empty file. Nothing is shown before one is chosen.
 */
export function newSpec(service: Service): () => Promise<void> {
  return async () => {
    const document = await workspace.openTextDocument({ language: LANGUAGE });
    await service.start();
    const chosen = await ask(templates(document));
    if (!chosen) return;
    const editor = await window.showTextDocument(document);
    await editor.insertSnippet(chosen.insertText as SnippetString, new Position(0, 0));
  };
}

async function templates(document: TextDocument): Promise<CompletionItem[]> {
  const found = await commands.executeCommand<CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    new Position(0, 0),
  );
  return found.items.filter(
    ({ kind, insertText }) => kind === CompletionItemKind.Snippet && typeof insertText === "object",
  );
}

async function ask(items: Promise<CompletionItem[]>): Promise<CompletionItem | undefined> {
  const choices = items.then((all) => all.map((item) => ({ ...worded(item), item })));
  const chosen = await window.showQuickPick(choices, {
    title: "New Job Spec",
    placeHolder: "Which kind of job?",
    matchOnDescription: true,
  });
  return chosen?.item;
}

function worded({ label, detail }: CompletionItem): { label: string; description: string } {
  return { label: typeof label === "string" ? label : label.label, description: detail ?? "" };
}
