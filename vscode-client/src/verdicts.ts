import {
  type Disposable,
  EventEmitter,
  type TextDocument,
  type TextEditor,
  window,
  workspace,
} from "vscode";
import { mayBeSpec } from "./documents";
import type { Service } from "./server/service";

const PAUSE_MS = 300;

/** What the server says of a file. */
export interface Verdict {
  readonly active: boolean;
  readonly reason: string;
  readonly specification: string | null;
}

/** The file in the editor; `verdict` is undefined while no server can be asked. */
export interface Judged {
  readonly document: TextDocument;
  readonly verdict: Verdict | undefined;
}

/** Keeps asking the server about the file in the active editor. */
export class Verdicts implements Disposable {
  /** Fired with undefined for a file that cannot be a spec. */
  readonly onDidChange;
  private readonly changed = new EventEmitter<Judged | undefined>();
  private pause: NodeJS.Timeout | undefined;
  private readonly listeners: Disposable[];

  constructor(private readonly service: Service) {
    this.onDidChange = this.changed.event;
    const soon = () => this.askIn(0);
    this.listeners = [
      this.changed,
      window.onDidChangeActiveTextEditor(soon),
      service.onDidChange(soon),
      workspace.onDidOpenTextDocument(soon), // also when the language of a file has changed
      workspace.onDidChangeConfiguration(() => this.askIn(PAUSE_MS)),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document === window.activeTextEditor?.document) this.askIn(PAUSE_MS);
      }),
    ];
    soon();
  }

  dispose(): void {
    clearTimeout(this.pause);
    for (const listener of this.listeners) listener.dispose();
  }

  private askIn(milliseconds: number): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => void this.ask(window.activeTextEditor), milliseconds);
  }

  private async ask(editor: TextEditor | undefined): Promise<void> {
    const document = editor?.document;
    const judged =
      document && mayBeSpec(document)
        ? { document, verdict: await this.verdict(document) }
        : undefined;
    if (editor === window.activeTextEditor) this.changed.fire(judged);
  }

  private async verdict(document: TextDocument): Promise<Verdict | undefined> {
    const params = { uri: document.uri.toString() };
    try {
      return await this.service.running?.sendRequest<Verdict>("bacalhau/status", params);
    } catch {
      return undefined; // The server has gone meanwhile; its going makes us ask again.
    }
  }
}
