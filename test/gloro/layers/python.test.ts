import { buildLayer } from "../../../src/gloro/layers/index.js";
import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { assertClose } from "../close.js";
import { host, numbers, tensors } from "../eager.js";
import { readPython } from "../python/read.js";

describe("the layers of the Python library and of Keras", () => {
  for (const { config, input, inputShape, weights, output } of readPython("layers")) {
    it(`are computed as there: ${JSON.stringify(config)}`, () => {
      const layer = buildLayer(config, { name: "it", inputShapes: [inputShape.slice(1)] });
      assert.ok(layer.role === "map");
      const state = Object.fromEntries(
        layer.weights.map(({ name, shape }) => [name, host(shape, weights[name] ?? [])]),
      );
      const found = numbers(() => layer.forward(tf.tensor(input, inputShape), tensors(state)));
      assertClose(found, output, 1e-5, config.kind);
    });
  }
});
