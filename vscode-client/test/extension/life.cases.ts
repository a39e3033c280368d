import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as vscode from "vscode";
import { at, type Case, codes, findings, open, until } from "./cases";

const EXTENSION = "bacalhau-ls.bacalhau-ls";

/** From nothing to a running server, and again. These come first: nothing is running yet. */
export const life: readonly Case[] = [
  ["a file that is no spec gets nothing, and starts nothing", noSpec],
  ["a spec gets its findings", firstSpec],
  ["a restarted server finds the same", restart],
  ["the user's settings reach the server, and our defaults do not", settings],
];

async function noSpec(): Promise<void> {
  const { document } = await open("package.json");
  const extension = vscode.extensions.getExtension(EXTENSION);
  assert.ok(extension);
  await extension.activate();
  await until("the JSON server", () => outlined(document));
  assert.deepEqual(findings(document.uri).ours, []);
  assert.equal(servers(extension.extensionPath), 0);
}

async function outlined({ uri }: vscode.TextDocument): Promise<unknown> {
  return vscode.commands.executeCommand("vscode.executeDocumentSymbolProvider", uri);
}

/** How many of our servers run on this machine. */
function servers(folder: string): number {
  const processes = fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return processes.filter((id) => commandLine(id).includes(`${folder}/bundled/launch.py`)).length;
}

function commandLine(id: string): string {
  try {
    return fs.readFileSync(`/proc/${id}/cmdline`, "utf8");
  } catch {
    return ""; // It has ended meanwhile.
  }
}

async function firstSpec(): Promise<void> {
  const { document } = await open("mistakes.bacalhau.json");
  const { ours } = await until("findings", () => settled(document.uri));
  assert.equal(document.languageId, "bacalhau");
  assert.deepEqual(codes(ours), ["invalid-format", "unknown-property", "unknown-value"]);
}

async function restart(): Promise<void> {
  const { document } = await open("mistakes.bacalhau.json");
  await until("findings", () => settled(document.uri));
  await vscode.commands.executeCommand("bacalhau.restartServer");
  const { ours } = await until("findings again", () => settled(document.uri));
  assert.equal(ours.length, 3);
  assert.equal(servers(vscode.extensions.getExtension(EXTENSION)?.extensionPath ?? ""), 1);
}

async function settings(): Promise<void> {
  const { document } = await open("mistakes.bacalhau.json");
  const toml = at(".bacalhau-ls.toml");
  await vscode.workspace.fs.writeFile(toml, Buffer.from('[severity]\nunknown-value = "hint"\n'));
  const severity = () =>
    findings(document.uri).ours.find(
      ({ code }) => codes([{ code } as never])[0] === "unknown-value",
    )?.severity;
  const configuration = vscode.workspace.getConfiguration("bacalhau");
  try {
    await until(
      "the file of settings to hold",
      () => severity() === vscode.DiagnosticSeverity.Hint,
    );
    await configuration.update(
      "severity",
      { "unknown-value": "warning" },
      vscode.ConfigurationTarget.Global,
    );
    await until("the setting to win", () => severity() === vscode.DiagnosticSeverity.Warning);
  } finally {
    await configuration.update("severity", undefined, vscode.ConfigurationTarget.Global);
    await vscode.workspace.fs.delete(toml);
  }
  await until("the default again", () => severity() === vscode.DiagnosticSeverity.Error);
}

function settled(uri: vscode.Uri) {
  const found = findings(uri);
  return found.ours.length > 0 ? found : undefined;
}
