// Takes the pictures of the README and the walkthrough over from the last run of the tests.
import * as fs from "node:fs";

const TAKEN = "../build/vscode/person";
const SHOWN = [
  "mistakes",
  "explanation",
  "quick-fix",
  "hover",
  "completion",
  "templates",
  "status",
];

for (const name of SHOWN) fs.copyFileSync(`${TAKEN}/${name}.png`, `images/${name}.png`);
