import assert from "node:assert/strict";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readSavedNet } from "../../src/model/files/readSavedNet.js";
import { loadCheckpoint } from "../../src/runs/checkpoint.js";
import type { ConfigInput } from "../../src/runs/config.js";
import { openRun } from "../../src/runs/runFolder.js";
import { runPaths } from "../../src/runs/runPaths.js";
import { requestStop } from "../../src/runs/stopRequest.js";
import { RunWriter } from "../../src/runs/runWriter.js";
import type { Run } from "../../src/runs/runFolder.js";
import type { FromTrainer } from "../../src/trainer/protocol.js";
import { StopSignal } from "../../src/trainer/stopSignal.js";
import { train } from "../../src/trainer/train.js";
import { metricsWithoutTiming } from "./metricsWithoutTiming.js";
import { temporaryFolder } from "./temporaryFolder.js";
import { createTinyRun, stepsPerEpoch } from "./tinyRun.js";

function trainHere(
  { folder }: Run,
  report: (message: FromTrainer) => void = () => undefined,
  stop = new StopSignal(),
) {
  return train({ folder, stop, report });
}

describe("train", () => {
  const folder = temporaryFolder();

  it("writes a line a group of steps and an epoch, and both checkpoints", async () => {
    const run = createTinyRun(folder.path);
    assert.equal(await trainHere(run), "finished");
    assert.deepEqual(
      metricsWithoutTiming(run.folder).map((text) => {
        const { type, step } = JSON.parse(text) as { type: string; step: number };
        return `${type} ${step}`;
      }),
      [0, 8, 16].flatMap((start) => [
        `steps ${start + 3}`,
        `steps ${start + 6}`,
        `steps ${start + 8}`,
        `epoch ${start + 8}`,
      ]),
    );
    const { state } = openRun(run.folder);
    assert.equal(state.status, "finished");
    assert.equal(state.step, 3 * stepsPerEpoch);
    const last = loadCheckpoint(run.folder, "last");
    assert.equal(last.progress.step, 3 * stepsPerEpoch);
    assert.equal(loadCheckpoint(run.folder, "best").progress.best?.vra, state.best?.vra);
    // It learned something: three classes, so chance is a third.
    assert.ok((state.best?.vra ?? 0) > 0.6, `VRA ${String(state.best?.vra)}`);
  });

  it("saves the best network as a .gloronet file that gives the checkpoint's logits", async () => {
    const run = createTinyRun(folder.path, { relaxation: { kind: "rtk", k: 2 } });
    await trainHere(run);
    const saved = await readSavedNet(runPaths.bestNet(run.folder));
    const { tensors } = loadCheckpoint(run.folder, "best");
    assert.deepEqual(saved.relaxation, { kind: "rtk", k: 2 });
    assert.equal(saved.epsilon, 0.1);
    for (const [name, { data }] of Object.entries(saved.weights)) {
      assert.deepEqual(data, tensors[name]?.data, name);
    }
    assert.match(
      readFileSync(runPaths.log(run.folder), "utf8"),
      /gloro 1\.1\.1 and gloro HEAD can load/,
    );
  });

  it("begins with the weights of a model file, and refuses a frozen or another one", async () => {
    const first = createTinyRun(folder.path);
    await trainHere(first);
    const from = runPaths.bestNet(first.folder);
    // No step moves the weights.
    const second = createTinyRun(folder.path, {
      from,
      epochs: 1,
      learningRate: 1e-30,
      learningRateSchedule: "fixed",
    });
    await trainHere(second);
    const { weights } = await readSavedNet(from);
    const { tensors } = loadCheckpoint(second.folder, "last");
    assert.deepEqual(tensors["dense_1/kernel"]?.data, weights["dense_1/kernel"]?.data);

    const fixture = (name: string) =>
      new URL(`../fixtures/gloronet/${name}.gloronet`, import.meta.url).pathname;
    const refused = (name: string) =>
      trainHere(createTinyRun(folder.path, { from: fixture(name) }));
    await assert.rejects(refused("mnist_2c2f_frozen"), /is frozen, .* gloro unfreeze/);
    await assert.rejects(refused("readme_mlp"), /holds another network than the config/);
  });

  it("finishes a run whose network no file can hold, and says so", async () => {
    const module = join(folder.path, "net.mjs");
    writeFileSync(
      module,
      `export default ({ classes }) => ["flatten", { kind: "custom", define: ({ inputShape }) => ({
        outputShape: inputShape, gain: { kind: "constant", value: 1 }, forward: (x) => x,
      }) }, { kind: "dense", units: classes }];`,
    );
    const run = createTinyRun(folder.path, { architecture: { module }, epochs: 1 });
    assert.equal(await trainHere(run), "finished");
    assert.ok(!existsSync(runPaths.bestNet(run.folder)));
    assert.match(
      readFileSync(runPaths.log(run.folder), "utf8"),
      /was not saved: .*code of your own/,
    );
  });

  const runs: [what: string, changes: Partial<ConfigInput>][] = [
    ["Adam", {}],
    // Scalar slots, and slots that matter at some steps only.
    [
      "NAdam in lookahead",
      {
        loss: { name: "la", offset: 1 },
        optimizer: { name: "lookahead", inner: { name: "nadam", clipNorm: 1 }, syncPeriod: 5 },
      },
    ],
  ];
  for (const [what, changes] of runs) {
    it(`stopped gracefully after every step, it goes on as if it had never stopped: ${what}`, async () => {
      const whole = createTinyRun(folder.path, changes);
      await trainHere(whole);

      const parts = createTinyRun(folder.path, changes);
      const stops: number[] = [];
      for (let start = 0; start < 100; start++) {
        const stop = new StopSignal();
        const how = await trainHere(
          parts,
          ({ type }) => {
            // Reported after the first step.
            if (type === "progress") stop.request();
          },
          stop,
        );
        if (how === "finished") break;
        stops.push(loadCheckpoint(parts.folder, "last").progress.stepInEpoch);
        assert.equal(openRun(parts.folder).state.status, "stopped");
      }
      assert.ok(stops.length >= 20, `stopped at ${stops.join(", ")}`);
      assert.deepEqual(metricsWithoutTiming(parts.folder), metricsWithoutTiming(whole.folder));
      assert.deepEqual(
        loadCheckpoint(parts.folder, "last").tensors,
        loadCheckpoint(whole.folder, "last").tensors,
      );
    });
  }

  it("stops before the first step, and then goes on from the beginning", async () => {
    const whole = createTinyRun(folder.path, { epochs: 1 });
    await trainHere(whole);
    const run = createTinyRun(folder.path, { epochs: 1 });
    const stop = new StopSignal();
    stop.request();
    assert.equal(await trainHere(run, undefined, stop), "stopped");
    assert.equal(loadCheckpoint(run.folder, "last").progress.step, 0);
    assert.equal(await trainHere(run), "finished");
    assert.deepEqual(metricsWithoutTiming(run.folder), metricsWithoutTiming(whole.folder));
  });

  it("depends on the seed", async () => {
    const [a, b] = [0, 1].map((seed) => createTinyRun(folder.path, { epochs: 1, seed })) as [
      Run,
      Run,
    ];
    await trainHere(a);
    await trainHere(b);
    assert.notDeepEqual(metricsWithoutTiming(a.folder), metricsWithoutTiming(b.folder));
  });

  it("heeds the run's stop file", async () => {
    const run = createTinyRun(folder.path, { epochs: 100 });
    const how = await trainHere(run, ({ type }) => {
      if (type === "epoch") requestStop(run.folder, "gracefully");
    });
    assert.equal(how, "stopped");
    const { progress } = loadCheckpoint(run.folder, "last");
    assert.ok(progress.step < 100 * stepsPerEpoch, `step ${progress.step}`);
  });

  it("does nothing more for a run that has finished", async () => {
    const run = createTinyRun(folder.path, { epochs: 1 });
    await trainHere(run);
    const lines = metricsWithoutTiming(run.folder);
    assert.equal(await trainHere(run), "finished");
    assert.deepEqual(metricsWithoutTiming(run.folder), lines);
  });

  it("stops where the numbers end, and keeps the last good checkpoint", async () => {
    const run = createTinyRun(folder.path, {
      learningRate: 1,
      learningRateSchedule: "[1][1:1e38]",
      optimizer: "sgd",
    });
    await assert.rejects(trainHere(run), (error: Error) => {
      assert.equal(error.name, "DivergedError");
      assert.match(error.message, /is not a finite number at step \d+, in epoch 2,/);
      assert.match(error.message, /Try a lower learningRate/);
      return true;
    });
    const { state } = openRun(run.folder);
    assert.equal(state.status, "failed");
    assert.match(state.message ?? "", /is not a finite number at step/);
    const { tensors, progress } = loadCheckpoint(run.folder, "last");
    assert.ok(progress.step >= stepsPerEpoch, `step ${progress.step}`);
    for (const [name, { data }] of Object.entries(tensors)) {
      assert.ok(
        data.every((value: number) => Number.isFinite(value)),
        name,
      );
    }
  });

  it("says that its folder was deleted", async () => {
    const run = createTinyRun(folder.path);
    await assert.rejects(
      trainHere(run, ({ type }) => {
        if (type === "epoch") rmSync(run.folder, { recursive: true });
      }),
      { name: "RunWriteError", code: "ENOENT", message: /is gone: the run's folder was deleted/ },
    );
    assert.ok(!existsSync(run.folder));
  });

  it("loses nothing when its folder is moved away and back", async () => {
    const whole = createTinyRun(folder.path);
    await trainHere(whole);
    const run = createTinyRun(folder.path);
    await assert.rejects(
      trainHere(run, ({ type }) => {
        if (type === "epoch") renameSync(run.folder, `${run.folder}-moved`);
      }),
      { name: "RunWriteError" },
    );
    renameSync(`${run.folder}-moved`, run.folder);
    // The lock names this process, which lives on; a trainer would be gone.
    rmSync(runPaths.lock(run.folder));
    assert.equal(await trainHere(run), "finished");
    assert.deepEqual(metricsWithoutTiming(run.folder), metricsWithoutTiming(whole.folder));
  });

  it("leaves a run alone that another trainer has", async () => {
    const run = createTinyRun(folder.path);
    const writer = RunWriter.open(run.folder);
    try {
      const before = readFileSync(`${run.folder}/state.json`, "utf8");
      await assert.rejects(trainHere(run), { name: "RunLockedError" });
      assert.equal(readFileSync(`${run.folder}/state.json`, "utf8"), before);
    } finally {
      writer.close();
    }
  });

  it("says that the network does not fit the data", async () => {
    const run = createTinyRun(folder.path, {
      architecture: { layers: ["flatten", { kind: "dense", units: 4 }] },
    });
    await assert.rejects(trainHere(run), {
      name: "GloroError",
      message:
        "The network ends in 4 logits, but tiny has 3 classes. Give the last dense layer 3 units.",
    });
  });
});
