import { commands, env, Uri, window } from "vscode";
import { INTERPRETER } from "./sources";

const DOWNLOADS = "https://www.python.org/downloads/";
const SELECT = "Select Interpreter";
const INSTALL = "Install Python";

/** Say why there is no server, and offer what can be done about it. */
export async function complain(reason: string): Promise<void> {
  const choice = await window.showErrorMessage(reason, SELECT, INSTALL);
  if (choice === SELECT) await openSetting();
  if (choice === INSTALL) await env.openExternal(Uri.parse(DOWNLOADS));
}

export async function openSetting(): Promise<void> {
  await commands.executeCommand("workbench.action.openSettings", INTERPRETER);
}
