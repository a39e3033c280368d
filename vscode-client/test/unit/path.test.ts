import assert from "node:assert/strict";
import * as os from "node:os";
import * as path from "node:path";
import { test } from "node:test";
import { onPath, pythonNames, type Surroundings } from "../../src/python/path";
import { programOf } from "../../src/python/setting";

function linux(PATH: string | undefined, ...files: string[]): Surroundings {
  return { platform: "linux", environment: { PATH }, isFile: (file) => files.includes(file) };
}

function windows(environment: Record<string, string>, ...files: string[]): Surroundings {
  return { platform: "win32", environment, isFile: (file) => files.includes(file) };
}

test("folders of PATH are looked through in their order", () => {
  const around = linux("/a:/b:/c", "/b/python3", "/c/python3");
  assert.equal(onPath("python3", around), "/b/python3");
  assert.equal(onPath("python", around), undefined);
  assert.equal(onPath("python3", linux(undefined)), undefined);
});

test("the current folder is never looked at", () => {
  const around: Surroundings = { ...linux(".::bin:/b"), isFile: () => true };
  assert.equal(onPath("python3", around), "/b/python3");
});

test("Windows has `Path`, semicolons and `.exe`", () => {
  const around = windows({ Path: "C:\\Windows;C:\\Python" }, "C:\\Python\\python.exe");
  assert.equal(onPath("python", around), "C:\\Python\\python.exe");
});

test("the launcher is asked first on Windows only", () => {
  assert.deepEqual(pythonNames("win32"), ["py", "python", "python3"]);
  assert.deepEqual(pythonNames("darwin"), ["python3", "python"]);
});

test("the setting may be a path, a name or start from the folder", () => {
  const around = linux("/bin", "/bin/python3.12");
  assert.equal(programOf(" ", "/ws", around), undefined);
  assert.equal(programOf("/opt/python", undefined, around), "/opt/python");
  assert.equal(programOf("python3.12", "/ws", around), "/bin/python3.12");
  assert.equal(programOf("python4", "/ws", around), "python4");
  assert.equal(programOf(".venv/bin/python", "/ws", around), "/ws/.venv/bin/python");
  assert.equal(
    programOf("${workspaceFolder}/venv/bin/python", "/ws", around),
    "/ws/venv/bin/python",
  );
  assert.equal(
    programOf("~/venv/bin/python", "/ws", around),
    path.join(os.homedir(), "venv/bin/python"),
  );
});
