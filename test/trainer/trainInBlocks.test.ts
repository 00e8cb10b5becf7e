import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { loadCheckpoint } from "../../src/runs/checkpoint.js";
import type { ConfigInput } from "../../src/runs/config.js";
import { openRun } from "../../src/runs/runFolder.js";
import type { Run } from "../../src/runs/runFolder.js";
import { prepareRunEngine } from "../../src/trainer/engineChoice/runEngine.js";
import type { FromTrainer } from "../../src/trainer/protocol.js";
import { StopSignal } from "../../src/trainer/stopSignal.js";
import { train } from "../../src/trainer/train.js";
import { blockName } from "../../src/trainer/trainingPrograms.js";
import { metricsWithoutTiming } from "./metricsWithoutTiming.js";
import { temporaryFolder } from "./temporaryFolder.js";
import { createTinyRun } from "./tinyRun.js";

function trainHere(
  { folder }: Run,
  report: (message: FromTrainer) => void = () => undefined,
  stop = new StopSignal(),
) {
  return train({ folder, stop, report });
}

/** Asserts that two runs gave the same numbers, bit for bit. */
function assertSameRuns(actual: Run, expected: Run): void {
  assert.deepEqual(metricsWithoutTiming(actual.folder), metricsWithoutTiming(expected.folder));
  for (const which of ["last", "best"] as const) {
    const [one, other] = [actual, expected].map(({ folder }) => loadCheckpoint(folder, which));
    assert.deepEqual(one!.tensors, other!.tensors, which);
    assert.equal(one!.progress.step, other!.progress.step, which);
  }
}

describe("train with several steps in a call", function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  // Calls of 4 and of 1: lines of metrics, checkpoints and the end of an epoch come between.
  const parted: Partial<ConfigInput> = {
    engine: "onnx-cpu",
    epochs: 2,
    metrics: { everySteps: 6 },
    checkpoints: { everySteps: 5 },
  };

  async function assertSameInBlocks(config: Partial<ConfigInput>, stepsPerCall: number) {
    const single = createTinyRun(folder.path, config);
    await trainHere(single);
    const block = createTinyRun(folder.path, { ...config, stepsPerCall });
    await trainHere(block);
    assertSameRuns(block, single);
  }

  it("writes what single steps write", () => assertSameInBlocks(parted, 4));

  it("writes what single steps write where a call has all of an epoch's last batches", async () => {
    // Six batches, of which the last is padded.
    const changes = { ...parted, batchSize: 11, metrics: { everySteps: 3 }, checkpoints: {} };
    await assertSameInBlocks(changes, 3);
  });

  it("stopped after every call, it goes on as if it had never stopped", async () => {
    const single = createTinyRun(folder.path, parted);
    await trainHere(single);
    const parts = createTinyRun(folder.path, { ...parted, stepsPerCall: 4 });
    const stops: number[] = [];
    for (let start = 0; start < 100; start++) {
      const stop = new StopSignal();
      const whenTrained = ({ type }: FromTrainer) => {
        if (type === "progress") stop.request();
      };
      if ((await trainHere(parts, whenTrained, stop)) === "finished") break;
      stops.push(loadCheckpoint(parts.folder, "last").progress.step);
    }
    assert.deepEqual(stops, [4, 5, 6, 7, 8, 9, 10, 14, 15]);
    assertSameRuns(parts, single);
  });

  it("killed between two checkpoints, it goes on from the first as if it had not been", async () => {
    const single = createTinyRun(folder.path, parted);
    await trainHere(single);
    const killed = createTinyRun(folder.path, { ...parted, stepsPerCall: 4 });
    const dies = (message: FromTrainer) => {
      if (message.type === "steps" && message.line.step === 14) throw new Error("killed");
    };
    await assert.rejects(trainHere(killed, dies), /killed/);
    assert.equal(loadCheckpoint(killed.folder, "last").progress.step, 10);
    assert.equal(await trainHere(killed), "finished");
    assertSameRuns(killed, single);
  });

  it("names the very step whose numbers end", async () => {
    const messages = [];
    for (const stepsPerCall of [1, 4]) {
      const run = createTinyRun(folder.path, {
        ...{ engine: "onnx-cpu", stepsPerCall, learningRate: 1, optimizer: "sgd" },
        learningRateSchedule: "[1][1:1e38]",
        ...{ metrics: {}, checkpoints: {} },
      });
      await assert.rejects(trainHere(run), { name: "DivergedError" });
      messages.push(openRun(run.folder).state.message);
    }
    assert.match(messages[0] ?? "", /at step 10, in epoch 2/);
    assert.equal(messages[1], messages[0]);
  });

  it("tells the time of one step", async () => {
    const steps = 4;
    const callMs = 400;
    const run = createTinyRun(folder.path, {
      ...{ metrics: {}, checkpoints: {}, epochs: 1 },
      stepsPerCall: steps,
    });
    const times: number[] = [];
    await train({
      folder: run.folder,
      stop: new StopSignal(),
      report: (message) => {
        if (message.type === "progress") times.push(message.msPerStep);
      },
      prepareEngine: async (options) => {
        const ready = await prepareRunEngine(options);
        const run = ready.programs.run.bind(ready.programs);
        ready.programs.run = async (name, ...rest) => {
          if (name === blockName) await setTimeout(callMs);
          return run(name, ...rest);
        };
        return ready;
      },
    });
    const [first = 0] = times;
    assert.ok(first >= callMs / steps && first < callMs, `${first} ms`);
  });
});
