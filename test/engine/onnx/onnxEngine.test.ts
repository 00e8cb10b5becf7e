import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import { onnxCpuEngine } from "../../../src/engine/onnx/onnxEngine.js";
import type { Program } from "../../../src/gloro/program.js";
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
});
