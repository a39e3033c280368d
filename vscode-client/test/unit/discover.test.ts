import assert from "node:assert/strict";
import { test } from "node:test";
import { discover, explanation, isFound, type Source } from "../../src/python/discover";
import type { Version } from "../../src/python/version";

const versions: Record<string, Version> = {
  "/old": { major: 3, minor: 9 },
  "/two": { major: 2, minor: 7 },
  "/good": { major: 3, minor: 10 },
  "/new": { major: 3, minor: 14 },
};
const probe = async (program: string) => versions[program];

function source(name: string, program?: string, isBinding = false): Source {
  return { name, find: async () => program, isBinding };
}

test("the first usable one is taken", async () => {
  const sources = [
    source("setting"),
    source("extension", "/old"),
    source("path", "/good"),
    source("other", "/new"),
  ];
  const found = await discover(sources, probe);
  assert.deepEqual(found, { program: "/good", version: versions["/good"], source: "path" });
});

test("what the user has chosen is not replaced by something else", async () => {
  const found = await discover(
    [source("the setting", "/old", true), source("path", "/good")],
    probe,
  );
  assert.ok(!isFound(found));
  assert.equal(
    explanation(found),
    "Bacalhau needs Python 3.10 or newer to check job specs. the setting: `/old` is Python 3.9.",
  );
});

test("later places are not looked at once there is one", async () => {
  const never: Source = { name: "never", find: () => assert.fail("was asked") };
  assert.ok(isFound(await discover([source("path", "/new"), never], probe)));
});

test("everything that was tried is named", async () => {
  const missing = await discover([source("a", "/two"), source("b", "/none")], probe);
  assert.ok(!isFound(missing));
  assert.deepEqual(missing.reasons, ["a: `/two` is Python 2.7", "b: `/none` cannot be started"]);
});

test("nothing at all is said plainly", async () => {
  const missing = await discover([source("a")], probe);
  assert.ok(!isFound(missing));
  assert.equal(
    explanation(missing),
    "Bacalhau needs Python 3.10 or newer to check job specs, and found none.",
  );
});
