import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { type Case, codes, findings, label, offered, open, position, until } from "./cases";

/** What an author gets in a file of our own language. */
export const spec: readonly Case[] = [
  ["the type of an engine is completed", completion],
  ["a key is explained", hover],
  ["a quick fix cures a finding", quickFix],
  ["the outline speaks of tasks", outline],
  ["formatting on save", formatOnSave],
  ["fixing on save", fixOnSave],
  ["a spec in YAML is checked", yaml],
];

async function completion(): Promise<void> {
  const { document } = await open("half.job.json");
  const place = position(document, '"Type": ""\n      }', '"Type": "'.length);
  const items = await until("completion", async () => {
    const found = await offered(document, place);
    return found.length > 0 ? found : undefined;
  });
  const labels = items.map(label);
  assert.ok(labels.includes("docker") && labels.includes("wasm"), `${labels}`);
  assert.deepEqual(labels, [...new Set(labels)]);
}

async function hover(): Promise<void> {
  const { document } = await open("mistakes.bacalhau.json");
  const hovers = await until("a hover", async () => {
    const found = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      position(document, '"Resources"', 3),
    );
    return found.length > 0 ? found : undefined;
  });
  assert.equal(hovers.length, 1);
  const [content] = hovers[0]?.contents ?? [];
  assert.match(content instanceof vscode.MarkdownString ? content.value : "", /Resources/);
}

async function quickFix(): Promise<void> {
  const editor = await open("mistakes.bacalhau.json");
  const { document } = editor;
  await until("findings", () => findings(document.uri).ours.length === 3);
  const place = position(document, '"dockr"', 2);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    new vscode.Range(place, place),
    vscode.CodeActionKind.QuickFix.value,
    10,
  );
  const fix = actions.find(({ isPreferred }) => isPreferred);
  assert.ok(fix?.edit, `one of ${actions.map(({ title }) => title)}`);
  await vscode.workspace.applyEdit(fix.edit);
  assert.ok(document.getText().includes('"docker"'));
  await until(
    "one finding fewer",
    () => !codes(findings(document.uri).ours).includes("unknown-value"),
  );
  await vscode.commands.executeCommand("workbench.action.files.revert");
}

async function outline(): Promise<void> {
  const { document } = await open("mistakes.bacalhau.json");
  const symbols = await until("symbols", () =>
    vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      document.uri,
    ),
  );
  assert.ok(JSON.stringify(names(symbols)).includes("main"), `${names(symbols)}`);
}

function names(symbols: readonly vscode.DocumentSymbol[]): string[] {
  return symbols.flatMap(({ name, children }) => [name, ...names(children)]);
}

async function formatOnSave(): Promise<void> {
  const text = await saved("messy.job.json", { "editor.formatOnSave": true });
  assert.match(text, /^\{\n {2}"Name": "messy",\n/);
}

async function fixOnSave(): Promise<void> {
  const text = await saved("messy.job.json", {
    "editor.codeActionsOnSave": { "source.fixAll.bacalhau": "explicit" },
  });
  assert.match(text, /"Memory": "2GB"/);
}

/** The text of a file after it was changed and saved under *settings* for our language. */
async function saved(name: string, settings: object): Promise<string> {
  const configuration = vscode.workspace.getConfiguration("", { languageId: "bacalhau" });
  const editor = await open(name);
  const before = editor.document.getText();
  await until("findings", () => findings(editor.document.uri).ours.length > 0);
  for (const [key, value] of Object.entries(settings)) {
    await configuration.update(key, value, vscode.ConfigurationTarget.Global, true);
  }
  await editor.edit((edit) => edit.insert(new vscode.Position(0, 1), " "));
  await editor.document.save();
  const after = editor.document.getText();
  for (const key of Object.keys(settings)) {
    await configuration.update(key, undefined, vscode.ConfigurationTarget.Global, true);
  }
  await vscode.workspace.fs.writeFile(editor.document.uri, Buffer.from(before));
  return after;
}

async function yaml(): Promise<void> {
  const { document } = await open("count.job.yaml");
  assert.equal(document.languageId, "bacalhau-yaml");
  await until("a finding", () => findings(document.uri).ours.length > 0);
  assert.deepEqual(codes(findings(document.uri).ours), ["unknown-property"]);
}
