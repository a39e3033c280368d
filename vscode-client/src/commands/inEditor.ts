import { commands, languages, window } from "vscode";
import { ourLanguageFor } from "../documents";
import type { Service } from "../server/service";

/** The server's own command; its arguments are the URI of a spec. */
const SHOW_JSON = "bacalhau.showJson";
const FIX_ALL_KIND = "source.fixAll.bacalhau";

/** Shows the spec in the editor as strict JSON, ready to submit. */
export function strictJson(service: Service): () => Promise<void> {
  return async () => {
    const document = window.activeTextEditor?.document;
    if (!document) return;
    const params = { command: SHOW_JSON, arguments: [document.uri.toString()] };
    try {
      await service.running?.sendRequest("workspace/executeCommand", params);
    } catch (error) {
      await window.showWarningMessage(error instanceof Error ? error.message : String(error));
    }
  };
}

/** Applies every fix that is certain. */
export async function fixAll(): Promise<void> {
  const wanted = { kind: FIX_ALL_KIND, apply: "first" };
  await commands.executeCommand("editor.action.sourceAction", wanted);
}

/** Takes the file in the editor for a spec, whatever it is called and says. */
export async function useLanguage(): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document) await languages.setTextDocumentLanguage(document, ourLanguageFor(document));
}
