import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  commands,
  MarkdownString,
  Position,
  type SnippetString,
  type TextDocument,
  window,
  workspace,
} from "vscode";
import { LANGUAGE } from "../documents";
import type { Service } from "../server/service";

/** Opens a new spec that starts from a template: the skeletons that completion has for an empty file. */
export function newSpec(service: Service): () => Promise<void> {
  return async () => {
    const document = await workspace.openTextDocument({ language: LANGUAGE });
    const editor = await window.showTextDocument(document);
    await service.start();
    const chosen = await ask(await templates(document));
    if (!chosen) {
      await commands.executeCommand("workbench.action.closeActiveEditor");
      return;
    }
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

async function ask(items: readonly CompletionItem[]): Promise<CompletionItem | undefined> {
  const choices = items.map((item) => ({
    label: typeof item.label === "string" ? item.label : item.label.label,
    description: item.detail ?? "",
    detail: plain(item.documentation),
    item,
  }));
  const chosen = await window.showQuickPick(choices, {
    title: "New Job Spec",
    placeHolder: "Which kind of job?",
    matchOnDetail: true,
  });
  return chosen?.item;
}

function plain(documentation: CompletionItem["documentation"]): string {
  const text = documentation instanceof MarkdownString ? documentation.value : documentation;
  return (text ?? "").split("\n", 1)[0] ?? "";
}
