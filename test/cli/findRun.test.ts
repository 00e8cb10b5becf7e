import assert from "node:assert/strict";
import { dirname } from "node:path";
import { findRun } from "../../src/cli/findRun.js";
import type { Run } from "../../src/runs/runFolder.js";
import { temporaryFolder } from "../trainer/temporaryFolder.js";
import { createTinyRun } from "../trainer/tinyRun.js";

describe("findRun", () => {
  const folder = temporaryFolder();
  let older: Run;
  let newer: Run;
  let parent: string;

  beforeEach(() => {
    [older, newer] = [createTinyRun(folder.path), createTinyRun(folder.path)].sort((a, b) =>
      a.id < b.id ? -1 : 1,
    ) as [Run, Run];
    parent = dirname(older.folder);
  });

  it("finds a run by its id, its path, and a beginning that is its own", () => {
    assert.equal(findRun(older.id, parent).id, older.id);
    assert.equal(findRun(older.folder, "/nowhere").id, older.id);
    assert.equal(findRun(older.id.slice(0, -1), parent).id, older.id);
  });

  it("finds the last one", () => {
    assert.equal(findRun("last", parent).id, newer.id);
  });

  it("names the runs that a beginning could mean", () => {
    assert.throws(() => findRun("20", parent), {
      name: "UsageError",
      message: `"20" begins more than one run: ${newer.id}, ${older.id}. Write more of it.`,
    });
  });

  it("suggests a run for a word that is none", () => {
    assert.throws(() => findRun("lost", parent), {
      name: "UsageError",
      message: `There is no run "lost" in ${parent}. Did you mean last? See: gloro runs`,
    });
  });
});
