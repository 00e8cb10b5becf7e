import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import { blocksOf, ofStep } from "../../src/engine/blocks.js";
import type { Engine, EngineName, LoadedPrograms } from "../../src/engine/engine.js";
import { createEngine } from "../../src/engine/index.js";
import { entry } from "../../src/gloro/entry.js";
import { parseLoss } from "../../src/gloro/losses/index.js";
import { parseOptimizer } from "../../src/gloro/optimizers/index.js";
import type { HostTensors, Program } from "../../src/gloro/program.js";
import { evaluationStep, trainingStep } from "../../src/gloro/programs/index.js";
import { randomState } from "../gloro/state.js";
import { assertSameTensors } from "./assertSame.js";
import { exampleNetworks } from "./exampleNetworks.js";
import { installedEngines, networksFor } from "./installedEngines.js";
import { f32, floats } from "./seededTensors.js";
import { seededInputs } from "./seededInputs.js";

/** How far a block may be from its steps, relative to the largest entry: onnxruntime adds up in the same order. */
const tolerance: { readonly [K in EngineName]: number } = {
  "onnx-cpu": 0,
  "onnx-webgpu": 1e-6,
  tensorflow: 1e-6,
  eager: 0,
};

/** Scales what is there by a factor that stays, and adds `by`; gives tensors of all types. */
const count: Program = {
  name: "count",
  state: { total: f32(2), factor: f32(2) },
  inputs: { by: f32(2), labels: { shape: [3], dtype: "int32" } },
  body: (state, inputs) => {
    const before = entry(state, "total");
    const total = tf.add(tf.mul(before, entry(state, "factor")), entry(inputs, "by"));
    const largest = tf.max(total);
    return {
      state: { total },
      outputs: { before, largest, isLarge: tf.greater(total, 5), labels: entry(inputs, "labels") },
    };
  },
};
const counts: Program = { ...count, name: "counts", steps: 3 };

const start = (): HostTensors => ({ total: floats([2], [1, 10]), factor: floats([2], [1, 0.5]) });
const blocks = (): HostTensors => ({
  by: floats([3, 2], [1, 1, 2, 2, 3, 3]),
  labels: { shape: [3, 3], dtype: "int32", data: Int32Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8) },
});
const values = (tensors: HostTensors, name: string): number[] => Array.from(tensors[name]!.data);

async function withPrograms(
  engine: Engine,
  programs: readonly Program[],
  state: HostTensors,
  use: (loaded: LoadedPrograms) => Promise<void>,
): Promise<void> {
  const loaded = await engine.load(programs, state);
  try {
    await use(loaded);
  } finally {
    await loaded.dispose();
  }
}

for (const name of installedEngines)
  describe(`steps in one call of the engine ${name}`, function () {
    this.timeout(120_000);
    const withCounts = async (use: (loaded: LoadedPrograms) => Promise<void>) =>
      withPrograms(await createEngine(name), [count, counts], start(), use);

    it("go on from one to the next, and give blocks", () =>
      withCounts(async (loaded) => {
        const given = await loaded.run("counts", blocks());
        // 1, 2, 4, 7 and 10, 6, 5, 5.5.
        assert.deepEqual(values(await loaded.readState(), "total"), [7, 5.5]);
        assert.deepEqual(values(await loaded.readState(), "factor"), [1, 0.5]);
        assert.deepEqual(values(given, "largest"), [6, 5, 7]);
        assert.deepEqual(given["largest"]!.shape, [3]);
        assert.deepEqual(values(given, "before"), [1, 10, 2, 6, 4, 5]);
        assert.deepEqual(given["before"]!.shape, [3, 2]);
        assert.deepEqual(values(given, "isLarge"), [0, 1, 0, 0, 1, 1]);
        assert.deepEqual(given["labels"], blocks()["labels"]);
        assert.deepEqual(
          values(await loaded.run("count", ofStep(blocks(), 0)), "before"),
          [7, 5.5],
        );
      }));

    it("leave the state as it was before all of them where they are not accepted", () =>
      withCounts(async (loaded) => {
        const refused = await loaded.run(
          "counts",
          blocks(),
          (given) => given["largest"]!.data[1] === 0,
        );
        assert.deepEqual(values(refused, "largest"), [6, 5, 7]);
        assertSameTensors(await loaded.readState(), start(), "state", 0);
      }));

    it("take blocks of so many steps alone", () =>
      withCounts(async (loaded) => {
        const misshapen = { ...blocks(), by: floats([2, 2], [1, 1, 2, 2]) };
        await assert.rejects(loaded.run("counts", misshapen), {
          name: "ShapeError",
          message: /"by"/,
        });
        await assert.rejects(loaded.run("counts", ofStep(blocks(), 0)), { name: "ShapeError" });
        assertSameTensors(await loaded.readState(), start(), "state", 0);
      }));

    it("may be many", async () => {
      const steps = 20;
      const many: Program = { ...count, name: "many", steps };
      const given = {
        by: floats([steps, 2], Array<number>(2 * steps).fill(1)),
        labels: { shape: [steps, 3], dtype: "int32", data: new Int32Array(3 * steps) },
      } as const;
      await withPrograms(await createEngine(name), [many], start(), async (loaded) => {
        const { before } = await loaded.run("many", given);
        const first = Array.from({ length: steps }, (_, step) => before?.data[2 * step]);
        assert.deepEqual(
          first,
          first.map((_, step) => 1 + step),
        );
      });
    });

    it("are a whole number from 1 on", async () => {
      const engine = await createEngine(name);
      for (const steps of [0, 1.5]) {
        const expected = {
          name: "GloroError",
          message: `The program "never" cannot take ${steps} steps a call: give it a whole number from 1 on.`,
        };
        const never = { ...count, name: "never", steps };
        await assert.rejects(engine.load([never], start()), expected);
        await withCounts((loaded) => assert.rejects(loaded.add([never]), expected));
      }
    });

    for (const network of networksFor(name))
      it(`train ${network} as one by one, and leave evaluation alone`, async () => {
        const made = exampleNetworks[network]!;
        const optimizer = parseOptimizer({ name: "lookahead", inner: "adam", syncPeriod: 2 });
        const loss = parseLoss("trades_kl");
        const single = trainingStep({ network: made, loss, optimizer, batchSize: 9 });
        const evaluation = evaluationStep({ network: made, loss, batchSize: 9 });
        const block = { ...single, name: "block", steps: 3 };
        const state = { ...randomState(made, 3), ...optimizer.initialSlots(made.parameters) };
        const inputs = [1, 2, 3].map((step) => seededInputs(single, step));
        const engine = await createEngine(name, { threads: 1 });
        await withPrograms(engine, [single, block, evaluation], state, async (loaded) => {
          const alone: HostTensors[] = [];
          for (const each of inputs) alone.push(await loaded.run(single.name, each));
          const after = await loaded.readState();
          await loaded.writeState(state);
          const together = await loaded.run(block.name, blocksOf(inputs));
          assertSameTensors(together, blocksOf(alone), "outputs", tolerance[name]);
          assertSameTensors(await loaded.readState(), after, "state", tolerance[name]);
          await loaded.run(evaluation.name, seededInputs(evaluation, 1));
        });
      });
  });
