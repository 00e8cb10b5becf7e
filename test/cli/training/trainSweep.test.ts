import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { readMetrics } from "../../../src/runs/readMetrics.js";
import { listRuns } from "../../../src/runs/runFolder.js";
import { temporaryFolder } from "../../trainer/temporaryFolder.js";
import { stepsPerEpoch, tinyConfig } from "../../trainer/tinyRun.js";
import { gloro } from "../gloro.js";
import { startGloro } from "./startGloro.js";

describe("gloro train of a sweep", () => {
  const folder = temporaryFolder();
  let config: string;
  let runs: string;

  /** The second run is long, so that it can be stopped. */
  beforeEach(() => {
    config = join(folder.path, "tiny.gloro.json");
    runs = join(folder.path, "runs");
    const sweep = { grid: { epochs: [1, 100], learningRate: [0.01] } };
    writeFileSync(config, JSON.stringify({ ...tinyConfig(folder.path), sweep }));
  });

  const start = (...args: string[]) => startGloro(runs, ...args);

  const runWith = (epochs: number) => listRuns(runs).find((run) => run.config.epochs === epochs);

  it("trains run after run, stops at Ctrl-C, and goes on with what is left", async () => {
    const { child, ended } = start("train", config);
    for (let waited = 0; (runWith(100)?.state.step ?? 0) < 5; waited += 50) {
      assert.ok(waited < 30_000, "The second run does not train.");
      await setTimeout(50);
    }
    child.kill("SIGINT");
    const { code, err } = await ended;
    assert.equal(code, 130, err);
    assert.match(err, /Run 1 of 2: epochs 1, learningRate 0\.01\n/);
    assert.match(err, /Run 2 of 2: epochs 100, learningRate 0\.01\n/);
    assert.match(err, /The sweep stops here\./);
    const [first, second] = [runWith(1), runWith(100)];
    assert.deepEqual([first?.state.status, second?.state.status], ["finished", "stopped"]);

    const again = start("train", config);
    for (let waited = 0; (runWith(100)?.state.step ?? 0) <= second!.state.step; waited += 50) {
      assert.ok(waited < 30_000, "The second run does not go on.");
      await setTimeout(50);
    }
    again.child.kill("SIGINT");
    const resumed = await again.ended;
    assert.match(resumed.err, /^1 of 2 runs are finished already\.\nRun 2 of 2: epochs 100/);
    assert.equal(listRuns(runs).length, 2);
    assert.equal(runWith(1)?.state.updated, first?.state.updated);
    const epochs = readMetrics(second!.folder).lines.filter(({ type }) => type === "epoch");
    assert.deepEqual(
      epochs.map(({ epoch }) => epoch),
      epochs.map((_, index) => index + 1),
    );
    assert.ok(runWith(100)!.state.step < 100 * stepsPerEpoch);

    const list = await gloro("runs", "--runs", runs);
    assert.match(list.out, /SWEPT\n/);
    const best =
      /\nsweep tiny-[0-9a-f]{8}: 1 of 2 runs finished, best VRA [\d.]+% with epochs \d+, /;
    assert.match(list.out, best);
    const { sweep } = second!.config;
    const listed = JSON.parse((await gloro("runs", "--json", "--runs", runs)).out) as object[];
    assert.ok(
      listed.some((run) => "sweep" in run && JSON.stringify(run.sweep) === JSON.stringify(sweep)),
    );
  });

  it("trains the others where one fails, and says so at the end", async () => {
    const sweep = { grid: { learningRate: [1e30, 0.01], epochs: [1] } };
    writeFileSync(config, JSON.stringify({ ...tinyConfig(folder.path), sweep }));
    const { code, out, err } = await start("train", config).ended;
    assert.equal(code, 1, err);
    assert.match(err, /Run 2 of 2/);
    assert.match(out, /\nRUN .*\n.* failed .*learningRate 1e\+30, epochs 1\n.* finished /);
  });

  it("needs this process, and says what is wrong before anything starts", async () => {
    const detached = await gloro("train", config, "--detach", "--runs", runs);
    assert.equal(detached.code, 2);
    assert.match(detached.err, /leave out --detach/);
    const wrong = await gloro("train", config, "--runs", runs, "--set", "sweep.grid.epochs=[0]");
    assert.equal(wrong.code, 2);
    assert.match(
      wrong.err,
      /--set sweep\.grid\.epochs=\[0\]: in the sweep, with epochs = 0: epochs must/,
    );
    assert.deepEqual(listRuns(runs), []);
  });
});
