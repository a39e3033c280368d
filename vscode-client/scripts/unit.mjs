// Runs test/unit in Node's own test runner.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as esbuild from "esbuild";

const names = fs.readdirSync("test/unit").filter((name) => name.endsWith(".test.ts"));
await esbuild.build({
  entryPoints: names.map((name) => `test/unit/${name}`),
  outdir: "out/unit",
  outExtension: { ".js": ".cjs" },
  bundle: true,
  format: "cjs",
  platform: "node",
  logLevel: "warning",
});
const files = names.map((name) => `out/unit/${name.replace(/\.ts$/, ".cjs")}`);
process.exitCode =
  spawnSync(process.execPath, ["--test", ...files], { stdio: "inherit" }).status ?? 1;
