import {
  commands,
  type Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  languages,
  type TextDocument,
  window,
  workspace,
} from "vscode";
import { RESTART, SELECT_INTERPRETER, SHOW_OUTPUT, USE_LANGUAGE } from "./commands/names";
import { isBuiltIn, mayBeSpec } from "./documents";
import type { Service } from "./server/service";

const ACTIVE = "bacalhau.active";
const PAUSE_MS = 300;

/** What the server says of a file. */
interface Verdict {
  readonly active: boolean;
  readonly reason: string;
  readonly specification: string | null;
}
interface Shown {
  readonly text: string;
  readonly detail?: string;
  readonly severity?: LanguageStatusSeverity;
  readonly busy?: boolean;
  readonly command: { readonly title: string; readonly command: string };
}

/** Says beside the language of the file whether it is checked, against what, or why not. */
export class Status implements Disposable {
  private item: LanguageStatusItem | undefined;
  private pause: NodeJS.Timeout | undefined;
  private readonly listeners: Disposable[];

  constructor(private readonly service: Service) {
    const soon = () => this.refreshSoon();
    this.listeners = [
      window.onDidChangeActiveTextEditor(soon),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document === window.activeTextEditor?.document) soon();
      }),
      workspace.onDidChangeConfiguration(soon),
      service.onDidChange(soon),
    ];
    soon();
  }

  dispose(): void {
    clearTimeout(this.pause);
    this.item?.dispose();
    for (const listener of this.listeners) listener.dispose();
  }

  private refreshSoon(): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => void this.refresh(), PAUSE_MS);
  }

  private async refresh(): Promise<void> {
    const document = window.activeTextEditor?.document;
    const relevant = document !== undefined && mayBeSpec(document);
    const verdict = relevant ? await this.verdict(document) : undefined;
    if (document !== window.activeTextEditor?.document) return;
    await commands.executeCommand("setContext", ACTIVE, verdict?.active ?? false);
    if (relevant) this.show(document, verdict ? judged(verdict, document) : this.troubled());
    else this.hide();
  }

  private async verdict(document: TextDocument): Promise<Verdict | undefined> {
    const params = { uri: document.uri.toString() };
    try {
      return await this.service.running?.sendRequest<Verdict>("bacalhau/status", params);
    } catch {
      return undefined; // The server has gone meanwhile; its going calls us again.
    }
  }

  private troubled(): Shown {
    const { health } = this.service;
    const output = { title: "Show Output", command: SHOW_OUTPUT };
    const restart = { title: "Restart Server", command: RESTART };
    switch (health.kind) {
      case "no-python": {
        const command = { title: "Select Interpreter", command: SELECT_INTERPRETER };
        return { text: "Bacalhau: no Python", detail: health.reason, ...ERROR, command };
      }
      case "failed":
        return { text: "Bacalhau: failed", detail: health.reason, ...ERROR, command: output };
      case "stopped":
        return { text: "Bacalhau: stopped", ...ERROR, command: restart };
      default:
        return { text: "Bacalhau: starting", busy: true, command: output };
    }
  }

  private show({ uri, languageId }: TextDocument, shown: Shown): void {
    const selector = { language: languageId, scheme: uri.scheme };
    this.item ??= languages.createLanguageStatusItem("bacalhau.status", selector);
    this.item.selector = selector;
    this.item.name = "Bacalhau";
    this.item.text = shown.text;
    this.item.detail = shown.detail;
    this.item.severity = shown.severity ?? LanguageStatusSeverity.Information;
    this.item.busy = shown.busy ?? false;
    this.item.command = shown.command;
  }

  private hide(): void {
    this.item?.dispose();
    this.item = undefined;
  }
}

const ERROR = { severity: LanguageStatusSeverity.Error };

function judged({ active, reason, specification }: Verdict, document: TextDocument): Shown {
  const use = { title: "Use Bacalhau Language Mode", command: USE_LANGUAGE };
  if (!active) return { text: "Bacalhau: off", detail: `not checked: ${reason}`, command: use };
  return {
    text: `Bacalhau: ${specification ?? "active"}`,
    detail: `job spec, because ${reason}`,
    command: isBuiltIn(document) ? use : { title: "Show Output", command: SHOW_OUTPUT },
  };
}
