import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { test } from "node:test";
import { probe } from "../../src/python/probe";
import { isNewEnough, parseVersion } from "../../src/python/version";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "probe-"));

function program(name: string, script: string): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return file;
}

test("a real Python tells its version", async () => {
  const version = await probe(process.env.PYTHON ?? "python3", folder);
  assert.ok(version && version.major === 3);
});

test("what fails, says nonsense or does not exist is no Python", async () => {
  assert.equal(await probe(program("fails", "exit 3"), folder), undefined);
  assert.equal(await probe(program("speaks", "echo hello"), folder), undefined);
  assert.equal(await probe(path.join(folder, "absent"), folder), undefined);
});

test("versions are numbers, not text", () => {
  assert.deepEqual(parseVersion("3.9"), { major: 3, minor: 9 });
  assert.equal(parseVersion("Python"), undefined);
  assert.ok(isNewEnough({ major: 3, minor: 10 }) && isNewEnough({ major: 4, minor: 0 }));
  assert.ok(!isNewEnough({ major: 3, minor: 9 }) && !isNewEnough({ major: 2, minor: 99 }));
});
