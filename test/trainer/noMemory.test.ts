import assert from "node:assert/strict";
import { OutOfMemoryError } from "../../src/engine/outOfMemoryError.js";
import type { LoadedPrograms } from "../../src/engine/engine.js";
import { lock } from "../../src/runs/lock.js";
import type { EpochLine } from "../../src/runs/metrics.js";
import { readMetrics } from "../../src/runs/readMetrics.js";
import { setBatchSizes } from "../../src/runs/resumeSettings.js";
import { openRun } from "../../src/runs/runFolder.js";
import type { Run } from "../../src/runs/runFolder.js";
import { prepareRunEngine } from "../../src/trainer/engineChoice/runEngine.js";
import { StopSignal } from "../../src/trainer/stopSignal.js";
import { train } from "../../src/trainer/train.js";
import { temporaryFolder } from "./temporaryFolder.js";
import { createTinyRun, stepsPerEpoch } from "./tinyRun.js";

/** Trains on an engine that has no memory for a step once it has taken `steps` with so large a batch. */
function trainWithLittle({ folder }: Run, steps: number, largest: number) {
  let taken = 0;
  const limited = (programs: LoadedPrograms, batchSize: number): LoadedPrograms => ({
    callsAtOnce: 1,
    add: (...args) => programs.add(...args),
    remove: (names) => programs.remove(names),
    readState: (names) => programs.readState(names),
    writeState: (state) => programs.writeState(state),
    dispose: () => programs.dispose(),
    run: (program, ...rest) => {
      if (program === "trainingStep" && batchSize > largest && ++taken > steps)
        return Promise.reject(new OutOfMemoryError("The engine ran out of memory."));
      return programs.run(program, ...rest);
    },
  });
  return train({
    folder,
    stop: new StopSignal(),
    report: () => undefined,
    prepareEngine: async (options) => {
      const ready = await prepareRunEngine(options);
      return { ...ready, programs: limited(ready.programs, options.config.batchSize) };
    },
  });
}

describe("a run without memory for its batch", () => {
  const folder = temporaryFolder();

  it("fails with the batch that fits, and goes on with it from its checkpoint", async () => {
    const run = createTinyRun(folder.path);
    // In the second epoch, after the checkpoint of step 10.
    await assert.rejects(trainWithLittle(run, stepsPerEpoch + 3, 4), OutOfMemoryError);
    const failed = openRun(run.folder);
    assert.equal(failed.state.status, "failed");
    assert.equal(
      failed.state.message,
      `The engine eager ran out of memory at batch size 8; 4 should fit, with which the run goes on by: gloro train --resume ${run.id} --set batchSize=4`,
    );
    assert.deepEqual(failed.state.resumeWith, ["batchSize=4"]);

    const smaller = setBatchSizes(failed, failed.state.resumeWith);
    assert.equal(openRun(run.folder).config.batchSize, 4);
    assert.equal(await trainWithLittle(smaller, 0, 4), "finished");
    assert.equal(openRun(run.folder).state.resumeWith, undefined);
    const { lines } = readMetrics(run.folder);
    const epochs = lines.filter((line): line is EpochLine => line.type === "epoch");
    // One epoch of 8 steps of 8 examples, then of 16 steps of 4.
    assert.deepEqual(
      epochs.map(({ epoch, step }) => [epoch, step]),
      [
        [1, 8],
        [2, 32],
        [3, 48],
      ],
    );
    const steps = lines.map(({ step }) => step);
    assert.deepEqual(
      steps,
      [...steps].sort((a, b) => a - b),
    );
  });

  it("goes on where it failed at its first step, before any checkpoint", async () => {
    const run = createTinyRun(folder.path, { evaluation: { batchSize: 32 } });
    await assert.rejects(trainWithLittle(run, 0, 2), OutOfMemoryError);
    assert.match(
      openRun(run.folder).state.message ?? "",
      /--set batchSize=4 --set evaluation\.batchSize=4$/,
    );
    const smaller = setBatchSizes(run, ["batchSize=2", "evaluation.batchSize=4"]);
    assert.equal(await trainWithLittle(smaller, 0, 2), "finished");
    assert.equal(openRun(run.folder).state.step, 3 * 32);
  });

  it("is resumed with no other change of its config, and not while it is trained", () => {
    const run = createTinyRun(folder.path);
    const refused = (settings: string[], message: RegExp) => {
      assert.throws(() => setBatchSizes(run, settings), message);
      assert.equal(openRun(run.folder).config.batchSize, 8);
    };
    refused(["epochs=9"], /--set epochs=9: a resumed run keeps its config but for batchSize and/);
    refused(["batchSize=16"], /only be resumed with a smaller batch than its 8/);
    refused(["batchSize=none"], /batchSize must be/);
    const held = lock(run.folder);
    refused(["batchSize=4"], /is held by process/);
    held.release();
  });
});
