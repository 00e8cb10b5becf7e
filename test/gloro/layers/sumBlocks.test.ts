import assert from "node:assert/strict";
import { forward } from "../../../src/gloro/forward.js";
import type { LayerConfig } from "../../../src/gloro/layers/layer.js";
import { convolutionBlocks, denseBlocks } from "../../../src/gloro/layers/sumBlocks.js";
import { buildNetwork } from "../../../src/gloro/network.js";
import { assertClose } from "../close.js";
import { host, numbers, tensors } from "../eager.js";
import { randomValues, sizeOf } from "../random.js";
import { randomState } from "../state.js";

const product = (sizes: readonly number[]) => sizes.reduce((all, size) => all * size, 1);

describe("sumBlocks", () => {
  it("holds every feature of a dense layer, in blocks that are few and short", () => {
    for (let features = 1; features < 6000; features++) {
      const sizes = denseBlocks(features);
      if (!sizes) {
        assert.ok(features <= 64, `${features} in one sum`);
        continue;
      }
      const [terms = 0, ...sums] = sizes;
      const room = product(sizes) - features;
      assert.ok(room >= 0 && room < terms, `${features} in ${sizes.join(" × ")}`);
      assert.ok(terms <= Math.max(32, features / 64) && product(sums) <= 256, String(features));
    }
    assert.deepEqual(denseBlocks(3136), [32, 14, 7]);
    assert.deepEqual(denseBlocks(997), [32, 16, 2]);
  });

  it("divides the channels of a convolution", () => {
    for (let taps = 1; taps <= 30; taps++) {
      for (let channels = 1; channels <= 300; channels++) {
        const sizes = convolutionBlocks(taps, channels);
        if (!sizes) continue;
        const [terms = 0, blocks = 0] = sizes;
        const where = `${taps} taps, ${channels} channels: ${sizes.join(" × ")}`;
        assert.ok(terms * blocks === taps * channels && channels % blocks === 0, where);
        assert.ok(blocks > 1 && blocks <= 16, where);
      }
    }
    assert.deepEqual(convolutionBlocks(9, 32), [36, 8]);
    assert.equal(convolutionBlocks(9, 4), undefined);
  });

  const image = [6, 5, 24];
  const layers: readonly (readonly [LayerConfig, readonly number[]])[] = [
    [{ kind: "dense", units: 5 }, [72]],
    [{ kind: "dense", units: 5, useBias: false }, [997]],
    [{ kind: "dense", units: 4, unitColumns: true }, [700]],
    [{ kind: "conv2d", filters: 3, kernelSize: 3, padding: "same" }, image],
    [{ kind: "conv2d", filters: 3, kernelSize: [3, 4], strides: [2, 1] }, image],
    [{ kind: "liResNetBlock" }, image],
  ];
  for (const [seed, [config, inputShape]] of layers.entries()) {
    it(`gives what one sum gives, but for rounding: ${JSON.stringify(config)}`, () => {
      const end: LayerConfig[] = [{ kind: "flatten" }, { kind: "dense", units: 2 }];
      const network = buildNetwork({ inputShape, layers: [config, ...end] });
      const [layer] = network.layers;
      assert.ok(layer?.role === "map" && layer.inBlocks);
      const state = randomState(network, seed);
      const x = host([4, ...inputShape], randomValues(4 * sizeOf(inputShape), seed));
      const logits = (sums: "whole" | "inBlocks") =>
        numbers(() => forward(network, tensors(state), tensors({ x })["x"]!, sums));
      assertClose(logits("inBlocks"), logits("whole"), 1e-4, config.kind);
    });
  }
});
