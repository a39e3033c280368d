// Makes dist/extension.js of src/, with the notices of what went into it.
import * as esbuild from "esbuild";

const watch = process.argv.includes("--watch");
const context = await esbuild.context({
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node20",
  external: ["vscode"],
  minify: !watch,
  sourcemap: watch,
  legalComments: "none",
  logLevel: "warning",
});
if (watch) await context.watch();
else {
  await context.rebuild();
  await context.dispose();
}
