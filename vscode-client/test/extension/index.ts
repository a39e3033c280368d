/** Runs inside the extension host of a real VS Code, where our extension is installed. */
import * as fs from "node:fs";
import * as vscode from "vscode";
import { beside } from "./beside.cases";
import { outcomes } from "./cases";
import { commands } from "./commands.cases";
import { life } from "./life.cases";
import { spec } from "./spec.cases";

export async function run(): Promise<void> {
  const results = await outcomes([...life, ...spec, ...beside, ...commands]);
  const report = JSON.stringify({ version: vscode.version, results });
  // Whoever waits for the file is to find all of it.
  const target = String(process.env.TEST_RESULTS);
  fs.writeFileSync(`${target}.part`, report);
  fs.renameSync(`${target}.part`, target);
}
