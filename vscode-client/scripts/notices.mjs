// The licenses of what the extension carries that is not ours.
import * as fs from "node:fs";
import * as path from "node:path";

const LICENSE = /^(licen[cs]e|copying|notice)/i;

/** Those of the Python packages in *libs*. */
export function pythonNotices(libs) {
  const infos = fs.readdirSync(libs).filter((name) => name.endsWith(".dist-info"));
  return infos
    .sort()
    .map((info) => notice(info.replace(/\.dist-info$/, ""), licensesBelow(path.join(libs, info))))
    .join("");
}

/** Those of the npm packages that are bundled into the script: vscode-languageclient and its own. */
export function scriptNotices(folder) {
  const modules = path.join(folder, "node_modules");
  return [...closure(modules, "vscode-languageclient")]
    .sort()
    .map((name) => notice(name, licensesBelow(path.join(modules, name))))
    .join("");
}

function closure(modules, name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  const { dependencies = {} } = JSON.parse(
    fs.readFileSync(path.join(modules, name, "package.json"), "utf8"),
  );
  for (const each of Object.keys(dependencies)) closure(modules, each, found);
  return found;
}

function licensesBelow(folder) {
  const files = fs.readdirSync(folder, { recursive: true }).map(String).sort();
  return files
    .filter((file) => LICENSE.test(path.basename(file)) && !file.includes("node_modules"))
    .map((file) => path.join(folder, file))
    .filter((file) => fs.statSync(file).isFile())
    .map((file) => fs.readFileSync(file, "utf8").trim());
}

function notice(name, licenses) {
  if (licenses.length === 0) throw new Error(`${name} has no license file`);
  return `==== ${name} ====\n\n${licenses.join("\n\n")}\n\n\n`;
}
