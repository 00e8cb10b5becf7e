import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listRuns, openRun, removeRun } from "../../src/runs/runFolder.js";
import { runId } from "../../src/runs/runId.js";
import { runPaths } from "../../src/runs/runPaths.js";
import { RunWriter } from "../../src/runs/runWriter.js";
import { exampleConfig, exampleRun } from "./exampleRun.js";
import { temporaryFolder } from "./temporaryFolder.js";

describe("runId", () => {
  it("sorts by time and can be read", () => {
    assert.match(
      runId("MNIST 2C2F!", new Date("2026-11-22T14:15:30.9Z")),
      /^20261122-141530-mnist-2c2f-[0-9a-z]{4}$/,
    );
  });

  it("stays one harmless file name", () => {
    assert.match(
      runId("../../etc/passwd", new Date(0)),
      /^19700101-000000-etc-passwd-[0-9a-z]{4}$/,
    );
    assert.match(runId("⊥", new Date(0)), /^19700101-000000-[0-9a-z]{4}$/);
  });
});

describe("runFolder", () => {
  it("makes the files that docs/run-format.md names", () => {
    const parent = join(temporaryFolder(), ".gloro", "runs");
    const run = exampleRun(parent);
    assert.deepEqual(readdirSync(run.folder).sort(), [
      "checkpoints",
      "config.json",
      "environment.json",
      "log.txt",
      "metrics.jsonl",
      "state.json",
    ]);
    assert.deepEqual(openRun(run.folder), run);
    assert.deepEqual(run.config, exampleConfig);
    assert.equal(run.state.status, "queued");
  });

  it("lists runs, newest first, and passes over what is none", () => {
    const parent = temporaryFolder();
    assert.deepEqual(listRuns(join(parent, "none yet")), []);
    const ids = [exampleRun(parent).id, exampleRun(parent).id];
    mkdirSync(join(parent, "not a run"));
    const broken = join(parent, "broken");
    mkdirSync(broken);
    writeFileSync(runPaths.state(broken), '{"status": "flying"}');
    const reported: string[] = [];
    const listed = listRuns(parent, (folder, error) => reported.push(`${folder} ${String(error)}`));
    assert.deepEqual(
      listed.map(({ id }) => id),
      ids.sort().reverse(),
    );
    assert.equal(reported.length, 1);
    assert.match(reported[0]!, /broken RunFormatError: .*state\.json: status: /);
  });

  it("says where there is no run", () => {
    const folder = temporaryFolder();
    assert.throws(() => openRun(folder), {
      name: "RunNotFoundError",
      message: `There is no run at ${folder}. "gloro runs" lists the runs that there are.`,
    });
  });

  it("removes a run, but no other folder and none that is being trained", () => {
    const parent = temporaryFolder();
    const { folder } = exampleRun(parent);
    assert.throws(
      () => {
        removeRun(parent);
      },
      { name: "RunNotFoundError" },
    );
    const writer = RunWriter.open(folder);
    assert.throws(
      () => {
        removeRun(folder);
      },
      { name: "RunLockedError" },
    );
    assert.ok(existsSync(folder));
    writer.close();
    removeRun(folder);
    assert.equal(existsSync(folder), false);
  });

  it("writes a config that any program can read", () => {
    const { folder } = exampleRun(temporaryFolder());
    assert.deepEqual(JSON.parse(readFileSync(runPaths.config(folder), "utf8")), exampleConfig);
  });
});
