// Puts the server and the pure-Python packages that it needs into bundled/libs.
//
// Nothing is compiled, so one extension serves every system and every Python from
// 3.10 on. The packages are pinned by hash and fetched only if the pins changed.
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { pythonNotices, scriptNotices } from "./notices.mjs";

const HERE = path.dirname(import.meta.dirname);
const BUNDLED = path.join(HERE, "bundled");
const LIBS = path.join(BUNDLED, "libs");
const PINS = path.join(BUNDLED, "requirements.txt");
const STAMP = path.join(LIBS, ".requirements.txt");
const ROOT = path.dirname(HERE);
const OLDEST_PYTHON = "3.10";

if (!isUpToDate()) install();
copyServer();
fs.writeFileSync(
  path.join(HERE, "ThirdPartyNotices.txt"),
  pythonNotices(LIBS) + scriptNotices(HERE),
);

writeCodes();

/** The codes that may be given a severity, for completion in `settings.json`: those that have a page. */
function writeCodes() {
  const file = path.join(HERE, "package.json");
  const before = fs.readFileSync(file, "utf8");
  const manifest = JSON.parse(before);
  const pages = fs.readdirSync(path.join(LIBS, "bacalhau_ls", "explanations"));
  const codes = pages.filter((name) => name.endsWith(".md")).map((name) => name.slice(0, -3));
  const { properties } = manifest.contributes.configuration;
  properties["bacalhau.severity"].propertyNames.enum = codes.sort();
  const after = `${JSON.stringify(manifest, null, 2)}\n`;
  if (after !== before) fs.writeFileSync(file, after);
}

function isUpToDate() {
  return fs.existsSync(STAMP) && fs.readFileSync(STAMP).equals(fs.readFileSync(PINS));
}

function install() {
  fs.rmSync(LIBS, { recursive: true, force: true });
  const pure = [
    "--platform",
    "any",
    "--implementation",
    "py",
    "--abi",
    "none",
    "--python-version",
    OLDEST_PYTHON,
  ];
  const exact = ["--require-hashes", "--only-binary", ":all:", "--no-deps", "--no-compile"];
  const quiet = ["--quiet", "--disable-pip-version-check"];
  const args = ["-m", "pip", "install", ...quiet, ...pure, ...exact, "--target", LIBS, "-r", PINS];
  execFileSync(python(), args, { stdio: ["ignore", "inherit", "inherit"] });
  fs.rmSync(path.join(LIBS, "bin"), { recursive: true, force: true });
  fs.copyFileSync(PINS, STAMP);
}

function python() {
  const own = path.join(ROOT, ".venv", "bin", "python");
  return process.env.PYTHON ?? (fs.existsSync(own) ? own : "python3");
}

function copyServer() {
  const target = path.join(LIBS, "bacalhau_ls");
  fs.rmSync(target, { recursive: true, force: true });
  const filter = (source) => !/^(\.|__pycache__$)/.test(path.basename(source));
  fs.cpSync(path.join(ROOT, "server", "bacalhau_ls"), target, { recursive: true, filter });
  fs.cpSync(path.join(ROOT, "schema"), path.join(target, "schema"), { recursive: true, filter });
}
