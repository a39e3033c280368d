import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { type Case, codes, findings, label, offered, open, position, until } from "./cases";

/** Files that stay JSON, where VS Code's own JSON server is at work too. */
export const beside: readonly Case[] = [
  ["no fault is shown twice in JSON", noFindingTwice],
  ["nothing is offered twice in JSON", nothingOfferedTwice],
  ["JSON has one formatter and one outline", oneFormatter],
  ["comments are fine in JSON with comments", commented],
  ["JSON5 is checked whatever VS Code calls it", relaxed],
  ["a file becomes ours when the user says so", ownLanguage],
];

async function noFindingTwice(): Promise<void> {
  const { document } = await open("job.json");
  assert.equal(document.languageId, "json");
  const shared = ["duplicate-key", "not-json", "syntax-error"];
  const { others } = await until("each fault from one of both", () => {
    const found = findings(document.uri);
    const ours = codes(found.ours);
    const isOnce = ours.includes("invalid-format") && !shared.some((each) => ours.includes(each));
    return isOnce && found.others.length > 1 ? found : undefined;
  });
  assert.equal(others.length, 3, JSON.stringify(others)); // the comma, and the key at both its places
}

async function nothingOfferedTwice(): Promise<void> {
  const { document } = await open("two.json");
  await once(document, position(document, '"Type": "" }', '"Type": "'.length), "docker");
  await once(document, position(document, '""\n    }', 1), "Resources");
}

/** Wait until *wanted* is offered, and nothing twice. */
async function once(document: vscode.TextDocument, place: vscode.Position, wanted: string) {
  let last: string[] = [];
  const found = until(`\`${wanted}\`, and nothing twice`, async () => {
    last = await labels(document, place);
    return last.includes(wanted) && last.length === new Set(last).size;
  });
  await found.catch((error) => assert.fail(`${error}, but ${last}`));
}

async function labels(document: vscode.TextDocument, place: vscode.Position): Promise<string[]> {
  return (await offered(document, place)).map((item) => label(item).replaceAll('"', ""));
}

async function oneFormatter(): Promise<void> {
  const { document } = await open("job.json");
  await until("findings", () => findings(document.uri).ours.length > 0);
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
    "vscode.executeDocumentSymbolProvider",
    document.uri,
  );
  assert.deepEqual(symbols.map(({ name }) => name).sort(), ["Name", "Tasks", "Type"]);
  const edits = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
    "vscode.executeFormatDocumentProvider",
    document.uri,
    { tabSize: 4, insertSpaces: true },
  );
  assert.ok(edits?.length);
}

async function commented(): Promise<void> {
  const { document } = await open("commented.jsonc");
  await until("findings", () => findings(document.uri).ours.length > 0);
  assert.deepEqual(codes(findings(document.uri).ours), ["wrong-type"]);
  assert.deepEqual(findings(document.uri).others, []);
}

async function relaxed(): Promise<void> {
  const { document } = await open("relaxed.json5");
  assert.equal(document.languageId, "plaintext");
  await until("a hover", async () => {
    const place = position(document, "Resources", 2);
    const command = "vscode.executeHoverProvider";
    return (await vscode.commands.executeCommand<[]>(command, document.uri, place)).length > 0;
  });
  assert.ok(codes(findings(document.uri).ours).includes("invalid-format"));
}

async function ownLanguage(): Promise<void> {
  await open("job.json");
  await vscode.commands.executeCommand("bacalhau.useLanguage");
  const document = await until("the language", () => {
    const shown = vscode.window.activeTextEditor?.document;
    return shown?.languageId === "bacalhau" ? shown : undefined;
  });
  await until("all findings to be ours", () => {
    const { ours, others } = findings(document.uri);
    return (
      others.length === 0 &&
      codes(ours).includes("duplicate-key") &&
      codes(ours).includes("not-json")
    );
  });
}
