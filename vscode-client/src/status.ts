import {
  type Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  languages,
  type TextDocument,
} from "vscode";
import { RESTART, SELECT_INTERPRETER, SHOW_OUTPUT, USE_LANGUAGE } from "./commands/names";
import { isOurs } from "./documents";
import type { Health } from "./server/service";
import type { Judged, Verdict } from "./verdicts";

interface Shown {
  readonly text: string;
  readonly detail?: string;
  readonly severity?: LanguageStatusSeverity;
  readonly busy?: boolean;
  readonly command: { readonly title: string; readonly command: string };
}

const ERROR = { severity: LanguageStatusSeverity.Error };
const OUTPUT = { title: "Show Output", command: SHOW_OUTPUT };
const USE = { title: "Use Bacalhau Language", command: USE_LANGUAGE };

/** Says beside the language of the file whether it is checked, against what, or why not. */
export class Status implements Disposable {
  private item: LanguageStatusItem | undefined;

  dispose(): void {
    this.item?.dispose();
    this.item = undefined;
  }

  show(judged: Judged | undefined, health: Health): void {
    if (!judged) {
      this.dispose();
      return;
    }
    const { document, verdict } = judged;
    this.put(document, verdict ? ofVerdict(verdict, document) : ofHealth(health));
  }

  private put({ uri, languageId }: TextDocument, shown: Shown): void {
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
}

function ofVerdict({ active, reason, specification }: Verdict, document: TextDocument): Shown {
  if (!active) return { text: "Bacalhau: off", detail: `not checked: ${reason}`, command: USE };
  return {
    text: `Bacalhau: ${specification ?? "active"}`,
    detail: reason.split(";", 1)[0], // there is one line for it
    command: isOurs(document) ? OUTPUT : USE,
  };
}

function ofHealth(health: Health): Shown {
  switch (health.kind) {
    case "no-python": {
      const command = { title: "Select Interpreter", command: SELECT_INTERPRETER };
      return { text: "Bacalhau: no Python", detail: health.reason, ...ERROR, command };
    }
    case "failed":
      return { text: "Bacalhau: failed", detail: health.reason, ...ERROR, command: OUTPUT };
    case "stopped": {
      const command = { title: "Restart Server", command: RESTART };
      return { text: "Bacalhau: stopped", ...ERROR, command };
    }
    default:
      return { text: "Bacalhau: starting", busy: true, command: OUTPUT };
  }
}
