import { ConfigurationTarget, env, Uri, window, workspace } from "vscode";
import { INTERPRETER } from "./sources";

const DOWNLOADS = "https://www.python.org/downloads/";
const SELECT = "Select Interpreter";
const INSTALL = "Install Python";

/** Say why there is no server, and offer what can be done about it. */
export async function complain(reason: string): Promise<void> {
  const choice = await window.showErrorMessage(reason, SELECT, INSTALL);
  if (choice === SELECT) await selectInterpreter();
  if (choice === INSTALL) await env.openExternal(Uri.parse(DOWNLOADS));
}

/** Let the user find a Python on the machine that the server runs on. */
export async function selectInterpreter(): Promise<void> {
  const chosen = await window.showOpenDialog({
    title: "Python 3.10 or newer for Bacalhau",
    openLabel: "Use",
  });
  const program = chosen?.[0]?.fsPath;
  if (!program) return;
  await workspace.getConfiguration().update(INTERPRETER, program, ConfigurationTarget.Global);
}
