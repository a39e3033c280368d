import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { type Case, findings, open, position, until } from "./cases";

/** The commands of the palette. */
export const commands: readonly Case[] = [
  ["every command that we contribute is there", registered],
  ["strict JSON is shown", strictJson],
  ["what is certain is fixed at once", fixAll],
  ["a rule is explained", explain],
  ["the output is shown", output],
];

async function registered(): Promise<void> {
  const known = new Set(await vscode.commands.getCommands(true));
  const contributed =
    vscode.extensions.getExtension("bacalhau-ls.bacalhau-ls")?.packageJSON.contributes.commands;
  for (const { command } of contributed) assert.ok(known.has(command), command);
}

async function strictJson(): Promise<void> {
  const { document } = await open("commented.jsonc");
  await until("findings", () => findings(document.uri).ours.length > 0);
  await vscode.commands.executeCommand("bacalhau.showStrictJson");
  const shown = await until("another file", () => {
    const active = vscode.window.activeTextEditor?.document;
    return active !== document ? active : undefined;
  });
  assert.equal(JSON.parse(shown.getText()).Name, "with-comments");
}

async function fixAll(): Promise<void> {
  const { document } = await open("mistakes.bacalhau.json");
  await until("findings", () => findings(document.uri).ours.length === 3);
  await vscode.commands.executeCommand("bacalhau.fixAll");
  await until(
    "fixes",
    () => document.getText().includes('"2GB"') && position(document, '"Target"').character === 10,
  );
  await vscode.commands.executeCommand("workbench.action.files.revert");
}

async function explain(): Promise<void> {
  await vscode.commands.executeCommand("bacalhau.explainRule", "relative-path");
  await until("a preview", () => {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    return tabs.some(({ label }) => label.includes("relative-path"));
  });
}

async function output(): Promise<void> {
  await vscode.commands.executeCommand("bacalhau.showOutput");
}
