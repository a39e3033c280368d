import assert from "node:assert/strict";
import { test } from "node:test";
import { ALONE, BESIDE, withoutMark } from "../../src/server/resultIds";

test("an id is the server's own again in the same view only", () => {
  assert.equal(BESIDE.unmarked(BESIDE.marked("7")), "7");
  assert.equal(ALONE.unmarked(ALONE.marked("7")), "7");
  assert.equal(ALONE.unmarked(BESIDE.marked("7")), undefined);
  assert.equal(BESIDE.unmarked(ALONE.marked("7")), undefined);
  assert.equal(BESIDE.unmarked(undefined), undefined);
});

test("an id of a report on the workspace is of a full report", () => {
  assert.equal(ALONE.unmarked("7"), "7");
  assert.equal(BESIDE.unmarked("7"), undefined);
  assert.equal(withoutMark(BESIDE.marked("7")), "7");
  assert.equal(withoutMark("7"), "7");
});
