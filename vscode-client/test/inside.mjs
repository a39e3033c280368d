// Has VS Code run the tests of out/extension inside its extension host, and prints their results.
import * as fs from "node:fs";
import { BASE, inWindow } from "./browser.mjs";

const RESULTS = process.env.TEST_RESULTS;
const LONGEST_MS = 240_000;
const home = `vscode-remote://${new URL(BASE).host}${process.env.TEST_EXTENSION}`;
const payload = [
  ["extensionDevelopmentPath", home],
  ["extensionTestsPath", `${home}/index.js`],
];

await inWindow(payload, async (page) => {
  const end = Date.now() + LONGEST_MS;
  while (!fs.existsSync(RESULTS)) {
    if (Date.now() > end) throw new Error("the tests inside VS Code did not end");
    await page.waitForTimeout(100);
  }
});
process.stdout.write(fs.readFileSync(RESULTS, "utf8"));
