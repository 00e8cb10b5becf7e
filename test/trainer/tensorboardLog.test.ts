import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readMetrics } from "../../src/runs/readMetrics.js";
import { RunWriteError } from "../../src/runs/runErrors.js";
import { runPaths } from "../../src/runs/runPaths.js";
import { StopSignal } from "../../src/trainer/stopSignal.js";
import { TensorboardLog } from "../../src/trainer/tensorboardLog.js";
import { train } from "../../src/trainer/train.js";
import { inner, readEvents, summaryOf } from "../formats/tensorboard/readEvents.js";
import type { Message } from "../formats/tensorboard/readEvents.js";
import { stepsLine } from "../runs/exampleRun.js";
import { temporaryFolder } from "./temporaryFolder.js";
import { createTinyRun } from "./tinyRun.js";

/** The events of a run's files, in the order in which TensorBoard reads them. */
function filesOf(folder: string): Message[][] {
  const parent = runPaths.tensorboard(folder);
  return readdirSync(parent)
    .sort()
    .map((name) => readEvents(readFileSync(join(parent, name))));
}

/** What TensorBoard keeps of a scalar: a session's start takes back all from its step on. */
function scalarsOf(files: Message[][], tag: string): [step: number, value: number][] {
  let kept: [number, number][] = [];
  for (const event of files.flat()) {
    const step = Number(event.get(2)?.[0] ?? 0);
    if (event.has(7)) kept = kept.filter(([earlier]) => earlier < step);
    const value = summaryOf(event).get(tag)?.get(2)?.[0];
    if (value !== undefined) kept.push([step, Number(value)]);
  }
  return kept;
}

describe("TensorboardLog", () => {
  const folder = temporaryFolder();

  it("tells what metrics.jsonl tells, also of a run that was stopped and resumed", async () => {
    const run = createTinyRun(folder.path, { tensorboard: true });
    const stop = new StopSignal();
    await train({
      folder: run.folder,
      stop,
      report: (message) => {
        if (message.type === "steps" && message.line.step === 11) stop.request();
      },
    });
    await train({ folder: run.folder, stop: new StopSignal(), report: () => undefined });
    const files = filesOf(run.folder);
    assert.equal(files.length, 2);
    const { lines } = readMetrics(run.folder);
    const single = Math.fround;
    assert.deepEqual(
      scalarsOf(files, "steps/loss"),
      lines.flatMap(({ type, step, ...rest }) =>
        type === "steps" && "loss" in rest ? [[step, single(rest.loss)]] : [],
      ),
    );
    const epochs = lines.filter((line) => line.type === "epoch");
    assert.deepEqual(
      scalarsOf(files, "evaluation/vra"),
      epochs.map(({ step, evaluation }) => [step, single(evaluation?.vra ?? NaN)]),
    );
    const tags = new Set(files.flat().flatMap((event) => [...summaryOf(event).keys()]));
    for (const tag of ["config", "schedule/epsilon", "steps/robustLoss", "radii/wrong"]) {
      assert.ok(tags.has(tag), tag);
    }
    assert.ok(tags.has("steps/lipschitz/conv2d_1") && tags.has("evaluation/vraAt/0.05"));
  });

  it("takes back what a killed trainer wrote after its checkpoint", () => {
    const run = createTinyRun(folder.path);
    const first = TensorboardLog.open(run.folder, run.config, 0);
    for (const step of [3, 6, 9]) first.append(stepsLine(step));
    // Within the same second: its file must still be read after the first.
    const second = TensorboardLog.open(run.folder, run.config, 4);
    second.append(stepsLine(6));
    const files = filesOf(run.folder);
    assert.deepEqual(
      scalarsOf(files, "steps/loss").map(([step]) => step),
      [3, 6],
    );
    assert.deepEqual([...inner(files[1]![1]!, 7)], [[1, [1]]]);
  });

  it("is not there where it is not asked for, and says what the disk refuses", async () => {
    const run = createTinyRun(folder.path, { epochs: 1 });
    await train({ folder: run.folder, stop: new StopSignal(), report: () => undefined });
    assert.ok(!existsSync(runPaths.tensorboard(run.folder)));
    assert.throws(
      () => TensorboardLog.open(join(runPaths.log(run.folder), "x"), run.config, 0),
      RunWriteError,
    );
  });
});
