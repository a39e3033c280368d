import * as path from "node:path";
import {
  type CompletionItem,
  type CompletionItemProvider,
  type Disposable,
  type DocumentFilter,
  languages,
  RelativePattern,
  type TextDocument,
} from "vscode";
import { CompletionRequest, type LanguageClient } from "vscode-languageclient/node";
import { isBuiltIn } from "../documents";
import type { Judged } from "../verdicts";

/**
 * Keeps VS Code's JSON server from completing in a spec.
 *
 * It knows no schema for it, so it offers what it has seen elsewhere in the file: `docker` a
 * second time, or `batch` for an engine. A provider whose filter is `exclusive` is the only one
 * that VS Code asks. That is no part of the documented API; without it all are asked, as usual.
 */
export class SoleCompletion implements Disposable {
  private registration: Disposable | undefined;
  private held: { readonly file: string; readonly provider: CompletionItemProvider } | undefined;

  dispose(): void {
    this.registration?.dispose();
    this.registration = this.held = undefined;
  }

  /** Hold for the file in the editor, and for no other. */
  follow(judged: Judged | undefined, client: LanguageClient | undefined): void {
    const document = judged?.verdict?.active ? judged.document : undefined;
    const provider = document && client?.getFeature(CompletionRequest.method).getProvider(document);
    if (!document || !provider || !isBuiltIn(document)) {
      this.dispose();
      return;
    }
    const file = `${document.languageId} ${document.uri}`;
    if (this.held?.file === file && this.held.provider === provider) return;
    this.dispose();
    this.registration = register(document, provider, client);
    this.held = { file, provider };
  }
}

function register(
  document: TextDocument,
  provider: CompletionItemProvider<CompletionItem>,
  client: LanguageClient | undefined,
): Disposable {
  const characters = client?.initializeResult?.capabilities.completionProvider?.triggerCharacters;
  return languages.registerCompletionItemProvider(only(document), provider, ...(characters ?? []));
}

function only({ uri, languageId }: TextDocument): DocumentFilter {
  const folder = uri.with({ path: path.posix.dirname(uri.path) });
  const pattern = new RelativePattern(folder, path.posix.basename(uri.path));
  const exclusive: object = { exclusive: true };
  return { language: languageId, scheme: uri.scheme, pattern, ...exclusive };
}
