import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import * as z from "zod";
import { blocksOf } from "../../../src/engine/blocks.js";
import { onnxCpuEngine } from "../../../src/engine/onnx/onnxEngine.js";
import type { Program } from "../../../src/gloro/program.js";
import { temporaryFolder } from "../../trainer/temporaryFolder.js";
import { collectGarbage } from "../collectGarbage.js";
import { f32, floats } from "../seededTensors.js";

/** `w ← w + x`, and the sum of the new w. */
const accumulate: Program = {
  name: "accumulate",
  state: { w: f32(64) },
  inputs: { x: f32(64) },
  body: ({ w }, { x }) => {
    const next = tf.add(w!, x!);
    return { state: { w: next }, outputs: { sum: tf.sum(next) } };
  },
};

async function usedBytes(): Promise<number> {
  await collectGarbage();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}

describe("onnxCpuEngine", () => {
  const folder = temporaryFolder();

  it("holds no more memory after 10,000 runs", async () => {
    const loaded = await onnxCpuEngine({ threads: 1 }).load([accumulate], {
      w: floats([64], new Array<number>(64).fill(0)),
    });
    try {
      const x = floats([64], new Array<number>(64).fill(1));
      const runs = async (count: number) => {
        for (let run = 0; run < count; run++) await loaded.run("accumulate", { x });
      };
      await runs(500);
      const before = await usedBytes();
      await runs(10_000);
      const grown = (await usedBytes()) - before;
      // Holding even one 256-byte tensor a run would be 2.5 MB.
      assert.ok(grown < 1e6, `${grown} bytes more than before`);
      assert.equal((await loaded.readState())["w"]!.data[0], 10_500);
    } finally {
      await loaded.dispose();
    }
  });

  it("computes what takes most of a step before it begins the next one", async () => {
    const steps = 4;
    const grow: Program = {
      name: "grow",
      state: { w: f32(8) },
      inputs: { x: f32(8) },
      body: ({ w }, { x }) => {
        const next = tf.tanh(tf.add(w!, x!));
        return { state: { w: next }, outputs: { largest: tf.max(next) } };
      },
      steps,
    };
    const profilePrefix = join(folder.path, "profile");
    const ones = floats([8], new Array<number>(8).fill(1));
    const loaded = await onnxCpuEngine({ threads: 1, profilePrefix }).load([grow], { w: ones });
    await loaded.run("grow", blocksOf(new Array(steps).fill({ x: ones })));
    await loaded.dispose();
    const kernels = kernelsOf(join(folder.path, readdirSync(folder.path)[0] ?? ""));
    const told = kernels.filter((kernel) => ["Tanh", "ReduceMax"].includes(kernel));
    assert.deepEqual(told, Array.from({ length: steps }, () => ["Tanh", "ReduceMax"]).flat());
  });
});

const profileSchema = z.array(
  z.looseObject({ args: z.looseObject({ op_name: z.string().optional() }).optional() }),
);

/** The operations of a profile, in the order in which they ran. */
function kernelsOf(profile: string): string[] {
  const events = profileSchema.parse(JSON.parse(readFileSync(profile, "utf8")));
  return events.flatMap(({ args }) => args?.op_name ?? []);
}
