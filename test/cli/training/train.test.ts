import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { listRuns } from "../../../src/runs/runFolder.js";
import { temporaryFolder } from "../../trainer/temporaryFolder.js";
import { tinyConfig } from "../../trainer/tinyRun.js";
import { startGloro } from "./startGloro.js";

describe("gloro train", () => {
  const folder = temporaryFolder();
  let config: string;
  let runs: string;

  beforeEach(() => {
    config = join(folder.path, "tiny.gloro.json");
    runs = join(folder.path, "runs");
    writeFileSync(config, JSON.stringify(tinyConfig(folder.path)));
  });

  const start = (...args: string[]) => startGloro(runs, ...args);

  async function trained(steps: number): Promise<void> {
    for (let waited = 0; waited < 20_000; waited += 50) {
      const [run] = listRuns(runs);
      if (run && run.state.step >= steps) return;
      await setTimeout(50);
    }
    throw new Error(`No run came to step ${steps}.`);
  }

  it("writes a line an epoch and a summary", async () => {
    const { code, out, err } = await start("train", config).ended;
    assert.equal(code, 0, err);
    assert.match(out, /^epoch 1\/3 {2}loss .* VRA@0\.1 .*\nepoch 2\/3 .*\nepoch 3\/3 .*\n/);
    for (const part of ["clean accuracy", "VRA at ε 0.1", "VRA at 0.05", "rejected", "conv2d_1"]) {
      assert.ok(out.includes(part), `"${part}" in ${out}`);
    }
    assert.ok(out.includes(`gloro certify ${runs}`), out);
  });

  it("writes JSON lines that end with the ending", async () => {
    const { code, out } = await start("train", config, "--json", "--set", "epochs=1").ended;
    assert.equal(code, 0);
    const lines = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { type: string; kind?: string });
    assert.equal(lines[0]?.type, "run");
    assert.ok(lines.some(({ type }) => type === "epoch"));
    assert.deepEqual([lines.at(-1)?.type, lines.at(-1)?.kind], ["ending", "finished"]);
  });

  it("says in a sentence that devices cannot share a batch evenly", async () => {
    const settings = ["--engine", "tensorflow", "--devices", "3", "--set", "batchSize=32"];
    const { code, err } = await start("train", config, ...settings).ended;
    assert.equal(code, 2);
    assert.match(err, /devices=3: .*3 devices cannot share a batchSize of 32 evenly/);
  });

  it("stops with a checkpoint on Ctrl-C, and can be resumed", async () => {
    const { child, ended } = start("train", config, "--set", "epochs=1000");
    await trained(10);
    child.kill("SIGINT");
    // The same key press once more, as through npx: it must not end the trainer at once.
    await setTimeout(5);
    child.kill("SIGINT");
    const { code, out, err } = await ended;
    assert.equal(code, 130, err);
    assert.match(err, /Stopping after this step, with a checkpoint\. Ctrl-C again stops at once\./);
    assert.match(out, /resume {3}gloro train --resume /);
    const [run] = listRuns(runs);
    assert.equal(run?.state.status, "stopped");

    const resumed = start("train", "--resume", "last");
    await trained(run.state.step + 5);
    resumed.child.kill("SIGINT");
    assert.equal((await resumed.ended).code, 130);
    assert.equal(listRuns(runs).length, 1);
  });

  it("stops at once on a second Ctrl-C", async () => {
    const { child, ended } = start("train", config, "--set", "epochs=1000");
    await trained(2);
    const pid = listRuns(runs)[0]?.state.process?.pid;
    assert.ok(pid !== undefined);
    // A trainer that stands still heeds no request.
    process.kill(pid, "SIGSTOP");
    child.kill("SIGINT");
    await setTimeout(400);
    child.kill("SIGINT");
    const { code } = await ended;
    assert.equal(code, 130);
    assert.match(listRuns(runs)[0]?.state.message ?? "", /^interrupted: /);
  });

  it("returns from --detach while training goes on", async () => {
    const { code, out, err } = await start("train", config, "--set", "epochs=1000", "--detach")
      .ended;
    assert.equal(code, 0, err);
    assert.deepEqual(readdirSync(runs), [out.trim()]);
    await trained(5);
    const stopped = await start("runs", "stop", "last").ended;
    assert.equal(stopped.code, 0, stopped.err);
    assert.equal(listRuns(runs)[0]?.state.status, "stopped");
  });

  it("exits with 2 and the place of each mistake in a config", async () => {
    const { code, err } = await start("train", config, "--set", "epoch=3").ended;
    assert.equal(code, 2);
    assert.match(err, /unknown key "epoch"; did you mean "epochs"\?/);
  });

  it("exits with 1 and one sentence where training fails", async () => {
    const { code, err } = await start("train", config, "--set", "data=nowhere.npz").ended;
    assert.equal(code, 1);
    assert.match(err, /^gloro: .*nowhere\.npz/);
    assert.ok(!err.includes("defect"), err);
  });
});
