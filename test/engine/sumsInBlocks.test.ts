import assert from "node:assert/strict";
import { eagerEngine } from "../../src/engine/eager/eagerEngine.js";
import { onnxCpuEngine } from "../../src/engine/onnx/onnxEngine.js";
import type { LayerConfig } from "../../src/gloro/layers/layer.js";
import { buildNetwork } from "../../src/gloro/network.js";
import { logitsStep } from "../../src/gloro/programs/index.js";
import { host } from "../gloro/eager.js";
import { randomState } from "../gloro/state.js";

/** A layer whose sums, with weights of 1, end in one entry for each example, and the blocks of what it sums. */
const layers: Readonly<Record<string, { layer: LayerConfig; shape: number[]; block: number }>> = {
  "a dense layer": { layer: { kind: "dense", units: 1 }, shape: [1024], block: 32 },
  "a convolution": {
    layer: { kind: "conv2d", filters: 1, kernelSize: 1 },
    shape: [1, 1, 512],
    block: 64,
  },
  "a strided convolution": {
    layer: { kind: "conv2d", filters: 1, kernelSize: [1, 2], strides: 2 },
    shape: [1, 2, 512],
    block: 32,
  },
};

// 1 added to it is lost, and a block of ones is not.
const large = 2 ** 24;
const examples = 9;

describe("sums in blocks", () => {
  for (const engine of [eagerEngine, onnxCpuEngine()]) {
    for (const [name, { layer, shape, block }] of Object.entries(layers)) {
      it(`are formed block by block on ${engine.name}: ${name}`, async () => {
        const network = buildNetwork({
          inputShape: shape,
          layers: [layer, { kind: "flatten" }, { kind: "dense", units: 2, useBias: false }],
        });
        const state = Object.fromEntries(
          Object.entries(randomState(network, 1)).map(([key, tensor]) => {
            const value = key.endsWith("bias") ? 0 : 1;
            return [key, host(tensor.shape, Array<number>(tensor.data.length).fill(value))];
          }),
        );
        const channels = shape.at(-1)!;
        const terms = shape.reduce((product, size) => product * size, 1);
        const images = Array.from({ length: examples * terms }, (_, at) => {
          const channel = at % channels;
          if (channel >= block) return 1;
          // Alone in its block, and once.
          return at % terms === 0 ? large : 0;
        });
        const programs = await engine.load([logitsStep({ network, batchSize: examples })], state);
        const { logits } = await programs.run("logitsStep", {
          images: host([examples, ...shape], images),
        });
        await programs.dispose();
        const ones = (channels - block) * (terms / channels);
        assert.deepEqual(Array.from(logits!.data), Array(2 * examples).fill(large + ones));
      });
    }
  }
});
