// Makes of test/extension an extension that VS Code can run: out/extension.
import * as fs from "node:fs";
import * as esbuild from "esbuild";

await esbuild.build({
  entryPoints: ["test/extension/index.ts"],
  outfile: "out/extension/index.js",
  bundle: true,
  format: "cjs",
  platform: "node",
  external: ["vscode"],
  sourcemap: "inline",
  logLevel: "warning",
});
fs.writeFileSync("out/extension/nothing.js", "exports.activate = () => {};\n");
const about = {
  name: "tests",
  publisher: "tests",
  version: "0.0.1",
  engines: { vscode: "*" },
  main: "./nothing.js",
};
fs.writeFileSync("out/extension/package.json", JSON.stringify(about));
